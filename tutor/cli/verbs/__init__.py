"""The verbs, in the order in which the help lists them: each is a file of this name.

To add a verb, write its file and add its name.
"""

from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

from tutor.cli.verb import Verb

VERBS: Sequence[str] = (
    "review",
    "try",
    "draw",
    "judge",
    "print",
    "progress",
    "new",
    "add",
    "edit",
    "suspend",
    "resume",
    "bury",
    "skip",
    "flag",
    "reschedule",
    "reset",
    "export",
    "import",
    "today",
    "list",
    "limits",
    "holidays",
    "catchup",
    "decks",
    "settings",
    "check",
    "doctor",
    "backup",
    "restore",
)


def load(name: str) -> Verb:
    """A verb by its name; the file of one that Python cannot import, such as `try`, ends in _."""
    module = f"{name}_" if iskeyword(name) else name
    verb: Verb = import_module(f"{__name__}.{module}").VERB
    return verb
