"""Right answers in other forms, none refused: `python -m tests.exercises.rewritings`."""

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from random import Random

import mpmath  # type: ignore[import-untyped]

from tests.exercises.right_values import Place, entries, real, rows_of, value
from tests.exercises.trials import main
from tutor.answers.verdict import Right
from tutor.exercises.judging import judge_step
from tutor.exercises.question import Question

_MARKS = {"-": "−", "*": "·", "(": "（", ")": "）"}
_WIDE = str.maketrans("0123456789+/=()[],", "０１２３４５６７８９＋／＝（）［］，")


def trial(place: Place, seed: int) -> str | None:
    """One right answer judged: what was refused; None if all is well."""
    random = Random(f"{place.name} {seed}")
    problem, step = place.drawn_for(seed)
    typed = rewritten(step, random)
    if len(typed) > 200:
        typed = step.answer
    verdict = judge_step(problem, step, typed, fresh=seed)
    if isinstance(verdict, Right):
        return None
    return f"{dict(problem.drawn)} {step.answer!r}: {typed!r} is {verdict}"


def rewritten(step: Question, random: Random) -> str:
    """The right answer in another form: each change keeps its value."""
    match step.kind:
        case "number":
            typed = _number(step.answer, random)
        case "expression":
            typed = _value(step.answer, step.variables, random)
        case "interval":
            typed = _interval(step.answer, random)
        case "points":
            typed = _points(entries(step.answer), random)
        case "vector":
            typed = _vector(entries(step.answer), random)
        case "set":
            typed = _set(entries(step.answer), random)
        case _:
            typed = _matrix(entries(step.answer), random)
    if random.random() < 0.2 and " in " not in typed:
        typed = f"{step.lead}{typed}"
    return _shown(typed, random)


def _shown(typed: str, random: Random) -> str:
    """The same with other characters or spaces."""
    if random.random() < 0.2:
        typed = re.sub(r"\bexp\(([^()]*)\)(?!\^)", r"e^(\1)", typed)
    if random.random() < 0.2:
        typed = re.sub(r"(?<=[a-z)])\^2(?![\d.^])", "²", typed)
    if random.random() < 0.2:
        typed = typed.replace("sqrt(", "√(")
    if random.random() < 0.2 and "/" not in typed:
        typed = re.sub(r"(?<=\d)\*(?=[a-z(])", random.choice(["", " "]), typed)
    which = random.random()
    if which < 0.15:
        return "".join(_MARKS.get(each, each) for each in typed)
    if which < 0.25 and not re.search(r"[A-Za-z]\d|⁻¹", typed):
        return typed.translate(_WIDE)
    if which < 0.4:
        return f" {typed} "
    return typed.replace("^", "**") if which < 0.5 else typed


# Values


def _value(typed: str, variables: Sequence[str], random: Random, rounds: int = 2) -> str:
    """An expression put through changes that do not change its value."""
    for _ in range(random.randint(0, rounds)):
        n = random.randint(2, 9)
        k = Fraction(random.randint(1, 20), random.randint(1, 9))
        x = variables[0] if variables else str(random.randint(2, 9))
        typed = random.choice(
            [
                f"({typed})",
                f"{n}*({typed})/{n}",
                f"{n}({typed})/{n}",
                f"({typed})/({k}) * ({k})",
                f"{typed} + {k} - {k}",
                f"{k} + {typed} - {k}",
                f"-(-({typed}))",
                f"({typed})^1",
                f"({typed})*{x}^0",
                f"{typed} + {x} - {x}",
                f"{typed} - ({x} - {n}) + {x} - {n}",
                f"({typed})*(sin({n})^2 + cos({n})^2)",
                f"({typed})*({x}^2 + {n})/({x}^2 + {n})",
                f"({typed})*exp({n})/exp({n})",
                f"log(exp({typed}))",
                f"({typed})*log(exp({n}))/{n}",
                f"({typed})*sqrt({n}^2)/{n}",
                f"({typed})*tanh({k})*cosh({k})/sinh({k})",
                f"max({typed}, {typed})",
                f"({typed})*|-{n}|/{n}",
                f"({typed})/2 + ({typed})/2",
                f"(({typed})/{n})/(1/{n})",
                f"(({typed})/({k}/{n}))/({n}/({k}))",
                f"({typed})*(1 + 1e-3 - 0.001)",
                f"1.000000000000({typed})",
                f"({typed})*10^-3*1e3",
                f"({typed}) + {n}e6 - {n}000000",
                f"({typed} + {x}^2) - {x}^2",
                f"({typed})*(({x} + {n})^2 - {x}^2 - {2 * n}*{x})/{n * n}",
                f"({typed})*(cosh({k})^2 - sinh({k})^2)",
                f"({typed})*e^({x}/{n})*e^(-{x}/{n})",
                f"({typed})*2^({n}*{x})/(2^{n})^{x}",
                f"min({typed}, {typed} + {n})",
                f"({typed})*sqrt({x}^2 + {n})^2/({x}^2 + {n})",
                f"({typed} - {k})*1 + {k}",
            ]
        )
    return typed


def _number(right: str, random: Random) -> str:
    v = value(right)
    which = random.random()
    if which < 0.5:
        return _value(right, (), random)
    if isinstance(v, Fraction) and which < 0.65:
        k = random.randint(2, 50)
        return _value(f"{v.numerator * k}/{v.denominator * k}", (), random)
    if which < 0.75:
        return repr(float(v))
    return _decimal(v, random)


def _decimal(v: object, random: Random) -> str:
    """Correctly rounded to three digits or more, in one of the forms of a decimal."""
    digits = random.randint(3, 14)
    shown = Decimal(mpmath.nstr(real(v), 35))
    if not shown:
        return "0"
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(shown)
    unit = Decimal((0, (1,), rounded.adjusted() - digits + 1))
    rounded = rounded.quantize(unit)
    scale = rounded.adjusted()
    mantissa = f"{rounded.scaleb(-scale):f}"
    forms = [
        *(f"{mantissa}e{scale}", f"{mantissa}*10^{scale}", f"{mantissa}×10^({scale})"),
        *(f"{mantissa} · 10**{scale}", f"10^{scale}*{mantissa}"),
    ]
    plain = f"{rounded:f}"
    return random.choice([*forms, plain, plain] if "." in plain else forms)


# Intervals, points, matrices


def _interval(right: str, random: Random) -> str:
    low, high = entries(right)
    if "inf" not in right:
        low, high = _exact(low, random), _exact(high, random)
    ends = random.choice([("[", "]"), ("(", ")"), ("]", "["), ("[", ")")])
    infinite = [("inf", name) for name in ("Inf", "INF", "Infinity", "oo", "∞", "infty")]
    old, new = random.choice(infinite)
    low, high = low.replace(old, new), high.replace(old, new)
    less = random.choice(["<=", "<", "≤"])
    more = {"<=": ">=", "<": ">", "≤": "≥"}[less]
    forms = [
        *(f"{ends[0]}{low}, {high}{ends[1]}", f"{ends[0]}{low}; {high}{ends[1]}"),
        *(f"{low} {less} x {less} {high}", f"{high} {more} x {more} {low}"),
        f"x in {ends[0]}{low}, {high}{ends[1]}",
    ]
    return random.choice(forms)


def _exact(part: str, random: Random) -> str:
    """An exact form of a number, short."""
    v = value(part)
    k = random.randint(2, 9)
    if not isinstance(v, Fraction):
        return random.choice([part, f"({part})", f"{part} + {k} - {k}", f"{k}({part})/{k}"])
    forms: list[Callable[[], str]] = [
        lambda: part,
        lambda: f"{v.numerator * k}/{v.denominator * k}",
        lambda: f"({part})",
        lambda: f"{part} + {k} - {k}",
        lambda: repr(float(v)),
        lambda: f"{k}({part})/{k}",
    ]
    return random.choice(forms)()


def _points(parts: list[str], random: Random) -> str:
    pairs = [(parts[i], parts[i + 1]) for i in range(0, len(parts), 2)]
    random.shuffle(pairs)
    typed = []
    for p, q in pairs:
        k = random.randint(2, 5)
        scaled = f"{value(p) * k}, {value(q) * k}"
        point = f"{_exact(p, random)}, {_exact(q, random)}"
        typed.append(
            random.choice([f"({point})", f"[{point}]", f"1/{k} ({scaled})", f"({scaled})/{k}"])
        )
    listed = ", ".join(typed)
    return random.choice([listed, f"{{{listed}}}", listed])


def _vector(parts: list[str], random: Random) -> str:
    """One point: its order counts."""
    point = ", ".join(_exact(part, random) for part in parts)
    k = random.randint(2, 5)
    scaled = ", ".join(f"{k}*({part})" for part in parts)
    return random.choice([f"({point})", f"[{point}]", f"1/{k} ({scaled})", f"({scaled})/{k}"])


def _set(parts: list[str], random: Random) -> str:
    """Several numbers: neither order nor repeats count."""
    typed = [_exact(part, random) for part in (*parts, random.choice(parts))]
    random.shuffle(typed)
    return f"{{{', '.join(typed)}}}"


def _matrix(parts: list[str], random: Random) -> str:
    k = Fraction(random.randint(1, 12), random.randint(1, 12)) * random.choice((1, -1))
    which = random.random()
    if which < 0.5:
        return rows_of([_exact(part, random) for part in parts])
    scaled = rows_of([f"({part})/({k})" for part in parts])
    return random.choice(
        [
            f"{k} {scaled}",
            f"({k})*{scaled}",
            f"{k}{scaled}",
            f"{scaled}*({k})",
            f"{scaled}/({1 / k})",
        ]
    )


if __name__ == "__main__":
    main("rewritings", trial, 20_000)
