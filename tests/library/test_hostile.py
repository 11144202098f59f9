"""Files that are not what they should be: encodings, control characters, size, any bytes at all."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutor.core.fault import Fault
from tutor.core.text import is_harmless
from tutor.library import scan
from tutor.library.parse import ParsedFile, parse, read
from tutor.library.scan import DeckFile


def file_at(path: Path, deck: str = "") -> DeckFile:
    return DeckFile(str(path), deck, 0, 0)


def asked(file: ParsedFile) -> list[str]:
    return [card.question for card in file.cards]


# --- encodings


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_ending_is_fine(end: str) -> None:
    file = parse(f"Q: one{end}more{end}A: 1{end}{end}Q: two{end}A: 2{end}A: 3".encode(), "x")
    assert [(c.question, c.answer, c.line) for c in file.cards] == [("one\nmore", "1", 1)]
    assert [fault.line for fault in file.faults] == [7]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert asked(parse(b"\xef\xbb\xbfQ: one\nA: 1", "x")) == ["one"]
    assert parse(b"\xef\xbb\xbf---\nname = 'n'\n---\nQ: one\nA: 1", "x").name == "n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_one_clear_fault(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    file = parse(mark + "Q: one\nA: 1\n".encode(encoding), "x.md")
    assert [str(fault) for fault in file.faults] == ["x.md: this file is UTF-16: save it as UTF-8"]
    assert (file.cards, file.notes) == ((), ())


def test_a_byte_that_is_not_utf_8_costs_its_card_and_no_other() -> None:
    file = parse("Q: one\nA: 1\nQ: two\nA: größer\nQ: three\nA: 3".encode("latin-1"), "x.md")
    assert asked(file) == ["one", "three"]
    (fault,) = file.faults
    assert str(fault) == (
        "x.md:4: there is a byte that is not UTF-8 (0xF6) here: save the file as UTF-8; "
        "until then its card is left out"
    )


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\x00", "a NUL character (U+0000)"),
        ("\x1b", "an escape character (U+001B)"),
        ("\x0c", "a form feed (U+000C)"),
        ("\x07", "a control character (U+0007)"),
        ("\x7f", "a control character (U+007F)"),
        ("\x9b", "a control character (U+009B)"),
        ("\u202e", "an invisible mark of direction (U+202E)"),
        ("\u2066", "an invisible mark of direction (U+2066)"),
        ("\u202b", "an invisible mark of direction (U+202B), an embedding"),
    ],
)
def test_a_control_character_is_named_and_costs_its_card_and_no_other(
    character: str, words: str
) -> None:
    file = parse(f"Q: one\nA: 1\nQ: two\nA: 2{character}[31m\nC: [three]".encode(), "x.md")
    assert asked(file) == ["one", "[…]"]
    (fault,) = file.faults
    assert (fault.line, words in fault.message) == (4, True)
    assert character not in str(fault)


def test_a_tab_is_fine_and_so_are_other_scripts() -> None:
    file = parse("Q: a\tb\nA: مرحبا नमस्ते 你好 👩\u200d🔬".encode(), "x")
    assert len(file.cards) == 1
    assert file.faults == ()


def test_a_control_character_in_front_matter_costs_the_front_matter() -> None:
    file = parse(b"---\nname = 'a\x1b[2J'\n---\nQ: one\nA: 1", "x")
    assert (file.name, len(file.cards), [fault.line for fault in file.faults]) == ("", 1, [2])


def test_a_fault_is_harmless_whatever_its_path() -> None:
    assert str(Fault("a\x1b[2J\n\u202e\udcff.md", 3, "so")) == "a␛[2J ��.md:3: so"
    assert str(Fault("a.md", 0, "so")) == "a.md: so"


# --- any bytes at all

CHUNKS = [
    "Q: ", "A: ", "C: ", "\nQ: a\nA: b\n", "\nC: [x] y\n", "\n", "\n\n", "---\n", "```\n",
    "~~~ py\n", "`", "``", "$", "$$", "$x$", "[", "]", "![", "](u)", "[a][b]",
    "[b]: http://x\n", "<!-- id: i -->", "<!--", "-->", "<!-- tags: t, u -->", "- [ ] p\n",
    "\\", "\r\n", "\r", "\x1b", "\x00", "é", "5", " ",
]  # fmt: skip
some_text = st.lists(st.sampled_from(CHUNKS)).map("".join)
some_bytes = st.one_of(
    st.binary(),
    some_text.map(str.encode),
    st.tuples(some_text, st.binary(max_size=3), some_text).map(
        lambda parts: parts[0].encode() + parts[1] + parts[2].encode()
    ),
)


@given(some_bytes)
@example(b"\xff\xfe")
@example(b"---")
@example(b"C: [a\n\n```\n] b")
def test_any_bytes_are_parsed_and_what_comes_out_is_clean(data: bytes) -> None:
    file = parse(data, "x.md")
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for card in file.cards:
        line = lines[card.line - 1].removeprefix(b"\xef\xbb\xbf")
        assert line.startswith((b"Q:", b"C:")) or b"::" in line
        assert card.question.strip()
        assert card.answer.strip()
        shown = card.question + card.answer + "".join(card.key_points)
        assert not {c for c in shown if not is_harmless(c)} & {chr(c) for c in range(0xA0)}
    for fault in file.faults + file.notes:
        assert 0 <= fault.line <= len(lines)
        assert all(is_harmless(c) and c != "\n" for c in str(fault))
    assert len({(card.wording, card.given) for card in file.cards}) == len(file.cards)
    given_ids = [card.given for card in file.cards if card.given]
    assert len(set(given_ids)) == len(given_ids)


@given(st.lists(st.sampled_from(["\n", "x\n", "Q: {}\nA: a\n", "---\n", "C: [{}]\n\n"])))
def test_every_card_is_on_its_line(parts: list[str]) -> None:
    text = "".join(part.format(number) for number, part in enumerate(parts))
    lines = text.split("\n")
    for card in parse(b"\n" + text.encode(), "x.md").cards:
        number = card.question if lines[card.line - 2][0] == "Q" else f"[{card.answer}]"
        assert lines[card.line - 2][3:] == number


# --- size

SNIPPETS = [
    "[", "[]", "]", "![a](", "[a](b", "[[a]: x](", "[a](b(c)", '[a](b "c', "`", "`` ` ", "``` ",
    "$", "$$ ", "$a ", "$a$", "$$\n", "$$ \n\n", "<!--", "<!-- ", "<!--\n", "<!-- -->", "-->",
    "\\", "```x\n", "```\n", "~~~\n", "- [ ] ", "- [ ] a\n", "  a\n", "[a]: http://x\n", "\n",
    " \n", " ", "A: 1\n", "Q: 1\n", "C: [1]\n", "C: [$\n", "---\n", "<!-- id: a -->\n",
    "\x00\n", "é", "[a] ", "|" * 40 + "```x\n", "- ```\n", "> ~~~ x\n", "    ```\n", "- - ",
    "- ```\n  x\n", "> ", "1.  ```\n    x\n\n", "  - a\n    ~~~ x\n", "> ```\n> x\n\n", "-    ",
    "\\[ \\a ", "\\( ", "\\(a\\)", "[`\\[", "![[", "![a](b c", "https://a[", "https://a[1]",
    "www.a[1] ", "[^1]", "[^a]", "- [x] a\n", "q: x\n", "- - q: x\n", "a::b\n", "C: x\n", "C:\\a\n",
    "`[a]`", "$[a]$", "<sub>", "&amp;", "<br>", "[[a]]", "\u2067", "\u2067a\u2069\n", "T: a\n",
    "---\n<!-- a\n",
]  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """How many functions were called, those written in C included: a clock that never varies."""
    count = 0

    def tick(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("start", ["Q: a\nA: b ", "C: [a] "])
@pytest.mark.parametrize("snippet", SNIPPETS)
def test_twice_the_text_takes_at_most_about_twice_the_steps(start: str, snippet: str) -> None:
    def work(times: int) -> int:
        return steps(lambda: parse((start + snippet * times).encode(), "x.md"))

    assert work(600) <= 2.5 * work(300) + 500


@pytest.mark.slow
@pytest.mark.parametrize("snippet", ["[", "![a](", "`` ` ", "$a ", "<!-- ", "~~~~ x\n", "[a](b(c)"])
def test_a_long_hostile_file_is_read_in_one_go(snippet: str) -> None:
    # anything quadratic would take hours here
    data = ("Q: one\nA: 1\n---\nQ: a\nA: " + snippet * (500_000 // len(snippet))).encode()
    assert asked(parse(data, "x.md"))[0] == "one"


def test_a_note_that_would_make_far_too_much_text_is_a_fault() -> None:
    file = parse(b"Q: one\nA: 1\nC: " + b"[a] " * 10_000, "x.md")
    assert asked(file) == ["one"]
    (fault,) = file.faults
    assert (fault.line, "too many parts" in fault.message) == (3, True)


def test_progress_is_told_and_can_stop_the_work() -> None:
    data = b"Q: one\nA: 1\n\n" * 20_000
    told: list[float] = []
    parse(data, "x.md", told.append)
    assert told == sorted(told)
    assert len(told) > 5
    assert all(0 <= part <= 1 for part in told)
    assert told[-1] == 1

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        parse(data, "x.md", stop)


# --- reading


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"Q: one\nA: 1")
    assert asked(read(file_at(path))) == ["one"]


def test_a_file_that_vanished_is_a_fault(tmp_path: Path) -> None:
    file = read(file_at(tmp_path / "gone.md"))
    (fault,) = file.faults
    assert fault.path == str(tmp_path / "gone.md")
    assert "moved or deleted" in fault.message


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    assert len(read(file_at(tmp_path)).faults) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_place_of_a_file_is_a_fault_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert len(read(file_at(tmp_path / "pipe.md")).faults) == 1


def test_a_file_without_permission_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    (fault,) = read(file_at(tmp_path / "a.md")).faults
    assert "permission" in fault.message


def test_a_file_that_grew_too_large_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.library.parse.LARGEST", 10)
    path = tmp_path / "large.md"
    path.write_bytes(b"Q: one\nA: 1")
    file = read(file_at(path))
    assert file.cards == ()
    assert "large.md" in str(file.faults[0])
    assert f"{scan.LARGEST >> 20} MiB" in str(file.faults[0])


def test_an_exercise_file_holds_no_cards_in_this_format(tmp_path: Path) -> None:
    path = tmp_path / "a.TOML"
    path.write_bytes(b"# Q: one\n# A: 1\n")
    assert asked(read(file_at(path))) == []
