"""Alerts: spend without a conversion is reported where chance cannot explain it, and nowhere else (D-24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.money.money import Money
from core.performance.performance import Performance
from core.performance.statistics import ALPHA, chance_of_none, level
from core.plans.targets import Target
from core.posts.alerts import (
    Experience,
    Kind,
    Source,
    Suspicion,
    Unit,
    expectation,
    history_before,
    suspicions,
    units,
    window_before,
)
from core.setup.campaigns import Campaign
from core.setup.goals import Basis, Goal

TODAY = date(2026, 8, 10)
WINDOW = window_before(TODAY)


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def spent(minor: int, counting: int = 0, not_counting: int = 0) -> Performance:
    return Performance(currency="EUR", cost=minor, counting=counting, not_counting=not_counting)


FLOOR = eur(10000)
NOTHING = Experience(targets=(), history=spent(0), goals=(), window=WINDOW)
LEAD = Goal(key="lead", name="Lead", basis=Basis.FIXED, value=eur(20500))


def channel(minor: int, key: str = "linkedin", counting: int = 0, not_counting: int = 0) -> Unit:
    return Unit(kind=Kind.CHANNEL, key=key, performance=spent(minor, counting, not_counting))


def campaign(minor: int, key: str = "campaign-q3") -> Unit:
    return Unit(kind=Kind.CAMPAIGN, key=key, performance=spent(minor), campaigns=frozenset({key}))


def target(minor: int, **changed: object) -> Target:
    plain = Target(
        campaign="campaign-q3",
        goal="lead",
        count=50,
        cost_per_conversion=eur(minor),
        start=date(2026, 7, 1),
        end=date(2026, 9, 30),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # reason: fields by name


def expecting(minor: int) -> Experience:
    """What is known is a history of leads at ``minor`` each."""
    history = Performance(currency="EUR", cost=10 * minor, not_counting=10, by_goal={"lead": 10})
    return replace(NOTHING, history=history)


def found(looked_at: Sequence[Unit], known: Experience, floor: Money = FLOOR) -> tuple[Suspicion, ...]:
    return suspicions(looked_at, known, floor)[0]


# --- chance ---


def test_389_euros_at_205_a_lead_prove_nothing() -> None:
    """The real LinkedIn file: 1.9 leads were to be expected, and none comes in 15 of 100 such cases (D-24)."""
    assert isclose(chance_of_none(Fraction(38921, 20500)), 0.1498, abs_tol=0.00005)
    assert found([channel(38921)], expecting(20500)) == ()


def test_389_euros_at_70_a_lead_are_beyond_chance() -> None:
    """At 70 a lead 5.56 were to be expected, and none comes in 0.385 of 100 such cases (D-24)."""
    (suspicion,) = found([channel(38921)], expecting(7000))
    assert suspicion.expected == Fraction(38921, 7000)
    assert isclose(suspicion.chance, 0.00385, abs_tol=0.000005)
    assert (suspicion.level, suspicion.expectation.cost) == (Fraction(1, 20), eur(7000))


def test_small_campaigns_are_judged_through_their_channel() -> None:
    """Fourteen campaigns of about 20 each say nothing by themselves, and do not raise the bar for the channel."""
    small = [campaign(2780, f"campaign-{number}") for number in range(14)]
    sure, looked_at = suspicions([channel(38921), *small], expecting(7000), FLOOR)
    assert [s.unit.id for s in sure] == ["channel:linkedin"]
    assert (looked_at, sure[0].level) == (1, ALPHA)
    assert suspicions(small, expecting(7000), FLOOR) == ((), 0)


@pytest.mark.parametrize(("looked_at", "threshold"), [(1, "2.995732"), (20, "5.991465")])
def test_the_threshold_of_expected_conversions(looked_at: int, threshold: str) -> None:
    """Three times the expected cost for one unit, six times where twenty are looked at (Bonferroni)."""
    bound = Decimal(threshold)
    others = [channel(10000, f"other-{number}", counting=1) for number in range(looked_at - 1)]
    each = 10**8
    for more, alerts in ((Decimal("-0.000002"), 0), (Decimal("0.000002"), 1)):
        unit = channel(int((bound + more) * each))
        assert len(found([unit, *others], expecting(each))) == alerts
    assert level(looked_at) == Fraction(5, 100 * looked_at)


def test_a_level_for_nothing() -> None:
    """Where nothing is looked at, nothing divides by zero."""
    assert level(0) == ALPHA
    assert suspicions([], expecting(7000), FLOOR) == ((), 0)


@given(st.fractions(0, 1000), st.fractions(0, 1000))
def test_more_expected_makes_none_less_likely(one: Fraction, other: Fraction) -> None:
    """Chance lies between nothing and certainty, and falls as more was to be expected."""
    low, high = sorted((one, other))
    assert 0 <= chance_of_none(high) <= chance_of_none(low) <= 1


# --- what is silent ---


@pytest.mark.parametrize(("counting", "not_counting"), [(1, 0), (0, 1), (80, 3)])
def test_any_conversion_silences(counting: int, not_counting: int) -> None:
    """A unit that brought anything, counting towards return or not, is no case of nothing."""
    assert found([channel(10**9, "linkedin", counting, not_counting)], expecting(7000)) == ()


def test_below_the_floor_is_silent() -> None:
    """However unlikely, an amount below the floor is not worth a message; at the floor it is."""
    assert found([channel(9999)], expecting(100)) == ()
    assert len(found([channel(10000)], expecting(100))) == 1


def test_without_any_expectation_is_silent() -> None:
    """Where nobody knows what a conversion costs, nothing can be said, and nothing was looked at."""
    assert suspicions([channel(10**9), campaign(10**9)], NOTHING, FLOOR) == ((), 0)


def test_what_can_be_looked_at() -> None:
    """Channels and running campaigns that spent: not what has no channel, has ended, is unknown or cost nothing."""
    known = {
        "runs": Campaign(key="runs", name="Runs", end=TODAY, margin=Decimal(40)),
        "open": Campaign(key="open", name="Open"),
        "ended": Campaign(key="ended", name="Ended", end=date(2026, 8, 9)),
        "free": Campaign(key="free", name="Free"),
    }
    campaigns = {key: spent(500) for key in ("runs", "open", "ended", "unknown", "")} | {"free": spent(0)}
    channels = {"linkedin": spent(500), "": spent(500), "email": spent(0), "credit": spent(-5)}
    looked_at = units(channels, campaigns, known, TODAY, {})
    assert [unit.id for unit in looked_at] == ["channel:linkedin", "campaign:runs", "campaign:open"]
    assert [unit.margin for unit in looked_at] == [1, Fraction(2, 5), 1]


def test_the_dearest_stands_first() -> None:
    """Suspicions are ordered by the money at stake."""
    looked_at = [channel(100000, "google"), campaign(300000), channel(200000)]
    assert [s.unit.key for s in found(looked_at, expecting(7000))] == ["campaign-q3", "linkedin", "google"]


# --- what is expected ---


def test_a_target_is_better_than_history_and_history_than_break_even() -> None:
    """What the team aims for, else what it has paid, else what one is worth."""
    goals = replace(NOTHING, goals=(LEAD,))
    past = replace(expecting(7000), goals=(LEAD,))
    aimed = replace(past, targets=(target(275),))
    for known, source, cost in (
        (aimed, Source.TARGET, 275),
        (past, Source.HISTORY, 7000),
        (goals, Source.BREAK_EVEN, 20500),
    ):
        for unit in (channel(500), campaign(500)):
            expected = expectation(unit, known)
            assert expected is not None
            assert (expected.source, expected.cost, expected.goal) == (source, eur(cost), "lead")


def test_a_target_is_its_campaigns() -> None:
    """Another campaign's target says nothing of this one; for a channel the dearest target is taken."""
    targets = (target(500, campaign="other"), target(900, campaign="third"), target(275))
    known = replace(NOTHING, targets=targets)
    assert cost_expected(campaign(500), known) == eur(275)
    assert cost_expected(campaign(500, "fourth"), known) is None
    assert cost_expected(channel(500), known) == eur(900)


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [
        (date(2026, 1, 1), WINDOW.start, True),
        (date(2026, 1, 1), date(2026, 7, 12), False),
        (WINDOW.last, date(2026, 12, 31), True),
        (TODAY, date(2026, 12, 31), False),
    ],
)
def test_a_target_counts_while_it_runs(start: date, end: date, runs: bool) -> None:
    """One day of the window is enough, with both its days included; before or after it a target says nothing."""
    known = replace(NOTHING, targets=(target(275, start=start, end=end),))
    assert (cost_expected(campaign(500), known) is not None) == runs


def test_history_is_the_cost_of_the_commonest_goal() -> None:
    """All that was spent, per conversion of what was reached most often."""
    history = Performance(currency="EUR", cost=560000, counting=4, not_counting=80, by_goal={"sale": 4, "lead": 80})
    expected = expectation(channel(500), replace(NOTHING, history=history))
    assert expected is not None
    assert (expected.goal, expected.cost) == ("lead", eur(7000))


@pytest.mark.parametrize(
    "history",
    [
        spent(560000),
        Performance(currency="EUR", counting=4, by_goal={"lead": 4}),
        Performance(currency="EUR", cost=-5, counting=4, by_goal={"lead": 4}),
        Performance(currency="EUR", cost=1, counting=4, by_goal={"lead": 4}),
    ],
)
def test_a_history_without_an_answer(history: Performance) -> None:
    """Spend without conversions, conversions without spend and less than a cent each lead on to the break-even."""
    assert expectation(channel(500), replace(NOTHING, history=history)) is None


def test_the_margin_lowers_the_break_even_of_a_campaign() -> None:
    """At 40 % a lead worth 205 may cost 82, so that the same spend is beyond chance sooner (D-13)."""
    known = replace(NOTHING, goals=(LEAD,))
    thin = replace(campaign(38921), margin=Fraction(40, 100))
    assert (cost_expected(campaign(38921), known), cost_expected(thin, known)) == (eur(20500), eur(8200))
    assert found([campaign(38921)], known) == ()
    assert [s.unit for s in found([thin], known)] == [thin]


def test_the_break_even_of_the_dearest_goal_that_counts() -> None:
    """Goals that count come first; where none does, the others; a goal worth nothing never."""
    dear = replace(LEAD, key="sale", value=eur(600000), counts=False)
    cheap = replace(LEAD, key="download", value=eur(100))
    free = replace(LEAD, key="like", value=eur(0))
    assert cost_expected(channel(500), replace(NOTHING, goals=(cheap, LEAD, dear, free))) == eur(20500)
    assert cost_expected(channel(500), replace(NOTHING, goals=(dear, free))) == eur(600000)
    assert cost_expected(channel(500), replace(NOTHING, goals=(free,))) is None


def cost_expected(unit: Unit, known: Experience) -> Money | None:
    expected = expectation(unit, known)
    return expected.cost if expected else None


# --- the window ---


def test_the_windows() -> None:
    """Four whole weeks up to yesterday, and the ninety days before them."""
    assert Period(start=date(2026, 7, 13), end=TODAY) == WINDOW
    assert history_before(WINDOW) == Period(start=date(2026, 4, 14), end=date(2026, 7, 13))
    assert (WINDOW.days, history_before(WINDOW).days) == (28, 90)
