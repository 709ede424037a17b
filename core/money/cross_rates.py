"""Cross rates: from any currency into one, also by way of another, for books that change their reporting currency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from core.money.exchange import ExchangeRate, Published, RateSource, RateUnknown, exchange_rate

Typed = Mapping[tuple[str, str], Mapping[date, Fraction]]
"""By hand: (currency, reporting) -> day -> one unit of it."""


class RatesInto:
    """Rates from any currency into ``reporting``, each looked up once. ``old``: the reporting currency of before.

    Typed rates count as well where they were typed the other way round, into the old one. What has no rate of its own
    goes through the old currency, at the rate it is booked at.
    """

    def __init__(self, reporting: str, old: str, typed: Typed, published: Published) -> None:
        self.reporting = reporting
        self._old = old
        self._typed = typed
        self._published = published
        self._known: dict[tuple[str, date], ExchangeRate | None] = {}

    def find(self, currency: str, day: date, booked: ExchangeRate | None = None) -> ExchangeRate:
        """The rate of ``day``. ``booked``: the rate into the old currency that the amount is booked at, if any.

        Raises `RateUnknown`.
        """
        rate = self._own_rate(currency, day)
        if rate is not None:
            return rate
        if booked is None:
            raise RateUnknown(currency=currency, reporting=self.reporting, day=day)
        from_old = self._own_rate(self._old, day) if booked.reporting == self._old else None
        if from_old is None:
            raise RateUnknown(currency=self._old, reporting=self.reporting, day=day)
        return _chained(currency, booked, from_old)

    def _own_rate(self, currency: str, day: date) -> ExchangeRate | None:
        place = (currency, day)
        if place not in self._known:
            self._known[place] = self._look_up(currency, day)
        return self._known[place]

    def _look_up(self, currency: str, day: date) -> ExchangeRate | None:
        forth = self._typed.get((currency, self.reporting), {})
        back = self._typed.get((self.reporting, currency), {})
        # A rate that was typed in this direction goes before one that was typed the other way round.
        typed = {on: 1 / rate for on, rate in back.items()} | dict(forth)
        try:
            return exchange_rate(currency, self.reporting, day, typed, self._published)
        except RateUnknown:
            return None


def _chained(currency: str, first: ExchangeRate, second: ExchangeRate) -> ExchangeRate:
    """One rate after the other: as old as the older of them, and typed where one of them is."""
    sources = (first.source, second.source)
    return ExchangeRate(
        currency=currency,
        reporting=second.reporting,
        value=first.value * second.value,
        day=min(first.day, second.day),
        source=RateSource.TYPED if RateSource.TYPED in sources else RateSource.ECB,
    )
