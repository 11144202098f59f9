"""Fences, matrices, accents, styles, relations, and what is not known."""

from tests.typeset.construct import Construct

GROUPS: dict[str, tuple[Construct, ...]] = {
    "Fences": (
        Construct(
            "[0, 1)",
            ("[0, 1)",),
            "[0, 1)",
            "open bracket 0, 1 close paren",
        ),
        Construct(
            r"\{-1, 1\}",
            ("{−1, 1}",),
            "{−1, 1}",
            "open brace minus 1, 1 close brace",
        ),
        Construct(
            "|x - y|",
            ("|x − y|",),
            "|x − y|",
            "the absolute value of x minus y, end absolute value",
        ),
        Construct(
            r"\|x\|_2",
            ("‖x‖₂",),
            "‖x‖₂",
            "the norm of x, end norm, sub 2",
        ),
        Construct(
            r"\langle x, y \rangle",
            ("⟨x, y⟩",),
            "⟨x, y⟩",
            "open angle x, y close angle",
        ),
        Construct(
            r"\left(\frac{x - \mu}{\sigma}\right)^2",
            ("⎛ x − μ ⎞²", "⎜───────⎟", "⎝   σ   ⎠"),
            "((x − μ)/σ)²",
            "open paren the fraction x minus mu over sigma, end fraction, close paren squared",
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
            "d f over d z evaluated at z equals 0",
            baseline=1,
        ),
        Construct(
            r"\left\{ x \,\middle|\, \frac{x}{2} > 1 \right\}",
            ("⎧   │  x      ⎫", "⎨ x │ ─── > 1 ⎬", "⎩   │  2      ⎭"),
            "{x | x/2 > 1}",
            "open brace x such that x over 2 is greater than 1 close brace",
            baseline=1,
        ),
        Construct(
            "p(x|z)",
            ("p(x|z)",),
            "p(x|z)",
            "p of open paren x given z close paren",
        ),
        Construct(
            r"p(x \mid z)",
            ("p(x | z)",),
            "p(x | z)",
            "p of open paren x given z close paren",
        ),
        Construct(
            r"\bigl(x + y\bigr)",
            ("(x + y)",),
            "(x + y)",
            "open paren x plus y close paren",
        ),
    ),
    "Matrices and their like": (
        Construct(
            r"A = \begin{pmatrix} 3 & 1 \\ 0 & 2 \end{pmatrix}",
            ("A = ⎛3  1⎞", "    ⎝0  2⎠"),
            "A = [[3, 1], [0, 2]]",
            "A equals the 2 by 2 matrix, row 1: 3, 1; row 2: 0, 2; end matrix",
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
            "the 2 by 1 matrix, row 1: x sub 1; row 2: x sub 2; end matrix",
        ),
        Construct(
            r"\begin{bmatrix} a_1 & \cdots & a_n \\ \vdots & \ddots & \vdots \end{bmatrix}",
            ("⎡a₁   ⋯   aₙ⎤", "⎣┆   ˙·.  ┆ ⎦"),
            "[[a₁, ⋯, aₙ], [┆, ˙·., ┆]]",
            (
                "the 2 by 3 matrix, row 1: a sub 1, dots, a sub n; row 2: dots, dots, "
                "dots; end matrix"
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
                "p of x equals 2 cases: 1 over 4, if x in open bracket 2, 6 close "
                "bracket; 0, otherwise; end cases"
            ),
            baseline=1,
        ),
        Construct(
            r"\begin{aligned} y &= f(x) \\ &= 4x + 2 \end{aligned}",
            ("y = f(x)", "  = 4x + 2"),
            "y = f(x); = 4x + 2",
            "y equals f of x; equals 4 x plus 2",
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
            "vec(v)",
            "vector v",
            baseline=1,
        ),
        Construct(
            r"\overline{x + y}",
            ("_____", "x + y"),
            "bar(x + y)",
            "bar over x plus y, end bar",
            baseline=1,
        ),
        Construct(
            r"\underbrace{\log p_Z(z)}_{\text{base}}",
            ("log p_Z(z)", "╰───┬────╯", "   base"),
            "log p_Z(z) [base]",
            "log p sub Z of z, labelled base",
        ),
        Construct(
            r"x \overset{\text{def}}{=} y",
            ("  def", "x  =  y"),
            "x =ᵈᵉᶠ y",
            "x equals by def y",
            baseline=1,
        ),
    ),
    "Letters in a style, and text": (
        Construct(
            r"f \colon \mathbb{R}^d \to \mathbb{R}^d",
            ("f: ℝᵈ → ℝᵈ",),
            "f: ℝᵈ → ℝᵈ",
            "f colon the reals to the power d to the reals to the power d",
        ),
        Construct(
            r"\mathbb{E}_{x \sim p}[f(x)]",
            ("E   [f(x)]", " x∼p"),
            "E_{x∼p}[f(x)]",
            "the expectation over x is distributed as p of open bracket f of x close bracket",
        ),
        Construct(
            r"\mathcal{N}(\mu, \sigma^2)",
            ("N(μ, σ²)",),
            "N(μ, σ²)",
            "script N of open paren mu, sigma squared close paren",
        ),
        Construct(
            r"\mathbf{x}",
            ("x",),
            "x",
            "bold x",
        ),
        Construct(
            r"\mathrm{NLL}(x)",
            ("NLL(x)",),
            "NLL(x)",
            "NLL of x",
        ),
        Construct(
            r"x \text{ if } y",
            ("x if y",),
            "x if y",
            "x if y",
        ),
    ),
    "Relations, arrows and operators between": (
        Construct(
            r"a \le b \neq c",
            ("a ≤ b ≠ c",),
            "a ≤ b ≠ c",
            "a is at most b is not equal to c",
        ),
        Construct(
            r"x \in A \subset B",
            ("x ∈ A ⊂ B",),
            "x ∈ A ⊂ B",
            "x in A is a subset of B",
        ),
        Construct(
            r"z \sim p_Z",
            ("z ∼ p_Z",),
            "z ∼ p_Z",
            "z is distributed as p sub Z",
        ),
        Construct(
            r"a \approx b \propto c",
            ("a ≈ b ∝ c",),
            "a ≈ b ∝ c",
            "a is approximately b is proportional to c",
        ),
        Construct(
            r"z \mapsto 4z + 2",
            ("z ↦ 4z + 2",),
            "z ↦ 4z + 2",
            "z maps to 4 z plus 2",
        ),
        Construct(
            r"a \implies b \iff c",
            ("a ⇒ b ⇔ c",),
            "a ⇒ b ⇔ c",
            "a implies b if and only if c",
        ),
        Construct(
            r"x \odot y",
            ("x ⊙ y",),
            "x ⊙ y",
            "x elementwise times y",
        ),
        Construct(
            r"f \circ g",
            ("f ∘ g",),
            "f ∘ g",
            "f after g",
        ),
        Construct(
            r"a \cdot b \pm c \times d",
            ("a · b ± c × d",),
            "a · b ± c × d",
            "a times b plus or minus c times d",
        ),
        Construct(
            r"x_1, \dots, x_d",
            ("x₁, …, x_d",),
            "x₁, …, x_d",
            "x sub 1, dots, x sub d",
        ),
        Construct(
            r"a, \quad b",
            ("a,  b",),
            "a,  b",
            "a, b",
        ),
    ),
    "What is not known": (
        Construct(
            r"\foo x",
            (r"⟨\foo?⟩ x",),
            r"⟨\foo?⟩ x",
            r"not understood: \foo, x",
        ),
    ),
}
