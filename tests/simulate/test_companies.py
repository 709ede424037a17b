"""The made-up worlds are what they say: chance has its mean and its spread, and due spend is the program's own."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from statistics import fmean, variance

import pytest

from core.performance.maturity import due
from tests.simulate.chance import days_of_results, lognormal, poisson, wave
from tests.simulate.companies import DAYS, PAST, PRICE, Plan, unit
from tests.simulate.looks import looks

FIRST = date(2024, 1, 1)


@pytest.mark.parametrize("mean", [0.3, 7.0, 75.0])
def test_counts_vary_as_poissons_do(mean: float) -> None:
    """Their variance is their mean."""
    random = Random("counts")
    counts = [poisson(random, mean) for _ in range(4000)]
    assert fmean(counts) == pytest.approx(mean, rel=0.05)
    assert variance(counts) == pytest.approx(mean, rel=0.1)


def test_a_week_in_waves_varies_more() -> None:
    """Its variance is m + m²/4."""
    random = Random("waves")
    counts = [poisson(random, 6 * wave(random)) for _ in range(8000)]
    assert fmean(counts) == pytest.approx(6, rel=0.03)
    assert variance(counts) == pytest.approx(6 + 36 / 4, rel=0.1)


@pytest.mark.parametrize("sigma", [0.0, 1.0])
def test_sales_have_their_average_size(sigma: float) -> None:
    """However unequal they are."""
    random = Random("sizes")
    assert fmean(lognormal(random, sigma) for _ in range(20000)) == pytest.approx(1, rel=0.05)


def test_results_come_on_the_days_that_expect_them() -> None:
    """None before, none on a day of rest, and as many as are to be expected."""
    random = Random("days")
    means = [0.0] * 100 + [0.5, 0.0] * 2000
    days = days_of_results(random, means)
    assert days == sorted(days)
    assert all(day > 100 and day % 2 for day in days)
    assert len(days) == pytest.approx(1000, rel=0.1)


@pytest.mark.parametrize("delay", [0, 14, 57])
def test_due_spend_is_the_programs_own(delay: int) -> None:
    """The sum day by day is `core.performance.maturity.due`, after pauses as well."""
    paused = unit(Random("due"), Plan(rate=73, delay=delay, paused=True))
    spend = {FIRST + timedelta(days=day): round(paused.spent[day] - paused.spent[day - 1]) for day in range(1, DAYS)}
    for day in (1, 200, PAST, DAYS - 1):
        assert paused.due[day] == pytest.approx(float(due(spend, delay, FIRST + timedelta(days=day))))
    assert Fraction(paused.spent[-1]) > 0


def test_money_spent_before_still_brings_its_results_late() -> None:
    """A unit whose spend is in vain from the first look on gets what is under way, and then nothing."""
    random = Random("late")
    units = [unit(random, Plan(rate=365, delay=14, later=0)) for _ in range(20)]
    late = [day - PAST for one in units for day in one.results if day > PAST]
    assert len(late) == pytest.approx(20 * 14 / 0.693, rel=0.2)
    assert max(late) < 14 * 15


def test_a_new_unit_begins_with_the_first_look() -> None:
    """It has no past."""
    new = unit(Random("new"), Plan(rate=52, new=True))
    assert new.spent[PAST] == 0
    assert new.spent[PAST + 7] == pytest.approx(7 * 52 * PRICE / 365)
    assert min(new.results) > PAST


def test_there_is_a_look_each_week_of_a_year() -> None:
    """The last is on the last day."""
    every = list(looks())
    assert (every[0], every[-1], len(every)) == ((1, PAST + 7), (52, DAYS), 52)
