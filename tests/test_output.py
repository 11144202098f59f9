"""What is printed where not every sign can be, or where lines are short: by its meaning, whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import Command
from tests.patience import PATIENCE
from tutor.cli.spelling import spelled
from tutor.typeset.alphabets import BLACKBOARD, MARKS, lowered, raised
from tutor.typeset.symbols import SYMBOLS

TRY_IT = Path(__file__).parents[1] / "decks" / "change-of-variables" / "try-it.toml"
CARDS = TRY_IT.with_name("flashcards.md")

# Said as the answer language reads it (docs/exercises.md), else as LaTeX or a reader would.
MEANT = {
    "f(z) = −8z − 9": "f(z) = -8z - 9",
    "−log p_Z(z)": "-log p_Z(z)",
    "f⁻¹(x) = (x − 2)/4": "f^-1(x) = (x - 2)/4",
    "∫₂⁶ (1/4) dx = 4 · 1/4": "int_2^6 (1/4) dx = 4 * 1/4",
    "Z ∼ 𝒩(μ, σ²)": "Z ~ N(mu, sigma^2)",
    "a ≤ b ≥ c ≠ d": "a <= b >= c != d",
    "√(2πσ²), 2√2": "sqrt(2 pi sigma^2), 2 sqrt 2",
    "x¹⁰ − xᵢⱼ + zₖ₊₁": "x^10 - x_ij + z_(k+1)",
    "∑ₖ₌₁ᴷ x²ⁿ": "sum_(k=1)^K x^(2n)",
    "z⁽ᵏ⁾, J⁻ᵀ": "z^(k), J^-T",
    "f: ℝᵈ → ℝᵈ, Γ ∈ (−∞, ∞)": "f: R^d -> R^d, Gamma in (-inf, inf)",
    "f ∘ g ∝ ∂h": "f after g is proportional to partial h",
    "⌈6 · 2½⌉ = 15": "ceil(6 * 2 1/2) = 15",
    "x̂ ± x̄": "x_hat +- x_bar",
    "├──┤ █▓▒░ ● ◆ ⠒⣀⡇": "+--+ #%:. o X '.:",
    "“é”, 97\N{NO-BREAK SPACE}% …": '"e", 97 % ...',
    "中": "?",
}


@pytest.mark.parametrize("text", MEANT)
def test_what_ascii_lacks_is_spelled_to_mean_the_same(text: str) -> None:
    assert spelled(text, "ascii") == MEANT[text]


def test_what_an_encoding_has_stays_unless_a_power_would_fall_apart() -> None:
    assert spelled("2πσ² · é", "latin-1") == "2 pi sigma² · é"
    assert spelled("x¹² + x¹⁰", "latin-1") == "x¹² + x^10"
    assert spelled("“σ” ≤ x", "cp1252") == "“sigma” <= x"


def test_every_sign_that_formulas_are_set_with_can_be_spelled() -> None:
    scripts = "0123456789+−=()ax"
    signs = {symbol.char for symbol in SYMBOLS.values()} | set(BLACKBOARD.values())
    signs |= set(MARKS.values()) | {symbol.plain for symbol in SYMBOLS.values()}
    signs |= {script(each) or "" for each in scripts for script in (raised, lowered)}
    assert [sign for sign in signs if "?" in spelled(sign, "ascii")] == []


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "cp437", "koi8-r"]))
def test_anything_can_be_sent_once_it_is_spelled_and_what_could_be_is_as_it_was(
    text: str, encoding: str
) -> None:
    said = spelled(text, encoding)
    said.encode(encoding)
    assert spelled(said, encoding) == said
    kept = text.encode(encoding, "ignore").decode(encoding)
    assert said == text or kept != text
    assert said.count("\n") == text.count("\n")


class Elsewhere(Command):
    """Runs `tutor` in an environment of another encoding or width; the output as bytes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.fill("flows")

    def fill(self, deck: str) -> None:
        """Lay the bundled files into a deck of this name."""
        (self.decks / deck).mkdir()
        for file in (TRY_IT, CARDS):
            (self.decks / deck / file.name).write_bytes(file.read_bytes())

    def sent(self, *words: str, typed: str = "", **environment: str) -> bytes:
        own = ("--db", str(self.database), "--decks", str(self.decks), "--now", "2026-12-01T09:00")
        return subprocess.run(
            [sys.executable, "-m", "tutor", *own, *words],
            input=typed.encode(),
            capture_output=True,
            env=self.environment | environment,
            check=True,
            timeout=PATIENCE,
        ).stdout


@pytest.fixture
def tutor(tmp_path: Path) -> Elsewhere:
    return Elsewhere(tmp_path)


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"PYTHONIOENCODING": "latin-1"}, "latin-1"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
    ],
)
def test_an_exercise_keeps_its_meaning_where_its_signs_cannot_be_sent(
    tutor: Elsewhere, environment: dict[str, str], encoding: str
) -> None:
    words = ("try", "affine-uniform", "--plain", "--maths", "line", "--seed", "0", "--level", "2")
    said = tutor.sent(*words, typed="\n" * 6, **environment).decode(encoding)
    assert "f(z) = -8z - 9." in said
    assert "what is f^-1(x)?" in said
    assert "Z ~ Uniform(0, 1)" in said
    assert max(map(len, said.splitlines())) <= 80
    # Every question mark ends a question: it stands for no sign that was lost.
    assert said.count("?") == said.count("?\n") >= 5


def test_a_formula_is_set_on_one_line_where_it_cannot_be_drawn(tutor: Elsewhere) -> None:
    said = tutor.sent(
        "review", "--plain", "--maths", "box", typed="\n", PYTHONIOENCODING="ascii"
    ).decode("ascii")
    assert "  p_X(x) = p_Z(f^-1(x)) / |det J_f(z)|\n" in said
    drawn = tutor.sent(
        "review", "--plain", "--maths", "box", typed="\n", PYTHONIOENCODING="utf-8"
    ).decode()
    assert "p_X(x) = ──────" in drawn


def test_json_is_exact_in_any_encoding(tutor: Elsewhere) -> None:
    tutor.fill("ℝ")
    said = tutor.sent("progress", "--json", "--deck", "ℝ", PYTHONIOENCODING="ascii")
    assert json.loads(said)["decks"] == ["ℝ"]


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_what_is_said_of_an_answer_is_wrapped_as_all_else_is(
    tutor: Elsewhere, columns: str
) -> None:
    words = ("try", "affine-uniform", "--plain", "--maths", "line", "--seed", "0", "--level", "1")
    wrong = "x/9\n[0, 1]\n100\n100\n7\n4\n"
    said = tutor.sent(*words, typed=wrong, COLUMNS=columns).decode()
    width = min(int(columns), 100)
    lines = said.splitlines()
    assert max(map(len, lines)) <= width
    begins = ("Not right: ", "A card about what went wrong:")
    told = [at for at, line in enumerate(lines) if line.startswith(begins)]
    assert len(told) == 7  # five wrong answers, and cards about two matters
    for at in told:  # full, or all there is
        is_whole = lines[at].endswith((".", "?"))
        assert is_whole or len(f"{lines[at]} {lines[at + 1].split()[0]}") > width
