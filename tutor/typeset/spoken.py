"""A formula in words, for lines read aloud: cap P sub cap X of x equals …

What is one letter, number or sign is a unit: it needs no word where it ends. Of anything longer
the end is said, so that no two formulas are said alike, also by a voice without commas and signs.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tutor.typeset.application import Joined, is_derivative, is_differential, joined
from tutor.typeset.grouping import is_round
from tutor.typeset.heard import (
    QUIET,
    begins_a_term,
    braced,
    ends_of_interval,
    grouped_number,
    holds_a_place,
    interval_of,
    is_argument,
    is_bar,
    is_core,
    is_expectation,
    is_in,
    is_labelled,
    is_map,
    is_matrix,
    is_modulus,
    is_nabla,
    is_norm,
    is_number,
    is_signed_unit,
    is_unit,
    says_of,
    side,
)
from tutor.typeset.spacing import kind_of, spaced
from tutor.typeset.spoken_names import (
    BLACKBOARD,
    FENCES,
    HALF_OPEN,
    INTERVALS,
    LETTERS,
    LONG,
    MARKS,
    POWERS,
    SHORT,
    STYLES,
    Speech,
)
from tutor.typeset.spoken_tables import table
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Classed,
    Enclosed,
    Fenced,
    Formula,
    Fraction,
    Identifier,
    Kind,
    Middle,
    Name,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Symbol,
    Table,
    Text,
    Unknown,
    only_part,
    parts_of,
)

_COMMAS = re.compile(r"(?: *,)+(?= *[,;.]| *$)| +(?=[,;.])")
_TAIL = re.compile(r" (comma|period|semicolon)$")
_SIGNS = {"comma": ",", "period": ".", "semicolon": ";"}


def words(formula: Formula, speech: Speech = SHORT, *, intervals: bool = True) -> str:
    """The formula as it is read aloud; `intervals` says [2, 6] by itself as an interval."""
    speaker, only = _Speaker(*speech), interval_of(formula.tree) if intervals else None
    spoken = _join(speaker.fenced(only, interval=True) if only else speaker.say(formula.tree))
    return _TAIL.sub(lambda found: _SIGNS[found[1]], spoken)


def _join(spoken: Sequence[str]) -> str:
    """The words with blanks between them; one comma where several meet, none at the end."""
    return _COMMAS.sub("", " ".join(word for word in spoken if word))


class _Speaker(NamedTuple):
    """Says nodes; with `closed`, also where a unit would need no end, as a script follows."""

    capitals: bool
    long: bool

    def word(self, said: str) -> str:
        return LONG.get(said, said) if self.long else said

    def say(self, node: Node, closed: bool = False) -> list[str]:
        match node:
            case Identifier(text):
                return [self.letter(text)]
            case Number(text):
                return [text]
            case Text(text):
                return text.split()
            case Symbol():
                return self.symbol(node)
            case Name(text, _, spoken):
                return [spoken or text]
            case Row(items):
                if (only := only_part(node)) is not node:
                    return self.say(only, closed)
                return ["group", *self.row(items), ", end group ,"] if closed else self.row(items)
            case Scripts():
                return self.scripts(node, closed)
            case Fenced():
                return self.fenced(node, closed)
            case Fraction():
                return self.fraction(node, closed)
            case Root():
                return self.root(node, closed)
            case Styled(style, body):
                return self.styled(style, body, closed)
            case Accent():
                return self.accent(node)
            case Table():
                return table(node, lambda cell: _join(self.say(cell)))
            case Binomial(above, below):
                if is_unit(above) and is_unit(below) and not closed:
                    return [*self.say(above), "choose", *self.say(below)]
                inside = [*self.say(above), "choose", *self.say(below)]
                return ["the binomial", *inside, ", end binomial ,"]
            case Brace(body):
                return self.ended("braced", body, "end brace", closed)
            case Classed(_, body):
                return self.say(body, closed)
            case Enclosed("phantom", _) | Space():
                return []
            case Enclosed(how, body):
                begin = {"box": "boxed", "cancel": "crossed out"}[how]
                return self.ended(begin, body, f"end {begin}", closed)
            case Middle(symbol):
                return ["given" if symbol.char == "|" else symbol.spoken]
            case Unknown(source):
                return [f"not understood: {' '.join(source.split())} ,"]

    def letter(self, text: str) -> str:
        if len(text) == 1 and text.isupper():
            return f"cap {text}" if self.capitals else text
        return LETTERS.get(text, text)

    def symbol(self, node: Symbol) -> list[str]:
        spoken = LETTERS.get(node.spoken, node.spoken)
        if spoken.startswith("capital "):
            spoken = spoken.replace("capital ", "cap ") if self.capitals else spoken[8:]
        return [spoken + " of" if node.kind is Kind.BIG else self.word(spoken)]

    def ended(self, begin: str, body: Node, end: str, closed: bool = False) -> list[str]:
        """A part with the word before it, and the one where it ends unless it is a unit."""
        is_open = is_unit(body) and not closed
        return [begin, *self.say(body), *([] if is_open else [f", {self.word(end)} ,"])]

    def row(self, items: Sequence[Node], in_brackets: bool = False) -> list[str]:
        spoken: list[str] = []
        placed = [(node, kind) for _, node, kind in spaced(items, tight=False)]
        arrow = is_map(placed)
        i = 0
        while i < len(placed):
            node, kind = placed[i]
            before = placed[i - 1] if i else None
            said = self.in_row(node, kind, before)
            if before is None and kind is Kind.RELATION and len(placed) > 1:
                said = [said[0].removeprefix("is "), *said[1:]]  # "density is" stands before it
            if arrow and isinstance(node, Symbol) and node.char == ":":
                said = ["from"]
            if not in_brackets and (number := grouped_number(placed, i)) is not None:
                said, i = [number], i + 2
            spoken += said
            i += 1
        return spoken

    def in_row(self, node: Node, kind: Kind, before: tuple[Node, Kind] | None) -> list[str]:
        """A node with the word that joins it to what is before it."""
        if before is None:
            return self.say(node)
        join = joined(*before, node, kind)
        word = join.value
        if join is Joined.OF and says_of(before[0]):
            word = ""
        if join is not Joined.UNSAID and isinstance(node, Fenced) and is_argument(before[0], node):
            return [word, *self.say(node.body)]
        if is_nabla(before[0]) and isinstance(node, Symbol) and node.char in "·×":
            return ["cross" if node.char == "×" else "dot"]
        if isinstance(node, Fenced) and is_in(before[0]):
            return [word, *self.fenced(node, interval=True)]
        if isinstance(node, Fraction) and not begins_a_term(before):
            return [word, *self.fraction(node, signs=False)]
        return [word, *self.say(node)]

    def fraction(self, node: Fraction, closed: bool = False, signs: bool = True) -> list[str]:
        """a over b for units; with `signs` also minus 1 over b, where no term stands before it."""
        above, below = self.say(node.above), self.say(node.below)
        is_small = is_unit(node.below) and (
            is_unit(node.above) or (signs and is_signed_unit(node.above))
        )
        is_small = is_small and not any(map(is_differential, (node.above, node.below)))
        if not closed and (is_small or is_derivative(node)):
            return [*above, "over", *below]
        over = ", all over" if "over" in _join([*above, *below]).split() else "over"
        return [self.word("fraction"), *above, over, *below, ", end fraction ,"]

    def root(self, node: Root, closed: bool) -> list[str]:
        degree = "2" if node.degree is None else _join(self.say(node.degree))
        named = {"2": "the square root of", "3": "the cube root of"}
        begin = named.get(degree, f"the root of degree {degree} of")
        return self.ended(begin, node.body, "end root", closed)

    def styled(self, style: str, body: Node, closed: bool) -> list[str]:
        if style == "blackboard":
            only = only_part(body)
            text = only.text if isinstance(only, Identifier | Number) else ""
            if text in BLACKBOARD:
                return [BLACKBOARD[text]]
        if style in QUIET:
            return self.say(body, closed)
        if is_core(only_part(body)):
            return [STYLES[style], *self.say(body)]
        return [STYLES[style], *self.say(body), f", end {STYLES[style]} ,"]

    def accent(self, node: Accent) -> list[str]:
        name = MARKS.get(node.mark, node.mark)
        if node.mark == "vec":
            return self.ended("vector", node.body, "end vector", not is_unit(node))
        if is_unit(node):
            return [*self.say(node.body), name]
        return [name, "over", *self.say(node.body), f", end {name} ,"]

    def scripts(self, node: Scripts, closed: bool = False) -> list[str]:
        base, below, above = node.base, node.below, node.above
        kind = kind_of(base)
        if isinstance(base, Brace) or is_labelled(node):
            return self.labelled(node)
        if isinstance(base, Symbol) and kind is Kind.BIG:
            return self.big(base.spoken, below, above)
        if isinstance(base, Name):
            return self.name(base, below, above)
        if below is not None and is_bar(base):
            before = [] if isinstance(base, Symbol) else self.say(base)[:-1]
            at = self.ended("evaluated at", below, "end evaluated", closed)
            return [*before, *at, *self.power(base, above)]
        if isinstance(base, Fenced) and is_norm(base) and below is not None and is_unit(below):
            inside = self.ended("of", base.body, "end norm", above is not None or closed)
            return ["the", *self.say(below), "norm", *inside, *self.power(base, above)]
        spoken = self.say(base, closed=not is_unit(base))
        if below is not None:
            spoken += self.lower(base, below)
        return [*spoken, *self.power(base, above, closed)]

    def lower(self, base: Node, below: Node) -> list[str]:
        """What stands below a base."""
        if is_expectation(base):
            return ["over", *self.bound(below, ", end sub ,")]
        parts = parts_of(below)
        if len(parts) == 1 and isinstance(parts[0], Symbol) and not is_unit(below):
            return ["subscript", *self.say(parts[0])]
        if len(parts) == 1 and is_round(parts[0]):
            return ["sub", *self.fenced(parts[0])] if isinstance(parts[0], Fenced) else []
        if is_unit(below):
            return ["sub", *self.say(below)]
        return ["sub", *self.say(below), ", end sub ,"]

    def power(self, base: Node, above: Node | None, closed: bool = False) -> list[str]:
        """What stands above a base."""
        if above is None:
            return []
        items = parts_of(above)
        primes = 0
        while primes < len(items) and isinstance(p := items[primes], Symbol) and p.char == "′":
            primes += 1
        marks = [["prime"], ["double prime"], ["triple prime"]][primes - 1 : primes]
        spoken = (marks[0] if marks else ["prime"] * primes) if primes else []
        rest = items[primes:]
        if not rest:
            return spoken
        whole = rest[0] if len(rest) == 1 else Row(rest)
        if isinstance(whole, Fenced) and is_round(whole):
            return [*spoken, "superscript", *self.fenced(whole)]
        power = _join(self.say(whole))
        if power in POWERS and not (power == "minus 1" and is_number(base)):
            return [*spoken, POWERS[power]]
        if power == self.letter("T") and is_matrix(base):
            return [*spoken, "transpose"]
        if power == "minus " + self.letter("T") and is_matrix(base):
            return [*spoken, "inverse transpose"]
        if isinstance(whole, Symbol) and not is_unit(whole):
            return [*spoken, "superscript", power]
        short = is_unit(whole) or is_signed_unit(whole)
        if short and not closed and not power.startswith("the "):
            return [*spoken, "to the", power]
        end = [] if short and not closed else [", end power ,"]
        return [*spoken, "to the power", power, *end]

    def big(self, spoken: str, below: Node | None, above: Node | None) -> list[str]:
        low = self.say(below) if below is not None else []
        high = self.say(above) if above is not None else []
        bounds = ["from" if above is not None else "over", *low] if below is not None else []
        bounds += ["to", *high] if above is not None else []
        hides = holds_a_place([*low, *high])
        return [spoken, *bounds, *([", end bounds ,"] if hides else []), "of"]

    def bound(self, below: Node, end: str) -> list[str]:
        """What an expectation is over, or a limit goes to: x from p, x approaches 0 from above."""
        spoken: list[str] = []
        hides = False
        placed = [(node, kind) for _, node, kind in spaced(parts_of(below), tight=False)]
        for i, (node, kind) in enumerate(placed):
            approached = side(node)
            if isinstance(node, Symbol) and node.char in "→∼":
                spoken.append("approaches" if node.char == "→" else "from")
            elif approached and i and isinstance(placed[i - 1][0], Symbol):
                assert isinstance(node, Scripts)
                spoken += [*self.say(node.base), approached]
            else:
                said = self.in_row(node, kind, placed[i - 1] if i else None)
                hides = hides or holds_a_place(said)
                spoken += said
        return [*spoken, *([end] if hides else [])]

    def name(self, base: Name, below: Node | None, above: Node | None) -> list[str]:
        spoken = base.spoken or base.text
        if base.limits:
            approached = "as" if "lim" in base.text else "over"
            inside = self.bound(below, ", end bounds ,") if below is not None else []
            bounds = [approached, *inside] if below is not None else []
            return [spoken, *bounds, *self.power(base, above), "of"]
        is_of = spoken.endswith(" of")
        said = [spoken.removesuffix(" of")]
        if below is not None and "log" in spoken and is_unit(below):
            return [*said, "base", *self.say(below), *self.power(base, above), "of"]
        if below is not None:
            said += self.lower(base, below)
        said += self.power(base, above)
        return [*said, "of"] if is_of else said

    def labelled(self, node: Scripts) -> list[str]:
        """A base with something over or under it that is no power and no index."""
        base = node.base
        closed = not is_unit(base)
        spoken = [braced(base, node), *self.say(base.body)] if isinstance(base, Brace) else []
        if isinstance(base, Brace) and "labelled" in _join(spoken):
            spoken.append(", end brace ,")
        spoken = spoken or self.say(base, closed=closed and kind_of(base) is not Kind.RELATION)
        for label, place in ((node.below, "below"), (node.above, "above")):
            if label is not None:
                comma = "" if kind_of(base) is Kind.RELATION else ", "
                spoken += self.ended(f"{comma}labelled {place}", label, "end label")
        return spoken

    def fenced(self, node: Fenced, closed: bool = False, interval: bool = False) -> list[str]:
        """A bracket; one of two ends may be an interval."""
        left = node.left.char if node.left else ""
        right = node.right.char if node.right else ""
        if left in FENCES and right:
            before, after = FENCES[left]
            return self.ended(before, node.body, after, closed)
        if left == "{" and right == "}":
            return ["the set of", *self.such_that(node.body), ", end set ,"]
        ends = ends_of_interval(node.body)
        if ends and left + right in (INTERVALS if interval else HALF_OPEN):
            low, high = (self.row(end) for end in ends)
            return ["the interval from", *low, "to", *high, ",", INTERVALS[left + right], ","]
        inside = self.row(node.body.items, in_brackets=True)
        if left == "(" and right == ")" and is_modulus(node.body):
            return inside
        if not left and right == "|":
            return [*inside, "evaluated"]
        spoken = self.symbol(node.left) if node.left else []
        return [*spoken, *inside, *(self.symbol(node.right) if node.right else [])]

    def such_that(self, body: Row) -> list[str]:
        """What a set holds; its first colon or bar says such that."""
        for i, item in enumerate(body.items):
            sign = item.symbol if isinstance(item, Middle) else item
            if i and isinstance(sign, Symbol) and sign.char in (":", "|", "∣"):
                return [
                    *self.row(body.items[:i]),
                    "such that",
                    *self.row(body.items[i + 1 :]),
                ]
        return self.row(body.items, in_brackets=True)
