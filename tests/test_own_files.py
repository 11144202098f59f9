"""What no command may do to the history: overwrite it, start it again, or change another file."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tests.patience import PATIENCE
from tutor.store.connect import backups_of, read_only
from tutor.store.schema import APPLICATION_ID

posix = pytest.mark.skipif(os.name != "posix", reason="needs links and signals of POSIX")


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha", "beta"))
    command("review", "--plain", "--limit", "1", typed="\n4\n")
    return command


def grades(path: Path) -> int:
    with closing(read_only(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM log").fetchone()
    return int(count)


def hard_link(tutor: Command) -> Path:
    link = tutor.folder / "hard"
    link.hardlink_to(tutor.database)
    return link


def soft_link(tutor: Command) -> Path:
    link = tutor.folder / "soft"
    link.symlink_to(tutor.database)
    return link


def soft_link_to_a_picture(tutor: Command) -> Path:
    link = tutor.folder / "page.html"
    link.symlink_to(tutor.decks / "pictures" / "map.png")
    return link


def a_theme(tutor: Command) -> Path:
    return Path(tutor.environment["XDG_CONFIG_HOME"]) / "tutor" / "themes" / "mine.toml"


OWN = {
    "the database": lambda tutor: tutor.database,
    "by another path": lambda tutor: tutor.folder / "data" / ".." / "data" / tutor.database.name,
    "its log file": lambda tutor: tutor.database.with_name(tutor.database.name + "-wal"),
    "its shared memory": lambda tutor: tutor.database.with_name(tutor.database.name + "-shm"),
    "a backup": lambda tutor: next(backups_of(tutor.database).glob("*.sqlite3")),
    "a new file among the backups": lambda tutor: backups_of(tutor.database) / "new.html",
    "a deck": lambda tutor: tutor.decks / "deck.md",
    "macros of decks": lambda tutor: tutor.decks / "macros.tex",
    "what a deck is about": lambda tutor: tutor.decks / "README.md",
    "a picture of a deck": lambda tutor: tutor.decks / "pictures" / "map.png",
    "a link to one": soft_link_to_a_picture,
    "a theme": a_theme,
    "a hard link": hard_link,
    "a link": soft_link,
}


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("export", "--format", "json"),
        ("export", "--format", "html"),
        ("print", "--format", "html"),
    ],
)
def test_no_output_replaces_a_file_of_ones_own_by_any_path_or_force(
    tutor: Command, words: tuple[str, ...]
) -> None:
    tutor("backup")
    for used in (tutor.decks / "pictures" / "map.png", a_theme(tutor)):
        used.parent.mkdir(parents=True)
        used.write_bytes(b"dark = true")
    (tutor.decks / "macros.tex").write_text("\\E \\mathbb{E}\n")
    (tutor.decks / "README.md").write_text("About letters.\n")
    files = [path for path in tutor.folder.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files if not path.name.endswith("-shm")}
    for name, own in OWN.items():
        done = tutor(*words, "--force", "-o", str(own(tutor)))
        assert done.returncode == 1, name
        assert "Name another file." in done.stderr, name
        assert {path: path.read_bytes() for path in before} == before, name
    assert grades(tutor.database) == 1


@posix
def test_tables_replace_no_link_to_the_history(tutor: Command) -> None:
    folder = tutor.folder / "tables"
    folder.mkdir()
    (folder / "attempts.csv").symlink_to(tutor.database)
    done = tutor("export", "--format", "csv", "--force", "-o", str(folder))
    assert done.returncode == 1
    assert not (folder / "reviews.csv").exists()
    assert grades(tutor.database) == 1


def test_a_copy_is_not_put_where_sqlite_keeps_its_log_file(tutor: Command) -> None:
    wal = tutor.database.with_name(tutor.database.name + "-wal")
    wal.unlink(missing_ok=True)
    assert tutor("backup", str(wal)).returncode == 1
    assert grades(tutor.database) == 1


@posix
def test_a_restore_through_a_link_replaces_the_file_it_leads_to(tutor: Command) -> None:
    copy = tutor.folder / "copy.sqlite3"
    tutor("backup", str(copy))
    real = tutor.folder / "elsewhere.sqlite3"
    tutor.database.rename(real)
    tutor.database.symlink_to(real)
    real.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    assert tutor("restore", str(copy)).returncode == 0
    assert tutor.database.is_symlink()
    assert grades(real) == 1
    (kept,) = tutor.folder.glob("elsewhere.sqlite3.damaged-*")
    assert kept.read_bytes().endswith(b"\xff" * 4000)


@posix
@pytest.mark.parametrize("verb", ["review", "today", "export", "doctor"])
@pytest.mark.parametrize("link", ["the file", "its folder"])
def test_a_link_that_leads_nowhere_is_not_a_new_history(
    tutor: Command, verb: str, link: str
) -> None:
    if link == "the file":
        tutor.database.rename(tutor.folder / "away.sqlite3")
        tutor.database.symlink_to(tutor.folder / "unmounted" / "tutor.sqlite3")
    else:
        tutor.database.parent.rename(tutor.folder / "away")
        tutor.database.parent.symlink_to(tutor.folder / "unmounted")
    words = {"export": ("--format", "json", "-o", "-"), "review": ("--plain",)}.get(verb, ())
    done = tutor(verb, *words)
    assert done.returncode == 1
    assert "which is not there" in done.stdout + done.stderr
    assert not (tutor.folder / "unmounted").exists()


@pytest.mark.parametrize("application", [APPLICATION_ID, 1234])
@pytest.mark.parametrize("verb", ["import", "review", "today"])
def test_a_database_without_tables_that_is_marked_as_full_is_not_changed(
    tutor: Command, application: int, verb: str
) -> None:
    theirs = tutor.folder / "theirs.json"
    tutor("export", "--format", "json", "-o", str(theirs))
    tutor.database = tutor.folder / "other.sqlite3"
    with closing(sqlite3.connect(tutor.database)) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute("PRAGMA user_version = 1")
    before = tutor.database.read_bytes()
    words = {
        "import": (str(theirs),),
        "export": ("--format", "json", "-o", "-"),
        "review": ("--plain",),
    }
    done = tutor(verb, *words.get(verb, ()))
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "another program's database" in said or "is damaged" in said
    assert tutor.database.read_bytes() == before


@pytest.mark.parametrize("begun", [b"", "tables"])
def test_a_history_that_was_only_begun_is_empty_and_not_unreadable(
    tutor: Command, begun: object
) -> None:
    tutor.database = tutor.folder / "begun.sqlite3"
    tutor.database.touch()
    if begun:
        with closing(sqlite3.connect(tutor.database)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    for words in (("export", "--format", "json", "-o", "-"), ("backup",)):
        done = tutor(*words)
        assert done.returncode == 1
        assert "holds no history yet" in done.stderr
    assert tutor("today").returncode == 0
    assert tutor("review", "--plain", typed="\n4\n").returncode == 0
    assert grades(tutor.database) == 1


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("postgresql+psycopg://me:secret@host/tutor", "a file with --db."),
        ("  POSTGRES://host/x", "a file with --db."),
        ("jdbc:postgresql://host/x", "a file with --db."),
        ("mysql+pymysql:x", "a file with --db."),
        ("https://host/t.sqlite3", "a file with --db."),
        ("sqlite://", "a file with --db."),
        ("sqlite:///t.db", "the file itself: --db t.db"),
        ("sqlite:////var/t.db", "the file itself: --db /var/t.db"),
        ("file:t.db?mode=ro", "the file itself: --db t.db"),
    ],
)
def test_an_address_is_not_a_file(
    tutor: Command, address: str, instead: str, tmp_path: Path
) -> None:
    before = sorted(os.listdir(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "tutor", "review", "--plain", "--db", address],
        cwd=tmp_path,
        env=tutor.environment,
        capture_output=True,
        text=True,
        input="",
    )
    assert done.returncode == 1
    assert "not at an address" in done.stderr
    assert done.stderr.endswith(f"Name {instead}\n")
    assert "secret" not in done.stderr
    assert sorted(os.listdir(tmp_path)) == before


def too_long(tutor: Command) -> Path:
    return tutor.folder / ("n" * 300)


def too_long_for_its_log(tutor: Command) -> Path:
    return tutor.folder / ("n" * 250)


def below_a_file(tutor: Command) -> Path:
    return tutor.decks / "deck.md" / "tutor.sqlite3"


def a_folder(tutor: Command) -> Path:
    return tutor.decks


def a_link_to_itself(tutor: Command) -> Path:
    link = tutor.folder / "busy and full"
    link.symlink_to(link)
    return link


@posix
@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (too_long, "File name too long"),
        (too_long_for_its_log, "File name too long"),
        (below_a_file, "Not a directory"),
        (a_folder, "is not a file"),
        (a_link_to_itself, "Too many levels of symbolic links"),
    ],
)
@pytest.mark.parametrize("verb", ["review", "today"])
def test_where_no_database_can_be_the_reason_is_said_and_nothing_is_made(
    tutor: Command, verb: str, place: Callable[[Command], Path], reason: str
) -> None:
    tutor.database = place(tutor)
    before = sorted(tutor.folder.rglob("*"))
    done = tutor(verb, *(["--plain"] if verb == "review" else []), typed="\n4\n")
    assert done.returncode == 1
    assert reason in done.stderr
    assert "Errno" not in done.stderr
    assert sorted(tutor.folder.rglob("*")) == before


def test_the_last_grade_is_undone_at_the_closing_and_when_nothing_is_due(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="\n3\nu\n\n4\n")
    assert "Undone: 3 Good" in done.stdout
    done = tutor("review", "--plain", typed="u\n")
    assert "Nothing is due." in done.stdout
    assert "Undone, from another review session: 4 Easy" in done.stdout


@posix
def test_a_backup_that_is_terminated_leaves_nothing(tutor: Command) -> None:
    with closing(sqlite3.connect(tutor.database)) as connection:
        connection.execute("CREATE TABLE padding (x)")
        for _ in range(10):
            connection.execute("INSERT INTO padding VALUES (zeroblob(20000000))")
            connection.commit()
    folder = tutor.folder / "copies"
    folder.mkdir()
    words = ("-m", "tutor", "--db", str(tutor.database), "backup", str(folder / "copy"))
    program = subprocess.Popen([sys.executable, *words], env=tutor.environment)
    while program.poll() is None and not list(folder.iterdir()):
        time.sleep(0.001)
    program.send_signal(signal.SIGTERM)
    assert program.wait(PATIENCE) == 128 + signal.SIGTERM
    assert not list(folder.iterdir())


@posix
@pytest.mark.parametrize("milliseconds", [20, 60, 100, 200, 400])
def test_ctrl_c_at_the_start_prints_no_traceback(tutor: Command, milliseconds: int) -> None:
    # Where the interpreter has begun to run the program; before that it is Python's to answer.
    code = (
        "import os, signal, sys, threading; sys.argv = ['tutor', 'today']\n"
        "from tutor.__main__ import main\n"
        f"threading.Timer({milliseconds} / 1000, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=tutor.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert "Traceback" not in done.stderr
