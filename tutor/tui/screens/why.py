"""Why today? A card's EF and interval derived from its own log, rule by rule."""

from textual.content import Content

from tutor.study.schedule import Why
from tutor.tui.card_text import in_a_row
from tutor.tui.screens.sheet import Sheet


class WhySheet(Sheet):
    """The conclusion, then every grade and what the rules made of it."""

    def __init__(self, why: Why) -> None:
        super().__init__("Why today?", derivation(why))


def derivation(why: Why) -> Content:
    """The derivation in words."""
    lines = [
        in_a_row(why.card, 200).stylize("$text-muted").truncate(200, ellipsis=True),
        Content(""),
        Content(why.conclusion).stylize("bold"),
    ]
    for reason in why.reasons:
        lines += [
            Content(""),
            Content.assemble(reason.when, "  ", (reason.grade, "bold")),
            *(Content(f"  {rule}") for rule in reason.rules),
        ]
    return Content("\n").join(lines)
