"""Typed mathematics cut into tokens, where every error knows its column."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tutor.answers.advice import DOTTED, unknown_character, unknown_name, without_prefix
from tutor.answers.vocabulary import CONSTANTS, FUNCTIONS
from tutor.errors import TutorError

MAX_LENGTH = 200

_SPACES = dict.fromkeys(("\u00a0", "\u1680", *map(chr, range(0x2000, 0x200B))), " ")
_SPACES |= dict.fromkeys("\u202f\u205f\u3000", " ")
_MINUS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
_TIMES = dict.fromkeys("×⨯·⋅∙∗", "*")
_OVER = dict.fromkeys("÷∕⁄", "/")
_BARS = dict.fromkeys("∣ǀ", "|")
_OTHERS = {"≦": "≤", "≧": "≥", "、": ","}
# Full-width digits, letters, signs and brackets, as some keyboards type them
_WIDE = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}
# One character for one, so that a column in the plain text is a column in what was typed.
_PLAIN = str.maketrans(_SPACES | _WIDE | _MINUS | _TIMES | _OVER | _BARS | _OTHERS)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_LETTERS = {"π": "pi", "∞": "inf", "ℯ": "e"}

_NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?", re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_POWER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
LARGEST = int(sys.float_info.max)
TOO_LARGE = "this number is too large to work with"
_SIGNS = "+-*/^()[]{},;|√"
_ZERO = Fraction(0)


class Unreadable(TutorError):
    """What was typed cannot be read: what is wrong, and in which column (counted from 1)."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class Token(NamedTuple):
    """A number, a name, a superscript power, or a sign (whose kind is the sign itself)."""

    kind: str
    text: str
    at: int
    value: Fraction = _ZERO
    digits: int = 0  # how many significant digits, where a decimal was typed

    @property
    def column(self) -> int:
        """Where it stands, counted from 1."""
        return self.at + 1


def plain(text: str) -> str:
    """The text with typographic signs as keyboard signs, column for column; refused if hostile."""
    if len(text) > MAX_LENGTH:
        typed = f"{len(text):,}"
        raise Unreadable(
            f"an answer can have at most {MAX_LENGTH} characters; this one has {typed}",
            MAX_LENGTH + 1,
        )
    if not text.isascii() or not text.isprintable():
        text = text.translate(_PLAIN)
        for at, character in enumerate(text):
            if unicodedata.category(character)[0] == "C":
                raise Unreadable(
                    f"there is an invisible character here (U+{ord(character):04X}): delete it",
                    at + 1,
                )
    if not text.strip():
        raise Unreadable("nothing has been typed yet", 1)
    return text


def tokens(text: str, variables: Sequence[str], start: int = 0) -> list[Token]:
    """The tokens of a text that `plain` has let through, from a place on."""
    found: list[Token] = []
    at, end = start, len(text)
    while at < end:
        character = text[at]
        if character == " ":
            at += 1
        elif character in _SIGNS:
            double = character == "*" and text.startswith("**", at)
            found.append(Token("^", "^", at) if double else Token(character, character, at))
            at += 2 if double else 1
        elif character.isascii() and character.isalpha():
            at = _names(text, at, variables, found)
        elif (match := _NUMBER.match(text, at)) is not None:
            at = _number(match, text, found)
        elif (match := _POWER.match(text, at)) is not None:
            at = _power(match, found)
        elif character in _LETTERS:
            found.append(Token("name", _LETTERS[character], at))
            at += 1
        elif (value := _vulgar(character)) is not None:
            _add_vulgar(value, character, at, found)
            at += 1
        else:
            raise Unreadable(unknown_character(character), at + 1)
    return found


def _number(match: re.Match[str], text: str, found: list[Token]) -> int:
    at, end = match.span()
    if text.startswith(".", end) and text[end + 1 : end + 2].isdigit():
        raise Unreadable("this number has two decimal points", end + 1)
    value, digits = _valued(*match.groups())
    if isinstance(value, str):
        raise Unreadable(value, at + 1)
    found.append(Token("number", match.group(), at, value, digits))
    return end


@lru_cache(maxsize=1024)
def _valued(mantissa: str, exponent: str | None) -> tuple[Fraction | str, int]:
    """The value and digits of a number; what is wrong with it in place of a value."""
    power = int(exponent or "0")
    if abs(power) > 400:
        return TOO_LARGE if power > 0 else "this number is too close to 0", 0
    whole, _, part = mantissa.partition(".")
    value = Fraction(int(whole + part), 10 ** len(part)) if part else Fraction(int(whole))
    if power:
        value *= Fraction(10) ** power
        if value > LARGEST:
            return TOO_LARGE, 0
    decimal = "." in mantissa or exponent is not None
    return value, len(mantissa.replace(".", "").lstrip("0")) if decimal else 0


def _power(match: re.Match[str], found: list[Token]) -> int:
    shown = match.group()
    typed = shown.translate(_SUPERSCRIPTS)
    at, end = match.span()
    if re.fullmatch(r"[+-]?\d{1,9}", typed) is None:
        raise Unreadable("this power cannot be read: write it after ^, as in 3^2", at + 1)
    found.append(Token("power", shown, at, Fraction(int(typed))))
    return end


def _vulgar(character: str) -> Fraction | None:
    """The value of ½ and similar characters; None for any other."""
    if unicodedata.category(character) != "No":
        return None
    upper, slash, lower = unicodedata.normalize("NFKC", character).partition("\u2044")
    if not (slash and upper.isdigit() and lower.isdigit()):
        return None
    return Fraction(int(upper), int(lower))


def _add_vulgar(value: Fraction, character: str, at: int, found: list[Token]) -> None:
    before = found[-1] if found else None
    if before is not None and before.kind == "number" and before.at + len(before.text) == at:
        if not before.text.isdecimal():
            raise Unreadable("write * between these two numbers", at + 1)
        mixed = Token("number", before.text + character, before.at, before.value + value)
        found[-1] = mixed  # 2½ is two and a half, not a product
    else:
        found.append(Token("number", character, at, value))


def _names(text: str, at: int, variables: Sequence[str], found: list[Token]) -> int:
    match = _NAME.match(text, at)
    assert match is not None
    name, end = match.group(), match.end()
    if "." in text and (attribute := DOTTED.match(text, at)) is not None:
        raise Unreadable(without_prefix(text, attribute), at + 1)
    parts: Sequence[str] | None = [name]
    if name not in variables and name not in FUNCTIONS:
        is_constant = name in CONSTANTS and not (name == "oo" and "o" in variables)
        parts = [CONSTANTS[name]] if is_constant else _split(name, variables)
    if parts is None:
        raise Unreadable(unknown_name(name, text[end:], variables), at + 1)
    for part in parts:  # xz is x times z
        found.append(Token("name", part, at))
        at += len(part)
    return end


def _split(name: str, variables: Sequence[str]) -> list[str] | None:
    """The name as variables one after another: `xz` is x and z; None if it is not."""
    reached: dict[int, list[str]] = {0: []}
    for at in range(len(name)):
        if at in reached:
            for variable in variables:
                if name.startswith(variable, at):
                    reached.setdefault(at + len(variable), [*reached[at], variable])
    return reached.get(len(name))
