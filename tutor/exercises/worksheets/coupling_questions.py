"""What coupling layers share: which coordinates they keep, and the questions about them."""

from tutor.answers.answer import AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.question import WORDS
from tutor.exercises.worksheets import layer_mistakes as layers
from tutor.exercises.worksheets.sheet import Ask, Cell, Shown, Slip

Pair = tuple[str, str]


def ordered(keep: int, kept: str, moved: str) -> Pair:
    """Two coordinates in their order, where the first or the second is kept."""
    return (kept, moved) if keep == 1 else (moved, kept)


def new_point(*coordinates: int) -> str:
    """Positive if z of the data point has others of these than the point whose image is asked."""
    return " + ".join(f"abs(z{n} - p{n})" for n in coordinates)


def slope(of: int, by: int, letter: str = "x") -> str:
    """An entry of a Jacobian, in LaTeX."""
    return rf"\frac{{\partial {letter}_{{{of}}}}}{{\partial z_{{{by}}}}}"


def triangle(k: int, one: str, beside: str, factor: str) -> tuple[str, ...]:
    """A triangular matrix of two rows: coordinate k is kept, the other has a factor."""
    return (one, "0", beside, factor) if k == 1 else (factor, beside, "0", one)


def kept_ask(keep: int, both: tuple[int, int] | None = None) -> Ask:
    """Which of two coordinates the layer keeps; or each of two layers."""
    rule = (
        r"A coupling layer keeps a part of its input, $x_{a} = z_{a}$, and moves the rest by a rule"
        " that depends on the kept part only."
    )
    if both is not None:
        first, second = map(str, both)
        return Ask(
            "kept",
            AnswerKind.VECTOR,
            "Which coordinate does each layer keep as it is? Type the number for the first layer,"
            " then the number for the second, as a point.",
            "Which coordinate comes out of a layer as it went in?",
            rule,
            (first, second),
            slips=(
                Slip(layers.WRONG_HALF, parts=(second, first)),
                Slip(layers.SAME_HALF, parts=(first, first)),
            ),
            says=f"$y_{{{first}}} = z_{{{first}}}$ in the first layer, and"
            f" $x_{{{second}}} = y_{{{second}}}$ in the second: coordinates ${first}$ and"
            f" ${second}$.",
            evidence=(Shown("one of the layers changes the coordinate that you name for it"),),
            lead="kept = ",
        )
    return Ask(
        "kept",
        AnswerKind.NUMBER,
        "Which coordinate does $f$ keep as it is? Type its number.",
        "Which coordinate of $x$ is a coordinate of $z$, with nothing done to it?",
        rule,
        (str(keep),),
        slips=(Slip(layers.WRONG_HALF, parts=(str(3 - keep),)),),
        says=f"$x_{{{keep}}} = z_{{{keep}}}$: coordinate ${keep}$ comes out as it went in.",
        evidence=(
            Shown("f changes that coordinate", when=f"1/2 - abs(y1 - {3 - keep})"),
            Shown("there are two coordinates, the first and the second"),
        ),
        lead="kept = ",
    )


def image_ask(
    place: str,
    lines: tuple[str, ...],
    parts: tuple[str, ...],
    slips: tuple[Slip, ...],
    rule: str,
    back: tuple[str, ...],
    hint: str = "Copy what is kept. Then find what the layer does to the rest.",
) -> Ask:
    """f(z) at a point; `back` is f^-1 of what was typed."""
    blanks = ", ".join("{}" for _ in parts)
    return Ask(
        "image",
        AnswerKind.VECTOR,
        f"What is $f(z)$ at $z = {place}$?",
        hint,
        rule,
        parts,
        lines=lines,
        result="f(z)",
        slips=slips,
        evidence=(
            Shown(f"f takes ({blanks}) to your point, and this is not z", back),
            Shown("f takes another z to your point"),
        ),
        lead="f(z) = ",
    )


def preimage_ask(
    place: str,
    lines: tuple[str, ...],
    parts: tuple[str, ...],
    slips: tuple[Slip, ...],
    rule: str,
    image: tuple[str, ...],
    hint: str = "What was kept is known: with it, find what was done to the rest, and undo it.",
) -> Ask:
    """f^-1(x) at a data point; `image` is f of what was typed."""
    blanks = ", ".join("{}" for _ in parts)
    return Ask(
        "preimage",
        AnswerKind.VECTOR,
        rf"A data point is $x = {place}$. What is $z = f^{{-1}}(x)$?",
        hint,
        rule,
        parts,
        lines=lines,
        result="z",
        slips=slips,
        evidence=(
            Shown(f"f takes your z to ({blanks}), and this is not x", image),
            Shown("f takes your z to another point than x"),
        ),
        lead="z = ",
    )


def jacobian_ask(
    of: str,
    rows: int,
    parts: tuple[str, ...],
    slips: tuple[Slip, ...],
    lines: tuple[str, ...] = (),
    of_layer: str = "J_f",
) -> Ask:
    """The Jacobian at the point of the first question."""
    made = "x" if of_layer == "J_f" else "y"
    return Ask(
        "jacobian",
        AnswerKind.MATRIX,
        f"What is the Jacobian matrix ${of_layer}$ {of}?",
        f"Row $i$ holds the derivatives of ${made}_{{i}}$, column $j$ those with respect to"
        " $z_{j}$.",
        r"A kept coordinate has the row of the identity. A moved one has its own factor on the"
        r" diagonal, and beside it what the kept part does to it.",
        parts,
        rows=rows,
        lines=lines,
        result=of_layer,
        slips=slips,
        evidence=(),
        lead="J = ",
    )


def log_det_ask(
    where: str,
    lines: tuple[str, ...],
    slips: tuple[Slip, ...],
    rule: str,
    hint: str = "The Jacobian is triangular. What is its determinant?",
) -> Ask:
    """log |det J_f| at the z of the data point."""
    return Ask(
        "log-abs-det",
        AnswerKind.NUMBER,
        rf"What is $\log |\det J_f|$ {where}?",
        hint,
        rule,
        ("volume",),
        lines=(*lines, "volume"),
        slips=slips,
        evidence=(
            Shown(
                "with it f would multiply volumes by {}, which is too much",
                ("exp(y1)",),
                "y1 - volume",
            ),
            Shown(
                "with it f would multiply volumes by {}, which is too little",
                ("exp(y1)",),
                "volume - y1",
            ),
            Shown("with it f would multiply volumes by too much", when="y1 - volume"),
            Shown("with it f would multiply volumes by too little", when="volume - y1"),
        ),
        lead="log|det J_f| = ",
    )


def nll_ask() -> Ask:
    """-log p_X(x)"""
    return Ask(
        "nll",
        AnswerKind.NUMBER,
        "What is the negative log-likelihood of $x$?",
        "It is the number that training makes small.",
        r"$\text{NLL}(x) = -\log p_X(x) = -\log p_Z(z) + \log |\det J_f|$.",
        ("loss",),
        lines=("loss",),
        slips=(
            Slip(layers.LOG_LIKELIHOOD, parts=("density",)),
            Slip(wrong.LOG_SIGN, {"loss": "-base - volume"}),
            Slip(wrong.UNSCALED, {"loss": "-base"}),
            Slip(wrong.CONSTANT_FORGOTTEN, {"loss": "norm/2 + volume"}),
            Slip(wrong.NO_LOG_OF_DENSITY, parts=("exp(density)",), is_common=False),
            Slip(wrong.NO_LOG_OF_SIZE, {"loss": "exp(volume) - base"}, is_common=False),
            Slip(wrong.ONE_DIMENSION, {"loss": "norm/2 + log(2*pi)/2 + volume"}, is_common=False),
            Slip(wrong.COMMON_LOG, parts=("loss/log(10)",), is_common=False),
        ),
        evidence=(
            Shown("the density of x is higher than it would be with this NLL", when="y1 - loss"),
            Shown("the density of x is lower than it would be with this NLL", when="loss - y1"),
        ),
        lead="NLL = ",
    )


LOSS = Cell("loss", "-density", r"\text{NLL}(x)")


def volume_ask() -> Ask:
    """Whether an additive layer can change volumes."""
    return Ask(
        "volume",
        WORDS,
        "In words: can such a layer change volumes, whatever its shift is? What follows for a flow"
        " of such layers alone?",
        "Look at the diagonal of its Jacobian.",
        r"$\det J_f$ is the product of the diagonal of a triangular Jacobian.",
        answer="No: the diagonal of its Jacobian holds ones only, so the determinant is $1$ and"
        " every volume is kept. A flow of such layers alone preserves volume: it moves mass about"
        " and cannot make a region denser; a last layer that scales each coordinate can do that.",
        key_points=(
            "no: the diagonal of the Jacobian is all ones",
            r"so $\det J_f = 1$ and $\log |\det J_f| = 0$, whatever the shift is",
            "a flow of such layers alone keeps every volume; a scaling layer is added",
        ),
    )
