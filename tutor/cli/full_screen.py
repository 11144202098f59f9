"""The program on the whole terminal, opened on one of its screens."""

import gc
import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from tutor.cli import context
from tutor.ending import ending_in_order
from tutor.settings import TABLE

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.theme import Theme

    from tutor.core.fault import Fault
    from tutor.tui.study_worker import StudyWorker


def run_app(
    arguments: Namespace, first: "Callable[[StudyWorker], Screen[Any]] | None" = None
) -> int:
    """Run the app until it is left, from its first screen, or else home; its exit code."""
    # A frame is drawn when it is due, not up to 16 ms later; read when Textual is imported.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    gc.disable()
    from tutor.tui.app import TutorApp

    gc.freeze()  # what is imported stays: it need not be looked through before the first card
    gc.enable()
    # Seldom: what is made for the first card stays too, and so does most of what a key makes.
    gc.set_threshold(50_000, 5, 5)
    wanted = context.settings().theme
    own, faults = _own(wanted)
    with ending_in_order(), ExitStack() as opened:  # until the app listens for what ends it
        app = TutorApp(context.later(arguments, opened, faults), first, wanted, own, first is None)
        app.run()
        return app.return_code or 0


def _own(wanted: str) -> "tuple[Theme | None, list[Fault]]":
    """The learner's own theme, if the settings name one, and what is wrong with it."""
    if wanted in TABLE["theme"].values:
        return None, []
    from tutor import paths
    from tutor.tui.own_themes import own_theme

    return own_theme(paths.settings().parent, wanted)
