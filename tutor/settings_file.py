"""The settings file, changed without losing what else its author wrote in it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.new_file import new_file
from tutor.settings import TABLE, load

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


Limits = Mapping[str, int]  # of one deck, by the name of the setting


def switch(path: Path, deck: str, *, on: bool) -> None:
    """Name the deck among `decks_off`, or no longer; comments and order stay.

    A file with a fault is left as it is: a TutorError says what to correct.
    """
    loaded = load(path)
    if loaded.faults:
        raise TutorError(
            f"Your settings have a fault and were left as they are. {loaded.faults[0]}. "
            "Correct that, and try again."
        )
    names = loaded.settings.decks_off
    stay = [name for name in names if not _is_same(name, deck)]
    if stay == [*names] and on:
        return
    if not on:
        stay.append(deck)
    _write(path, _with(_text(path), "decks_off", tuple(stay)))


def change(path: Path, changes: Mapping[str, object]) -> None:
    """Set settings to values that they can have; None leaves one to its default.

    Comments and order stay. A file that is not TOML is left as it is: a TutorError says where.
    """
    text, document = _parsed(path)
    before, known = text, load(path)
    for name, value in changes.items():
        is_good = "deck" in known.given or "deck" not in document
        if name == "deck" and isinstance(value, Mapping) and is_good:
            text = _with_limits(text, known.settings.deck, value)
        else:
            text = _with(text, name, value)
    if text != before:
        _write(path, text)


def _with(text: str, name: str, value: object) -> str:
    """The text with this setting; a new one stands above the tables and what is said of them."""
    import tomlkit

    top, tables = _parts(text)
    if name in tomlkit.parse(text) and name not in tomlkit.parse(top):
        top, tables = text, ""
    gap = "\n" if tables.startswith("[") and not top else ""
    return f"{_with_in(top, name, value)}{gap}{tables}"


def _parts(text: str) -> tuple[str, str]:
    """What stands above the first table, and the tables with the comments above the first."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if line.lstrip().startswith("["):
            try:
                tomlkit.parse("".join(lines[:at]))
            except TOMLKitError:
                continue  # inside a list or a text
            while at and lines[at - 1].lstrip().startswith("#"):
                at -= 1
            while at and not lines[at - 1].strip():
                at -= 1
            return "".join(lines[:at]), "".join(lines[at:])
    return text, ""


def _with_in(text: str, name: str, value: object) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    if value is None:
        document.pop(name, None)
    elif isinstance(value, tuple):
        return _with_list(text, name, [*value])
    else:
        if name not in document and text and not text.endswith("\n"):
            document.add(tomlkit.nl())
        document[name] = value
    return tomlkit.dumps(document)


def change_of_deck(path: Path, deck: str, name: str, value: int | None) -> None:
    """Set one setting of a single deck; None leaves it to that of all decks."""
    _write(path, _with_limit(_parsed(path)[0], deck, name, value))


def _with_limits(text: str, before: Mapping[str, Limits], after: Mapping[str, Limits]) -> str:
    """The text with these limits of single decks; what is not different stays as it is written."""
    for deck in [*before, *after]:
        old, new = before.get(deck, {}), after.get(deck, {})
        for name in [*old, *new]:
            if old.get(name) != new.get(name):
                text = _with_limit(text, deck, name, new.get(name))
    return text


def _with_limit(text: str, deck: str, name: str, value: int | None) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    document = tomlkit.parse(text)
    try:
        decks = document.setdefault("deck", tomlkit.table(is_super_table=True))
        known = next((each for each in decks if _is_same(each, deck)), deck)
        own = decks.setdefault(known, tomlkit.table())
        if value is not None:
            own[name] = value
        elif name in own:
            del own[name]
        if not own:
            del decks[known]
        if not decks:
            del document["deck"]
    except (TOMLKitError, TypeError, AttributeError) as error:
        raise TutorError(
            f"Your settings were left as they are: deck must be {TABLE['deck'].allowed}."
        ) from error
    return tomlkit.dumps(document)


def _parsed(path: Path) -> tuple[str, "TOMLDocument"]:
    """The file's text and what it says; a TutorError if it is not TOML."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = _text(path)
        return text, tomlkit.parse(text)
    except (TOMLKitError, UnicodeDecodeError, OSError, RecursionError) as error:
        faults = load(path).faults
        said = faults[0] if faults else one_line(str(error))
        raise TutorError(
            f"Your settings cannot be read and were left as they are. {said}. Correct that, and "
            "try again."
        ) from error


def _with_list(text: str, name: str, values: list[str]) -> str:
    """The text with this list; comments beside what stays in it stay."""
    import tomlkit
    from tomlkit.items import Array

    document = tomlkit.parse(text)
    found = document.get(name)
    if not isinstance(found, Array):
        found = tomlkit.array()
        if text and not text.endswith("\n"):
            document.add(tomlkit.nl())
        document[name] = found
        found = document[name]
        assert isinstance(found, Array)
    for place in reversed(range(len(found))):
        if found[place] not in values:
            del found[place]
    for value in values:
        if value not in found:
            found.append(value)
    return tomlkit.dumps(document)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def _write(path: Path, text: str) -> None:
    target = Path(os.path.realpath(path))  # a link stays one
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with new_file(target, force=True) as file:
            if target.exists():
                os.chmod(file.fileno(), target.stat().st_mode & 0o7777)
            file.write(text.encode())
    except (OSError, TutorError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        reason = getattr(cause, "strerror", None) or error
        raise TutorError(
            f"Your settings, {one_line(str(path))}, cannot be written: {reason}. "
            "Nothing was changed. Try again once they can be."
        ) from error


def _is_same(name: str, deck: str) -> bool:
    return name.casefold() == deck.casefold()
