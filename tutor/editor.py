"""The learner's text editor: which it is, how it opens a file at a line, and running it."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from tutor.core.text import one_line
from tutor.errors import TutorError

_AT_ONCE = 1.0  # seconds in which an editor with a window of its own fails, if it does

# By the names of their programs: how editors are told a line, and which need no terminal.
_PLUS = frozenset(
    ("vi", "vim", "nvim", "view", "vimx", "nano", "pico", "micro", "kak", "joe", "jed", "mg", "ne")
)
_EMACS = frozenset(("emacs", "emacsclient", "zile"))
_PLUS_IN_A_WINDOW = frozenset(
    ("gvim", "mvim", "gedit", "gnome-text-editor", "xed", "pluma", "mousepad", "geany")
)
_COLON = frozenset(("hx", "helix", "mcedit"))
_COLON_IN_A_WINDOW = frozenset(("subl", "sublime_text", "zed", "zeditor", "lite-xl", "pulsar"))
_GOTO = frozenset(
    ("code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf", "positron")
)
_DASH_L = frozenset(("kate", "kwrite", "mate", "bbedit"))
_OTHERS_IN_A_WINDOW = frozenset(("leafpad", "notepad", "notepad++", "open", "xdg-open"))
_WINDOWS = _PLUS_IN_A_WINDOW | _COLON_IN_A_WINDOW | _GOTO | _DASH_L | _OTHERS_IN_A_WINDOW
_USUAL = ("nano", "micro", "vi", "vim", "nvim", "emacs")  # where none is set


class EditorMissing(TutorError):
    """The editor that is set cannot be called; `instead` can."""

    def __init__(self, said: str, instead: "Editor | None") -> None:
        super().__init__(said)
        self.instead = instead


class Editor(NamedTuple):
    """An editor as it is called: its program and the words after it."""

    words: tuple[str, ...]
    is_set: bool = True  # by the learner

    @property
    def name(self) -> str:
        """The name of its program, as the tables above have it."""
        stem = Path(self.words[0]).name.lower()
        for suffix in (".exe", ".cmd", ".bat"):
            stem = stem.removesuffix(suffix)
        return stem

    @property
    def has_window(self) -> bool:
        """Whether it needs no terminal."""
        return self.name in _WINDOWS

    def command(self, path: str, line: int) -> list[str]:
        """The words that open a file at a line; at 0 as a whole."""
        at = [path]
        if line > 0:
            if self.name in _PLUS | _EMACS | _PLUS_IN_A_WINDOW:
                at = [f"+{line}", path]
            elif self.name in _GOTO:
                at = ["--goto", f"{path}:{line}"]
            elif self.name in _COLON | _COLON_IN_A_WINDOW:
                at = [f"{path}:{line}"]
            elif self.name in _DASH_L:
                at = ["-l", str(line), path]
            elif self.name == "notepad++":
                at = [f"-n{line}", path]
        return [*self.words, *at]


def find(
    environment: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> Editor | None:
    """The editor that is set, else a usual one; None is the default program of Windows."""
    for name in ("VISUAL", "EDITOR"):
        if value := environment.get(name, "").strip():
            return _set(name, value, which, platform)
    if platform == "win32":
        return None
    if (usual := _usual(which)) is not None:
        return usual
    raise TutorError(
        f"No editor is set, and none of {', '.join(_USUAL)} is here. {_how_to_set(None)}."
    )


def _usual(which: Callable[[str], str | None]) -> Editor | None:
    """The first of the usual editors that is on this machine."""
    return next((Editor((name,), is_set=False) for name in _USUAL if which(name) is not None), None)


def _how_to_set(usual: Editor | None, name: str = "EDITOR") -> str:
    program = usual.name if usual is not None else "nano"
    return (
        "Set one that is here in your shell's start-up file: "
        f"`export {name}={program}`, or `export VISUAL='code'`"
    )


def _set(name: str, value: str, which: Callable[[str], str | None], platform: str) -> Editor:
    if Path(value).is_file():  # a path with blanks in it
        words = [value]
    else:
        try:
            words = shlex.split(value, posix=platform != "win32")
        except ValueError as error:
            usual = _usual(which)
            raise EditorMissing(
                f"${name} is {one_line(value)!r}, which is no command: {error}. "
                f"{_how_to_set(usual, name)}.",
                usual,
            ) from error
        words = [word.strip('"') for word in words] if platform == "win32" else words
    if not words or which(words[0]) is None:
        program, usual = words[0] if words else value, _usual(which)
        raise EditorMissing(
            f"The editor {one_line(program)!r}, which ${name} names, is not on this machine. "
            f"{_how_to_set(usual, name)}.",
            usual,
        )
    return Editor(tuple(words))


def run(editor: Editor, path: str, line: int) -> str:
    """Wait until the editor is closed, on the terminal; what went wrong, or "".

    ctrl+c comes back while it is still open: some editors have a window of their own after all.
    """
    with _terminal_signals():
        try:
            process = subprocess.Popen(editor.command(path, line))
        except OSError as error:
            raise _not_started(editor, error) from error
        try:
            code = process.wait()
        except KeyboardInterrupt:
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                code = process.wait(_AT_ONCE)
                return _ended(editor, code)
            return f"{editor.name} is still open; what you save there is read when you save it."
    return _ended(editor, code)


def start(editor: Editor, path: str, line: int) -> str:
    """Start an editor that has a window of its own, and do not wait; what went wrong, or ""."""
    try:
        process = subprocess.Popen(
            editor.command(path, line),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _not_started(editor, error) from error
    with suppress(subprocess.TimeoutExpired):
        return _ended(editor, process.wait(_AT_ONCE))
    return ""


def start_default(path: str) -> None:
    """Open a file in the program that the system has for it."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError as error:
            raise TutorError(f"{one_line(path)} cannot be opened: {error}.") from error
        return
    words: Sequence[str] = ("open",) if sys.platform == "darwin" else ("xdg-open",)
    if shutil.which(words[0]) is None:
        raise TutorError(
            f"There is no program {words[0]} here, which opens files. Open it yourself: "
            f"{one_line(path)}"
        )
    if said := start(Editor(tuple(words)), path, 0):
        raise TutorError(f"{one_line(path)} cannot be opened. {said}")


def _ended(editor: Editor, code: int) -> str:
    if code == 0:
        return ""
    how = f"was ended by signal {-code}" if code < 0 else f"ended with an error (code {code})"
    return f"The editor {one_line(editor.name)} {how}."


def _not_started(editor: Editor, error: OSError) -> TutorError:
    return TutorError(
        f"The editor {one_line(editor.words[0])!r} cannot be started: "
        f"{error.strerror or error}. {_how_to_set(None)}."
    )


@contextmanager
def _terminal_signals() -> Iterator[None]:
    """The signals of the terminal as a program has them that shares it with another."""
    wanted: dict[signal.Signals, Any] = {signal.SIGINT: signal.default_int_handler}
    if sys.platform != "win32":
        wanted |= {signal.SIGTSTP: signal.SIG_DFL, signal.SIGCONT: signal.SIG_DFL}
    before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
