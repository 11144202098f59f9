"""What all maps on vectors share: they are defined on all of R^d, and reach all of it."""

from tutor.flows.domains import REAL_VECTOR, Support
from tutor.flows.maps import Transform


class VectorMap(Transform):
    """A map of the last axis of an array."""

    event_dim = 1

    @property
    def domain(self) -> Support:
        """All vectors."""
        return REAL_VECTOR

    @property
    def codomain(self) -> Support:
        """All vectors."""
        return REAL_VECTOR
