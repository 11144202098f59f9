"""Stores in which something fails, for the screens to say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tutor.core.log import Graded
from tutor.errors import TutorError
from tutor.store.database import Database
from tutor.store.writer import Writer


class FullDisk(Database):
    """A store on which nothing more fits."""

    error: Exception = TutorError(
        "The disk is full. Nothing was changed. Free some space and try again."
    )

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        with super().writing() as writer:
            failing: Any = writer
            failing.grade = self.grade
            yield writer

    def grade(self, *args: object, **options: object) -> Graded:
        raise self.error


class Broken(FullDisk):
    """A store with a fault of ours in it."""

    error = ZeroDivisionError("division by zero")
