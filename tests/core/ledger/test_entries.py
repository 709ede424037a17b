"""Entries: what may be logged, what people cost, and what still stands."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from core.ledger.entries import Cost, Entry, asks_before_undo, people_amount
from core.ledger.entry_fields import (
    LONGEST_NOTE,
    MOST_CONVERSIONS,
    DayTooFar,
    NotACount,
    NoteTooLong,
    check_day,
    check_note,
    parse_count,
)
from core.ledger.hours import typed_hours
from core.money.money import LARGEST, Money, NotANumber, NotPositive, TooLarge, TooManyDecimals
from core.problems import Problem
from core.setup.categories import Category

NOW = datetime(2026, 8, 10, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


ENTRY = Entry(
    id=7,
    fact=Cost(day=TODAY, category=Category.ADS, amount=usd(25000), campaign="campaign-q3"),
    logged_by="U1",
    logged_at=NOW,
    source="command",
)


def test_hours_times_rate_for_each_person() -> None:
    """12.5 h at 40.00 and 4 h at 55.00 are 720.00 (article A-06)."""
    assert people_amount(Decimal("12.5"), usd(4000)) + people_amount(Decimal(4), usd(5500)) == usd(72000)


def test_hours_times_rate_is_rounded_half_up() -> None:
    """A quarter of an hour at 0.02 is half a cent, and becomes one."""
    assert people_amount(Decimal("0.25"), usd(2)) == usd(1)


def test_hours_times_rate_beyond_all_sense_is_refused() -> None:
    """Hours and a rate that pass alone may still make an amount that nobody means and no database holds."""
    with pytest.raises(TooLarge):
        people_amount(Decimal(100_000), usd(LARGEST * 100))


@pytest.mark.parametrize(("text", "hours"), [("12.5", "12.5"), ("12,5h", "12.5"), (" 4h ", "4"), ("100000", "100000"),
                          ("1h30", "1.5"), ("1h 30", "1.5"), ("7:30", "7.5"), ("7:20", "7.3333"), ("90 min", "1.5"),
                          ("40 godz.", "40"), ("2 godz. 30 min", "2.5")])  # fmt: skip
def test_hours_as_people_write_them(text: str, hours: str) -> None:
    """With or without an h, with a comma or a point."""
    assert typed_hours(text, "hours") == Decimal(hours)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0", NotPositive),
        ("-1", NotPositive),
        ("12:75", NotANumber),
        ("0:00", NotPositive),
        ("0 min", NotPositive),
        ("h", NotANumber),
        ("4hh", NotANumber),
        ("1.125", TooManyDecimals),
        ("100000.01", TooLarge),
    ],
)
def test_hours_that_cannot_be(text: str, problem: type[NotANumber]) -> None:
    """The refusal stands under the hours."""
    with pytest.raises(problem) as raised:
        typed_hours(text, "hours")
    assert raised.value.field == "hours"


@pytest.mark.parametrize(("text", "count"), [("1", 1), (" 12 ", 12), ("007", 7), (str(MOST_CONVERSIONS), 10**9),
                          ("1,500", 1500), ("1.500", 1500), ("1 500", 1500), ("1\u00a0234\u00a0567", 1_234_567),
                          ("1,234,567", 1_234_567), ("1'500", 1500)])  # fmt: skip
def test_counts_are_whole(text: str, count: int) -> None:
    """A count is a whole number of at least one; a group of three digits can only be thousands."""
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", "0", "000", "-1", "1.5", "1,5", "1 00", "1 500,5",
                                  "1,500.0", "0,500", "1e3", "twelve", "\u0661\u0662", "1_0",
                                  "+1", "NaN", "\u00b2"])  # fmt: skip
def test_other_texts_are_no_count(text: str) -> None:
    """Halves, signs and foreign digits are refused with the text as it was typed."""
    with pytest.raises(NotACount) as problem:
        parse_count(text)
    assert (problem.value.text, problem.value.field) == (text, "count")


def test_too_many_conversions() -> None:
    """More than a thousand million somebody leaned on a key, however long."""
    with pytest.raises(TooLarge):
        parse_count(str(MOST_CONVERSIONS + 1))
    with pytest.raises(Problem):
        parse_count("9" * 4000)


def test_notes() -> None:
    """A note is trimmed, kept as written, and refused when too long."""
    assert check_note("  boosted *post* ") == "boosted *post*"
    assert check_note(" " + "x" * LONGEST_NOTE + " ") == "x" * LONGEST_NOTE
    with pytest.raises(NoteTooLong) as problem:
        check_note("x" * (LONGEST_NOTE + 1))
    assert (problem.value.length, problem.value.longest) == (LONGEST_NOTE + 1, LONGEST_NOTE)


def test_days_up_to_a_year_ahead() -> None:
    """Any day gone by and up to a year ahead is taken; beyond it the year was mistyped."""
    for day in (date(1999, 1, 1), TODAY, date(2027, 8, 10)):
        assert check_day(day, TODAY) == day
    assert check_day(date(2028, 2, 29), date(2027, 3, 1)) == date(2028, 2, 29)
    with pytest.raises(DayTooFar) as problem:
        check_day(date(2027, 8, 12), TODAY)
    assert (problem.value.day, problem.value.field) == (date(2027, 8, 12), "date")


def test_what_stands() -> None:
    """An entry stands until it is reversed; a reversal never does."""
    assert ENTRY.stands
    assert not replace(ENTRY, reversed_by=8).stands
    assert not replace(ENTRY, id=8, sign=-1, reverses=7).stands


def test_an_undo_asks_after_a_day() -> None:
    """Within 24 hours it acts at once, past them it asks first."""
    assert not asks_before_undo(ENTRY.logged_at, NOW + timedelta(hours=24))
    assert asks_before_undo(ENTRY.logged_at, NOW + timedelta(hours=24, seconds=1))


def test_facts_do_not_change() -> None:
    """Neither an entry nor its fact can be set to anything else."""
    with pytest.raises(FrozenInstanceError):
        ENTRY.fact = Cost(day=TODAY, category=Category.ADS, amount=usd(1))  # type: ignore[misc]  # reason: must fail
    with pytest.raises(FrozenInstanceError):
        ENTRY.fact.campaign = "other"  # type: ignore[misc]  # reason: must fail
