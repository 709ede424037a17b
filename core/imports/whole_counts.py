"""Whole counts: tools that divide a result over several touches write fractions of it, and the books count whole ones.

The whole ones sum to the file's sum, rounded once. They go to the campaigns by largest remainder, and within a campaign
to the days on which its fractions add up to one. What has a revenue counts at least once in all its days, since no
conversion of none carries it: only so may there be more than the file has.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.money.rounding import half_up


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """``count`` results of a ``day``. ``type``: whose sum is kept. ``series``: what is the same on all its days."""

    type: Hashable
    series: Hashable
    day: date
    count: Decimal
    paid: bool = False


def divided(parts: Iterable[Part]) -> bool:
    """Whether any of them is no whole number."""
    return any(part.count != int(part.count) for part in parts)


def whole_counts(parts: Sequence[Part]) -> list[int]:
    """The whole number of each part."""
    if not divided(parts):
        return [int(part.count) for part in parts]
    wholes = [0] * len(parts)
    for type_ in _grouped(parts, range(len(parts)), lambda part: part.type):
        series = _grouped(parts, type_, lambda part: part.series)
        for places, whole in zip(series, _of_series(parts, series), strict=True):
            for place, count in _by_day(parts, places, whole):
                wholes[place] = count
    return wholes


def carry_revenue(parts: Sequence[Part], counts: Sequence[int], revenues: list[Decimal]) -> None:
    """Moves what came with no whole result to the next day of its series that has one, or else to the last before."""
    for places in _grouped(parts, range(len(parts)), lambda part: part.series):
        ordered = sorted(places, key=lambda place: parts[place].day)
        full = [place for place in ordered if counts[place]]
        for place in ordered:
            if not counts[place] and full:
                later = (other for other in full if parts[other].day >= parts[place].day)
                revenues[next(later, full[-1])] += revenues[place]
                revenues[place] = Decimal()


def _grouped(parts: Sequence[Part], places: Iterable[int], key: Callable[[Part], Hashable]) -> list[list[int]]:
    """The places of the parts that have the same key, in the order they first come."""
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        groups.setdefault(key(parts[place]), []).append(place)
    return list(groups.values())


def _of_series(parts: Sequence[Part], series: Sequence[Sequence[int]]) -> list[int]:
    """The whole number of each series, by largest remainder; of several as large the first ones take it.

    One with a revenue has at least one, though they sum to more then.
    """
    sums = [sum((Fraction(parts[place].count) for place in places), Fraction()) for places in series]
    wholes = [int(exact) for exact in sums]
    for at, places in enumerate(series):
        if not wholes[at] and any(parts[place].paid for place in places):
            wholes[at] = 1
    left = half_up(sum(sums, Fraction())) - sum(wholes)
    for at in sorted(range(len(series)), key=lambda at: wholes[at] - sums[at])[: max(0, left)]:
        wholes[at] += 1
    return wholes


def _by_day(parts: Sequence[Part], places: Sequence[int], whole: int) -> Iterator[tuple[int, int]]:
    """Each place with its whole number: as many as are full by its day, less those of the days before."""
    exact, before, so_far = sum((Fraction(parts[place].count) for place in places), Fraction()), 0, Fraction()
    for place in sorted(places, key=lambda place: parts[place].day):
        so_far += Fraction(parts[place].count)
        full = half_up(whole * so_far / exact) if exact else 0
        yield place, full - before
        before = full
