"""Daily results: the total of a period divided over its days, as spend is, so that none of it lies on one day alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.imports.readings import Result
from core.ledger.splits import largest_remainder
from core.ledger.spreads import service_period, spread
from core.money.money import Money


def by_day(result: Result) -> Sequence[Result]:
    """A result of one day as it is; one of a period day by day, each with whole results and their part of the revenue.

    Counts and revenues add up to the whole. Raises `SpreadTooLong`.
    """
    if result.until is None:
        return [result]
    days = list(spread(result.count, service_period(result.day, result.until)))
    revenues = _parts(result.revenue, [count for _, count in days])
    return [
        replace(result, day=day, until=None, count=count, revenue=revenue)
        for (day, count), revenue in zip(days, revenues, strict=True)
    ]


def by_days(results: Iterable[Result]) -> list[Result]:
    """All of them, day by day."""
    return [day for one in results for day in by_day(one)]


def _parts(revenue: Money | None, counts: Sequence[int]) -> Sequence[Money | None]:
    if revenue is None:
        return [None] * len(counts)
    parts = largest_remainder(revenue.minor, counts)
    return [Money(minor=part, currency=revenue.currency) for part in parts]
