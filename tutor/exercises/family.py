"""A family of distributions, of maps or of layers, as an author writes it with its arguments."""

from abc import ABC, abstractmethod
from typing import ClassVar

from tutor.exercises.parameters import Shape, Value


class Family(ABC):
    """A base, a transform or a worksheet, with its parameters.

    Parameters are fractions; whole numbers may be ints in `fault`, which is asked of every
    candidate for a draw.
    """

    __slots__ = ()

    name: ClassVar[str]
    usage: ClassVar[str]
    shapes: ClassVar[tuple[Shape, ...]] = ()
    needed: ClassVar[int] = 0  # how many arguments; more only if all are given
    dimension: ClassVar[int]  # 0 where it is no fixed number

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """Why these arguments make nothing, else ""; a text is a name that is still to be drawn."""
        return ""

    @property
    @abstractmethod
    def statement(self) -> str:
        """How a problem says it."""
