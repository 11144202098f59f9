"""Functions of numbers, in forms that lose no digits and do not overflow on the way.

A function whose values lie in an open interval gives the double of it that is nearest, so that
rounding never leaves the interval; only an infinite argument gives the limit at its end.
"""

import math

import numpy as np

from tutor.flows.arrays import Array

LOG_2 = math.log(2)
_SMALLEST = math.ulp(0.0)
_BELOW_ONE = math.nextafter(1.0, 0.0)


def softplus(z: Array) -> Array:
    """log(1 + e^z)"""
    return np.asarray(np.logaddexp(0.0, z))


def exp(z: Array) -> Array:
    """e^z, greater than 0."""
    return above_zero(np.exp(z), z)


def above_zero(values: Array, z: Array) -> Array:
    """The values, or the smallest positive double where they are 0 at a finite z > -inf."""
    return np.where((values == 0) & np.isfinite(z), _SMALLEST, values)


def sigmoid(z: Array) -> Array:
    """1/(1 + e^-z), greater than 0 and less than 1."""
    small = np.exp(-np.abs(z))
    values = np.where(z < 0, small, 1.0) / (1 + small)
    return np.asarray(np.where(np.isinf(z), values, np.clip(values, _SMALLEST, _BELOW_ONE)))


def logit(z: Array) -> Array:
    """log(z/(1 - z)); beside 1/2, where the logarithms would cancel, as 2 artanh(2z - 1)."""
    beside = np.abs(z - 0.5) < 0.25
    return np.asarray(np.where(beside, 2 * np.arctanh(2 * z - 1), np.log(z) - np.log1p(-z)))


def tanh(z: Array) -> Array:
    """tanh z, greater than -1 and less than 1."""
    values = np.tanh(z)
    return np.where(np.isinf(z), values, np.clip(values, -_BELOW_ONE, _BELOW_ONE))
