"""Formulas evaluated on numpy arrays: of points, of parameters, or of both at once."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tutor.answers.expression import Apply, Name, Number, Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def on_arrays(tree: Tree, values: "Mapping[str, NDArray[np.float64] | float]") -> "Any":
    """The formula with arrays for its names, which broadcast; nan where it has no value."""
    import numpy as np

    with np.errstate(all="ignore"):
        return _value(tree, values, _functions())


def _value(
    tree: Tree, values: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]
) -> Any:
    match tree:
        case Number(value):
            return float(value)
        case Name(name):
            return values[name] if name in values else _constant(name)
        case Apply(operation, arguments):
            return functions[operation](*(_value(each, values, functions) for each in arguments))
    raise TypeError(tree)


def _constant(name: str) -> float:
    return {"pi": math.pi, "e": math.e, "inf": math.inf}[name]


def _functions() -> Mapping[str, Callable[..., Any]]:
    import numpy as np

    return {
        "+": np.add,
        "-": np.subtract,
        "*": np.multiply,
        "/": np.divide,
        "^": np.float_power,
        "neg": np.negative,
        "sigmoid": lambda u: np.exp(-np.logaddexp(0, -u)),
        "min": lambda *all: np.minimum.reduce(np.broadcast_arrays(*all)),
        "max": lambda *all: np.maximum.reduce(np.broadcast_arrays(*all)),
        **{
            name: getattr(np, name)
            for name in ("sqrt", "exp", "log", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh")
        },
    }
