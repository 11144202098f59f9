"""Constructs of the notation: named operators, fences, matrices, accents and braces."""

from tests.typeset.construct import Construct

GROUPS: dict[str, tuple[Construct, ...]] = {
    "Named operators": (
        Construct(
            r"\log x",
            ("log x",),
            "log x",
            "log x",
        ),
        Construct(
            r"\log|x|",
            ("log |x|",),
            "log |x|",
            "log of the absolute value of x",
        ),
        Construct(
            r"\exp(-x)",
            ("exp(−x)",),
            "exp(−x)",
            "exp of minus x",
        ),
        Construct(
            r"\max_{x \in A} f(x)",
            ("max f(x)", "x∈A"),
            "max_{x∈A} f(x)",
            "the maximum over x in cap A of f of x",
        ),
        Construct(
            r"\operatorname*{argmin}_\theta L(\theta)",
            ("argmin L(θ)", "  θ"),
            "argmin_θ L(θ)",
            "arg min over theta of cap L of theta",
        ),
        Construct(
            r"\lim_{n \to \infty} a_n",
            ("lim aₙ", "n→∞"),
            "lim_{n→∞} aₙ",
            "the limit as n approaches infinity of a sub n",
        ),
        Construct(
            r"\operatorname{softmax}(x)",
            ("softmax(x)",),
            "softmax(x)",
            "softmax of x",
        ),
        Construct(
            r"\det A",
            ("det A",),
            "det A",
            "the determinant of cap A",
        ),
        Construct(
            r"\DeclareMathOperator{\Law}{Law} \Law(X)",
            ("Law(X)",),
            "Law(X)",
            "Law of cap X",
        ),
        Construct(
            r"\mathop{\mathrm{ess}}_x f",
            (
                "ess f",
                " x",
            ),
            "essₓ f",
            "ess over x of f",
        ),
    ),
    "Fences": (
        Construct(
            "[0, 1)",
            ("[0, 1)",),
            "[0, 1)",
            "the interval from 0 to 1, closed, open",
        ),
        Construct(
            r"\{-1, 1\}",
            ("{−1, 1}",),
            "{−1, 1}",
            "the set of minus 1 comma 1, end set",
        ),
        Construct(
            "|x - y|",
            ("|x − y|",),
            "|x − y|",
            "the absolute value of x minus y, end absolute",
        ),
        Construct(
            r"\|x\|_2",
            ("‖x‖₂",),
            "‖x‖₂",
            "the 2 norm of x",
        ),
        Construct(
            r"\langle x, y \rangle",
            ("⟨x, y⟩",),
            "⟨x, y⟩",
            "open angle x comma y close angle",
        ),
        Construct(
            r"\left(\frac{x - \mu}{\sigma}\right)^2",
            ("⎛ x − μ ⎞²", "⎜───────⎟", "⎝   σ   ⎠"),
            "((x − μ)/σ)²",
            "open fraction x minus mu over sigma, end fraction, close squared",
            baseline=1,
        ),
        Construct(
            r"\left\lfloor \frac{n}{2} \right\rfloor",
            ("⎢ n ⎥", "⎢───⎥", "⎣ 2 ⎦"),
            "⌊n/2⌋",
            "the floor of n over 2, end floor",
            baseline=1,
        ),
        Construct(
            r"\left. \frac{df}{dz} \right|_{z=0}",
            (" df │", "────│", " dz │", "     z=0"),
            "(df/dz)|_{z=0}",
            "d f over d z evaluated at z equals 0, end evaluated",
            baseline=1,
        ),
        Construct(
            r"\left\{ x \,\middle|\, \frac{x}{2} > 1 \right\}",
            ("⎧   │  x      ⎫", "⎨ x │ ─── > 1 ⎬", "⎩   │  2      ⎭"),
            "{x | x/2 > 1}",
            "the set of x such that x over 2 is greater than 1, end set",
            baseline=1,
        ),
        Construct(
            "p(x|z)",
            ("p(x|z)",),
            "p(x|z)",
            "p of open x given z close",
        ),
        Construct(
            r"p(x \mid z)",
            ("p(x | z)",),
            "p(x | z)",
            "p of open x given z close",
        ),
        Construct(
            r"\bigl(x + y\bigr)",
            ("(x + y)",),
            "(x + y)",
            "open x plus y close",
        ),
        Construct(
            r"\abs{x} \le \norm{x}",
            ("|x| ≤ ‖x‖",),
            "|x| ≤ ‖x‖",
            "the absolute value of x is at most the norm of x",
        ),
        Construct(
            r"\llbracket 1, n \rrbracket",
            ("⟦1, n⟧",),
            "⟦1, n⟧",
            "open double bracket 1 comma n close double bracket",
        ),
    ),
    "Matrices and their like": (
        Construct(
            r"A = \begin{pmatrix} 3 & 1 \\ 0 & 2 \end{pmatrix}",
            ("A = ⎛3  1⎞", "    ⎝0  2⎠"),
            "A = [[3, 1], [0, 2]]",
            "cap A equals the 2 by 2 matrix, row 1: 3, 1; row 2: 0, 2; end matrix",
        ),
        Construct(
            r"\begin{bmatrix} 1 & 0 & 0 \\ 0 & 1 & 0 \\ 0 & 0 & 1 \end{bmatrix}",
            ("⎡1  0  0⎤", "⎢0  1  0⎥", "⎣0  0  1⎦"),
            "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]",
            "the 3 by 3 matrix, row 1: 1, 0, 0; row 2: 0, 1, 0; row 3: 0, 0, 1; end matrix",
            baseline=1,
        ),
        Construct(
            r"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc",
            ("│a  b│ = ad − bc", "│c  d│"),
            "det [[a, b], [c, d]] = ad − bc",
            (
                "the determinant of the 2 by 2 matrix, row 1: a, b; row 2: c, d; end "
                "matrix, equals a d minus b c"
            ),
        ),
        Construct(
            r"\begin{pmatrix} x_1 \\ x_2 \end{pmatrix}",
            ("⎛x₁⎞", "⎝x₂⎠"),
            "(x₁, x₂)ᵀ",
            "the column x sub 1; x sub 2, end column",
        ),
        Construct(
            r"\begin{bmatrix} a_1 & \cdots & a_n \\ \vdots & \ddots & \vdots \end{bmatrix}",
            ("⎡a₁   ⋯   aₙ⎤", "⎣┆   ˙·.  ┆ ⎦"),
            "[[a₁, ⋯, aₙ], [┆, ˙·., ┆]]",
            (
                "the 2 by 3 matrix, row 1: a sub 1, dots, a sub n; row 2: vertical dots, "
                "diagonal dots, vertical dots; end matrix"
            ),
        ),
        Construct(
            (
                r"p(x) = \begin{cases} \frac{1}{4} & \text{if } x \in [2, 6] \\ 0 & "
                r"\text{otherwise} \end{cases}"
            ),
            ("       ⎧ 1/4  if x ∈ [2, 6]", "p(x) = ⎨", "       ⎩ 0    otherwise"),
            "p(x) = {1/4 if x ∈ [2, 6]; 0 otherwise}",
            (
                "p of x equals 2 cases: case 1: 1 over 4, if x in the interval from 2 to 6, "
                "closed; case 2: 0, otherwise; end cases"
            ),
            baseline=1,
        ),
        Construct(
            r"\begin{aligned} y &= f(x) \\ &= 4x + 2 \end{aligned}",
            ("y = f(x)", "  = 4x + 2"),
            "y = f(x); = 4x + 2",
            "y equals f of x; next line equals 4 x plus 2",
        ),
        Construct(
            r"\begin{pmatrix} 1 & -10 \\ 100 & 2 \end{pmatrix}",
            (
                "⎛  1  −10⎞",
                "⎝100    2⎠",
            ),
            "[[1, −10], [100, 2]]",
            "the 2 by 2 matrix, row 1: 1, minus 10; row 2: 100, 2; end matrix",
        ),
        Construct(
            (
                r"\left[\begin{array}{rc|c} 1 & x & 3 \\ -10 & y & 4 \\ \hline "
                r"0 & z & 2 \end{array}\right]"
            ),
            (
                "⎡  1  x │ 3⎤",
                "⎢−10  y │ 4⎥",
                "⎢───────┼──⎥",
                "⎣  0  z │ 2⎦",
            ),
            "[[1, x | 3], [−10, y | 4] ― [0, z | 2]]",
            "the 3 by 3 matrix, row 1: 1, x, 3; row 2: minus 10, y, 4; row 3: 0, z, 2; end matrix",
            baseline=1,
        ),
        Construct(
            r"\begin{align} y &= f(x) \tag{1} \\ \intertext{so that} x &= f^{-1}(y) \end{align}",
            (
                "y = f(x)     (1)",
                "so that",
                "x = f⁻¹(y)",
            ),
            "y = f(x)     (1); so that; x = f⁻¹(y)",
            "y equals f of x ( 1 ); next line so that; next line x equals f inverse of y",
            baseline=1,
        ),
    ),
    "Accents and braces": (
        Construct(
            r"\hat{x}",
            ("x̂",),
            "x̂",
            "x hat",
        ),
        Construct(
            r"\bar{x}",
            ("x̄",),
            "x̄",
            "x bar",
        ),
        Construct(
            r"\tilde{x}",
            ("x̃",),
            "x̃",
            "x tilde",
        ),
        Construct(
            r"\dot{x}",
            ("ẋ",),
            "ẋ",
            "x dot",
        ),
        Construct(
            r"\vec{v}",
            ("→", "v"),
            "vec{v}",
            "vector v",
            baseline=1,
        ),
        Construct(
            r"\overline{x + y}",
            ("_____", "x + y"),
            "bar{x + y}",
            "bar over x plus y, end bar",
            baseline=1,
        ),
        Construct(
            r"\underbrace{\log p_Z(z)}_{\text{base}}",
            ("log p_Z(z)", "╰───┬────╯", "   base"),
            "╰log p_Z(z)╯[base]",
            "braced log p sub cap Z of z, labelled below base",
        ),
        Construct(
            r"x \overset{\text{def}}{=} y",
            ("  def", "x  =  y"),
            "x =ᵈᵉᶠ y",
            "x equals labelled above def y",
            baseline=1,
        ),
        Construct(
            r"\boxed{x = \frac{1}{2}}",
            (
                "┌─────────┐",
                "│      1  │",
                "│ x = ─── │",
                "│      2  │",
                "└─────────┘",
            ),
            "▏x = 1/2▕",
            "boxed x equals 1 over 2, end boxed",
            baseline=2,
        ),
        Construct(
            r"\cancel{x}",
            ("x̸",),
            "x̸",
            "crossed out x",
        ),
        Construct(
            r"\overleftarrow{AB}",
            (
                "←─",
                "AB",
            ),
            "overleftarrow{AB}",
            "left arrow over cap A cap B, end left arrow",
            baseline=1,
        ),
        Construct(
            r"\underset{m \times n}{A}",
            (
                " A",
                " ╵",
                "m×n",
            ),
            "A_[m×n]",
            "cap A, labelled below m times n, end label",
        ),
        Construct(
            r"x \xrightarrow{\text{a.s.}} y",
            (
                "   a.s.",
                "x ─────⟶ y",
            ),
            "x ⟶^(a.s.) y",
            "x to labelled above a.s. y",
            baseline=1,
        ),
        Construct(
            r"\phantom{-}x",
            (" x",),
            " x",
            "x",
        ),
    ),
}
