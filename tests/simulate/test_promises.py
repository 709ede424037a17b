"""The promises of docs/judgements.md in short; `make simulate` has all of them, with more runs.

Every seed is set: a figure is the same each time, and may miss its bound by two standard errors of so few runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.simulate.alerts import HEALTHY, MOST_UNITS, SIX_A_DAY, UNEQUAL, WEEKLY, false_alerts, slander, vain
from tests.simulate.companies import Plan
from tests.simulate.first_year import PLANS, slandered, truly_lose
from tests.simulate.naming import PAIRS, RATES, false_names, one_worse
from tests.simulate.promises import Outcome, Promise, Share, Table, lines
from tests.simulate.ranges import QUARTER, coverage
from tests.simulate.sales import Kind

RUNS = 25


def kept(outcome: Outcome) -> bool:
    return all(outcome.promise.keeps(share, 2.0) for share in outcome.reached)


# --- J-07: alerts ---


@pytest.mark.parametrize(
    ("kind", "rates"),
    [("steady", (60,) * MOST_UNITS), ("paused, delay 57", UNEQUAL), ("weekly waves", (60,) * MOST_UNITS)],
)
def test_healthy_companies_seldom_get_an_alert_in_a_year(kind: str, rates: Sequence[int]) -> None:
    """One in twenty, or in ten where results come in waves; by the rules of before many do."""
    bound, plan = HEALTHY[kind]
    outcome = false_alerts(kind, [replace(plan, rate=rate) for rate in rates], bound, RUNS, kind)
    assert kept(outcome)
    assert outcome.before_fails


def test_dear_sales_are_not_slandered_for_a_neighbours_newsletters() -> None:
    """By the rules of before every one of them was."""
    outcome = slander("slander", RUNS, "slander")
    assert kept(outcome)
    assert all(share.percent == 100 for share in outcome.before if share.of)


@pytest.mark.parametrize(("plan", "weeks"), [(replace(WEEKLY, new=True), 12), (SIX_A_DAY, 52)])
def test_what_is_spent_in_vain_is_told_in_time(plan: Plan, weeks: int) -> None:
    """A price a week within twelve weeks, six a day at 210 within the year, however many units are watched."""
    outcome = vain("vain", replace(plan, later=0), weeks, 100, 1, "vain", typed=True)
    assert [share.percent for share in outcome.reached] == [100] * 4


# --- J-02 to J-04: ranges, verdicts, the best and the worst ---


def test_the_truth_lies_in_the_range_even_in_waves() -> None:
    """In 92 of 100 cases; by the rules of before in hardly more than half of those with 300 results."""
    outcome = coverage("waves", Kind(wavy=True, sigma=1.0), QUARTER, 60, "waves")
    assert kept(outcome)
    assert outcome.before[-1].percent < 70


@pytest.mark.parametrize("name", ["steady", "168 newsletters beside the sales"])
def test_a_healthy_unit_is_seldom_named_in_its_first_year(name: str) -> None:
    """Nor is one that waits for its sales while cheap results come: by the rules of before its range lay below 0."""
    outcome = slandered(name, PLANS[name], 30, name)
    assert kept(outcome)
    assert outcome.before_fails == PLANS[name].newsletters


def test_of_those_named_most_truly_lose() -> None:
    """85 of 100, where half lose."""
    outcome = truly_lose("halves", PLANS["steady"], False, 40, "halves")
    assert kept(outcome)
    assert sum(share.of for share in outcome.reached) > 50


def test_of_units_as_good_none_is_named() -> None:
    """By the rules of before one of two was, in more than one year of ten."""
    outcome = false_names("equals", Kind(wavy=True, sigma=1.0), RATES["100 each"], 0.0, 10, 60, "equals")
    assert kept(outcome)
    assert not outcome.promise.keeps(outcome.before[0])


@pytest.mark.parametrize(("pair", "percent"), PAIRS.items())
def test_one_that_is_worse_by_a_factor_of_two_is_named(pair: tuple[int, int], percent: int) -> None:
    """The more results, the oftener; by the rules of before more seldom."""
    outcome = one_worse("worse", Kind(), pair, -0.4, percent, 50, "worse")
    assert kept(outcome)
    assert outcome.before[0].percent < outcome.reached[0].percent


# --- how it is told ---


def test_a_promise_is_missed_only_beyond_chance() -> None:
    """Within two standard errors it is not said to be."""
    promise = Promise(text="false alerts", bound=5)
    words = [Outcome(promise=promise, reached=[Share(hits=hits, of=400)]).word for hits in (20, 25, 60)]
    assert words == ["kept", "within error", "MISSED"]


def test_the_table_sets_what_was_reached_beside_what_is_promised() -> None:
    """With the rules of before, and a dash where nothing was tried."""
    shares = [Share(hits=0, of=0), Share(hits=3, of=100)]
    outcome = Outcome(promise=Promise(text="told", bound=90, at_most=False), reached=shares, before=shares[1:])
    table = lines(Table(title="Alerts", columns=["1 unit", "2 units"], outcomes=[outcome]))
    assert list(table) == ["Alerts: 1 unit, 2 units", "  told   ≥ 90 %       -    3.0  MISSED         before:    3.0"]
