"""The use cases: what a learner can do, in the terms that all front ends share."""

from tutor.study.review import Asked
from tutor.study.study import Study

__all__ = ["Asked", "Study"]
