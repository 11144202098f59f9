"""What hashcards and repeater make of a deck, as their own tests of the format establish.

`python -m tests.library.other_programs` counts by construct how many of these facts hold here.
"""

from collections import Counter
from typing import NamedTuple

from tutor.library.parse import ParsedFile, parse

Cards = tuple[tuple[str, str], ...]


class Fact(NamedTuple):
    """A deck, and its cards there; None if that program refuses the deck, or the card."""

    program: str
    construct: str
    deck: str
    cards: Cards | None
    name: str = ""  # of the deck


H, R = "hashcards", "repeater"
FACTS = (
    # -- questions and answers
    Fact(H, "nothing", "", ()),
    Fact(H, "nothing", "\n \n\n", ()),
    Fact(R, "nothing", "   \n  \n", ()),
    Fact(R, "nothing", "only a note to myself\n", ()),
    Fact(
        H,
        "question",
        "Q: Which metal is liquid?\nA: Mercury.",
        (("Which metal is liquid?", "Mercury."),),
    ),
    Fact(R, "question", "Q: why?\nA: so\n\n\n", (("why?", "so"),)),
    Fact(R, "question", "Q: no blank?\nA:none", (("no blank?", "none"),)),
    Fact(H, "several lines", "Q: one\ntwo\nA: three\nfour", (("one\ntwo", "three\nfour"),)),
    Fact(R, "several lines", "Q: list?\nA:\n- one\n- two\n", (("list?", "- one\n- two"),)),
    Fact(
        R,
        "several lines",
        "Q: law?\nA:\n\n$$\n\\neg P \\equiv Q\n$$\n\nQ: next?\nA: yes",
        (("law?", "$$\n\\neg P \\equiv Q\n$$"), ("next?", "yes")),
    ),
    Fact(H, "two cards", "Q: a\nA: b\n\nQ: c\nA: d\n\n", (("a", "b"), ("c", "d"))),
    Fact(R, "two cards", "Q: a\nA: b\nQ: c\nA: d", (("a", "b"), ("c", "d"))),
    Fact(
        R,
        "two cards",
        "Q: a\nA: b\n\nC: c [d]\nQ: e\nA: f\n",
        (("a", "b"), ("c […]", "d"), ("e", "f")),
    ),
    Fact(R, "indent", "  Q: not a card\n  A: this neither\n", ()),
    Fact(R, "a line below", "Q: a\nA: b\nand this, too\n", (("a", "b\nand this, too"),)),
    # -- notes with hidden parts
    Fact(H, "cloze", "C: Iron is [Fe] there.", (("Iron is […] there.", "Fe"),)),
    Fact(R, "cloze", "C: here? [there]", (("here? […]", "there"),)),
    Fact(R, "cloze", "C: 首都は[東京]です", (("首都は[…]です", "東京"),)),
    Fact(
        H,
        "several parts",
        "C: Iron [Fe] and tin [Sn].",
        (("Iron […] and tin Sn.", "Fe"), ("Iron Fe and tin […].", "Sn")),
    ),
    Fact(
        R,
        "several parts",
        "C:\nZone: [`eu-1`]\n\nPlace: [Bern]\n\n---\n\n",
        (("Zone: […]\n\nPlace: Bern", "`eu-1`"), ("Zone: `eu-1`\n\nPlace: […]", "Bern")),
    ),
    Fact(H, "several parts", "C: [a]\n[b]\nc.", (("[…]\nb\nc.", "a"), ("a\n[…]\nc.", "b"))),
    Fact(
        H,
        "several parts",
        "C:\nMake it simple.\n\n— [A. B.], [_On Making_]\n\n",
        (
            ("Make it simple.\n\n— […], _On Making_", "A. B."),
            ("Make it simple.\n\n— A. B., […]", "_On Making_"),
        ),
    ),
    Fact(H, "cloze then question", "C: [a]\nQ: b\nA: c", (("[…]", "a"), ("b", "c"))),
    Fact(H, "two notes", "C: [a]\nC: [b]", (("[…]", "a"), ("[…]", "b"))),
    Fact(
        H,
        "picture in a note",
        "C: A [b] ![](c.jpg) [d].",
        (("A […] [picture: c.jpg] d.", "b"), ("A b [picture: c.jpg] […].", "d")),
    ),
    Fact(
        H,
        "link in a note",
        "C: In [it](https://x.org) is [this]",
        (("In [it](https://x.org) is […]", "this"),),
    ),
    Fact(H, "escaped bracket", "C: Press: [`\\[`]", (("Press: […]", "`[`"),)),
    Fact(H, "escaped bracket", "C: \\[a\\] [`\\[b\\]`]", (("\\[a\\] […]", "`[b]`"),)),
    Fact(H, "maths in a note", "C: Write [$m!$] for it.", (("Write […] for it.", "$m!$"),)),
    Fact(H, "maths in a note", "C: `\\beta` is [$\\beta$].", (("`\\beta` is […].", "$\\beta$"),)),
    Fact(H, "inside code", "C: `git [switch] -c x`", (("`git […] -c x`", "`switch`"),)),
    Fact(H, "inside maths", "C: $2 + 2 = [4]$", (("$2 + 2 = […]$", "$4$"),)),
    Fact(H, "one character", "C: [x]", (("[…]", "x"),)),
    # -- what is refused
    Fact(H, "no answer", "Q: nothing below", None),
    Fact(R, "no answer", "Q: nothing below?\n", None),
    Fact(R, "no answer", "Q: empty?\nA: \n\n", None),
    Fact(R, "no answer", "Q: rule?\n---\n", None),
    Fact(H, "no question", "A: nothing above", None),
    Fact(R, "no question", "A: nothing above\n", None),
    Fact(H, "question then note", "Q: a\nC: b", None),
    Fact(R, "question then note", "Q: a\nC: b [c", None),
    Fact(H, "question then question", "Q: a\nQ: b", None),
    Fact(H, "second answer", "Q: a\nA: b\nA: c", None),
    Fact(H, "note then answer", "C: a\nA: b", None),
    Fact(H, "hides nothing", "C: nothing here", None),
    Fact(H, "hides nothing", "C: [] and text", None),
    Fact(R, "hides nothing", "C: an empty []", None),
    Fact(H, "never closes", "C: a [b", None),
    Fact(R, "never closes", "C: half [good", None),
    # -- the same card twice
    Fact(H, "duplicate", "Q: a\nA: b\n\nQ: a\nA: b\n", (("a", "b"),)),
    Fact(H, "duplicate", "C: a [b]\n\nC: a [b]", (("a […]", "b"),)),
    # -- separators
    Fact(H, "separator", "Q: a\nA: b\n---\nQ: c\nA: d", (("a", "b"), ("c", "d"))),
    Fact(H, "separator", "C: [a]\n---\nQ: b\nA: c", (("[…]", "a"), ("b", "c"))),
    Fact(H, "separator", "C: [a]\n---\nC: [b]", (("[…]", "a"), ("[…]", "b"))),
    Fact(H, "separator", "Q: a\nA: b\n---\n---\nQ: c\nA: d", (("a", "b"), ("c", "d"))),
    Fact(H, "separator", "Q: a\nA: b\n---", (("a", "b"),)),
    Fact(H, "separator", "Q: a\n---\nA: b", None),
    Fact(
        R,
        "separator",
        "Q: a\nA: b\n\n---\nMy notes.\n\nQ: c\nA: d\n\n---\n",
        (("a", "b"), ("c", "d")),
    ),
    # -- code
    Fact(
        H,
        "fence",
        "Q: a\nA: so:\n```\nQ: b\n---\nC: [c]\n```\nDone.",
        (("a", "so:\n```\nQ: b\n---\nC: [c]\n```\nDone."),),
    ),
    Fact(H, "fence", "Q: a\nA: b\n~~~\nQ: c\n~~~", (("a", "b\n~~~\nQ: c\n~~~"),)),
    # -- front matter
    Fact(H, "front matter", '---\nname = "Cells"\n---\n\nQ: a\nA: b', (("a", "b"),), "Cells"),
    Fact(H, "front matter", '---\nother = "x"\n---\n\nQ: a\nA: b', (("a", "b"),)),
    Fact(H, "front matter", "---\n---\n\nQ: a\nA: b", (("a", "b"),)),
    Fact(H, "front matter", "Q: a\nA: b", (("a", "b"),)),
    Fact(H, "front matter", '---\nname = "Cells"\n\nQ: a\nA: b', None),
    Fact(H, "front matter", "---\nname = no quotes\n---\n\nQ: a\nA: b", None),
    # -- one line
    Fact(R, "left::right", "what is it::a card  \n", (("what is it", "a card"),)),
    Fact(R, "left::right", "what is it::\n", None),
    # -- bytes
    Fact(H, "not UTF-8", "C: Good text [\udcff\udcff]", None),
)

# What differs, and why: docs/decks.md says it.
DIFFERENT = (
    Fact(H, "brackets in brackets", "C: [[a]]", None),
    Fact(H, "over two lines", "C: a [b\nc] d", None),
    Fact(R, "hides nothing", "C: nothing is marked", (("nothing is marked", ""),)),
)


def read(fact: Fact) -> ParsedFile:
    """A fact's deck, as it is read here."""
    return parse(fact.deck.encode("utf-8", "surrogateescape"), "deck.md")


def agrees(fact: Fact) -> bool:
    """Whether it is read here as there; what is refused there is reported here."""
    file = read(fact)
    if fact.cards is None:
        return bool(file.faults) or any("no card" in note.message for note in file.notes)
    found = tuple((card.question, card.answer) for card in file.cards)
    return (found, file.name, file.faults) == (fact.cards, fact.name, ())


def main() -> None:
    """Say how many facts hold, by program and construct."""
    held: Counter[tuple[str, str]] = Counter()
    known: Counter[tuple[str, str]] = Counter()
    for fact in (*FACTS, *DIFFERENT):
        known[fact.program, fact.construct] += 1
        held[fact.program, fact.construct] += agrees(fact)
    for (program, construct), count in known.items():
        print(f"{program:10} {construct:24} {held[program, construct]} of {count}")
    print(f"{held.total()} of {known.total()} facts hold here")


if __name__ == "__main__":
    main()
