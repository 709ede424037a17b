"""Hourly rates: the one in force of a person on a day; the key is both, as ``person/2026-07-01``.

A rate from another day on takes the place of the one before it, too, so that both are shown. Admins only.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.saved_fields.texts import amount, texts
from core.ledger.hourly_rates import Rate, current
from core.setup.replacements import Fields
from storage import hourly_rates


def key_of(rate: Rate) -> str:
    return f"{rate.key}/{rate.start}"


def fields(rate: Rate) -> Fields:
    """The fields of the rate's form; its day is the field ``from``."""
    values = texts(person=rate.person, rate=rate.rate, currency=rate.rate.currency)
    return {**values, "from": rate.start.isoformat()}


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    person, _, start = key.rpartition("/")
    rate = current(hourly_rates.every(connection, desk.workspace.id), date.fromisoformat(start)).get(person)
    return fields(rate) if rate else {}


def put(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    """Puts a rate back, from the key's day on."""
    start = date.fromisoformat(key.rpartition("/")[2])
    rate = Rate(person=values["person"], rate=amount(values, "rate"), start=start)
    hourly_rates.save(connection, desk.act, rate)
