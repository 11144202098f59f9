"""Formulas as LaTeX, of the subset that the typesetter knows."""

from tutor.answers.expression import Apply, Name, Number, Tree

_SUM, _PRODUCT, _CALL, _SIGNED, _POWER, _ATOM = range(6)  # from loose to tight
_NAMES = {"pi": r"\pi", "inf": r"\infty", "mu": r"\mu", "sigma": r"\sigma"}
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
            sign, size = "-" if value < 0 else "", abs(value)
            fraction = rf"\frac{{{size.numerator}}}{{{size.denominator}}}"
            tex = str(size.numerator) if size.denominator == 1 else fraction
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
            return _product(tree), _PRODUCT
        case Apply("/", (Apply("neg", (above,)), below)):
            return rf"-\frac{{{as_tex(above)}}}{{{as_tex(below)}}}", _SIGNED
        case Apply("/", (Number(value), below)) if value < 0:
            return rf"-\frac{{{as_tex(Number(-value))}}}{{{as_tex(below)}}}", _SIGNED
        case Apply("/", (above, below)):
            return rf"\frac{{{as_tex(above)}}}{{{as_tex(below)}}}", _ATOM
        case Apply("^", (base, exponent)):
            return f"{_raised(base)}^{{{as_tex(exponent)}}}", _POWER
        case Apply("sqrt", (inner,)):
            return rf"\sqrt{{{as_tex(inner)}}}", _ATOM
        case Apply("abs", (inner,)):
            return in_brackets(as_tex(inner), "|", "|"), _ATOM
        case Apply("log", (inner,)):
            tex, level = _set(inner)
            bare = level >= _POWER and not isinstance(inner, Apply)
            return (rf"\log {tex}", _CALL) if bare else (rf"\log {in_brackets(tex)}", _POWER)
        case Apply("sigmoid", (inner,)):
            return rf"\text{{sigmoid}}{in_brackets(as_tex(inner))}", _POWER
        case Apply(function, arguments):
            inside = in_brackets(", ".join(map(as_tex, arguments)))
            space = " " if inside.startswith("\\") else ""
            return rf"\{function}{space}{inside}", _POWER
    raise TypeError(tree)


def _name(name: str) -> str:
    letters = name.rstrip("0123456789")
    index = name[len(letters) :]
    return f"{letters}_{{{index}}}" if index else _NAMES.get(name, name)


def _raised(base: Tree) -> str:
    """What stands before a power."""
    tex, level = _set(base)
    is_fraction = isinstance(base, Apply) and base.operation == "/"
    is_fraction |= isinstance(base, Number) and base.value.denominator != 1
    return in_brackets(tex) if (level <= _POWER and not _is_call(base)) or is_fraction else tex


def _is_call(tree: Tree) -> bool:
    """Whether it ends in brackets of its own."""
    return isinstance(tree, Apply) and _set(tree)[1] == _POWER and tree.operation != "^"


def _factors(tree: Tree) -> list[Tree]:
    match tree:
        case Apply("*", (left, right)):
            return [*_factors(left), right]
    return [tree]


def _product(tree: Tree) -> str:
    """Factors side by side, with a dot before what begins with a digit."""
    *_, last = factors = _factors(tree)
    parts: list[str] = []
    for factor in factors:
        tex, level = _set(factor)
        signed = tex[0] == "-" and parts
        if level <= _PRODUCT or signed or (level == _CALL and factor is not last):
            tex = in_brackets(tex)
        if parts:
            before = parts[-1]
            is_number = tex[0].isdigit() or tex.startswith((r"\frac", "(-"))
            if is_number or (tex[0] == "(" and before[-1].isalpha()):
                parts.append(r" \cdot ")
            elif not (before.lstrip("-").isdigit() and isinstance(factor, Name) and tex[0] != "\\"):
                parts.append(" ")
        parts.append(tex)
    return "".join(parts)
