"""What single parts of a formula are called when it is read aloud."""

from typing import NamedTuple


class Speech(NamedTuple):
    """How formulas are said: whether capital letters are named, and in how many words."""

    capitals: bool = True
    long: bool = False


SHORT = Speech()


# Letters and signs that a voice would say like others.
LETTERS = {"xi": "ksi", "capital xi": "capital ksi", "ℓ": "script l"}
BLACKBOARD = {
    "R": "the reals",
    "N": "the naturals",
    "Z": "the integers",
    "Q": "the rationals",
    "C": "the complex numbers",
    "E": "the expectation",
    "P": "the probability",
    "1": "the indicator",
}
STYLES = {
    "bold": "bold",
    "blackboard": "double-struck",
    "script": "script",
    "fraktur": "fraktur",
}
POWERS = {
    "2": "squared",
    "3": "cubed",
    "minus 1": "inverse",
    "top": "transpose",
    "minus top": "inverse transpose",
    "star": "star",
    "pointed star": "pointed star",
    "after": "degrees",
    "dagger": "dagger",
    "double dagger": "double dagger",
}
FENCES = {
    "|": ("the absolute value of", "end absolute"),
    "‖": ("the norm of", "end norm"),
    "⌊": ("the floor of", "end floor"),
    "⌈": ("the ceiling of", "end ceiling"),
}
# What is always an interval, and what is one after "in".
HALF_OPEN = {"(]": "open, closed", "[)": "closed, open"}
INTERVALS = {**HALF_OPEN, "()": "open", "[]": "closed"}
MARKS = {
    "leftvec": "left arrow",
    "bothvec": "double arrow",
    "ddot": "double dot",
    "dddot": "triple dot",
}
# What is said where long words are wanted.
LONG = {
    "open": "open paren",
    "close": "close paren",
    "fraction": "the fraction",
    "end absolute": "end absolute value",
    "end root": "end of root",
}
