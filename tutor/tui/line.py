"""A line of a pane."""

from typing import Literal, NamedTuple

from textual.content import Content

ROOMY = 18  # from this height on, there are blank lines between the parts, and frames around them
STAY = "stay"  # what a click does where nothing else is to be done


# The line above the answers, the learner's answer, the right one, what came last.
Begins = Literal["rule", "yours", "answer", "news"]


class Line(NamedTuple):
    """A line, what a click on it does, and what begins in it."""

    content: Content
    action: str = "reveal"
    begins: Begins | None = None
