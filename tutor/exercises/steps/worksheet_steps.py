"""The steps of worksheets, by name: the questions themselves stand in the worksheets."""

from tutor.exercises.steps.step import DENSITY, DET, JACOBIAN, SUPPORT
from tutor.exercises.steps.worksheet_step import WorksheetStep

_LOG_DET = rf"(?:log|ln)\(?\|{DET}\|\)?"
_AT = r"\((?:{}|\(?[-+\d./,]+\)?)\)"  # (z), (3,1) or ((3,1))
_LOG_DENSITY = rf"(?:log|ln)(?:{DENSITY}|\({DENSITY}\))"

WORKSHEET_STEPS = (  # in the order in which they are best asked
    WorksheetStep("preimages", "the points in the support that f takes to x, as a set", "z"),
    WorksheetStep("support", "where X can lie", SUPPORT, any_brackets=True),
    WorksheetStep("density", "p_X on the first piece, as a function of x", DENSITY),
    WorksheetStep("density-beyond", "p_X beyond that piece, as a function of x", DENSITY),
    WorksheetStep("mass", "how much mass X has on a piece", r"(?:total)?mass"),
    WorksheetStep(
        "undo-order",
        "in which order the layers are undone, as a point: (3, 2, 1)",
        "order",
        is_choice=True,
    ),
    WorksheetStep(
        "points-between",
        "the points between the layers and z, on the way back from x",
        r"\(y(?:_?\d)?(?:,y_?\d)?,z\)",
    ),
    WorksheetStep(
        "log-dets", "log \\|det J\\| of each layer, each at its own input", r"\(d_?1(?:,d_?\d)+\)"
    ),
    WorksheetStep(
        "maf-or-iaf",
        "whether an autoregressive layer is a MAF, 1, or an IAF, 2",
        "kind",
        is_choice=True,
    ),
    WorksheetStep("kept", "which coordinates a coupling layer keeps", "kept", is_choice=True),
    WorksheetStep("image", "f(z) at a point", rf"f{_AT.format('z')}|x|\(x_?1(?:,x_?\d)+\)"),
    WorksheetStep(
        "preimage", "f⁻¹(x) at a point", rf"f\^-1(?:{_AT.format('x')})?|z|\(z_?1(?:,z_?\d)+\)"
    ),
    WorksheetStep("jacobian", "the Jacobian matrix at a point", JACOBIAN),
    WorksheetStep(
        "determinant", "the determinant of a triangular matrix", rf"{DET}|detL|det\(L\)|\|L\|"
    ),
    WorksheetStep("log-abs-det", "log \\|det J_f\\|", _LOG_DET, is_logarithm=True),
    WorksheetStep("log-density-at", "log p_X at a point", _LOG_DENSITY, is_logarithm=True),
    WorksheetStep("base-points", "the base points of all data points", r"\(z_?1(?:,z_?\d)+\)|z"),
    WorksheetStep(
        "nll",
        "the negative log-likelihood of a point, or its mean over the data",
        "(?:mean)?(?:NLL|nll)|loss",
    ),
    WorksheetStep(
        "nll-slope", "the derivative of the mean NLL with respect to a", r"dNLL/da|slope"
    ),
    WorksheetStep("best-shift", "the best b", "b"),
    WorksheetStep("best-scale", "the best \\|a\\|", r"\|a\||a"),
    WorksheetStep("best-nll", "the mean NLL with the best a and b", "(?:mean)?(?:NLL|nll)|loss"),
    WorksheetStep("order", "what can be computed only after what, in words"),
    WorksheetStep(
        "passes", "how many passes sampling needs, and how many evaluating, as a point", "passes"
    ),
    WorksheetStep("volume", "whether the layer can change volumes, in words"),
    WorksheetStep("invertible", "whether f is invertible, in words"),
    WorksheetStep("cost", "how many times more d³ operations are than d", "ratio"),
    WorksheetStep("negative-nll", "whether an NLL can be negative, in words"),
)
