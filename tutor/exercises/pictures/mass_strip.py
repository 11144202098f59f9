"""The strip that shows how a map carries mass: from pieces dz of the base to one piece dx."""

from dataclasses import dataclass

import numpy as np

from tutor.exercises.pictures.canvas import BASE, IMAGE, Canvas, Window
from tutor.exercises.written import rounded, with_minus_signs
from tutor.flows import Flow, Interval
from tutor.flows.univariate import WithQuantiles

ROWS = 4
_PIECE = 0.2  # of a base's reach: half of dz


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the base, from the point that goes to `x[0]` to the one that goes to `x[1]`."""

    z: tuple[float, float]
    x: tuple[float, float]
    mass: float

    @property
    def text(self) -> str:
        """The piece as an interval."""
        low, high = sorted(self.z)
        return f"[{rounded(low)}, {rounded(high)}]"


@dataclass(frozen=True, slots=True)
class Carried:
    """Pieces of the base, and the piece of the line that they go to."""

    pieces: tuple[Piece, ...]
    image: tuple[float, float]

    @property
    def said(self) -> str:
        """What the strip shows, in a sentence."""
        low, high = self.image
        there = f"x in [{rounded(low)}, {rounded(high)}]"
        places = " and ".join(piece.text for piece in self.pieces)
        if self.pieces[1:]:
            text = f"the masses of z in {places} join on {there}"
        else:
            (piece,) = self.pieces
            times = (high - low) / abs(piece.z[1] - piece.z[0])
            text = f"z in {places} goes to {there}, {rounded(times, 3)} times as long"
        return with_minus_signs(text)


def carried(flow: Flow, z: float, reach: float) -> Carried | None:
    """A piece around a base point, the place it goes to, and all other pieces that go there."""
    support = flow.base.support
    assert isinstance(support, Interval)
    if not isinstance(flow.base, WithQuantiles):
        return None  # nothing says how much lies where
    ends = np.clip([z - _PIECE * reach, z + _PIECE * reach], support.low, support.high)
    low, high = sorted(float(x) for x in flow.transform.forward(ends))
    if not (np.isfinite([low, high]).all() and low < high):
        return None
    pieces = []
    for branch in zip(*map(flow.transform.preimages, (low, high)), strict=True):
        if np.isnan(branch).any():
            continue
        inside = np.clip(branch, support.low, support.high)
        mass = float(np.abs(np.diff(flow.base.cdf(inside)))[0])
        if mass > 0:
            first, last = (float(x) for x in flow.transform.forward(inside))
            pieces.append(Piece((float(inside[0]), float(inside[1])), (first, last), mass))
    pieces.sort(key=lambda piece: piece.z)
    return Carried(tuple(pieces), (low, high)) if pieces else None


def mass_strip(mass: Carried, width: int, window: Window) -> Canvas:
    """The pieces of the base above, where they go below, over the axis of a window."""
    canvas = Canvas(width, ROWS, Window(window.left, window.right, 0.0, 1.0))
    dot = 1 / (4 * ROWS - 1)
    for height in (0.0, dot):  # two dots thick
        canvas.path([(x, height) for x in mass.image], IMAGE)
        for piece in mass.pieces:
            canvas.path([(z, 1 - height) for z in piece.z], IMAGE)
    for piece in mass.pieces:
        for z, x in zip(piece.z, piece.x, strict=True):
            canvas.path([(z, 1.0), (x, 0.0)], BASE)
        (first, last), (start, end) = piece.z, piece.x
        canvas.fill([(first, 1.0), (last, 1.0), (end, 0.0), (start, 0.0)])
    _name(canvas, "dx", mass.image, ROWS - 1)
    for piece in mass.pieces:
        _name(canvas, "dz", piece.z, 0)
    return canvas


def _name(canvas: Canvas, text: str, ends: tuple[float, float], row: int) -> None:
    """Right of a piece, or left of it where there is no room or a line."""
    left, right = (int(canvas.place(end, 0)[0] // 2) for end in sorted(ends))
    for only_free in (True, False):
        for column in (right + 2, left - 1 - len(text)):
            if canvas.label(text, row, column, only_free=only_free):
                return
