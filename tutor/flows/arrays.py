"""Numbers, lists and arrays as arrays of doubles, refused by name where they cannot be used.

Every refusal of this package is a ValueError: its callers are programs, not learners.
"""

from collections.abc import Sequence
from fractions import Fraction
from numbers import Real
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = "ArrayLike | Fraction | Sequence[Numbers]"
Shape: TypeAlias = tuple[int, ...]


def as_array(owner: str, name: str, values: Numbers) -> Array:
    """The values as an array of doubles; text, complex numbers and ragged lists are refused."""
    try:
        array = np.asarray(values)
        if array.dtype.kind in "biuf":
            return array.astype(np.float64, copy=False)
        if array.dtype.kind == "O" and all(isinstance(value, Real) for value in array.flat):
            return array.astype(np.float64)  # fractions and large integers
    except (ValueError, TypeError, OverflowError):
        pass
    raise ValueError(f"{owner}: {name} must be real numbers in an array or regular list")


def parameter(owner: str, name: str, values: Numbers) -> Array:
    """A parameter as a read-only copy; NaN and infinity are refused."""
    array = np.array(as_array(owner, name, values))
    if not np.isfinite(array).all():
        raise ValueError(f"{owner}: {name} must be finite, got {array}")
    array.setflags(write=False)
    return array


def matrix_and_shift(owner: str, name: str, values: Numbers, shift: Numbers) -> tuple[Array, Array]:
    """A square matrix (..., d, d) and a shift (..., d) or number that broadcast."""
    matrix, moved = parameter(owner, name, values), parameter(owner, "shift", shift)
    if matrix.ndim < 2 or matrix.shape[-2] != matrix.shape[-1] or not matrix.shape[-1]:
        raise ValueError(f"{owner}: {name} must have shape (..., d, d), got {matrix.shape}")
    if moved.ndim and moved.shape[-1] != matrix.shape[-1]:
        size = matrix.shape[-1]
        raise ValueError(f"{owner}: shift must have shape (..., {size}), got {moved.shape}")
    broadcast_shapes(owner, **{name: matrix.shape[:-1], "shift": moved.shape})
    return matrix, moved


def broadcast_shapes(owner: str, **shapes: Shape) -> Shape:
    """The shape that all these broadcast to; refused by name if there is none."""
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(f"{owner}: these shapes do not broadcast: {listed}") from None


def points(owner: str, values: Numbers, shape: Shape, event_dim: int) -> Array:
    """Points for parameters of a shape; the last `event_dim` axes must be the same."""
    array = as_array(owner, "points", values)
    event = shape[len(shape) - event_dim :] if event_dim else ()
    if array.ndim < event_dim or (event and array.shape[array.ndim - event_dim :] != event):
        wanted = f"(..., {event[-1]})" if event else "(..., d)"
        raise ValueError(f"{owner}: points must have shape {wanted}, got {array.shape}")
    broadcast_shapes(owner, points=array.shape, parameters=shape)
    return array


def sum_last(values: Array, axes: int) -> Array:
    """The sum over so many last axes."""
    return np.asarray(values.sum(axis=tuple(range(-axes, 0)))) if axes else values


def any_nan(values: Array, axes: int) -> NDArray[np.bool_]:
    """Whether there is a NaN along the last axes, of which there are so many."""
    found = np.isnan(values)
    return np.asarray(found.any(axis=tuple(range(-axes, 0)))) if axes else found
