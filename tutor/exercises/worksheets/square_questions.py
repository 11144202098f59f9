"""What exercises on the square share: the roots of x, the density by roots, and invertibility."""

from tutor.answers.answer import AnswerKind
from tutor.exercises.question import WORDS
from tutor.exercises.worksheets import branch_mistakes as branches
from tutor.exercises.worksheets.sheet import Ask, Slip

PLUS = r"\frac{p_Z(\sqrt{x})}{|2 \sqrt{x}|}"
MINUS = r"\frac{p_Z(-\sqrt{x})}{|-2 \sqrt{x}|}"
BY_ROOTS = (
    r"$p_X(x)$ is the sum of $\frac{p_Z(z)}{|f'(z)|}$ over the roots $z$ of $x$ that lie in the"
    r" support of $Z$, with $f'(z) = 2z$."
)


def roots_ask(roots: int, side: int) -> Ask:
    """Which points f takes to x."""
    inside, outside = ("t", "-t") if side > 0 else ("-t", "t")
    right = ("-t", "t") if roots == 2 else (inside,)
    slips = (
        (Slip(branches.ONE_ROOT, parts=("t",)), Slip(branches.ONE_ROOT, parts=("-t",)))
        if roots == 2
        else (
            Slip(branches.ROOT_OUTSIDE, parts=("-t", "t")),
            Slip(branches.OTHER_ROOT, parts=(outside,)),
        )
    )
    return Ask(
        "preimages",
        AnswerKind.SET,
        "Which points $z$ in the support of $Z$ does $f$ take to $x = <at>$? Type them as a set.",
        "Which numbers have this square? Can $Z$ be each of them?",
        r"$z^{2} = x$ has the roots $\sqrt{x}$ and $-\sqrt{x}$. Those outside the support of $Z$ do"
        " not count.",
        right,
        result="z",
        slips=(
            *slips,
            Slip(branches.SQUARED, parts=("at^2",), is_common=False),
            Slip(branches.HALVED, parts=("at/2",), is_common=False),
        ),
        lead="z = ",
        says="The roots of $<at>$ are $<t>$ and $-<t>$;"
        + (" both are in the support." if roots == 2 else " only one is in the support."),
    )


def invertible_ask(where: str) -> Ask:
    """Whether the square can be undone."""
    return Ask(
        "invertible",
        WORDS,
        f"In words: is $f$ invertible on the support of $Z$, {where}? Could it be a layer of a"
        " flow there?",
        "Can one tell from $x$ which $z$ it came from?",
        "A map is invertible if no two points go to the same point.",
        answer="No: $z$ and $-z$ have the same square, and near $0$ both are in the support, so"
        " $x$ does not tell which of the two it came from. A layer must be invertible, so this is"
        " no layer. The density can still be found, by adding what each root brings. On positive"
        " $z$ alone $f$ is invertible.",
        key_points=(
            "no: $z$ and $-z$ go to the same $x$, and both are in the support",
            "so it is no layer of a flow",
            "on one side of $0$ alone it is invertible",
        ),
    )
