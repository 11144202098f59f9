"""A cube, and the body that a linear map of three coordinates makes of it, seen from the front."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tutor.exercises.pictures.canvas import BASE, IMAGE, YOURS, Canvas, Point
from tutor.exercises.pictures.sketch import to_scale

Vector = tuple[float, float, float]
Edges = Sequence[Vector]  # the three that meet in the origin
_UNIT: Edges = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
# Where the first axis may be drawn, which comes out of the picture
_TOWARDS = ((-0.45, -0.35), (-0.6, 0.2), (0.45, -0.35), (0.6, 0.2))


def solids(
    image: Edges, names: Sequence[str], yours: Edges | None, width: int, height: int
) -> Canvas:
    """The unit cube dotted, the body with these edges, and the learner's dashed; to scale.

    `names` are written at the ends of the edges.
    """
    bodies = [(_UNIT, BASE), (image, IMAGE), *([(yours, YOURS)] if yours is not None else [])]
    towards = max(_TOWARDS, key=lambda way: _smallest_side(image, way))

    def seen(at: Vector) -> Point:
        return _seen(at, towards)

    canvas = to_scale([seen(at) for edges, _ in bodies for at in _corners(edges)], width, height)
    for edges, stroke in bodies:
        for start, end in _sides(edges):
            canvas.path([seen(start), seen(end)], stroke)
    middle, corners = seen(_at(image, (0.5, 0.5, 0.5))), list(map(seen, _corners(image)))
    for name, edge in zip(names, image, strict=True):
        canvas.label_beside(name, *seen(edge), middle, corners)
    return canvas


def _seen(at: Vector, towards: Point) -> Point:
    """Where a point is drawn: the second axis goes to the right, the third up."""
    return at[1] + towards[0] * at[0], at[2] + towards[1] * at[0]


def _smallest_side(image: Edges, towards: Point) -> float:
    """The smallest area that one of the sides of a body has in the picture."""
    drawn = [_seen(edge, towards) for edge in image]
    return min(abs(x * w - y * v) for (x, y), (v, w) in combinations(drawn, 2))


def _at(edges: Edges, shares: Sequence[float]) -> Vector:
    x, y, z = (
        sum(share * edge[axis] for share, edge in zip(shares, edges, strict=True))
        for axis in range(3)
    )
    return x, y, z


def _corners(edges: Edges) -> Iterator[Vector]:
    for shares in product((0, 1), repeat=3):
        yield _at(edges, shares)


def _sides(edges: Edges) -> Iterator[tuple[Vector, Vector]]:
    """The twelve sides of the body, each from the corner that is nearer to the origin."""
    for axis in range(3):
        for others in product((0, 1), repeat=2):
            start, end = ([*others[:axis], end, *others[axis:]] for end in (0, 1))
            yield _at(edges, start), _at(edges, end)
