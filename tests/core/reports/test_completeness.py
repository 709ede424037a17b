"""Completeness: what is missing, what it costs by estimate, and how much of the costs is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period, months, week_of
from core.ledger.entries import Cost
from core.ledger.postings import postings
from core.ledger.repeats import Every, Repeat, first_repeat
from core.ledger.splits import Part, Split, SplitKey
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.reports.completeness import Completeness, completeness
from core.reports.missing import (
    GIVEN_UP,
    RHYTHM,
    Due,
    Imported,
    Lack,
    Missing,
    Scope,
    Worked,
    days_missing,
    like_periods,
    missing_hours,
    missing_import,
    missing_repeats,
)
from core.reports.privacy import MERGING, OPEN
from core.setup.categories import Category
from tests.core.reports.test_reports import Ledger

AUGUST = months(12 * 2026 + 7, 1)
AFTER = date(2026, 9, 15)
MONTHS = [date(2026, month, 15) for month in range(2, 9)]
"""A day in each of six months and in August."""


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def tool(day: date, minor: int = 49_00, *, note: str = "Canva", **more: object) -> Cost:
    return replace(Cost(day=day, category=Category.TOOLS, amount=eur(minor), note=note), **more)  # type: ignore[arg-type]  # any field


def due(cost: Cost, today: date, number: int = 1) -> list[Due]:
    """What a monthly repeat that began with ``cost``, and was never logged since, owes by ``today``."""
    begun = replace(first_repeat(1, 7, cost, Every.MONTHLY, "UADA"), id=number)
    return [Due(repeat=begun, cost=begun.on(day, cost.split)) for day in begun.due(today)]


def work(day: date, hours: str | int, person: str = "Anna", rate: int = 40_00, by: str = "UMAX") -> Worked:
    cost = int(Decimal(hours) * rate)
    return Worked(day=day, person=person, hours=Decimal(hours), rate=rate, cost=cost, by=by)


def spent(minor: int, day: date, channel: str = "linkedin", campaign: str = "") -> Cost:
    return Cost(day=day, category=Category.ADS, amount=eur(minor), channel=channel, campaign=campaign)


def weighed(books: Ledger, present: int = 900_00, today: date = AFTER, **more: object) -> Completeness | None:
    scope = replace(Scope(period=AUGUST), **more)  # type: ignore[arg-type]  # campaign and channel
    return completeness(books, scope, present, today, veil=OPEN)


# --- repeats ---


def test_a_repeat_that_is_due_is_missing() -> None:
    """441 of 490 are there; the missing one is named with its day and its author."""
    found = weighed(Ledger(waiting=due(tool(date(2026, 7, 12)), date(2026, 8, 31))), present=441_00)
    assert found is not None
    assert found.ratio == Fraction(9, 10)
    assert found.percent == 90
    [missing] = found.missing
    assert (missing.lack, missing.name, missing.minor, missing.ask) == (Lack.REPEAT, "Canva", 49_00, "UADA")
    assert missing.source
    assert missing.source.cost.day == date(2026, 8, 12)


@pytest.mark.parametrize("today", [date(2026, 8, 11), date(2026, 7, 31)])
def test_before_its_day_nothing_is_missing(today: date) -> None:
    """A cost is missing from its day on."""
    assert due(tool(date(2026, 7, 12)), today) == []


def test_what_is_paused_or_ended_is_not_missing() -> None:
    """Only what would have logged itself; an end counts from its day on."""
    begun = first_repeat(1, 7, tool(date(2026, 5, 12)), Every.MONTHLY, "UADA")
    assert [day.month for day in begun.due(AFTER)] == [6, 7, 8, 9]
    assert list(begun.paused().due(AFTER)) == list(begun.ended().due(AFTER)) == []
    assert [day.month for day in begun.ended_on(date(2026, 8, 12)).due(AFTER)] == [6, 7]


def test_the_last_day_logged() -> None:
    """The one before the next, however long the months are."""
    begun = first_repeat(1, 7, tool(date(2026, 1, 31)), Every.MONTHLY, "UADA")
    assert begun.last_day == date(2026, 1, 31)
    assert begun.moved_on().last_day == date(2026, 2, 28)
    assert begun.moved_on().moved_on().last_day == date(2026, 3, 31)
    yearly = first_repeat(1, 7, tool(date(2024, 2, 29)), Every.YEARLY, "UADA").moved_on()
    assert yearly.last_day == date(2025, 2, 28)


def test_only_the_part_of_the_scope_is_missing() -> None:
    """A share of half, two campaigns at 60 to 40, thirty-one days of 62: of 620.00, 93.00 in August for alpha."""
    parts = (Part(campaign="alpha", weight=Decimal(60)), Part(campaign="beta", weight=Decimal(40)))
    split = Split(key=SplitKey.WEIGHTS, months=tuple((date(2026, month, 1), parts) for month in range(6, 12)))
    cost = tool(date(2026, 7, 1), 620_00, share=Decimal(50), split=split, until=date(2026, 8, 31))
    [found] = missing_repeats(
        [Due(repeat=_repeat(cost), cost=cost)], Scope(period=AUGUST, campaign="alpha"), "EUR", veil=OPEN
    )
    assert found.minor == 93_00
    assert (
        missing_repeats([Due(repeat=_repeat(cost), cost=cost)], Scope(period=AUGUST, campaign="c"), "EUR", veil=OPEN)
        == []
    )


def test_a_repeat_in_another_currency_counts_by_the_last_rate() -> None:
    """100 dollars at 0.9 are 90 euros; what has no rate is left out."""
    rate = ExchangeRate(
        currency="USD", reporting="EUR", value=Fraction(9, 10), day=date(2026, 7, 1), source=RateSource.TYPED
    )
    cost = replace(tool(date(2026, 8, 1)), amount=Money(minor=100_00, currency="USD"), exchange=rate)
    scope = Scope(period=AUGUST)
    assert [one.minor for one in missing_repeats([Due(repeat=_repeat(cost), cost=cost)], scope, "EUR", veil=OPEN)] == [
        90_00
    ]
    bare = replace(cost, exchange=None)
    assert missing_repeats([Due(repeat=_repeat(bare), cost=bare)], scope, "EUR", veil=OPEN) == []


def test_several_days_of_one_repeat_are_told_once() -> None:
    """Three months behind: one item, the first day, three times the money."""
    whole = months(12 * 2026 + 4, 4)
    [found] = missing_repeats(due(tool(date(2026, 4, 12)), AFTER), Scope(period=whole), "EUR", veil=OPEN)
    assert (found.times, found.minor) == (4, 196_00)
    assert found.source
    assert found.source.cost.day == date(2026, 5, 12)


def _repeat(cost: Cost) -> Repeat:
    return first_repeat(1, 7, cost, Every.MONTHLY, "UADA")


# --- hours ---


def hours_missing(
    worked: Sequence[Worked], *, today: date = AFTER, kept: int | None = None, admin: bool = True
) -> list[Missing]:
    rates = {} if kept is None else {"anna": eur(kept)}
    return missing_hours(worked, AUGUST, AUGUST.until(today), rates, veil=OPEN if admin else MERGING)


def test_usual_hours_are_the_median_of_three_months() -> None:
    """10, 30 and 12 hours in May, June and July make 12; 2 are logged in August, so 10 are missing, at 40 each."""
    worked = [work(day, hours) for day, hours in zip(MONTHS[3:], (10, 30, 12, 2), strict=True)]
    [found] = hours_missing(worked)
    assert (found.name, found.hours, found.minor, found.ask) == ("Anna", Fraction(10), 400_00, "UMAX")


def test_the_rate_in_force_goes_before_that_of_the_last_entry() -> None:
    """A kept rate of 50; without one, what the last entry says."""
    worked = [work(day, 10) for day in MONTHS[3:5]] + [work(MONTHS[5], 10, rate=45_00)]
    assert [one.minor for one in hours_missing(worked, kept=50_00)] == [500_00]
    assert [one.minor for one in hours_missing(worked)] == [450_00]


def test_months_before_the_first_entry_are_not_nothing() -> None:
    """Who began in June is new; who was there in April and off in May has a month of nothing among the three."""
    june = [work(day, 10) for day in MONTHS[4:6]]
    assert hours_missing(june) == []
    assert [one.hours for one in hours_missing([work(MONTHS[2], 10), *june])] == [10]
    assert hours_missing([work(MONTHS[2], 10), work(MONTHS[5], 10)]) == []


def test_hours_are_each_person_s_own_however_the_name_is_spelt() -> None:
    """anna is Anna; who is not named is whoever logged it."""
    worked = [work(MONTHS[3], 10), work(MONTHS[4], 10, "anna"), work(MONTHS[5], 10, "ANNA ")]
    unnamed = [work(day, 5, "", by="UBEN") for day in MONTHS[3:6]]
    found = {one.name.strip().lower(): (one.hours, one.ask) for one in hours_missing([*worked, *unnamed])}
    assert found == {"anna": (Fraction(10), "UMAX"), "": (Fraction(5), "UBEN")}


def test_a_month_not_over_yet_asks_for_as_much_of_it() -> None:
    """31 hours a month: on 20 August 20 are usual, of which 5 are there."""
    worked = [work(day, 31) for day in MONTHS[3:6]] + [work(date(2026, 8, 3), 5)]
    [found] = hours_missing(worked, today=date(2026, 8, 20))
    assert found.hours == 15


@pytest.mark.parametrize(("today", "asked"), [(date(2026, 8, 15), False), (date(2026, 8, 16), True)])
def test_the_first_half_of_a_month_asks_for_no_hours(today: date, asked: bool) -> None:
    """They are often logged in one go."""
    books = Ledger(work=[work(day, 31) for day in MONTHS[3:6]])
    assert bool(weighed(books, today=today)) is asked


def test_others_read_only_who_has_logged_none() -> None:
    """No amount, and nothing that turns on one: an hour logged, by whomever, and there is nothing to read."""
    worked = [work(day, 10) for day in MONTHS[3:6]]
    [found] = hours_missing(worked, kept=99_00, admin=False)
    assert (found.name, found.hours, found.open, found.minor) == ("Anna", None, False, 0)
    assert hours_missing([*worked, work(date(2026, 8, 3), 1, rate=1_00)], kept=99_00, admin=False) == []
    assert hours_missing([work(MONTHS[3], 10)], admin=False) == []  # of one month in three: not usual


def test_like_periods_are_months_of_months_and_weeks_of_weeks() -> None:
    """August follows July; a week the week before; a quarter a quarter; other days as many."""
    assert [like.start for like in like_periods(AUGUST)[:3]] == [date(2026, month, 1) for month in (7, 6, 5)]
    week = week_of(date(2026, 8, 5))
    assert [like.start for like in like_periods(week)[:2]] == [week.start - timedelta(days=n) for n in (7, 14)]
    assert like_periods(months(12 * 2026 + 6, 3))[0] == months(12 * 2026 + 3, 3)
    ten = Period(start=date(2026, 8, 3), end=date(2026, 8, 13))
    assert like_periods(ten)[0] == Period(start=date(2026, 7, 24), end=ten.start)


# --- imports ---


@pytest.mark.parametrize(
    ("last", "missing"),
    [
        (date(2026, 8, 31), 0),
        (date(2026, 8, 31) - timedelta(days=RHYTHM), 0),
        (date(2026, 8, 31) - timedelta(days=RHYTHM + 1), 9),
        (date(2026, 7, 20), 31),
        (date(2026, 8, 31) - timedelta(days=GIVEN_UP), 31),
        (date(2026, 8, 31) - timedelta(days=GIVEN_UP + 1), 0),
        (date(2026, 9, 10), 0),
    ],
)
def test_an_import_is_late_after_eight_days(last: date, missing: int) -> None:
    """The days since its last one; after a quarter it is over."""
    found = days_missing(Imported(channel="linkedin", last=last, by="UMAX"), Scope(period=AUGUST), AFTER)
    assert (found.days if found else 0) == missing


def test_a_late_import_costs_its_usual_day_for_each_day() -> None:
    """10 a day over 28 days: eleven days later 110 are missing, less what was logged by hand meanwhile."""
    last = date(2026, 8, 20)
    facts = [spent(10_00, last - timedelta(days=n)) for n in range(40)]
    books = Ledger(facts=facts, imports=[Imported(channel="linkedin", last=last, by="UMAX")])
    found = weighed(books)
    assert found is not None
    [missing] = found.missing
    assert (missing.name, missing.minor, missing.ask) == ("linkedin", 110_00, "UMAX")
    assert missing.days == Period(start=date(2026, 8, 21), end=AUGUST.end)
    by_hand = weighed(replace(books, facts=[*facts, spent(30_00, date(2026, 8, 25))]))
    assert by_hand is not None
    assert by_hand.missing[0].minor == 80_00
    assert weighed(books, channel="facebook") is None
    assert weighed(books, campaign="alpha") is None
    assert weighed(books, today=last + timedelta(days=RHYTHM)) is None


def test_an_import_that_comes_daily_is_late_sooner_and_a_monthly_one_no_later() -> None:
    """What is not on the books is missing, however seldom it comes."""
    monday = date(2026, 8, 28)
    late = partial(days_missing, scope=Scope(period=AUGUST), today=AFTER)
    assert late(Imported(channel="linkedin", last=monday, by="UMAX")) is None
    assert late(Imported(channel="linkedin", last=monday, by="UMAX", every=2)) is not None
    assert late(Imported(channel="linkedin", last=date(2026, 8, 20), by="UMAX", every=35)) is not None


def test_an_import_that_cost_nothing_is_not_missing() -> None:
    """Nothing was spent before: nothing is estimated."""
    assert missing_import(Imported(channel="x", last=date(2026, 8, 1), by="U"), AUGUST, 0, 0) is None


# --- all together ---


def test_nothing_is_told_where_nothing_is_there_or_nothing_is_missing() -> None:
    """No money, less than none, a period that has not begun, complete books."""
    waiting = due(tool(date(2026, 7, 12)), date(2026, 8, 31))
    assert weighed(Ledger(waiting=waiting), present=0) is None
    assert weighed(Ledger(waiting=waiting), present=-1) is None
    assert weighed(Ledger(waiting=waiting), today=date(2026, 7, 31)) is None
    assert weighed(Ledger()) is None


lacks = st.lists(
    st.builds(
        Missing,
        lack=st.sampled_from(Lack),
        name=st.sampled_from(["", "Anna", "Canva"]),
        minor=st.integers(1, 10**12),
        ask=st.sampled_from(["U1", "U2"]),
    ),
    max_size=8,
)
presents = st.integers(1, 10**12)


@given(presents, lacks)
def test_the_ratio_is_above_nothing_and_at_most_whole(present: int, missing: list[Missing]) -> None:
    """And the percentage never says more than there is."""
    found = Completeness(present=present, missing=tuple(missing))
    assert 0 < found.ratio <= 1
    assert 0 <= found.percent <= found.ratio * 100
    assert (found.percent == 100) == (not missing)


@given(presents, lacks.filter(bool))
def test_logging_what_is_missing_makes_it_more_complete(present: int, missing: list[Missing]) -> None:
    """Item by item, strictly, up to one; and more money missing never makes it more complete."""
    before = Completeness(present=present, missing=tuple(missing)).ratio
    while missing:
        present += missing.pop().minor
        after = Completeness(present=present, missing=tuple(missing)).ratio
        assert after > before
        before = after
    assert before == 1


@given(presents, lacks, st.randoms())
def test_the_order_is_of_no_account(present: int, missing: list[Missing], chance: Random) -> None:
    """Shuffled, it is as complete."""
    shuffled = list(missing)
    chance.shuffle(shuffled)
    one, other = (Completeness(present=present, missing=tuple(found), wanted=80) for found in (missing, shuffled))
    assert (one.ratio, one.enough) == (other.ratio, other.enough)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=5), st.integers(1, 28), st.integers(1, 31), st.randoms())
def test_once_the_repeats_are_logged_nothing_is_missing(
    amounts: list[int], first: int, today: int, chance: Random
) -> None:
    """What was missing is to the cent what the tick then puts on the books; in whatever order the repeats are read."""
    day = date(2026, 8, today)
    waiting = [
        one
        for number, minor in enumerate(amounts)
        for one in due(tool(date(2026, 7, first), minor, note=f"n{number}"), day, number)
    ]
    present = 100_00
    found = weighed(Ledger(waiting=waiting), present, day)
    shuffled = list(waiting)
    chance.shuffle(shuffled)
    assert weighed(Ledger(waiting=shuffled), present, day) == found
    logged = sum(posted.cost for one in waiting for posted in postings(one.cost) if posted.day in AUGUST)
    missing = sum(lack.minor for lack in found.missing) if found else 0
    assert missing == logged
    assert weighed(Ledger(waiting=()), present + logged, day) is None
    assert found is None or found.ratio == Fraction(present, present + logged)


@pytest.mark.parametrize(("wanted", "enough"), [(0, True), (79, True), (80, True), (81, False), (100, False)])
def test_from_which_percentage_on_it_is_enough(wanted: int, enough: bool) -> None:
    """Eighty is enough for eighty; nought waits for nothing."""
    lack = Missing(lack=Lack.HOURS, name="Anna", minor=20, ask="U1")
    assert Completeness(present=80, missing=(lack,), wanted=wanted).enough is enough


def test_the_dearest_is_told_first_save_what_one_person_costs() -> None:
    """Repeats by money, imports, then hours by name: their order tells no amount."""
    worked = [work(day, 10, person, rate) for day in MONTHS[3:6] for person, rate in (("Anna", 1_00), ("Ben", 99_00))]
    waiting = [
        *due(tool(date(2026, 7, 12), 5_00), AFTER, 1),
        *due(tool(date(2026, 7, 12), 50_00, note="Figma"), AFTER, 2),
    ]
    found = weighed(Ledger(work=worked, waiting=[one for one in waiting if one.cost.day in AUGUST]))
    assert found is not None
    assert [one.name for one in found.missing] == ["Figma", "Canva", "Anna", "Ben"]
