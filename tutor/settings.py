"""The learner's settings, from a TOML file that need not exist."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tutor.core.day import DAY_STARTS, days_of
from tutor.core.fault import Fault
from tutor.core.limits import NO_LIMIT, DeckLimits, Limits
from tutor.core.memory import LEECH_LAPSES, NO_LEECHES
from tutor.core.text import one_line

_LARGEST_FILE = 65_536
_MOST_FAULTS = 20


Maths = Literal["box", "line", "words", "tex"]  # formulas on several rows, on one, …
Words = Literal["short", "long"]  # of formulas that are said


class Notation(NamedTuple):
    """How formulas are shown and, where they are said, in which words."""

    maths: Maths = "box"
    capitals: bool = True
    words: Words = "short"


IN_LINES = Notation()
ON_ONE_LINE = Notation("line")


class Settings(NamedTuple):
    """Every setting, with its default."""

    new_a_day: int = Limits().new
    day_starts: int = DAY_STARTS
    maths: Maths = "box"
    theme: str = "auto"
    capitals: bool = True  # whether they are named where formulas are said
    words: Words = "short"
    new_exercises_a_day: int = Limits().new_exercises
    exercises_a_day: int = Limits().exercises
    decks_off: tuple[str, ...] = ()  # the names of decks that ask nothing
    decks_folder: str = ""  # of the learner's own decks; "": the usual one
    reviews_a_day: int = 0  # 0: no limit
    minutes_a_day: int = 0  # 0: no limit
    days_off: tuple[str, ...] = ()  # dates, or the first and the last of several days
    deck: Mapping[str, Mapping[str, int]] = {}  # by name: limits of single decks
    leech_lapses: int = LEECH_LAPSES  # 0: no card is a leech

    @property
    def notation(self) -> Notation:
        """How formulas are shown."""
        return Notation(self.maths, self.capitals, self.words)

    @property
    def leech_from(self) -> int:
        """From how many lapses on a card is a leech."""
        return self.leech_lapses or NO_LEECHES

    @property
    def limits(self) -> Limits:
        """What a day may hold at most."""
        return Limits(
            self.new_a_day,
            self.new_exercises_a_day,
            self.exercises_a_day,
            self.reviews_a_day or NO_LIMIT,
            self.minutes_a_day,
            {name: _limits_of(own) for name, own in self.deck.items()},
            days_off=tuple(filter(None, map(days_of, self.days_off))),
        )


def _limits_of(own: Mapping[str, int]) -> DeckLimits:
    reviews = own.get("reviews_a_day")
    return DeckLimits(own.get("new_a_day"), NO_LIMIT if reviews == 0 else reviews)


class Setting(NamedTuple):
    """What a setting is, and the values it can have: those in `values`, or those that are `good`.

    Other values than numbers, choices, true and false are said in `words`.
    """

    meaning: str
    values: Sequence[object] = ()
    words: str = ""
    good: Callable[[object], bool] | None = None
    at_once: bool = True  # whether a running program can go by another value
    folder: str = ""  # beside the settings file: the names of its TOML files are values too

    def allows(self, value: object, beside: Path | None = None) -> bool:
        """Whether the setting can have this value, as it is read from a file in that folder."""
        if self.good is not None:
            return self.good(value)
        if type(value) is type(self.values[0]) and value in self.values:
            return True
        return (
            bool(self.folder)
            and beside is not None
            and isinstance(value, str)
            and _FILE_NAME.fullmatch(value) is not None
            and _is_file(beside / self.folder / f"{value}.toml")
        )

    def choices(self, beside: Path | None = None) -> Sequence[object]:
        """The values that can be counted up, with those that have a file of their own."""
        if not self.folder or beside is None:
            return self.values
        try:
            found = sorted(path.stem for path in (beside / self.folder).glob("*.toml"))
        except OSError:
            found = []
        own = [name for name in found if name not in self.values and self.allows(name, beside)]
        return (*self.values, *own[:_MOST_OWN])

    @property
    def allowed(self) -> str:
        """The values that it can have, in words."""
        if self.words:
            return self.words
        if isinstance(self.values, range):
            return f"a whole number from {self.values[0]} to {self.values[-1]}"
        if self.values == (True, False):
            return "true or false"
        own = f", or the name of a file in the folder {self.folder}" if self.folder else ""
        return f"one of {_listed(self.values)}{own}"


_MOST_DECKS = 1_000  # are named in one list
_MOST_OWN = 50  # files are offered
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_list_of_names(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST_DECKS
        and all(isinstance(each, str) for each in value)
    )


def _is_folder(value: object) -> bool:
    """Whether a value can be the path of a folder, wherever the program is started."""
    if value == "":
        return True
    if not isinstance(value, str) or not value.isprintable():
        return False
    try:
        path = Path(value).expanduser()
        return path.is_absolute() and not path.is_file()
    except PermissionError:
        return True  # there may be one: reading the decks will say more
    except (OSError, RuntimeError):  # too long a name; no such learner as in ~somebody
        return False


def _is_list_of_days(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST_DECKS
        and all(isinstance(each, str) and days_of(each) is not None for each in value)
    )


def _is_limits_by_deck(value: object) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= _MOST_DECKS
        and all(
            isinstance(own, dict)
            and own.keys() <= {*OF_A_DECK}
            and all(TABLE[name].allows(limit) for name, limit in own.items())
            for own in value.values()
        )
    )


OF_A_DECK = ("new_a_day", "reviews_a_day")  # the settings that a deck can have of its own

# One row for each field of Settings, in the same order: all that lists settings goes by these.
TABLE = {
    "new_a_day": Setting("new cards a day, at most", range(10_000)),
    "day_starts": Setting("the hour at which a learning day begins", range(24)),
    "maths": Setting(
        "formulas on several rows, on one line, in words, or as TeX",
        ("box", "line", "words", "tex"),
    ),
    "theme": Setting(
        "the colours: those of the terminal, light, dark, of high contrast, or your own",
        ("auto", "day", "night", "contrast"),
        folder="themes",
    ),
    "capitals": Setting(
        'whether "cap" is said before a capital letter of a formula', (True, False)
    ),
    "words": Setting("how long the words are in which formulas are said", ("short", "long")),
    "new_exercises_a_day": Setting("new exercises a day, at most", range(10_000)),
    "exercises_a_day": Setting("exercises a day, at most, the new ones among them", range(10_000)),
    "decks_off": Setting(
        "the names of the decks that ask nothing",
        words='a list of names, ["one", "two"]',
        good=_is_list_of_names,
    ),
    "decks_folder": Setting(
        "the folder of your own decks; empty: the usual one",
        words="the whole path of a folder, '/home/me/decks' or '~/decks'",
        good=_is_folder,
        at_once=False,
    ),
    "reviews_a_day": Setting("reviews a day, at most; 0: no limit", range(10_000)),
    "minutes_a_day": Setting("minutes a day, about; 0: no limit", range(1_440)),
    "days_off": Setting(
        "days that begin nothing new, have no exercises and do not break a streak",
        words='a list of dates, ["2026-12-24", "2026-12-27..2027-01-02"]',
        good=_is_list_of_days,
    ),
    "deck": Setting(
        "limits of single decks",
        words='tables, [deck."NAME"], each with new_a_day or reviews_a_day or both; typed as '
        "NAME.new_a_day = 5, with commas between",
        good=_is_limits_by_deck,
    ),
    "leech_lapses": Setting("lapses from which a card is a leech; 0: none is", range(1_000)),
}
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class Loaded(NamedTuple):
    """The settings, and what is wrong with their file: a fault costs only its own setting."""

    settings: Settings
    faults: tuple[Fault, ...] = ()
    given: frozenset[str] = frozenset()  # the names of those that the file sets


def load(path: Path) -> Loaded:
    """The settings in this file; where it has none that can be used, the default."""
    try:
        if path.is_fifo():
            return _refused(path, "this is a pipe and no file")
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        return _refused(path, f"this cannot be read: {error.strerror or error}")
    if len(data) > _LARGEST_FILE:
        return _refused(path, f"this is over {_LARGEST_FILE:,} bytes: too large for settings")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refused(path, "this is not UTF-8: save the file in that encoding", line)
    return _loaded(path, text)


def _loaded(path: Path, text: str) -> Loaded:
    import tomllib

    from tutor.core.toml_table import TOO_LONG, read_table

    faults = []
    try:
        table, too_long = read_table(text)
        faults += [Fault(str(path), line, TOO_LONG) for line in too_long]
    except (tomllib.TOMLDecodeError, RecursionError):
        table, faults = _line_by_line(path, text)
    values: dict[str, Any] = {}
    for name, value in table.items():
        if said := refusal(name, value, path.parent):
            faults.append(Fault(str(path), line_of(name, text), said + _until_then(name)))
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    faults.sort(key=lambda fault: fault.line)
    if more := len(faults[_MOST_FAULTS:]):
        faults[_MOST_FAULTS:] = [Fault(str(path), 0, f"and {more} more")]
    return Loaded(Settings(**values), tuple(faults), frozenset(values))


def _line_by_line(path: Path, text: str) -> tuple[dict[str, Any], list[Fault]]:
    """The lines that are TOML each by itself, and what is wrong with the others."""
    import tomllib

    from tutor.core.toml_table import TOO_LONG, read_table

    table: dict[str, Any] = {}
    faults = []
    header = ""  # of the table that a line stands in
    for number, line in enumerate(text.split("\n"), 1):
        try:
            found, too_long = read_table(f"{header}{line}")
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            said = _AT_LINE.sub("", one_line(str(error))).lower()
            message = f"this is not TOML ({said}): write it like new_a_day = 20"
        else:
            if line.lstrip().startswith("["):
                header = f"{line}\n"
            if header and not too_long:
                _put_in(table, found)
                continue
            twice = next((name for name in found if name in table), None)
            table = found | table
            if not too_long and twice is None:
                continue
            message = TOO_LONG if too_long else f"{one_line(str(twice))} is set above already"
        faults.append(Fault(str(path), number, message))
    return table, faults


def _put_in(table: dict[str, Any], found: dict[str, Any]) -> None:
    """Add what a line of a table says to what those before it said."""
    for name, value in found.items():
        known = table.setdefault(name, value)
        if isinstance(known, dict) and isinstance(value, dict):
            _put_in(known, value)


def refusal(name: str, value: object, beside: Path | None = None) -> str:
    """Why a setting cannot have this value in a file in that folder, or ""."""
    if name not in TABLE:
        return _unknown(name)
    row = TABLE[name]
    return "" if row.allows(value, beside) else f"{name} must be {row.allowed}"


def _listed(values: Sequence[object]) -> str:
    return ", ".join(map(repr, values))


def _until_then(name: str) -> str:
    """What is used while a setting has a value that it cannot have."""
    if name not in TABLE:
        return ""
    usual = "the usual one" if name == "decks_folder" else written(_default(name))
    return f"; until then it is {usual}"


def written(value: object) -> str:
    """A value as it is written in TOML."""
    if isinstance(value, tuple):
        return repr([*value])
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key(name)} = {written(each)}" for name, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return str(value).lower() if isinstance(value, bool) else repr(value)


def key(name: str) -> str:
    """A key as it is written in TOML."""
    if re.fullmatch(r"[A-Za-z0-9_-]+", name):
        return name
    import json

    return json.dumps(name, ensure_ascii=False)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    names = Settings._fields
    folded = re.sub(r"[^a-z]+", "_", name[:100].casefold())
    close = get_close_matches(folded, names, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"there is no setting {one_line(name)[:100]!r}.{hint} The settings: {', '.join(names)}."


def _default(name: str) -> object:
    return getattr(Settings(), name)


def line_of(name: str, text: str) -> int:
    """The line on which a key of the table is set, or a table of that name begins."""
    key = rf"(?:{re.escape(name)}|\"{re.escape(name)}\"|'{re.escape(name)}')"
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?{key}[ \t]*[.=\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _refused(path: Path, message: str, line: int = 0) -> Loaded:
    return Loaded(Settings(), (Fault(str(path), line, f"{message}; the defaults are used"),))
