"""A second scheduler, as whoever adds one would write it: each interval is twice the last."""

import math

from tutor.core.grade import PASSED
from tutor.core.log import Graded
from tutor.core.memory import Memory
from tutor.scheduling.scheduler import Scheduler


class Doubling(Scheduler):
    """1, 2, 4, 8 days and so on; after a failed repetition 1 day again."""

    new = Memory(ease=200)
    start = "Its interval doubles each time you pass it."
    recall_formula = "R = 2^(−t/I)"
    settled = PASSED  # only what was failed comes back on the same day

    def next_memory(self, memory: Memory, quality: int, day: int) -> Memory:
        passed = quality >= PASSED
        interval = min(2 * memory.interval, 1024) if passed and memory.interval else 1
        return Memory(
            due=day + interval,
            interval=interval,
            ease=memory.ease,
            repetitions=memory.repetitions + 1 if passed else 0,
            lapses=memory.lapses + (memory.repetitions > 0 and not passed),
            first=memory.first or day,
            last=day,
            quality=quality,
        )

    def rules(self, graded: Graded) -> tuple[str, ...]:
        return (f"{graded.before.interval} becomes {graded.after.interval}.",)

    def log_recall(self, elapsed: int, interval: int) -> float:
        return -math.log(2) * elapsed / interval
