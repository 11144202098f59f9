"""Commands that work on what follows them, each read by one function."""

from collections.abc import Mapping

from tutor.typeset.classes import CLASSES, as_operator, classed, operator_name
from tutor.typeset.environments import environment, left, middle, plain_table, substack
from tutor.typeset.lengths import LENGTHS, space
from tutor.typeset.lexer import Token
from tutor.typeset.named_commands import TEXTS
from tutor.typeset.reader import EMPTY, Command, Infix, Reader
from tutor.typeset.symbols import FENCES, SYMBOLS, symbol_of
from tutor.typeset.text_command import text
from tutor.typeset.tree import (
    Binomial,
    Brace,
    Enclosed,
    Fenced,
    Fraction,
    Name,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Table,
    Text,
    Unknown,
)

_NOT = {"=": "neq", "<": "nless", ">": "ngtr", "\\in": "notin", "\\exists": "nexists"}
_NOT |= {"\\leq": "nleq", "\\le": "nleq", "\\geq": "ngeq", "\\ge": "ngeq", "\\ni": "notni"}
_NOT |= {"\\subseteq": "nsubseteq", "\\supseteq": "nsupseteq", "\\subset": "nsubset"}
_NOT |= {"\\supset": "nsupset", "\\equiv": "nequiv", "\\approx": "napprox", "\\sim": "nsim"}
_NOT |= {"\\simeq": "nsimeq", "\\cong": "ncong", "\\mid": "nmid", "\\parallel": "nparallel"}
_NOT |= {"\\to": "nrightarrow", "\\rightarrow": "nrightarrow", "\\leftarrow": "nleftarrow"}
_NOT |= {"\\Rightarrow": "nRightarrow", "\\implies": "nRightarrow", "\\vdash": "nvdash"}
_NOT |= {"\\Leftrightarrow": "nLeftrightarrow", "\\iff": "nLeftrightarrow", "\\models": "nvDash"}
_NOT |= {"\\prec": "nprec", "\\succ": "nsucc", "\\leftrightarrow": "nleftrightarrow"}
_ARROWS = {
    "xrightarrow": "longrightarrow",
    "xleftarrow": "longleftarrow",
    "xleftrightarrow": "longleftrightarrow",
    "xRightarrow": "Longrightarrow",
    "xLeftarrow": "Longleftarrow",
    "xLeftrightarrow": "Longleftrightarrow",
    "xmapsto": "longmapsto",
    "xhookrightarrow": "hookrightarrow",
    "xhookleftarrow": "hookleftarrow",
    "xrightharpoonup": "rightharpoonup",
    "xrightharpoondown": "rightharpoondown",
    "xrightleftharpoons": "rightleftharpoons",
    "xtwoheadrightarrow": "twoheadrightarrow",
    "xlongequal": "longequal",
}
_PAIRS = {
    "abs": ("vert", "vert"),
    "norm": ("Vert", "Vert"),
    "floor": ("lfloor", "rfloor"),
    "ceil": ("lceil", "rceil"),
    "set": ("{", "}"),
    "Set": ("{", "}"),
    "bra": ("langle", "vert"),
    "ket": ("vert", "rangle"),
    "braket": ("langle", "rangle"),
}


def _fraction(reader: Reader, token: Token) -> Node:
    if token.text == "\\cfrac":
        reader.optional()
    above = reader.argument(token)
    if above is None:
        return Unknown(token.text)
    below = reader.argument(token)
    if below is None:
        below = Unknown(token.text)
    if "binom" in token.text:
        return Binomial(above, below)
    return Fraction(above, below, small=token.text in _SMALL)


_SMALL = {"\\tfrac", "\\sfrac", "\\nicefrac"}


def _general_fraction(reader: Reader, token: Token) -> Node:
    r"""\genfrac{(}{)}{thickness}{style}{above}{below}."""
    opening, closing = (FENCES.get(reader.raw().strip().removeprefix("\\")) for _ in range(2))
    thickness, _ = reader.raw(), reader.raw()
    above, below = reader.argument(token), reader.argument(token)
    if above is None or below is None:
        return Unknown(token.text)
    if thickness.strip().startswith("0"):
        return Table("matrix", ((above,), (below,)), opening, closing)
    fraction = Fraction(above, below)
    if opening is None and closing is None:
        return fraction
    return Fenced(opening, Row((fraction,)), closing, tall=True)


def _root(reader: Reader, token: Token) -> Node:
    degree = reader.optional()
    body = reader.argument(token)
    return Root(Unknown(token.text) if body is None else body, degree)


def _over_and_under(reader: Reader, token: Token) -> Node:
    """\\overset{over}{base}, \\underset{under}{base}, \\stackrel{over}{base}."""
    script = reader.argument(token)
    base = None if script is None else reader.argument(token)
    if base is None:
        return script or Unknown(token.text)
    base = _alone(base)
    if token.text == "\\underset":
        return Scripts(as_operator(base), script, None, limits=True)
    return Scripts(base, None, script, limits=True)


def _over_under(reader: Reader, token: Token) -> Node:
    over, under = reader.argument(token), reader.argument(token)
    base = None if over is None or under is None else reader.argument(token)
    return Unknown(token.text) if base is None else Scripts(_alone(base), under, over, limits=True)


def _built(reader: Reader, token: Token) -> Node:
    r"""\buildrel over \over base and \root degree \of body, as plain TeX has them."""
    first = reader.argument(token)
    between = "\\of" if token.text == "\\root" else "\\over"
    if reader.peek().text == between:
        reader.at += 1
    else:
        reader.complain(token.offset, f"{token.text} needs {between}")
    second = None if first is None else reader.argument(token)
    if second is None:
        return first or Unknown(token.text)
    if token.text == "\\root":
        return Root(second, first)
    return Scripts(_alone(second), None, first, limits=True)


def _alone(base: Node) -> Node:
    """The only item of a row, so that a relation stays one."""
    return base.items[0] if isinstance(base, Row) and len(base.items) == 1 else base


def _arrow(reader: Reader, token: Token) -> Node:
    r"""\xrightarrow[below]{above}."""
    below = reader.optional()
    above = reader.argument(token)
    arrow = SYMBOLS[_ARROWS[token.text[1:]]]
    if above is None:
        return Unknown(token.text)
    above = None if above == EMPTY else above
    return Scripts(arrow, below, above, limits=True)


def _brace(reader: Reader, token: Token) -> Node:
    square = token.text.endswith("bracket")
    if square:
        reader.optional()
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    return Brace(body, token.text.startswith("\\over"), square)


def _negated(reader: Reader, token: Token) -> Node:
    other = reader.peek()
    if other.text in _NOT:
        reader.at += 1
        return SYMBOLS.get(_NOT[other.text], SYMBOLS["neq"])
    reader.complain(token.offset, f"\\not cannot stand before {other.text or 'nothing'}")
    return Unknown(token.text)


def _modulo(reader: Reader, token: Token) -> Node:
    modulus = reader.argument(token)
    parts = (Name("mod"), Unknown(token.text) if modulus is None else modulus)
    if token.text == "\\mod":
        return Row((Space(2), *parts))
    inside = Row(parts[token.text == "\\pod" :])
    return Row((Space(1), Fenced(FENCES["("], inside, FENCES[")"])))


def _enclosed(reader: Reader, token: Token) -> Node:
    if token.text in ("\\fbox", "\\framebox"):
        return Enclosed("box", text(reader, token))
    if token.text == "\\colorbox":
        reader.optional()
        reader.raw()
        return Enclosed("box", text(reader, token))
    if token.text == "\\cancelto":
        above = reader.argument(token)
        body = reader.argument(token)
        return (
            Unknown(token.text) if body is None else Scripts(Enclosed("cancel", body), None, above)
        )
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    if token.text == "\\boxed":
        return Enclosed("box", body)
    return Enclosed("phantom" if token.text.endswith("phantom") else "cancel", body)


def _unseen_phantom(reader: Reader, token: Token) -> None:
    r"""\vphantom, which takes room only above and below."""
    reader.argument(token)


def _transparent(reader: Reader, token: Token) -> Node:
    """Commands about place or colour: what they work on is shown as it is."""
    if token.text in ("\\textcolor", "\\raisebox"):
        reader.optional()
        reader.raw()
    elif token.text in ("\\smash", "\\makebox"):
        reader.optional()
    body = reader.argument(token)
    return Unknown(token.text) if body is None else body


def _text_box(reader: Reader, token: Token) -> Node:
    reader.optional()
    if token.text in ("\\raisebox", "\\parbox"):
        reader.raw()
    return text(reader, token)


def _note(reader: Reader, token: Token) -> None:
    r"""\label{…}, \color{…} and others that show nothing themselves."""
    reader.optional()
    reader.raw()


def _tag(reader: Reader, token: Token) -> Node:
    bare = reader.peek().text == "*"
    reader.at += bare
    words = text(reader, token)
    shown = (words,) if bare else (Text("("), words, Text(")"))
    return Row((Space(4), *shown))


def _reference(reader: Reader, token: Token) -> Node:
    name = reader.raw()
    return Text(f"({name})" if token.text == "\\eqref" else name)


def _paired(reader: Reader, token: Token) -> Node:
    r"""\abs{x}, \norm{x} and others that many authors define alike."""
    reader.at += reader.peek().text == "*"
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    opening, closing = (FENCES[name] for name in _PAIRS[token.text[1:]])
    return Fenced(opening, body if isinstance(body, Row) else Row((body,)), closing, tall=True)


def _choice(reader: Reader, token: Token) -> Node:
    first, *others = (reader.argument(token) for _ in range(4))
    return Unknown(token.text) if first is None or None in others else first


def _prescript(reader: Reader, token: Token) -> Node:
    above, below = reader.argument(token), reader.argument(token)
    base = None if above is None or below is None else reader.argument(token)
    return Unknown(token.text) if base is None else Row((Scripts(EMPTY, below, above), base))


def _accented(reader: Reader, token: Token) -> Node:
    """Arrows below, and marks that stand over by hand."""
    body = reader.argument(token)
    if body is None:
        return Unknown(token.text)
    sign = SYMBOLS[{"\\underrightarrow": "rightarrow", "\\underleftarrow": "leftarrow"}[token.text]]
    return Scripts(body, sign, None, limits=True)


def _unicode(reader: Reader, token: Token) -> Node:
    typed = reader.raw().strip().lower().removeprefix("u+").removeprefix("x")
    try:
        character = chr(int(typed, 16))
    except (ValueError, OverflowError):
        character = ""
    if character and character.isprintable() and not character.isspace():
        return symbol_of(character) or Text(character)
    reader.complain(token.offset, f"{token.text} needs the number of a printable character")
    return Unknown(token.text)


def _superscript(reader: Reader, token: Token) -> Node:
    return Scripts(EMPTY, None, text(reader, token))


COMMANDS: Mapping[str, Command] = {
    **dict.fromkeys(TEXTS, text),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _fraction),
    "genfrac": _general_fraction,
    **dict.fromkeys(("overset", "underset", "stackrel", "stackbin"), _over_and_under),
    "overunderset": _over_under,
    **dict.fromkeys(("buildrel", "root"), _built),
    **dict.fromkeys(_ARROWS, _arrow),
    **dict.fromkeys(("underbrace", "overbrace", "underbracket", "overbracket"), _brace),
    **dict.fromkeys(("underrightarrow", "underleftarrow"), _accented),
    **dict.fromkeys(("boxed", "fbox", "framebox", "colorbox"), _enclosed),
    **dict.fromkeys(("cancel", "bcancel", "xcancel", "sout", "cancelto"), _enclosed),
    **dict.fromkeys(("phantom", "hphantom"), _enclosed),
    "vphantom": _unseen_phantom,
    **dict.fromkeys(("smash", "ensuremath", "textcolor", "vcenter"), _transparent),
    **dict.fromkeys(("mathclap", "mathllap", "mathrlap", "shoveleft"), _transparent),
    "shoveright": _transparent,
    **dict.fromkeys(("makebox", "raisebox", "parbox", "clap", "llap", "rlap"), _text_box),
    **dict.fromkeys(("label", "color", "require", "vspace", "leftroot", "uproot"), _note),
    "tag": _tag,
    **dict.fromkeys(("ref", "eqref"), _reference),
    **dict.fromkeys(LENGTHS, space),
    **dict.fromkeys(_PAIRS, _paired),
    **dict.fromkeys(("operatorname", "operatornamewithlimits"), operator_name),
    **dict.fromkeys(CLASSES, classed),
    **dict.fromkeys(("pmod", "mod", "pod"), _modulo),
    "sqrt": _root,
    "not": _negated,
    "mathchoice": _choice,
    "prescript": _prescript,
    "unicode": _unicode,
    "textsuperscript": _superscript,
    "left": left,
    "middle": middle,
    "begin": environment,
    "substack": substack,
    **dict.fromkeys(("pmatrix", "matrix", "cases"), plain_table),
}


def _choose(above: Node, below: Node) -> Node:
    return Binomial(above, below)


def _atop(above: Node, below: Node) -> Node:
    return Table("matrix", ((above,), (below,)))


def _in_fences(opening: str, closing: str) -> Infix:
    return lambda above, below: Table(
        "matrix", ((above,), (below,)), FENCES[opening], FENCES[closing]
    )


INFIXES: Mapping[str, Infix] = {
    "\\over": Fraction,
    "\\choose": _choose,
    "\\atop": _atop,
    "\\brack": _in_fences("[", "]"),
    "\\brace": _in_fences("{", "}"),
}
