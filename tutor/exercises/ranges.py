"""What an author writes for a base or transform, and for what its parameters are drawn from."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tutor.core.text import one_line
from tutor.exercises.bases.base import Base
from tutor.exercises.draws import MAX_VALUES, Choice
from tutor.exercises.family import Family
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.template import Call
from tutor.exercises.toml_chunks import Bad

_LARGEST = 1_000_000  # number an author may write
_CALL = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(?:\(([^()]*)\))?\s*")


def call(
    value: object,
    key: str,
    families: Mapping[str, type[Family]] | Mapping[str, type[Base]],
    level: int | None,
) -> Call:
    """A base or transform such as `affine(a, b)` or `uniform(0, 1)`."""
    usages = " or ".join(family.usage for family in families.values())
    match = _CALL.fullmatch(value) if isinstance(value, str) and len(value) <= 200 else None
    if match is None:
        raise Bad(f"{key} is one of {usages}, in quotes", key, level)
    name, inside = match.groups()
    if name not in families:
        raise Bad(f"unknown {key} {name!r}: here it is {usages}", key, level)
    words = [word.strip() for word in (inside or "").split(",")] if (inside or "").strip() else []
    arguments: list[str | Rational] = []
    for word in words:
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,19}", word):
            arguments.append(word)
        else:
            arguments.append(rational(word, key, level))
    family = families[name]
    if len(arguments) not in {family.needed, len(family.shapes)}:
        raise Bad(f"write {family.usage}: {name} has {len(arguments)} arguments here", key, level)
    for argument, shape in zip(arguments, family.shapes, strict=False):
        if not isinstance(argument, str) and shape is not Shape.NUMBER:
            raise Bad(f"write {family.usage}: a {shape} is drawn by its name", key, level)
    if "z" in arguments or "x" in arguments:
        raise Bad("x and z are the points: give the parameter another name", key, level)
    if fault := family.fault(*arguments):
        raise Bad(fault, key, level)
    return Call(name, tuple(arguments))


def choice(name: str, value: object, shape: Shape, level: int) -> Choice:
    """What a name is drawn from: one value, a list of values, or a range."""
    if not isinstance(value, dict):
        listed = value if isinstance(value, list) else [value]
        if not listed or len(listed) > MAX_VALUES:
            raise Bad(f"{name} is drawn from a list of 1 to {MAX_VALUES} values", "draw", level)
        return Choice(shape, tuple(dict.fromkeys(rational(v, "draw", level) for v in listed)))
    for key in value:
        if key not in ("from", "to", "over", "det"):
            raise Bad(f"{name}: {key!r} is unknown; there are from, to, over, det", "draw", level)
    low, high = _ends(name, value, level)
    over = value.get("over", [1])
    if (
        not isinstance(over, list)
        or not over
        or not all(type(m) is int and 1 <= m <= 12 for m in over)
    ):
        raise Bad(f"{name}: over lists denominators from 1 to 12: over = [2, 3]", "draw", level)
    if (high - low) * max(over) >= MAX_VALUES:
        raise Bad(f"{name}: a range holds at most {MAX_VALUES} values: narrow it", "draw", level)
    values: list[Rational] = []
    for below in sorted(set(over)):
        for above in range(-int(-low * below // 1), int(high * below // 1) + 1):
            fraction = Fraction(above, below)
            if fraction.denominator == below:
                values.append(above if below == 1 else fraction)
    if not values:
        raise Bad(f"{name} has an empty pool: nothing lies from {low} to {high}", "draw", level)
    det = None
    if "det" in value:
        if shape is not Shape.MATRIX or not isinstance(value["det"], dict):
            raise Bad(f"{name}: det = {{ from = 2, to = 12 }} goes with a matrix", "draw", level)
        det = _ends("det", value["det"], level)
    return Choice(shape, tuple(sorted(values)), det)


def _ends(name: str, table: Mapping[str, Any], level: int) -> tuple[Rational, Rational]:
    if "from" not in table or "to" not in table:
        raise Bad(f"{name} needs both ends of its range: from = 2, to = 9", "draw", level)
    low, high = rational(table["from"], "draw", level), rational(table["to"], "draw", level)
    if low > high:
        raise Bad(
            f"{name} has an empty pool: its range from {low} to {high} is empty", "draw", level
        )
    return low, high


def rational(value: object, key: str, level: int | None) -> Rational:
    """A number an author wrote: 3, -0.5, "1/2"."""
    number: Fraction | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = str(value) if abs(value) <= _LARGEST else ""
    else:
        text = value if isinstance(value, str) and len(value) <= 20 else ""
    if re.fullmatch(r"-?\d{1,7}(?:\.\d{1,7}|/0*[1-9]\d{0,5})?", text, re.ASCII):
        number = Fraction(text)
    if number is None or abs(number) > _LARGEST:
        shown = one_line(str(value)[:30]) if isinstance(value, str) else "this"
        raise Bad(f'{shown} is not a number here: write 3, -2 or "1/2"', key, level)
    return number.numerator if number.denominator == 1 else number


def shaped(name: str, value: object, shape: Shape) -> Value:
    if shape is Shape.NUMBER:
        return rational(value, "worked", None)
    if shape is Shape.VECTOR and isinstance(value, list) and len(value) == 2:
        return rational(value[0], "worked", None), rational(value[1], "worked", None)
    if shape is Shape.MATRIX and isinstance(value, list) and len(value) == 2:
        first, second = (shaped(name, row, Shape.VECTOR) for row in value)
        return first, second  # type: ignore[return-value]
    example = "[4, 2]" if shape is Shape.VECTOR else "[[3, 1], [0, 2]]"
    raise Bad(f"{name} is a {shape}: write {name} = {example}", "worked")
