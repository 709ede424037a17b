"""Home: what a person who opens it is told of the books, all of it read off rankings that other answers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.performance.performance import Performance, Row, performance
from core.reports.books import Books, cells_by
from core.reports.home_periods import HomePeriod
from core.reports.privacy import Veil, sharers
from core.reports.ranking import (
    Ranking,
    campaign_ranking,
    channel_ranking,
    holds_all,
    judged_part,
    last_year,
    on_margin,
)
from core.setup.campaigns import Campaign


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """The days that the period is laid beside; ``better``: how much more was earned since, in minor units, unrounded.

    Below zero it was less.
    """

    period: Period
    better: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeReport:
    """``ranking``: the campaigns over the period; ``year_campaigns``, ``year_channels``: what the advice is read off
    (J-03). ``before``: None where nothing can be laid beside it. ``campaigns``: all there are. ``has_goals``: somebody
    has said what a result is worth.
    """

    today: date
    ranking: Ranking
    before: Before | None
    year_campaigns: Ranking
    year_channels: Ranking
    campaigns: Mapping[str, Campaign]
    has_goals: bool

    @property
    def total(self) -> Performance:
        return self.ranking.total

    @property
    def running(self) -> frozenset[str]:
        """Keys of the campaigns that run today."""
        return frozenset(key for key, one in self.campaigns.items() if one.runs_on(self.today))

    def running_rows(self) -> tuple[tuple[Campaign, Row | None], ...]:
        """The campaigns that run, the greatest loss first, each with its row; without one where it has none alone."""
        by_key = {row.key: row for row in self.ranking.rows}
        order = {key: place for place, row in enumerate(self.ranking.rows) for key in sharers(row.key)}
        last = len(order)
        running = [self.campaigns[key] for key in self.running]
        named = sorted(running, key=lambda one: (order.get(one.key, last), one.name.casefold(), one.key))
        return tuple((one, by_key.get(one.key)) for one in named)

    def has_entries(self, campaign: Campaign) -> bool:
        """Whether the campaign has a row in the period, be it one that it shares."""
        return any(campaign.key in sharers(row.key) for row in self.ranking.rows)


def home_report(books: Books, chosen: HomePeriod, today: date, *, veil: Veil) -> HomeReport | None:
    """The report over the period that was chosen; None where nothing is on the books yet.

    ``veil``: what the reader may see of one person's cost.
    """
    days = books.days()
    if days is None:
        return None
    ranking = campaign_ranking(books, chosen.on(today, days[0]), today, veil=veil)
    year = last_year(today)
    return HomeReport(
        today=today,
        ranking=ranking,
        before=_before(books, ranking, today),
        year_campaigns=campaign_ranking(books, year, today, veil=veil),
        year_channels=channel_ranking(books, year, today, veil=veil),
        campaigns=books.campaigns(),
        has_goals=bool(books.goals()),
    )


def _before(books: Books, ranking: Ranking, today: date) -> Before | None:
    """The days before, as far as the period has passed; None where something is booked ahead in it already."""
    period, passed = ranking.period, judged_part(ranking.period, today)
    if not passed.days or not holds_all(_cells(books, period), _cells(books, passed)):
        return None
    earlier = period.like_before(passed)
    cells = _cells(books, earlier)
    if performance(cells, books.goals(), books.currency).empty:
        return None
    excess = sum(cell.cost for cell in cells) - on_margin(cells, books.campaigns())
    return Before(period=earlier, better=excess - ranking.excess)


def _cells(books: Books, period: Period) -> Sequence[Cell]:
    return cells_by(books, "campaign", period)
