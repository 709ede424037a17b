"""The bounds of alerts: the worked numbers of docs/judgements.md, and what the formulas must never do."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, factorial, log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.alert_bounds import (
    chance_of_few,
    chances,
    few_level,
    longest_wait,
    nothing_comes,
    too_few,
)
from core.performance.result_price import Record, ResultPrice, Source, Swing
from tests.data import read_judgements

WORKED = read_judgements()["J-07"]
WAITS = [case for case in WORKED if "L" in case and "own_n" not in case]
MEASURED = [case for case in WORKED if "own_n" in case and "L" in case]
HISTORIES = [case for case in WORKED if "results" in case]
FEW = [case["too_few"] for case in WORKED if "too_few" in case]
STRENGTHS = st.floats(1, 60)


def test_no_worked_number_is_left_out() -> None:
    """One says only how strong a price is: tests/core/performance/test_result_price.py has it."""
    assert len(WAITS) + len(MEASURED) + len(HISTORIES) + len(FEW) + 1 == len(WORKED)
    assert (len(WAITS), len(MEASURED), len(HISTORIES), len(FEW)) == (6, 1, 2, 5)


def near(figure: float, text: str) -> bool:
    """To the last decimal that is written."""
    places = len(text.partition(".")[2])
    return f"{figure:.{places}f}" == text


# --- nothing comes ---


@pytest.mark.parametrize("case", WAITS)
def test_the_longest_wait(case: dict[str, Any]) -> None:
    """L of a strength and a number of chances."""
    assert near(longest_wait(case["h"], case["n"]), case["L"])


@pytest.mark.parametrize("case", MEASURED)
def test_the_longest_wait_of_a_price_whose_waves_were_measured(case: dict[str, Any]) -> None:
    """Sixty steady results make it shorter than twelve do."""
    count = int(case["own_n"])
    swing = Swing(results=count, waves=int(case["phi"]))
    strength = Record(count=count, due=Fraction(1), swing=swing).strength
    assert near(longest_wait(strength, case["n"]), case["L"])


def own_price(case: dict[str, Any]) -> ResultPrice:
    own = Record(count=case["results"], due=Fraction(case["due"]) * 100)
    return ResultPrice(goal="sale", price=own.price, source=Source.OWN, strength=own.strength)


def test_nine_thousand_without_a_result_may_be_chance() -> None:
    """Eight came on 12,000 before: one such year in fifty is quite healthy, so nothing is said."""
    case = HISTORIES[0]
    price = own_price(case)
    expected = price.expected(Fraction(case["since"]) * 100)
    assert expected == pytest.approx(float(case["lambda_"]))
    assert price.strength == case["h"]
    assert near(chance_of_few(0, expected, price.strength), case["p"])
    assert not nothing_comes(expected, price.strength, case["n"])


def test_an_alert_is_raised_at_the_cent() -> None:
    """31 results came on 6,300: from 2,029.87 without one on."""
    case = HISTORIES[1]
    price = own_price(case)
    alert_from = Fraction(case["alert_from"]) * 100
    silent, raised = (
        nothing_comes(price.expected(spent), price.strength, case["n"]) for spent in (alert_from - 1, alert_from)
    )
    assert (silent, raised) == (False, True)


@given(STRENGTHS, st.integers(1, 10**6))
def test_the_less_certain_the_price_the_longer_the_wait(strength: float, times: int) -> None:
    """It is never shorter than for a price that is certain, nor for fewer chances."""
    wait = longest_wait(strength, times)
    assert wait >= longest_wait(strength + 1, times) >= log(20 * times)
    assert longest_wait(strength, times + 1) > wait


@given(STRENGTHS, st.integers(1, 10**6))
def test_at_the_longest_wait_each_chance_has_its_share_of_the_twentieth(strength: float, times: int) -> None:
    """So that all together are 5 %, counting what is not known of the price."""
    wait = longest_wait(strength, times)
    assert chance_of_few(0, wait, strength) * times == pytest.approx(0.05, rel=1e-9)


def test_with_a_certain_price_the_wait_is_the_logarithm() -> None:
    """As if results were Poisson's."""
    assert longest_wait(1e9, 60) == pytest.approx(log(20 * 60), rel=1e-6)


@pytest.mark.parametrize(
    ("units", "own", "expected"), [(1, 0, 5), (1, 60, 60), (4, 5, 20), (4, 60, 240), (8, 2, 40), (0, 0, 5)]
)
def test_every_unit_has_its_own_share_of_the_risk(units: int, own: int, expected: int) -> None:
    """By its own results, at least five."""
    assert chances(units, own) == expected


# --- too few ---


@pytest.mark.parametrize("case", FEW)
def test_too_few(case: dict[str, Any]) -> None:
    """The chance of so few, and whether that is an alert."""
    expected = float(case["lambda_"])
    assert near(chance_of_few(case["k"], expected, case["h"]), case["p"])
    assert too_few(case["k"], expected, case["h"], case["units"]) is case["alert"]


def test_the_level_of_a_look_among_four_units() -> None:
    """0.001042."""
    assert near(float(few_level(4)), "0.001042")


@given(st.integers(0, 40), st.floats(0, 60), st.integers(1, 12))
def test_the_chance_of_few_is_the_incomplete_beta_functions(count: int, expected: float, strength: int) -> None:
    """For a whole strength it is the binomial's tail: of h + k tries at most k fail."""
    share, tries = expected / (strength + expected), strength + count
    tail = sum(comb(tries, k) * share**k * (1 - share) ** (tries - k) for k in range(count + 1))
    assert chance_of_few(count, expected, strength) == pytest.approx(tail, rel=1e-9)


@given(st.integers(0, 30), st.floats(0, 30))
def test_with_a_certain_price_it_is_poissons(count: int, expected: float) -> None:
    """The same sum without the doubt of the price."""
    poisson = sum(exp(-expected) * expected**k / factorial(k) for k in range(count + 1))
    assert chance_of_few(count, expected, 1e9) == pytest.approx(poisson, rel=1e-5)


@given(st.integers(0, 500), st.floats(0, 900), STRENGTHS)
def test_more_expected_or_fewer_counted_is_less_likely(count: int, expected: float, strength: float) -> None:
    """And it stays a probability."""
    chance = chance_of_few(count, expected, strength)
    rounding = 1 + 1e-9
    assert 0 <= chance_of_few(count - 1, expected, strength) <= chance <= 1
    assert chance_of_few(count, expected + 1, strength) <= chance * rounding


def test_fewer_than_none_never_come() -> None:
    """Refunds may leave a unit below zero: the sum of nothing."""
    assert chance_of_few(-1, 5.0, 4.0) == 0
