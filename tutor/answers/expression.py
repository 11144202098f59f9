"""Typed mathematics read into a tree: recursive descent over a small, closed grammar."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.answers.tokens import Token, Unreadable, plain, tokens
from tutor.answers.vocabulary import FUNCTIONS

MAX_DEPTH = 50
_SEVERAL = ("min", "max")
_END = Token("end", "", -1)
_TWO_WAYS = (
    "a product right after a division can be read in two ways:"
    " use brackets, as in (1/2)*x or 1/(2*x)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value; `digits` counts the significant digits of a typed decimal."""

    value: Fraction
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A variable of the question, or the constant pi, e or inf."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
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


class Reader:
    """Reads expressions and the signs between them, from left to right."""

    def __init__(self, text: str, variables: Sequence[str], start: int = 0) -> None:
        self.text = text
        self.variables = variables
        self.tokens = [*tokens(text, variables, start), _END]
        self.place = 0
        self._depth = 0
        self._bars = 0

    # The tokens

    @property
    def next(self) -> Token:
        """The next token; after the last its kind is `end`."""
        return self.tokens[self.place]

    @property
    def before(self) -> Token:
        """The token just read."""
        return self.tokens[self.place - 1] if self.place else _END

    @property
    def column(self) -> int:
        """Where the next token stands; after the last, where that one stands."""
        token = self.next if self.next is not _END else self.before
        return token.column if token is not _END else 1

    def take(self, kind: str) -> bool:
        """Whether the next token is of this kind; if so it is read."""
        if self.next.kind != kind:
            return False
        self.place += 1
        return True

    def refuse(self, message: str, column: int | None = None) -> Unreadable:
        """The error at the next token, or at a column."""
        return Unreadable(message, self.column if column is None else column)

    def end(self) -> None:
        """Refuse whatever still follows."""
        token = self.next
        if token is _END:
            return
        if token.kind == "," and self.before.kind == "number":
            raise self.refuse(self._decimal_comma())
        if token.kind in (")", "]", "}"):
            raise self.refuse(f"this {token.kind} has no opening bracket")
        raise self.refuse(_out_of_place(token))

    def _decimal_comma(self) -> str:
        """The message about `1,5` where one number is asked for."""
        follower = self.tokens[self.place + 1]
        if follower.kind != "number":
            return "only one value is asked for: remove the comma"
        whole, part = self.before.text, follower.text
        if len(part) == 3 and part.isdecimal():
            return f"write {whole}.{part} with a decimal point, or {whole}{part} for thousands"
        return f"write {whole}.{part}, with a decimal point"

    # The grammar, loosest binding first

    def sum(self) -> Tree:
        """product (("+" | "-") product)*"""
        tree = self._product()
        while self.next.kind in ("+", "-"):
            sign = self.next
            self.place += 1
            tree = Apply(sign.kind, (tree, self._product()), sign.column)
        return tree

    def _product(self) -> Tree:
        """signed (("*" | "/" | nothing) signed)*, but nothing may not follow a division."""
        tree = self._signed()
        divided = False
        while True:
            sign = self.next
            if sign.kind in ("*", "/"):
                self.place += 1
                divided = sign.kind == "/"
                tree = Apply(sign.kind, (tree, self._signed()), sign.column)
            elif sign.kind == "number":
                raise self.refuse(_missing_between(self.before, sign))
            elif sign.kind in ("name", "(", "√") or (sign.kind == "|" and not self._bars):
                if divided:
                    raise self.refuse(_TWO_WAYS)
                tree = Apply("*", (tree, self._power()), sign.column)
            else:
                return tree

    def _signed(self) -> Tree:
        """("+" | "-")* power, so that -x^2 is -(x^2)."""
        first = self.next
        negative = False
        while self.next.kind in ("+", "-"):
            negative ^= self.next.kind == "-"
            self.place += 1
        tree = self._power()
        return Apply("neg", (tree,), first.column) if negative else tree

    def _power(self) -> Tree:
        """atom superscript? ("^" signed)?, so that 2^3^2 is 2^(3^2)."""
        tree = self._atom()
        power = self.next
        if power.kind == "power":
            self.place += 1
            tree = Apply("^", (tree, Number(power.value)), power.column)
            if self.next.kind in ("^", "power"):
                raise self.refuse("this can be read in two ways: put brackets around one power")
        elif power.kind == "^":
            self._deepen()
            self.place += 1
            tree = Apply("^", (tree, self._signed()), power.column)
            self._depth -= 1
        return tree

    def _atom(self) -> Tree:
        token = self.next
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
        if self.next is _END:
            raise self.refuse(f"this {opening.text} is never closed", opening.column)
        if self.next.kind == "," and self.before.kind == "number":
            raise self.refuse(self._decimal_comma())
        if self.next.kind in (")", "]", "}", "|"):
            raise self.refuse(f"this should be {closing}, to close the {opening.text} before it")
        raise self.refuse(_out_of_place(self.next))

    def _call(self, function: Token) -> Tree:
        opening = self.next
        if not self.take("("):
            argument = self.next.text if self.next.kind in ("number", "name") else "x"
            raise Unreadable(
                f"write the brackets: {function.text}({argument or 'x'})", function.column
            )
        self._deepen()
        bars, self._bars = self._bars, 0
        if self.next.kind == ")":
            raise self.refuse(f"{function.text} needs a value in its brackets")
        arguments = [self.sum()]
        while function.text in _SEVERAL and self.take(","):
            arguments.append(self.sum())
        if self.next.kind == "," and function.text not in _SEVERAL:
            if self.before.kind == "number":
                raise self.refuse(f"{function.text} takes one value; {self._decimal_comma()}")
            raise self.refuse(f"{function.text} takes one value")
        self._close(opening, ")")
        if function.text in _SEVERAL and len(arguments) < 2:
            raise self.refuse(f"{function.text} takes two values or more", function.column)
        self._bars = bars
        self._depth -= 1
        operation = "log" if function.text == "ln" else function.text
        return Apply(operation, tuple(arguments), function.column)

    def _root(self) -> Tree:
        sign = self.next
        self._deepen()
        self.place += 1
        bracketed = self.next.kind in ("(", "|")
        tree = Apply("sqrt", (self._atom(),), sign.column)
        if not bracketed and self.next.kind in ("name", "(", "√", "^", "power"):
            raise self.refuse("where does the root end? write brackets: sqrt(…)", sign.column)
        self._depth -= 1
        return tree

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
        if token is _END:
            return (
                self.refuse(after, before.column)
                if before is not _END
                else self.refuse("the answer is missing")
            )
        if token.kind in ("[", "{", "]", "}"):
            return self.refuse("only round brackets ( ) can be used here")
        if token.kind == "power":
            return self.refuse("something is missing before this power")
        if before is _END or before.kind in ("(", "[", "{", ","):
            name = "the comma" if token.kind == "," else token.text
            return self.refuse(f"something is missing before {name}")
        if token.kind in ("*", "/", "^"):
            return self.refuse(_missing_between(before, token))
        return self.refuse(after, before.column)


def _missing_between(before: Token, token: Token) -> str:
    return f"something is missing between {before.text} and {token.text}"


def _out_of_place(token: Token) -> str:
    if token.kind == ",":
        return "only one value is asked for: remove the comma"
    if token.kind in ("[", "{"):
        return "only round brackets ( ) can be used here"
    return f"{token.text} cannot stand here"
