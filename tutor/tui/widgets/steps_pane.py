"""A pane that grows downwards and keeps its end in sight, however little room is left for it."""

from collections.abc import Callable, Sequence

from tutor.tui.line import Line
from tutor.tui.widgets.pane import Draw, Pane

Wanted = Callable[
    [Sequence[Line]], Sequence[int]
]  # which lines must be in sight, the last above all


class StepsPane(Pane):
    """Follows what is added to it; anything else is shown from its top."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None

    def show(self, draw: Draw, *, keep_place: bool = False) -> Sequence[Line]:
        """Show other lines; they are not followed."""
        self._wanted = None
        return super().show(draw, keep_place=keep_place)

    def follow(self, draw: Draw, wanted: Wanted) -> None:
        """Show these lines, and keep in sight what is wanted of them."""
        super().show(draw, keep_place=True)
        self._wanted = wanted
        self.call_after_refresh(self._keep_in_sight)

    def on_resize(self) -> None:
        """The lines are drawn again; the end stays."""
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        for line in self._wanted(self._drawn) if self._wanted is not None else ():
            self.show_line(line)
