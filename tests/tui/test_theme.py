"""The colours by day, also where a terminal has no more than 256."""

from rich.color import Color, ColorSystem, ColorType

from tutor.tui.theme import PAPER


def test_colours_by_day_stay_what_they_are_with_256() -> None:
    named = [PAPER.background, PAPER.surface, PAPER.panel, PAPER.foreground, PAPER.primary]
    named += [PAPER.secondary, PAPER.accent, PAPER.success, PAPER.warning, PAPER.error]
    for name in (*named, *PAPER.variables.values()):
        assert name is not None
        colour = Color.parse(name)
        nearest = colour.downgrade(ColorSystem.EIGHT_BIT)
        assert nearest.type is ColorType.EIGHT_BIT
        assert colour.triplet is not None
        pairs = zip(nearest.get_truecolor(), colour.triplet, strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 10, name  # the next grey at most
