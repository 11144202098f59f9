"""The last quantities with a normal base, log p_Z(z) and log p_X(x), and their slips."""

from tutor.answers.answer import AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.worksheets.sheet import Ask, Cell, Shown, Slip


def normal_cells(coordinates: tuple[str, ...], log_det: str) -> tuple[Cell, ...]:
    """|z|^2, log p_Z(z) and log p_X(x) = log p_Z(z) - log |det J_f|."""
    squares = " + ".join(f"{each}^2" for each in coordinates)
    n = len(coordinates)
    norm = "z^{2}" if n == 1 else r"\|z\|^{2}"
    return (
        Cell("norm", squares, norm),
        Cell("base", f"-1/2*norm - {_constant(n)}", r"\log p_Z(z)"),
        Cell("density", f"base - {log_det}", r"\log p_X(x)"),
    )


def general_cells(log_det: str) -> tuple[Cell, ...]:
    """The same for one coordinate whose base has a mean and a scale."""
    return (
        Cell("t", "(z - mean)/scale", "t", r"\frac{z - \mu}{\sigma}"),
        Cell("norm", "t^2", "t^{2}"),
        Cell(
            "base",
            "-1/2*norm - log(2*pi)/2 - log(scale)",
            r"\log p_Z(z)",
            r"-\frac{1}{2} t^{2} - \frac{1}{2} \log (2 \pi) - \log \sigma",
        ),
        Cell("density", f"base - {log_det}", r"\log p_X(x)"),
    )


def _constant(n: int) -> str:
    return "log(2*pi)" if n == 2 else f"{n}*log(2*pi)/2" if n > 1 else "log(2*pi)/2"


def log_density(
    n: int,
    log_det: str,
    taken: tuple[Slip, ...] = (),
    place: str = "x",
    keeps_volume: bool = False,
    is_general: bool = False,
) -> Ask:
    """The question about log p_X(x); `taken` has what is taken for z.

    A general base has a mean and a scale.
    """
    scaled = (
        Slip(wrong.LOG_SIGN, {"density": f"base + {log_det}"}),
        Slip(wrong.UNSCALED, {"density": "base"}),
    )
    other = f"-(norm/2) - {_constant(2 * n)}" if n == 1 else f"-norm/2 - {_constant(1)}"
    norm = "z^{2}" if n == 1 else r"\|z\|^{2}"
    energy, more, scale = rf"-\frac{{1}}{{2}} {norm}", "", ""
    half = wrong.HALF_FORGOTTEN.because(f"the exponent is −{'z' if n == 1 else '‖z‖'}²/2")
    of_scale: tuple[Slip, ...] = ()
    if is_general:
        energy = r"-\frac{1}{2} \left( \frac{z - \mu}{\sigma} \right)^{2}"
        more, scale = r" - \log \sigma", " - log(scale)"
        half = wrong.HALF_FORGOTTEN
        own = "-1/2*norm - log(2*pi)/2"
        of_scale = (
            Slip(wrong.SCALE_FORGOTTEN, {"base": own}),
            Slip(wrong.VARIANCE, {"t": "(z - mean)/scale^2", "base": f"{own} - 2*log(scale)"}),
        )
    constant = rf"\frac{{{n if n > 1 else 1}}}{{2}} \log (2\pi)" if n != 2 else r"\log (2\pi)"
    return Ask(
        "log-density-at",
        AnswerKind.NUMBER,
        rf"What is $\log p_X({place})$?",
        "Take the logarithm of the formula: the quotient becomes a difference.",
        r"$\log p_X(x) = \log p_Z(z) - \log |\det J_f|$ at $z = f^{-1}(x)$, and"
        rf" $\log p_Z(z) = {energy} - {constant}{more}$.",
        ("density",),
        lines=(*(("t",) if is_general else ()), "norm", "base", "density"),
        slips=(
            *(() if keeps_volume else scaled),
            *taken,
            *of_scale,
            Slip(wrong.CONSTANT_FORGOTTEN, {"base": f"-norm/2{scale}"}),
            Slip(half, {"base": f"-norm - {_constant(n)}{scale}"}),
            Slip(wrong.EXPONENT_SIGN, {"base": f"norm/2 - {_constant(n)}{scale}"}, is_common=False),
            Slip(
                wrong.WRONG_ROOT if n == 1 else wrong.ONE_DIMENSION,
                {"base": f"{other}{scale}"},
                is_common=False,
            ),
            Slip(wrong.NLL, parts=("-density",), is_common=False),
            Slip(wrong.NO_LOG_OF_DENSITY, parts=("exp(density)",), is_common=False),
            Slip(wrong.NO_LOG_OF_SIZE, parts=(f"base - exp({log_det})",), is_common=False),
            Slip(wrong.COMMON_LOG, parts=("density/log(10)",), is_common=False),
        ),
        evidence=(
            Shown("your density is too large there", when="y1 - density"),
            Shown("your density is too small there", when="density - y1"),
        ),
        lead="log p_X(x) = ",
    )
