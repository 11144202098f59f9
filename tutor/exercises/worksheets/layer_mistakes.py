"""The wrong rules that learners use for layers, by name, and what to say of each."""

from tutor.exercises.mistakes import Rule

# Layers one after another
FORWARD_ORDER = Rule(
    "inverse in the forward order",
    "the layer that came last is undone first, as shoes come off before socks",
)
EVERY_LAYER_AT_Z = Rule(
    "every layer taken at z",
    "each layer's Jacobian is taken at its own input, not at the base point",
)
AT_OUTPUT = Rule(
    "layer taken at its output", "a layer's Jacobian is taken at its input, not at its output"
)
LOGS_MULTIPLIED = Rule(
    "logarithms multiplied", "the determinants are multiplied, so their logarithms are added"
)
DETS_ADDED = Rule(
    "composition: determinants added",
    "the determinants of layers are multiplied: add their logarithms",
)
LAST_ONLY = Rule("only the last layer", "every layer changes volumes: add all the log-determinants")
FIRST_ONLY = Rule(
    "only the first layer", "every layer changes volumes: add all the log-determinants"
)
NOT_BACK_TO_Z = Rule("only the last layer undone", "p_Z is taken at z, so undo the first layer too")
LEAKY_FORGOTTEN = Rule("leaky slope forgotten", "left of 0 a leaky layer has the slope k, not 1")
LEAKY_OTHER_SIDE = Rule(
    "slope of the other side", "the slope is k for a negative input, and 1 for a positive one"
)
LEAKY_NOT_UNDONE = Rule(
    "multiplied by k again", "the layer multiplies by k; its inverse divides by k"
)
EXP_FOR_LOG = Rule("exp for log", "the inverse of exp is log")
EXCHANGED = Rule("layers exchanged", "layer 1 is the one that is applied to z")

# Slips in the inverse of a layer az + b
ONLY_DIVIDED = Rule(
    "only the output divided", "subtract the shift first, then divide everything by the slope"
)
SHIFT_ADDED = Rule("shift added", "the layer adds the shift, so its inverse subtracts it")
TIMES_SLOPE = Rule(
    "multiplied by the slope again", "the layer multiplies by the slope; its inverse divides by it"
)

# Coupling layers
WRONG_HALF = Rule("mask on the wrong half", "the coordinate that x and z share is the kept one")
FROM_MOVED = Rule(
    "rule read from the moved half", "shift and scale depend on the kept coordinate only"
)
SHIFT_SUBTRACTED = Rule("shift subtracted", "on the way from z to x the shift is added")
APPLIED_AGAIN = Rule(
    "layer applied again", "on the way back the layer is undone: subtract the shift, then divide"
)
SQUARE_FORGOTTEN = Rule("square forgotten", "the shift holds the square of the kept coordinate")
TRANSPOSED = Rule("rows and columns exchanged", "row i holds the derivatives of coordinate i of x")
OFF_DIAGONAL_FORGOTTEN = Rule(
    "entry beside the diagonal forgotten", "the kept coordinate moves the other one, too"
)
POWER_RULE = Rule("2 of the derivative forgotten", "the derivative of z² is 2z")
OF_INVERSE = Rule("Jacobian of the inverse", "the question is about the forward map, from z to x")
DIAGONAL_SUM = Rule(
    "diagonal added", "the determinant of a triangular matrix is the product of its diagonal"
)
OFF_DIAGONAL_IN = Rule(
    "entries beside the diagonal taken in",
    "only the diagonal of a triangular matrix enters its determinant",
)
S_FOR_EXP = Rule("s for exp(s)", "the scale is exp(s), not s")
S_FOR_POWER = Rule("s for 2^s", "the scale is 2^s, not s")
DERIVATIVE_OF_POWER = Rule(
    "log 2 of the derivative forgotten", "the derivative of 2^s by s is 2^s log 2"
)
SHIFT_FIRST = Rule("shifted before scaled", "the layer scales first, then adds the shift")
TIMES_SCALE = Rule("multiplied by the scale again", "on the way back, divide by the scale")
LOG_OF_S = Rule("log s for s", "the scale is exp(s), and its logarithm is s")
SAME_HALF = Rule("both layers keep the same half", "then the kept half would never be moved")
ONE_LAYER_APPLIED = Rule("second layer left out", "x comes out of the second layer, not the first")
ONE_LAYER_UNDONE = Rule("first layer not undone", "y is not z: undo the first layer, too")
S_AT_OUTPUT = Rule("first layer read at x", "the first layer reads y, before the second layer")
NOT_DIVIDED_2 = Rule("only the shift undone", "the layer also scales: multiply by 2^(−s)")
S_NEGATED = Rule("−s for s", "the layer multiplies by exp(s), and its inverse by exp(−s)")
UNDONE_IN_ORDER = Rule(
    "scale undone before the shift",
    "the shift came last, so subtract it first, then undo the scale",
)
NOT_DIVIDED = Rule("only the shift undone", "the layer also scales: multiply by exp(−s)")
SCALE_LEFT_OUT = Rule("derivative of the scale forgotten", "s depends on the kept coordinate, too")
SHIFT_LEFT_OUT = Rule("derivative of the shift forgotten", "t depends on the kept coordinate, too")
LOG_LIKELIHOOD = Rule("log-likelihood", "the negative log-likelihood is −log p_X(x)")
KEPT_FORGOTTEN = Rule(
    "kept coordinate left out", "the kept coordinates belong to z and have a density, too"
)
S_AT_OUTPUT_OF_FIRST = Rule(
    "second layer read at z", "the second layer works on y, the output of the first"
)
ONE_LAYER = Rule("one layer only", "both layers change volumes: add their log-determinants")
LOG_2_FORGOTTEN = Rule("log 2 forgotten", "the scale is 2^s, and its logarithm is s log 2")
OWN_COORDINATE = Rule(
    "the two derivatives exchanged", "the derivative of a product by one factor is the other factor"
)

# Triangular maps
TRACE = Rule("diagonal added", "the determinant is the product of the diagonal, not its sum")
BACK_SUBSTITUTION = Rule(
    "back for forward substitution", "a lower triangular matrix is solved from its first row down"
)
DIAGONAL_ONLY = Rule(
    "entries beside the diagonal left out", "subtract what the coordinates before contribute"
)
X_FOR_Z = Rule("x put in for z", "the entries beside the diagonal multiply z, not x")
POWERS = Rule("exponents compared", "3 is the exponent; the numbers are d³ and d")
NOT_COMPARED = Rule("not divided by d", "that is d³ itself; compare it with d")
ONE_POWER = Rule("one power only", "d³ is d times d²")
