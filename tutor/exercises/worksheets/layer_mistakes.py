"""The wrong rules that learners use for layers, by name, and what to say of each."""

from tutor.exercises.mistakes import Rule

# Layers one after another
FORWARD_ORDER = Rule(
    "inverse in the forward order",
    "the layer that came last is undone first, as shoes come off before socks",
    "undo-layers",
)
EVERY_LAYER_AT_Z = Rule(
    "every layer taken at z",
    "each layer's Jacobian is taken at its own input, not at the base point",
    "chain-rule-points",
)
AT_OUTPUT = Rule(
    "layer taken at its output",
    "a layer's Jacobian is taken at its input, not at its output",
    "chain-rule-points",
)
LOGS_MULTIPLIED = Rule(
    "logarithms multiplied",
    "the determinants are multiplied, so their logarithms are added",
    "log-det-sum",
)
DETS_ADDED = Rule(
    "composition: determinants added",
    "the determinants of layers are multiplied: add their logarithms",
    "log-det-sum",
)
LAST_ONLY = Rule(
    "only the last layer",
    "every layer changes volumes: add all the log-determinants",
    "log-det-sum",
)
FIRST_ONLY = Rule(
    "only the first layer",
    "every layer changes volumes: add all the log-determinants",
    "log-det-sum",
)
NOT_BACK_TO_Z = Rule(
    "only the last layer undone", "p_Z is taken at z, so undo the first layer too", "undo-layers"
)
LEAKY_FORGOTTEN = Rule(
    "leaky slope forgotten", "left of 0 a leaky layer has a smaller slope, not 1", "leaky-log-det"
)
LEAKY_OTHER_SIDE = Rule(
    "slope of the other side",
    "the slope is 1 for a positive input, and smaller for a negative one",
    "leaky-log-det",
)
LEAKY_NOT_UNDONE = Rule(
    "multiplied by k again",
    "the layer multiplies by its slope there; its inverse divides by it",
    "undo-layers",
)
EXP_FOR_LOG = Rule("exp for log", "the inverse of exp is log", "log-normal")
TANH_AGAIN = Rule(
    "tanh applied again",
    "the inverse of tanh is half the logarithm of (1 + x)/(1 − x)",
    "undo-layers",
)
TANH_FORGOTTEN = Rule(
    "tanh left out of its derivative",
    "the derivative of tanh at y is 1 − tanh²(y), not 1 − y²",
    "tanh-log-det",
)
EXCHANGED = Rule("layers exchanged", "layer 1 is the one that is applied to z", "chain-rule-points")

# Slips in the inverse of a layer az + b
ONLY_DIVIDED = Rule(
    "only the output divided",
    "subtract the shift first, then divide everything by the slope",
    "undo-layers",
)
SHIFT_ADDED = Rule(
    "shift added", "the layer adds the shift, so its inverse subtracts it", "undo-layers"
)
TIMES_SLOPE = Rule(
    "multiplied by the slope again",
    "the layer multiplies by the slope; its inverse divides by it",
    "undo-layers",
)

# Coupling layers
WRONG_HALF = Rule(
    "mask on the wrong half", "the coordinate that x and z share is the kept one", "affine-coupling"
)
FROM_MOVED = Rule(
    "rule read from the moved half",
    "shift and scale depend on the kept coordinate only",
    "affine-coupling",
)
SHIFT_SUBTRACTED = Rule(
    "shift subtracted", "on the way from z to x the shift is added", "affine-coupling"
)
APPLIED_AGAIN = Rule(
    "layer applied again",
    "on the way back the layer is undone: subtract the shift, then divide",
    "coupling-inverse",
)
SQUARE_FORGOTTEN = Rule(
    "square forgotten", "the shift holds the square of the kept coordinate", "affine-coupling"
)
TRANSPOSED = Rule(
    "rows and columns exchanged",
    "row i holds the derivatives of coordinate i of x",
    "coupling-jacobian",
)
OFF_DIAGONAL_FORGOTTEN = Rule(
    "entry beside the diagonal forgotten",
    "the kept coordinate moves the other one, too",
    "coupling-jacobian",
)
POWER_RULE = Rule(
    "2 of the derivative forgotten", "the derivative of z² is 2z", "coupling-jacobian"
)
OF_INVERSE = Rule(
    "Jacobian of the inverse",
    "the question is about the forward map, from z to x",
    "coupling-jacobian",
)
DIAGONAL_SUM = Rule(
    "diagonal added",
    "the determinant of a triangular matrix is the product of its diagonal",
    "triangular-shape",
)
OFF_DIAGONAL_IN = Rule(
    "entries beside the diagonal taken in",
    "only the diagonal of a triangular matrix enters its determinant",
    "triangular-shape",
)
S_FOR_EXP = Rule("s for exp(s)", "the scale is exp(s), not s", "affine-coupling")
S_FOR_POWER = Rule("s for 2^s", "the scale is 2^s, not s", "affine-coupling")
DERIVATIVE_OF_POWER = Rule(
    "log 2 of the derivative forgotten",
    "the derivative of 2^s by s is 2^s log 2",
    "coupling-jacobian",
)
SHIFT_FIRST = Rule(
    "shifted before scaled", "the layer scales first, then adds the shift", "affine-coupling"
)
TIMES_SCALE = Rule(
    "multiplied by the scale again", "on the way back, divide by the scale", "coupling-inverse"
)
LOG_OF_S = Rule("log s for s", "the scale is exp(s), and its logarithm is s", "coupling-log-det")
SAME_HALF = Rule(
    "both layers keep the same half", "then the kept half would never be moved", "exchange-parts"
)
ONE_LAYER_APPLIED = Rule(
    "second layer left out", "x comes out of the second layer, not the first", "exchange-parts"
)
ONE_LAYER_UNDONE = Rule(
    "first layer not undone", "y is not z: undo the first layer, too", "undo-layers"
)
S_AT_OUTPUT = Rule(
    "first layer read at x", "the first layer reads y, before the second layer", "undo-layers"
)
NOT_DIVIDED_2 = Rule(
    "only the shift undone", "the layer also scales: multiply by 2^(−s)", "coupling-inverse"
)
S_NEGATED = Rule(
    "−s for s", "the layer multiplies by exp(s), and its inverse by exp(−s)", "affine-coupling"
)
UNDONE_IN_ORDER = Rule(
    "scale undone before the shift",
    "the shift came last, so subtract it first, then undo the scale",
    "coupling-inverse",
)
NOT_DIVIDED = Rule(
    "only the shift undone", "the layer also scales: multiply by exp(−s)", "coupling-inverse"
)
SCALE_LEFT_OUT = Rule(
    "derivative of the scale forgotten",
    "s depends on the kept coordinate, too",
    "coupling-jacobian",
)
SHIFT_LEFT_OUT = Rule(
    "derivative of the shift forgotten",
    "t depends on the kept coordinate, too",
    "coupling-jacobian",
)
LOG_LIKELIHOOD = Rule("log-likelihood", "the negative log-likelihood is −log p_X(x)", "nll")
KEPT_FORGOTTEN = Rule(
    "kept coordinate left out",
    "the kept coordinates belong to z and have a density, too",
    "gaussian-constant",
)
S_AT_OUTPUT_OF_FIRST = Rule(
    "second layer read at z",
    "the second layer works on y, the output of the first",
    "chain-rule-points",
)
ONE_LAYER = Rule(
    "one layer only", "both layers change volumes: add their log-determinants", "log-det-sum"
)
LOG_2_FORGOTTEN = Rule(
    "log 2 forgotten", "the scale is 2^s, and its logarithm is s log 2", "coupling-log-det"
)
OWN_COORDINATE = Rule(
    "the two derivatives exchanged",
    "the derivative of a product by one factor is the other factor",
    "coupling-jacobian",
)

# Triangular maps
TRACE = Rule(
    "diagonal added",
    "the determinant is the product of the diagonal, not its sum",
    "triangular-shape",
)
BACK_SUBSTITUTION = Rule(
    "back for forward substitution",
    "a lower triangular matrix is solved from its first row down",
    "triangular-solve",
)
DIAGONAL_ONLY = Rule(
    "entries beside the diagonal left out",
    "subtract what the coordinates before contribute",
    "triangular-solve",
)
X_FOR_Z = Rule(
    "x put in for z", "the entries beside the diagonal multiply z, not x", "triangular-solve"
)
POWERS = Rule(
    "exponents compared", "3 is the exponent; the numbers are d³ and d", "layer-constraints"
)
NOT_COMPARED = Rule("not divided by d", "that is d³ itself; compare it with d", "layer-constraints")
ONE_POWER = Rule("one power only", "d³ is d times d²", "layer-constraints")

# Autoregressive layers
MAF_AND_IAF = Rule(
    "MAF and IAF exchanged",
    "a MAF computes its scales and shifts from the x before, an IAF from the z before",
    "maf-iaf",
)
FROM_Z = Rule(
    "parameters from z for x",
    "in a MAF scale and shift are computed from the x before, not z",
    "maf-iaf",
)
FROM_X = Rule(
    "parameters from x for z",
    "in an IAF scale and shift are computed from the z before, not x",
    "maf-iaf",
)
LAST_SCALE = Rule(
    "only the last scale",
    "every coordinate is scaled: the log-determinant is a sum over all",
    "autoregressive-log-det",
)
PASSES_EXCHANGED = Rule(
    "passes exchanged",
    "a direction takes one pass if what its scales and shifts are computed from is known at once",
    "maf-evaluates",
)
ALL_PASSES = Rule(
    "d passes both ways",
    "in one of the two directions all that is needed is known at once",
    "maf-evaluates",
)
ONE_PASS = Rule(
    "one pass both ways",
    "in one of the two directions each coordinate needs those before it",
    "iaf-evaluates",
)
