"""Whether what a deck's reader decides is what the screen and the paper are shown.

`python -m tests.markdown.two_ways --times 100000` tries so many random decks.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from tutor.library.parse import parse
from tutor.library.parsed import ParsedCard
from tutor.markdown.blocks import read, read_section
from tutor.markdown.nodes import (
    Block,
    Brackets,
    Code,
    CodeBlock,
    Comment,
    Definition,
    Document,
    Footnote,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Maths,
    Picture,
    Place,
    Quote,
    Unclosed,
    Words,
)
from tutor.markdown.sections import Section, sections
from tutor.markdown.spans import Part, Span, hides
from tutor.markdown.visible import everything

# Blanks are written as _, line ends as ^, and a space stands between two pieces.
_WRITTEN = r"""
Q:_ A:_ C:_ ^Q:_a^A:_b^ ^C:_[x]_y^ ^ ^ ^^ ^---^ ^```^ ^```^ ^~~~_py^ ` ` `` $ $ $$ $x$ $$y$$
[ ] [ ] ![ ](u) [a][b] ^[b]:_http://x^ <!--_id:_i_--> <!-- --> ^-_[_]_p ^-_[x]_ [{1] ^[{1]:_n ^-_
^__ ^____ ^>_ ^1._ ^-_```^ ^__```^ ^____```^ ^>_```^
\\ \$ \` é 5 _ __ a b word * ** { { | ^|---|---|^ ^#_
[a_$p$](v) , . [{n]
"""
_SIGNS = str.maketrans({"_": " ", "^": "\n"})
_PIECES = [
    piece.replace("[{", "\0").translate(_SIGNS).replace("\0", "[^").replace("{", "_")
    for piece in _WRITTEN.split()
]


def random_deck(seed: int) -> str:
    """A deck made of up to thirty pieces, by chance."""
    chance = random.Random(seed)
    return "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 30)))


Read = Callable[[Section], Document]


@dataclass(slots=True)
class Shown:
    """What the nodes of a document say, and where."""

    holes: set[Place] = field(default_factory=set)
    boxes: set[Place] = field(default_factory=set)
    closed: list[Place] = field(default_factory=list)  # code and maths, where nothing hides
    comments: list[Place] = field(default_factory=list)
    texts: list[tuple[Place, str]] = field(default_factory=list)
    marks: list[Place] = field(default_factory=list)  # where letters may be no text
    sealed: list[tuple[Place, str]] = field(default_factory=list)  # what code and maths say
    pictures: list[Place] = field(default_factory=list)
    links: set[Place] = field(default_factory=set)


def shown(document: Document) -> Shown:
    """All that the nodes of a document say."""
    found = Shown()
    for block in _blocks(document.blocks):
        if isinstance(block, CodeBlock):
            found.closed.append(block.place)
            found.texts.append((block.place, ""))
            found.sealed.append((block.place, "".join(" ".join(block.lines).split())))
        elif isinstance(block, Item):
            first = block.blocks[0].place.start if block.blocks else block.place.end
            found.marks.append(Place(block.place.start, first))
            if block.box is not None:
                found.boxes.add(block.box)
    for part in everything(document.blocks):
        _take(part, found, document.text)
    return found


def _blocks(blocks: Iterable[Block]) -> Iterator[Block | Item]:
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from _blocks(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield item
                yield from _blocks(item.blocks)


def _take(part: Inline, found: Shown, text: str) -> None:
    match part:
        case Words(said, _, place) | Definition(said, place) | Unclosed(said, place):
            found.texts.append((place, said))
        case Comment(said, place):
            found.texts.append((place, said))
            found.comments.append(place)
        case Code(said, place):
            found.texts.append((place, said))
            found.closed.append(place)
            found.sealed.append((place, "".join(said.split())))
        case Maths(said, _, _, place):
            found.texts.append((place, said))
            found.closed.append(place)
            found.sealed.append((place, "".join(said.split())))
        case Picture(alternative, _, place):
            found.texts.append((place, ""))
            found.pictures.append(place)
            assert _letters(text[place.start : place.end]).startswith(_letters(alternative))
        case Footnote(label, _, _, place):
            found.texts.append((place, label))
            if not (label.isdecimal() or f"[^{label}]:" in text):
                found.holes.add(place)
        case Brackets(_, _, place):
            found.holes.add(place)
        case Link(label, _, place):
            found.links.add(place)
            ends = [each.place.end for each in label if each.place.end < place.end]
            found.marks.append(Place(max(ends, default=place.start), place.end))
        case LineBreak(place):
            found.marks.append(place)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _holds(place: Place, at: int) -> bool:
    return place.start <= at < place.end


def disagreements(text: str, read_one: Read = read_section) -> Iterator[str]:
    """What the deck's reader and the readers of the screen and of the paper do not agree on."""
    found = list(sections(text))
    documents = [shown(read_one(section)) for section in found]
    for section, said in zip(found, documents, strict=True):
        yield from _of_section(section, said)
    yield from _of_tags(text, found, documents)
    pairs = list(zip(found, documents, strict=True))
    by_line = {section.line: number for number, section in enumerate(found)}
    for card in parse(text.encode(), "deck.md").cards:
        number = by_line.get(card.line, -1)
        if number < 0 or not found[number].tag or not _is_kept_whole(found[number]):
            continue  # sides parted by :: stand in prose
        if found[number].tag == "C":
            yield from _of_cloze(card, *pairs[number])
            continue
        yield from _of_side(card.question, *pairs[number])
        if not card.key_points:
            yield from _of_side(card.answer, *pairs[number + 1])


def _of_section(section: Section, said: Shown) -> Iterator[str]:
    hidden = {Place(span.start, span.end) for span in section.spans if hides(span)}
    if not said.holes <= hidden or not hidden <= said.holes | said.boxes:
        yield f"hidden: {sorted(hidden)}, shown: {sorted(said.holes)}, boxes: {sorted(said.boxes)}"
    links = {Place(span.start, span.end) for span in section.spans if span.part is Part.LINK}
    if links != said.links:
        yield f"links: {sorted(links)}, shown: {sorted(said.links)}"
    for place in said.closed:
        if inside := [hole for hole in hidden if _holds(place, hole.start)]:
            yield f"hidden in code or maths: {inside}"
    covered: dict[int, int] = {}
    for place, text in said.texts:
        for at in range(*place):
            covered[at] = covered.get(at, 0) + 1
        written = section.source[place.start : place.end]
        if text and _letters(text) not in (_letters(written), _letters(unescape(written))):
            yield f"{text!r} is shown for {written!r}"
    for at in range(section.start, section.end):
        if section.source[at].isalnum() and covered.get(at, 0) != 1:
            if any(_holds(mark, at) for mark in said.marks):
                continue
            yield f"{section.source[at]!r} at {at} is shown {covered.get(at, 0)} times"


def _of_tags(text: str, found: list[Section], documents: list[Shown]) -> Iterator[str]:
    """A tag begins a section unless it stands inside of code, maths, a comment or a picture."""
    begins = {section.line for section in found}
    inside = [
        place for said in documents for place in (*said.closed, *said.comments, *said.pictures)
    ]
    at = 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        is_tag = line[:2] in ("Q:", "A:", "C:") or line.strip() == "---"
        is_path = line[1:3] in (":\\", ":/") and number not in begins  # tests/library has the rule
        if is_path or (line[:2] == "C:" and _goes_on(lines, number, found)):
            is_tag = False
        is_inside = any(place.start < at < place.end for place in inside)
        if is_tag and (number in begins) == is_inside:
            yield f"the tag on line {number} is {'inside' if is_inside else 'outside'} of code"
        at += len(line) + 1


def _goes_on(lines: list[str], number: int, found: list[Section]) -> bool:
    """Whether a C: stands inside a paragraph of an answer, and nothing from there on is hidden."""
    above = [section.tag for section in found if section.line < number]
    if above[-1:] != ["A"] or not lines[number - 2].strip():
        return False
    line = lines[number - 1][2:]
    if line[:1] not in (" ", "\t") or not "a" <= line.strip(" \t")[:1] <= "z":
        return False
    for each in lines[number:]:
        if not each.strip() or each[:2] in ("Q:", "A:", "C:") or each.strip().startswith("---"):
            break
        line += each
    return not set(line) & set("[{")


def _is_kept_whole(section: Section) -> bool:
    """Whether what is kept of it must read as it does in the deck.

    Without a comment two backticks may meet, without a hidden part two lines; a picture's text is
    kept as text; and where a label leads is known in the whole deck only.
    """
    apart = (Part.COMMENT, Part.PICTURE, Part.DEFINITION)
    return not any(
        span.part in apart or (hides(span) and _parts(section.source, span))
        for span in section.spans
    )


def _parts(text: str, hidden: Span) -> bool:
    """Whether a hidden part ends a line, or keeps apart what it stands between."""
    inside = text[hidden.start : hidden.end]
    around = text[hidden.start - 1 : hidden.start] + text[hidden.end : hidden.end + 1]
    return (
        "\n" in inside or inside[1] in "`$" or inside[-2] in "`$" or any(s in "`$" for s in around)
    )


def _of_side(kept: str, section: Section, said: Shown) -> Iterator[str]:
    """A question or an answer that is kept reads as its section does."""
    stored = shown(read(kept))
    there, here = [text for _, text in said.sealed], [text for _, text in stored.sealed]
    if there != here and _is_kept_whole(section):
        yield f"code and maths are {there} in the deck, and {here} in {kept!r}"


def _of_cloze(card: ParsedCard, section: Section, said: Shown) -> Iterator[str]:
    """The question of a cloze shows the code and maths of its note, and the part that is hidden."""
    stored = shown(read(card.question))
    here = [text for _, text in stored.sealed]
    if not any(map(hides, section.spans)):
        filled = [_letters(text.replace("[…]", card.answer)) for text in here]
        there = [_letters(text) for _, text in said.sealed]
        if filled != there or not any("[…]" in text for text in here):
            yield f"code and maths are {there} in {section.text!r}, {filled} in {card.question!r}"
        return
    holes = said.holes | said.boxes
    if "[…]" not in {card.question[hole.start : hole.end] for hole in stored.holes}:
        yield f"nothing is hidden in {card.question!r}"
    elif not any(
        here == [text for place, text in said.sealed if not _holds(hole, place.start)]
        for hole in holes
    ):
        yield f"code and maths are {said.sealed} in {section.text!r}, {here} in {card.question!r}"


def main() -> int:
    """Try random decks; the exit code is 1 if one is read in two ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first deck")
    given = parser.parse_args()
    failed = 0
    for seed in range(given.first, given.first + given.times):
        deck = random_deck(seed)
        for message in disagreements(deck):
            failed += 1
            print(f"{seed}: {deck!r}\n    {message}")
            break
    print(f"{failed} of {given.times} random decks are read in two ways")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
