"""The learner's settings, from a TOML file that need not exist."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from tutor.core.day import DAY_STARTS
from tutor.core.text import one_line
from tutor.errors import TutorError

_LARGEST_FILE = 65_536


Maths = Literal["box", "line", "words"]  # formulas on several rows, on one, or in words
Colours = Literal["auto", "day", "night"]  # as the terminal says, light or dark


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default."""

    new_a_day: int = 20
    day_starts: int = DAY_STARTS
    maths: Maths = "box"
    theme: Colours = "auto"


_ALLOWED: dict[str, Sequence[object]] = {
    "new_a_day": range(10_000),
    "day_starts": range(24),
    "maths": ("box", "line", "words"),
    "theme": ("auto", "day", "night"),
}


def load(path: Path) -> Settings:
    """The settings in this file; a TutorError names what cannot be read."""
    try:
        data = path.read_bytes()[: _LARGEST_FILE + 1]
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise TutorError(f"{path}: cannot be read: {error.strerror}.") from error
    import tomllib

    try:
        if len(data) > _LARGEST_FILE:
            raise TutorError(f"{path}: too large for a settings file.")
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TutorError(
            f"{path}: this is not TOML: {one_line(str(error))}. Correct it, or delete the file."
        ) from error
    names = [field.name for field in fields(Settings)]
    for name, value in values.items():
        if name not in names:
            raise TutorError(
                f"{path}: there is no setting {one_line(name)!r}. The settings: {', '.join(names)}."
            )
        allowed = _ALLOWED[name]
        if type(value) is not type(allowed[0]) or value not in allowed:
            said = (
                f"a whole number from {allowed[0]} to {allowed[-1]}"
                if isinstance(allowed, range)
                else f"one of {', '.join(map(repr, allowed))}"
            )
            raise TutorError(f"{path}: {name} must be {said}.")
    return Settings(**values)
