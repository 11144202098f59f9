"""Numbers and kinds as one says them."""

from tutor.core.card import Kind

ONE = {Kind.FLASHCARDS: "flashcard", Kind.SELF_CHECK: "self-check", Kind.EXERCISES: "exercise"}


def duration(seconds: float) -> str:
    """A time in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
