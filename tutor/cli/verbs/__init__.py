"""The verbs, in the order in which the help lists them: each is a file of this name.

To add a verb, write its file and add its name to a group.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from keyword import iskeyword

from tutor.cli.verb import Verb

GROUPS: Mapping[str, Sequence[str]] = {
    "study": ("review", "try", "today", "progress", "print", "draw", "judge"),
    "cards and decks": ("new", "add", "edit", "list", "decks", "check"),
    "set cards aside": ("suspend", "resume", "bury", "skip", "flag", "reschedule", "reset"),
    "days and settings": ("limits", "holidays", "catchup", "settings"),
    "your history": ("export", "import", "doctor", "backup", "restore"),
}
VERBS: Sequence[str] = tuple(name for names in GROUPS.values() for name in names)


def load(name: str) -> Verb:
    """A verb by its name; the file of one that Python cannot import, such as `try`, ends in _."""
    module = f"{name}_" if iskeyword(name) else name
    verb: Verb = import_module(f"{__name__}.{module}").VERB
    return verb
