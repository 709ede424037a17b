"""Benchmarks: what others report to have paid, with source and year (article A-21; domain.md section 8).

Reference data, never a rule: a price far from them is worth a second look, no more. They count ads only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.money import Money, decimals, half_up

FAR = 4
"""A price at most a quarter, or at least four times, of every benchmark of a channel is far from them.

The figures of one channel differ from each other by as much: $79 to $371 on LinkedIn, from region to region.
"""

COST_PER_LEAD = "CPL"

CHANNELS: Mapping[str, frozenset[str]] = {
    "meta": frozenset({"facebook", "instagram"}),
    "linkedin": frozenset({"linkedin"}),
    "google_search": frozenset({"google"}),
}
"""Where a benchmark was measured -> the channels of ours it speaks of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Benchmark:
    """One published figure. ``place``: where it was measured. ``unit``: a currency, ``%`` or ``x``.

    ``compared``: speaks of the place as a whole, not of one ad format, so a price may be laid beside it.
    """

    id: str
    place: str
    metric: str
    value: Decimal
    unit: str
    region: str
    source: str
    year: str
    compared: bool = False

    @property
    def price(self) -> Money:
        """The figure as money, of one whose unit is a currency."""
        return Money(minor=int(self.value.scaleb(decimals(self.unit))), currency=self.unit)


@dataclass(frozen=True, kw_only=True, slots=True)
class FarPrice:
    """A price far from all benchmarks of a place: from the ``nearest``, and how far from the ``farthest``."""

    price: Money
    nearest: Benchmark
    farthest: Benchmark

    @property
    def below(self) -> bool:
        return self.price.minor < self.nearest.price.minor

    def times(self, benchmark: Benchmark) -> int:
        """How many times the smaller of price and benchmark goes into the larger, half up."""
        small, large = sorted((self.price.minor, benchmark.price.minor))
        return half_up(Fraction(large, small))


def far_prices(price: Money, channels: Collection[str], benchmarks: Iterable[Benchmark]) -> tuple[FarPrice, ...]:
    """Where ``price`` of a lead is far from what is known, of the places ``channels`` belong to; without any, of all.

    Nothing is said across currencies, nor of a price that is not above zero.
    """
    known = [b for b in benchmarks if b.compared and b.metric == COST_PER_LEAD and b.unit == price.currency]
    asked = [place for place, ours in CHANNELS.items() if not channels or ours & set(channels)]
    found = [_far(price, [b for b in known if b.place == place]) for place in asked]
    return tuple(far for far in found if far) if price.minor > 0 else ()


def _far(price: Money, known: Sequence[Benchmark]) -> FarPrice | None:
    if not known:
        return None
    low, high = (pick(known, key=lambda b: b.price.minor) for pick in (min, max))
    if price.minor * FAR <= low.price.minor:
        return FarPrice(price=price, nearest=low, farthest=high)
    if price.minor >= FAR * high.price.minor:
        return FarPrice(price=price, nearest=high, farthest=low)
    return None
