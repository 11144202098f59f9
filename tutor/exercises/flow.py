"""A flow: a base distribution carried through a transform, by the change of variables."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from tutor.exercises.base import Array

S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)


class Base(Protocol[S_co]):
    """What a flow needs of its base distribution."""

    @property
    def support(self) -> S_co: ...
    def log_prob(self, z: Array) -> Array: ...
    def sample(self, count: int, rng: np.random.Generator) -> Array: ...


class Transform(Protocol[S]):
    """What a flow needs of its transform."""

    def forward(self, z: Array) -> Array: ...
    def inverse(self, x: Array) -> Array: ...
    def log_abs_det_jacobian(self, z: Array) -> Array: ...
    def image(self, support: S) -> S: ...


@dataclass(frozen=True, slots=True)
class Flow(Generic[S]):
    """X = f(Z). Points are arrays of shape (...) on the line, (..., 2) in the plane."""

    base: Base[S]
    transform: Transform[S]

    @property
    def support(self) -> S:
        """Where X lives: the image of where Z lives."""
        return self.transform.image(self.base.support)

    def forward(self, z: Array) -> Array:
        """The data points x = f(z)."""
        return self.transform.forward(z)

    def inverse(self, x: Array) -> Array:
        """The base points z = f^-1(x)."""
        return self.transform.inverse(x)

    def log_abs_det_jacobian(self, z: Array) -> Array:
        """log |det J_f| of the forward map, at base points."""
        return self.transform.log_abs_det_jacobian(z)

    def log_prob(self, x: Array) -> Array:
        """log p_X at data points."""
        # Change of variables: log p_X(x) = log p_Z(z) - log |det J_f(z)| with z = f^-1(x)
        z = self.inverse(x)
        return self.base.log_prob(z) - self.log_abs_det_jacobian(z)

    def sample(self, count: int, rng: np.random.Generator) -> Array:
        """So many data points: one forward pass over base points."""
        return self.forward(self.base.sample(count, rng))
