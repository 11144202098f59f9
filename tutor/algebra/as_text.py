"""Formulas as text that the answer parser reads back: exp(-(x - 1)^2/2)/(3*sqrt(2*pi))."""

from tutor.answers.expression import Apply, Name, Number, Tree

_SUM, _PRODUCT, _SIGNED, _POWER, _ATOM = range(5)  # from the loosest binding to the tightest
_LEVELS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "neg": _SIGNED, "^": _POWER}


def as_text(tree: Tree) -> str:
    """The formula as one types it; it is neither simplified nor put in another order."""
    return _written(tree)[0]


def _written(tree: Tree) -> tuple[str, int]:
    """The text, and how tightly its outermost operation binds."""
    match tree:
        case Number(value):
            if value < 0:
                return str(value), _SIGNED
            return str(value), _ATOM if value.denominator == 1 else _PRODUCT
        case Name(name):
            return name, _ATOM
        case Apply("neg", (inner,)):
            return f"-{_at_least(_PRODUCT, inner, first=True)}", _SIGNED
        case Apply("+" | "-" as sign, (left, right)):
            return f"{_at_least(_SUM, left)} {sign} {_after(_SUM, right)}", _SUM
        case Apply("*" | "/" as sign, (left, right)):
            before = _at_least(_PRODUCT, left)
            if isinstance(left, Number) and left.value.denominator != 1:
                before = f"({before})"
            return f"{before}{sign}{_after(_PRODUCT, right)}", _PRODUCT
        case Apply("^", (base, exponent)):
            return f"{_at_least(_ATOM, base)}^{_at_least(_ATOM, exponent)}", _POWER
        case Apply(function, arguments):
            return f"{function}({', '.join(map(as_text, arguments))})", _ATOM
    raise TypeError(tree)


def _at_least(level: int, tree: Tree, first: bool = False) -> str:
    """The text, in brackets if it binds more loosely than this."""
    text, own = _written(tree)
    is_signed = first and text.startswith("-")
    return f"({text})" if own < level or is_signed else text


def _after(level: int, tree: Tree) -> str:
    """The text of what follows a sign: it must bind more tightly, and have no sign in front."""
    text, own = _written(tree)
    return f"({text})" if own <= level or text.startswith("-") else text
