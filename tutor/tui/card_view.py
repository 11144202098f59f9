"""A card as lines: its question and, once revealed, its answer beside the learner's own."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from tutor.core.card import Card
from tutor.core.grade import Grade
from tutor.core.text import harmless
from tutor.library.card_pictures import missing
from tutor.library.cloze import cloze
from tutor.settings import IN_LINES, Notation
from tutor.tui.card_text import as_typed, set_filled, set_text
from tutor.tui.checklist import NOTHING_TO_TICK, Checklist, checklist_lines, how_to_tick
from tutor.tui.line import ROOMY, Line

if TYPE_CHECKING:
    from tutor.study.typed_answer import Comparison

MOST_POINTS = 100  # a list longer than this is no list of key points
NARROW = 56  # below this, yours and the answer stand one above the other
GAP = 3
FEW = 3  # lines of an answer that tell how it goes on


class CardView(NamedTuple):
    """A card as it is shown: what is revealed, what the learner wrote and ticked."""

    card: Card
    notation: Notation = IN_LINES
    writable: bool = False  # whether an answer to it can be typed
    checklist: Checklist = NOTHING_TO_TICK  # what can be ticked
    revealed: bool = False
    writing: bool = False  # whether the field for it is there
    written: str = ""

    @property
    def is_self_check(self) -> bool:
        """Whether it is a self-check question."""
        return self.card.kind.is_ticked

    @property
    def can_be_written(self) -> bool:
        """Whether an answer can be written now."""
        return self.writable and not self.revealed

    @property
    def can_be_ticked(self) -> bool:
        """Whether key points can be ticked now."""
        return self.revealed and bool(self.checklist.points)

    def move(self, rows: int) -> "CardView":
        """The cursor on another key point."""
        return self._replace(checklist=self.checklist.move(rows))

    def tick(self, point: int) -> "CardView":
        """A key point ticked, or no longer."""
        return self._replace(checklist=self.checklist.tick(point))

    @property
    def comparison(self) -> "Comparison | None":
        """How what was typed compares with the answer, if the card asks for that."""
        if not (self.written and self.card.is_typed):
            return None
        from tutor.study.typed_answer import compared  # few cards ask for it

        return compared(self.card, self.written)

    @property
    def suggested(self) -> Grade | None:
        """The grade that what was typed, or the ticks, speak for; none before any was set."""
        if (found := self.comparison) is not None:
            return Grade.GOOD if found.is_right else Grade.AGAIN
        ticked, points = len(self.checklist.ticked), len(self.checklist.points)
        if not ticked:
            return None
        if ticked == points:
            return Grade.GOOD
        return Grade.HARD if 2 * ticked >= points else Grade.AGAIN


def checklist(card: Card) -> Checklist:
    """What can be ticked of a card: a self-check question's key points."""
    return Checklist(card.key_points[:MOST_POINTS] if card.kind.is_ticked else ())


def lines(view: CardView, width: int, height: int) -> list[Line]:
    """The card in so many cells; on a high screen with blank lines between the parts."""
    blank = Content("")
    gap = [blank] if height >= ROOMY else []
    question, begins = _question(view, width)
    done = [Line(line.stylize("bold")) for line in question]
    pictures = missing(view.card, revealed=view.revealed)
    done += [Line(line) for said in pictures for line in _missing(said, width)]
    if begins is not None:
        done[begins] = done[begins]._replace(begins="answer")
    if view.revealed and (begins is None or view.written):
        rule = Content("─" * width).stylize("$border")
        above = [*map(Line, gap), Line(rule, begins="rule"), *map(Line, gap)]
        done += [*above, *_answers(view, width, gap)]
    if view.can_be_written and view.is_self_check and not view.writing:
        done += [Line(blank), *_invitation(width)]
    if view.can_be_ticked:
        done += [Line(blank), *_points(view, width, gap)]
    return done


def cursor_lines(view: CardView, drawn: Sequence[Line]) -> list[int]:
    """The lines of the key point under the cursor, from the last to the first."""
    return view.checklist.cursor_lines(drawn)[::-1] if view.can_be_ticked else []


def in_sight(view: CardView, drawn: Sequence[Line], height: int) -> list[int]:
    """What must be seen once the answer is shown: where it begins, then what can be ticked.

    The question stays where it is as long as the answer's first lines have room below it.
    """
    if not view.revealed:
        return []
    if view.checklist.is_touched:
        return cursor_lines(view, drawn)
    at = {line.begins: y for y, line in reversed(list(enumerate(drawn)))}
    answer = at.get("answer", 0)
    yours = at.get("yours", answer)
    last = min(answer + FEW, len(drawn)) - 1
    above = [y for y in (yours, at.get("rule", answer), 0) if last - y < height]
    return [len(drawn) - 1, *cursor_lines(view, drawn), answer, *above]


def texts(view: CardView) -> list[str]:
    """The texts of a card that are shown now."""
    card = view.card
    parts = cloze(card) if view.revealed else None
    shown = [card.question if parts is None else parts.filled]
    if view.revealed and parts is None:
        shown += [card.answer, *_unticked(view)]
    return shown + list(view.checklist.points if view.can_be_ticked else ())


def _question(view: CardView, width: int) -> tuple[Sequence[Content], int | None]:
    """The question; a cloze that is revealed is filled in, in which line is said too."""
    card = view.card
    if view.revealed and (parts := cloze(card)) is not None:
        return set_filled(parts, width, view.notation, card.macros)
    return _set(view, card.question, width), None


def _answers(view: CardView, width: int, gap: list[Content]) -> list[Line]:
    """The answer, beside or below what the learner wrote; where it is to be typed, compared."""
    if (found := view.comparison) is not None:
        compares = [Line(line) for line in (*_comparison(found, width), Content(""))]
        return [*compares, *_beside(view._replace(written=""), width, gap)]
    return _beside(view, width, gap)


def _comparison(found: "Comparison", width: int) -> tuple[Content, ...]:
    """Whether it is right, and the letters that differ: wrong ones struck, missing ones marked."""
    head = Content(found.said).stylize("bold $success" if found.is_right else "bold $text-warning")
    if not found.differences:
        return tuple(head.wrap(width))
    parts: list[str | tuple[str, str]] = []
    for each in found.differences:
        parts.append(harmless(each.same))
        if each.typed:
            parts.append((harmless(f"[-{each.typed}-]"), "$text-error strike"))
        if each.right:
            parts.append((harmless(f"{{+{each.right}+}}"), "$text-success bold"))
    return (*head.wrap(width), *Content.assemble(*parts).wrap(width))


def _beside(view: CardView, width: int, gap: list[Content]) -> list[Line]:
    """The answer, beside or below what the learner wrote."""
    card = view.card
    said = "\n".join([card.answer, *(f"- {point}" for point in _unticked(view))])
    if not view.written:
        label = [_label("Answer"), *gap] if view.is_self_check else []
        return [*map(Line, label), *_answer(view, said, width)]
    if width < NARROW:
        yours = [_label("Your answer"), *gap, *as_typed(view.written, width), Content("")]
        above = [Line(line, begins=None if y else "yours") for y, line in enumerate(yours)]
        return [*above, *map(Line, (_label("Answer"), *gap)), *_answer(view, said, width)]
    half = (width - GAP) // 2
    left = [_label("Your answer"), *gap, *as_typed(view.written, half)]
    right = [_label("Answer"), *gap, *_set(view, said, width - GAP - half)]
    both = zip_longest(left, right, fillvalue=Content(""))
    return [
        Line(
            mine.pad_right(half + GAP - mine.cell_length) + theirs,
            begins="answer" if y == 1 + len(gap) else None,
        )
        for y, (mine, theirs) in enumerate(both)
    ]


def _answer(view: CardView, said: str, width: int) -> list[Line]:
    return [
        Line(line, begins=None if y else "answer") for y, line in enumerate(_set(view, said, width))
    ]


def _set(view: CardView, text: str, width: int) -> tuple[Content, ...]:
    return set_text(text, width, view.notation, view.card.macros)


def _unticked(view: CardView) -> tuple[str, ...]:
    """The key points that are not shown as a checklist."""
    return () if view.checklist.points else view.card.key_points[:MOST_POINTS]


def _points(view: CardView, width: int, gap: list[Content]) -> Iterator[Line]:
    yield Line(how_to_tick(width))
    yield from map(Line, gap)
    yield from checklist_lines(view.checklist, partial(_set, view), width)


def _invitation(width: int) -> Iterator[Line]:
    inner = width - 2
    fits = _INVITATION.cell_length <= inner - 2
    said = (_INVITATION if fits else _INVITED).truncate(inner - 2, ellipsis=True, pad=True)
    yield Line(Content(f"╭{'─' * inner}╮").stylize("$border"), "write")
    side = Content("│").stylize("$border")
    yield Line(side + " " + said + " " + side, "write")
    yield Line(Content(f"╰{'─' * inner}╯").stylize("$border"), "write")


def _missing(said: str, width: int) -> list[Content]:
    return Content(f"! {said}").stylize("$text-warning").wrap(max(1, width))


def _label(text: str) -> Content:
    return Content(text).stylize("$text-muted")


_INVITED = Content.assemble(("a", "bold"), ("  write your answer here", "$text-muted"))
_INVITATION = _INVITED + Content(", or give it in your head or on paper").stylize("$text-muted")
