"""Home: what a person who opens it is told of the books, all of it read off rankings that other answers show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.calendar.periods import Period
from core.performance.performance import Performance, Row
from core.reports.books import Books
from core.reports.overview import Before, days_before, recent
from core.reports.privacy import Veil, sharers
from core.reports.ranking import Ranking, campaign_ranking
from core.reports.year import Year, year_of
from core.setup.campaigns import Campaign


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeReport:
    """``ranking``: the campaigns over the period; ``year``: what the advice is read off. ``before``: None where nothing
    can be laid beside it. ``campaigns``: all there are. ``has_goals``: somebody has said what a result is worth.
    """

    today: date
    ranking: Ranking
    before: Before | None
    year: Year
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
        rows = self.ranking.rows
        by_key = {row.key: row for row in rows}
        places = {key: place for place, row in enumerate(rows) for key in sharers(row.key)}

        def order(campaign: Campaign) -> tuple[int, str, str]:
            place = places.get(campaign.key, len(places))
            return place, campaign.name.casefold(), campaign.key

        running = sorted((self.campaigns[key] for key in self.running), key=order)
        return tuple((one, by_key.get(one.key)) for one in running)

    def has_entries(self, campaign: Campaign) -> bool:
        """Whether the campaign has a row in the period, be it one that it shares."""
        return any(campaign.key in sharers(row.key) for row in self.ranking.rows)


def home_report(books: Books, period: Period | None, today: date, *, veil: Veil) -> HomeReport | None:
    """The report over ``period``, else over the last 30 days; None where nothing is on the books yet.

    ``veil``: what the reader may see of one person's cost.
    """
    if books.days() is None:
        return None
    ranking = campaign_ranking(books, period or recent(books, today), today, veil=veil)
    return HomeReport(
        today=today,
        ranking=ranking,
        before=days_before(books, ranking, ranking.period.until(today)),
        year=year_of(books, today, veil=veil),
        campaigns=books.campaigns(),
        has_goals=bool(books.goals()),
    )
