"""The axes of a chart: from values to places, round marks, and numbers in the viewer's language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from bot.playground.surface import Names

WIDTH, HEIGHT = 560, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 12, 40
TICKS = 5
MOST_LABELS = 10  # of twenty categories every second one is written


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A mark on an axis: ``at`` along it, with its words."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A map from values to places in the view box."""

    low: float
    high: float
    count: int

    def y(self, value: float) -> float:
        inside = HEIGHT - TOP - BOTTOM
        return rounded(TOP + inside * (self.high - value) / (self.high - self.low))

    def x(self, index: float) -> float:
        """The middle of a category's band."""
        return rounded(LEFT + self.band * (index + 0.5))

    @property
    def band(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.count


def ticks(values: Sequence[float]) -> list[float]:
    """Round numbers that enclose the values and zero."""
    low, high = min(0.0, *values), max(0.0, *values)
    step = _step((high - low) / TICKS)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


def _step(rough: float) -> float:
    """The next of 1, 2, 5 × a power of ten."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))


def labels(scale: Scale, categories: Sequence[str]) -> list[Tick]:
    each = math.ceil(len(categories) / MOST_LABELS)
    return [Tick(at=scale.x(index), label=name) for index, name in enumerate(categories) if index % each == 0]


def written(value: float, names: Names) -> str:
    """A number in the viewer's language, with what decimals it has."""
    return str(format_decimal(value, format="#,##0.######", locale=_locale(names)))


def percent(part: float, names: Names) -> str:
    """A part of one in whole percent."""
    return str(format_percent(part, format="#,##0%", locale=_locale(names)))


def short(value: float, names: Names) -> str:
    if abs(value) < 10_000:
        return written(rounded(value, 6), names)
    return str(format_compact_decimal(value, locale=_locale(names), fraction_digits=1))


def rounded(value: float, digits: int = 2) -> float:
    """A value with two decimals: finer than any screen."""
    return round(value, digits)


def _locale(names: Names) -> Locale:
    return Locale.parse(names.locale, sep="-")
