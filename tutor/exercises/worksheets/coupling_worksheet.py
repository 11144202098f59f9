"""What worksheets about coupling layers share: their first number names a coordinate."""

from typing import ClassVar

from tutor.exercises.parameters import Value
from tutor.exercises.worksheets.worksheet import Worksheet


class CouplingWorksheet(Worksheet):
    """A layer that keeps some coordinates and moves the others, one sheet for each choice."""

    variant: ClassVar[int] = 1
    coordinates: ClassVar[int] = 2

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The first number is that of a coordinate."""
        first, last = arguments[0], cls.coordinates
        if isinstance(first, str) or first in range(1, last + 1):
            return ""
        return f"{cls.usage}: the first number is a coordinate, from 1 to {last}"
