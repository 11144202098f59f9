"""The functions and constants that typed mathematics may use."""

FUNCTIONS = (
    *("sqrt", "exp", "log", "ln", "abs", "sin", "cos", "tan"),
    *("sinh", "cosh", "tanh", "sigmoid", "min", "max"),
)
CONSTANTS = {"pi": "pi", "e": "e", "inf": "inf", "infty": "inf", "infinity": "inf"}
