"""Searches texts for a regular expression in one pass, whatever the expression: no step back."""

from __future__ import annotations

from tutor.search.regular import Fork, Place, Program, Take, is_of_word, program

MOST_WORK = 300_000  # steps looked at, where it is not yet known where a character leads


class TooMuchWork(Exception):
    """An expression has more states than there is time for."""


class _State(dict[str, "_State"]):
    """The steps at which the search may be, and where each character leads; "" is the end."""

    __slots__ = ("before", "steps")

    def __init__(self, steps: frozenset[int], before: str) -> None:
        super().__init__()
        self.steps = steps
        self.before = before


class Automaton:
    """A regular expression; where each character leads is worked out when it is first met."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._program: Program = program(pattern)
        self._states: dict[tuple[frozenset[int], str], _State] = {}
        self._found = _State(frozenset(), "")
        self._nothing = _State(frozenset(), "")
        self._start = self._state(frozenset(), "\n")
        self.work, self.most_work = 0, MOST_WORK

    def is_in(self, text: str) -> bool:
        """Whether it matches anywhere in a text; ^ and $ are the ends of a line."""
        state = self._start
        found = self._found
        for character in text:
            try:
                state = state[character]
            except KeyError:
                state = self._step(state, character)
            if state is found:
                return True
        return (state[""] if "" in state else self._step(state, "")) is found

    def _state(self, steps: frozenset[int], before: str) -> _State:
        key = steps, before
        if key not in self._states:
            self._states[key] = _State(steps, before)
        return self._states[key]

    def _step(self, state: _State, character: str) -> _State:
        """Where a character leads from a state."""
        if self.work > self.most_work:
            raise TooMuchWork(self.pattern)
        after: set[int] = set()
        seen: set[int] = set()
        waiting = [0, *state.steps]  # a match may begin anywhere
        result = None
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self._program[at]
            match step:
                case None:
                    result = self._found
                    break
                case Fork():
                    waiting += [step.one, step.other]
                case Place():
                    if _holds(step, state.before, character):
                        waiting.append(at + 1)
                case Take():
                    if character and step.characters.has(character):
                        after.add(at + 1)
        self.work += len(seen)
        if result is None:
            if not character:
                result = self._nothing
            else:
                before = character if character == "\n" else "w" if is_of_word(character) else " "
                result = self._state(frozenset(after), before)
        state[character] = result
        return result


def _holds(place: Place, before: str, after: str) -> bool:
    """`before` is a newline, also at the start of the text, w within a word, or a blank."""
    match place:
        case Place.LINE_START:
            return before == "\n"
        case Place.LINE_END:
            return after in ("", "\n")
    is_edge = (before == "w") != (bool(after) and is_of_word(after))
    return is_edge == (place is Place.WORD_EDGE)
