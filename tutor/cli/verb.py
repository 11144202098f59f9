"""What a verb of the command line is: its name, its help, its arguments, and what it does."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class UsageError(Exception):
    """The command line cannot be understood; the program ends with 2."""


class Option(NamedTuple):
    """An option, as argparse takes it."""

    name: str
    settings: Mapping[str, Any]

    @property
    def has_value(self) -> bool:
        """Whether a value follows it."""
        return self.settings.get("action") != "store_true"

    def takes(self, word: str) -> bool:
        """Whether this word after it is its value; where that may be left out, a number is."""
        return self.has_value and (self.settings.get("nargs") != "?" or word.isdigit())


def option(name: str, **settings: Any) -> Option:
    """An option that takes a value, unless its action says otherwise."""
    return Option(name, settings)


def switch(name: str, help_text: str) -> Option:
    """An option without a value."""
    return Option(name, {"action": "store_true", "help": help_text})


class Operand(NamedTuple):
    """A word that follows the verb: one, at most one ("?") or any number ("*")."""

    name: str
    help: str
    how_many: str = ""


class Verb(NamedTuple):
    """A verb. `run` gives the exit code; what it needs is imported when it runs."""

    name: str
    summary: str
    run: Callable[[Namespace], int]
    operands: tuple[Operand, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    notes: Callable[[], str] | None = None  # what its help says below
