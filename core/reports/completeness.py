"""Completeness: how much of what a period should have cost is on the books (article A-16).

The ratio is the money present / (money present + money estimated missing, `core.reports.missing`). It never changes a
figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from core.calendar.periods import Period
from core.money.money import Money
from core.reports.late_results import ResultFiles, late_results
from core.reports.missing import (
    SPEND,
    USUAL,
    Due,
    Imported,
    Lack,
    Missing,
    Scope,
    Worked,
    days_missing,
    like_periods,
    may_be_new,
    missing_hours,
    missing_import,
    missing_repeats,
)
from core.reports.privacy import Veil


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """The money ``present`` beside what is ``missing``, in minor units, as far as the reader may see what that costs.

    Nothing else of it counts: whoever logs costs of his own and watches what that moves would read it off to the cent.
    ``wanted``: the percentage that a verdict takes. ``late``: accounts whose results are overdue; part of no figure.
    """

    present: int
    missing: tuple[Missing, ...]
    wanted: int = 0
    late: tuple[ResultFiles, ...] = ()

    @property
    def ratio(self) -> Fraction:
        """The ratio present / (present + missing): above 0, at most 1."""
        return Fraction(self.present, self.present + sum(lack.minor for lack in self.missing if lack.open))

    @property
    def open(self) -> bool:
        """Whether all that is missing counts, so that the percentage is one of everything."""
        return all(lack.open for lack in self.missing)

    @property
    def percent(self) -> int:
        """The ratio in percent, rounded down, so that it never says more than there is."""
        return int(self.ratio * 100)

    @property
    def enough(self) -> bool:
        """Whether the words of verdict may be said; figures always are."""
        return self.ratio * 100 >= self.wanted


class Costs(Protocol):
    """The part of one workspace's books that an estimate needs."""

    currency: str
    complete_from: int

    def due(self, today: date) -> Sequence[Due]: ...
    def result_files(self) -> Sequence[ResultFiles]: ...
    def imported(self) -> Sequence[Imported]: ...
    def ads(self, channel: str, period: Period, campaign: str | None) -> int: ...
    def worked(self, scope: Scope) -> Sequence[Worked]: ...
    def kept_rates(self, day: date) -> Mapping[str, Money]: ...


def completeness(books: Costs, scope: Scope, present: int, today: date, *, veil: Veil) -> Completeness | None:
    """The completeness of the costs of ``scope``; None where nothing is missing or late, or nothing ``present``.

    ``present``: their sum, in minor units. ``veil``: what the reader may see of hours and of one person's cost.
    """
    if present <= 0 or not scope.period.days or scope.period.start > today:
        return None
    lacking = [
        *missing_repeats(books.due(today), scope, books.currency, veil=veil),
        *_imports(books, scope, today),
        *_hours(books, scope, today, veil=veil),
    ]
    late = late_results(books.result_files(), scope.period, today)
    if not lacking and not late:
        return None
    missing = tuple(sorted(lacking, key=_place))
    return Completeness(present=present, missing=missing, wanted=books.complete_from, late=late)


def _imports(books: Costs, scope: Scope, today: date) -> list[Missing]:
    late = [(imported, days) for imported in books.imported() if (days := days_missing(imported, scope, today))]
    return [lack for imported, days in late if (lack := _import(books, scope, imported, days))]


def _import(books: Costs, scope: Scope, imported: Imported, days: Period) -> Missing | None:
    before = Period(start=imported.last - SPEND, end=imported.last)
    spent, present = (books.ads(imported.channel, period, scope.campaign) for period in (before, days))
    return missing_import(imported, days, spent, present)


def _hours(books: Costs, scope: Scope, today: date, *, veil: Veil) -> list[Missing]:
    """The missing hours; none before half of the period has passed: hours are often logged in one go, at its end."""
    passed = scope.period.until(today)
    if 2 * passed.days < scope.period.days:
        return []
    likes = like_periods(scope.period)
    before = books.worked(replace(scope, period=Period(start=likes[USUAL - 1].start, end=scope.period.start)))
    if not before:
        return []
    if may_be_new(before, likes):
        earlier = Period(start=likes[-1].start, end=likes[USUAL - 1].start)
        before = [*books.worked(replace(scope, period=earlier)), *before]
    kept = books.kept_rates(passed.last) if veil.shows_hours else {}
    return missing_hours([*before, *books.worked(scope)], scope.period, passed, kept, veil=veil)


def _place(lack: Missing) -> tuple[int, int, str, str]:
    """The order of what is missing: dearest first, save where that would tell what one person costs."""
    return list(Lack).index(lack.lack), -lack.minor if lack.open and lack.hours is None else 0, lack.name, lack.ask
