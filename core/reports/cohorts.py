"""Cohorts: what came of the money of a month, by the day its results were first in contact (J-11).

A month's cost stays in the month of the money. The return stands in the month of the first contact, whenever it was
booked, so that sales which take long do not make the months that paid for them look like losses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar.periods import Period, month_number, months
from core.performance.cohorts import Cohort
from core.performance.maturity import mature_through
from core.performance.performance import Performance
from core.problems import Problem
from core.reports.books import Books
from core.reports.campaign import find_campaign
from core.reports.ranking import bounded
from core.setup.campaigns import Campaign
from core.setup.goals import Goal


@dataclass(eq=False)
class CohortsOfChannel(Problem):
    """The cohorts of a channel were asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CohortRow:
    """What was first in contact in a month. ``mature``: nine tenths of what its money brings have come by now."""

    month: Period
    total: Performance
    mature: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CohortReport:
    """``campaign``: None for all. ``rows``: months in order of time, those without cost and results left out.

    ``mature_through``: the last day whose money is mature; None where results come at once. ``total``: of all rows.
    """

    campaign: Campaign | None
    period: Period
    rows: tuple[CohortRow, ...]
    total: Performance
    names: Mapping[str, str]
    mature_through: date | None


def cohort_report(books: Books, name: str, period: Period | None, today: date) -> CohortReport:
    """The cohorts of a campaign, or of all where ``name`` is empty, over whole months. Raises `UnknownCampaign`.

    ``period``: None for all months there are; else its months, the first and the last of them whole.
    """
    campaign = find_campaign(books, name) if name else None
    key = campaign.key if campaign else None
    whole = _whole_months(period, books, key, today)
    goals = books.goals()
    cohorts = books.cohorts(whole, key)
    mature = _mature_through(goals, {one.goal for one in cohorts}, today)
    rows = [
        CohortRow(month=month, total=_total(month, cohorts, goals, books.currency), mature=month.last <= mature)
        for month in _months(whole)
    ]
    logged = tuple(row for row in rows if not row.total.empty)
    return CohortReport(
        campaign=campaign,
        period=whole,
        rows=logged,
        total=_sum([row.total for row in logged], books.currency),
        names=books.names(),
        mature_through=mature if mature < today else None,
    )


def _whole_months(period: Period | None, books: Books, campaign: str | None, today: date) -> Period:
    days = books.days(campaign) or (today, today)
    earliest, latest = days
    everything = Period(start=earliest, end=_after(max(today, latest)))
    asked = bounded(period, days, today) if period else everything
    first, last = month_number(asked.start), month_number(asked.last)
    return months(first, last - first + 1)


def _after(day: date) -> date:
    return months(month_number(day), 1).end


def _months(whole: Period) -> list[Period]:
    return [months(number, 1) for number in range(month_number(whole.start), month_number(whole.end))]


def _total(month: Period, cohorts: Sequence[Cohort], goals: Mapping[int, Goal], currency: str) -> Performance:
    own = [one for one in cohorts if one.month == month.start]
    return Performance(
        currency=currency,
        cost=sum(one.cost for one in own),
        value=sum(one.value for one in own),
        counting=sum(one.count for one in own if one.goal in goals and goals[one.goal].counts),
        costs=sum(1 for one in own if not one.goal),
        results=sum(1 for one in own if one.goal),
    )


def _sum(totals: Sequence[Performance], currency: str) -> Performance:
    return Performance(
        currency=currency,
        cost=sum(one.cost for one in totals),
        value=sum(one.value for one in totals),
        counting=sum(one.counting for one in totals),
        costs=sum(one.costs for one in totals),
        results=sum(one.results for one in totals),
    )


def _mature_through(goals: Mapping[int, Goal], seen: set[int], today: date) -> date:
    """By the slowest goal that has results."""
    slowest = max((goals[version].delay for version in seen if version in goals), default=0)
    return mature_through(slowest, today)
