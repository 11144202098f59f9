"""What the learner decided about days: limits for one day only, and catching up after days away."""

from typing import NamedTuple

from tutor.core.limits import Limits, TodayOnly


class Decided(NamedTuple):
    """Nothing of it is in the log: it says what a day asks, and not what is due."""

    day: int = 0  # the one for which `today_only` holds
    today_only: TodayOnly = TodayOnly()
    since: int = 0  # the day on which catching up began; 0: it is not on
    minutes: int = 0  # of each day while it is on
    until: int = 0  # the last day on which it is on, since what was due is cleared; 0: not yet
    answered: int = 0  # the day on which it was offered last, and answered

    def is_catching_up(self, day: int) -> bool:
        """Whether this day has another number of minutes, until what is due is cleared."""
        return 0 < self.since <= day and (self.until == 0 or day <= self.until)

    def on(self, day: int) -> TodayOnly:
        """The limits that were changed for this day."""
        return self.today_only if self.day == day else TodayOnly()

    def limits(self, usual: Limits, day: int) -> Limits:
        """The limits of a day, of which the usual ones are these."""
        limits = usual.on(day)
        if self.is_catching_up(day):
            limits = limits._replace(minutes=self.minutes)
        return limits.changed(self.on(day))


NOTHING = Decided()
