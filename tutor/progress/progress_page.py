"""Progress as one page of HTML: pictures as SVG, light and dark, no scripts, nothing fetched."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from tutor.core.day import as_date
from tutor.core.text import harmless
from tutor.progress.chart import Figure
from tutor.progress.progress import Progress
from tutor.progress.to_svg import svg


def page(progress: Progress, figures: Sequence[Figure]) -> str:
    """The whole page."""
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    chosen = ", ".join(progress.decks) or "all decks"
    if progress.tag:
        chosen += f", tag {progress.tag}"
    if progress.since:
        chosen += f", since {as_date(progress.since)}"
    title = f"Progress on {as_date(progress.today)}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            # Nothing is fetched and nothing runs, whatever a deck is called.
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            f'<p class="quiet">{_safe(chosen)}</p>',
            _summary(progress),
            *(_section(figure) for figure in figures),
            "</main>",
            "<footer><p>Written by tutor. Each figure says what it shows.</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _summary(progress: Progress) -> str:
    total, kept = progress.activity.total, progress.retention.all.rate
    facts = (
        ("Answers", f"{total.answers:,}"),
        ("Hours", f"{total.minutes / 60:,.1f}"),
        ("Streak", f"{progress.activity.streak:,} d"),
        ("Retention", "–" if kept is None else f"{100 * kept:.1f} %"),
        ("Cards started", f"{sum(progress.collection.ease.values()):,}"),
        ("Due in 30 days", f"{progress.collection.due_within(30):,}"),
    )
    return "\n".join(
        ("<dl>", *(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts), "</dl>")
    )


def _section(figure: Figure) -> str:
    parts = [
        "<section>",
        f"<h2>{_safe(figure.title)}</h2>",
        f"<p>{_safe(figure.meaning)}</p>",
        svg(figure),
    ]
    if figure.rows:
        parts += [
            "<details>",
            "<summary>The numbers</summary>",
            "<table>",
            f"<thead>{_row(figure.head, 'th')}</thead>",
            "<tbody>",
            *(_row(row, "td") for row in figure.rows),
            "</tbody>",
            "</table>",
            "</details>",
        ]
    return "\n".join((*filter(None, parts), "</section>"))


def _row(cells: Iterable[str], kind: str) -> str:
    return "<tr>" + "".join(f"<{kind}>{_safe(cell)}</{kind}>" for cell in cells) + "</tr>"


def _safe(text: str) -> str:
    return escape(harmless(text))
