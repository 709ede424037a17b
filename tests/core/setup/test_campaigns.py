"""Campaigns and targets: their days, and the margin of a campaign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from core.calendar.periods import ALL, EndBeforeStart, Period
from core.money.money import Money, NotANumber, NotPositive, TooManyDecimals
from core.plans.targets import Target
from core.setup.campaigns import Campaign, MarginTooHigh, parse_margin

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def campaign(start: date | None, end: date | None) -> Campaign:
    return Campaign(key="campaign-q3", name="Campaign Q3", start=start, end=end)


def test_both_days_are_included() -> None:
    """A campaign runs from its first day to its last, as people write them; what is left open has no bound."""
    assert campaign(FIRST, LAST).period == Period(start=FIRST, end=date(2026, 10, 1))
    assert campaign(FIRST, FIRST).period.days == 1
    assert campaign(None, None).period == ALL


def test_a_campaign_or_target_cannot_end_before_it_starts() -> None:
    """The problem carries both days, and stands under the end."""
    with pytest.raises(EndBeforeStart) as problem:
        campaign(LAST, FIRST)
    assert (problem.value.start, problem.value.end, problem.value.field) == (LAST, FIRST, "end")
    with pytest.raises(EndBeforeStart):
        target(LAST, FIRST)
    assert target(FIRST, FIRST).start == FIRST


def target(start: date, end: date) -> Target:
    cost = Money(minor=275, currency="USD")
    return Target(campaign="campaign-q3", goal="lead", count=500, cost_per_conversion=cost, start=start, end=end)


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 6, 30), date(2026, 10, 1)),
        (FIRST, date(2026, 7, 2)),
        (date(2026, 8, 10), date(2026, 8, 11)),
        (LAST, date(2026, 10, 1)),
        (date(2027, 1, 1), date(2026, 10, 1)),
    ],
)
def test_a_campaign_up_to_today(today: date, end: date) -> None:
    """Up to and with today while it runs; before it begins and after its end, the whole of it."""
    assert campaign(FIRST, LAST).period_until(today) == Period(start=FIRST, end=end)


@pytest.mark.parametrize(
    ("text", "margin"), [("40", "40"), ("40%", "40"), ("12,5 %", "12.5"), ("100", "100"), ("0.01", "0.01")]
)
def test_margins_as_people_write_them(text: str, margin: str) -> None:
    """A percentage above none and up to all."""
    assert parse_margin(text) == Decimal(margin)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0", NotPositive),
        ("-5", NotPositive),
        ("100.01", MarginTooHigh),
        ("101", MarginTooHigh),
        ("12.345", TooManyDecimals),
        ("half", NotANumber),
    ],
)
def test_margins_that_cannot_be(text: str, problem: type[MarginTooHigh]) -> None:
    """The refusal stands under the margin."""
    with pytest.raises(problem) as raised:
        parse_margin(text)
    assert raised.value.field == "margin"


def test_without_a_margin_all_of_the_return_counts() -> None:
    """Nothing written is no margin, and no margin is a share of one."""
    assert parse_margin("") is parse_margin(None) is None
    assert campaign(FIRST, LAST).margin_share == 1
    assert Campaign(key="a", name="A", margin=Decimal("12.5")).margin_share == Fraction(1, 8)
