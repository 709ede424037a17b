"""Exchange rates by hand: one a currency and day; the key is both, as ``EUR/USD/2026-08-07``."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.saved_fields.texts import texts
from core.calendar.periods import Period
from core.money.exchange import ExchangeRate, typed_rate
from core.setup.replacements import Fields
from storage import exchange


def key_of(rate: ExchangeRate) -> str:
    return f"{rate.currency}/{rate.reporting}/{rate.day}"


def fields(rate: ExchangeRate) -> Fields:
    """The fields of the rate's form."""
    return texts(currency=rate.currency, rate=rate.value, date=rate.day)


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    currency, reporting, written = key.split("/")
    day = date.fromisoformat(written)
    days = Period(start=day, end=day + timedelta(days=1))
    value = exchange.typed(connection, desk.workspace.id, currency, reporting, days).get(day)
    return {} if value is None else texts(currency=currency, rate=value, date=day)


def put(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    currency, reporting, written = key.split("/")
    rate = typed_rate(currency, reporting, Decimal(values["rate"]), date.fromisoformat(written))
    exchange.save(connection, desk.act, rate)
