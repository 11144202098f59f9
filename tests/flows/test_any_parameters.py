"""Whatever the parameters: round trips, derivatives and the change of variables hold."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.flows import (
    Affine,
    Autoregressive,
    Coupling,
    Exp,
    Flow,
    Independent,
    LeakyReLU,
    Linear,
    Log,
    Logit,
    Normal,
    Permutation,
    Power,
    Shift,
    Sigmoid,
    Tanh,
    Transform,
    TriangularMap,
)
from tutor.flows.arrays import Array

numbers = st.floats(-4, 4, allow_subnormal=False)
slopes = st.floats(0.2, 4).flatmap(lambda size: st.sampled_from([size, -size]))
affine = st.builds(Affine, slopes, numbers)
onto_the_line = affine | st.builds(Shift, numbers) | st.builds(LeakyReLU, st.floats(0.2, 4))


@st.composite
def bounded_and_back(draw: st.DrawFn) -> Transform:
    """A map of the line that goes through an interval or a half line."""
    inside, other = draw(
        st.sampled_from([(Sigmoid(), Logit()), (Exp(), Log()), (Tanh(), Tanh().inv)])
    )
    bend = Power(draw(st.floats(0.5, 2))) if not isinstance(inside, Tanh) else Affine(-1)
    return inside >> bend >> other


line_maps = st.lists(onto_the_line | bounded_and_back(), min_size=1, max_size=4)


@st.composite
def plane_map(draw: st.DrawFn) -> Transform:
    """A layer of vectors of two numbers."""
    a, b, c, d = (draw(numbers) for _ in range(4))
    scale, other = draw(slopes), draw(slopes)
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return TriangularMap([[scale, 0], [a, other]], [b, c])
    if kind == 1:
        return Permutation([1, 0])
    if kind == 2:
        shear: Transform = Linear([[1, a / 4], [0, other]], [b, c])
        return Permutation([1, 0]) >> shear
    if kind == 3:
        keep = draw(st.sampled_from([0, 1]))
        return Coupling(
            (keep,), lambda kept: Affine(scale * np.exp(np.tanh(a * kept)), b * np.sin(kept) + c)
        )

    def net(before: Array) -> Affine:
        total = before.sum(axis=-1)
        return Affine(np.exp(np.tanh(a + b * total)), c * np.cos(d * total))

    layer = Autoregressive(net)
    return draw(st.sampled_from([layer, layer.inv]))


@given(line_maps, st.lists(st.floats(-2, 2), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_chain_of_maps_of_numbers(maps: list[Transform], places: list[float]) -> None:
    z, step = np.array(places) + 0.0123456, 1e-5  # no corner of a map is there by design
    whole, x = maps[0], maps[0].forward(z)
    for each in maps[1:]:
        # Near the ends of an interval, where a double has fewer digits, differences say little.
        assume((np.abs(x) < 8).all())
        whole, x = whole >> each, each.forward(x)
    assume((np.abs(x) < 8).all())
    tolerance = 1e-8
    np.testing.assert_allclose(whole.forward(whole.inverse(x)), x, rtol=tolerance, atol=tolerance)
    low, high = whole.forward(z - step), whole.forward(z + step)
    before, after = np.abs(x - low) / step, np.abs(high - x) / step
    slope = (before + after) / 2
    usable = np.abs(after - before) < 1e-3 * slope  # no corner there, and digits enough
    found = whole.log_abs_det_jacobian(z, x)[usable]
    np.testing.assert_allclose(found, np.log(slope[usable]), atol=2e-3)


@given(st.lists(plane_map() | affine, min_size=1, max_size=4), numbers, numbers)
@settings(max_examples=60, deadline=None)
def test_a_chain_of_layers(maps: list[Transform], first: float, second: float) -> None:
    whole = maps[0]
    for each in maps[1:]:
        whole = whole >> each
    z, step = np.array([first, second]), 1e-6
    x = whole.forward(z)
    size = max(1.0, float(np.abs(x).max()))
    columns = [(whole.forward(z + e) - whole.forward(z - e)) / (2 * step) for e in step * np.eye(2)]
    det = np.linalg.det(np.stack(columns, axis=-1))
    log_det = np.asarray(whole.log_abs_det_jacobian(z, x))
    np.testing.assert_allclose(np.exp(log_det.sum()), abs(det), rtol=1e-3, atol=1e-6 * size**2)
    flow = Flow(Independent(Normal([0, 0])), whole)
    undone = flow.inverse(x)
    np.testing.assert_allclose(whole.forward(undone), x, rtol=1e-6, atol=1e-8 * size)
    expected = float(flow.base.log_prob(z)) - float(log_det.sum())
    np.testing.assert_allclose(float(flow.log_prob(x)), expected, rtol=1e-5, atol=1e-5)
