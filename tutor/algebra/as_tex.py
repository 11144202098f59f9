"""Formulas as LaTeX, of the subset that the typesetter knows."""

from collections.abc import Sequence

from tutor.answers.expression import Apply, Name, Number, Tree

_SUM, _PRODUCT, _CALL, _SIGNED, _POWER, _ATOM = range(6)  # from loose to tight
_NAMES = {"pi": r"\pi", "inf": r"\infty", "mu": r"\mu", "sigma": r"\sigma", "lambda": r"\lambda"}
_TALL = (r"\frac", r"\sqrt", "^{")


def as_tex(tree: Tree) -> str:
    """The formula as it is set; it is neither simplified nor put in another order."""
    return _set(tree)[0]


def in_brackets(tex: str, left: str = "(", right: str = ")") -> str:
    """In brackets as high as what they hold."""
    if any(part in tex for part in _TALL):
        return rf"\left{left} {tex} \right{right}"
    return f"{left}{tex}{right}"


def _set(tree: Tree) -> tuple[str, int]:
    """The LaTeX, and how tightly its outermost operation binds."""
    match tree:
        case Number(value):
            above, below = value.numerator, value.denominator
            sign, size = ("-", -above) if above < 0 else ("", above)
            tex = str(size) if below == 1 else rf"\frac{{{size}}}{{{below}}}"
            return sign + tex, _SIGNED if sign else _ATOM
        case Name(name):
            return _name(name), _ATOM
        case Apply("neg", (inner,)):
            tex, level = _set(inner)
            return f"-{in_brackets(tex) if level == _SUM or tex[0] == '-' else tex}", _SIGNED
        case Apply("+" | "-" as sign, (left, right)):
            tex, level = _set(right)
            after = in_brackets(tex) if tex[0] == "-" or (level, sign) == (_SUM, "-") else tex
            return f"{as_tex(left)} {sign} {after}", _SUM
        case Apply("*"):
            return _product(_factors(tree)), _PRODUCT
        case Apply("/", (above, below)):
            return _quotient(above, below)
        case Apply("^", (base, exponent)):
            return f"{_raised(base)}^{{{as_tex(exponent)}}}", _POWER
        case Apply("sqrt", (inner,)):
            return rf"\sqrt{{{as_tex(inner)}}}", _ATOM
        case Apply("abs", (inner,)):
            return in_brackets(as_tex(inner), "|", "|"), _ATOM
        case Apply("log", (inner,)):
            tex, level = _set(inner)
            is_size = isinstance(inner, Apply) and inner.operation == "abs"
            bare = is_size or (level >= _POWER and not isinstance(inner, Apply))
            return (rf"\log {tex}", _CALL) if bare else (rf"\log {in_brackets(tex)}", _POWER)
        case Apply("exp", (Number(value),)) if value == 1:
            return "e", _ATOM
        case Apply("exp", (inner,)) if _is_short(inner):
            return f"e^{{{as_tex(inner)}}}", _POWER
        case Apply("sigmoid", (inner,)):
            return rf"\operatorname{{sigmoid}}{in_brackets(as_tex(inner))}", _POWER
        case Apply(function, arguments):
            inside = in_brackets(", ".join(map(as_tex, arguments)))
            space = " " if inside.startswith("\\") else ""
            return rf"\{function}{space}{inside}", _POWER
    raise TypeError(tree)


def _name(name: str) -> str:
    letters = name.rstrip("0123456789")
    index = name[len(letters) :]
    return f"{letters}_{{{index}}}" if index else _NAMES.get(name, name)


def _is_short(exponent: Tree) -> bool:
    """Whether e is raised to it rather than exp taken of it: a whole number or a name."""
    match exponent:
        case Apply("neg", (inner,)):
            return _is_short(inner)
        case Number(value):
            return value.denominator == 1
    return isinstance(exponent, Name)


def _quotient(above: Tree, below: Tree) -> tuple[str, int]:
    """A fraction, with a sign in front of it and its number before what else is above."""
    positive = _positive(above)
    if positive is not None and as_tex(below)[0] != "-":
        return f"-{_quotient(positive, below)[0]}", _SIGNED
    first, *others = _factors(above)
    if others and isinstance(first, Number) and isinstance(below, Number):
        number = Number(first.value / below.value) if below.value else first
        if first.value.denominator == 1 < number.value.denominator == below.value and not any(
            isinstance(each, Number) for each in others
        ):
            return _product([number, *others]), _PRODUCT
    return rf"\frac{{{as_tex(above)}}}{{{as_tex(below)}}}", _ATOM


def _positive(tree: Tree) -> Tree | None:
    """What has a minus sign in front of it, without that."""
    match tree:
        case Apply("neg", (inner,)):
            return inner
        case Number(value) if value < 0:
            return Number(-value)
    return None


def _raised(base: Tree) -> str:
    """What stands before a power."""
    tex, level = _set(base)
    is_fraction = isinstance(base, Apply) and base.operation == "/"
    is_fraction |= isinstance(base, Number) and base.value.denominator != 1
    return in_brackets(tex) if (level <= _POWER and not _is_call(base)) or is_fraction else tex


def _is_call(tree: Tree) -> bool:
    """Whether it ends in brackets of its own."""
    return isinstance(tree, Apply) and _set(tree)[1] == _POWER and not _is_power(tree)


def _is_power(tree: Apply) -> bool:
    return tree.operation == "^" or (tree.operation == "exp" and _is_short(tree.arguments[0]))


def _factors(tree: Tree) -> list[Tree]:
    match tree:
        case Apply("*", (left, right)):
            return [*_factors(left), right]
    return [tree]


def _product(factors: Sequence[Tree]) -> str:
    """Factors side by side, with a dot before what begins with a digit, and after a 0 or 1."""
    *_, last = factors
    parts: list[str] = []
    for factor in factors:
        tex, level = _set(factor)
        signed = tex[0] == "-" and parts
        if level <= _PRODUCT or signed or (level == _CALL and factor is not last):
            tex = in_brackets(tex)
        if parts:
            before = parts[-1]
            is_number = tex[0].isdigit() or tex.startswith((r"\frac", "(-", r"\left( -"))
            if (
                is_number
                or before.lstrip("-") in ("0", "1")
                or (tex[0] == "(" and before[-1].isalpha())
            ):
                parts.append(r" \cdot ")
            elif not (before.lstrip("-").isdigit() and isinstance(factor, Name) and tex[0] != "\\"):
                parts.append(" ")
        parts.append(tex)
    return "".join(parts)
