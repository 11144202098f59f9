"""One learner's decks and history, and everything that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.day import Clock
from tutor.core.fault import Fault
from tutor.errors import TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.settings import Loaded, Settings
from tutor.study.decks import Decks
from tutor.study.learner import Learner
from tutor.study.review import Review
from tutor.study.setting_aside import SettingAside

if TYPE_CHECKING:
    from tutor.store.database import Database
    from tutor.study.catching_up import CatchingUp
    from tutor.study.days import Days
    from tutor.study.finding import Finding
    from tutor.study.history import History
    from tutor.study.problems import Exercises
    from tutor.study.schedule import Schedule


class Study:
    """The use cases, each part under its name; front ends need nothing else of the store."""

    def __init__(
        self,
        store: Database,
        roots: Sequence[Path],
        clock: Clock,
        settings: Settings,
        setting_faults: Sequence[Fault] = (),
        own: Path | None = None,
        settings_file: Path | None = None,
    ) -> None:
        learner = Learner(store, clock, settings)
        self._learner = learner
        self.clock = clock
        self.setting_faults = tuple(setting_faults)  # each left a default in its place
        self.settings_file = settings_file
        self.decks = Decks(store, roots, lambda: self.day, own, settings.decks_off, settings_file)
        self.aside = SettingAside(learner)
        self.review = Review(learner, self.decks, self.aside)

    # What the first card does not need is imported when it is asked for.

    @cached_property
    def days(self) -> Days:
        """What a day may hold, and the days off."""
        from tutor.study.days import Days

        return Days(self._learner, self.decks, self.settings_file)

    @cached_property
    def catching_up(self) -> CatchingUp:
        """A way back after days without reviews."""
        from tutor.study.catching_up import CatchingUp

        return CatchingUp(self._learner, self.decks)

    @cached_property
    def schedule(self) -> Schedule:
        """What is due, and why."""
        from tutor.study.schedule import Schedule

        return Schedule(self._learner, self.decks)

    @cached_property
    def exercises(self) -> Exercises:
        """Problems, drawn and worked."""
        from tutor.study.problems import Exercises

        return Exercises(self._learner, self.decks)

    @cached_property
    def history(self) -> History:
        """What the log says."""
        from tutor.study.history import History

        return History(self._learner, self.decks)

    @cached_property
    def find(self) -> Finding:
        """Cards by what is searched for."""
        from tutor.study.finding import Finding

        return Finding(self._learner, self.decks)

    @property
    def settings(self) -> Settings:
        """The settings that hold now."""
        return self._learner.settings

    def use(self, loaded: Loaded) -> None:
        """Go by these settings from now on; the folder of decks stays until the next start."""
        self._learner.settings = loaded.settings
        self.setting_faults = loaded.faults
        self.decks.leave_out(loaded.settings.decks_off)

    @property
    def scheduler(self) -> Scheduler:
        """The rules by which grades lead to due days."""
        return self._learner.scheduler

    @property
    def day(self) -> int:
        """The learning day it is now."""
        return self._learner.day

    def prepare(self) -> None:
        """Open what the first grade needs, so that it need not wait for it."""
        self._learner.store.prepare_to_write()

    def back_up(self, stop: Callable[[], bool] = lambda: False) -> Path | None:
        """Take this learning day's backup if it is not there yet."""
        return self._learner.store.back_up(self.day, stop)

    def as_tutor_error(self, error: Exception) -> TutorError:
        """An error as it is shown; whether a damaged database is its cause is checked."""
        if type(error) is TutorError:
            return error
        from tutor.store.diagnosis import explained

        return TutorError(explained(error, self._learner.store.path, self.day))
