"""The wrong rules learners use, by name, and what to say of each."""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from tutor.exercises.amount import Amount
from tutor.exercises.question import Mistake


class Rule(NamedTuple):
    """A wrong rule: its name, why it is wrong, and the card that explains it, by its id."""

    name: str
    why: str
    card: str = ""

    def explained_by(self, card: str) -> "Rule":
        """The same rule, where another card explains it better."""
        return self._replace(card=card)

    def because(self, why: str) -> "Rule":
        """The same rule, where the task has other letters."""
        return self._replace(why=why)

    def gives(self, answer: str, *approx: float) -> Mistake:
        """The mistake of answering this."""
        known = tuple(math.nan if value != value else value for value in approx)  # one nan for all
        return Mistake(self.name, answer, self.why, known, self.card)


MULTIPLIED = Rule(
    "multiply instead of divide",
    "where f stretches, the same mass covers more length or area, so divide by |det J_f|",
    "why-divide",
)
UNSCALED = Rule(
    "no scaling at all",
    "f changes lengths or areas, so the density changes too: divide by |det J_f|",
    "why-divide",
)
SIGNED = Rule(
    "missing absolute value",
    "the factor is |det J_f|: densities, lengths and areas are never negative",
    "formula",
)
TWICE = Rule(
    "Jacobian of the inverse, then divided again",
    "the Jacobian of the inverse is already 1/det J_f: multiply by it, or divide by det J_f",
    "inverse-form",
)
NOT_INVERTED = Rule(
    "argument not inverted",
    "the base distribution applies to z = f⁻¹(x), not to x itself",
    "formula",
)
NO_SUPPORT = Rule(
    "support forgotten",
    "x can only be where f sends the base's support; elsewhere the density is 0",
    "image-of-support",
)
WRONG_ENDS = Rule(
    "wrong ends of the support",
    "the support is the image of the base's support: apply f to all of it",
    "image-of-support",
)
BOX = Rule(
    WRONG_ENDS.name,
    "that is a box around the image, which fills only a part of it",
    "image-of-support",
)
NOT_SWAPPED = Rule(
    "ends not swapped for a negative slope",
    "a negative slope reverses the interval, so the image of its upper end comes first",
    "image-of-support",
)
AD_PLUS_BC = Rule(
    "det = ad + bc", "the product of the other diagonal is subtracted", "parallelogram"
)
TRACE = Rule(
    "trace instead of determinant", "the trace is the sum of the diagonal", "parallelogram"
)
OTHER_SIGN = Rule(
    "products subtracted the wrong way round",
    "the product of the main diagonal comes first",
    "parallelogram",
)
SIDES = Rule(
    "area = product of the side lengths",
    "their product is the area of a rectangle; these sides are not at right angles",
    "parallelogram",
)
AREA_KEPT = Rule(
    UNSCALED.name, "1 is the area of the square itself; f multiplies it by |det A|", "why-divide"
)
AREA_DIVIDED = Rule(
    "Jacobian of the inverse",
    "the inverse divides areas by |det A|; f multiplies them",
    "inverse-log-det",
)
TRANSPOSED = Rule(
    "rows and columns swapped",
    "A sends (1, 0) to its first column, not to its row",
    "parallelogram",
)
INVERSE_TRANSPOSED = Rule(
    TRANSPOSED.name,
    "only the diagonal entries change places: the others stay where they are",
    "inverse-matrix",
)
SQUARED = Rule("factor squared", "the factor |det J_f| enters once", "formula")
LOG_SIGN = Rule(
    "wrong sign of the log-determinant",
    "log p_X = log p_Z − log |det J_f| for the forward map f",
    "nll",
)
LOG_OF_INVERSE = Rule(
    LOG_SIGN.name,
    "this belongs to the map from x to z; the question is about the forward map, from z to x",
    "inverse-log-det",
)
NO_LOG = Rule(
    "logarithm forgotten",
    "the question is about the logarithm of |det J_f|, not the number itself",
    "log-det-sum",
)
NO_LOG_OF_SIZE = Rule(
    NO_LOG.name,
    "log p_X = log p_Z − log |det J_f|: the logarithm of |det J_f| is taken, not the number itself",
    "nll",
)
RECIPROCAL = Rule(
    "Jacobian of the inverse",
    "this belongs to the map from x to z; the question is about the forward map, from z to x",
    "inverse-slope",
)
DROPPED_SIGN = Rule(
    "sign dropped", "the sign is a part of it; the absolute value is taken later", "formula"
)
SHIFT_FOR_SLOPE = Rule(
    "shift taken for the slope",
    "the shift moves every point by the same amount and stretches nothing",
    "location-scale",
)
SHIFT_FORGOTTEN = Rule(
    "shift forgotten",
    "f adds the shift last, so subtract it first on the way back",
    "undo-layers",
)
SCALE_FORGOTTEN = Rule(
    "scale of the base forgotten",
    "a normal density with standard deviation s has the factor 1/s of its own",
    "normal-density",
)
ONE_DIMENSION = Rule(
    "constant of one dimension",
    "each coordinate brings its own 1/√(2π), not only one of them",
    "gaussian-constant",
)

CONSTANT_FORGOTTEN = Rule(
    "constant of the normal density forgotten",
    "in each coordinate the normal density has the factor 1/√(2π)",
    "normal-density",
)
WRONG_ROOT = Rule(
    "another constant for √(2π)", "the root is taken of 2π, of both factors", "normal-density"
)
HALF_FORGOTTEN = Rule(
    "1/2 in the exponent forgotten", "the exponent is −((z − μ)/σ)²/2", "normal-density"
)
EXPONENT_SIGN = Rule(
    "sign of the exponent", "the exponent is negative: far out the density is low", "normal-density"
)
VARIANCE = Rule(
    "variance taken for the standard deviation",
    "z − μ is divided by σ, and the density by σ√(2π)",
    "normal-density",
)
NOT_DIVIDED = Rule(
    "only the shift undone",
    "f also stretches: after subtracting the shift, undo this too",
    "undo-layers",
)
ONE_COORDINATE = Rule(
    "one coordinate only",
    "the coordinates are independent: multiply their densities",
    "gaussian-constant",
)
COMMON_LOG = Rule("common logarithm", "log is the natural logarithm, to the base e", "nll")
NLL = Rule("negative log-likelihood", "the question is about log p_X, not about −log p_X", "nll")
NO_LOG_OF_DENSITY = Rule(
    "logarithm forgotten",
    "the question is about the logarithm of the density, not the density",
    "nll",
)

NOTHING_INVERTED = Rule(
    "nothing inverted",
    "both p_Z and the derivative of f are taken at z = f⁻¹(x), not at x",
    "jacobian-at-z",
)
JACOBIAN_AT_X = Rule(
    "Jacobian taken at x", "take the derivative of f at z = f⁻¹(x), not at x", "jacobian-at-z"
)

# Slips in the inverse
_SLIP = "slip in the inverse: "
ONLY_X_DIVIDED = Rule(
    _SLIP + "only x divided",
    "subtract the shift first, then divide everything by the slope",
    "undo-layers",
)
SHIFT_ADDED = Rule(
    _SLIP + "shift added", "f adds the shift, so its inverse subtracts it", "undo-layers"
)
EXCHANGED = Rule(
    _SLIP + "slope and shift exchanged",
    "subtract the shift, then divide by the slope, the factor of z",
    "undo-layers",
)
ONE_OVER_F = Rule(_SLIP + "one over f", "f⁻¹ undoes f; it is not 1/f", "undo-layers")
F_ITSELF = Rule(_SLIP + "f itself", "this takes z to x; the inverse takes x back to z", "formula")
NO_DIVISION = Rule(_SLIP + "no division by det", "divide every entry by det A", "inverse-matrix")
SIGNS_KEPT = Rule(
    _SLIP + "signs kept", "the two entries off the diagonal change their sign", "inverse-matrix"
)
DIAGONAL_KEPT = Rule(
    _SLIP + "diagonal not exchanged", "the two diagonal entries change places", "inverse-matrix"
)

BRACKETS = Rule(
    "brackets missing", "/ and ^ apply only to what comes directly before and after them"
)

# Slips in a mass
OTHER_SIDE = Rule(
    "mass of the other side",
    "this is the mass above the point, and all of it but this lies below",
    "image-of-support",
)
DENSITY_FOR_MASS = Rule(
    "density taken for the mass",
    "that is the density there; the mass is its integral",
    "why-divide",
)
AS_IF_FLAT = Rule(
    "density taken as constant",
    "the density varies: the mass is its integral, not length times density",
    "why-divide",
)
DIVIDED = Rule(
    "divided by the density",
    "the density is multiplied by the length or area of its support",
    "why-divide",
)


def taken_for_mass(room: str) -> tuple[Rule, Rule]:
    """The room, a length or an area, or the density alone taken for the mass."""
    mass = f"the mass is {room} times density"
    return (
        Rule(f"{room} taken for the mass", f"that is the {room}; {mass}", "why-divide"),
        Rule("density taken for the mass", f"that is the density; {mass}", "why-divide"),
    )


def discriminating(
    right: Amount, wrongs: Iterable[tuple[Rule, Amount | None]]
) -> tuple[Mistake, ...]:
    """The mistakes that do not happen to give the right number."""
    found = (
        rule.gives(wrong.text, float(wrong.value))
        for rule, wrong in wrongs
        if wrong is not None and not _same(right.value, wrong.value)
    )
    return tuple(dict.fromkeys(found))


def _same(a: Fraction | float, b: Fraction | float) -> bool:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a == b
    return math.isclose(float(a), float(b), rel_tol=1e-9)
