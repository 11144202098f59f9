"""A worked solution as chains of equal formulas, one operation a link, that can be proved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from tutor.algebra.as_tex import as_tex
from tutor.algebra.terms import call
from tutor.algebra.tidy import tidy
from tutor.answers.expression import Apply, Number, Tree

Link = Tree | Sequence["Link"]  # a formula, a point or the rows of a matrix
S = TypeVar("S")


class Chain(NamedTuple):
    """What is worked out, in LaTeX, and formulas that are equal to each other.

    They are equal at every z of the base with x = f(z), so that an equation between x and z is
    a chain of its two sides.
    """

    left: str
    links: tuple[Link, ...]
    ends_as: str = ""  # the last link in LaTeX, where it is set otherwise than by the rules
    in_decimals: str = ""  # what is added: \approx 0.25

    def __str__(self) -> str:
        """A line for each link."""
        shown = [link_tex(each) for each in self.links]
        if self.ends_as:
            shown[-1] = self.ends_as
        if self.in_decimals:
            shown[-1] += f" {self.in_decimals}"
        if self.left:
            shown.insert(0, self.left)
        first, *others = shown
        head = " = ".join([first, *others[:1]])
        if " = " in self.left and len(head) > _LONG:
            head, others = first, ["", *others]
        return BREAK.join([f"${head}$", *(f"$= {each}$" for each in others[1:])])


Part = str | Chain  # a sentence, or a chain
_ZERO = Number(Fraction(0))
BREAK = "\\\n"  # of a line, in Markdown
_LONG = 70  # signs of LaTeX: two sides of an equation that fill a line of a page in columns


@dataclass(frozen=True, slots=True)
class Worked(Generic[S]):
    """A worked step that is written when it is looked at."""

    write: Callable[[S], Sequence[Part]]
    setting: S

    @property
    def parts(self) -> tuple[Part, ...]:
        """Sentences and chains, a line or more each."""
        return tuple(self.write(self.setting))

    def __str__(self) -> str:
        """The parts as Markdown, one below the other."""
        return BREAK.join(map(str, self.parts))


def link_tex(link: Link) -> str:
    """A link in LaTeX: a formula, a point, a matrix."""
    if isinstance(link, Tree):
        return as_tex(link)
    if all(isinstance(each, Tree) for each in link):
        return f"({', '.join(map(link_tex, link))})"
    rows = (" & ".join(map(link_tex, row)) for row in link if not isinstance(row, Tree))
    body = r" \\ ".join(rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def entries(link: Link) -> Iterator[Tree]:
    """The formulas of a link, in order."""
    if isinstance(link, Tree):
        yield link
    else:
        for each in link:
            yield from entries(each)


# Formulas worked out


def step_by_step(tree: Tree) -> tuple[Tree, ...]:
    """The formula, then with one operation after another worked out, innermost first."""
    links = [tree]
    finished: set[int] = set()  # parts of the last link in which there is nothing to be done
    while (less := _reduced(links[-1], finished)) is not None:
        links.append(less)
    return tuple(links)


def up_to(first: Tree, last: Tree) -> tuple[Tree, ...]:
    """Step by step as far as it goes, then the value if it is not there yet."""
    links = step_by_step(first)
    return links if as_tex(links[-1]) == as_tex(last) else (*links, last)


def _reduced(tree: Tree, finished: set[int]) -> Tree | None:
    """The formula with its first operation worked out; None if there is nothing to be done."""
    if not isinstance(tree, Apply) or id(tree) in finished:
        return None
    for place, argument in enumerate(tree.arguments):
        if (less := _reduced(argument, finished)) is not None:
            if less == _ZERO and (tree.operation == "neg" or (tree.operation == "/" and not place)):
                return less
            before, after = tree.arguments[:place], tree.arguments[place + 1 :]
            return call(tree.operation, *before, less, *after)
    short = tidy(tree)
    if short == tree or as_tex(short) == as_tex(tree):
        finished.add(id(tree))
        return None
    return short
