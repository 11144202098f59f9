"""The pictures that cards name, as they are printed: files below their decks' folders."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tutor.core.card import Card, CardId
from tutor.core.text import one_line
from tutor.library.card_pictures import ADDRESS, Named, found, in_text
from tutor.markdown.scanner import scan
from tutor.markdown.spans import Part

LARGEST = 5_000_000  # bytes of one picture
MOST = 60_000_000  # bytes of all of them, each counted wherever it is printed
_PIXELS = 50_000_000  # a small file may hold more, and fill the memory
_WIDE, _HIGH = 20.0, 12.0  # em: what is larger is made smaller
_PIXEL = 1 / 16  # em
_SUFFIXES = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff"),
    *(".avif", ".heic"),
)
# The forms that are not printed, and how the file of each begins; some bytes may be any.
_OTHER_FORMS = (
    ("WebP", re.compile(rb"RIFF....WEBP", re.S)),
    ("AVIF", re.compile(rb"....ftypavi[fs]", re.S)),
    ("HEIC", re.compile(rb"....ftyp(?:hei[cx]|hev[cx]|mif1|msf1)", re.S)),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*")),
    ("BMP", re.compile(rb"BM")),
)
_NO_PICTURE = "its file holds no PNG, JPEG, GIF or SVG that can be read"
_AS_TEXT = (Part.FENCED, Part.CODE, Part.MATHS, Part.COMMENT)
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*<svg\b", re.S
)
_VIEW_BOX = re.compile(rb"""<svg\b[^>]*?\bviewBox\s*=\s*["']([^"']*)["']""")
_SIDE = rb"""<svg\b[^>]*?\s%s\s*=\s*["']\s*([0-9.]{1,9})(?:px|pt|mm|cm|in)?\s*["']"""


class Image(NamedTuple):
    """A picture to be printed: its form, what is in its file, and how many em it may take."""

    name: str
    form: str  # png, jpeg, gif or svg+xml
    content: bytes
    wide: float
    high: float
    said: str  # what it shows


class _Refused(Exception):
    """Why a picture is not printed."""


class Images:
    """Reads the pictures of cards, each once, and notes why some are not printed."""

    def __init__(self, roots: Iterable[Path] = ()) -> None:
        self.remarks: list[str] = []
        self.printed: dict[str, Image] = {}  # by name
        self._roots = tuple(os.path.realpath(root) for root in roots if root.is_dir())
        self._read: dict[str, Image] = {}
        self._places: dict[str, tuple[Card, str]] = {}
        self._placed: dict[tuple[CardId, str], tuple[str, dict[str, Image]]] = {}
        self._left = MOST

    def placed(self, card: Card, text: str) -> tuple[str, dict[str, Image]]:
        """A text of a card with each picture that is printed as `![](name)`, and these by name."""
        if "[picture: " not in text or not card.path:
            return text, {}
        if (known := self._placed.get((card.id, text))) is not None:
            return known
        spans = [span for span in scan(text).spans if span.part in _AS_TEXT]
        images: dict[str, Image] = {}
        pieces, done = [], 0
        for each in in_text(text):
            if any(span.start <= each.start < span.end for span in spans):
                continue
            if (image := self._image(card, each)) is not None:
                name = f"picture-{len(images)}"
                images[name] = image
                pieces += [text[done : each.start], f"![]({name})"]
                done = each.end
        placed = "".join([*pieces, text[done:]]), images
        self._placed[card.id, text] = placed
        return placed

    def unreadable(self, names: Iterable[str]) -> None:
        """Note those that turned out to be no pictures."""
        for name in names:
            card, path = self._places[name]
            self._note(card, path, _NO_PICTURE)

    def _image(self, card: Card, named: Named) -> Image | None:
        if ADDRESS.match(named.path) or not (at := found(named.path, card.path)):
            return None  # that it is not there is said elsewhere
        if not named.path.lower().endswith(_SUFFIXES):
            return None  # a sound
        try:
            image = self._file(os.path.realpath(at), card)
            self._left -= len(image.content)
            if self._left < 0:
                raise _Refused(f"all pictures together are larger than {MOST // 1_000_000} MB")
        except _Refused as refused:
            self._note(card, named.path, str(refused))
            return None
        self._places.setdefault(image.name, (card, named.path))
        self.printed[image.name] = image
        said = one_line(named.alternative) or f"picture: {one_line(named.path)}"
        return image._replace(said=said)

    def _file(self, path: str, card: Card) -> Image:
        folders = (os.path.realpath(os.path.dirname(card.path)), *self._roots)
        own = os.path.realpath(card.path)
        around = [folders[0], *(root for root in folders[1:] if _is_below(own, root))]
        if not any(_is_below(path, folder) for folder in around):
            raise _Refused("it lies outside the folder of your decks: put a copy beside the deck")
        if path not in self._read:
            try:
                with open(path, "rb") as file:
                    content = file.read(LARGEST + 1)
            except OSError as error:
                raise _Refused(f"it cannot be read: {error.strerror}") from error
            if len(content) > LARGEST:
                raise _Refused(f"it is larger than {LARGEST // 1_000_000} MB: make it smaller")
            form, wide, high = _measured(content)
            ending = form.removesuffix("+xml")
            name = f"{len(self._read)}.{ending}"
            self._read[path] = Image(name, form, content, *_fitting(form, wide, high), "")
        return self._read[path]

    def _note(self, card: Card, path: str, why: str) -> None:
        said = one_line(f"{card.path}:{card.line}: the picture {path} is not printed: {why}.")
        if said not in self.remarks:
            self.remarks.append(said)


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))


def _fitting(form: str, wide: float, high: float) -> tuple[float, float]:
    """How many em a picture takes; drawings of lines are as large as they may be."""
    wide, high = max(wide, 1.0) * _PIXEL, max(high, 1.0) * _PIXEL
    share = min(_WIDE / wide, _HIGH / high)
    if form != "svg+xml":
        share = min(share, 1.0)
    return round(wide * share, 3), round(high * share, 3)


def _measured(content: bytes) -> tuple[str, float, float]:
    """The form of a picture, which its content tells, and how wide and high it is."""
    wide = high = 0.0
    form = ""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        form = "png"
        wide, high = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    elif content.startswith((b"GIF87a", b"GIF89a")):
        form = "gif"
        wide, high = (int.from_bytes(content[at : at + 2], "little") for at in (6, 8))
    elif content.startswith(b"\xff\xd8\xff"):
        form = "jpeg"
        wide, high = next(_jpeg_sides(content), (0, 0))
    elif _SVG.match(content[:10_000]) and b"<!ENTITY" not in content:
        return "svg+xml", *_svg_sides(content)
    for name, begins in _OTHER_FORMS:
        if not form and begins.match(content):
            raise _Refused(
                f"it is of the format {name}: convert it to PNG, and name that file in the card"
            )
    if not (wide and high):
        raise _Refused(_NO_PICTURE)
    if wide * high > _PIXELS:
        raise _Refused(f"it has more than {_PIXELS // 1_000_000} million pixels: make it smaller")
    return form, wide, high


def _jpeg_sides(content: bytes) -> Iterator[tuple[int, int]]:
    """The sides that the frame of a JPEG names."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # a byte that only fills
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            high, wide = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
            yield wide, high
            return
        at += 2 + max(int.from_bytes(content[at + 2 : at + 4], "big"), 2)


def _svg_sides(content: bytes) -> tuple[float, float]:
    """The sides that an SVG names; where it names none, browsers take 300 and 150."""
    start = content[:20_000]
    sides: list[float] = []
    if box := _VIEW_BOX.search(start):
        numbers = re.findall(rb"[0-9.]+", box[1])[2:4]
    else:
        numbers = [n[1] for side in (b"width", b"height") if (n := re.search(_SIDE % side, start))]
    for number in numbers:
        try:
            sides.append(float(number))
        except ValueError:
            break
    if len(sides) == 2 and min(sides) > 0 and max(sides) < 1_000 * min(sides):
        return sides[0], sides[1]
    return 300.0, 150.0
