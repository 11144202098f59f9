"""How SQLite answers each statement: no scan and no sort of what grows, but for those listed."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tutor.core.limits import Limits
from tutor.library.scan import scan
from tutor.settings import Settings
from tutor.store import connect
from tutor.store.doctor import findings
from tutor.store.glance import glance
from tutor.study import transfer

GROWING = (
    *("entry", "memory", "spread", "recalled", "found", "tally", "card", "placement", "clue"),
    *("twin", "later", "undo", "undone"),
)
_COUNTED = "figures of some decks are counted from their own rows when they are looked at"
_ORDERED = "a quarter of an hour is sorted at a time: the index is in the order of the days"
_LATER = "what came after the entry up to which the figures are counted, and nothing else"
_PROVED = "to check a file is to read all of it"
_TODAY = "what was graded on one day, each card once"
_DUE = "what is due by one day, in its order or counted"
# The beginning of a statement, and why it may scan or sort.
LISTED = {
    # While one reviews.
    "SELECT kind, avg(milliseconds)": "from the end of the log, and it stops after 300",
    "SELECT card.id, CASE note WHEN ? THEN identity ELSE note END, placement.kind, file, first": (
        _TODAY
    ),
    "SELECT file, placement.kind, (placement.kind IN": _DUE,
    "SELECT card.id, CASE note WHEN ? THEN identity ELSE note END, placement.kind, file, memory": (
        _DUE
    ),
    "SELECT memory.card, file, placement.kind, (placement.kind IN": _DUE,
    "SELECT id FROM (SELECT DISTINCT card FROM entry INDEXED BY entry_day": _TODAY,
    "SELECT file, card.id, placement.kind": "one card, by the few files in which it stands",
    "SELECT count(DISTINCT file) FROM placement WHERE card": "the few files of one card",
    "SELECT uid, device, at, day": "one card's entries, in their order",
    "SELECT ready, count(DISTINCT memory.card)": "those of one day, each once",
    "SELECT card, event, value, day FROM entry INDEXED BY entry_card WHERE event IN (?, ?, ?, ?, ?)"
    " AND NOT EXISTS (SELECT ? FROM entry AS later WHERE later.event = ? AND later.undoes = "
    "entry.uid AND later.card = entry.card) AND card = ?": "one card's entries, in their order",
    "SELECT card, CASE event WHEN ? THEN day * ? + ? WHEN ? THEN value * ? + ? WHEN ? THEN ? WHEN "
    "? THEN day * ? + quality * ? + ? ELSE day * ? + quality * ? + (event = ?) END FROM entry "
    "WHERE card = ? AND": "the same",
    "SELECT DISTINCT json_each.value": "the tags of some decks, each once",
    "SELECT count(DISTINCT iif(until = ?": "those that are set aside, each once",
    "SELECT state.card, id FROM state": "those that were skipped today, in that order",
    # When a deck has changed.
    "UPDATE memory SET placed": "the few files of each card that was read",
    "SELECT id, placed, graded": "every card may be the one that was moved to the changed file",
    "DELETE FROM clue WHERE file": "the clues of the files that were read, in one look",
    "SELECT card, own, sought, sign FROM clue": "the clues of the cards that were read, likewise",
    # Progress.
    "SELECT DISTINCT uid, day, at / ?": "what was undone, and nothing else, is subtracted",
    "SELECT day, at / ?, event, count(*), sum(milliseconds) FROM entry INDEXED BY": _COUNTED,
    "SELECT at, milliseconds FROM entry INDEXED BY entry_day": _COUNTED,
    "SELECT day, detail FROM entry INDEXED BY entry_detail": _ORDERED,
    "SELECT card, file FROM placement": _COUNTED,
    "SELECT card FROM entry WHERE event = ? AND card IN": _COUNTED,
    "SELECT card FROM memory WHERE lapses >=": "every card may be a leech, in one look",
    "SELECT interval, ease, repetitions = ? AND lapses = ?, count(*)": _COUNTED,
    "SELECT ready, count(*) FROM memory": "the index of the due days, and nothing else",
    "SELECT interval, ease, learning": "a row for cards that are alike, not for a card",
    "SELECT day, quality, reviews FROM recalled": _PROVED,
    "SELECT day, sum(reviews": "a row for a day and quality, not for a review",
    "SELECT code, reviews FROM found": "a row for reviews that are alike, not for a review",
    "SELECT asked, passed, (SELECT group_concat": "the few cards that stand in two files",
    "SELECT card, day, quality >= ?, json_extract": "the figure is of all attempts at exercises",
    "SELECT count(DISTINCT card) FROM placement WHERE seen": "the new cards, each once",
    "SELECT quarter / ? * ? + quarter % ? AS key, sum(answers)": (
        "a row for a quarter of an hour and event, not for a review"
    ),
    "SELECT DISTINCT day FROM tally": "a row for a quarter of an hour and event, not for a review",
    "SELECT DISTINCT card FROM entry NOT INDEXED WHERE sequence": _LATER,
    "SELECT day, at / ?, event, count(*), sum(milliseconds) FROM entry NOT INDEXED": _LATER,
    "SELECT entry.day, entry.at": _LATER,
    # Files.
    "SELECT at, day, card, event, quality": _ORDERED,
    "SELECT json_object": "an export is of everything",
    "SELECT CASE WHEN event IN (?, ?, ?) THEN json_insert(json_object": _ORDERED,
    "SELECT ? FROM entry WHERE event": "one look at an index, before everything is exported",
    "SELECT number, id, CASE kind": "an export names every card",
    "SELECT undone.uid FROM entry AS undo": "what was undone, and nothing else",
    "SELECT count(*) FROM card": "how much there is to be written",
    # Doctor and backups.
    "SELECT card FROM entry": _PROVED,
    "SELECT card, CASE event": _PROVED,
    "SELECT card, event, value, day": _PROVED,
    "UPDATE memory SET ready = due": "once, when a database is made",
    "SELECT day, at / ?, event, count(*), sum(milliseconds) FROM entry GROUP BY": _PROVED,
    "SELECT card, due, interval": _PROVED,
    "SELECT (SELECT count(*) FROM placement": _PROVED,
    "SELECT interval, ease, repetitions = ? AND lapses = ? AS": _PROVED,
    "SELECT first, count(*) FROM memory": _PROVED,
    "SELECT id, coalesce(sum(memory.asked)": _PROVED,
    "SELECT uid, name, at, day": _PROVED,
    "SELECT count(*) FROM placement": _PROVED,
    "SELECT count(*) FROM entry": _PROVED,
    "SELECT count(*), coalesce(max(day)": _PROVED,
    "SELECT day, quarter, event": _PROVED,
    "SELECT ? FROM log LIMIT ?": "the first row that comes",
    "SELECT ? FROM twin LIMIT ?": "the first row that comes",
    "SELECT id, given": _PROVED,
    "SELECT note FROM placement": _PROVED,
    "SELECT key_points, tags FROM card": _PROVED,
}
_WORK = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    for name in "abc":
        learner.write(f"{name}.md", questions(*(f"{name} {number}" for number in range(12))))
    learner.write(
        "twins.md", questions("one") + "<!-- id: one -->\n\nQ: b?\n<!-- twin: one -->\nA: b\n"
    )
    return learner


def daily(learner: Learner) -> None:
    """Some days of reviews, and all that is shown of them."""
    for _ in range(3):
        with learner.opens() as study:
            session, asked = study.review.ask(study.review.begin())
            while asked is not None:
                quality = 1 if len(session.done) in (5, 20, 21, 22, 23) else 4
                session, asked = study.review.ask(study.review.grade(session, quality, 1.0))
            session, _ = study.review.undo(session)
            study.review.undo(session)
            study.schedule.today()
            study.schedule.by_deck()
            study.schedule.next_due()
            study.history.streak()
            study.schedule.why(study.decks.cards(["a"])[0])
            study.decks.card(study.decks.cards(["a"])[0].id)
            study.decks.tags()
        learner.sleep(2)


def progress(learner: Learner) -> None:
    """Figures of everything, of a deck and of a tag."""
    with learner.opens() as study:
        study.history.progress()
        study.history.progress(["a"])
        study.history.progress(["a"], tag="hard", since=5)


def files(learner: Learner) -> None:
    """Out and in again, here and elsewhere."""
    out = learner.folder / "all.json"
    transfer.to_json(learner.database, Settings(), out, True, lambda _: None)
    (learner.folder / "elsewhere").mkdir()
    with learner.opens() as study:
        sheets = learner.folder / "sheets"
        transfer.to_csv(learner.database, study.decks.shelf, sheets, 0, True, lambda _: None)
    with Learner(learner.folder / "elsewhere").opens() as study:
        transfer.merge(study._learner.store, out, lambda _: None)


def checks(learner: Learner) -> None:
    """A backup, the doctor, and decks that changed meanwhile."""
    with learner.opens() as study:
        study.back_up()
    assert all(
        finding.good for finding in findings(learner.database, repair=True, now=(0, 900_000))
    )
    learner.write("a.md", questions("a 3", "another"))
    glance(learner.database, scan([learner.decks])[0], 740_000, Limits(20))
    with learner.opens():
        pass


def given(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> set[str]:
    """Every statement that SQLite is given meanwhile, with its values."""
    seen: set[str] = set()
    real = connect._connect

    def traced(uri: str) -> sqlite3.Connection:
        connection = real(uri)
        connection.set_trace_callback(seen.add)
        return connection

    monkeypatch.setattr(connect, "_connect", traced)
    work()
    return seen


def shape(statement: str) -> str:
    """A statement without its values."""
    text = re.sub(r"x?'(?:[^']|'')*'|\b\d+\b", "?", statement)
    return " ".join(re.sub(r"\(\?(?:,\?)+\)", "(?)", text).split())


def costly(plan: list[str]) -> list[str]:
    """The steps that take longer, the more there is."""
    scans = rf"SCAN ({'|'.join(GROWING)})\b|USE TEMP B-TREE|AUTOMATIC|UNION"
    return [step for step in plan if re.match(scans, step)]


def test_what_grows_is_neither_scanned_nor_sorted(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: dict[str, str] = {}
    for work in (daily, progress, files, checks):
        found = given(monkeypatch, lambda work=work: work(learner))  # type: ignore[misc]
        assert found
        statements |= {shape(each): each for each in found if each.startswith(_WORK)}
    used = set()
    slow = {}
    with closing(sqlite3.connect(learner.database)) as connection:
        for form, statement in statements.items():
            if "coming" in form or "temp." in form:
                continue  # tables of the moment
            rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}")
            if steps := costly([detail for *_, detail in rows]):
                reasons = [begin for begin in LISTED if form.startswith(begin)]
                used.update(reasons)
                if not reasons:
                    slow[form] = steps
    assert len(statements) > 60
    assert slow == {}  # let them use an index, or list them with a reason
    assert sorted(LISTED.keys() - used) == []  # what need not be listed any more
