"""Own benchmarks: what a team has learnt of competitors and of its industry, with source and date (A-21, A-24).

They are added, never changed, and taken back by reversals, as entries are. They touch no figure of the team's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.money.money import TooLarge, parse_money, parse_positive
from core.plans.benchmarks import FACTOR, PERCENT, UNITS, Benchmark, Origin, Ratio, place_of
from core.problems import Problem
from core.setup.names import one_line

LONGEST_SOURCE = 80


@dataclass(eq=False)
class SourceMissing(Problem):
    """A benchmark nobody can look up again."""

    field: str = "source"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnBenchmark:
    """A benchmark that the team has recorded. ``unit``: a currency, ``%`` or ``x``. ``day``: of which the figure is."""

    channel: str
    ratio: Ratio
    value: Decimal
    unit: str
    source: str
    day: date
    origin: Origin

    @property
    def known(self) -> Benchmark:
        """The benchmark as prices are compared with it; of its own channel alone."""
        return Benchmark(
            id="",
            place=place_of(self.channel),
            metric=self.ratio.value,
            value=self.value,
            unit=self.unit,
            region="",
            source=self.source,
            year=str(self.day.year),
            compared=True,
            channel=self.channel,
            origin=self.origin,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedBenchmark:
    """A benchmark as saved; ``sign`` is -1 on a reversal."""

    id: int
    fact: OwnBenchmark
    logged_by: str
    logged_at: datetime
    sign: int = 1
    reverses: int | None = None
    reversed_by: int | None = None


def parse_source(text: str) -> str:
    """The source of a benchmark, in one line of at most 80 characters. Raises `SourceMissing`."""
    source = one_line(text)[:LONGEST_SOURCE].strip()
    if not source:
        raise SourceMissing
    return source


def unit_of(ratio: Ratio, currency: str) -> str:
    return UNITS.get(ratio, currency)


def parse_value(text: str, unit: str, *, comma: bool = False) -> Decimal:
    """Reads money above zero, a percentage up to 100, or a factor. Raises `NotANumber` and others, under ``value``."""
    if unit not in (PERCENT, FACTOR):
        return parse_money(text, unit, "value", comma=comma).units
    value = parse_positive(text.strip().removesuffix("%" if unit == PERCENT else "x"), 4, "value", comma=comma)
    if unit == PERCENT and value > 100:
        raise TooLarge(text=text, field="value")
    return value
