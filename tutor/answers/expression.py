"""Typed mathematics read into a tree: recursive descent over a small, closed grammar."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from tutor.answers.bars import opening_bars
from tutor.answers.brackets import inner
from tutor.answers.token_reader import END, ONE_VALUE, TokenReader
from tutor.answers.tokens import Token, Unreadable, plain
from tutor.answers.vocabulary import FUNCTIONS

MAX_DEPTH = 50
_SEVERAL = ("min", "max")
_TWO_WAYS = "a product right after a division can be read in two ways: use brackets, as in"
_FACTORS = ("name", "(", "√")  # what a value may follow without a sign, to be multiplied by it


# Tuples, because trees are made and looked up by the thousand. No two of the three have the same
# length, so that trees of two classes are never equal.


class Number(NamedTuple):
    """An exact value; `digits` counts the significant digits of a typed decimal."""

    value: Fraction
    digits: int = 0


class Name(NamedTuple):
    """A variable of the question, or the constant pi, e or inf."""

    name: str


class Apply(NamedTuple):
    """An operation (`+ - * / ^ neg` or a function) on its arguments; `column` is its sign's."""

    operation: str
    arguments: "tuple[Tree, ...]"
    column: int


Tree = Number | Name | Apply


def parse(text: str, variables: Sequence[str] = ()) -> Tree:
    """One expression that fills the whole text."""
    reader = Reader(plain(text), variables)
    tree = reader.sum()
    reader.end()
    return tree


class Reader(TokenReader):
    """Reads expressions and the signs between them, from left to right."""

    def __init__(self, text: str, variables: Sequence[str], start: int = 0) -> None:
        super().__init__(text, variables, start)
        self.lists: frozenset[int] = frozenset()  # places of brackets that no expression enters
        self._opening = opening_bars(text, self.tokens[:-1])
        self._depth = 0
        self._bars = 0

    def end(self) -> None:
        """Refuse whatever still follows."""
        token = self.next
        if token is END:
            return
        if token.kind == "," and self.before.kind == "number":
            raise self.refuse(self.decimal_comma())
        if token.kind in (")", "]", "}"):
            raise self.refuse(f"this {token.kind} has no opening bracket")
        raise self.refuse(_out_of_place(token))

    # The grammar, loosest binding first

    def sum(self) -> Tree:
        """product (("+" | "-") product)*"""
        tree = self.product()
        while (sign := self.tokens[self.place]).kind in ("+", "-"):
            self.place += 1
            tree = Apply(sign.kind, (tree, self.product()), sign.column)
        return tree

    def product(self) -> Tree:
        """signed (("*" | "/" | nothing) signed)*, but nothing may not follow a division."""
        start = self.place
        tree = self.signed()
        divided = start  # where the last divisor begins, if a division was the last sign
        while True:
            sign = self.tokens[self.place]
            if self.place in self.lists or (sign.kind == "*" and self.place + 1 in self.lists):
                return tree
            if sign.kind in ("*", "/"):
                self.place += 1
                divided = self.place if sign.kind == "/" else start
                tree = Apply(sign.kind, (tree, self.signed()), sign.column)
            elif sign.kind == "number":
                raise self.refuse(_missing_between(self.before, sign))
            elif sign.kind in _FACTORS or self._opens():
                if divided > start:
                    raise self._two_ways(start, divided)
                tree = Apply("*", (tree, self._power()), sign.column)
            else:
                return tree

    def _opens(self) -> bool:
        """Whether the next token is a bar that opens an absolute value."""
        if self.next.kind != "|":
            return False
        return not self._bars if self._opening is None else self.place in self._opening

    def _two_ways(self, start: int, divisor: int) -> Unreadable:
        """The error about `1/2x`, with both of its readings."""
        column = self.column
        above = self.text[self.tokens[start].at : self.tokens[divisor - 1].at].strip()
        below, place = self.typed(divisor), self.place
        try:
            self._power()
        except Unreadable as error:
            return error
        factor = self.typed(place)
        return self.refuse(
            f"{_TWO_WAYS} ({above}/{below})*{factor} or {above}/({below}*{factor})", column
        )

    def signed(self) -> Tree:
        """("+" | "-")* power, so that -x^2 is -(x^2)."""
        first = self.tokens[self.place]
        if first.kind not in ("+", "-"):
            return self._power()
        negative = False
        while (sign := self.tokens[self.place]).kind in ("+", "-"):
            negative ^= sign.kind == "-"
            self.place += 1
        tree = self._power()
        return Apply("neg", (tree,), first.column) if negative else tree

    def _power(self) -> Tree:
        """atom superscript? ("^" signed)?, so that 2^3^2 is 2^(3^2)."""
        tree = self._atom()
        power = self.tokens[self.place]
        if power.kind == "power":
            self.place += 1
            tree = Apply("^", (tree, Number(power.value)), power.column)
            if self.next.kind in ("^", "power"):
                raise self.refuse("this can be read in two ways: put brackets around one power")
        elif power.kind == "^":
            self._deepen()
            self.place += 1
            tree = Apply("^", (tree, self.signed()), power.column)
            self._depth -= 1
        return tree

    def _atom(self) -> Tree:
        token = self.tokens[self.place]
        if token.kind == "number":
            self.place += 1
            return Number(token.value, token.digits)
        if token.kind == "name":
            self.place += 1
            return self._call(token) if token.text in FUNCTIONS else Name(token.text)
        if token.kind == "(":
            self.place += 1
            return self._inside(token, ")")
        if token.kind == "|":
            self.place += 1
            return Apply("abs", (self._inside(token, "|"),), token.column)
        if token.kind == "√":
            return self._root()
        raise self._missing()

    def _inside(self, opening: Token, closing: str) -> Tree:
        """A sum and the bracket that closes it."""
        self._deepen()
        bars, self._bars = self._bars, 1 if closing == "|" else 0
        if self.next.kind == ")":
            raise self.refuse("these brackets are empty")
        tree = self.sum()
        self._close(opening, closing)
        self._bars = bars
        self._depth -= 1
        return tree

    def _close(self, opening: Token, closing: str) -> None:
        if self.take(closing):
            return
        if self.next is END:
            raise self.refuse(f"this {opening.text} is never closed", opening.column)
        if self.next.kind == "," and self.before.kind == "number":
            raise self.refuse(self.decimal_comma())
        if self.next.kind in (")", "]", "}", "|"):
            raise self.refuse(f"this should be {closing}, to close the {opening.text} before it")
        raise self.refuse(_out_of_place(self.next))

    def _call(self, function: Token) -> Tree:
        opening = self.next
        if not self.take("("):
            raise self._unbracketed(function)
        self._deepen()
        bars, self._bars = self._bars, 0
        if self.next.kind == ")":
            raise self.refuse(f"{function.text} needs a value in its brackets")
        arguments = [self.sum()]
        while function.text in _SEVERAL and self.take(","):
            arguments.append(self.sum())
        if self.next.kind == "," and function.text not in _SEVERAL:
            if self.before.kind == "number":
                raise self.refuse(f"{function.text} takes one value; {self.decimal_comma()}")
            raise self.refuse(f"{function.text} takes one value")
        self._close(opening, ")")
        if function.text in _SEVERAL and len(arguments) < 2:
            raise self.refuse(f"{function.text} takes two values or more", function.column)
        self._bars = bars
        self._depth -= 1
        operation = "log" if function.text == "ln" else function.text
        return Apply(operation, tuple(arguments), function.column)

    def _unbracketed(self, function: Token) -> Unreadable:
        """The error about `sin x` or `sin^2(x)`, with what to write instead."""
        power = self._raised()
        if function.text == "exp" and not power:
            self.take("^")  # exp^(-x) is meant as e^(-x)
        elif function.text == "exp" and self.next.kind not in _FACTORS:
            return Unreadable(f"write the brackets: exp({power})", function.column)
        start = self.place
        shown = self.variables[0] if self.variables else "2"
        wrong = "write the brackets"
        if self.next.kind in ("[", "{") and (inside := inner(self.text[self.next.at :])):
            shown = inside.replace(";", ",")
        elif self.next is not END:
            try:
                self.signed()
                while self.next.kind in _FACTORS and self.tokens[start].kind != "(":
                    self._power()
                while function.text in _SEVERAL and self.take(","):
                    self.sum()
            except Unreadable:
                self.place = start
        if self.place > start:
            shown = self.typed(start)
            if self.tokens[start].kind == "(":  # only the power was at the wrong place
                shown = inner(shown)
                wrong = "write the power after the brackets" if power else wrong
        if function.text in _SEVERAL and "," not in shown:
            shown = f"{shown}, 3"
            wrong = "write two values or more in brackets"
        call = f"{function.text}({shown})"
        if power == "-1":
            return Unreadable(
                f"{function.text}^-1 can be read in two ways: for one over it write 1/{call}",
                function.column,
            )
        return Unreadable(f"{wrong}: {call}{power and f'^{power}'}", function.column)

    def _raised(self) -> str:
        """A power that stands before the brackets of a function, as in `sin^2(x)`."""
        if self.next.kind == "power":
            self.place += 1
            return str(self.before.value)
        start = self.place
        if not self.take("^"):
            return ""
        self.take("-")
        if self.next.kind != "number":
            self.place = start
            return ""
        self.place += 1
        return self.typed(start)[1:].strip()

    def _root(self) -> Tree:
        sign, start = self.next, self.place
        self._deepen()
        self.place += 1
        bracketed = self.next.kind in ("(", "|")
        tree = Apply("sqrt", (self._atom(),), sign.column)
        if not bracketed and self.next.kind in (*_FACTORS, "^", "power"):
            raise self._where_the_root_ends(sign, start)
        self._depth -= 1
        return tree

    def _where_the_root_ends(self, sign: Token, start: int) -> Unreadable:
        inside, place = self.typed(start)[1:].strip(), self.place
        if self.next.kind in _FACTORS:
            try:
                self._power()
            except Unreadable as error:
                return error
            rest = f"*{self.typed(place)}"
        elif self.take("^"):
            try:
                self.signed()
            except Unreadable as error:
                return error
            rest = self.typed(place)
        else:
            self.place += 1
            rest = f"^{self.before.value}"
        return self.refuse(
            f"where does the root end? write sqrt({inside}){rest} or sqrt({inside}{rest})",
            sign.column,
        )

    def _deepen(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.refuse(
                f"more than {MAX_DEPTH} brackets or powers inside each other: simplify the answer"
            )

    def _missing(self) -> Unreadable:
        """The error that a number or name is missing here."""
        before, token = self.before, self.next
        after = f"something is missing after {before.text}"
        if token is END:
            return (
                self.refuse(after, before.column)
                if before is not END
                else self.refuse("the answer is missing")
            )
        if before is END and token.kind in ("[", "{") and any(t.kind == "," for t in self.tokens):
            return self.refuse("a list has no place here: only one value is asked for")
        if token.kind in ("[", "{", "]", "}"):
            return self.refuse("only round brackets ( ) can be used here")
        if token.kind == "power":
            return self.refuse("something is missing before this power")
        if before is END or before.kind in ("(", "[", "{", ",", ";"):
            name = {",": "the comma", ";": "the semicolon"}.get(token.kind, token.text)
            return self.refuse(f"something is missing before {name}")
        if token.kind in ("*", "/", "^"):
            return self.refuse(_missing_between(before, token))
        return self.refuse(after, before.column)


def _missing_between(before: Token, token: Token) -> str:
    return f"something is missing between {before.text} and {token.text}"


def _out_of_place(token: Token) -> str:
    if token.kind == ";":
        return "a semicolon has no place here: type only one value"
    if token.kind == ",":
        return ONE_VALUE
    if token.kind in ("[", "{"):
        return "only round brackets ( ) can be used here"
    return f"{token.text} cannot stand here"
