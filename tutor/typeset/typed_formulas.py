"""Sentences with formulas as one types them, f(1/4) = 3/2, in words."""

import re
from collections.abc import Callable
from decimal import Decimal
from operator import add

from tutor.typeset.parser import parse
from tutor.typeset.spoken import words
from tutor.typeset.spoken_names import SHORT, Speech

_LONGEST = 2_000  # characters of a sentence that is read for formulas
_FEW = 6  # zeros
_DEEPEST = 30  # factors in each other
_NAMES = {
    "log": r"\log ",
    "ln": r"\ln ",
    "exp": r"\exp ",
    "det": r"\det ",
    "sin": r"\sin ",
    "cos": r"\cos ",
    "tanh": r"\tanh ",
    "sigmoid": r"\operatorname{sigmoid} ",
    "NLL": r"\text{NLL}",
    "pi": r"\pi ",
    "mu": r"\mu ",
    "sigma": r"\sigma ",
    "inf": r"\infty ",
    "infinity": r"\infty ",
    "oo": r"\infty ",
    "π": r"\pi ",
    "μ": r"\mu ",
    "σ": r"\sigma ",
    "λ": r"\lambda ",
    "ad": "a d",
    "bc": "b c",
}
_ROOTS = ("sqrt", "abs")  # their brackets are not said
_FUNCTIONS = {"log", "ln", "exp", "det", "sin", "cos", "tanh", "sigmoid"}
_SIGNS = {
    "*": r"\cdot ",
    "·": r"\cdot ",
    "×": r"\times ",
    "∘": r"\circ ",
    "-": "-",
    "−": "-",
    "+": "+",
    "±": r"\pm ",
    "=": "=",
    "<": "<",
    ">": ">",
    "<=": r"\le ",
    ">=": r"\ge ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "≠": r"\ne ",
    "≈": r"\approx ",
    "∈": r"\in ",
    "~": r"\sim ",
}
_ALONE = {" = ": "equals", " − ": "minus", " + ": "plus", " / ": "slash"}
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE]([-+−]?)([0-9]+))?")
_INDEX = re.compile("[0-9]{1,2}(?![0-9.])")
_WORD = re.compile(r"[A-Za-z\u0370-\u03ff]+")
_RELATION = re.compile(r" *(<=|>=|[=<>≤≥≠≈∈~]) *")
_SUM = re.compile(r" *([-−+±]) *")
_PRODUCT = re.compile(r" *([*·×∘/]) *")
_SUBSCRIPT = re.compile(r"_\{([A-Za-z0-9]+)\}|_([A-Za-z]|[0-9]+)")
_LOW = {sign: str(number) for number, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")} | {"ₖ": "k", "ᵢ": "i"}
_HIGH = {sign: str(number) for number, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")} | {"⁻": "-", "ᵀ": "T"}
_LOWERED = re.compile(f"[{''.join(_LOW)}]+")
_RAISED = re.compile(f"[{''.join(_HIGH)}]+")
_CLOSE_COMMA = re.compile(r"(?<=[)\]]),(?=[(\[])")  # of (0,0),(3,0)
_ITSELF = re.compile(r" *[=),+\-−*/]")  # after a function that is applied to nothing
_PRIMES = re.compile(r"'{1,3}(?=[(|])")
_MATRIX = re.compile(r"\[\s*\[[^][]*\](?:\s*,\s*\[[^][]*\])*\s*\]")
_CLOSING = {"(": ")", "[": "]"}
_BEGINS = re.compile(r"(?<![\w.])[^\s,;:.!?'’)\]]")


class _NoFormulaError(Exception):
    """What stands here is no formula."""


def in_words(text: str, speech: Speech = SHORT, *, intervals: bool | None = None) -> str:
    """The text with its formulas in words.

    `intervals` says each pair in brackets as an interval, or none; without it those that can be
    nothing else.
    """
    if len(text) > _LONGEST:
        return text
    said: list[str] = []
    done = 0
    text = _CLOSE_COMMA.sub(", ", text)
    while (found := _BEGINS.search(text, done)) is not None:
        begin = found.start()
        said.append(text[done:begin])
        reader = _Reader(text, begin, intervals)
        try:
            tex = reader.whole()
        except _NoFormulaError:
            word = _WORD.match(text, begin)
            done = word.end() if word else begin + 1
            said.append(_ALONE.get(text[begin - 1 : done + 1], text[begin:done]))
            continue
        done = reader.at
        formula = parse(tex)
        spoken = words(formula, speech, intervals=False).removeprefix("in ").rstrip(",")
        said.append(text[begin:done] if formula.faults else spoken)
    return "".join([*said, text[done:]])


class _Reader:
    """Reads one formula from a place on, and gives its LaTeX."""

    def __init__(self, text: str, at: int, intervals: bool | None) -> None:
        self.text, self.at, self.intervals = text, at, intervals
        self.begin, self.depth = at, 0
        self.failed: set[int] = set()  # where no factor begins, which is found out once

    def whole(self) -> str:
        """A formula that is worth saying otherwise than it is written."""
        tex = self.formula()
        written = self.text[self.begin : self.at]
        after = self.text[self.at : self.at + 1]
        if after.isalnum() or after == "_":
            raise _NoFormulaError
        begins = self.text[: self.begin].rstrip(" ")[-1:] in ("", ".")
        is_article = begins and written in ("A", "I") and after == " "
        number = _NUMBER.fullmatch(written)
        is_plain = number is not None and number[3] is None
        is_plain_letter = written.isascii() and not written.isupper()
        is_bare = len(written) == 1 and (is_plain_letter or is_article)
        if is_bare or is_plain or written in _FUNCTIONS:
            raise _NoFormulaError
        return tex

    def formula(self) -> str:
        """Sides between relations."""
        return self.joined(self.sum, _RELATION)

    def sum(self) -> str:
        """Terms, the first with a sign or without."""
        sign = ""
        if self.text[self.at : self.at + 1] in ("-", "−", "+") and self.at < len(self.text):
            sign = _SIGNS[self.text[self.at]]
            self.at += 1
        return sign + self.joined(self.product, _SUM)

    def joined(self, read: Callable[[], str], sign: re.Pattern[str]) -> str:
        """Parts with signs between them; a sign that nothing follows is left where it is."""
        tex = read()
        while (found := sign.match(self.text, self.at)) is not None:
            back = self.at
            self.at = found.end()
            try:
                after = read()
            except _NoFormulaError:
                self.at = back
                break
            tex += f" {_SIGNS[found[1]]}{after}"
        return tex

    def product(self) -> str:
        """Factors beside each other, or with a sign between."""
        signs, factors = [""], [self.factor()]
        while True:
            back = self.at
            found = _PRODUCT.match(self.text, self.at)
            try:
                if found is not None:
                    self.at = found.end()
                    signed = self.text[self.at : self.at + 1] in ("-", "−")
                    self.at += signed
                    factor = f"-{self.factor()}" if signed else self.factor()
                elif self.stands_beside():
                    factor = self.factor()
                else:
                    break
            except _NoFormulaError:
                self.at = back
                break
            if found is not None and found[1] == "/":
                factors[-1] = rf"\frac{{{_bare(factors[-1])}}}{{{_bare(factor)}}}"
            else:
                signs.append("" if found is None else _SIGNS[found[1]])
                factors.append(factor)
        return " ".join(map(add, signs, factors))

    def stands_beside(self) -> bool:
        """Whether a factor follows without a sign: 2x, x e^-x; no word of a sentence."""
        if self.text[self.at : self.at + 1] == " ":
            word = _WORD.match(self.text, self.at + 1)
            if word is None or not (word[0] in (*_NAMES, *_ROOTS) or len(word[0]) == 1):
                return False
            after = self.text[word.end() : word.end() + 1]
            if word[0] in "aAI" and after in (" ", ""):
                return False
            self.at += 1
            return True
        return self.text[self.at : self.at + 1] not in ("", "-", "−", "+")

    def factor(self) -> str:
        """A number, letter or bracket with its scripts and argument."""
        begin = self.at
        if begin in self.failed or self.depth > _DEEPEST:
            raise _NoFormulaError
        self.failed.add(begin)
        self.depth += 1
        try:
            tex = self.scripted()
        finally:
            self.depth -= 1
        self.failed.discard(begin)
        return tex

    def scripted(self) -> str:
        is_letter = self.text[self.at : self.at + 1].isalpha()
        tex = self.base()
        while True:
            if is_letter and self.text.startswith("(", self.at):
                tex += f" {self.brackets('(')}"
                is_letter = False
                continue
            if (found := _PRIMES.match(self.text, self.at)) is not None:
                tex += found[0]
            elif (found := _SUBSCRIPT.match(self.text, self.at)) is not None:
                tex += f"_{{{found[1] or found[2]}}}"
            elif (found := _LOWERED.match(self.text, self.at)) is not None:
                tex += f"_{{{''.join(_LOW[sign] for sign in found[0])}}}"
            elif (found := _RAISED.match(self.text, self.at)) is not None:
                tex += f"^{{{''.join(_HIGH[sign] for sign in found[0])}}}"
            elif self.text.startswith(("^", "**"), self.at):
                self.at += 1 + (self.text[self.at] == "*")
                tex += f"^{{{_bare(self.power())}}}"
                continue
            else:
                return tex
            self.at = found.end()

    def power(self) -> str:
        """What is typed after ^."""
        if self.text[self.at : self.at + 1] in ("-", "−"):
            self.at += 1
            return f"-{self.factor()}"
        return self.factor()

    def base(self) -> str:
        """A number, a letter, a name with its argument, or brackets."""
        if (number := _NUMBER.match(self.text, self.at)) is not None:
            self.at = number.end()
            if number[3] is None:
                return number[1]
            power = int(number[3][-6:]) * (-1 if number[2] in ("-", "−") else 1)
            if -_FEW <= power <= _FEW:
                return f"{Decimal(number[1]).scaleb(power):f}"
            return rf"{number[1]} \times 10^{{{power}}}"
        if (word := _WORD.match(self.text, self.at)) is not None:
            return self.named(word[0])
        match self.text[self.at : self.at + 1]:
            case "(" | "[" as left:
                return self.brackets(left)
            case "|":
                return self.bars()
            case "√":
                self.at += 1
                return rf"\sqrt{{{_bare(self.factor())}}}"
            case _:
                raise _NoFormulaError

    def named(self, name: str) -> str:
        if name in _ROOTS:
            self.at += len(name)
            inside = _bare(self.brackets("("))
            return rf"\sqrt{{{inside}}}" if name == "sqrt" else rf"\left|{inside}\right|"
        if name in _NAMES:
            self.at += len(name)
            if name in _FUNCTIONS and _ITSELF.match(self.text, self.at):
                return rf"\text{{{name}}}"
            return _NAMES[name] + self.argument() if name in _FUNCTIONS else _NAMES[name]
        if len(name) > 1 or not name.isascii():
            raise _NoFormulaError
        self.at += 1
        index = _INDEX.match(self.text, self.at)
        if index is None:
            return name
        self.at = index.end()
        return f"{name}_{{{index[0]}}}"

    def argument(self) -> str:
        """What a function is applied to."""
        self.at += self.text.startswith(" ", self.at)
        return self.factor()

    def brackets(self, left: str) -> str:
        if not self.text.startswith(left, self.at):
            raise _NoFormulaError
        if left == "[" and (matrix := _MATRIX.match(self.text, self.at)) is not None:
            return self.matrix(matrix[0])
        is_first = self.at == self.begin
        self.at += 1
        inside = [self.formula()]
        while (found := re.compile(r" *([,;]) *").match(self.text, self.at)) is not None:
            self.at = found.end()
            # The braces keep 22, 973 from being heard as one number.
            inside.append(f"{found[1]}{{}} {self.formula()}")
        right = self.text[self.at : self.at + 1]
        if right not in (")", "]"):
            raise _NoFormulaError
        self.at += 1
        is_pair = len(inside) == 2 and inside[1][0] == ","
        is_clear = "[" in left + right or "]" in left + right or r"\infty" in "".join(inside)
        is_meant = is_clear if self.intervals is None else self.intervals
        is_interval = is_meant and is_pair and is_first
        tex = rf"\left{left} {' '.join(inside)} \right{right}"
        return rf"\in {tex}" if is_interval else tex

    def matrix(self, written: str) -> str:
        """Rows of cells."""
        rows: list[str] = []
        end = self.at + len(written)
        self.at += 1
        while self.at < end - 1:
            if self.text[self.at] in ", ":
                self.at += 1
                continue
            row = self.brackets("[").removeprefix(r"\in ")
            cells = row.removeprefix(r"\left[ ").removesuffix(r" \right]")
            rows.append(cells.replace(" ,", " & ").replace(",", " & "))
        self.at = end
        body = r" \\ ".join(rows)
        return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"

    def bars(self) -> str:
        self.at += 1
        inside = self.formula()
        if not self.text.startswith("|", self.at):
            raise _NoFormulaError
        self.at += 1
        return rf"\left|{inside}\right|"


def _bare(tex: str) -> str:
    """What is in round brackets that a fraction, root or power makes needless."""
    if not (tex.startswith(r"\left( ") and tex.endswith(r" \right)")):
        return tex
    depth = 0
    for found in re.finditer(r"\\left|\\right", tex):
        depth += 1 if found[0] == r"\left" else -1
        if depth == 0 and found.end() < len(tex) - 1:
            return tex
    inside = tex.removeprefix(r"\left( ").removesuffix(r" \right)")
    return tex if "," in inside else inside
