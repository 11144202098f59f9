"""Normalizing flows on numpy arrays: base distributions, transforms, the change of variables."""

from tutor.flows.abs_map import Abs
from tutor.flows.affine_map import Affine
from tutor.flows.autoregressive import Autoregressive
from tutor.flows.beta_distribution import Beta
from tutor.flows.cauchy_distribution import Cauchy
from tutor.flows.change_of_variables import Flow
from tutor.flows.coupling import Coupling
from tutor.flows.distribution import Base
from tutor.flows.domains import (
    NONNEGATIVE,
    POSITIVE,
    REAL,
    REAL_VECTOR,
    UNIT,
    Box,
    Image,
    Interval,
    Support,
)
from tutor.flows.exp_map import Exp
from tutor.flows.exponential_distribution import Exponential
from tutor.flows.independent import Independent
from tutor.flows.laplace_distribution import Laplace
from tutor.flows.leaky_relu_map import LeakyReLU
from tutor.flows.linear_map import Linear
from tutor.flows.log_map import Log
from tutor.flows.logistic_distribution import Logistic
from tutor.flows.logit_map import Logit
from tutor.flows.maps import Compose, Inverse, Transform
from tutor.flows.normal_distribution import Normal
from tutor.flows.permutation_map import Permutation
from tutor.flows.power_map import Power
from tutor.flows.shift_map import Shift
from tutor.flows.sigmoid_map import Sigmoid
from tutor.flows.square_map import Square
from tutor.flows.tanh_map import Tanh
from tutor.flows.triangular_distribution import Triangular
from tutor.flows.triangular_map import TriangularMap
from tutor.flows.truncated import Truncated
from tutor.flows.uniform_distribution import Uniform

__all__ = [
    "NONNEGATIVE",
    "POSITIVE",
    "REAL",
    "REAL_VECTOR",
    "UNIT",
    "Abs",
    "Affine",
    "Autoregressive",
    "Base",
    "Beta",
    "Box",
    "Cauchy",
    "Compose",
    "Coupling",
    "Exp",
    "Exponential",
    "Flow",
    "Image",
    "Independent",
    "Interval",
    "Inverse",
    "Laplace",
    "LeakyReLU",
    "Linear",
    "Log",
    "Logistic",
    "Logit",
    "Normal",
    "Permutation",
    "Power",
    "Shift",
    "Sigmoid",
    "Square",
    "Support",
    "Tanh",
    "Transform",
    "Triangular",
    "TriangularMap",
    "Truncated",
    "Uniform",
]
