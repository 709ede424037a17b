"""Rates: who worked how long, at what an hour costs on that day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entries import people_amount, work_amount
from core.money import Money, NotPositive, TooLarge, TooManyDecimals
from core.names import NameTooLong
from core.problems import Problem
from core.rates import (
    MOST_PEOPLE,
    HourlyRateUnknown,
    Rate,
    TooManyPeople,
    Work,
    WorkUnreadable,
    current,
    parse_work,
    with_rates,
)

DAY = date(2026, 8, 3)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@pytest.mark.parametrize(
    ("line", "person", "hours", "rate"),
    [
        ("Anna 12.5 40", "Anna", "12.5", usd(40_00)),
        ("Anna 12,5 40,50", "Anna", "12.5", usd(40_50)),
        ("  Anna   Nowak 4h 55 ", "Anna Nowak", "4", usd(55_00)),
        ("Anna 12.5", "Anna", "12.5", None),
        ("Agent 007 8 20", "Agent 007", "8", usd(20_00)),
    ],
)
def test_a_line_is_a_name_hours_and_perhaps_a_rate(line: str, person: str, hours: str, rate: Money | None) -> None:
    """The last one or two numbers are hours and rate; what stands before is the name."""
    assert parse_work(line, "USD") == (Work(person=person, hours=Decimal(hours), rate=rate),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Anna", WorkUnreadable),
        ("12.5 40", WorkUnreadable),
        ("Anna -2 40", WorkUnreadable),
        ("Anna 2 forty", WorkUnreadable),
        ("Anna 0 40", NotPositive),
        ("Anna 2 0", NotPositive),
        ("Anna 2.555 40", TooManyDecimals),
        ("Anna 200000 40", TooLarge),
        ("!!! 2 40", WorkUnreadable),
        ("A" * 61 + " 2 40", NameTooLong),
        ("Anna 1 1\n" * (MOST_PEOPLE + 1), TooManyPeople),
    ],
)
def test_what_cannot_be_read_is_told_under_the_field(text: str, problem: type[Problem]) -> None:
    """Each problem names the field it belongs to."""
    with pytest.raises(problem) as raised:
        parse_work(text, "USD")
    assert getattr(raised.value, "field", "") == "people"


def test_empty_lines_are_nobody() -> None:
    """A line's end too many is no mistake."""
    assert [work.person for work in parse_work("\nAnna 1 1\n \nBen 1 1\n", "USD")] == ["Anna", "Ben"]
    assert parse_work(" \n", "USD") == ()


def test_the_latest_start_wins_and_of_one_start_the_last_said() -> None:
    """A correction is said later for the same day; a rate to come counts from its day on."""
    said = [
        Rate(person="Anna", rate=usd(50_00), start=DAY),
        Rate(person="Anna", rate=usd(40_00), start=DAY - timedelta(days=30)),
        Rate(person="ANNA", rate=usd(45_00), start=DAY),
        Rate(person="Anna", rate=usd(99_00), start=DAY + timedelta(days=1)),
    ]
    assert current(said, DAY)["anna"].rate == usd(45_00)
    assert current(said, DAY - timedelta(days=1))["anna"].rate == usd(40_00)
    assert current(said, DAY - timedelta(days=31)) == {}


def test_a_missing_rate_is_taken_from_those_kept() -> None:
    """However the name is spelt; a rate written wins; a person without one is named."""
    work = parse_work("ÁNNA 1\nBen 2 30", "USD")
    filled = with_rates(work, {"anna": usd(40_00), "ben": usd(99_00)}, DAY)
    assert [one.rate for one in filled] == [usd(40_00), usd(30_00)]
    with pytest.raises(HourlyRateUnknown) as raised:
        with_rates(work, {"ben": usd(1)}, DAY)
    assert raised.value.person == "ÁNNA"


HOURS = st.integers(1, 100_00).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
WORK = st.builds(
    Work, person=st.sampled_from(["Anna", "Ben"]), hours=HOURS, rate=st.builds(usd, st.integers(100, 500_00))
)


@given(st.lists(WORK, min_size=1, max_size=MOST_PEOPLE))
def test_the_sum_is_that_of_each(work: list[Work]) -> None:
    """Hours × rate of each is rounded once, then summed; the order does not matter (A-06)."""
    whole = work_amount(work)
    assert whole.minor == sum(people_amount(one.hours, one.rate).minor for one in work if one.rate)
    assert work_amount(work[::-1]) == whole
