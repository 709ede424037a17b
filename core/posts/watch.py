"""The watch: which channels and campaigns are looked at for spend without results, and what is known of each (J-07)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from core.calendar.periods import Period
from core.performance.cells import Cell, grouped
from core.performance.histories import QUARTER, YEAR, Daily, History, histories
from core.performance.primary import primary_set
from core.plans.targets import Target
from core.reports.books import Books
from core.reports.posted_alerts import HORIZON
from core.reports.privacy import MERGING
from core.setup.campaigns import Campaign
from core.setup.goals import Goal

RECENT = timedelta(days=28)
"""Who spent in these days is watched."""


class Kind(StrEnum):
    CHANNEL = "channel"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A channel or campaign. ``campaigns``: those that spent there of late, empty among them for no campaign.

    ``lender``: the channel that most of a campaign's money goes to, or the one campaign that spends on a channel.
    """

    kind: Kind
    key: str
    history: History
    campaigns: frozenset[str] = frozenset()
    lender: Unit | None = None

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """What is looked at on ``day``, which is itself not over and not looked at.

    ``goals``: the newest version of each by its key; ``primary``: keys of those whose results count (J-01).
    """

    day: date
    units: tuple[Unit, ...]
    goals: Mapping[str, Goal] = field(default_factory=dict)
    primary: tuple[str, ...] = ()
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    targets: Sequence[Target] = ()

    @property
    def year(self) -> Period:
        return Period(start=self.day - YEAR, end=self.day)

    @property
    def quarter(self) -> Period:
        return Period(start=self.day - QUARTER, end=self.day)


def recent(day: date) -> Period:
    """The 28 local days before ``day``."""
    return Period(start=day - RECENT, end=day)


def whole(day: date) -> Period:
    """As far back as anything is read: a quarter, and the year before it."""
    return Period(start=day - HORIZON, end=day)


def watch(books: Books, day: date) -> Watch:
    """Channels and running campaigns that spent of late, but for overhead and those whose cost is one person's.

    A post is read by everybody.
    """
    goals, of_campaigns = books.goals(), books.daily(Kind.CAMPAIGN, whole(day))
    of_kind = {
        Kind.CHANNEL: histories(books.daily(Kind.CHANNEL, whole(day)), goals),
        Kind.CAMPAIGN: histories(of_campaigns, goals),
    }
    return Watch(
        day=day,
        units=tuple(_units(books, day, of_kind)),
        goals={goal.key: goal for _, goal in sorted(goals.items())},
        primary=primary_set(map(_cell, of_campaigns), goals).goals,
        campaigns=books.campaigns(),
        targets=books.targets(),
    )


def gives_away(books: Books, kind: Kind, key: str, period: Period) -> bool:
    """Whether the cost of a channel or campaign over ``period`` is one person's, and less than a tenth of it
    anything else.
    """
    cells = books.by_channel(period) if kind is Kind.CHANNEL else books.by_campaign(period)
    own = [cell for cell in cells if getattr(cell, kind) == key]
    return bool(MERGING.withheld(own, kind, partial(books.persons, period)))


def _cell(day: Daily) -> Cell:
    return Cell(goal=day.goal, count=day.count)


def _units(books: Books, day: date, of_kind: Mapping[Kind, Mapping[str, History]]) -> Iterator[Unit]:
    window = recent(day)
    spending = [cell for cell in books.by_channel(window) if cell.cost]
    for kind in Kind:
        for key, cells in grouped(spending, kind).items():
            if _is_watched(books, kind, key, cells, day):
                yield _unit(kind, key, spending, of_kind)


def _is_watched(books: Books, kind: Kind, key: str, cells: Sequence[Cell], day: date) -> bool:
    if not key or sum(cell.cost for cell in cells) <= 0 or gives_away(books, kind, key, recent(day)):
        return False
    campaign = books.campaigns().get(key)
    return kind is Kind.CHANNEL or bool(campaign and campaign.is_watched(day))


def _unit(kind: Kind, key: str, spending: Sequence[Cell], of_kind: Mapping[Kind, Mapping[str, History]]) -> Unit:
    own = [cell for cell in spending if getattr(cell, kind) == key]
    campaigns = frozenset(cell.campaign for cell in own)
    other, lender = _lender(kind, own, campaigns)
    history = of_kind[other].get(lender)
    return Unit(
        kind=kind,
        key=key,
        history=of_kind[kind].get(key, History()),
        campaigns=campaigns,
        lender=Unit(kind=other, key=lender, history=history) if lender and history else None,
    )


def _lender(kind: Kind, own: Sequence[Cell], campaigns: frozenset[str]) -> tuple[Kind, str]:
    """Whose price is borrowed: its kind and key, which is empty where there is none."""
    if kind is Kind.CHANNEL:
        only = next(iter(campaigns)) if len(campaigns) == 1 else ""
        return Kind.CAMPAIGN, only
    channels = grouped(own, "channel")
    costs = {key: sum(cell.cost for cell in cells) for key, cells in channels.items() if key}
    dearest = max(costs, key=lambda key: costs[key], default="")
    return Kind.CHANNEL, dearest
