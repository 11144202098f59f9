"""The learner's own themes: TOML files in Textual's theme format, beside the settings."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from tutor.core.fault import Fault
from tutor.core.text import one_line
from tutor.core.toml_table import TOO_LONG, read_table
from tutor.settings import TABLE, line_of
from tutor.tui.theme import NIGHT, PAPER

_LARGEST_FILE = 65_536
_COLOURS = (
    "primary",
    "secondary",
    "warning",
    "error",
    "success",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "boost",
)
_SHARES = ("luminosity_spread", "text_alpha")
_KEYS = ("name", "dark", *_COLOURS, *_SHARES, "variables")
_COLOUR = 'write a colour like "#8fb3dd", or its name in English'


def own_theme(folder: Path, name: str) -> tuple[Theme, list[Fault]]:
    """A theme of the settings folder, and what is wrong with it.

    What it does not say, or says wrongly, is as in the dark theme of the program or the light one.
    """
    path = folder / TABLE["theme"].folder / f"{name}.toml"
    usual = replace(NIGHT, name=f"own-{name}")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            return usual, [Fault(str(path), 0, "this is too large for a theme")]
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        table, too_long = read_table(text)
    except OSError as error:
        said = f"this cannot be read: {error.strerror or error}"
        return usual, [Fault(str(path), 0, said)]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return usual, [Fault(str(path), line, "this is not UTF-8: save the file in that encoding")]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        said = 'this is not TOML: write it like primary = "#8fb3dd"'
        return usual, [Fault(str(path), int(found[1]) if found else 0, said)]
    faults = [Fault(str(path), line, TOO_LONG) for line in too_long]
    values = _Values(path, text, faults)
    usual = replace(NIGHT if values.dark(table) else PAPER, name=usual.name)
    return values.theme(table, usual), faults


def own_themes(settings: Path | None) -> list[Theme]:
    """All themes in the folder beside the settings, without what is wrong with them."""
    if settings is None:
        return []
    row, folder = TABLE["theme"], settings.parent
    names = [str(name) for name in row.choices(folder) if name not in row.values]
    return [own_theme(folder, name)[0] for name in names]


class _Values:
    """Takes what can be used of a file's table, and notes what cannot."""

    def __init__(self, path: Path, text: str, faults: list[Fault]) -> None:
        self.path = path
        self.text = text
        self.faults = faults

    def dark(self, table: dict[str, Any]) -> bool:
        """Whether it is a dark theme, as it is if nothing else is said."""
        dark = table.get("dark", True)
        if not isinstance(dark, bool):
            self._note("dark", "dark must be true or false")
        return dark is not False

    def theme(self, table: dict[str, Any], usual: Theme) -> Theme:
        """The theme, like the usual one where the table says nothing."""
        for key in [key for key in table if key not in _KEYS]:
            self._note(key, f"a theme has no {one_line(key)[:60]!r}{_nearest(key, _KEYS)}")
        named: dict[str, Any] = {
            key: table[key] for key in _SHARES if key in table and self._is_share(key, table[key])
        }
        named |= self._colours({key: table[key] for key in _COLOURS if key in table})
        variables = table.get("variables", {})
        if not isinstance(variables, dict):
            self._note("variables", "variables must be a table of colours")
            variables = {}
        known = {*usual.variables, *usual.to_color_system().generate()}
        for key in [key for key in variables if key not in known or key.endswith("-style")]:
            said = f"there is no colour {one_line(key)[:60]!r}{_nearest(key, sorted(known))}"
            self._note(key, said)
            del variables[key]
        own = dict(self._colours(variables))
        return replace(usual, **named, variables=usual.variables | own)

    def _colours(self, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if _is_colour(value):
                yield key, value
            else:
                self._note(key, f"{key} is no colour: {_COLOUR}")

    def _is_share(self, key: str, value: object) -> bool:
        is_share = type(value) in (int, float) and 0 <= value <= 1  # type: ignore[operator]
        if not is_share:
            self._note(key, f"{key} must be a number from 0 to 1")
        return is_share

    def _note(self, key: str, said: str) -> None:
        self.faults.append(Fault(str(self.path), line_of(key, self.text), said))


def _is_colour(value: object) -> bool:
    """Whether this is one plain colour: a terminal's own, or one that is seen through, is none."""
    if not isinstance(value, str) or not re.fullmatch(r"#?[0-9A-Za-z]{1,30}", value):
        return False
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return False
    return colour.a == 1 and colour.ansi is None and not colour.auto


def _nearest(key: str, keys: "tuple[str, ...] | list[str]") -> str:
    close = get_close_matches(key[:100].casefold(), keys, n=1)
    return f"; did you mean {close[0]}?" if close else ""
