"""Sections of a card file, put together into cards."""

import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import NamedTuple

from tutor.core.card import TYPED
from tutor.core.kind import Kind
from tutor.library import content
from tutor.library.card_comments import OF_A_PART, ids_of_parts, settings
from tutor.library.characters import is_unsafe
from tutor.library.colon_cards import pairs
from tutor.library.front_matter import KINDS, FrontMatter
from tutor.library.parsed import Named, ParsedCard
from tutor.library.report import Report
from tutor.library.reverse import reverse
from tutor.library.wording import hashed, normalised
from tutor.markdown.scanner import Source, scan
from tutor.markdown.sections import Section
from tutor.markdown.spans import Open, Part

MOST_NOTE_TEXT = 100_000_000  # characters a file's notes may come to, once for each hidden part

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ANKI = re.compile(r"\{\{c[0-9]{1,4}::")
_VERBATIM = (Part.FENCED, Part.CODE, Part.COMMENT)
_NO_ID = (
    "this is not an id: use 1 to 64 of the letters a-z and A-Z, the digits, "
    "full stop, hyphen and underscore"
)
_INNER = (
    "brackets inside code or maths hide here, because nothing else in this C: does: if they "
    "should not, put what is to be recalled in [brackets] of its own"
)
_PAIRS = (
    "lines left::right outside of cards are cards here: if this should be text, put it in `code` "
    "or beside other text"
)
_UNCLOSED = {
    Open.DOLLAR: "this $ never closes: end the maths with a $ right after its last character, "
    "or write \\$ if it is a dollar",
    Open.DOLLARS: "this $$ never closes: end the maths with $$ before the next blank line",
    Open.COMMENT: "this comment never closes: end it with -->",
}


class _Settings(NamedTuple):
    """What the comments of a card say of it, or else the front matter."""

    given: str  # its id, or ""
    own_tags: tuple[str, ...]
    twins: tuple[Named, ...]
    kind: Kind
    is_reversed: bool  # whether its answer is asked for its question, too
    is_typed: bool


class Builder:
    """The cards of one file, built from its sections in order."""

    def __init__(self, head: FrontMatter, report: Report, has_unsafe: bool) -> None:
        self._head = head
        self._report = report
        self._has_unsafe = has_unsafe
        self._asked: Section | None = None
        self._answered: Section | None = None
        self._is_spoiled = False
        self._cards: list[ParsedCard] = []
        self._places: dict[str, int] = {}  # by wording
        self._given: dict[str, int] = {}  # the line of each id
        self._repeated = 0  # the last card noted as a duplicate
        self._note_text = 0
        self._has_pairs = False  # whether there was a line left::right

    def take(self, section: Section) -> None:
        """Go on with the next section."""
        line, place = section.line, section.start
        for at, opened, marks in section.unclosed:
            if opened is Open.FENCE:
                line, place = line + section.source.count("\n", place, at), at
                self._report.fault(line, f"this code never closes: put a line {marks} below it")
        if section.tag == "A":
            self._take_answer(section)
            return
        self._complete()
        if section.tag:
            self._asked = section
        else:
            self._check_prose(section)
            self._take_pairs(section)

    def _take_pairs(self, section: Section) -> None:
        """Cards of one line each, as repeater has them."""
        for pair in pairs(section.text):
            line = section.line + pair.lines
            if not pair.answer:
                self._report.note(line, "this line ends in ::, so it is no card: write its answer")
                continue
            if not self._has_pairs:
                self._report.note(line, _PAIRS)
            self._has_pairs = True
            self._asked = _side(pair.question, "Q", line)
            self._answered = _side(pair.answer, "A", line)
            self._complete()

    def finish(self) -> tuple[ParsedCard, ...]:
        """The cards, when there are no more sections."""
        self._complete()
        return tuple(self._cards)

    def _take_answer(self, section: Section) -> None:
        if self._asked is None:
            message = "this A: has no Q: above it: write the question before it, after Q:"
        elif self._asked.tag == "C":
            message = "this A: follows a C:, which needs none: remove it, or make the C: a Q:"
        elif self._answered is not None:
            message = "this is a second A: to one Q: join the two, or give it its own Q:"
        else:
            self._answered = section
            return
        self._report.fault(section.line, message)
        self._is_spoiled = True

    def _check_prose(self, section: Section) -> None:
        """Report an id, tags or a twin outside every card: they are meant for some card."""
        for at, key, _ in settings(section):
            if key not in ("id", "tags", "twin"):
                continue  # in prose any other comment is one
            message = f"this {key} belongs to no card: write it inside one, below its Q: or C:"
            self._report.fault(section.line_at(at), message)

    def _complete(self) -> None:
        asked, answered, is_spoiled = self._asked, self._answered, self._is_spoiled
        self._asked, self._answered, self._is_spoiled = None, None, False
        if asked is None or is_spoiled:
            return
        can_ask = self._can_show(asked)
        if asked.tag == "C":
            if can_ask:
                self._add_note(asked)
        elif answered is None:
            message = "this Q: has no A: write its answer below it, after A: at the start of a line"
            self._report.fault(asked.line, message)
        elif self._can_show(answered) and can_ask:
            self._add_question(asked, answered)

    def _can_show(self, section: Section) -> bool:
        """Whether all in it closes and is safe to show; what does not close is reported."""
        if self._has_unsafe and is_unsafe(section.text):
            return False
        if any(opened is Open.FENCE for _, opened, _ in section.unclosed):
            return False  # reported already
        for at, opened, _ in section.unclosed:
            self._report.fault(section.line_at(at), _UNCLOSED[opened])
            return False  # the first one may well have caused the others
        return True

    def _add_question(self, asked: Section, answered: Section) -> None:
        question = content.shown(asked)
        answer, points = content.key_points(content.shown(answered), answered)
        said = self._settings(asked, answered)
        line = asked.line
        if not question:
            self._report.fault(line, "this Q: asks nothing: write the question after it")
        elif not answer:
            self._report.fault(answered.line, "this A: is empty: write the answer after it")
        else:
            if (anki := _anki_cloze(asked) or _anki_cloze(answered)) is not None:
                message = f"{anki[1]} is how Anki hides a part: here, a C: with [brackets] does it"
                self._report.note(line, message)
            asks, answers = normalised(question), normalised(answer)
            identity = hashed(asks)
            wording = hashed(asks, answers)
            card = ParsedCard(
                said.kind,
                said.given,
                identity,
                identity,
                wording,
                question,
                answer,
                points,
                self._tags(said),
                line,
                said.own_tags,
                said.twins,
            )
            self._add(card)
            if said.is_reversed:
                self._add(reverse(card, asks, answers))

    def _add_note(self, asked: Section) -> None:
        note = content.note(asked)
        of_parts = ids_of_parts(note.spans, asked)
        said = self._settings(asked, without={at for at, _ in of_parts.values()})
        for at, key, _ in settings(asked):
            if key in OF_A_PART and not any(span.start < at < span.end for span in note.spans):
                message = f"a {key} is for one hidden part: write it inside the brackets of it"
                self._report.note(asked.line_at(at), message)
            elif key == "reverse":
                self._report.note(asked.line_at(at), "a C: has no reverse: reverse is for a Q:")
        given = said.given
        names = {part: self._id(name, asked.line_at(at)) for part, (at, name) in of_parts.items()}
        line = asked.line
        self._note_text += len(note.parts) * len(note.text)
        if self._note_text > MOST_NOTE_TEXT:
            self._report.fault(line, "this C: hides too many parts: spread them over several cards")
            return
        hidden = [part for part in note.hidden() if part.answer]
        parts = [(part, next(filter(None, map(names.get, part.members)), "")) for part in hidden]
        if (anki := _anki_cloze(asked)) is not None:
            at, sign = anki
            message = f"{sign} is how Anki hides a part: here, put it in [brackets]"
            self._report.fault(asked.line_at(at), message)
        if not parts:
            message = (
                "this C: hides nothing: put what is to be recalled in [brackets] "
                "(outside maths, code and links)"
            )
            if anki is None:
                self._report.fault(line, message)
            return
        if any(note.signs):
            self._report.note(asked.line_at(note.spans[0].start), _INNER)
        text = normalised(note.key)
        siblings = hashed("note", text)
        # A given id stands for the note's text, so that the text may change; it names a card only
        # if there is but one.
        alike: Counter[str] = Counter()
        for part, name in parts:
            answer = normalised(part.part)
            which = alike[answer] if given else part.occurrence
            alike[answer] += 1
            self._add(
                ParsedCard(
                    said.kind,
                    name or (given if len(parts) == 1 else ""),
                    siblings,
                    hashed("part", given or text, answer, str(which)),
                    hashed(normalised(part.asked), answer),
                    part.question,
                    part.answer,
                    (),
                    self._tags(said),
                    line,
                    said.own_tags,
                    said.twins,
                )
            )

    def _settings(self, *sections: Section, without: Container[int] = ()) -> _Settings:
        """What its comments say of a card; `without` the comments that begin there."""
        given = ""
        tags: list[str] = []
        twins: list[Named] = []
        head = self._head
        kind, is_reversed, is_typed = head.kind, head.is_reversed, head.is_typed
        for section in sections:
            for at, key, value in settings(section):
                line = section.line_at(at)
                if at in without:
                    continue
                if key == "id":
                    given = self._id(value, line, given)
                elif key == "twin":
                    twins += self._twins(value, line)
                elif key == "kind":
                    kind = self._kind(value, line, kind)
                elif key == "reverse":
                    is_reversed = self._switch(key, value, line, is_reversed)
                elif key == "typed":
                    is_typed = self._switch(key, value, line, is_typed)
                elif key == "tags":
                    tags += (" ".join(tag.split()) for tag in value.split(","))
        own = [tag for tag in dict.fromkeys(tags) if tag and tag not in self._head.tags]
        return _Settings(given, tuple(own), tuple(twins), kind, is_reversed, is_typed)

    def _tags(self, said: _Settings) -> tuple[str, ...]:
        return (*self._head.tags, *said.own_tags, *((TYPED,) if said.is_typed else ()))

    def _kind(self, value: str, line: int, otherwise: Kind) -> Kind:
        if value in KINDS:
            return Kind(value)
        choices = " or ".join(KINDS)
        self._report.fault(line, f"there is no such kind of card: write kind: {choices}")
        return otherwise

    def _switch(self, key: str, value: str, line: int, otherwise: bool) -> bool:
        if value in ("", "yes", "no"):
            return value != "no"
        self._report.fault(line, f"{key} is switched by {key} alone, or by {key}: no")
        return otherwise

    def _twins(self, value: str, line: int) -> Iterator[Named]:
        for name in value.split(","):
            if _ID.fullmatch(name.strip()):
                yield Named(name.strip(), line)
            else:
                self._report.fault(line, _NO_ID)

    def _id(self, value: str, line: int, given: str = "") -> str:
        """The id a card goes by, having had `given` until this line."""
        if given:
            message = "this card has an id already: keep one of the two"
        elif not _ID.fullmatch(value):
            message = _NO_ID
        elif value in self._given:
            message = f"line {self._given[value]} has this id too: give this card another"
        else:
            self._given[value] = line
            return value
        self._report.fault(line, message)
        return given

    def _add(self, card: ParsedCard) -> None:
        """Add a card, unless it is here already: the one with a given id stays."""
        place = self._places.setdefault(card.wording, len(self._cards))
        if place == len(self._cards):
            self._cards.append(card)
            return
        first = self._cards[place]
        if card.given and first.given:
            self._cards.append(card)
            return
        if card.given:
            self._cards[place] = card
        if self._repeated != card.line:
            self._repeated = card.line
            message = f"the same card stands on line {first.line}: it is loaded once"
            self._report.note(card.line, message)


def _side(text: str, tag: str, line: int) -> Section:
    """A question or an answer that takes a part of a line."""
    scanned = scan(text)
    source = Source(text)
    return Section(source, tag, line, 0, len(text), scanned.spans, scanned.unclosed, True)


def _anki_cloze(section: Section) -> tuple[int, str] | None:
    """Where a part is hidden as Anki does it, outside code and comments, and how it begins."""
    if "{{c" not in section.text:
        return None
    for found in _ANKI.finditer(section.source, section.start, section.end):
        if not any(
            span.part in _VERBATIM and span.start <= found.start() < span.end
            for span in section.spans
        ):
            return found.start(), f"{found[0]}…}}}}"
    return None
