"""Steps about a linear map of the plane: its determinant, its inverse, its image."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, logarithm, rational, root
from tutor.exercises.base import UnitSquare
from tutor.exercises.mistakes import Rule, telling
from tutor.exercises.question import WORDS, Hints, Question
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.support import Point
from tutor.exercises.transform import Rows
from tutor.exercises.written import (
    column_tex,
    factor_tex,
    matrix_tex,
    matrix_text,
    point_tex,
    point_text,
    tex,
)


def _determinant(s: PlaneSetting) -> Question:
    a, b, c, d = s.entries
    right = rational(s.det)
    return Question(
        "determinant",
        "number",
        r"What is $\det A$, the Jacobian determinant of the forward map $f$?",
        right.text,
        right.tex,
        Hints(
            "One diagonal minus the other; the sign counts.",
            r"$\det \begin{bmatrix} a & b \\ c & d \end{bmatrix} = a d - b c$.",
            rf"$\det A = {_product(a, d)} - {_product(b, c)} = {right.tex}$.",
        ),
        telling(
            right,
            [
                (wrong.AD_PLUS_BC, rational(a * d + b * c)),
                (wrong.DROPPED_SIGN, rational(-s.det) if s.det < 0 else None),
                (wrong.OTHER_SIGN, rational(-s.det)),
                (wrong.TRACE, rational(a + d)),
                (wrong.RECIPROCAL, rational(1 / s.det)),
            ],
        ),
    )


def _product(p: Fraction, q: Fraction) -> str:
    return rf"{factor_tex(p)} \cdot {factor_tex(q)}"


def _meaning(s: PlaneSetting) -> Question:
    # The number itself is left to the step that asks for the area.
    turned = s.det < 0
    sides = " Its sign is negative: $f$ also turns the plane over, like a mirror." if turned else ""
    answer = (
        r"$f$ sends the unit square to a parallelogram, and its area is $|\det A|$ times the"
        f" square's. Every area changes by this factor, so the density is divided by it.{sides}"
    )
    points = [
        "the unit square goes to a parallelogram",
        r"its area is $|\det A|$ times that of the square",
        r"every area, wherever it lies, is multiplied by $|\det A|$",
    ]
    if turned:
        points.append("the negative sign says that the plane is turned over")
    return Question(
        "meaning",
        WORDS,
        r"In words: what does $\det A$ say about what $f$ does to the unit square?",
        answer,
        "",
        Hints(
            "Think of the square's area, before and after.",
            r"$|\det A|$ is the factor by which $f$ multiplies areas; the sign tells whether it"
            " turns the plane over.",
            answer,
        ),
        key_points=tuple(points),
    )


def _inverse(s: PlaneSetting) -> Question:
    a, b, c, d = s.entries
    det, A = s.det, s.transform.A
    right = s.transform.inverse_matrix
    turned: Rows = ((right[0][0], right[1][0]), (right[0][1], right[1][1]))
    wrongs: list[tuple[Rule, Rows]] = [
        (wrong.NO_DIVISION, ((d, -b), (-c, a))),
        (wrong.SIGNS_KEPT, ((d / det, b / det), (c / det, a / det))),
        (wrong.INVERSE_TRANSPOSED, turned),
        (wrong.DIAGONAL_KEPT, ((a / det, -b / det), (-c / det, d / det))),
        (wrong.F_ITSELF, A),
    ]
    moved = "" if not any(s.transform.shift) else rf" - {column_tex(s.transform.shift)}"
    undone = rf"A^{{-1}} \left( x{moved} \right)" if moved else "A^{-1} x"
    return Question(
        "inverse",
        "matrix",
        f"To go back, $f^{{-1}}(x) = {undone}$. What is the matrix $A^{{-1}}$?",
        matrix_text(right),
        matrix_tex(right),
        Hints(
            "Two entries change places, two change their sign, and one number divides them all.",
            r"$\begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1} = \frac{1}{a d - b c}"
            r" \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}$.",
            rf"$A^{{-1}} = {_over(det)} {matrix_tex(((d, -b), (-c, a)))} = {matrix_tex(right)}$.",
        ),
        tuple(rule.gives(matrix_text(rows)) for rule, rows in wrongs if rows != right),
    )


def _over(det: Fraction) -> str:
    return rf"\frac{{1}}{{{tex(det)}}}"


def volume_factors(s: PlaneSetting) -> list[tuple[Rule, Amount]]:
    """What learners take for |det A|."""
    a, b, c, d = s.entries
    sides = root((a**2 + c**2) * (b**2 + d**2))
    return [
        (wrong.AD_PLUS_BC, rational(abs(a * d + b * c))),
        (wrong.TRACE, rational(abs(a + d))),
        (wrong.SIDES, sides),
    ]


def _corners(s: PlaneSetting) -> Question:
    a, b, c, d = s.entries
    ox, oy = s.transform.shift
    right = s.image.corners
    xs, ys = [x for x, _ in right], [y for _, y in right]
    box = [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
    rows = [(ox, oy), (ox + a, oy + b), (ox + c, oy + d), (ox + a + c, oy + b + d)]
    wrongs: list[tuple[Rule, Sequence[Point]]] = [
        (wrong.TRANSPOSED, rows),
        (wrong.BOX, box),
        (wrong.WRONG_ENDS, UnitSquare().support.corners),
        (wrong.NOT_INVERTED, UnitSquare().support.corners),
    ]
    listed = r"$, $".join(
        f"f({corner}) = {point_tex(image)}"
        for corner, image in zip(("0, 0", "1, 0", "1, 1", "0, 1"), right, strict=True)
    )
    return Question(
        "corners",
        "points",
        "Which four points are the corners of the image of the unit square?",
        _points_text(right),
        r", \quad ".join(point_tex(point) for point in right),
        Hints(
            "A linear map takes corners to corners.",
            "$A$ sends $(1, 0)$ to its first column and $(0, 1)$ to its second;"
            " $(1, 1)$ goes to their sum. A shift moves all four alike.",
            f"${listed}$.",
        ),
        tuple(
            rule.gives(_points_text(points))
            for rule, points in wrongs
            if sorted(points) != sorted(right)
        ),
    )


def _points_text(points: Sequence[Point]) -> str:
    return ", ".join(point_text(point) for point in points)


def _area(s: PlaneSetting) -> Question:
    a, b, c, d = s.entries
    size = abs(s.det)
    right = rational(size)
    return Question(
        "area",
        "number",
        "What is the area of the image?",
        right.text,
        right.tex,
        Hints(
            "The square has area $1$; how does $f$ change areas?",
            r"A linear map multiplies every area by $|\det A|$.",
            rf"$|\det A| \cdot 1 = |{tex(s.det)}| = {right.tex}$.",
        ),
        telling(
            right,
            [
                (wrong.SIGNED, rational(s.det) if s.det < 0 else None),
                (wrong.AREA_KEPT, rational(1)),
                *volume_factors(s),
                (wrong.AREA_DIVIDED, rational(1 / size)),
                (wrong.BOX, rational((abs(a) + abs(b)) * (abs(c) + abs(d)))),
            ],
        ),
    )


def _log_abs_det(s: PlaneSetting) -> Question:
    size = abs(s.det)
    right = logarithm(size)
    wrongs: list[tuple[Rule, Amount | None]] = [
        (wrong.LOG_OF_INVERSE, logarithm(size, -1)),
        (wrong.NO_LOG, rational(size)),
    ]
    for rule, factor in volume_factors(s):
        if isinstance(factor.value, Fraction) and factor.value and rule is not wrong.SIDES:
            wrongs.append((rule, logarithm(factor.value)))
    return Question(
        "log-abs-det",
        "number",
        r"What is $\log |\det J_f|$, for the forward map $f$?",
        right.text,
        right.tex,
        Hints(
            "The Jacobian of a linear map is its matrix.",
            r"$J_f = A$ everywhere; a shift does not change it. So $\log |\det J_f| ="
            r" \log |a d - b c|$.",
            rf"$\det A = {tex(s.det)}$, so $\log |\det J_f| = {right.tex} \approx"
            f" {right.decimal}$.",
        ),
        telling(right, wrongs),
    )


STEPS: dict[str, Callable[[PlaneSetting], Question]] = {
    "determinant": _determinant,
    "meaning": _meaning,
    "inverse": _inverse,
    "corners": _corners,
    "area": _area,
    "log-abs-det": _log_abs_det,
}
