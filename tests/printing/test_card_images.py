"""Pictures of cards on paper: in the page itself, from below the folder of the decks only."""

import re
import struct
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b"<script>alert(1)</script><rect width='30' height='10' fill='red'/></svg>"
)
GIF = (  # one pixel
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def png(wide: int, high: int, rows: int | None = None) -> bytes:
    """A grey picture of so many pixels, as the format is defined; of its rows only some."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_of = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_of

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    lines = (b"\x00" + b"\x80" * wide) * (high if rows is None else rows)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def sizes(page: Any) -> list[tuple[int, int]]:
    """How many pixels the pictures of a page in a PDF have."""
    objects = (each.get_object() for each in page["/Resources"].get("/XObject", {}).values())
    return [(each["/Width"], each["/Height"]) for each in objects if each["/Subtype"] == "/Image"]


def has_drawing(page: Any) -> bool:
    """Whether the rectangle of the SVG is drawn on a page."""
    return b"0 0 m 30 0 l 30 10 l 0 10 l" in page.get_contents().get_data()


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    tutor = Command(tmp_path)
    (tutor.decks / "in").mkdir()
    (tutor.decks / "in" / "my_own_map.png").write_bytes(png(37, 23))
    (tutor.decks / "x (1).svg").write_bytes(SVG)
    (tutor.decks / "dot.gif").write_bytes(GIF)
    (tutor.decks / "deck.md").write_text(
        'Q: one ![a *map* of "$x$"](in/my_own_map.png)\n'
        "A: two ![](<x (1).svg>)\n\n- [ ] a point ![dot](dot.gif)\n\n"
        "Q: code `[picture: dot.gif]` and $[picture: dot.gif]$\nA: three\n"
    )
    return tutor


def test_the_page_of_html_holds_the_bytes_of_each_picture(tutor: Command) -> None:
    output = tutor.folder / "cards.html"
    done = tutor("print", "-o", str(output))
    assert (done.returncode, done.stderr) == (0, "")
    page = output.read_text("utf-8")
    found = re.findall(r'<img src="data:image/([a-z+]+);base64,([^"]+)" alt="([^"]*)"', page)
    assert [(form, b64decode(data), said) for form, data, said in found] == [
        ("png", png(37, 23), "a *map* of &quot;$x$&quot;"),
        ("svg+xml", SVG, "picture: x (1).svg"),
        ("gif", GIF, "dot"),
    ]
    assert "<code>[picture: dot.gif]</code>" in page
    assert "<script" not in page  # the one in the SVG stays in its <img>, where none is run
    assert "default-src 'none'; img-src data:;" in page


def test_a_jpeg_is_as_wide_as_its_frame_says(tutor: Command) -> None:
    # Start, a segment to pass over, the frame (8 bits, 48 lines of 64 pixels), end.
    jpeg = (
        b"\xff\xd8\xff\xe0\x00\x06\xff\xc0ab"
        b"\xff\xff\xc2\x00\x0b\x08\x00\x30\x00\x40\x01\x01\x11\x00\xff\xd9"
    )
    (tutor.decks / "photo.png").write_bytes(jpeg)  # the content counts, not the name
    (tutor.decks / "cut.jpg").write_bytes(jpeg[:10])
    (tutor.decks / "deck.md").write_text("Q: ![a](photo.png) ![b](cut.jpg)\nA: 1\n")
    output = tutor.folder / "cards.html"
    done = tutor("print", "-o", str(output))
    assert "the picture cut.jpg is not printed" in done.stderr
    page = output.read_text("utf-8")
    (kind, data, wide) = re.findall(r'<img src="data:([^;]+);base64,([^"]+)".*width: (.+)em', page)[
        0
    ]
    assert (kind, b64decode(data), wide) == ("image/jpeg", jpeg, "4")  # 16 pixels are an em
    assert page.count("<img") == 1


@pytest.mark.parametrize("layout", ["cards", "sheet"])
def test_a_pdf_holds_each_picture(tutor: Command, layout: str) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    output = tutor.folder / "cards.pdf"
    done = tutor("print", "--layout", layout, "-o", str(output))
    assert (done.returncode, done.stderr) == (0, "")
    pages = pypdf.PdfReader(output).pages
    assert sizes(pages[0]) == [(37, 23), (1, 1)]
    assert has_drawing(pages[0])
    text = "".join(page.extract_text() for page in pages)
    assert "my_own_map" not in text


def test_what_is_no_picture_of_the_decks_is_named_and_printed_in_words(tutor: Command) -> None:
    outside = tutor.folder / "secret.png"
    outside.write_bytes(png(5, 5))
    decks = tutor.decks
    (decks / "link.png").symlink_to(outside)
    (decks / "text.png").write_text("root:x:0:0")
    (decks / "huge.png").write_bytes(png(3, 3) + bytes(5_000_000))
    (decks / "bomb.png").write_bytes(png(100_000, 100_000, rows=0))
    (decks / "laughs.svg").write_bytes(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>')
    (decks / "word.ogg").write_bytes(b"x")
    # As the specifications of the formats have their first bytes.
    (decks / "a.webp").write_bytes(b"RIFF\x1a\0\0\0WEBPVP8L")
    (decks / "a.avif").write_bytes(b"\0\0\0\x1cftypavif\0\0\0\0")
    (decks / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    (decks / "a.tif").write_bytes(b"II*\0\x08\0\0\0")
    (decks / "a.bmp").write_bytes(b"BM\x46\0\0\0")
    reasons = {
        "a.webp": "it is of the format WebP: convert it to PNG",
        "a.avif": "it is of the format AVIF: convert it to PNG",
        "a.heic": "it is of the format HEIC: convert it to PNG",
        "a.tif": "it is of the format TIFF: convert it to PNG",
        "a.bmp": "it is of the format BMP: convert it to PNG",
        "../secret.png": "outside the folder",
        "link.png": "outside the folder",
        "text.png": "holds no PNG, JPEG, GIF or SVG",
        "huge.png": "larger than 5 MB",
        "bomb.png": "million pixels",
        "laughs.svg": "holds no PNG",
        "gone.png": "is not there",
    }
    (decks / "deck.md").write_text(
        "".join(f"Q: see ![it]({name})\nA: 1\n\n" for name in (*reasons, "word.ogg"))
    )
    output = tutor.folder / "cards.html"
    done = tutor("print", "-o", str(output))
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == len(reasons)
    for number, (name, why) in enumerate(reasons.items()):
        (said,) = [line for line in done.stderr.splitlines() if f" {name} " in line]
        assert f"{decks / 'deck.md'}:{3 * number + 1}: the picture {name} is not " in said
        assert why in said
        assert f"[picture: it ({name})]" in output.read_text("utf-8")
    assert "<img" not in output.read_text("utf-8")


def test_a_broken_picture_does_not_end_the_printing_of_a_pdf(tutor: Command) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    (tutor.decks / "dot.gif").write_bytes(GIF[:13])
    (tutor.decks / "x (1).svg").write_bytes(SVG[:-20])
    output = tutor.folder / "cards.pdf"
    done = tutor("print", "-o", str(output))
    assert done.returncode == 0
    assert f"{tutor.decks / 'deck.md'}:1: the picture dot.gif is not printed" in done.stderr
    assert f"{tutor.decks / 'deck.md'}:1: the picture x (1).svg is not printed" in done.stderr
    (page, *_) = pypdf.PdfReader(output).pages
    assert (sizes(page), has_drawing(page)) == ([(37, 23)], False)
    assert "[dot]" in page.extract_text()
