"""The settings as they are looked at and changed while the program runs."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor.core.day import as_date, learning_day
from tutor.core.fault import Fault
from tutor.core.text import one_line
from tutor.settings import TABLE, Loaded, Settings, line_of, load

if TYPE_CHECKING:
    from tutor.study.study import Study


class OwnSettings(NamedTuple):
    """What the file says now: the settings, on which line each is set, and what is wrong."""

    path: Path | None  # None: what is changed holds for this run only
    settings: Settings
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]

    @property
    def folder(self) -> Path | None:
        """The folder of the file."""
        return None if self.path is None else self.path.parent

    def source(self, name: str) -> str:
        """Where a value comes from."""
        if name in self.lines:
            return f"Your file sets it on line {self.lines[name]}."
        if any(fault.message.startswith(f"{name} must be") for fault in self.faults):
            return "Your file has a value that it cannot have, so the default is used."
        return "Your file does not set it."


class Draft(NamedTuple):
    """The settings with changes that are not saved yet, None being the default."""

    own: OwnSettings
    changes: Mapping[str, object] = MappingProxyType({})

    @property
    def settings(self) -> Settings:
        """The settings as they would be."""
        return _with(self.own.settings, self.changes)

    def value(self, name: str) -> Any:
        """A setting as it would be."""
        return getattr(self.settings, name)

    def change(self, name: str, value: object) -> Draft:
        """The draft with this value, which is no change where it is as in the file."""
        own = self.own
        is_saved = name not in own.lines if value is None else value == getattr(own.settings, name)
        return self.undo(name) if is_saved else Draft(own, {**self.changes, name: value})

    def can_be_default(self, name: str) -> bool:
        """Whether the file would set it, so that it can be left to its default."""
        return self.changes[name] is not None if name in self.changes else name in self.own.lines

    def undo(self, name: str) -> Draft:
        """The draft without the change of this setting."""
        return Draft(self.own, {key: each for key, each in self.changes.items() if key != name})


def _with(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    usual = Settings()._asdict()
    values = {name: usual[name] if value is None else value for name, value in changes.items()}
    return settings._replace(**values)


def own_settings(study: Study) -> OwnSettings:
    """Read the file again."""
    path = study.settings_file
    if path is None:
        return OwnSettings(None, study.settings, {}, ())
    found, text = load(path), ""
    with suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")
    lines = {name: line_of(name, text) for name in found.given}
    return OwnSettings(path, found.settings, lines, found.faults)


def save(study: Study, changes: Mapping[str, object]) -> OwnSettings:
    """Write these to the file, None being the default, and go by them from now on."""
    path = study.settings_file
    if path is None:
        study.use(Loaded(_with(study.settings, changes)))
    else:
        from tutor.settings_file import change

        change(path, changes)
        study.use(load(path))
    return own_settings(study)


def effects(study: Study, name: str, draft: Settings) -> list[str]:
    """What a setting of this draft would do, beside what it is."""
    now = study.settings
    if getattr(now, name) == getattr(draft, name):
        return []
    said = []
    if name == "decks_off" or draft.limits != _with(draft, {name: getattr(now, name)}).limits:
        said.append(_load(study, now, draft))
    named = {"decks_off": draft.decks_off, "deck": tuple(draft.deck)}.get(name, ())
    said += [
        f"There is no deck {one_line(each)!r} here." for each in study.decks.unknown(named)[:3]
    ]
    if name == "day_starts":
        said.append(_day(study, now, draft))
    if name == "decks_folder" and draft.decks_folder and not _is_there(draft.decks_folder):
        said.append("There is no such folder yet: it is made with your first deck.")
    if not TABLE[name].at_once:
        said.append("This holds from the next start of tutor on.")
    return said


def _load(study: Study, now: Settings, draft: Settings) -> str:
    before, after = study.schedule.tomorrow(now), study.schedule.tomorrow(draft)
    return f"Tomorrow, if nothing more is done today: {before}. With this: {after}."


def _day(study: Study, now: Settings, draft: Settings) -> str:
    clock = study.clock()
    day = learning_day(clock, draft.day_starts)
    date, ends = as_date(day), as_date(day + 1)
    return (
        f"It is then {date:%A} {date.day} {date:%B}, until {draft.day_starts:02}:00 on "
        f"{ends:%A} {ends.day} {ends:%B}. Days of earlier grades stay as they are."
    )


def _is_there(folder: str) -> bool:
    try:
        return Path(folder).expanduser().is_dir()
    except (OSError, RuntimeError):
        return False
