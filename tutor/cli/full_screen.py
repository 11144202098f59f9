"""The program on the whole terminal, opened on one of its screens."""

import os
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack

from tutor.cli import context


def run_app(
    arguments: Namespace, review: Sequence[str] | None = None, exercise: str | None = None
) -> int:
    """Run the app until it is left; its exit code."""
    # A frame is drawn when it is due, not up to 16 ms later; read when Textual is imported.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from tutor.tui import theme
    from tutor.tui.app import TutorApp

    with ExitStack() as opened:
        app = TutorApp(
            context.later(arguments, opened),
            review=review,
            limit=getattr(arguments, "limit", None),
            exercise=exercise,
            level=getattr(arguments, "level", None),
            seed=getattr(arguments, "seed", None),
        )
        wanted = context.settings().theme
        app.theme = theme.choose(os.environ, app.console.color_system, wanted)
        app.run()
        return app.return_code or 0
