"""Constructs of the notation: letters in a style, text, relations, and what is not known."""

from tests.typeset.construct import Construct

STYLES: dict[str, tuple[Construct, ...]] = {
    "Letters in a style, and text": (
        Construct(
            r"f \colon \mathbb{R}^d \to \mathbb{R}^d",
            ("f: ℝᵈ → ℝᵈ",),
            "f: ℝᵈ → ℝᵈ",
            "f from the reals to the d to the reals to the d",
        ),
        Construct(
            r"\mathbb{E}_{x \sim p}[f(x)]",
            ("𝔼   [f(x)]", " x∼p"),
            "𝔼_{x∼p}[f(x)]",
            "the expectation over x from p of open bracket f of x close bracket",
        ),
        Construct(
            r"\mathcal{N}(\mu, \sigma^2)",
            ("𝒩(μ, σ²)",),
            "𝒩(μ, σ²)",
            "script cap N of open mu comma sigma squared close",
        ),
        Construct(
            r"\mathbf{x}",
            ("𝐱",),
            "𝐱",
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
        Construct(
            r"\mathbf{x}^\top \boldsymbol{\mu}",
            ("𝐱ᵀ𝛍",),
            "𝐱ᵀ𝛍",
            "bold x transpose bold mu",
        ),
        Construct(
            r"{\bf x} \sim {\cal N}",
            ("𝐱 ∼ 𝒩",),
            "𝐱 ∼ 𝒩",
            "bold x is distributed as script cap N",
        ),
        Construct(
            r"\mathbbm{1}_A",
            ("𝟙_A",),
            "𝟙_A",
            "the indicator sub cap A",
        ),
        Construct(
            r"1 \text{ if $x > 0$, \textbf{else} } 0",
            ("1 if x > 0, 𝐞𝐥𝐬𝐞 0",),
            "1 if x > 0, 𝐞𝐥𝐬𝐞 0",
            "1 if x is greater than 0, bold else 0",
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
            "x in cap A is a subset of cap B",
        ),
        Construct(
            r"z \sim p_Z",
            ("z ∼ p_Z",),
            "z ∼ p_Z",
            "z is distributed as p sub cap Z",
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
            "a dot b plus or minus c times d",
        ),
        Construct(
            r"x_1, \dots, x_d",
            ("x₁, …, x_d",),
            "x₁, …, x_d",
            "x sub 1 comma dots comma x sub d",
        ),
        Construct(
            r"a, \quad b",
            ("a,  b",),
            "a,  b",
            "a comma b",
        ),
        Construct(
            r"a \leqslant b \not\subset c",
            ("a ≤ b ⊄ c",),
            "a ≤ b ⊄ c",
            "a is at most b is not a subset of c",
        ),
        Construct(
            r"x / y",
            ("x/y",),
            "x/y",
            "x slash y",
        ),
        Construct(
            r"a \equiv b \pmod 3",
            ("a ≡ b (mod 3)",),
            "a ≡ b (mod 3)",
            "a is equivalent to b mod 3",
        ),
        Construct(
            r"{\color{red} a} + \textcolor{blue}{b}",
            ("a + b",),
            "a + b",
            "a plus b",
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
