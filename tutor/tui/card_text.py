"""The text of a deck or of the learner, set in lines: the one place where it becomes visible."""

from functools import lru_cache

from textual.content import Content

from tutor.core.text import harmless

LONGEST = 20_000  # characters; laying out more would hold up the screen


@lru_cache(maxsize=256)
def set_text(text: str, width: int) -> tuple[Content, ...]:
    """The text as it was typed, in lines no wider than `width`; harmless, and never markup."""
    lines = Content(harmless(text[:LONGEST])).wrap(max(1, width))
    if len(text) > LONGEST:
        more = f"… and {len(text) - LONGEST:,} more characters, in the deck's file."
        lines += Content(more).stylize("$text-muted").wrap(max(1, width))
    return tuple(lines)
