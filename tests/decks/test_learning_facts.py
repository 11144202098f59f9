"""What part 5 of the course states, against scipy, integrals and searches for a minimum."""

from math import exp, inf, log, pi, sqrt, tanh

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import integrate, optimize, stats  # type: ignore[import-untyped]

from tests.decks.stated import slope, stated

Points = NDArray[np.float64]
DATA = np.array([-1.0, 0.5, 2, 4.5])


def mean_nll(a: float, b: float) -> float:
    return float(-stats.norm(b, abs(a)).logpdf(DATA).mean())


@stated(
    "affine-nll",
    r"\frac{1}{2} \left(\frac{x - b}{a}\right)^2 + \log |a| + \frac{1}{2} \log (2\pi)",
)
@stated("sign-of-scale", "Only $|a|$ can be learned")
def test_the_nll_of_an_affine_flow() -> None:
    for a in (-2.5, 2.5):
        for x in DATA:
            value = ((x - 1) / a) ** 2 / 2 + log(abs(a)) + log(2 * pi) / 2
            assert -stats.norm(1, 2.5).logpdf(x) == pytest.approx(value)


@stated("best-affine", "$b$ is the mean of the numbers", "with $n$ and not $n - 1$")
@stated("best-affine-nll", r"$\frac{1}{2} + \log |a| + \frac{1}{2} \log (2\pi)$")
@stated("nll-slope", r"$\frac{1}{a} - \frac{v}{a^3}$")
def test_the_best_affine_flow_and_the_slope_on_the_way() -> None:
    mean, deviation = DATA.mean(), DATA.std(ddof=0)
    found = optimize.minimize(lambda at: mean_nll(*at), [1.0, 0.0], tol=1e-10)
    assert abs(found.x) == pytest.approx([deviation, mean], rel=1e-4)
    assert found.fun == pytest.approx(1 / 2 + log(deviation) + log(2 * pi) / 2)
    for a in (0.7, deviation, 3.0):
        stated = 1 / a - deviation**2 / a**3
        assert slope(lambda a: mean_nll(a, mean), a) == pytest.approx(stated, abs=1e-8)
        assert np.sign(round(stated, 12)) == np.sign(round(a - deviation, 12))


@stated(
    "gaussian-constant",
    r"-\log p_Z(z) = \frac{1}{2} \sum_{i=1}^{d} z_i^2 + \frac{d}{2} \log (2\pi)",
)
def test_the_constant_of_the_standard_normal() -> None:
    value = (DATA**2).sum() / 2 + 4 / 2 * log(2 * pi)
    assert -stats.multivariate_normal(np.zeros(4)).logpdf(DATA) == pytest.approx(value)


@stated("negative-nll", "the density 3.99 at its mean")
def test_a_density_may_be_above_one() -> None:
    assert round(float(stats.norm(0, 0.1).pdf(0)), 2) == 3.99


@stated("change-of-units", r"$d \log c$")
@stated("bits-per-dimension", r"\frac{\text{NLL}}{d \log 2}")
@stated("scaled-pixels", "8 bits are added")
@stated("check-change-of-units", "pixels from 0 to 256 and the other from 0 to 1")
def test_nll_depends_on_the_units() -> None:
    model, c = stats.multivariate_normal([1, 2], [[2, 0.5], [0.5, 1]]), 256
    scaled = stats.multivariate_normal(c * model.mean, c**2 * model.cov)
    x = np.array([0.3, 0.9])
    before, after = -model.logpdf(x), -scaled.logpdf(c * x)
    assert after - before == pytest.approx(2 * log(c))
    bits = -np.log2(model.pdf(x)) / 2
    assert before / (2 * log(2)) == pytest.approx(bits)
    assert after / (2 * log(2)) == pytest.approx(bits + 8)


@stated("dequantisation", "its NLL falls without limit")
@stated("check-dequantisation", "1000 on a length of 0.0005", "noise fills the gaps")
def test_spikes_on_whole_numbers_lower_the_nll_without_limit_until_there_is_noise() -> None:
    assert 1000 * 0.0005 == 0.5
    falls = [float(-stats.norm(0, width).logpdf(0)) for width in (1, 1e-3, 1e-6, 1e-9)]
    assert np.diff(falls) == pytest.approx([-log(1000)] * 3)
    # with a uniform number added, the mean NLL is never below 0 (Jensen): spikes do not help
    for width in (1, 0.1, 0.01):
        spike = stats.norm(0.5, width)
        noisy, _ = integrate.quad(lambda u, spike=spike: -spike.logpdf(u), 0, 1)
        assert noisy > 0


@stated("forward-kl", r"\text{expected NLL} = \operatorname{KL}(p \,\|\, p_X) + H(p)")
@stated("reverse-kl", r"\log p_X(x) - \log \tilde{p}(x)")
@stated("check-forward-kl", "so modes can be missed")
def test_both_divergences_and_what_they_punish() -> None:
    x = np.linspace(-60, 60, 24_001)

    def mean(log_density: Points, of: Points) -> float:
        return float(integrate.trapezoid(np.exp(log_density) * of, x))

    data, flow = stats.logistic(0.3, 1), stats.norm(0, 2)
    p, q = data.logpdf(x), flow.logpdf(x)
    assert mean(p, -q) == pytest.approx(mean(p, p - q) + data.entropy())
    assert mean(q, q - (p + log(7))) == pytest.approx(mean(q, q - p) - log(7))  # known as 7p

    modes = np.logaddexp(stats.norm(-6).logpdf(x), stats.norm(6).logpdf(x)) - log(2)
    one, both = stats.norm(6).logpdf(x), stats.norm(0, sqrt(37)).logpdf(x)
    assert mean(one, one - modes) == pytest.approx(log(2), rel=1e-3)  # what a lost mode costs
    assert mean(one, one - modes) < mean(both, both - modes)
    assert mean(modes, modes - both) < mean(modes, modes - one)


@stated("typical-set", r"a length close to $\sqrt{d}$")
@stated("check-typical-set", r"at a distance of about $\sqrt{d}$")
def test_samples_of_a_normal_in_many_dimensions_are_far_from_its_peak() -> None:
    lengths = stats.chi(10_000)
    assert lengths.cdf(1.03 * 100) - lengths.cdf(0.97 * 100) > 0.9999
    assert stats.norm.logpdf(0) > stats.norm.logpdf(1)


@stated("lipschitz-tails", "only if $Z$ is farther than $r/L$ from 0")
def test_a_map_that_stretches_at_most_l_times_has_no_heavier_tails() -> None:
    z = np.linspace(-8, 8, 4001)
    x = 2 * np.sin(z) + z  # stretches at most 3 times
    moved = abs(x - 0)
    assert (abs(z) >= moved / 3 - 1e-12).all()


@stated("bounded-scale", "If $s$ is large it overflows")
@stated("check-bounded-scale", "rounding makes them equal")
def test_a_scale_can_be_too_large_or_too_small_for_a_computer() -> None:
    with np.errstate(over="ignore"):
        assert np.exp(np.float64(1000)) == inf
    assert (1 + 0.3 * exp(-40) - 1) * exp(40) == 0  # z = 0.3 cannot be found again
    assert 1 + 0.3 * exp(-40 * tanh(0.01)) != 1


@stated("check-two-terms", "carry all data to $z = 0$", "contract without limit")
def test_each_term_alone_has_no_minimum_and_both_have_one() -> None:
    size = (DATA**2).mean()
    first = [size / a**2 / 2 for a in (1, 10, 100, 1000)]
    second = [log(a) for a in (1, 0.1, 0.01, 0.001)]
    assert first == sorted(first, reverse=True)
    assert second == sorted(second, reverse=True)
    found = optimize.minimize_scalar(lambda a: size / a**2 / 2 + log(a), bounds=(0.1, 50))
    assert found.x == pytest.approx(sqrt(size), rel=1e-4)


@stated("check-topology", "on which the density of $X$ is positive too")
def test_a_continuous_map_leaves_some_probability_between_two_clouds() -> None:
    # the increasing map of the line onto two clouds, made steeper and steeper in the middle
    for steep in (1, 10, 1000):
        ends = np.array([-1.0, 1.0])  # x between -1 and 1 comes from an interval around 0
        z = np.array([optimize.brentq(lambda z, x=x, k=steep: z + 3 * tanh(k * z) - x, -5, 5)
                      for x in ends])  # fmt: skip
        assert 0 < stats.norm.cdf(z[1]) - stats.norm.cdf(z[0]) < 0.3 / steep
