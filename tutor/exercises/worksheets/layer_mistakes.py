"""The wrong rules that learners use for layers, by name, and what to say of each."""

from tutor.exercises.mistakes import Rule

# Layers one after another
FORWARD_ORDER = Rule(
    "inverse in the forward order", "the layer that came last is undone first, as with clothes"
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
