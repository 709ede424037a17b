"""The overview of all campaigns: what came back of everything, beside the same length of time before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from core.calendar.periods import ALL, Period
from core.performance.blocks import RowKind
from core.performance.performance import Performance, performance
from core.reports.books import Books, cells_by
from core.reports.company import CompanyReport, company_report
from core.reports.privacy import Veil
from core.reports.ranking import Ranking, campaign_ranking, on_margin
from core.reports.shared_costs import SharedCosts
from core.reports.year import Year, year_of
from core.setup.company_figures import CompanyMonth

RECENT_DAYS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """The like days right before. ``excess``: cost - return × margin, in minor units, unrounded.

    ``better``: by how much less that is over the days that have passed since; below zero it is more.
    """

    period: Period
    total: Performance
    excess: Fraction
    better: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """``year``: the last 365 days, by which advice is given. ``before``: None where nothing
    was logged then. ``new``: nothing is on the books at all.
    """

    ranking: Ranking
    year: Year
    before: Before | None = None
    company: CompanyReport | None = None
    shared: SharedCosts | None = None
    new: bool = False


def overview(
    books: Books,
    period: Period,
    today: date,
    *,
    veil: Veil,
    shared: SharedCosts | None,
    company: Sequence[CompanyMonth],
) -> Overview:
    """The overview over ``period``. ``veil``: what its reader may see of one person's cost."""
    ranking = campaign_ranking(books, period, today, veil=veil)
    return Overview(
        ranking=ranking,
        year=year_of(books, today, veil=veil),
        before=None if period.start <= ALL.start else days_before(books, ranking, ranking.period.until(today)),
        company=company_report(books, company, ranking.period, today),
        shared=shared,
        new=not ranking.rows and books.days() is None,
    )


def recent(books: Books, today: date, kind: RowKind = "campaign") -> Period:
    """The 30 days up to and with yesterday: a month that has just begun frightens.

    Where nothing was logged in them, as in a workspace's first hour, up to and with today. ``kind``: what the answer's
    rows are of, so that it is seen in the very sums that the answer is made of.
    """
    # The first and the last day of the books would not tell: what was taken back leaves its day behind.
    to_yesterday = Period(start=today - timedelta(days=RECENT_DAYS), end=today)
    if not performance(cells_by(books, kind, to_yesterday), books.goals(), books.currency).empty:
        return to_yesterday
    return Period(start=to_yesterday.start + timedelta(days=1), end=today + timedelta(days=1))


def days_before(books: Books, ranking: Ranking, passed: Period) -> Before | None:
    """The like days right before those that have ``passed``.

    None where nothing was logged then, or the books begin within them: fewer days would be laid beside more.
    """
    period, days = ranking.period.like_before(passed), books.days()
    if days is None or days[0] > period.start:
        return None
    total, excess = _sums(books, period)
    if total.empty:
        return None
    so_far = ranking.excess if passed == ranking.period else _sums(books, passed)[1]
    return Before(period=period, total=total, excess=excess, better=excess - so_far)


def _sums(books: Books, period: Period) -> tuple[Performance, Fraction]:
    """The sums of a period, and cost - return × margin."""
    cells = books.by_campaign(period)
    total = performance(cells, books.goals(), books.currency)
    return total, total.cost - on_margin(cells, books.campaigns())
