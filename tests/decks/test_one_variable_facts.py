"""What part 1 of the course states, against cumulative distribution functions and differences."""

from math import exp, inf, log, log1p, sqrt

import numpy as np
import pytest
from scipy import integrate, special, stats  # type: ignore[import-untyped]

from tests.decks.stated import slope, stated


@stated("jacobian-at-z", r"At $z = f^{-1}(x)$", r"p_X(x) = \frac{p_Z(z)}{\left|\det J_f(z)\right|}")
def test_the_jacobian_is_taken_where_the_point_came_from() -> None:
    # x = (e^z1, z2 e^z1): the mass of a small square around z against the area of its image
    z = np.array([0.7, -0.4])
    side = 1e-4
    corners = z + side * np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
    image = np.column_stack([np.exp(corners[:, 0]), corners[:, 1] * np.exp(corners[:, 0])])
    across, along = image.T
    area = abs(np.dot(across, np.roll(along, -1)) - np.dot(along, np.roll(across, -1))) / 2
    base = stats.norm.pdf(z).prod()
    jacobian = np.array([[exp(0.7), 0], [-0.4 * exp(0.7), exp(0.7)]])
    assert base * side**2 / area == pytest.approx(base / abs(np.linalg.det(jacobian)), rel=1e-6)


@stated("exp-slope", r"$f'(z) = a\, e^{az+b} = ax$", "$|ax|$ in its denominator")
def test_the_slope_of_an_exponential_is_a_times_its_value() -> None:
    for a, b, z in ((2, -1, 0.3), (-3, 2, 1.1)):
        x = exp(a * z + b)

        def forward(z: float, a: int = a, b: int = b) -> float:
            return exp(a * z + b)

        def below(x: float, a: int = a, b: int = b) -> float:  # X <= x: on one side in z
            return abs(float(a < 0) - float(stats.norm.cdf((log(x) - b) / a)))

        assert slope(forward, z) == pytest.approx(a * x)
        assert slope(below, x) == pytest.approx(stats.norm.pdf(z) / abs(a * x))


@stated(
    "normal-density",
    r"p_Z(z) = \frac{1}{\sigma \sqrt{2\pi}} "
    r"\exp\left(-\frac{1}{2} \left(\frac{z - \mu}{\sigma}\right)^2\right)",
)
def test_the_density_of_a_normal_with_a_mean_and_a_deviation() -> None:
    mu, sigma = -2.0, 1.5
    for z in (-5.0, -2.0, 0.7):
        stated = exp(-(((z - mu) / sigma) ** 2) / 2) / (sigma * sqrt(2 * np.pi))
        assert stats.norm(mu, sigma).pdf(z) == pytest.approx(stated)


@stated(
    "log-normal",
    r"p_X(x) = \frac{1}{x\, \sigma \sqrt{2\pi}} "
    r"\exp\left(-\frac{(\log x - \mu)^2}{2\sigma^2}\right)",
)
def test_the_exponential_of_a_normal_is_log_normal() -> None:
    mu, sigma = 0.4, 1.3
    for x in (0.05, 1.0, 7.5):
        stated = exp(-((log(x) - mu) ** 2) / (2 * sigma**2)) / (x * sigma * sqrt(2 * np.pi))
        assert stats.lognorm(sigma, scale=exp(mu)).pdf(x) == pytest.approx(stated)


@stated("location-scale", r"The mean is $a\mu + b$", "multiplied by $|a|$", "variance by $a^2$")
def test_an_affine_map_moves_the_mean_and_scales_the_deviation() -> None:
    z = np.array([-3, 0.5, 2, 8])  # a base with four equally likely values
    for a, b in ((-2.5, 1), (0.5, -4), (0, 3)):
        assert np.mean(a * z + b) == pytest.approx(a * np.mean(z) + b)
        assert np.std(a * z + b) == pytest.approx(abs(a) * np.std(z))
    for x in (-6.0, 1.0, 4.0):  # a normal stays normal
        density = slope(lambda x: 1 - stats.norm(1, 2).cdf((x - 1) / -2.5), x)
        assert density == pytest.approx(stats.norm(-2.5 * 1 + 1, 2.5 * 2).pdf(x))


@stated("image-of-support", "Between $f(u)$ and $f(l)$")
def test_a_decreasing_map_exchanges_the_ends() -> None:
    images = np.exp(-np.linspace(-1, 2, 1001))
    assert images.min() == pytest.approx(exp(-2))
    assert images.max() == pytest.approx(exp(1))


@stated("inverse-form", r"p_X(x) = p_Z(g(x)) \cdot \left|\det J_g(x)\right|")
def test_the_density_is_that_of_the_inverted_point_times_the_inverse_jacobian() -> None:
    # X = AZ for Z standard normal is normal with covariance AA'
    matrix = np.array([[1.0, 3], [2, 1]])
    x = np.array([0.4, -1.7])
    inverse = np.linalg.inv(matrix)
    stated = stats.norm.pdf(inverse @ x).prod() * abs(np.linalg.det(inverse))
    assert stats.multivariate_normal([0, 0], matrix @ matrix.T).pdf(x) == pytest.approx(stated)


@stated("inverse-slope", r"g'(x) = \frac{1}{f'(z)}")
def test_the_slope_of_the_inverse_is_the_reciprocal() -> None:
    for z in (-1.2, 0.3, 2.0):
        assert slope(np.arcsinh, np.sinh(z)) == pytest.approx(1 / slope(np.sinh, z))


@stated("inverse-transform-sampling", "$X$ has the cumulative distribution function $F$")
@stated("uniform-from-cdf", "Uniformly between 0 and 1")
@stated("check-inverse-transform-sampling", r"P(F^{-1}(U) \leq x) = P(U \leq F(x)) = F(x)")
def test_the_inverted_cdf_of_a_uniform_number_has_that_cdf() -> None:
    u = (np.arange(100_000) + 0.5) / 100_000
    for law in (stats.norm(1, 2), stats.expon(scale=3), stats.gumbel_r()):
        x = law.ppf(u)
        for at in (0.5, 2.0, 4.0):
            assert np.mean(x <= at) == pytest.approx(law.cdf(at), abs=1e-5)
            assert np.mean(law.cdf(x) <= at / 5) == pytest.approx(at / 5, abs=1e-5)


@stated("exponential-from-uniform", r"$-\log(U)/\lambda$", r"$-\log(1 - U)/\lambda$ is too")
def test_both_logarithms_are_exponential() -> None:
    rate = 2.5
    for x in (0.01, 0.4, 3.0):
        # -log(U)/rate <= x means U >= e^(-rate x); with 1 - U it is U <= 1 - e^(-rate x)
        for chance in (1 - exp(-rate * x), stats.uniform.cdf(1 - exp(-rate * x))):
            assert stats.expon(scale=1 / rate).cdf(x) == pytest.approx(chance)
        assert stats.expon(scale=1 / rate).pdf(x) == pytest.approx(rate * exp(-rate * x))


@stated(
    "power-of-uniform",
    r"p_X(x) = \frac{1}{|k|}\, x^{1/k - 1}",
    "between 0 and 1 if $k$ is positive, and above 1 if $k$ is negative",
)
def test_the_density_of_a_power_of_a_uniform_number() -> None:
    for k in (2, 3, 1 / 2, 1 / 3, -1, -2):
        low, high = (0, 1) if k > 0 else (1, inf)

        def density(x: float, k: float = k) -> float:
            return float(x ** (1 / k - 1) / abs(k))

        def below(x: float, k: float = k) -> float:
            return float(x ** (1 / k) if k > 0 else 1 - x ** (1 / k))

        assert integrate.quad(density, low, high)[0] == pytest.approx(1)
        x = 0.3 if k > 0 else 2.2
        assert slope(below, x) == pytest.approx(density(x))


@stated("sigmoid-slope", r"$\sigma'(z) = \sigma(z)\,(1 - \sigma(z))$")
@stated("logit-function", r"\operatorname{logit}(x) = \log \frac{x}{1 - x}")
@stated("logit-slope", r"\operatorname{logit}'(x) = \frac{1}{x(1 - x)}", "where it is 4")
def test_the_sigmoid_and_the_logit_undo_each_other_and_have_these_slopes() -> None:
    for z in (-3.0, 0.0, 1.5):
        x = 1 / (1 + exp(-z))
        assert x == pytest.approx(special.expit(z))
        assert log(x / (1 - x)) == pytest.approx(z, abs=1e-12)
        assert slope(special.expit, z) == pytest.approx(x * (1 - x))
        assert slope(special.logit, x) == pytest.approx(1 / (x * (1 - x)))
    slopes = [slope(special.logit, x) for x in np.linspace(0.01, 0.99, 99)]
    assert min(slopes) == pytest.approx(4) == slopes[49]
    assert slope(special.logit, 1e-9) > 1e8


@stated("logistic-distribution", r"$p_X(x) = \sigma(x)\,(1 - \sigma(x))$")
def test_the_logit_of_a_uniform_number_is_logistic() -> None:
    for x in (-4.0, 0.5, 2.0):
        stated = special.expit(x) * (1 - special.expit(x))
        assert stats.logistic.pdf(x) == pytest.approx(stated)
        assert slope(lambda x: stats.uniform.cdf(special.expit(x)), x) == pytest.approx(stated)


@stated("bounded-data", r"p_X(x) = \frac{p_Y(\operatorname{logit}(x))}{x(1 - x)}")
@stated("check-bounded-data", r"$-\log x - \log(1 - x)$ must be added")
def test_the_slope_of_the_logit_counts() -> None:
    flow = stats.norm(0.3, 1.4)

    def density(x: float) -> float:
        return float(flow.pdf(special.logit(x)) / (x * (1 - x)))

    assert integrate.quad(density, 0, 1)[0] == pytest.approx(1)
    for x in (0.05, 0.5, 0.9):
        assert slope(lambda x: flow.cdf(special.logit(x)), x) == pytest.approx(density(x))
        added = flow.logpdf(special.logit(x)) - log(x) - log(1 - x)
        assert added == pytest.approx(log(density(x)))


@stated(
    "log-det-sigmoid",
    r"\log \sigma'(z) = -\operatorname{softplus}(z) - \operatorname{softplus}(-z)",
)
def test_the_log_slope_of_the_sigmoid_keeps_its_digits() -> None:
    for z in (-2.0, 0.3, 5.0):
        stated = -log1p(exp(z)) - log1p(exp(-z))
        assert log(slope(special.expit, z)) == pytest.approx(stated)
    assert 1 / (1 + exp(-40)) == 1
    assert -log1p(exp(40)) - log1p(exp(-40)) == pytest.approx(-40)


@stated("check-jacobian-at-z", r"$p_Z(\log x)/x$")
def test_dividing_by_the_slope_at_x_gives_no_density() -> None:
    right, _ = integrate.quad(lambda x: stats.norm.pdf(log(x)) / x, 0, inf)
    wrong, _ = integrate.quad(lambda x: stats.norm.pdf(log(x)) * exp(-x), 0, inf)
    assert right == pytest.approx(1)
    assert wrong < 0.5


@stated("check-inverse-form", "the product of $J_g(x)$ and $J_f(z)$ is the identity")
def test_the_jacobians_of_a_map_and_its_inverse_are_inverse_matrices() -> None:
    # polar to Cartesian coordinates and back
    r, angle = 1.7, 0.6
    x, y = r * np.cos(angle), r * np.sin(angle)
    forward = np.array([[x / r, -y], [y / r, x]])
    back = np.array([[x / r, y / r], [-y / r**2, x / r**2]])
    assert np.allclose(back @ forward, np.eye(2))


@stated("check-support-first", "the height $1/4$ has mass 1 from 2 to 6")
def test_a_height_is_a_density_over_the_right_support_only() -> None:
    assert stats.uniform(2, 4).pdf([2.5, 5.5, 1.9, 6.1]).tolist() == [1 / 4, 1 / 4, 0, 0]
