"""A card's text in the learner's editor: the program steps aside, then reads the decks again."""

import os
import sys
from typing import Any

from textual.app import App, SuspendNotSupported

from tutor import editor
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.paths import is_bundled
from tutor.tui.screens.editing import Place
from tutor.tui.study_screen import show_changes
from tutor.tui.study_worker import StudyWorker


async def edit(app: App[Any], worker: StudyWorker, place: Place) -> str:
    """Open the place in the learner's editor; what is to be said afterwards.

    While a file of a bundled deck is not copied, it is not opened.
    """
    from tutor.study import own_folder

    path = place.path
    if is_bundled(path):
        from tutor.tui.screens.copy_deck import CopySheet

        if not await app.push_screen_wait(CopySheet(path, worker.study.decks.own)):
            return ""
        path = await worker.do(own_folder.copy_deck, path, worker.study.decks.own)
    await worker.do(own_folder.check_can_edit, path)
    found = _editor(worker)
    if found is None:
        await worker.do(editor.start_default, path)
        return _opened(path, "its program")
    if found.has_window:
        said = await worker.do(editor.start, found, path, place.line)
        return said or _opened(path, found.name)
    said = _run(app, found, path, place.line)
    changes = await worker.reread()
    await show_changes(app.screen_stack, changes)
    unset = "" if found.is_set else f" No editor is set, so {found.name} was used."
    return f"{said} {changes}{unset}".strip()


def _editor(worker: StudyWorker) -> editor.Editor | None:
    """The learner's editor; where that is not here, another one at the second try."""
    try:
        return editor.find(os.environ)
    except editor.EditorMissing as error:
        if error.instead is None:
            raise
        if worker.is_other_editor_offered:
            return error.instead._replace(is_set=True)  # it was said why it is another
        worker.is_other_editor_offered = True
        raise TutorError(f"{error} The same key again opens it in {error.instead.name}.") from error


def _opened(path: str, program: str) -> str:
    return (
        f"{one_line(path)} is open in {one_line(program)}. When you save it, the decks are read "
        "again."
    )


def _run(app: App[Any], found: editor.Editor, path: str, line: int) -> str:
    """Let the editor have the terminal until it is closed."""
    try:
        with app.suspend():
            sys.stdout.write(
                f"Waiting for {one_line(found.name)} to be closed. If it has a window of its own, "
                "ctrl+c comes back to tutor before that.\n"
            )
            sys.stdout.flush()
            return editor.run(found, path, line)
    except SuspendNotSupported as error:
        where = f"{path}:{line}" if line else path
        raise TutorError(
            f"{one_line(found.name)} needs the terminal, which cannot be left here. Edit it in "
            f"another one: {one_line(where)}. When you save it, the decks are read again."
        ) from error
