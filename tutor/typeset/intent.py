"""What MathML's notation means, in the words of MathML 4's intent attribute."""

from tutor.typeset.heard import is_expectation, is_matrix
from tutor.typeset.symbols import symbol_of
from tutor.typeset.tree import (
    Binomial,
    Fenced,
    Identifier,
    Node,
    Number,
    Scripts,
    Styled,
    Symbol,
    Table,
    is_variable,
    only_part,
    parts_of,
    plain_body,
)

_FENCES = {"|": "absolute-value", "‖": "norm", "⌊": "floor", "⌈": "ceiling"}
_MINUS_ONE = (symbol_of("-"), Number("1"))


def intent_of(node: Node) -> str:
    """The meaning of a node, with $a, $b for its parts in order; empty if it says no more."""
    match node:
        case Scripts(base, None, above) if above is not None:
            return _of_power(base, above)
        case Scripts(Fenced(None, _, Symbol("|")), below, None) if below is not None:
            return "evaluated-at($a,$b)"
        case Fenced(Symbol(left), _, Symbol()):
            return f"{_FENCES[left]}($a)" if left in _FENCES else ""
        case Table(_, _, Symbol("|"), Symbol("|")):
            return "determinant($a)"
        case Binomial():
            return "choose($a,$b)"
        case Styled() if is_expectation(node):
            letter = only_part(node.body)
            assert isinstance(letter, Identifier)
            return "expectation" if letter.text == "E" else "probability"
        case Symbol("∣"):
            return "given"
        case _:
            return ""


def _of_power(base: Node, above: Node) -> str:
    raised = plain_body(above)
    is_letter_t = is_variable(raised, "T") and is_matrix(base)
    if is_letter_t or (isinstance(raised, Symbol) and raised.char == "⊤"):
        return "transpose($a)"
    if parts_of(above) == _MINUS_ONE and not isinstance(plain_body(base), Number):
        return "inverse($a)"
    return ""
