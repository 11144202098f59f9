"""Cards and problems as a PDF, through Typst."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from platform import machine
from typing import Any, BinaryIO
from unicodedata import category

from tutor.core.card import Card
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.printing import press
from tutor.printing.card_images import Images
from tutor.printing.paper import Paper
from tutor.printing.sizes import COLUMNS, QUESTION, ROWS, Sizes, sizes
from tutor.printing.to_page import WHOLE, marks, sides, worked_marks
from tutor.printing.wanted import Chosen, Drawn, Progress

MOST = 5_000  # cards: until the last page is set Typst keeps them all in memory, 1.5 GB for these
_NOT_DRAWN = {"Mn", "Mc", "Me", "Cf", "Cc", "Zs", "Zl", "Zp"}
_TAGGED = 500  # cards: beyond, a PDF bears no tags for screen readers, which take as long again


def write_pdf(
    chosen: Chosen,
    paper: Paper,
    images: Images,
    file: BinaryIO,
    created: int,
    progress: Progress,
) -> str:
    """Print into an open file; the characters that no font has, which are printed as boxes.

    `created` is in seconds since 1970, UTC.
    """
    check_typst()
    if chosen.count > MOST:
        raise TutorError(
            f"{chosen.count:,} cards are more than the {MOST:,} that fit one PDF. Choose decks, "
            "--tag T or --due, or print with --format html."
        )
    data = page_data(chosen, paper, progress, images)
    said = run_press(
        data,
        file,
        images={name: image.content for name, image in images.printed.items()},
        tags=chosen.count <= _TAGGED,
        created=created,
        waiting=lambda: progress(f"Printing {chosen.count:,} cards", None),
    )
    images.unreadable(said["unreadable"])
    return str(said["boxes"])


def check_typst() -> None:
    """A TutorError if Typst is not installed, which says what to do instead."""
    if find_spec("typst") is None:
        raise _no_typst()


def page_data(
    chosen: Chosen, paper: Paper, progress: Progress, images: Images | None = None
) -> str:
    """Everything page.typ needs to know, as JSON; without `images` no picture is printed."""
    images = images or Images()
    width, height = paper.size
    fit = sizes(paper)
    worksheet = (width / 148) ** 0.4
    cards, problems = [], []
    for number, card in enumerate(chosen.cards, 1):
        progress("Setting cards", number / chosen.count)
        cards.append(_card(card, f"{number} / {len(chosen.cards)}", fit, images))
    for number, drawn in enumerate(chosen.problems, 1):
        progress("Setting problems", (len(cards) + number) / chosen.count)
        problems.append(_problem(drawn))
    return json.dumps(
        {
            "title": one_line(chosen.title),
            "layout": paper.layout,
            "width": width,
            "height": height,
            "size": fit.type,
            "question": QUESTION,
            "margin": fit.margin,
            "sheet-size": round(10.5 * worksheet, 2),
            "sheet-margin": round(14 * worksheet, 1),
            "columns": 2 if width > 200 else 1,
            "whole": WHOLE,
            "grid": [COLUMNS, ROWS],
            "cards": cards,
            "problems": problems,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def run_press(
    data: str,
    file: BinaryIO,
    *,
    images: Mapping[str, bytes],
    tags: bool = True,
    created: int = 0,
    waiting: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Have Typst set the data into a file; what it said of that, as press.py has it.

    `waiting` is called all the while, and may raise.
    """
    characters = set(data)
    job: dict[str, Any] = {
        "data": data,
        "timestamp": created,
        "own_fonts": all(map(_is_covered, characters)),
        "unusual": "".join(sorted(filter(_is_unusual, characters))),
        "tags": tags,
        "images": list(images),
    }
    with (
        _page(images) as page,
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as said,
    ):
        job["page"] = str(page)
        asked.write(json.dumps(job).encode())
        asked.seek(0)
        # -P: the modules beside press.py must not take the place of the standard library's.
        process = subprocess.Popen(
            [sys.executable, "-P", press.__file__], stdin=asked, stdout=file, stderr=said
        )
        try:
            while True:
                try:
                    code = process.wait(0.1)
                    break
                except subprocess.TimeoutExpired:
                    waiting()
        finally:
            process.kill()
            process.wait()
        if code == press.NO_TYPST:
            raise _no_typst()
        if code:
            said.seek(0)
            reason = one_line(said.read(2_000).decode(errors="replace")) or f"it ended with {code}"
            raise TutorError(
                f"Typst could not print this: {reason}. --format html prints without it."
            )
        said.seek(0)
        heard: dict[str, Any] = json.loads(said.read().splitlines()[-1])
        return heard


@contextmanager
def _page(images: Mapping[str, bytes]) -> Iterator[Path]:
    """Where page.typ is, with the pictures beside it."""
    page = Path(__file__).with_name("page.typ")
    if not images:
        yield page
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**images, page.name: page.read_bytes()}.items():
            (Path(folder) / name).write_bytes(content)
        yield Path(folder) / page.name


def _no_typst() -> TutorError:
    return TutorError(
        "A PDF is made with the package typst, which is not installed here; there may be none for "
        f"this machine ({machine() or 'unknown'}). `tutor print --format html` prints everywhere: "
        "open the page in a browser and print it from there."
    )


def _card(card: Card, number: str, fit: Sizes, images: Images) -> dict[str, Any]:
    question, answer = sides(card, images)
    return {
        "deck": one_line(card.deck),
        "number": number,
        "question": question,
        "answer": answer,
        "shares": [fit.share(question, QUESTION), fit.share(answer)],
    }


def _problem(drawn: Drawn) -> dict[str, Any]:
    from tutor.exercises.picture import picture_svg, said

    problem = drawn.problem
    return {
        "deck": one_line(drawn.deck),
        "title": one_line(problem.template.title),
        "origin": drawn.origin,
        "about": f"About {problem.template.minutes:g} minutes with pen and paper.",
        "statement": marks(problem.statement),
        "picture": picture_svg(problem),
        "said": said(problem),
        "steps": [
            {
                "number": f"{number}.",
                "prompt": marks(step.prompt),
                "solution": worked_marks(step.hints.worked),
            }
            for number, step in enumerate(problem.steps, 1)
        ],
    }


def _is_unusual(character: str) -> bool:
    """Whether the fonts that come with Typst may not have it; marks are part of other letters."""
    return ord(character) > 0x17F and category(character) not in _NOT_DRAWN


def _is_covered(character: str) -> bool:
    """Whether the fonts that come with Typst have it; else the machine's fonts are searched too."""
    code = ord(character)
    return code < 0x0530 or 0x1D00 <= code < 0x2C00 or 0xFB00 <= code < 0xFB07
