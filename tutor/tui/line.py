"""A line of a pane."""

from dataclasses import dataclass

from textual.content import Content

STAY = "stay"  # what a click does where nothing else is to be done


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and what a click on it does."""

    content: Content
    action: str = "reveal"
