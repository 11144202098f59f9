"""Which of the bars | in a text open an absolute value, where this can be read in one way only."""

from collections.abc import Sequence

from tutor.answers.tokens import Token, Unreadable
from tutor.answers.vocabulary import FUNCTIONS

_MOST = 4000  # steps of the search
_STARTS = ("number", "name", "(", "√", "|", "+", "-")
_ENDS = ("number", "name", "power", ")")


def opening_bars(text: str, tokens: Sequence[Token]) -> frozenset[int] | None:
    """The places of the bars that open; None if they do not fit together in any way.

    Unreadable if they can be read in two ways, as in `|2|x|-1|`.
    """
    bars = [place for place, token in enumerate(tokens) if token.kind == "|"]
    if not bars:
        return frozenset()
    found = _Search(tokens).readings()
    if len(found) > 1:
        first, second = (_with_abs(text, tokens, bars, opened) for opened in found)
        shown = f"{first} or {second}" if first != second else "abs(…) instead of |…|"
        raise Unreadable(f"the bars can be read in two ways: write {shown}", tokens[bars[0]].column)
    return frozenset(found[0]) if found else None


def _with_abs(
    text: str, tokens: Sequence[Token], bars: Sequence[int], opened: Sequence[int]
) -> str:
    """The text in one of its readings, with abs(…) for |…|."""
    if not opened:
        return ""
    parts, at = [], tokens[0].at
    for place in bars:
        before = tokens[place - 1] if place else None
        sign = "abs(" if place in opened else ")"
        if before and place in opened and before.text not in FUNCTIONS:
            ended = before.kind in _ENDS or (before.kind == "|" and place - 1 not in opened)
            sign = f"*{sign}" if ended else sign
        parts += [text[at : tokens[place].at], sign]
        at = tokens[place].at + 1
    return "".join(parts) + text[at:]


class _Search:
    """Tries every bar as one that opens and as one that closes; two readings are enough."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._steps = 0

    def readings(self) -> list[tuple[int, ...]]:
        """Up to two ways to read the bars, each as the places of those that open."""
        found: list[tuple[int, ...]] = []
        # The place; the bars open within each open bracket; which opened; whether a value ended.
        waiting: list[tuple[int, tuple[int, ...], tuple[int, ...], bool]] = [(0, (0,), (), False)]
        while waiting and len(found) < 2:
            self._steps += 1
            if self._steps > _MOST:
                return [*found, (), ()]  # too many to be read by anyone
            place, open_bars, opened, ended = waiting.pop()
            while place < len(self._tokens):
                token = self._tokens[place]
                if token.kind == "|":
                    if ended and open_bars[-1]:
                        if self._can_open(place):
                            more = (*open_bars[:-1], open_bars[-1] + 1)
                            waiting.append((place + 1, more, (*opened, place), False))
                        open_bars = (*open_bars[:-1], open_bars[-1] - 1)
                        place += 1
                        continue
                    if not self._can_open(place):
                        break
                    open_bars = (*open_bars[:-1], open_bars[-1] + 1)
                    opened, ended = (*opened, place), False
                elif token.kind == "(":
                    open_bars, ended = (*open_bars, 0), False
                elif token.kind == ")":
                    if open_bars[-1] or not ended or len(open_bars) < 2:
                        break
                    open_bars = open_bars[:-1]
                else:
                    if token.kind in (",", ";", "[", "]", "{", "}") and open_bars[-1]:
                        break
                    ended = token.kind in _ENDS and token.text not in FUNCTIONS
                place += 1
            else:
                if open_bars == (0,) and (ended or self._tokens[-1].kind in ("]", "}", ")")):
                    found.append(opened)
        return found

    def _can_open(self, place: int) -> bool:
        after = self._tokens[place + 1 : place + 2]
        return bool(after) and after[0].kind in _STARTS
