"""The page of HTML: whole in itself, harmless, and printed one card a page."""

import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.learner import questions
from tests.patience import PATIENCE
from tests.printing.printer import ALL, Printer
from tutor.core.kind import Kind
from tutor.printing import LAYOUTS, Wanted

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
EMPTY = {"meta", "input", "hr", "br", "mspace"}


class Reader(HTMLParser):
    """Reads a page: its elements, its text, and whether every element is closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY and not tag.endswith("/"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())

    def count(self, tag: str, name: str = "") -> int:
        return sum(t == tag and (not name or a.get("class") == name) for t, a in self.elements)


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    return Printer(tmp_path)


def page_of(printer: Printer, wanted: Wanted = ALL, layout: str = "cards") -> str:
    return printer.prints(wanted, layout, form="html").path.read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_shows_every_card_and_every_exercise(printer: Printer, layout: str) -> None:
    printer.bundle()
    page = Reader(page_of(printer, Wanted(seed=7), layout))
    assert page.count("div", "side question") == page.count("div", "side answer") == 16
    assert page.count("article", "problem") == 4
    assert page.count("article", "solutions") == 1
    assert page.text.count("linear-normal · level 1 · seed 7") == 2
    assert "Why does the change-of-variables formula divide by" in page.text
    assert page.count("mfrac") > 20


def test_nothing_is_fetched_and_nothing_runs(printer: Printer) -> None:
    printer.bundle()
    text = page_of(printer)
    page = Reader(text)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.elements}
    named = {name for _, attributes in page.elements for name in attributes}
    assert not {"src", "href", "srcset", "action"} & named
    assert not [name for name in named if name.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title></section></main>",
    "&lt;b&gt; &amp; \"quotes\" 'single'",
)


def test_hostile_text_is_only_text(printer: Printer) -> None:
    lines = "\n\n".join(HOSTILE)
    printer.write(
        "deck <b>.md",
        f"Q: {lines}\nA: $x < \\text{{</math><script>}}$ `</code><script>` [a](javascript:x) "
        '[b](https://example.org/"><script>) **<i>**\n\n    <u>\n\n```\n</pre><script>\n```\n\n'
        "- [ ] <b>point</b>\n",
    )
    for layout in LAYOUTS:
        page = Reader(page_of(printer, layout=layout))
        for line in HOSTILE:
            assert " ".join(unescape(line).split()) in page.text
        tags = {tag for tag, _ in page.elements}
        assert not {"script", "img", "b", "i", "u"} & tags
        links = [dict(a)["href"] for tag, a in page.elements if tag == "a"]
        assert all(link is not None and link.startswith("https://") for link in links)
        assert "javascript:x" in page.text


def test_markdown_shows_as_markdown(printer: Printer) -> None:
    printer.write(
        "deck.md",
        "Q: *a* **b** `c`\nA: ## Head\n\n3. three\n4. four\n\n> quoted\n\n| x | y |\n|---|---|\n"
        "| 1 | 2 |\n\n***\n\n- bullet\n\n```\ncode\n```\n",
    )
    text = page_of(printer)
    for expected in (
        "<em>a</em> <strong>b</strong> <code>c</code>",
        "<h4>Head</h4>",
        '<ol start="3">',
        "<blockquote>",
        "<tr><th>x</th><th>y</th></tr>",
        "<tr><td>1</td><td>2</td></tr>",
        "<hr>",
        "<li><p>bullet</p>",
        "<pre>code</pre>",
    ):
        assert expected in text


def test_no_line_begins_with_the_full_stop_behind_a_formula(printer: Printer) -> None:
    printer.write("deck.md", "Q: Is it $x$? Then $y$, or ($z$).\nA: $w$ **$v$**.\n")
    text = page_of(printer)
    for end in ("?", ",", ")."):
        assert f"<mtext>{end}</mtext></mrow>" in text
    assert not re.search(r"</math>[.,;:?)]", text)


def test_key_points_can_be_ticked_and_macros_are_set(printer: Printer) -> None:
    printer.write(
        "deck.md",
        "---\nmacros = { E = '\\text{expected}' }\n---\n\n"
        "Q: q\nA: $$\\E$$.\n\n- [ ] first $\\E$\n- [ ] second\n",
    )
    text = page_of(printer)
    assert text.count('<input type="checkbox">') == 2
    assert text.count("<mtext>expected</mtext>") == 2
    assert "<mtext>.</mtext></mrow><annotation" in text


def test_backs_are_mirrored_in_html_too(printer: Printer) -> None:
    printer.write("deck.md", questions("w1", "w2", "w3"))
    text = page_of(printer, layout="a4-grid")
    assert re.findall(r"What is (\w+)", text) == ["w1", "w2", "w3"]
    assert re.findall(r"The answer to (\w+)|<div class=.side.></div>", text) == [
        *("w2", "w1", "", "w3", "", "", "", "")
    ]


def in_chromium(path: Path, *arguments: str) -> bytes:
    done = subprocess.run(
        [
            *(
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
            ),
            *(f"--user-data-dir={path.parent / 'profile'}", *arguments, path.as_uri()),
        ],
        capture_output=True,
        timeout=PATIENCE,
    )
    return done.stdout


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("cards", [(210, 148)] * 3),
        ("two-sided", [(148, 105)] * 6),
        ("a4-grid", [(210, 297)] * 2),
        ("sheet", [(210, 297)]),
    ],
)
def test_a_browser_prints_one_card_a_page(
    printer: Printer, layout: str, expected: list[tuple[int, int]]
) -> None:
    pypdf = pytest.importorskip("pypdf")
    printer.write("deck.md", questions("alpha", "beta", "gamma"))
    path = printer.prints(layout=layout, form="html").path
    in_chromium(path, f"--print-to-pdf={path.with_suffix('.pdf')}")
    found = pypdf.PdfReader(path.with_suffix(".pdf")).pages
    sizes = [
        (float(p.mediabox.width) / 72 * 25.4, float(p.mediabox.height) / 72 * 25.4) for p in found
    ]
    assert [(round(width), round(height)) for width, height in sizes] == expected
    if layout == "cards":
        texts = [page.extract_text() for page in found]
        assert ["What is beta?" in text for text in texts] == [False, True, False]
        assert ["The answer to beta." in text for text in texts] == [False, True, False]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_runs_nothing_of_it(printer: Printer) -> None:
    printer.write("deck.md", "Q: <script>document.title = 'OWNED'</script>\nA: a\n")
    path = printer.prints(wanted=Wanted(kinds=(Kind.FLASHCARDS,)), form="html").path
    page = Reader(in_chromium(path, "--dump-dom").decode())
    assert page.count("script") == 0
    assert page.count("article") == 1
