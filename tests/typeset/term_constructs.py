"""Letters, scripts, fractions, roots, sums and named operators."""

from tests.typeset.construct import Construct

TERMS: dict[str, tuple[Construct, ...]] = {
    "Letters, numbers and signs": (
        Construct(
            "x + 3.14",
            ("x + 3.14",),
            "x + 3.14",
            "x plus 3.14",
        ),
        Construct(
            r"\alpha \beta \Omega",
            ("αβΩ",),
            "αβΩ",
            "alpha beta cap omega",
        ),
        Construct(
            r"\partial_z f",
            ("∂_z f",),
            "∂_z f",
            "partial sub z f",
        ),
        Construct(
            r"\nabla f",
            ("∇f",),
            "∇f",
            "nabla f",
        ),
        Construct(
            "-x + y",
            ("−x + y",),
            "−x + y",
            "minus x plus y",
        ),
        Construct(
            "n!",
            ("n!",),
            "n!",
            "n factorial",
        ),
        Construct(
            r"50\,\%",
            ("50 %",),
            "50 %",
            "50 percent",
        ),
    ),
    "Superscripts and subscripts": (
        Construct(
            "x^2",
            ("x²",),
            "x²",
            "x squared",
        ),
        Construct(
            "x_i^2",
            ("xᵢ²",),
            "xᵢ²",
            "x sub i squared",
        ),
        Construct(
            "p_X(x)",
            ("p_X(x)",),
            "p_X(x)",
            "p sub cap X of x",
        ),
        Construct(
            "f^{-1}(x)",
            ("f⁻¹(x)",),
            "f⁻¹(x)",
            "f inverse of x",
        ),
        Construct(
            "z_{t+1}",
            ("zₜ₊₁",),
            "zₜ₊₁",
            "z sub t plus 1, end sub",
        ),
        Construct(
            "x_{1:d}",
            ("x", " 1:d"),
            "x_{1:d}",
            "x sub 1 colon d, end sub",
        ),
        Construct(
            "e^{-x^2/2}",
            (" −x²/2", "e"),
            "e^(−x²/2)",
            "e to the power minus x squared slash 2, end power",
            baseline=1,
        ),
        Construct(
            "f'(x)",
            ("f′(x)",),
            "f′(x)",
            "f prime of x",
        ),
        Construct(
            r"A^\top",
            ("Aᵀ",),
            "Aᵀ",
            "cap A transpose",
        ),
        Construct(
            "z^{(k)}",
            ("z⁽ᵏ⁾",),
            "z⁽ᵏ⁾",
            "z superscript open k close",
        ),
        Construct(
            r"p_{\text{data}}",
            ("p_data",),
            "p_data",
            "p sub data",
        ),
        Construct(
            "J_{f_k}",
            ("J_fₖ",),
            "J_fₖ",
            "cap J sub f sub k, end sub",
        ),
        Construct(
            r"e^{\lambda t}",
            (
                " λt",
                "e",
            ),
            "e^(λt)",
            "e to the power lambda t, end power",
            baseline=1,
        ),
        Construct(
            r"\|x\|_{L^2}",
            (
                "‖x‖",
                "   L²",
            ),
            "‖x‖_{L²}",
            "the norm of x, end norm, sub cap L squared, end sub",
        ),
        Construct(
            r"{x^2}^3",
            ("(x²)³",),
            "(x²)³",
            "x squared cubed",
        ),
        Construct(
            r"a_{1j_1}",
            (
                "a",
                " 1j₁",
            ),
            "a_{1j₁}",
            "a sub 1 j sub 1, end sub",
        ),
    ),
    "Fractions": (
        Construct(
            r"\frac{1}{4}",
            (" 1", "───", " 4"),
            "1/4",
            "1 over 4",
            baseline=1,
        ),
        Construct(
            r"p_X(x) = \frac{p_Z(f^{-1}(x))}{|\det J_f(z)|}",
            ("          p_Z(f⁻¹(x))", "p_X(x) = ──────────────", "          |det J_f(z)|"),
            "p_X(x) = p_Z(f⁻¹(x)) / |det J_f(z)|",
            (
                "p sub cap X of x equals fraction p sub cap Z of f inverse of x over the "
                "absolute value of the determinant of cap J sub f of z, end absolute, end "
                "fraction"
            ),
            baseline=1,
        ),
        Construct(
            r"\frac{1}{2} \log(2\pi)",
            (" 1", "─── log(2π)", " 2"),
            "(1/2) log(2π)",
            "1 over 2 times log of open 2 pi close",
            baseline=1,
        ),
        Construct(
            r"\frac{d}{dx} f(x)",
            (" d", "──── f(x)", " dx"),
            "(d/dx) f(x)",
            "d over d x of f of x",
            baseline=1,
        ),
        Construct(
            r"\frac{1}{1 + \frac{1}{x}}",
            ("    1", "─────────", "      1", " 1 + ───", "      x"),
            "1/(1 + 1/x)",
            "fraction 1, all over 1 plus 1 over x, end fraction",
            baseline=1,
        ),
        Construct(
            r"\tfrac{1}{2}",
            ("1/2",),
            "1/2",
            "1 over 2",
        ),
        Construct(
            r"\binom{n}{k}",
            ("⎛n⎞", "⎝k⎠"),
            "(n choose k)",
            "n choose k",
        ),
        Construct(
            r"\frac{1}{2(x + 1)}",
            (
                "    1",
                "──────────",
                " 2(x + 1)",
            ),
            "1/(2(x + 1))",
            "fraction 1 over 2 times open x plus 1 close, end fraction",
            baseline=1,
        ),
        Construct(
            r"{a \over b + c}",
            (
                "   a",
                "───────",
                " b + c",
            ),
            "a/(b + c)",
            "fraction a over b plus c, end fraction",
            baseline=1,
        ),
        Construct(
            r"{n \choose k}",
            (
                "⎛n⎞",
                "⎝k⎠",
            ),
            "(n choose k)",
            "n choose k",
        ),
    ),
    "Roots": (
        Construct(
            r"\sqrt{2}",
            ("√2",),
            "√2",
            "the square root of 2",
        ),
        Construct(
            r"\sqrt{2\pi\sigma^2}",
            ("√(2πσ²)",),
            "√(2πσ²)",
            "the square root of 2 pi sigma squared, end root",
        ),
        Construct(
            r"\sqrt[3]{x}",
            ("∛x",),
            "∛x",
            "the cube root of x",
        ),
        Construct(
            r"\sqrt{\frac{a}{b}}",
            (" ┌───", " │ a", " │───", "╲│ b"),
            "√(a/b)",
            "the square root of a over b, end root",
            baseline=2,
        ),
    ),
    "Sums, products, integrals": (
        Construct(
            r"\sum_{k=1}^K x_k",
            (" K", " ∑  xₖ", "k=1"),
            "∑ₖ₌₁ᴷ xₖ",
            "the sum from k equals 1 to cap K of x sub k",
            baseline=1,
        ),
        Construct(
            r"\prod_{i=1}^n p(x_i)",
            (" n", " ∏  p(xᵢ)", "i=1"),
            "∏ᵢ₌₁ⁿ p(xᵢ)",
            "the product from i equals 1 to n of p of x sub i",
            baseline=1,
        ),
        Construct(
            r"\sum_{x \in A} p(x)",
            (" ∑  p(x)", "x∈A"),
            "∑_{x∈A} p(x)",
            "the sum over x in cap A of p of x",
        ),
        Construct(
            r"\int_2^6 \frac{1}{4}\,dx = 1",
            ("6", "⌠  1", "⎮ ─── dx = 1", "⌡  4", "2"),
            "∫₂⁶ (1/4) dx = 1",
            "the integral from 2 to 6 of 1 over 4 d x equals 1",
            baseline=2,
        ),
        Construct(
            r"\int_{-\infty}^\infty p(x)\,dx",
            ("∞", "∫  p(x) dx", "−∞"),
            "∫_{−∞}^∞ p(x) dx",
            "the integral from minus infinity to infinity of p of x d x",
            baseline=1,
        ),
        Construct(
            r"\iint p(x, y)\,dx\,dy",
            ("∬ p(x, y) dx dy",),
            "∬ p(x, y) dx dy",
            "the double integral of p of open x comma y close d x d y",
        ),
        Construct(
            r"\bigcup_{i} A_i",
            ("⋃ Aᵢ", "i"),
            "⋃ᵢ Aᵢ",
            "the union over i of cap A sub i",
        ),
        Construct(
            r"\sum\nolimits_k x_k",
            ("∑ₖ xₖ",),
            "∑ₖ xₖ",
            "the sum over k of x sub k",
        ),
        Construct(
            r"\sum_{\substack{i < n \\ i \neq j}} x_i",
            ("  ∑   xᵢ", "i < n", "i ≠ j"),
            "∑_{i < n, i ≠ j} xᵢ",
            "the sum over i is less than n; next line i is not equal to j, end bounds, of x sub i",
        ),
        Construct(
            r"\int_0^1 \int_0^x \frac{y}{x}\,dy\,dx",
            (
                "1 x",
                "⌠ ⌠  y",
                "⎮ ⎮ ─── dy dx",
                "⌡ ⌡  x",
                "0 0",
            ),
            "∫₀¹ ∫₀ˣ (y/x) dy dx",
            "the integral from 0 to 1 of the integral from 0 to x of y over x d y d x",
            baseline=2,
        ),
        Construct(
            r"\oint_C f\,dz",
            (
                "∮ f dz",
                "C",
            ),
            "∮_C f dz",
            "the contour integral over cap C of f d z",
        ),
    ),
}
