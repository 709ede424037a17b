"""Comparisons: which days stand beside which, and what is read from the words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.reports.comparison_words import TooManyCompared, comparison
from core.reports.comparisons import Beside, Comparison, Side
from core.reports.privacy import MERGING
from core.setup.campaigns import Campaign, UnknownCampaign
from tests.core.reports.test_reports import FACTS, Ledger, cost, sales

TODAY = date(2026, 8, 12)  # a Wednesday
SPRING = Campaign(key="spring", name="Spring", start=date(2026, 3, 2), end=date(2026, 3, 29), kind="Season")
SUMMER = Campaign(key="summer", name="Summer", start=date(2026, 8, 3), end=date(2026, 9, 13), kind="season ")
WINTER = Campaign(key="winter", name="Winter", start=date(2025, 12, 1), end=date(2025, 12, 31), kind="season")
FAIR = Campaign(key="fair", name="Fair", start=date(2026, 5, 4), end=date(2026, 5, 6), kind="fair")
OPEN = Campaign(key="open", name="Open")
KNOWN = (SPRING, SUMMER, WINTER, FAIR, OPEN)


def books(*facts: object) -> Ledger:
    return Ledger(facts=facts, known=KNOWN)  # type: ignore[arg-type]  # costs and conversions of the tests


def asked(text: str, ledger: Ledger | None = None, today: date = TODAY) -> Comparison:
    return comparison(ledger or books(), text, today, veil=MERGING)


def beside(found: Comparison) -> dict[Beside, tuple[str, str]]:
    """What stands beside the base -> its first and last day."""
    return {pair.beside: span(pair.side) for pair in found.pairs}


def span(side: Side) -> tuple[str, str]:
    return side.period.start.isoformat(), side.period.last.isoformat()


BEFORE, LAST_YEAR = Beside.BEFORE, Beside.LAST_YEAR
RUN = (("2026-08-03", "2026-08-12"), ("2026-07-24", "2026-08-02"), ("2025-08-04", "2025-08-13"))
"""Ten days, those right before, and those 364 days earlier."""


@pytest.mark.parametrize(
    ("text", "base", "before", "last_year"),
    [
        ("", ("2026-08-01", "2026-08-12"), ("2026-07-01", "2026-07-12"), ("2025-08-01", "2025-08-12")),
        ("this week", ("2026-08-10", "2026-08-12"), ("2026-08-03", "2026-08-05"), ("2025-08-11", "2025-08-13")),
        ("last week", ("2026-08-03", "2026-08-09"), ("2026-07-27", "2026-08-02"), ("2025-08-04", "2025-08-10")),
        ("this quarter", ("2026-07-01", "2026-08-12"), ("2026-04-01", "2026-05-13"), ("2025-07-01", "2025-08-12")),
        ("july", ("2026-07-01", "2026-07-31"), ("2026-06-01", "2026-06-30"), ("2025-07-01", "2025-07-31")),
        ("2026-08-03..2026-08-20", *RUN),
        ("last 10 days", *RUN),
        ("2026-12", ("2026-12-01", "2026-12-31"), ("2026-11-01", "2026-11-30"), ("2025-12-01", "2025-12-31")),
    ],
)  # fmt: skip
def test_what_stands_beside_a_period(
    text: str, base: tuple[str, str], before: tuple[str, str], last_year: tuple[str, str]
) -> None:
    """Units of the calendar beside their like, cut to as many days where not over; other days right before."""
    found = asked(text)
    assert span(found.base) == base
    assert beside(found) == {BEFORE: before, LAST_YEAR: last_year}


def test_a_year_stands_beside_last_year_once() -> None:
    """The period before it and the same period last year are the same days."""
    found = asked("this year")
    assert span(found.base) == ("2026-01-01", "2026-08-12")
    assert beside(found) == {LAST_YEAR: ("2025-01-01", "2025-08-12")}


def test_a_long_month_beside_a_short_one() -> None:
    """On the 30th of March, February has no 30 days: the same number of days up to its last."""
    found = asked("this month", today=date(2026, 3, 30))
    assert beside(found)[BEFORE] == ("2026-01-30", "2026-02-28")


def test_a_campaign_stands_beside_the_last_of_its_kind() -> None:
    """However the kind is written: the one that began last before it, over as many days of its own."""
    found = asked("summer")
    assert span(found.base) == ("2026-08-03", "2026-08-12")
    assert beside(found)[Beside.SAME_KIND] == ("2026-03-02", "2026-03-11")
    [kin] = [pair.side for pair in found.pairs if pair.beside is Beside.SAME_KIND]
    assert kin.campaign == SPRING
    assert kin.full is not None
    assert span(kin.full) == ("2026-03-02", "2026-03-29")


def test_a_campaign_that_is_over_stands_beside_a_whole_one() -> None:
    """Nothing is cut; the first of a kind, and one of no kind, has none before it."""
    found = asked("spring")
    assert (beside(found)[Beside.SAME_KIND], found.cut) == (("2025-12-01", "2025-12-31"), False)
    for text in ("winter", "fair", "open", "july"):
        assert Beside.SAME_KIND not in beside(asked(text))


@pytest.mark.parametrize(("text", "same"), [("vs", ""), ("  summer  vs ", "summer"), ("vs july", "july")])
def test_half_a_versus_is_none(text: str, same: str) -> None:
    """Who has not said yet with what gets the past."""
    assert asked(text) == asked(same)


def test_last_year_never_reaches_into_the_period() -> None:
    """More than a year, or all, has no last year of its own."""
    assert LAST_YEAR not in beside(asked("2025-01-01..2026-07-31"))
    assert LAST_YEAR not in beside(asked("all", books(cost(1, day=date(2025, 1, 1)))))


@pytest.mark.parametrize(
    ("text", "base", "other"),
    [
        ("june july", ("2026-07-01", "2026-07-31"), ("2026-06-01", "2026-06-30")),
        ("july vs june", ("2026-07-01", "2026-07-31"), ("2026-06-01", "2026-06-30")),
        ("q3 2025 q3 2024", ("2025-07-01", "2025-09-30"), ("2024-07-01", "2024-09-30")),
        ("july 2025 2026", ("2026-01-01", "2026-01-31"), ("2025-07-01", "2025-07-31")),
        ("last week this week", ("2026-08-10", "2026-08-12"), ("2026-08-03", "2026-08-05")),
        ("spring summer", ("2026-08-03", "2026-08-12"), ("2026-03-02", "2026-03-11")),
        ("summer winter", ("2026-08-03", "2026-08-12"), ("2025-12-01", "2025-12-10")),
        ("summer fair", ("2026-08-03", "2026-08-05"), ("2026-05-04", "2026-05-06")),
        ("spring winter", ("2026-03-02", "2026-03-29"), ("2025-12-01", "2025-12-31")),
        ("spring winter 2025", ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31")),
        ("spring june july", ("2026-07-01", "2026-07-31"), ("2026-06-01", "2026-06-30")),
    ],
)
def test_two_side_by_side(text: str, base: tuple[str, str], other: tuple[str, str]) -> None:
    """The later is the base, whichever was typed first; what is not over gets as many days on both sides."""
    found = asked(text)
    assert (span(found.base), beside(found)) == (base, {Beside.ASKED: other})


def test_of_two_that_begin_together_the_first_stands_beside_the_second() -> None:
    """Over one period, the campaign that began earlier; the typed order where neither did."""
    found = asked("spring winter 2025")
    assert (found.base.campaign, found.pairs[0].side.campaign) == (SPRING, WINTER)
    [pair] = asked("open fair july").pairs
    assert pair.side.campaign == FAIR


@given(FACTS, st.sampled_from(["july", "campaign-q3 brand", "june july", "brand this year", "all"]))
def test_the_change_is_between_the_two_that_are_shown(facts: list[object], text: str) -> None:
    """What is told of each pair is the difference of the two ROIs that stand there."""
    found = comparison(Ledger(facts=facts), text, TODAY, veil=MERGING)  # type: ignore[arg-type]  # as FACTS makes them
    for pair in found.pairs:
        old, new = pair.side.total.roi, found.base.total.roi
        assert (pair.change is None) == (old is None or new is None)
        assert pair.change is None or (old is not None and new is not None and pair.change.points == new - old)


@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.sampled_from(["this week", "this month", "this year", "summer"])
)
def test_what_is_not_over_has_as_many_days_on_all_sides(today: date, text: str) -> None:
    """Every day of the year; a week keeps its weekdays too."""
    found = asked(text, today=today)
    for pair in found.pairs:
        if found.cut and pair.beside is not Beside.SAME_KIND:
            assert pair.side.period.days == found.base.period.days
        if text == "this week":
            assert pair.side.period.start.weekday() == found.base.period.start.weekday()


def test_where_the_books_begin_is_known() -> None:
    """A past period that began before the first entry says so; one before it is simply empty."""
    found = asked("july", books(cost(5, day=date(2026, 6, 20)), sales(1)))
    begins = {pair.beside: pair.begins for pair in found.pairs}
    assert begins == {BEFORE: date(2026, 6, 20), LAST_YEAR: None}


def test_a_campaign_without_days_is_compared_as_it_is_answered() -> None:
    """From its first entry to today."""
    found = asked("open", books(cost(5, campaign="open", day=TODAY - timedelta(days=3))))
    assert found.base.period == Period(start=date(2026, 8, 9), end=date(2026, 8, 13))
    assert (found.cut, beside(found)[BEFORE]) == (False, ("2026-08-05", "2026-08-08"))


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("spring sumer", "sumer", ("summer",)),
        ("sprng summer", "sprng", ("spring",)),
        ("sprng july", "sprng", ("spring",)),
        ("june july august", "june", None),
    ],
)
def test_the_half_nobody_knows_is_named(text: str, name: str, near: tuple[str, ...] | None) -> None:
    """With the nearest there is."""
    with pytest.raises(UnknownCampaign) as problem:
        asked(text)
    assert problem.value.name == name
    assert near is None or set(problem.value.alike) <= set(near)


@pytest.mark.parametrize("text", ["spring summer winter", "spring, summer and winter july", "spring vs summer vs fair"])
def test_of_more_than_two_the_first_two_are_named(text: str) -> None:
    """As they can be typed."""
    with pytest.raises(TooManyCompared) as problem:
        asked(text)
    assert problem.value.first == "spring vs summer"
