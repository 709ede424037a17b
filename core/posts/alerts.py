"""Spend without conversions: which channels and campaigns have cost money and brought nothing, beyond chance (D-24).

λ = spend / expected cost per conversion; P(0) = e^-λ; an alert where P(0) <= α / units looked at and the spend reaches
the floor. Small campaigns are judged through their channel: a campaign alone only where λ >= 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from core.calendar.periods import Period
from core.money.money import Money
from core.performance.performance import Performance
from core.performance.statistics import chance_of_none, level
from core.plans.targets import Target
from core.setup.campaigns import Campaign
from core.setup.goals import Goal

WINDOW = timedelta(days=28)
HISTORY = timedelta(days=90)
DEFAULT_FLOOR = 100
"""The least spend that an alert speaks of, in whole units of the reporting currency, where a team has set none."""


class Kind(StrEnum):
    CHANNEL = "channel"
    CAMPAIGN = "campaign"


class Source(StrEnum):
    """The sources of the expected cost per conversion, best first."""

    TARGET = "target"
    HISTORY = "history"
    BREAK_EVEN = "break_even"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A channel or campaign and what it did in the window. ``campaigns``: those that spent there."""

    kind: Kind
    key: str
    performance: Performance
    margin: Fraction = Fraction(1)
    campaigns: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def barren(self) -> bool:
        return not (self.performance.counting or self.performance.not_counting)


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """The expected cost of one conversion of ``goal``."""

    goal: str
    cost: Money
    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspicion:
    """A unit that spent and brought nothing: ``expected`` conversions (λ), ``chance`` of none, ``level`` α / units."""

    unit: Unit
    expectation: Expectation
    expected: Fraction
    chance: float
    level: Fraction

    @property
    def certain(self) -> bool:
        return self.chance <= self.level


@dataclass(frozen=True, kw_only=True, slots=True)
class Experience:
    """The knowledge from before: targets, the whole workspace over the 90 days before, and the goals of today."""

    targets: Sequence[Target]
    history: Performance
    goals: Sequence[Goal]
    window: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertReport:
    window: Period
    suspicions: tuple[Suspicion, ...]
    looked_at: int
    names: Mapping[str, str]


def window_before(day: date) -> Period:
    """The trailing 28 local days, ``day`` itself not included."""
    return Period(start=day - WINDOW, end=day)


def history_before(window: Period) -> Period:
    """The 90 days before the window."""
    return Period(start=window.start - HISTORY, end=window.start)


def units(
    channels: Mapping[str, Performance],
    campaigns: Mapping[str, Performance],
    every: Mapping[str, Campaign],
    day: date,
    spenders: Mapping[str, frozenset[str]],
) -> list[Unit]:
    """The units to look at: channels and running campaigns that spent. Campaigns that have ended stay silent.

    ``spenders``: channel -> the campaigns that spent on it.
    """
    watched = [
        Unit(kind=Kind.CHANNEL, key=key, performance=p, campaigns=spenders.get(key, frozenset()))
        for key, p in channels.items()
        if key and p.cost > 0
    ]
    for key, spent in campaigns.items():
        campaign = every.get(key)
        if campaign and spent.cost > 0 and not (campaign.end and campaign.end < day):
            own = frozenset({key})
            watched.append(
                Unit(kind=Kind.CAMPAIGN, key=key, performance=spent, margin=campaign.margin_share, campaigns=own)
            )
    return watched


def suspicions(watched: Iterable[Unit], experience: Experience, floor: Money) -> tuple[tuple[Suspicion, ...], int]:
    """The units beyond chance and at or above ``floor``, most money first; and how many were looked at."""
    judged = [(unit, expectation(unit, experience)) for unit in watched]
    tested = [(unit, e) for unit, e in judged if e and _tested(unit, e)]
    # Shared among all that were tested, not only those that brought nothing: else each further unit adds a chance of a
    # false alarm.
    alpha = level(len(tested))
    barren = [_suspicion(unit, e, alpha) for unit, e in tested if unit.barren]
    certain = [suspicion for suspicion in barren if suspicion.certain]
    costly = [suspicion for suspicion in certain if suspicion.unit.performance.cost >= floor.minor]
    most_first = sorted(costly, key=lambda suspicion: -suspicion.unit.performance.cost)
    return tuple(most_first), len(tested)


def expectation(unit: Unit, experience: Experience) -> Expectation | None:
    """The target's cost per conversion, else the workspace's own of its commonest goal, else the break-even value."""
    return _from_target(unit, experience) or _from_history(experience) or _from_worth(unit, experience)


def _tested(unit: Unit, expected: Expectation) -> bool:
    return unit.kind is Kind.CHANNEL or unit.performance.cost >= expected.cost.minor


def _suspicion(unit: Unit, expected: Expectation, alpha: Fraction) -> Suspicion:
    rate = Fraction(unit.performance.cost, expected.cost.minor)
    return Suspicion(unit=unit, expectation=expected, expected=rate, chance=chance_of_none(rate), level=alpha)


def _from_target(unit: Unit, experience: Experience) -> Expectation | None:
    """The expectation of the dearest target that applies: silence is cheaper than a false alarm.

    Those of the campaigns that spent there apply; where what was spent belongs to no campaign, all do.
    """
    running = [t for t in experience.targets if t.overlaps(experience.window)]
    if any(unit.campaigns):
        running = [t for t in running if t.campaign in unit.campaigns]
    if not running:
        return None
    dearest = max(running, key=lambda t: t.cost_per_conversion.minor)
    return Expectation(goal=dearest.goal, cost=dearest.cost_per_conversion, source=Source.TARGET)


def _from_history(experience: Experience) -> Expectation | None:
    past = experience.history
    if not past.by_goal or past.cost <= 0:
        return None
    goal, count = max(past.by_goal.items(), key=lambda item: item[1])
    cost = past.invested.times(Fraction(1, count)) if count > 0 else None
    return Expectation(goal=goal, cost=cost, source=Source.HISTORY) if cost and cost.minor > 0 else None


def _from_worth(unit: Unit, experience: Experience) -> Expectation | None:
    """The break-even expectation: worth × margin (D-13), of the goals that count the one worth most."""
    worthy = [g for g in experience.goals if g.each.minor > 0]
    counting = [g for g in worthy if g.counts] or worthy
    if not counting:
        return None
    best = max(counting, key=lambda g: g.worth)
    cost = Money(minor=1, currency=best.value.currency).times(best.worth * unit.margin)
    return Expectation(goal=best.key, cost=cost, source=Source.BREAK_EVEN) if cost.minor > 0 else None
