"""The moving picture of the README: small, without a script, and true to what was seen when."""

from pathlib import Path
from xml.etree import ElementTree

from rich.segment import Segment
from rich.style import Style

from tests.pictures import ROOT
from tests.recording import FILE, POSTER, Frame, moving, record, text

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "rect", "path", "g", "text", "animate"}


def test_the_readme_shows_it_and_it_needs_nothing_from_elsewhere() -> None:
    assert f'src="docs/{FILE.name}"' in (ROOT / "README.md").read_text("utf-8")
    data = FILE.read_bytes()
    assert len(data) < 200_000
    root = ElementTree.fromstring(data)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == TAGS
    for node in root.iter():
        assert not [name for name in node.attrib if "href" in name or name.startswith("on")]


def frame(seconds: float, *rows: str) -> Frame:
    """A frame with these rows."""
    style = Style.parse("#ffffff on #15171c")
    return Frame(tuple((Segment(row, style),) for row in rows), seconds)


def test_at_each_time_the_rows_of_one_frame_are_seen_and_no_others() -> None:
    frames = [
        frame(1, "one", "stays"),
        frame(2, POSTER, "stays"),
        frame(1, "one", "other"),
        frame(4, "last", "stays"),
    ]
    root = ElementTree.fromstring(moving(frames))
    assert words(root, None) == {POSTER, "stays"}  # without motion
    for second, rows in (
        (0.5, {"one", "stays"}),
        (1.5, {POSTER, "stays"}),
        (2.9, {POSTER, "stays"}),
        (3.5, {"one", "other"}),
        (7.9, {"last", "stays"}),
    ):
        assert words(root, second / 8) == rows


def words(node: ElementTree.Element, share: float | None) -> set[str]:
    """What is seen at a share of the time, by the rules of SVG's discrete animation."""
    moves = node.find(f"{SVG}animate")
    if share is None or moves is None:
        shown = node.get("visibility", "visible")
    else:
        starts = [float(start) for start in moves.attrib["keyTimes"].split(";")]
        values = moves.attrib["values"].split(";")
        shown = [value for start, value in zip(starts, values, strict=True) if start <= share][-1]
    if shown == "hidden":
        return set()
    own = {node.text or ""} if node.tag == f"{SVG}text" else set()
    return own.union(*(words(child, share) for child in node))


async def test_the_program_still_does_what_is_recorded(tmp_path: Path) -> None:
    frames = await record(tmp_path)
    assert sum(POSTER in text(each) for each in frames) >= 1
