"""The numbers of an answer: written as one types them, and read from what was typed."""

from collections.abc import Iterable
from fractions import Fraction

from tutor.answers.answer import Answer, AnswerKind, Collection, Entry, Interval, Matrix, Vector
from tutor.exercises.worksheets.sheet import Ask

Value = Fraction | float
FAR = 1e100


def arranged(ask: Ask, parts: list[str], tex: bool = False) -> str:
    """The entries of an answer as one types it, or as it is set."""
    match ask.kind:
        case AnswerKind.NUMBER | AnswerKind.EXPRESSION:
            return parts[0]
        case AnswerKind.INTERVAL:
            low, high = parts
            opens = "(" if "inf" in low else "["
            return f"{opens}{low}, {high}{')' if 'inf' in high else ']'}"
        case AnswerKind.SET:
            opens, closes = (r"\{", r"\}") if tex else ("{", "}")
            return f"{opens}{', '.join(parts)}{closes}"
        case AnswerKind.MATRIX:
            width = len(parts) // ask.rows
            rows = [parts[start : start + width] for start in range(0, len(parts), width)]
            if tex:
                body = r" \\ ".join(" & ".join(row) for row in rows)
                return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
            listed = ", ".join(f"[{', '.join(row)}]" for row in rows)
            return f"[{listed}]"
    return f"({', '.join(parts)})"


def numbers_of(answer: Answer) -> list[Value] | None:
    """The numbers of an answer, if all of them are known and not too large to work with."""
    entries: list[Entry] = []
    match answer:
        case Entry():
            entries = [answer]
        case Interval(low, high):
            entries = [low, high]
        case Vector(found):
            entries = list(found)
        case Collection(elements):
            entries = [each for each in elements if isinstance(each, Entry)]
            if len(entries) != len(elements):
                return None
        case Matrix(rows):
            entries = [entry for row in rows for entry in row]
        case _:
            return None
    if not all(-FAR < entry.approx < FAR for entry in entries):
        return None
    return [entry.value for entry in entries if entry.value is not None]


def in_order(ask: Ask, values: Iterable[Value]) -> list[float]:
    """The numbers in an order of their own, where it does not matter in which they are typed."""
    doubles = list(map(float, values))
    return sorted(doubles) if ask.kind == AnswerKind.SET else doubles
