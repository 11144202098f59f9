r"""Macros: the deck's own and those defined on the way, written out before a formula is read."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from tutor.core.text import harmless
from tutor.typeset.lexer import MAX_LENGTH, Complaints, Refused, Token, tokens

_MAX_MACROS = 20  # macros within macros
_LONGEST = 100  # tokens in square brackets, so that brackets that never close cost little
_DEFINES = re.compile(
    r"\\(?:(?:new|renew|provide)command|[gex]?def|let|DeclareMathOperator"
    r"|DeclarePairedDelimiter)(?![A-Za-z])"
)
_NEW = {"\\newcommand", "\\renewcommand", "\\providecommand"}
_DEF = {"\\def", "\\gdef", "\\edef", "\\xdef"}
_DEFINERS = {*_NEW, *_DEF, "\\let", "\\DeclareMathOperator", "\\DeclarePairedDelimiter"}
_DEFAULT = re.compile(r"#\[([^\[\]]*)\]")


class Macro(NamedTuple):
    """What a command stands for, how many parts it takes, and a first part that may be left out.

    With `paired` a star or a size in brackets may follow the command, and means nothing here.
    """

    body: Sequence[Token]
    parts: int
    default: Sequence[Token] | None = None
    paired: bool = False


def defines(source: str) -> bool:
    """Whether a formula may define a macro itself."""
    return _DEFINES.search(source) is not None


def definitions(source: str) -> dict[str, str]:
    r"""The macros that lines of \newcommand, \def, \DeclareMathOperator … define, by name.

    A body that begins with #[…] has there what stands for its first part if that is left out.
    """
    writer = _Writer({}, Complaints())
    with suppress(Refused):
        writer.write(tokens(harmless(source)))
    found = {}
    for name, macro in writer.macros.items():
        default = "" if macro.default is None else f"#[{_text(macro.default)}]"
        found[name.removeprefix("\\")] = default + _text(macro.body)
    return found


def write_out(
    source: Sequence[Token], macros: Mapping[str, str], complaints: Complaints
) -> list[Token]:
    """The tokens with every macro replaced by what it stands for."""
    return _Writer(macros, complaints).write(source)


class _Writer:
    """Writes macros out, counting what it handles, so that no set of macros can run away."""

    def __init__(self, macros: Mapping[str, str], complaints: Complaints) -> None:
        self.given = {"\\" + name.removeprefix("\\"): body for name, body in macros.items()}
        self.macros: dict[str, Macro] = {}
        self.complaints = complaints
        self.handled = 0

    def write(self, source: Sequence[Token], inside: tuple[str, ...] = ()) -> list[Token]:
        written: list[Token] = []
        i = 0
        while i < len(source):
            token = source[i]
            i += 1
            self._handle(token.offset)
            macro = self._macro(token.text)
            if macro is None:
                after = self._define(source, i, token) if token.text in _DEFINERS else i
                if after == i:
                    written.append(token)
                i = after
            elif token.text in inside:
                self.complaints.add(token.offset, f"the macro {token.text} uses itself")
                written.append(token)
            elif len(inside) == _MAX_MACROS:
                raise Refused("macros are nested too deep here", token.offset)
            else:
                found, i = self._parts(macro, source, i, token)
                # "" stands for no macro: it only counts how deep the parts are.
                parts = [self.write(part, (*inside, "")) for part in found]
                filled = self._fill(macro.body, parts, token.offset)
                written += self.write(filled, (*inside, token.text))
        return written

    def _macro(self, name: str) -> Macro | None:
        if name in self.given:
            self.macros[name] = _read(self.given.pop(name))
        return self.macros.get(name)

    # -- definitions -------------------------------------------------------------------------

    def _define(self, source: Sequence[Token], i: int, definer: Token) -> int:
        """Remember what a definition says, and where to go on; `i`, and a fault, if it is none."""
        star, after = _star(source, i)
        name, after = _name(source, after)
        macro: Macro | None = None
        if name and definer.text in _NEW:
            macro, after = _new_command(source, after)
        elif name and definer.text in _DEF:
            macro, after = _plain_definition(source, after)
        elif name and definer.text == "\\let":
            after = _past_blanks(source, after)
            after += source[after : after + 1] == [Token("=", source[after].offset)]
            body, after = part_of(source, after)
            macro = Macro(body, 0) if body and body[0].text != name else None
        elif name and definer.text == "\\DeclareMathOperator":
            body, after = part_of(source, after)
            operator = [Token("\\operatorname" + star, 0), *_braced(body)] if body else []
            macro = Macro(_split(operator), 0) if body else None
        elif name:
            opening, after = part_of(source, after)
            closing, after = part_of(source, after)
            pair = f"\\left{_text(opening)} #1 \\right{_text(closing)}"
            macro = Macro(tokens(pair), 1, paired=True) if opening and closing else None
        if macro is None:
            what = f"{definer.text} needs a name and what it stands for, in braces"
            self.complaints.add(definer.offset, what)
            return i
        self.given.pop(name, None)
        if definer.text != "\\providecommand" or name not in self.macros:
            self.macros[name] = macro
        self._handle(definer.offset, after - i)
        return after

    # -- uses --------------------------------------------------------------------------------

    def _parts(
        self, macro: Macro, source: Sequence[Token], i: int, token: Token
    ) -> tuple[list[Sequence[Token]], int]:
        """The parts that follow a macro, and where to go on."""
        found: list[Sequence[Token]] = []
        if macro.paired:
            _, i = _star(source, i)
            _, i = _in_brackets(source, i)
        if macro.default is not None:
            first, i = _in_brackets(source, i)
            found.append(macro.default if first is None else first)
        while len(found) < macro.parts:
            part, i = part_of(source, i)
            if not part:
                self.complaints.add(token.offset, f"{token.text} needs a part in braces")
            found.append(part)
        return found, i

    def _fill(
        self, body: Sequence[Token], parts: Sequence[Sequence[Token]], offset: int
    ) -> list[Token]:
        filled: list[Token] = []
        for token in body:
            if is_parameter(token):
                number = int(token.text[1])
                part = parts[number - 1] if number <= len(parts) else ()
                self._handle(offset, len(part))
                filled += part
            else:
                self._handle(offset)
                filled.append(Token(token.text, offset))
        return filled

    def _handle(self, offset: int, count: int = 1) -> None:
        self.handled += count
        if self.handled > 3 * MAX_LENGTH:
            raise Refused("this formula is too long once its macros are written out", offset)


def _read(body: str) -> Macro:
    """A macro as front matter has it."""
    default = _DEFAULT.match(body)
    if default is not None:
        body = body[default.end() :]
    read = tokens(harmless(body[:MAX_LENGTH]))
    return Macro(read, _count(read), None if default is None else tokens(harmless(default[1])))


def _count(body: Sequence[Token]) -> int:
    return max((int(token.text[1]) for token in body if is_parameter(token)), default=0)


def is_parameter(token: Token) -> bool:
    """Whether a token is #1 to #9."""
    return token.text[0] == "#" and len(token.text) == 2


def _new_command(source: Sequence[Token], i: int) -> tuple[Macro | None, int]:
    """What follows the name in \\newcommand{\\name}[2][x]{body}."""
    count, i = _in_brackets(source, i)
    default, i = (None, i) if count is None else _in_brackets(source, i)
    body, after = part_of(source, i)
    if not body and after == i:
        return None, i
    number = _text(count or ())
    parts = int(number) if number.isdecimal() and len(number) == 1 else 0
    return Macro(body, max(parts, int(default is not None)), default), after


def _plain_definition(source: Sequence[Token], i: int) -> tuple[Macro | None, int]:
    """What follows the name in \\def\\name#1#2{body}."""
    while i < len(source) and (is_parameter(source[i]) or source[i].text.isspace()):
        i += 1
    if i == len(source) or source[i].text != "{":
        return None, i
    body, after = part_of(source, i)
    return Macro(body, _count(body)), after


def _name(source: Sequence[Token], i: int) -> tuple[str, int]:
    """The command that is defined, in braces or not, and where to go on."""
    at = _past_blanks(source, i)
    braced = at < len(source) and source[at].text == "{"
    at = _past_blanks(source, at + 1) if braced else at
    if at == len(source) or source[at].text[0] != "\\":
        return "", i
    after = _past_blanks(source, at + 1) if braced else at + 1
    if braced and (after == len(source) or source[after].text != "}"):
        return "", i
    return source[at].text, after + braced


def _star(source: Sequence[Token], i: int) -> tuple[str, int]:
    at = _past_blanks(source, i)
    return ("*", at + 1) if at < len(source) and source[at].text == "*" else ("", i)


def _in_brackets(source: Sequence[Token], i: int) -> tuple[Sequence[Token] | None, int]:
    """What stands in square brackets, and where to go on; None if there are none."""
    at = _past_blanks(source, i)
    if at == len(source) or source[at].text != "[":
        return None, i
    depth = 0
    for end in range(at + 1, min(at + _LONGEST, len(source))):
        depth += (source[end].text == "{") - (source[end].text == "}")
        if depth == 0 and source[end].text == "]":
            return source[at + 1 : end], end + 1
        if depth < 0:
            break
    return None, i


def part_of(source: Sequence[Token], i: int) -> tuple[Sequence[Token], int]:
    """What stands in the next braces, or the next single token, and where to go on."""
    at = _past_blanks(source, i)
    if at == len(source):
        return (), i
    if source[at].text != "{":
        return source[at : at + 1], at + 1
    depth = 0
    for end in range(at, len(source)):
        depth += (source[end].text == "{") - (source[end].text == "}")
        if depth == 0:
            return source[at + 1 : end], end + 1
    return source[at + 1 :], len(source)


def _past_blanks(source: Sequence[Token], i: int) -> int:
    while i < len(source) and source[i].text.isspace():
        i += 1
    return i


def _braced(body: Sequence[Token]) -> list[Token]:
    return [Token("{", 0), *body, Token("}", 0)]


def _split(body: Sequence[Token]) -> list[Token]:
    return tokens(_text(body))


def _text(body: Sequence[Token]) -> str:
    return "".join(token.text for token in body)
