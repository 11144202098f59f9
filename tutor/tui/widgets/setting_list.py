"""The settings, one a row: name, value, what it is changed to, and where the value comes from."""

from textual.content import Content

from tutor.core.text import one_line
from tutor.setting_text import shown
from tutor.settings import TABLE
from tutor.study.own_settings import Draft
from tutor.tui.widgets.row_list import RowList

NAMES = tuple(TABLE)
_NAME = max(map(len, NAMES)) + 2  # cells
_SOURCE = 10
_WIDEST = 88  # beyond that the eye would lose the row


class SettingList(RowList):
    """Every row of the table of settings."""

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None

    def show(self, draft: Draft) -> None:
        """Show these values, the changed ones with what they would be."""
        self.draft = draft
        self.count = len(NAMES)
        self.refresh()

    @property
    def chosen(self) -> str:
        """The name of the setting under the cursor."""
        return NAMES[self.cursor]

    def row(self, index: int, width: int) -> Content:
        """A setting's row."""
        assert self.draft is not None
        own = self.draft.own
        name = NAMES[index]
        value = one_line(shown(getattr(own.settings, name)))
        source = "your file" if name in own.lines else "default"
        style = "" if name in own.lines else "$text-muted"
        room = max(4, min(width, _WIDEST) - _NAME - _SOURCE)
        held = Content.styled(value or "–", style)
        if name in self.draft.changes:
            after = one_line(shown(self.draft.value(name))) or "–"
            held, source, style = (
                Content.assemble(held, " → ", (after, "bold $accent")),
                "* changed",
                "bold $accent",
            )
        return Content.assemble(
            f"{name:<{_NAME}}",
            held.truncate(room, ellipsis=True, pad=True),
            (f"{source:>{_SOURCE}}", style),
        )
