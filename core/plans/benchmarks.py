"""Benchmarks: what others report to have paid, with source and year (article A-21; docs/domain.md#benchmarks).

They are reference data, never a rule: a price far from them is worth a second look, no more. They count ads only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.money.money import Money, decimals
from core.money.rounding import half_up

FAR = 4
"""A price at most a quarter, or at least four times, of every benchmark of a channel is far from them.

The figures of one channel differ from each other by as much: $79 to $371 on LinkedIn, from region to region.
"""

PERCENT, FACTOR = "%", "x"
"""Units that are no currency."""


class Ratio(StrEnum):
    """The ratios that benchmarks tell: on ad spend alone, of clicks (CTR), or of leads from clicks (CVR)."""

    CPL = "CPL"
    CPC = "CPC"
    CPM = "CPM"
    CTR = "CTR"
    CVR = "CVR"
    CPA = "CPA"
    ROAS = "ROAS"


UNITS = {Ratio.CTR: PERCENT, Ratio.CVR: PERCENT, Ratio.ROAS: FACTOR}
"""Ratio -> its unit, of those that are no money."""


class Origin(StrEnum):
    """The origin of a figure that a team has recorded itself."""

    INDUSTRY = "industry"
    COMPETITOR = "competitor"


CHANNELS: Mapping[str, frozenset[str]] = {
    "meta": frozenset({"facebook", "instagram"}),
    "linkedin": frozenset({"linkedin"}),
    "google_search": frozenset({"google"}),
}
"""Place where a benchmark was measured -> the channels of ours it speaks of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Benchmark:
    """A figure of others. ``place``: where it was measured. ``unit``: a currency, ``%`` or ``x``.

    ``compared``: speaks of the place as a whole, not of one ad format, so a price may be laid beside it. ``channel``
    and ``origin``: of one the team has recorded itself; empty of those published with the bot.
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
    channel: str = ""
    origin: Origin | None = None

    @property
    def channels(self) -> frozenset[str]:
        """The channels of ours it speaks of."""
        return frozenset({self.channel}) if self.channel else CHANNELS[self.place]

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
        """The number of times the smaller of price and benchmark goes into the larger, half up."""
        small, large = sorted((self.price.minor, benchmark.price.minor))
        return half_up(Fraction(large, small))


def place_of(channel: str) -> str:
    """The place where the published benchmarks of ``channel`` were measured; the channel itself where none were."""
    return next((place for place, ours in CHANNELS.items() if channel in ours), channel)


def far_prices(
    price: Money, channels: Collection[str], benchmarks: Iterable[Benchmark], ratio: Ratio = Ratio.CPL
) -> tuple[FarPrice, ...]:
    """The places of ``channels`` whose benchmarks ``price`` is far from; without any channel, of all places.

    Nothing is said across currencies, nor of a price that is not above zero.
    """
    candidates = [
        b for b in comparable(benchmarks, ratio, price.currency) if not channels or b.channels & set(channels)
    ]
    places = dict.fromkeys([*CHANNELS, *(b.place for b in candidates)])
    every = [_far(price, [b for b in candidates if b.place == place]) for place in places]
    return tuple(far for far in every if far) if price.minor > 0 else ()


def comparable(benchmarks: Iterable[Benchmark], ratio: Ratio, unit: str) -> list[Benchmark]:
    """The benchmarks of one ratio and unit that a figure may be laid beside."""
    return [b for b in benchmarks if b.compared and b.metric == ratio and b.unit == unit]


def _far(price: Money, benchmarks: Sequence[Benchmark]) -> FarPrice | None:
    if not benchmarks:
        return None
    low, high = (pick(benchmarks, key=lambda b: b.price.minor) for pick in (min, max))
    if price.minor * FAR <= low.price.minor:
        return FarPrice(price=price, nearest=low, farthest=high)
    if price.minor >= FAR * high.price.minor:
        return FarPrice(price=price, nearest=high, farthest=low)
    return None
