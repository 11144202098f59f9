"""Cards and problems as one page of HTML that any browser can show and print."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import BinaryIO

from tutor.core.card import Card
from tutor.core.text import one_line
from tutor.printing.card_images import Images
from tutor.printing.markup import card_markup, markup, tick
from tutor.printing.paper import Paper
from tutor.printing.sizes import COLUMNS, QUESTION, ROWS, SMALLEST, Sizes, sizes
from tutor.printing.to_page import sides
from tutor.printing.wanted import Chosen, Drawn, Progress

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_html(
    chosen: Chosen,
    paper: Paper,
    images: Images,
    file: BinaryIO,
    created: int,
    progress: Progress,
) -> str:
    """Print into an open file, card by card; which characters have a font the browser knows."""
    done = 0
    for piece, cards in _pieces(chosen, paper, images):
        file.write(piece.encode())
        done += cards
        progress("Printing cards", done / chosen.count)
    return ""


def _pieces(chosen: Chosen, paper: Paper, images: Images) -> Iterator[tuple[str, int]]:
    """The page in pieces, and how many cards each holds."""
    fit = sizes(paper)
    title = escape(one_line(chosen.title))
    yield _head(title, paper, fit), 0
    yield f'<body class="{paper.layout}">\n<main>\n', 0
    seen = "" if paper.layout == "sheet" else ' class="unseen"'
    yield f"<h1{seen}>{title}</h1>\n", 0
    if paper.layout == "a4-grid":
        yield from _cut_out(chosen, fit, images)
    else:
        for number, card in enumerate(chosen.cards, 1):
            question, answer = _sides(card, f"{number} / {len(chosen.cards)}", fit, images)
            heading = f'<h2 class="unseen">Card {number}</h2>\n'
            yield f'<article class="card">\n{heading}{question}{answer}</article>\n', 1
    for drawn in chosen.problems:
        yield _problem(drawn), 1
    if chosen.problems:
        yield '<article class="solutions">\n<h2>Worked solutions</h2>\n', 0
        for drawn in chosen.problems:
            yield _solution(drawn), 0
        yield "</article>\n", 0
    yield "</main>\n</body>\n</html>\n", 0


def _head(title: str, paper: Paper, fit: Sizes) -> str:
    """The head of the page; nothing is fetched or run, whatever a card contains."""
    width, high = paper.size
    # A style sheet cannot take the size of a page from its variables.
    pages = "".join(
        f"@page {name} {{ size: {size}; margin: {margin} }}\n"
        for name, size, margin in (
            ("facing", f"{high:g}mm {width:g}mm", "0"),
            ("grid", f"{width:g}mm {high:g}mm", "0"),
            ("upright", f"{width:g}mm {high:g}mm", "14mm"),
        )
    )
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{
  --width: {width:g}mm; --height: {high:g}mm; --type: {fit.type:g}pt; --margin: {fit.margin:g}mm;
  --columns: {2 if width > 200 else 1}
}}
{pages}{Path(__file__).with_name("page.css").read_text(encoding="utf-8")}</style>
</head>
"""


def _sides(card: Card, number: str, fit: Sizes, images: Images) -> tuple[str, str]:
    """The question and the answer, in smaller type where they might not fit."""
    question, answer = sides(card, images)
    asked, text = (
        card_markup(card, side, fit.room, images) for side in (card.question, card.answer)
    )
    if card.key_points:
        points = (card_markup(card, point, fit.room, images) for point in card.key_points)
        ticks = "".join(map(tick, points))
        text += f'<hr class="short">\n<ul>\n{ticks}</ul>\n'
    return (
        _side("Question", card, number, asked, fit.share(question, QUESTION)),
        _side("Answer", card, number, text, fit.share(answer)),
    )


def _side(name: str, card: Card, number: str, text: str, share: float | None) -> str:
    share = share or SMALLEST
    smaller = f' style="font-size: {share:.0%}"' if share < 1 else ""
    return (
        f'<div class="side {name.lower()}">\n<h3>{name} <span>{number}</span></h3>\n'
        f'<div class="text"><div{smaller}>\n{text}</div></div>\n'
        f"<footer>{escape(one_line(card.deck))}</footer>\n</div>\n"
    )


def _cut_out(chosen: Chosen, fit: Sizes, images: Images) -> Iterator[tuple[str, int]]:
    """Pages of cards to cut out, each followed by their backs, mirrored."""
    each = COLUMNS * ROWS
    blank = '<div class="side"></div>\n'
    for start in range(0, len(chosen.cards), each):
        numbered = list(enumerate(chosen.cards[start : start + each], start + 1))
        sides = [_sides(card, f"{n} / {len(chosen.cards)}", fit, images) for n, card in numbered]
        fronts = [front for front, _ in sides]
        backs = [back for _, back in sides] + [blank] * (each - len(sides))
        backs = [back for row in range(ROWS) for back in backs[row * COLUMNS :][:COLUMNS][::-1]]
        last = start + len(numbered)
        for what, page in (("questions", fronts), ("answers", backs)):
            heading = f'<h2 class="unseen">Cards {start + 1} to {last}: {what}</h2>\n'
            yield f'<article class="page">\n{heading}{"".join(page)}</article>\n', 0
        yield "", len(sides)


def _problem(drawn: Drawn) -> str:
    problem = drawn.problem
    steps = "".join(f"<li>{markup(step.prompt)}</li>\n" for step in problem.steps)
    return (
        '<article class="problem">\n<p class="kind">Exercise</p>\n'
        f"<h2>{escape(one_line(problem.template.title))}</h2>\n{markup(problem.statement)}"
        f"<p><small>About {problem.template.minutes:g} minutes with pen and paper.</small></p>\n"
        f"<ol>\n{steps}</ol>\n"
        f"<footer>{escape(drawn.origin)} <span>{escape(one_line(drawn.deck))}</span></footer>\n"
        "</article>\n"
    )


def _solution(drawn: Drawn) -> str:
    from tutor.exercises.picture import picture_svg

    problem = drawn.problem
    steps = "".join(f"<li>{markup(step.hints.worked)}</li>\n" for step in problem.steps)
    return (
        f"<section>\n<h3>{escape(one_line(problem.template.title))} "
        f"<small>{escape(drawn.origin)}</small></h3>\n"
        f"{markup(problem.statement)}<figure>{picture_svg(problem)}</figure>\n"
        f"<ol>\n{steps}</ol>\n</section>\n"
    )
