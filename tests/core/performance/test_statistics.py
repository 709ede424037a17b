"""Chance: intervals that leave 2.5 % out on either side, and the tail of the binomial, however great the counts."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, isclose, isqrt, lgamma, log
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.statistics import (
    TAIL,
    alike_in_worth,
    around_garwood_sum,
    binomial_cdf,
    binomial_cdf_at_most,
    garwood,
    garwood_sum,
    wilson,
)

PARTS = st.lists(st.tuples(st.integers(1, 10**5), st.integers(1, 10**12)), min_size=1, max_size=6)
SHARES = st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=1000)


def poisson_cdf(count: int, mean: float) -> float:
    """Summed term by term, as far down as there is anything to sum."""
    first = max(0, count - 20 * isqrt(count + 1))
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(first, count + 1))


@given(st.integers(0, 3000))
def test_garwood_leaves_as_much_out_on_either_side(count: int) -> None:
    """At its upper end so few come in 2.5 % of cases, at its lower end so many."""
    found = garwood(count)
    assert isclose(poisson_cdf(count, found.high), TAIL, rel_tol=1e-6)
    if count:
        assert isclose(1 - poisson_cdf(count - 1, found.low), TAIL, rel_tol=1e-6)


def test_garwood_of_nothing_begins_at_nothing() -> None:
    """No conversion may be none at all."""
    assert garwood(0).low == 0


@pytest.mark.parametrize("count", [10**4, 10**5, 10**6])
def test_garwood_of_a_million_is_exact_and_at_once(count: int) -> None:
    """To four digits and more, in a moment."""
    begun = perf_counter()
    found = garwood(count)
    assert perf_counter() - begun < 1
    assert isclose(poisson_cdf(count, found.high), TAIL, rel_tol=1e-5)
    assert isclose(1 - poisson_cdf(count - 1, found.low), TAIL, rel_tol=1e-5)


@given(st.integers(1, 10**5), st.integers(1, 10**9), st.integers(1, 5))
def test_of_equal_worth_a_sum_is_as_uncertain_as_its_count(count: int, worth: int, goals: int) -> None:
    """However many goals share it out."""
    found, whole = garwood_sum([(count, count * worth)] * goals), garwood(count * goals)
    assert isclose(found.low, whole.low * worth, rel_tol=1e-7)
    assert isclose(found.high, whole.high * worth, rel_tol=1e-7)
    assert alike_in_worth([(count, count * worth)] * goals) == count * goals


@given(PARTS)
def test_unequal_worth_is_less_certain(parts: list[tuple[int, int]]) -> None:
    """The sum lies inside, and the interval is never narrower than that of as many of equal worth."""
    total, count = sum(value for _, value in parts), sum(count for count, _ in parts)
    found, equal = garwood_sum(parts), garwood(count)
    assert found.low <= equal.low / count * total * (1 + 1e-7)
    assert found.high >= equal.high / count * total * (1 - 1e-7)
    assert 1 <= alike_in_worth(parts) <= count


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_wilson_holds_the_share(count: int, of: int) -> None:
    """Between nothing and all, around what was seen."""
    count = min(count, of)
    found = wilson(count, of)
    assert 0 <= found.low <= count / of + 1e-12
    assert count / of - 1e-12 <= found.high <= 1


@given(st.integers(0, 80), st.integers(1, 80), SHARES)
def test_the_binomial_is_exact(count: int, of: int, share: Fraction) -> None:
    """As summed in fractions, on either side of the mean."""
    count = min(count, of)
    exact = sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(count + 1))
    assert isclose(binomial_cdf(count, of, share), exact, rel_tol=1e-9, abs_tol=1e-12)


def test_the_binomial_of_a_million() -> None:
    """Half of a million tries at one half: a little more than even, and nothing at all far out."""
    assert isclose(binomial_cdf(500_000, 10**6, Fraction(1, 2)), 0.5004, abs_tol=0.00005)
    assert binomial_cdf(1000, 10**6, Fraction(1, 2)) == 0


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**10)), min_size=1, max_size=4))
def test_what_is_quickly_found_is_never_narrower(parts: list[tuple[int, int]]) -> None:
    """It holds the exact interval, also of a single dear sale."""
    about, exact = around_garwood_sum(parts), garwood_sum(parts)
    assert about.low < exact.low < exact.high < about.high


@given(st.integers(0, 2000), st.integers(1, 2000), st.fractions(Fraction(1, 1000), Fraction(999, 1000)))
def test_the_bound_of_a_chance_is_never_below_it(count: int, more: int, share: Fraction) -> None:
    """However rare."""
    assert binomial_cdf(count, count + more, share) <= binomial_cdf_at_most(count, count + more, float(share))
