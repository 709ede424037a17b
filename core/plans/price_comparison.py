"""Price comparison: what each channel's ads have brought for their money, beside the benchmarks of that channel.

All figures are on ad spend alone, as benchmarks are (D-07): a full-cost figure is never laid beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.ledger.metrics import Measured, MetricKind, Tally, measured_by_channel
from core.money.money import Money
from core.performance.cells import Cell, grouped
from core.performance.performance import Performance, performance
from core.plans.benchmarks import FACTOR, PERCENT, Benchmark, Ratio, comparable
from core.setup.categories import Category
from core.setup.goals import Goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Priced:
    """A figure of a channel.

    ``value``: money, or a percentage or factor by ``unit``. ``known``: benchmarks, own ones first.
    """

    channel: str
    ratio: Ratio
    value: Money | Fraction
    unit: str
    known: tuple[Benchmark, ...]


def priced(
    cells: Sequence[Cell],
    tallies: Sequence[Tally],
    goals: Mapping[int, Goal],
    currency: str,
    benchmarks: Sequence[Benchmark],
    *,
    told: bool = True,
) -> tuple[Priced, ...]:
    """The figures of each channel that some benchmark speaks of; empty where none fits.

    ``told``: whether what ads cost is; else only the figures without money stand.
    """
    cells = cells if told else [cell for cell in cells if cell.category != Category.ADS]
    counted = measured_by_channel(tallies, cells, currency)
    channels = sorted((channel, group) for channel, group in grouped(cells, "channel").items() if channel)
    return tuple(
        price
        for channel, group in channels
        for price in _of_channel(channel, performance(group, goals, currency), counted.get(channel, ()), benchmarks)
    )


def _of_channel(
    channel: str, total: Performance, counted: Sequence[Measured], benchmarks: Sequence[Benchmark]
) -> Iterator[Priced]:
    for ratio, value in _figures(total, {one.kind: one for one in counted}):
        unit = value.currency if isinstance(value, Money) else FACTOR if ratio is Ratio.ROAS else PERCENT
        fitting = [one for one in comparable(benchmarks, ratio, unit) if channel in one.channels]
        if fitting:
            yield Priced(channel=channel, ratio=ratio, value=value, unit=unit, known=_ordered(fitting))


def _figures(total: Performance, counted: Mapping[MetricKind, Measured]) -> Iterator[tuple[Ratio, Money | Fraction]]:
    clicks, impressions = counted.get(MetricKind.CLICKS), counted.get(MetricKind.IMPRESSIONS)
    if total.ads > 0:
        yield from _said((Ratio.CPL, total.cpl_ads), (Ratio.CPA, total.cpa_ads))
        yield from _said((Ratio.ROAS, total.roas if total.value > 0 else None))
    yield from _said((Ratio.CPC, _price(clicks)), (Ratio.CPM, _price(impressions)))
    yield from _said(
        (Ratio.CTR, Fraction(clicks.count * 100, impressions.count) if clicks and impressions else None),
        (Ratio.CVR, Fraction(total.leads * 100, clicks.count) if clicks and total.leads > 0 else None),
    )


def _said(*figures: tuple[Ratio, Money | Fraction | None]) -> Iterator[tuple[Ratio, Money | Fraction]]:
    return ((ratio, value) for ratio, value in figures if value is not None)


def _price(counted: Measured | None) -> Money | None:
    return counted.price if counted and counted.spend.minor > 0 else None


def _ordered(benchmarks: Iterable[Benchmark]) -> tuple[Benchmark, ...]:
    """The benchmarks in order: the team's own first, then the newest; what is equal stays as it was."""
    return tuple(sorted(sorted(benchmarks, key=lambda one: one.year, reverse=True), key=lambda one: one.origin is None))
