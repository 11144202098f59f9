"""Numbers and kinds as one says them."""

from tutor.core.card import Kind

ONE = {Kind.FLASHCARDS: "flashcard", Kind.SELF_CHECK: "self-check", Kind.EXERCISES: "exercise"}


def counted(count: int, noun: str) -> str:
    """A number and its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def duration(seconds: float) -> str:
    """A time in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
