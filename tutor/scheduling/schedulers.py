"""Every scheduler there is; the first is the default."""

from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.sm2 import SM2

SCHEDULERS: tuple[Scheduler, ...] = (SM2(),)

DEFAULT = SCHEDULERS[0]
