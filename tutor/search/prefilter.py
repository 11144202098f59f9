"""What of a regular expression Python's `re` can look for in one pass over many cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

from tutor.search.re_text import ASCII, Chain
from tutor.search.regular import (
    MOST_STEPS,
    Characters,
    Node,
    Place,
    Repeat,
    Row,
    Union,
    tree,
)

_MOST_WAYS = 64  # in which a text may be read from one place: each is tried


class Prefilter(NamedTuple):
    """Where one of these is, there may be a match, and nowhere else."""

    choices: tuple[Chain, ...]
    is_exact: bool  # whether there is a match wherever one of these is

    @property
    def is_simple(self) -> bool:
        """Whether all that `re` finds of it are cards, and each once."""
        return len(self.choices) == 1 and self.choices[0].between is None

    @property
    def literal(self) -> str:
        """Letters and digits of ASCII that are wherever there is a match; perhaps none."""
        runs = [""]
        for link in self.choices[0].links if len(self.choices) == 1 else ():
            runs.append("")
            for node in link:
                if sign := _only(node):
                    runs[-1] += sign
                elif not isinstance(node, Place):
                    runs.append("")
        return max(runs, key=len)


class _Any(NamedTuple):
    """Any number of these characters."""

    characters: Characters


_Part = Node | _Any


def prefilter(pattern: str) -> Prefilter | None:
    """What `re` can look for without going back far; None if no part of the pattern is such."""
    choices: list[Chain] = []
    is_exact = True
    for parts in map(_trimmed, _choices(tree(pattern))):
        chosen = _chain(parts)
        if chosen is None:
            is_exact = False
            chosen = _needed(parts)
        if chosen is None:
            return None
        choices.append(chosen)
    return Prefilter(tuple(dict.fromkeys(choices)), is_exact)


def _only(node: Node) -> str:
    """The letter or digit of ASCII that this is."""
    if not isinstance(node, Characters) or not _is_ascii(node) or len(node.ranges) != 1:
        return ""
    ((low, high),) = node.ranges
    return low if low == high and low.isalnum() else ""


def _choices(node: Node) -> Iterator[list[_Part]]:
    """Rows of which one must be found."""
    if isinstance(node, Union):
        for part in node.parts:
            yield from _choices(part)
    else:
        yield [*_flat(node)]


def _flat(node: Node) -> Iterator[_Part]:
    match node:
        case Row(parts):
            for part in parts:
                yield from _flat(part)
        case Repeat(Characters() as characters, least, most) if most in (least, -1):
            yield from [characters] * least
            if most < 0:
                yield _Any(characters)
        case _:
            yield node


def _trimmed(parts: list[_Part]) -> list[_Part]:
    """Without what need not be there at the ends: where `ab` is not, `a+b` is not either."""
    for step in (1, -1):
        parts = parts[::step]
        while parts:
            first = parts[0]
            fewest: list[_Part] = []
            if isinstance(first, Repeat):
                fewest = [*_flat(first.part)] * first.least
            if len(fewest) + len(parts) > MOST_STEPS:
                break
            if isinstance(first, Repeat | _Any):
                parts[:1] = fewest[::step]
            elif more := _more_of(parts):
                del parts[more]
            else:
                break
        parts = parts[::step]
    return parts


def _more_of(parts: list[_Part]) -> int:
    """Where any number of what these begin with follows on it; 0 if that is nowhere."""
    same = next((at for at, part in enumerate(parts) if part != parts[0]), 0)
    part = parts[same]
    return same if isinstance(part, _Any) and part.characters == parts[0] else 0


def _chain(parts: Sequence[_Part]) -> Chain | None:
    """What is found just where these are, in one pass; None if there is nothing such."""
    links: list[list[Node]] = [[]]
    kinds: set[Characters] = set()
    for part in parts:
        if isinstance(part, _Any):
            kinds.add(part.characters)
            links.append([])
        else:
            links[-1].append(part)
    *before, last = links
    if len(kinds) > 1 or _ways(last) > _MOST_WAYS:
        return None
    between = kinds.pop() if kinds else None
    if between and not all(_can_be_first(x, between, is_first=x is links[0]) for x in before):
        return None
    return Chain(tuple(map(tuple, links)), between)


def _can_be_first(link: Sequence[Node], between: Characters, *, is_first: bool) -> bool:
    """Whether no later place of this has another end of `between` behind it than the first."""
    if not all(isinstance(part, Characters | Place) for part in link):
        return False
    taken = [part for part in link if isinstance(part, Characters)]
    if all(_is_within(each, between) for each in taken):
        return True
    if len(taken) > 1 or is_first:
        return len(taken) == 1
    return _is_ascii(taken[0]) and not any(map(between.has, filter(taken[0].has, ASCII)))


def _is_within(one: Characters, other: Characters) -> bool:
    """Whether one set is surely part of the other."""
    if one == other:
        return True
    if not _is_ascii(one) and not (
        other.is_negated and _is_ascii(other._replace(is_negated=False))
    ):
        return False
    return all(map(other.has, filter(one.has, ASCII)))


def _is_ascii(characters: Characters) -> bool:
    ends = (high for _, high in characters.ranges)
    return not characters.is_negated and not characters.classes and all(map(str.isascii, ends))


def _needed(parts: Sequence[_Part]) -> Chain | None:
    """What is found wherever these are: of the parts that stand together, those that say most."""
    runs: list[list[Node]] = [[]]
    for part in parts:
        if isinstance(part, _Any) or _ways([*runs[-1], part]) > _MOST_WAYS:
            runs.append([])
        if not isinstance(part, _Any) and _ways([part]) <= _MOST_WAYS:
            runs[-1].append(part)
    best = max(runs, key=_says)
    return Chain((tuple(best),)) if _says(best) else None


def _says(parts: Sequence[Node]) -> int:
    """How much is said by parts: a single character says most."""
    sets = [part for part in parts if isinstance(part, Characters)]
    return sum(10 if _is_ascii(each) and len(each.ranges) == 1 else 1 for each in sets)


def _ways(parts: Sequence[Node]) -> float:
    """In how many ways a text may be read as these from one place, at most."""
    return prod(map(_ways_of, parts))


def _ways_of(part: Node) -> float:
    match part:
        case Characters() | Place():
            return 1
        case Row(parts):
            return _ways(parts)
        case Union(parts):
            return sum(map(_ways_of, parts))
        case Repeat(inner, least, most) if most >= 0 and _takes(inner):
            one = _ways_of(inner)
            return sum(min(one**times, _MOST_WAYS + 1) for times in range(least, most + 1))
    return float("inf")


def _takes(node: Node) -> bool:
    """Whether there are characters in it."""
    match node:
        case Row(parts) | Union(parts):
            return any(map(_takes, parts))
        case Repeat(inner, _, _):
            return _takes(inner)
    return isinstance(node, Characters)
