"""Normalizing flows on numpy arrays: base distributions, transforms, the change of variables."""

from tutor.flows.affine_map import Affine
from tutor.flows.change_of_variables import Flow
from tutor.flows.distribution import Base
from tutor.flows.domains import POSITIVE, REAL, REAL_VECTOR, Box, Image, Interval, Support
from tutor.flows.exp_map import Exp
from tutor.flows.independent import Independent
from tutor.flows.linear_map import Linear
from tutor.flows.maps import Compose, Inverse, Transform
from tutor.flows.normal_distribution import Normal
from tutor.flows.uniform_distribution import Uniform

__all__ = [
    "POSITIVE",
    "REAL",
    "REAL_VECTOR",
    "Affine",
    "Base",
    "Box",
    "Compose",
    "Exp",
    "Flow",
    "Image",
    "Independent",
    "Interval",
    "Inverse",
    "Linear",
    "Normal",
    "Support",
    "Transform",
    "Uniform",
]
