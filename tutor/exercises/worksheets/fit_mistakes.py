"""The wrong rules that learners use when they fit a flow, by name, and what to say of each."""

from tutor.exercises.mistakes import Rule

F_APPLIED = Rule(
    "f applied to the data", "data are sent back: z = f⁻¹(x) = (x − b)/a", "affine-nll"
)
NOT_DIVIDED = Rule("only the shift undone", "after subtracting b, divide by a", "affine-nll")
NOT_SHIFTED = Rule("shift forgotten", "subtract b before dividing by a", "affine-nll")
SUM = Rule("sum for the mean", "the mean is the sum divided by the number of points", "affine-nll")
LIKELIHOOD = Rule("log-likelihood", "the NLL is minus the logarithm of the density", "nll")
NATS = Rule("nats for bits", "one bit is log 2 nats: divide by log 2", "bits-per-dimension")
TIMES_LOG_2 = Rule(
    "multiplied by log 2", "one bit is log 2 nats: divide by log 2", "bits-per-dimension"
)
SLOPE_SIGN = Rule(
    "sign of the slope", "log |a| has the derivative 1/a, and z²/2 has −z²/a", "nll-slope"
)
LOG_ONLY = Rule("squares forgotten in the slope", "z depends on a, too", "nll-slope")
SQUARES_ONLY = Rule(
    "log |a| forgotten in the slope", "the term log |a| has the derivative 1/a", "nll-slope"
)
SUM_OF_DATA = Rule("sum for the mean", "divide the sum by the number of points", "best-affine")
KEPT_B = Rule("b left as it is", "the present b is not the best one", "best-affine")
VARIANCE = Rule(
    "variance taken for the standard deviation", "|a| is the root of the variance", "best-affine"
)
OF_A_SAMPLE = Rule(
    "divided by n − 1",
    "the NLL is a mean over all n points, so the variance divides by n",
    "best-affine",
)
NOT_CENTRED = Rule(
    "mean not subtracted", "the distances to the best b count, not to 0", "best-affine"
)
OLD_SHIFT = Rule("distances to the old b", "the distances to the best b count", "best-affine")
SQUARES_FORGOTTEN = Rule(
    "squares left out", "half of the mean of z² belongs to the NLL", "best-affine-nll"
)
LOG_OF_VARIANCE = Rule(
    "log of the variance", "it is log |a|, and |a| is a standard deviation", "best-affine-nll"
)
