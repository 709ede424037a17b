"""The last 365 days, by which it is judged what to cut, where more and what to watch (J-03)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.performance.performance import Row
from core.reports.books import Books
from core.reports.privacy import Veil
from core.reports.ranking import Ranking, campaign_ranking, channel_ranking, last_year

OF_LATE = timedelta(days=28)

Unit = tuple[Ranking, Row]
"""A row of a channel or a campaign, and the ranking it stands in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Year:
    """The rankings of the last 365 days. ``spenders``: channel -> the campaigns that spent there of late, empty among
    them for no campaign; where nobody has, those of the whole year.
    """

    campaigns: Ranking
    channels: Ranking
    spenders: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Of the campaigns and of the channels, but for what is tied to neither."""
        return tuple(row for ranking in (self.campaigns, self.channels) for row in ranking.rows if not row.overhead)

    def fitting(self, fits: Callable[[Row], bool]) -> list[Unit]:
        """The campaigns that have not ended, then the channels, that ``fits``.

        A channel that nothing but one of these campaigns spends on is left out: it is the same money, told once.
        """
        campaigns = [row for row in self.campaigns.rows if row.key in self.campaigns.running and _fits(row, fits)]
        again = {row.key for row in campaigns}
        channels = [row for row in self.channels.rows if _fits(row, fits) and not self._is_of_one(row.key, again)]
        return [*((self.campaigns, row) for row in campaigns), *((self.channels, row) for row in channels)]

    def _is_of_one(self, channel: str, campaigns: Collection[str]) -> bool:
        spenders = self.spenders.get(channel, frozenset())
        return len(spenders) == 1 and spenders <= set(campaigns)


def year_of(books: Books, today: date, *, veil: Veil) -> Year:
    """``veil``: what the reader may see of one person's cost."""
    year = last_year(today)
    channels = channel_ranking(books, year, today, veil=veil)
    return Year(
        campaigns=campaign_ranking(books, year, today, veil=veil),
        channels=channels,
        spenders={
            **_spenders(books.by_channel(channels.period)),
            **_spenders(books.by_channel(Period(start=today - OF_LATE, end=today))),
        },
    )


def _fits(row: Row, fits: Callable[[Row], bool]) -> bool:
    return not row.overhead and fits(row)


def _spenders(cells: Sequence[Cell]) -> dict[str, frozenset[str]]:
    spending = [cell for cell in cells if cell.channel and cell.cost]
    return {
        channel: frozenset(cell.campaign for cell in spending if cell.channel == channel)
        for channel in {cell.channel for cell in spending}
    }
