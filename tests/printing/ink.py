"""Where there is ink on a rendered page."""

import zlib

import numpy as np
from numpy.typing import NDArray

Dark = NDArray[np.bool_]


def ink(png: bytes) -> Dark:
    """Which dots of an 8-bit RGBA image are not white, row by row."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    data, at, header = b"", 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        kind, chunk = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        header = chunk if kind == b"IHDR" else header
        data += chunk if kind == b"IDAT" else b""
        at += length + 12
    width, height = (int.from_bytes(header[i : i + 4], "big") for i in (0, 4))
    assert header[8:10] == b"\x08\x06", "8 bits each of red, green, blue and alpha"
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + 4 * width)
    image = np.zeros((height, 4 * width), np.uint8)
    above = image[0]
    for i, row in enumerate(rows):
        above = image[i] = _unfiltered(int(row[0]), row[1:], above)
    dark: Dark = image.reshape(height, width, 4)[:, :, :3].min(axis=2) < 200
    return dark


def _unfiltered(kind: int, row: NDArray[np.uint8], above: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A row of an image as it was before it was filtered (PNG specification, section 9)."""
    if kind == 0:
        return row
    if kind == 2:
        return row + above
    if kind == 1:
        return np.cumsum(row.reshape(-1, 4), axis=0, dtype=np.uint8).reshape(-1)
    if kind == 4 and not row.any() and (above == above[0]).all():
        return above  # most rows of a page
    done = [0, 0, 0, 0]  # the dot to the left of the first
    up = [0, 0, 0, 0, *above.tolist()]
    for i, value in enumerate(row.tolist(), 4):
        left, over, corner = done[i - 4], up[i], up[i - 4]
        if kind == 3:
            guess = (left + over) // 2
        else:
            near = abs(over - corner), abs(left - corner), abs(left + over - 2 * corner)
            guess = (left, over, corner)[near.index(min(near))]
        done.append((value + guess) % 256)
    return np.array(done[4:], np.uint8)
