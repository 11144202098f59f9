"""A row of items as it is read: scripts go onto the last one, brackets find their partners."""

from collections.abc import Callable

from tutor.typeset.symbols import SYMBOLS
from tutor.typeset.tree import Fenced, Kind, Name, Node, Row, Scripts, Symbol

_PAIRS = {"(": ")]", "[": ")]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
_PAIRS |= {"⟦": "⟧)", "⌜": "⌝", "⌞": "⌟"}
_WANTS_MORE = {Kind.BIG, Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.OPEN}
_PRIME = SYMBOLS["prime"]


class RowSoFar:
    """Each opening fence waits on a stack; a pair becomes one item, what never pairs stays a sign.

    An item moves into a pair once, so the work is linear however the fences are mixed.
    """

    def __init__(self, deeper: Callable[[int], None]) -> None:
        self.items: list[Node] = []
        self._openings: list[int] = []  # where in items
        self._brackets: list[int] = []  # where in openings: those that are not bars
        self._takes_scripts = False
        self._deeper = deeper

    def add(self, node: Node, offset: int) -> None:
        self._takes_scripts = False
        if type(node) is Symbol:
            if node.kind is Kind.OPEN:
                self._open(node, offset)
                return
            if node.kind is Kind.CLOSE and self._close_bracket(node):
                return
            if node.kind is Kind.BARS:
                if self._bars_close(node):
                    self._pair(self._openings.pop(), node)
                else:
                    self._open(node, offset)
                return
        self.items.append(node)

    def attach(self, script: Node, below: bool) -> bool:
        """Put a script onto the last item; False if it has that script already."""
        base, lower, upper, limits = self._scripted()
        there = lower if below else upper
        if there is None:
            lower, upper = (script, upper) if below else (lower, script)
            self.items.append(Scripts(base, lower, upper, limits))
            return True
        if not below and _is_primes(there):
            both = Row((*_parts(there), *_parts(script)))
            self.items.append(Scripts(base, lower, both, limits))
            return True
        alone = Scripts(Row(()), script, None) if below else Scripts(Row(()), None, script)
        self.items += Scripts(base, lower, upper, limits), alone
        return False

    def _scripted(self) -> tuple[Node, Node | None, Node | None, bool | None]:
        """The last item, taken, and the scripts it has already."""
        takes, self._takes_scripts = self._takes_scripts, True
        if not takes:
            return self._last(), None, None, None
        last = self.items.pop()
        assert isinstance(last, Scripts)
        return last.base, last.below, last.above, last.limits

    def limits(self, above_and_below: bool) -> None:
        """Say where the scripts of the last item go."""
        last = self._last()
        if not self._takes_scripts or not isinstance(last, Scripts):
            last = Scripts(last, None, None)
        self.items.append(Scripts(last.base, last.below, last.above, above_and_below))
        self._takes_scripts = True

    def _last(self) -> Node:
        if not self.items:
            return Row(())
        if self._openings and self._openings[-1] == len(self.items) - 1:
            self._forget()
        return self.items.pop()

    def _open(self, node: Symbol, offset: int) -> None:
        self._deeper(offset)
        if node.kind is Kind.OPEN:
            self._brackets.append(len(self._openings))
        self._openings.append(len(self.items))
        self.items.append(node)

    def _forget(self) -> None:
        """The innermost opening is only a sign after all."""
        self._openings.pop()
        if self._brackets and self._brackets[-1] == len(self._openings):
            self._brackets.pop()

    def _close_bracket(self, node: Symbol) -> bool:
        if not self._brackets:
            return False
        innermost = self._brackets[-1]
        opening = self.items[self._openings[innermost]]
        assert isinstance(opening, Symbol)
        if node.char not in _PAIRS.get(opening.char, ""):
            return False
        start = self._openings[innermost]
        del self._openings[innermost:]  # bars inside that never closed are signs
        self._brackets.pop()
        self._pair(start, node)
        return True

    def _bars_close(self, node: Symbol) -> bool:
        if not self._openings or self._openings[-1] == len(self.items) - 1:
            return False
        last = self.items[-1]
        return self.items[self._openings[-1]] is node and not (
            isinstance(last, Name) or (isinstance(last, Symbol) and last.kind in _WANTS_MORE)
        )

    def _pair(self, start: int, right: Symbol) -> None:
        left = self.items[start]
        assert isinstance(left, Symbol)
        self.items[start:] = [Fenced(left, Row(tuple(self.items[start + 1 :])), right)]


def _parts(script: Node) -> tuple[Node, ...]:
    return script.items if isinstance(script, Row) else (script,)


def _is_primes(script: Node) -> bool:
    return all(part is _PRIME for part in _parts(script))
