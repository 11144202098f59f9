"""The learner's editor: which it is, and how a file is opened in it at a line."""

import stat
import sys
from pathlib import Path

import pytest

from tutor import editor
from tutor.errors import TutorError


def anywhere(program: str) -> str:
    return program


def nowhere(program: str) -> None:
    return None


@pytest.mark.parametrize(
    ("set_to", "words"),
    [
        ("vim", ["vim", "+14", "/d/a b.md"]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+14", "/d/a b.md"]),
        ("nano", ["nano", "+14", "/d/a b.md"]),
        ("emacsclient -nw", ["emacsclient", "-nw", "+14", "/d/a b.md"]),
        ("code --wait", ["code", "--wait", "--goto", "/d/a b.md:14"]),
        ("Code.exe", ["Code.exe", "--goto", "/d/a b.md:14"]),
        ("subl", ["subl", "/d/a b.md:14"]),
        ("hx", ["hx", "/d/a b.md:14"]),
        ("'my editor' -x", ["my editor", "-x", "/d/a b.md"]),
    ],
)
def test_an_editor_that_can_opens_at_the_line(set_to: str, words: list[str]) -> None:
    found = editor.find({"VISUAL": set_to, "EDITOR": "ed"}, anywhere)
    assert found is not None
    assert found.command("/d/a b.md", 14) == words
    assert "14" not in "".join(found.command("/d/a b.md", 0))


def test_where_none_is_set_a_usual_one_is_used_or_how_to_set_one_is_said() -> None:
    found = editor.find({"EDITOR": "  "}, lambda program: program if program == "vi" else None)
    assert found == editor.Editor(("vi",), is_set=False)
    with pytest.raises(TutorError, match=r"No editor is set.*export EDITOR=nano"):
        editor.find({}, nowhere)
    assert editor.find({}, nowhere, "win32") is None  # the default program


@pytest.mark.parametrize(
    ("value", "said"), [("vim 'x", "No closing quotation"), ("gone", "'gone'")]
)
def test_an_editor_that_cannot_be_called_is_told(value: str, said: str) -> None:
    with pytest.raises(TutorError, match=said) as error:
        editor.find({"EDITOR": value}, nowhere)
    assert "$EDITOR" in str(error.value)


def test_a_path_with_blanks_is_one_program(tmp_path: Path) -> None:
    program = tmp_path / "my editor"
    program.write_text("#!/bin/sh\n")
    program.chmod(stat.S_IRWXU)
    found = editor.find({"VISUAL": str(program)})
    assert found is not None
    assert found.words == (str(program),)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell is needed")
def test_how_an_editor_ended_is_told(tmp_path: Path) -> None:
    def of(code: str) -> editor.Editor:
        return editor.Editor(("/bin/sh", "-c", code))

    assert editor.run(of('echo x >"$0"'), str(tmp_path / "deck.md"), 0) == ""
    assert (tmp_path / "deck.md").read_text() == "x\n"
    assert "ended with an error (code 3)" in editor.run(of("exit 3"), "deck.md", 0)
    assert "ended by signal 9" in editor.run(of("kill -9 $$"), "deck.md", 0)
    assert "code 4" in editor.start(of("exit 4"), "deck.md", 0)
    with pytest.raises(TutorError, match="cannot be started"):
        editor.run(editor.Editor((str(tmp_path),)), "deck.md", 0)
