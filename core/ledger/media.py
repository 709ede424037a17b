"""Media: the part of an agency's invoice that is ad spend; what of it is on the books already counts once (A-14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from core.calendar.periods import EndBeforeStart, Period, month_number, months
from core.ledger.spreads import service_period
from core.money.exchange import ExchangeRate
from core.money.money import Money, decimals
from core.performance.cells import Cell
from core.problems import Problem
from core.setup.categories import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """The media of an invoice.

    ``said``: what it names as such. ``left_out``: what of it was on the books as ads when it was saved. ``start`` and
    ``until``: the days it pays for, both included, where the invoice names them: May's media, billed in June.
    """

    said: Money
    left_out: Money
    start: date | None = None
    until: date | None = None

    def left(self, unclaimed: int) -> Media:
        """The same media with what is left out of them anew: no more than the ``unclaimed`` minor units of ads."""
        return media_of(self.said, unclaimed, self.start, self.until)


@dataclass(eq=False)
class MediaTooHigh(Problem):
    """The media are more than the whole invoice."""

    field: str = "media"


def media_period(
    day: date, until: date | None, media_start: date | None = None, media_until: date | None = None
) -> Period:
    """The days whose ads an invoice may hold: those it names, else those it serves, else its month. Half-open."""
    if media_start and media_until:
        return service_period(media_start, media_until)
    if until:
        return service_period(day, until)
    return months(month_number(day), 1)


def check_media_days(start: date, until: date) -> None:
    """Raises `EndBeforeStart` where the days that an invoice names for its media end before they begin."""
    if until < start:
        raise EndBeforeStart(start=start, end=until, field="media_until")
    service_period(start, until)


def ads_of(cells: Iterable[Cell], channel: str) -> int:
    """Ad spend in minor units; of one channel, or of all where ``channel`` is empty."""
    return sum(cell.cost for cell in cells if cell.category == Category.ADS and channel in ("", cell.channel))


def in_its_own(minor: int, exchange: ExchangeRate | None, currency: str) -> int:
    """Minor units of the reporting currency in those of the invoice's ``currency``, rounded down."""
    if exchange is None:
        return minor
    places = 10 ** decimals(currency), 10 ** decimals(exchange.reporting)
    return floor(Fraction(minor * places[0], places[1]) / exchange.value)


def media_of(money: Money, unclaimed: int, start: date | None = None, until: date | None = None) -> Media:
    """The media left out: no more than was named, and no more than the ``unclaimed`` minor units of ads.

    ``start`` and ``until``: the days that the invoice names for them.
    """
    left = max(0, min(money.minor, unclaimed))
    return Media(said=money, left_out=Money(minor=left, currency=money.currency), start=start, until=until)
