"""What may be written to the left of each step's answer: `p_X(x) =`, `det A =`, `x in`."""

from collections.abc import Mapping
from types import MappingProxyType

_DENSITY = r"p(?:_?[Xx])?(?:\([^()]*(?:\([^()]*\))?\))?"
_JACOBIAN = r"J(?:_?f)?(?:\(z\))?"
_DET = rf"det(?:A|{_JACOBIAN}|\((?:A|{_JACOBIAN})\))"

# By the step's name; spaces and braces are dropped before.
LEFT_HAND_SIDES: Mapping[str, str] = MappingProxyType(
    {
        "inverse": r"(?:f\^-1|g)(?:\(x\))?|z|A\^-1|M",
        "support": r"[xX]|supp(?:ort)?(?:\(?p_X\)?)?",
        "derivative": rf"d[fx]/dz|d/dzf(?:\(z\))?|f'(?:\(z\))?|{_JACOBIAN}",
        "density": _DENSITY,
        "total-mass": r"(?:total)?mass|∫.*",
        "determinant": rf"{_DET}|\|A\|",
        "corners": r"corners",
        "area": rf"area|\|{_DET}\|",
        "log-abs-det": rf"(?:log|ln)\(?\|{_DET}\|\)?",
        "density-at": _DENSITY,
        "log-density-at": rf"(?:log|ln)(?:{_DENSITY}|\({_DENSITY}\))",
    }
)
ANY_STEP = "|".join(LEFT_HAND_SIDES.values())
