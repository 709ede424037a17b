"""Alerts: which channels and campaigns spend and bring nothing, or too little, beyond chance over a whole year (J-07).

What has cost money for long without an ad and without a result is asked about instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from core.calendar.periods import Period
from core.money.money import Money
from core.performance.alert_bounds import chances, nothing_comes, too_few
from core.performance.histories import ONE_DAY
from core.performance.primary import Primary
from core.performance.result_price import STRENGTH_OF_MANY, ResultPrice, Source
from core.performance.verdicts import IDLE_DAYS, YOUNG_DAYS
from core.posts.expectations import Expectation, price_of, since
from core.posts.watch import Kind, Unit, Watch, gives_away, recent, watch, whole
from core.reports.books import Books
from core.reports.completeness import completeness
from core.reports.idleness import Idleness
from core.reports.missing import Scope
from core.reports.posted_alerts import Told
from core.reports.privacy import MERGING

DEFAULT_FLOOR = 100
"""The least spend that an alert speaks of, in whole units of the reporting currency, where a team has set none."""

MOST_TOLD = 12
"""The most channels and campaigns in one post; the rest is told of the week after."""


WEEK = timedelta(days=7)
"""Bills are often booked once a week: one that follows a result within it has mostly paid for what had come."""


class Reason(StrEnum):
    """``idle``: no alert but a question."""

    NOTHING = "nothing"
    TOO_FEW = "too_few"
    IDLE = "idle"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What is told of a unit: its ``spend`` over ``period`` in minor units, and the ``count`` of K's goal in it.

    ``last``: the day of its last primary result; None where there was none. ``expectation``: None of a question.
    ``came``: goal -> how many came in the period although none that was waited for did, whose goals stand there with 0;
    empty where nothing came at all.
    """

    reason: Reason
    unit: Unit
    period: Period
    spend: int
    count: int = 0
    last: date | None = None
    expectation: Expectation | None = None
    came: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What it is remembered by: a question that was asked says nothing of alerts."""
        return f"{self.reason}:{self.unit.id}" if self.reason is Reason.IDLE else self.unit.id

    @property
    def too_few(self) -> bool:
        return self.reason is Reason.TOO_FEW

    def told_on(self, day: date) -> Told:
        """What is remembered of it."""
        goal = self.expectation.price.goal if self.expectation else ""
        return Told(day=day, last=self.last, goal=goal, too_few=self.too_few)


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertReport:
    """What a check on ``day`` has to tell, most money first; ``watched``: how many units it looked at."""

    day: date
    currency: str
    findings: tuple[Finding, ...] = ()
    watched: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings, but for channels that only a campaign of another spends on: that is one problem, told once."""
        again = {other.id for finding in self.findings for other in self.alike(finding)}
        return tuple(finding for finding in self.findings if finding.id not in again)

    def alike(self, finding: Finding) -> tuple[Finding, ...]:
        """The same found of channels that nothing but this campaign has spent on of late.

        A question is asked of each by itself: what the two may answer differs.
        """
        if finding.unit.kind is not Kind.CAMPAIGN or finding.reason is Reason.IDLE:
            return ()
        channels = (other for other in self.findings if other.unit.kind is Kind.CHANNEL)
        same = (other for other in channels if other.reason is finding.reason)
        return tuple(other for other in same if other.unit.campaigns == {finding.unit.key})

    def money(self, minor: int) -> Money:
        return Money(minor=minor, currency=self.currency)


def alert_report(books: Books, day: date, floor: int, posted: Mapping[str, Told]) -> AlertReport:
    """The findings that were not told before. ``floor``: the least spend, in minor units; ``posted``: by `Finding.id`.

    It is empty where the costs of the 28 days before are not complete enough: they are told of once they are.
    """
    watched = watch(books, day)
    fresh = [one for one in findings(books, watched, floor) if not _is_known(one, posted.get(one.id), day)]
    if fresh and not _complete_enough(books, recent(day)):
        fresh = []
    return AlertReport(
        day=day,
        currency=books.currency,
        findings=tuple(fresh[:MOST_TOLD]),
        watched=len(watched.units),
        names=books.names(),
    )


def findings(books: Books, watched: Watch, floor: int) -> list[Finding]:
    """All that holds on the day, told or not: what brings nothing, then too few, then what is asked about."""
    questions = _questions(books, watched)
    working = [unit for unit in watched.units if unit.id not in questions]
    every = [*_alerts(watched, working), *questions.values()]
    large = [one for one in every if one.spend >= floor and not _exposes(books, watched, one)]
    order = list(Reason)
    return sorted(large, key=lambda one: (order.index(one.reason), -one.spend))


def _questions(books: Books, watched: Watch) -> dict[str, Finding]:
    """Unit's id -> what is asked about it, of those that are idle."""
    idleness = {kind: Idleness(books, kind.value, watched.day, Primary(), None) for kind in Kind}
    asked = {unit.id: _idle(idleness[unit.kind], watched, unit) for unit in watched.units}
    return {unit: finding for unit, finding in asked.items() if finding}


def _alerts(watched: Watch, units: list[Unit]) -> Iterator[Finding]:
    """One of a unit at most."""
    for unit in units:
        if finding := _nothing(watched, unit, len(units)) or _too_few(watched, unit, len(units)):
            yield finding


def _nothing(watched: Watch, unit: Unit, units: int) -> Finding | None:
    price = price_of(watched, unit, watched.day, recent(watched.day))
    if price is None:
        return None
    # The price may be of a goal that does not count, a target's or the campaign's own: its results are waited for too.
    last = unit.history.last({*watched.primary, price.goal}, watched.day)
    expected = since(watched, unit, price, last)
    times = chances(units, unit.history.count(price.goal, watched.year))
    if not (_went_on(watched, unit, last) and nothing_comes(expected.results, price.strength, times)):
        return None
    first = last + ONE_DAY if last else unit.history.first_cost()
    period = Period(start=first or whole(watched.day).start, end=watched.day)
    return Finding(
        reason=Reason.NOTHING,
        unit=unit,
        period=period,
        spend=unit.history.spent(period),
        last=last,
        expectation=expected,
        came=_came(unit, period, (price.goal,)),
    )


def _came(unit: Unit, period: Period, awaited: Iterable[str]) -> dict[str, int]:
    counts = {goal: count for goal in unit.history.results if (count := unit.history.count(goal, period)) > 0}
    return dict.fromkeys(awaited, 0) | counts if counts else {}


def _went_on(watched: Watch, unit: Unit, last: date | None) -> bool:
    """Whether money was still spent a week after the last result."""
    return last is None or unit.history.spent(Period(start=min(last + WEEK, watched.day), end=watched.day)) > 0


def _too_few(watched: Watch, unit: Unit, units: int) -> Finding | None:
    quarter = watched.quarter
    price = price_of(watched, unit, quarter.start, quarter)
    if price is None or _age(watched, unit) < YOUNG_DAYS:
        return None
    count = unit.history.count(price.goal, quarter)
    expected = since(watched, unit, price, quarter.start - ONE_DAY)
    if not too_few(count, expected.results, _strength(unit, price, quarter), units):
        return None
    return Finding(
        reason=Reason.TOO_FEW,
        unit=unit,
        period=quarter,
        spend=unit.history.spent(quarter),
        count=count,
        last=unit.history.last({*watched.primary, price.goal}, watched.day),
        expectation=expected,
    )


def _strength(unit: Unit, price: ResultPrice, quarter: Period) -> float:
    """h of the fixed window: all results before it count, where in a wait for the next one the last does not."""
    year = unit.history.year_of(price.goal, quarter.start)
    if price.source is not Source.OWN or year is None:
        return min(price.strength, STRENGTH_OF_MANY)
    return min(unit.history.count(price.goal, year), STRENGTH_OF_MANY)


def _idle(idleness: Idleness, watched: Watch, unit: Unit) -> Finding | None:
    """By the rule of answers, so that the two never contradict."""
    if _age(watched, unit) <= IDLE_DAYS or not idleness.fruitless((unit.key,), ()):
        return None
    return Finding(
        reason=Reason.IDLE,
        unit=unit,
        period=watched.year,
        spend=unit.history.spent(watched.year),
        last=unit.history.last(watched.primary, watched.day),
        came=_came(unit, watched.year, watched.primary),
    )


def _age(watched: Watch, unit: Unit) -> int:
    """Days since its first cost."""
    first = unit.history.first_cost()
    return (watched.day - first).days if first else 0


def _exposes(books: Books, watched: Watch, finding: Finding) -> bool:
    """Whether its spend, or the price it is measured by, is what one person costs."""
    unit = finding.unit
    return gives_away(books, unit.kind, unit.key, finding.period) or _price_exposes(books, watched, finding)


def _price_exposes(books: Books, watched: Watch, finding: Finding) -> bool:
    expectation, unit = finding.expectation, finding.unit
    if expectation is None or expectation.price.source not in (Source.OWN, Source.PARENT):
        return False
    lender = unit.lender if expectation.price.source is Source.PARENT else unit
    end = watched.day if finding.reason is Reason.NOTHING else watched.quarter.start
    year = lender.history.year_of(expectation.price.goal, end) if lender else None
    return bool(lender and year and gives_away(books, lender.kind, lender.key, year))


def _is_known(finding: Finding, posted: Told | None, day: date) -> bool:
    """Whether it was told, and that still stands."""
    return posted is not None and posted.stands(finding.last, day, too_few=finding.too_few)


def _complete_enough(books: Books, window: Period) -> bool:
    """Whether nobody's hours are missing altogether, and enough else is there: what they cost, no post may turn on."""
    spent = sum(cell.cost for cell in books.by_channel(window))
    judged = completeness(books, Scope(period=window), spent, window.last, veil=MERGING)
    return judged is None or not judged.wanted or (judged.open and judged.enough)
