"""The functions and constants that typed mathematics may use."""

FUNCTIONS = (
    *("sqrt", "exp", "log", "ln", "abs", "sin", "cos", "tan"),
    *("sinh", "cosh", "tanh", "sigmoid", "min", "max"),
)
_INFINITY = ("inf", "infty", "infinity")
CONSTANTS = {
    "pi": "pi",
    "e": "e",
    "oo": "inf",
    **{form(name): "inf" for name in _INFINITY for form in (str, str.capitalize, str.upper)},
}
