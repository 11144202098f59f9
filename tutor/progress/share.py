"""A share such as 8 of 10, and its confidence interval."""

import math
from dataclasses import dataclass

_Z = 1.959963984540054  # 95 % of a normal distribution lie within so many deviations


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    passed: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.passed + other.passed, self.of + other.of)

    @property
    def rate(self) -> float | None:
        """The share, from 0 to 1; None if there is nothing to count."""
        return self.passed / self.of if self.of else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The 95 % confidence interval of the true rate."""
        # Wilson 1927: (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n)
        n = self.of
        if not n:
            return 0.0, 1.0
        p, z2 = self.passed / n, _Z * _Z
        middle = p + z2 / (2 * n)
        reach = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        low, high = (middle - reach) / (1 + z2 / n), (middle + reach) / (1 + z2 / n)
        return min(p, max(0.0, low)), max(p, min(1.0, high))  # rounding must not exclude p
