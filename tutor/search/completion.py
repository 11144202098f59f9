"""How the condition that is being typed can go on."""

import re
from collections.abc import Sequence

from tutor.search.keys import BY_NAME, SAVED
from tutor.search.names import Names

MOST = 50
# The last condition of a search, perhaps in quotes after its key.
_LAST = re.compile(r'(?:^|(?<=[\s(-]))([A-Za-z]+):("?)([^"]*)$|(?:^|(?<=[\s(-]))([A-Za-z]+)$')


def completions(search: str, names: Names) -> Sequence[str]:
    """The search with its last condition completed in each way there is, the likeliest first."""
    match = _LAST.search(search)
    if match is None:
        return ()
    key, quote, begun, word = match.groups()
    if word is not None:
        keys = [f"{name}:" for name in (*BY_NAME, SAVED) if name.startswith(word.casefold())]
        return [search[: match.start()] + each for each in keys]
    key = key.casefold()
    if key == SAVED:
        choices: Sequence[str] = sorted(names.saved())
    elif key in BY_NAME:
        choices = BY_NAME[key].choices(names)
    else:
        return ()
    if not quote and any(sign.isspace() for sign in begun):
        return ()  # the next condition has begun
    fitting = [each for each in choices if each.casefold().startswith(begun.casefold())]
    head = search[: match.start(2)]
    return [f"{head}{_written(each, always=bool(quote))}" for each in fitting[:MOST]]


def _written(value: str, *, always: bool) -> str:
    """A value, in quotes where it needs them."""
    if always or any(sign.isspace() or sign in '()"' for sign in value):
        quoted = value.replace('"', '\\"')
        return f'"{quoted}"'
    return value
