"""The tokens of a typed answer, read from left to right."""

from collections.abc import Sequence

from tutor.answers.tokens import Token, Unreadable, tokens

END = Token("end", "", -1)
_OPENS = ("(", "[", "{", "|", "=", ";")
ONE_VALUE = "only one value is asked for: type it without a comma"


class TokenReader:
    """A place among the tokens of a text; what is read moves it on."""

    def __init__(self, text: str, variables: Sequence[str], start: int) -> None:
        self.text = text
        self.variables = variables
        self.tokens = [*tokens(text, variables, start), END]
        self.place = 0

    @property
    def next(self) -> Token:
        """The next token; after the last its kind is `end`."""
        return self.tokens[self.place]

    @property
    def before(self) -> Token:
        """The token just read."""
        return self.tokens[self.place - 1] if self.place else END

    @property
    def column(self) -> int:
        """Where the next token stands; after the last, where that one stands."""
        token = self.next if self.next is not END else self.before
        return token.column if token is not END else 1

    def take(self, kind: str) -> bool:
        """Whether the next token is of this kind; if so it is read."""
        if self.next.kind != kind:
            return False
        self.place += 1
        return True

    def refuse(self, message: str, column: int | None = None) -> Unreadable:
        """The error at the next token, or at a column."""
        return Unreadable(message, self.column if column is None else column)

    def typed(self, start: int) -> str:
        """What was typed from the token at a place up to the next one."""
        end = self.next.at if self.next is not END else len(self.text)
        return self.text[self.tokens[start].at : end].strip()

    def is_joined(self, place: int) -> bool:
        """Whether a comma stands between two numbers without a space."""
        before, comma, follower = self.tokens[place - 1 : place + 2]
        is_close = before.at + len(before.text) == comma.at == follower.at - 1
        return is_close and before.kind == follower.kind == "number"

    def decimal_among(self, start: int) -> str:
        """The first comma since a place that joins two numbers, where other commas join none."""
        commas = [at for at in range(start, self.place) if self.tokens[at].kind == ","]
        joined = [at for at in commas if self.is_joined(at)]
        if not joined or len(joined) == len(commas):
            return ""
        return "".join(token.text for token in self.tokens[joined[0] - 1 : joined[0] + 2])

    def decimal_comma(self) -> str:
        """The message about `1,5` where one number is asked for, or about `1/4, 1/2`."""
        before, _, follower = self.tokens[self.place - 1 : self.place + 2]
        is_joined = self.is_joined(self.place)
        is_part = self.place > 1 and self.tokens[self.place - 2].kind in ("/", "^", ",")
        if follower.kind != "number" or not is_joined or is_part:
            return ONE_VALUE
        if self.tokens[self.place + 2].kind in ("/", "^", ","):
            return ONE_VALUE
        sign = self.tokens[self.place - 2] if self.place > 1 else END
        is_first = self.place == 2 or self.tokens[self.place - 3].kind in _OPENS
        is_negative = sign.kind == "-" and is_first
        whole, part = f"{'-' if is_negative else ''}{before.text}", follower.text
        if len(part) == 3 and part.isdecimal():
            return f"write {whole}.{part} with a decimal point, or {whole}{part} for thousands"
        return f"write {whole}.{part}, with a decimal point"
