"""Metrics: what is counted beside the money. They are shown beside ROI and never enter it (article A-30).

Counts of a day are summed over a period; followers are a level, of which the last count of a period stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from core.money.money import Money
from core.performance.cells import Cell, grouped
from core.setup.categories import Category


class MetricKind(StrEnum):
    REACH = "reach"
    IMPRESSIONS = "impressions"
    CLICKS = "clicks"
    LIKES = "likes"
    FOLLOWERS = "followers"


LEVEL = MetricKind.FOLLOWERS
PRICED_BY = {
    MetricKind.REACH: 1000,
    MetricKind.IMPRESSIONS: 1000,
    MetricKind.CLICKS: 1,
    MetricKind.LIKES: 1,
}
"""Kind -> how many of them a price is told for; a level has none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """A ``count`` of a kind on ``day``. ``channel``, ``campaign``: keys; the campaign is empty where none."""

    day: date
    kind: MetricKind
    count: int
    channel: str
    campaign: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedMetric:
    """A metric as saved. It is undone as entries are: ``sign`` is -1 on a reversal."""

    id: int
    fact: Metric
    logged_by: str
    logged_at: datetime
    sign: int = 1
    reverses: int | None = None
    reversed_by: int | None = None

    @property
    def stands(self) -> bool:
        return self.sign > 0 and self.reversed_by is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """The count of one kind, channel and campaign over a period: a sum, or the last of a level."""

    kind: MetricKind
    channel: str
    count: int
    campaign: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """The ``count`` over a period, and the ad spend of where it was counted.

    ``credited``: credits made up for it. ``withheld``: what was spent is not told.
    """

    kind: MetricKind
    count: int
    spend: Money
    credited: bool = False
    withheld: bool = False

    @property
    def price(self) -> Money | None:
        """Ad spend per click or like, or per thousand reached or shown.

        None of a level, of what credits made up, and of what is withheld.
        """
        size = PRICED_BY.get(self.kind)
        priced = self.spend.minor >= 0 and not self.credited and not self.withheld
        return self.spend.times(Fraction(size, self.count)) if size and priced else None


def measured(
    tallies: Sequence[Tally], cells: Sequence[Cell], currency: str, *, told: bool = True
) -> tuple[Measured, ...]:
    """The figures of each kind that was counted, beside the ads of just those places where it was counted.

    ``told``: whether what the ads cost is.
    """
    counted = [(kind, [t for t in tallies if t.kind is kind and t.count > 0]) for kind in MetricKind]
    figures = (_measured(kind, tally, _ads(tally, cells), currency) for kind, tally in counted if tally)
    return tuple(replace(one, withheld=not told) for one in figures)


def _measured(kind: MetricKind, tallies: Sequence[Tally], ads: Sequence[Cell], currency: str) -> Measured:
    spent = sum(cell.cost for cell in ads)
    return Measured(
        kind=kind,
        count=sum(tally.count for tally in tallies),
        spend=Money(minor=spent, currency=currency),
        credited=not spent and any(cell.cost or cell.standing for cell in ads),
    )


def _ads(tallies: Iterable[Tally], cells: Iterable[Cell]) -> list[Cell]:
    """The ads of the campaigns something was counted for; all of a channel's, where it was counted for none."""
    places = {(tally.channel, tally.campaign) for tally in tallies}
    ads = (cell for cell in cells if cell.category == Category.ADS)
    return [cell for cell in ads if places & {(cell.channel, cell.campaign), (cell.channel, "")}]


def measured_by_channel(
    tallies: Sequence[Tally], cells: Sequence[Cell], currency: str, hidden: Collection[str] = ()
) -> Mapping[str, tuple[Measured, ...]]:
    """Channel -> what was counted there. ``hidden``: the channels of which it is not told what ads cost."""
    spent = grouped(cells, "channel")
    by_channel: dict[str, tuple[Measured, ...]] = {}
    for channel in _channels(tallies):
        counted = [tally for tally in tallies if tally.channel == channel]
        figures = measured(counted, spent.get(channel, []), currency, told=channel not in hidden)
        if figures:
            by_channel[channel] = figures
    return by_channel


def _channels(tallies: Iterable[Tally]) -> list[str]:
    return sorted({tally.channel for tally in tallies})
