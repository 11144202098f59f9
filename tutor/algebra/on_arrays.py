"""Formulas evaluated on numpy arrays: of points, of parameters, or of both at once."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tutor.answers.evaluate import values
from tutor.answers.expression import Name, Number, Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEW = 16  # points, for which arrays are not worth while
_CONSTANTS = {"pi": math.pi, "e": math.e, "inf": math.inf}


def on_arrays(tree: Tree, values: "Mapping[str, NDArray[np.float64] | float]") -> "Any":
    """The formula with arrays for its names, which broadcast; nan where it has no value."""
    import numpy as np

    with np.errstate(all="ignore"):
        return _value(tree, values, _functions())


def finite_values(tree: Tree, points: Mapping[str, Sequence[float]], count: int) -> list[float]:
    """The formula at each of many points; nan where it, or a part of it, has no finite value."""
    import numpy as np

    columns = {name: np.array(column, dtype=np.float64) for name, column in points.items()}
    with np.errstate(all="ignore"):
        found = _value(tree, columns, _functions(), _finite())
    listed: list[float] = (found + np.zeros(count)).tolist()
    return listed


def values_at(tree: Tree, points: Mapping[str, Sequence[float]], count: int) -> list[float]:
    """The same, in the way that is quicker for so many points."""
    return (finite_values if count > _FEW else values)(tree, points, count)


def _value(
    tree: Tree,
    values: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]],
    kept: Callable[[Any], Any] | None = None,
) -> Any:
    """The formula; `kept` is what becomes of the value of each of its parts."""
    if isinstance(tree, Number):
        return tree.value.numerator / tree.value.denominator
    if isinstance(tree, Name):
        return values[tree.name] if tree.name in values else _CONSTANTS[tree.name]
    found = functions[tree.operation](
        *[_value(each, values, functions, kept) for each in tree.arguments]
    )
    return found if kept is None else kept(found)


@lru_cache(maxsize=1)
def _finite() -> Callable[[Any], Any]:
    import numpy as np

    def kept(found: Any) -> Any:
        good = np.isfinite(found)
        return found if good.all() else np.where(good, found, math.nan)

    return kept


@lru_cache(maxsize=1)
def _functions() -> Mapping[str, Callable[..., Any]]:
    import numpy as np

    def power(base: Any, exponent: Any) -> Any:
        is_square = isinstance(exponent, float) and exponent == 2
        return np.multiply(base, base) if is_square else np.float_power(base, exponent)

    def sigmoid(u: Any) -> Any:
        small = np.exp(-abs(u))
        return np.where(u >= 0, 1, small) / (1 + small)

    return {
        "+": np.add,
        "-": np.subtract,
        "*": np.multiply,
        "/": np.divide,
        "^": power,
        "neg": np.negative,
        "sigmoid": sigmoid,
        "min": lambda *all: np.minimum.reduce(np.broadcast_arrays(*all)),
        "max": lambda *all: np.maximum.reduce(np.broadcast_arrays(*all)),
        **{
            name: getattr(np, name)
            for name in ("sqrt", "exp", "log", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh")
        },
    }
