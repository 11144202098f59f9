"""A worksheet as data: quantities, each by a formula, what is asked of them, and the slips."""

from collections.abc import Mapping
from typing import NamedTuple

from tutor.exercises.mistakes import Rule


class Cell(NamedTuple):
    """A quantity: its formula in parameters and in the quantities before it."""

    name: str
    formula: str
    tex: str = ""  # how it is set, if not as its name: "\\log p_Z(z)"
    shown: str = ""  # its formula in LaTeX, where it is not written in the names that it has here


class Slip(NamedTuple):
    """A wrong rule: the formulas it puts in place of the right ones."""

    rule: Rule
    changes: Mapping[str, str] = {}
    parts: tuple[str, ...] = ()  # what it answers, where this is no matter of a quantity
    is_common: bool = True  # no other common slip of the question gives the same answer


class Shown(NamedTuple):
    """Evidence against an answer, whose entries are called y1, y2, ... in its formulas."""

    text: str  # with {} in place of each number
    formulas: tuple[str, ...] = ()
    when: str = "1"  # said where this is positive


class Ask(NamedTuple):
    """A question about the quantities. Texts hold <name> for a value and <name()> for a formula."""

    step: str
    kind: str  # an AnswerKind's value, or WORDS
    prompt: str
    hint: str
    rule: str
    parts: tuple[str, ...] = ()  # the numbers asked for, as formulas
    rows: int = 0  # of a matrix
    lines: tuple[str, ...] = ()  # the quantities that are worked out, in order
    result: str = ""  # how what is asked is set: "z", "J_f"
    slips: tuple[Slip, ...] = ()
    evidence: tuple[Shown, ...] = ()  # the strongest first
    lead: str = ""
    answer: str = ""  # in words
    key_points: tuple[str, ...] = ()
    says: str = ""  # words that open its worked solution
    variable: str = ""  # of which it asks a function; only lines hold quantities that depend on it
    between: tuple[str, str] = ("0", "1")  # the ends of the piece on which it is asked
    endless: tuple[str, str] | None = None  # these ends, if one is infinite


class Sheet(NamedTuple):
    """All of a worksheet for one choice of its variant."""

    statement: str
    parameters: tuple[str, ...]
    cells: tuple[Cell, ...]
    asks: tuple[Ask, ...]
    conditions: tuple[str, ...] = ()  # formulas that are positive wherever it can be asked
    wanted: tuple[str, ...] = ()  # and those that are positive in every new draw, too
    forms: Mapping[str, str] = {}  # formulas that are shown with letters: <name()>
    letters: tuple[str, ...] = ()
    # What stands for a coordinate, with its letter. Where something does, the other parameters are
    # numbers of the statement, and workings have these numbers in their formulas.
    points: Mapping[str, str] = {}
