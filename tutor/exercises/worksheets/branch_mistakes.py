"""The wrong rules that learners use for maps that take two points to one, by name."""

from tutor.exercises.mistakes import Rule

# Which points are carried to x
ONE_ROOT = Rule(
    "one root only",
    "the square of the negative root is x, too, and it is in the support",
    "square",
)
ROOT_OUTSIDE = Rule(
    "a root outside the support counted",
    "Z is never there: that root brings nothing",
    "square-pieces",
)
OTHER_ROOT = Rule(
    "the root outside the support",
    "Z is never there: the other root is in the support",
    "square-pieces",
)
SQUARED = Rule("f applied again", "f takes z to z²; the question is about roots of x", "square")
HALVED = Rule("half of x", "the root of x is asked, not its half", "square")

# The support
ENDS = Rule(
    "f applied to the ends only",
    "0 lies between the ends, and its square is less",
    "image-of-support",
)
BASE_KEPT = Rule("support of Z kept", "X has other values than Z: squares", "image-of-support")
NEGATIVE_SQUARE = Rule(
    "square of a negative number negative",
    "a square is never negative",
    "image-of-support",
)
POSITIVE_HALF = Rule(
    "negative half left out",
    "the squares of the negative z are values of X, too",
    "image-of-support",
)
UNBOUNDED = Rule(
    "support forgotten",
    "X has only the squares of values that Z can have",
    "image-of-support",
)
ALL_NUMBERS = Rule("support forgotten", "squares are never negative", "image-of-support")

# The density
ONE_BRANCH = Rule(
    "one branch only",
    "both roots are in the support there: add what each brings",
    "many-to-one",
)
TWO_BRANCHES = Rule(
    "a branch outside the support counted",
    "there only one root is in the support",
    "preimage-outside",
)
FIRST_TWICE = Rule(
    "one branch taken twice",
    "the two roots are not equally dense: take each by itself",
    "square",
)
CANCELLED = Rule(
    "missing absolute value",
    "the slope is negative at one root: its absolute value counts",
    "check-missing-absolute-value",
)
MULTIPLIED = Rule(
    "multiply instead of divide",
    "divide by |f'(z)|: where f is steep, mass is spread out",
    "many-to-one",
)
UNSCALED = Rule("no scaling at all", "divide what each root brings by |f'(z)|", "many-to-one")
SLOPE_AT_X = Rule(
    "Jacobian taken at x",
    "the slope 2z is taken at the roots of x, not at x",
    "square",
)
FACTOR_SQUARED = Rule("factor squared", "the factor |f'(z)| enters once", "many-to-one")
AT_X = Rule("argument not inverted", "p_Z is taken at the roots of x, not at x", "square")
CONTINUED = Rule(
    "density where X has none",
    "X is a square: no mass lies on negative x",
    "image-of-support",
)

# The mass
BOTH_COUNTED = Rule(
    "a branch outside the support counted",
    "only one of the two roots is in the support there",
    "square-pieces",
)
OTHER_PIECE = Rule("mass of the other piece", "this lies where both roots count", "square-pieces")
AS_IF_FLAT = Rule(
    "density taken as constant",
    "the density varies: the mass is its integral, not a length",
    "square",
)
HALF_INTEGRAL = Rule("2 of the integral forgotten", "the integral of 1/√x is 2√x", "square")
ONE_SIDE = Rule("one branch only", "both roots bring mass, together all that Z has", "many-to-one")
BOTH_WHOLE = Rule(
    "each branch counted whole",
    "each root brings only what Z has on its side of 0",
    "many-to-one",
)
BOTH_CANCEL = Rule(
    "missing absolute value",
    "each root brings mass, whatever the sign of the slope there: nothing cancels",
    "check-missing-absolute-value",
)
