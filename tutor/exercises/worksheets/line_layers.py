"""Questions about layers of the line: undone in order, the points between, their log dets."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.mistakes import Rule
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.arranged import numbers_of
from tutor.exercises.worksheets.sheet import Ask, Shown, Slip


class LastLayer(NamedTuple):
    """The layer that takes y2 to x."""

    function: str
    said: str
    back: str  # its inverse, as a formula of {0}
    back_tex: str
    slope: str  # what it is and what its derivative, in a sentence
    derived: str  # log of its derivative, as a formula of {0}
    derived_tex: str
    wrong_inverse: Rule
    slips: tuple[Slip, ...] = ()  # in its derivative

    def at(self, place: str) -> str:
        """Its value."""
        return f"{self.function}({place})"

    def log_slope(self, place: str) -> str:
        """log |f'| at a place."""
        return self.derived.format(place)


EXP = LastLayer(
    "exp",
    "the exponential",
    "log({0})",
    r"\log x",
    "$e^{y_{2}}$, whose derivative is $e^{y_{2}}$",
    "{0}",
    "y_{2}",
    layers.EXP_FOR_LOG,
)
TANH = LastLayer(
    "tanh",
    "the hyperbolic tangent",
    "log((1 + {0})/(1 - {0}))/2",
    r"\frac{1}{2} \log \frac{1 + x}{1 - x}",
    r"$\tanh(y_{2})$, whose derivative is $1 - \tanh(y_{2})^{2} = 1 - x^{2}$",
    "log(1 - tanh({0})^2)",
    r"\log(1 - x^{2})",
    layers.TANH_AGAIN,
    (Slip(layers.TANH_FORGOTTEN, {"third": "log(abs(1 - y2^2))"}),),
)


def bell(z: float) -> float:
    """The standard normal density."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def typed_points(wrong: Mapping[str, Answer], count: int) -> Sequence[float | None]:
    """The points between layers that were typed, where they are wrong."""
    numbers = numbers_of(wrong["points-between"]) if "points-between" in wrong else None
    return list(map(float, numbers)) if numbers and len(numbers) == count else [None] * count


# The questions


def order_ask(forward: tuple[str, ...]) -> Ask:
    """In which order the layers are undone."""
    count = len(forward)
    return Ask(
        "undo-order",
        AnswerKind.VECTOR,
        "To go back from $x$ to $z$, in which order are the layers undone? Type their numbers as a"
        " point: first the layer that is undone first.",
        "Which layer was applied last?",
        r"$(f_{2} \circ f_{1})^{-1} = f_{1}^{-1} \circ f_{2}^{-1}$: what came last goes first.",
        forward[::-1],
        result=r"\text{order}",
        slips=(Slip(layers.FORWARD_ORDER, parts=forward),),
        evidence=(
            Shown(
                "to undo layer {} first you would need its output, and x is another layer's",
                ("y1",),
                f"abs(y1 - {count})",
            ),
            Shown("each layer is undone after those that came later"),
        ),
        lead="order = ",
        says="What was applied last is undone first.",
    )


def points_ask(
    found: tuple[str, ...],
    rule: str,
    slips: tuple[Slip, ...],
    image: str,
    middle: str,
    last: LastLayer = EXP,
) -> Ask:
    """The points between the layers; `image` is f of the learner's z."""
    listed = ", ".join(each if len(each) == 1 else f"{each[0]}_{{{each[1]}}}" for each in found)
    place = len(found)
    return Ask(
        "points-between",
        AnswerKind.VECTOR,
        f"Go back from $x$, one layer after another. Type what you find as a point: $({listed})$.",
        f"Undo the last layer first: of which number is $x$ {last.said}?",
        f"${rule}$.",
        found,
        lines=found,
        slips=(
            *slips,
            Slip(last.wrong_inverse, {found[0]: last.at("x")}, is_common=False),
            Slip(layers.ONLY_DIVIDED, {"z": f"{middle}/a - b"}),
            Slip(layers.SHIFT_ADDED, {"z": f"({middle} + b)/a"}),
            Slip(layers.TIMES_SLOPE, {"z": f"a*({middle} - b)"}, is_common=False),
        ),
        evidence=(
            Shown("f takes your z to {}, which is not x", (image,), f"abs({image}/x - 1) - 1/10^9"),
            Shown("f takes your z to another number than x", when=f"abs(y{place} - z)"),
            Shown(f"{last.said} of your first number is {{}}, which is not x", (last.at("y1"),)),
        ),
        lead=f"({', '.join(found)}) = ",
    )


def log_dets_ask(parts: tuple[str, ...], rule: str, slips: tuple[Slip, ...]) -> Ask:
    """log |f'| of each layer."""
    names = ", ".join(f"d_{{{n}}}" for n in range(1, len(parts) + 1))
    return Ask(
        "log-dets",
        AnswerKind.VECTOR,
        rf"What is $\log |f'|$ of each layer, at the layer's own input? Type $({names})$, layer 1"
        " first.",
        "Which number goes into each layer?",
        "The slope of layer 1 is the factor of $z$ everywhere: take the logarithm of its absolute"
        f" value; {rule}.",
        parts,
        lines=parts,
        slips=(
            *slips,
            Slip(wrong.LOG_OF_INVERSE, parts=tuple(f"-{part}" for part in parts)),
            Slip(layers.EXCHANGED, parts=parts[::-1], is_common=False),
        ),
        evidence=tuple(
            Shown(
                f"with it layer {n} would stretch lengths by {{}} at its input, and it does not",
                (f"exp(y{n})",),
                f"abs(y{n} - {part}) - 1/10^9",
            )
            for n, part in enumerate(parts, 1)
        ),
        lead=f"({', '.join(f'd{n}' for n in range(1, len(parts) + 1))}) = ",
    )


def total_ask(parts: tuple[str, ...]) -> Ask:
    """log |det J_f| of all the layers."""
    added = " + ".join(f"exp({part})" for part in parts)
    by = (("exp(y1)",), "lengths by {} around z")
    return Ask(
        "log-abs-det",
        AnswerKind.NUMBER,
        r"What is $\log |\det J_f|$ at $z$, for all the layers together?",
        "Determinants of layers are multiplied. What does that make of their logarithms?",
        r"$\log |\det J_f|$ is the sum of the log-determinants of the layers.",
        ("volume",),
        lines=("volume",),
        slips=(
            Slip(layers.LOGS_MULTIPLIED, {"volume": "*".join(parts)}),
            Slip(layers.LAST_ONLY, {"volume": parts[-1]}),
            Slip(layers.FIRST_ONLY, {"volume": parts[0]}, is_common=False),
            Slip(layers.DETS_ADDED, {"volume": f"log({added})"}),
            Slip(wrong.LOG_OF_INVERSE, parts=("-volume",)),
            Slip(wrong.NO_LOG, parts=("exp(volume)",), is_common=False),
        ),
        evidence=(
            Shown(f"with it f would stretch {by[1]}, which is too much", by[0], "y1 - volume"),
            Shown(f"with it f would stretch {by[1]}, which is too little", by[0], "volume - y1"),
            Shown("with it f would stretch lengths too much", when="y1 - volume"),
            Shown("with it f would stretch lengths too little", when="volume - y1"),
        ),
        lead="log|det J_f| = ",
    )
