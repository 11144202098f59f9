"""The wrong rules that learners use when they fit a flow, by name, and what to say of each."""

from tutor.exercises.mistakes import Rule

F_APPLIED = Rule("f applied to the data", "data are sent back: z = f⁻¹(x) = (x − b)/a")
NOT_DIVIDED = Rule("only the shift undone", "after subtracting b, divide by a")
NOT_SHIFTED = Rule("shift forgotten", "subtract b before dividing by a")
SUM = Rule("sum for the mean", "the mean is the sum divided by the number of points")
LIKELIHOOD = Rule("log-likelihood", "the NLL is minus the logarithm of the density")
NATS = Rule("nats for bits", "one bit is log 2 nats: divide by log 2")
TIMES_LOG_2 = Rule("multiplied by log 2", "one bit is log 2 nats: divide by log 2")
SLOPE_SIGN = Rule("sign of the slope", "log |a| rises with a, and the squares fall")
LOG_ONLY = Rule("squares forgotten in the slope", "z depends on a, too")
SQUARES_ONLY = Rule("log |a| forgotten in the slope", "the term log |a| has the derivative 1/a")
SUM_OF_DATA = Rule("sum for the mean", "divide the sum by the number of points")
KEPT_B = Rule("b left as it is", "the present b is not the best one")
VARIANCE = Rule("variance taken for the standard deviation", "|a| is the root of the variance")
OF_A_SAMPLE = Rule(
    "divided by n − 1", "the NLL is a mean over all n points, so the variance divides by n"
)
NOT_CENTRED = Rule("mean not subtracted", "the distances to the best b count, not to 0")
OLD_SHIFT = Rule("distances to the old b", "the distances to the best b count")
SQUARES_FORGOTTEN = Rule("squares left out", "half of the mean of z² belongs to the NLL")
LOG_OF_VARIANCE = Rule("log of the variance", "it is log |a|, and |a| is a standard deviation")
