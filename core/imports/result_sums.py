"""Sums of results: rows that agree in everything but their figures are summed exactly, and rounded once.

A sale with the number of an order stays one: where several rows of a file hold the same sale they are the touches that
led to it, and the last one that was not direct has brought it. Fractions of results become whole ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.imports import utm
from core.imports.attribution import last_touch
from core.imports.readings import Refused, Result, Wrong
from core.imports.whole_counts import Part, carry_revenue, divided, whole_counts
from core.money.money import rounded_money


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a row, and the line it stands on. ``says_revenue``: whether it says one, 0 among them."""

    line: int
    count: Decimal
    revenue: Decimal
    says_revenue: bool


Groups = dict[tuple[Result, bool], list[Figures]]
"""What rows say but for their figures, and whether these say a revenue -> the figures."""


def one_sale_each(groups: Groups) -> tuple[Groups, Sequence[Refused]]:
    """The groups with one row for each number of an order; rows that say it with other figures are refused."""
    sums: Groups = {key: figures for key, figures in groups.items() if not key[0].external_id}
    sales: dict[tuple[str, str], list[tuple[Result, Figures]]] = {}
    for (touch, _), figures in groups.items():
        if touch.external_id:
            sales.setdefault((touch.type, touch.external_id), []).extend((touch, one) for one in figures)
    twice: list[Refused] = []
    for rows in sales.values():
        first = min((one for _, one in rows), key=lambda one: one.line)
        same = [(touch, one) for touch, one in rows if (one.count, one.revenue) == (first.count, first.revenue)]
        twice += [Refused(line=one.line, why=Wrong.TWICE) for touch, one in rows if (touch, one) not in same]
        sums[_last_of(same), first.says_revenue] = [first]
    return sums, twice


def _last_of(touches: Sequence[tuple[Result, Figures]]) -> Result:
    """The touch that brought a sale; the sale is of the day of the latest touch."""
    ordered = sorted(touches, key=lambda one: (one[0].day, one[1].line))
    place = last_touch([utm.is_direct(touch.source) for touch, _ in ordered])
    return replace(ordered[place][0], day=ordered[-1][0].day, until=ordered[-1][0].until)


def summed(groups: Groups, currency: str) -> list[Result]:
    """What each group says with its figures: whole results, also where a tool has divided them.

    What a day has brought on which no result is full comes with the next one of the same campaign and source.
    """
    parts = [_part(touch, says_revenue, figures) for (touch, says_revenue), figures in groups.items()]
    counts = whole_counts(parts)
    worth = [sum((one.revenue for one in figures), Decimal()) for figures in groups.values()]
    if divided(parts):
        carry_revenue(parts, counts, worth)
    return [
        replace(touch, count=count, revenue=rounded_money(revenue, currency) if says_revenue else None)
        for (touch, says_revenue), count, revenue in zip(groups, counts, worth, strict=True)
        if count
    ]


def fractions_of(counts: Iterable[Decimal]) -> Decimal | None:
    every = list(counts)
    return sum(every, Decimal()) if any(count != int(count) for count in every) else None


def _part(touch: Result, says_revenue: bool, figures: Sequence[Figures]) -> Part:
    series = replace(touch, day=date.min, until=None)
    count = sum((one.count for one in figures), Decimal())
    paid = any(one.revenue for one in figures)
    return Part(type=touch.type, series=(series, says_revenue), day=touch.day, count=count, paid=paid)
