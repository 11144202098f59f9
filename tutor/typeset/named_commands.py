"""Commands that are not one sign: names, styles, accents, spaces, text and environments."""

from tutor.typeset.symbols import FENCES
from tutor.typeset.tree import Mark, Name, Style, Symbol

# Names set upright, and what is said for them; those in the second table take limits below.
_NAMES = {
    "log": "log",
    "ln": "natural log",
    "exp": "exp",
    "lg": "log",
    "sin": "sine",
    "cos": "cosine",
    "tan": "tangent",
    "cot": "cotangent",
    "sec": "secant",
    "csc": "cosecant",
    "arcsin": "arc sine",
    "arccos": "arc cosine",
    "arctan": "arc tangent",
    "sinh": "hyperbolic sine",
    "cosh": "hyperbolic cosine",
    "tanh": "hyperbolic tangent",
    "coth": "hyperbolic cotangent",
    "det": "the determinant of",
    "tr": "the trace of",
    "Tr": "the trace of",
    "trace": "the trace of",
    "diag": "diag",
    "rank": "the rank of",
    "dim": "the dimension of",
    "ker": "the kernel of",
    "deg": "the degree of",
    "arg": "arg",
    "sgn": "the sign of",
    "sign": "the sign of",
    "erf": "the error function of",
    "softmax": "softmax",
    "sigmoid": "sigmoid",
    "softplus": "softplus",
    "relu": "relu",
    "ReLU": "relu",
    "KL": "K L",
    "Var": "the variance of",
    "Cov": "the covariance of",
    "vol": "the volume of",
    "supp": "the support of",
    "Re": "the real part of",
    "Im": "the imaginary part of",
}
_NAMES_WITH_LIMITS = {
    "lim": "the limit",
    "limsup": "the upper limit",
    "liminf": "the lower limit",
    "max": "the maximum",
    "min": "the minimum",
    "sup": "the supremum",
    "inf": "the infimum",
    "argmax": "arg max",
    "argmin": "arg min",
    "Pr": "the probability",
    "gcd": "the greatest common divisor",
}
NAMES: dict[str, Name] = {
    **{text: Name(text, False, spoken) for text, spoken in _NAMES.items()},
    **{text: Name(text, True, spoken) for text, spoken in _NAMES_WITH_LIMITS.items()},
}

STYLES: dict[str, Style] = {
    "mathbf": "bold",
    "boldsymbol": "bold",
    "bm": "bold",
    "mathbb": "blackboard",
    "mathcal": "script",
    "mathscr": "script",
    "mathrm": "upright",
    "mathup": "upright",
    "mathit": "italic",
    "mathsf": "sans",
    "mathtt": "mono",
    "mathfrak": "fraktur",
}

ACCENTS: dict[str, Mark] = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "vec": "vec",
    "overrightarrow": "vec",
    "dot": "dot",
    "ddot": "ddot",
    "check": "check",
    "breve": "breve",
    "underline": "underline",
}

SPACES: dict[str, int] = {
    ",": 1,
    ":": 1,
    ">": 1,
    ";": 1,
    " ": 1,
    "~": 1,
    "enspace": 1,
    "thinspace": 1,
    "!": -1,
    "quad": 2,
    "qquad": 4,
}

TEXTS = {"text", "textrm", "textnormal", "mbox", "hbox", "textbf", "textit", "emph", "textsf"}

# Commands about size only: a terminal has one.
UNSEEN = {"displaystyle", "textstyle", "scriptstyle", "nonumber", "notag"} | {
    size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
}

# Matrices by environment: their fences.
MATRICES: dict[str, tuple[Symbol | None, Symbol | None]] = {
    "matrix": (None, None),
    "smallmatrix": (None, None),
    "array": (None, None),
    "pmatrix": (FENCES["("], FENCES[")"]),
    "bmatrix": (FENCES["["], FENCES["]"]),
    "Bmatrix": (FENCES["{"], FENCES["}"]),
    "vmatrix": (FENCES["vert"], FENCES["vert"]),
    "Vmatrix": (FENCES["Vert"], FENCES["Vert"]),
}
ALIGNED = {"aligned", "align", "align*", "split", "alignedat", "eqnarray", "eqnarray*"}
GATHERED = {"gathered", "gather", "gather*", "equation", "equation*", "multline", "multline*"}
