"""Ranges of what came back: the worked numbers of J-02, and what a range must never do."""

from __future__ import annotations

from dataclasses import replace
from math import exp, isclose, lgamma, log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.gamma import gamma_quantile
from core.performance.results import LIKELY_TAIL, RANGE_TAIL, Results, together, waves
from tests.data import read_judgements

WORKED = read_judgements()["J-02"]
PLAIN = [case for case in WORKED if "weights" in case]
SWINGING = [case["swing"] for case in WORKED if "swing" in case]
TYPICAL = [case["typical"] for case in WORKED if "typical" in case]
SALES = st.lists(st.integers(1, 10**9), min_size=1, max_size=60)


def test_no_worked_number_is_left_out() -> None:
    """Four plain, two in waves, two of a typical dear sale."""
    assert len(PLAIN) + len(SWINGING) + len(TYPICAL) == len(WORKED)
    assert (len(PLAIN), len(SWINGING), len(TYPICAL)) == (4, 2, 2)


def results(case: dict[str, Any], dearest: str, phi: float = 1.0) -> Results:
    """Of the weights and counts of a worked number."""
    weights, counts = [float(one) for one in case["weights"]], case["counts"]
    return Results(
        total=sum(weight * count for weight, count in zip(weights, counts, strict=True)),
        squares=sum(weight**2 * count for weight, count in zip(weights, counts, strict=True)),
        dearest=float(dearest),
        typical=float(dearest),
        waves=phi,
        count=sum(counts),
    )


def two(figure: float) -> str:
    """With two decimals."""
    return f"{figure:.2f}"


def roi(returned: float, cost: str) -> str:
    """In percent, with two decimals."""
    return two((returned - float(cost)) * 100 / float(cost))


@pytest.mark.parametrize("case", PLAIN)
def test_the_range_knows_the_result_that_did_not_come(case: dict[str, Any]) -> None:
    """The dearest that could have come stands at the top, and nothing at the bottom."""
    ends = results(case, case["dearest"]).range()
    if "low" in case:
        assert (two(ends.low), two(ends.high)) == (case["low"], case["high"])
    else:
        assert (roi(ends.low, case["cost"]), roi(ends.high, case["cost"])) == (case["roi_low"], case["roi_high"])


@pytest.mark.parametrize("case", SWINGING)
def test_waves_widen_the_range(case: dict[str, Any]) -> None:
    """φ of thirteen blocks that cost the same, and the range with it."""
    [weight], [count] = (float(one) for one in case["weights"]), case["counts"]
    blocks = [number * weight for number in case["blocks"]]
    phi = waves(blocks, [1.0] * len(blocks), count * weight**2, count)
    ends = results(case, case["weights"][0], phi).range()
    assert f"{phi:.4f}" == case["phi"]
    assert (two(ends.low), two(ends.high)) == (case["low"], case["high"])


@pytest.mark.parametrize("case", TYPICAL)
def test_the_likely_range_adds_a_typical_dear_sale(case: dict[str, Any]) -> None:
    """Σw²/Σw: neither the average, nor the dearest that ever came."""
    if "sales" in case:
        sold = [float(one) for one in case["sales"]]
        sums = sum(sold), sum(one**2 for one in sold)
        found = Results(total=sums[0], squares=sums[1], dearest=max(sold), typical=sums[1] / sums[0], count=len(sold))
        ends, whole = found.likely(), found.range()
        assert two(found.typical) == case["typical"]
        assert (two(ends.low), two(ends.high)) == (case["low60"], case["high60"])
        assert (two(whole.low), two(whole.high)) == (case["low95"], case["high95"])
    else:
        found = results(case, case["typical"])
        assert two(found.squares / found.total) == case["typical"]
        ends = found.likely()
        assert (roi(ends.low, case["cost"]), roi(ends.high, case["cost"])) == (case["roi_low60"], case["roi_high60"])


def test_fewer_than_twenty_results_show_no_waves() -> None:
    """Nineteen in one block may be chance; twenty are not."""
    assert waves([19.0] + [0.0] * 12, [1.0] * 13, 19.0, 19) == 1.0
    assert waves([20.0] + [0.0] * 12, [1.0] * 13, 20.0, 20) > 10


def test_what_follows_the_spend_is_no_wave() -> None:
    """Twice the money and twice the results: the total is shared by what was spent."""
    spent = [100.0, 300.0] + [50.0] * 11
    came = [one / 10 for one in spent]
    assert waves(came, spent, sum(came), 95) == 1.0
    assert waves(came, [1.0] * 13, sum(came), 95) > 1.0


def test_what_is_next_to_nothing_is_nothing() -> None:
    """Of one result in the highest waves: the low end is smaller than any float, and no reason to fall silent."""
    calm = Results(total=1, squares=1, dearest=1, typical=1, count=1)
    ends = replace(calm, waves=500.0).range()
    assert ends.low == 0
    assert ends.high > calm.range().high


@given(SALES, st.floats(1, 20))
def test_what_came_lies_within_both_ranges(sold: list[int], phi: float) -> None:
    """The wider one holds the other, and waves only widen it."""
    squares = sum(one**2 for one in sold)
    found = Results(
        total=sum(sold), squares=squares, dearest=max(sold), typical=squares / sum(sold), waves=phi, count=len(sold)
    )
    whole, likely = found.range(), found.likely()
    assert whole.low < likely.low < found.total < likely.high < whole.high
    calm = Results(total=found.total, squares=squares, dearest=found.dearest, typical=found.typical).range()
    assert whole.low <= calm.low * (1 + 1e-9)
    assert whole.high >= calm.high * (1 - 1e-9)


@given(st.integers(1, 10**6))
def test_without_results_the_top_is_what_the_dearest_can_bring(dearest: int) -> None:
    """3.6889 times its worth at 95 %, 1.6094 times at 60 %."""
    nothing = Results(total=0, squares=0, dearest=dearest, typical=dearest)
    assert nothing.range().low == 0
    assert isclose(nothing.range().high, -log(RANGE_TAIL) * dearest, rel_tol=1e-8)
    assert isclose(nothing.likely().high, -log(LIKELY_TAIL) * dearest, rel_tol=1e-8)


@given(SALES, SALES)
def test_units_together_keep_their_own_waves(one: list[int], other: list[int]) -> None:
    """Sums of sums; the waves of both are weighed by their squares."""
    parts = [
        Results(total=sum(sold), squares=sum(w**2 for w in sold), dearest=max(sold), typical=1, waves=phi)
        for sold, phi in ((one, 1.0), (other, 3.0))
    ]
    both = together(parts)
    assert both.total == sum(one) + sum(other)
    assert 1.0 <= both.waves <= 3.0
    assert isclose(both.waves * both.squares, sum(part.waves * part.squares for part in parts), rel_tol=1e-12)


@given(st.integers(1, 3000), st.sampled_from([0.001, 0.025, 0.2, 0.8, 0.975, 0.999]))
def test_the_gamma_quantile_is_where_poisson_says(shape: int, probability: float) -> None:
    """P(gamma of shape n <= x) = P(Poisson of mean x >= n)."""
    x = gamma_quantile(float(shape), probability)
    below = sum(exp(k * log(x) - x - lgamma(k + 1)) for k in range(shape))
    assert isclose(1 - below, probability, rel_tol=1e-5)


@given(st.floats(0.05, 5), st.floats(0.001, 0.999))
def test_the_gamma_quantile_grows_with_the_probability(shape: float, probability: float) -> None:
    """Also for a shape below one, where waves leave less than one result."""
    assert 0 < gamma_quantile(shape, probability) < gamma_quantile(shape, (1 + probability) / 2)


@pytest.mark.parametrize("count", [10**5, 10**7, 10**9])
def test_a_billion_results_take_no_longer_than_a_few(count: int) -> None:
    """The interval of a count is about two roots of it on either side, to six digits."""
    ends = Results(total=count, squares=count, dearest=1, typical=1, count=count).range()
    away = 1.959964 * count**0.5
    assert isclose(ends.low, count - away, rel_tol=1e-4)
    assert isclose(ends.high, count + away, rel_tol=1e-4)


@given(st.floats(1e-6, 1.0), st.sampled_from([0.025, 0.2, 0.8, 0.975]))
def test_a_quantile_of_next_to_nothing_is_none(shape: float, probability: float) -> None:
    """Waves a hundred times as wide as chance leave the shape of a hundredth of a result."""
    found = gamma_quantile(shape, probability)
    assert 0 <= found < 4


@pytest.mark.parametrize("shape", [0.00491, 0.004955828861260424, 0.00497, 0.01, 0.05])
def test_a_quantile_near_the_smallest_float_is_reached(shape: float) -> None:
    """There P(a, x) is xᵃ / Γ(a + 1), as far as so small a float has digits. Waves of a year do make such shapes."""
    found = gamma_quantile(shape, 0.025)
    assert found == 0 or isclose(shape * log(found) - lgamma(shape + 1), log(0.025), abs_tol=0.01)
