"""Exchange rates: those a workspace typed by hand, and those published since the file the bot came with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection, Date, bindparam, func, insert, select, text
from sqlalchemy.engine import RowMapping

from core.calendar.periods import Period
from core.money.cross_rates import Typed
from core.money.exchange import ExchangeRate, RateSource
from core.setup.acts import Act
from storage import workspaces
from storage.tables import published_rates, typed_rates

_EVERY = (
    select(typed_rates)
    .where(typed_rates.c.workspace_id == bindparam("workspace"), typed_rates.c.reporting == bindparam("reporting"))
    .order_by(typed_rates.c.id.desc())
)
_ALL = select(typed_rates).where(typed_rates.c.workspace_id == bindparam("workspace")).order_by(typed_rates.c.id)
_LATEST = _EVERY.limit(bindparam("most"))
_OF_DAYS = _EVERY.where(
    typed_rates.c.currency == bindparam("currency"),
    typed_rates.c.day >= bindparam("start"),
    typed_rates.c.day < bindparam("end"),
)
_ADD = insert(typed_rates)
_PUBLISHED = select(published_rates.c.day, published_rates.c.currency, published_rates.c.rate).where(
    published_rates.c.day >= bindparam("start"),
    published_rates.c.day < bindparam("end"),
    published_rates.c.currency.in_(bindparam("currencies", expanding=True)),
)
_NEWEST = select(func.max(published_rates.c.day))
_PUBLISH = text(
    "INSERT INTO published_rates (day, currency, rate) VALUES (:day, :currency, :rate) "
    "ON CONFLICT (day, currency) DO UPDATE SET rate = excluded.rate"
).bindparams(bindparam("day", type_=Date))


def latest(connection: Connection, workspace: int, reporting: str, most: int = 10) -> Sequence[ExchangeRate]:
    """The rates typed last into ``reporting``, newest first, those replaced since among them."""
    where = {"workspace": workspace, "reporting": reporting, "most": most}
    return [_rate_of(row) for row in connection.execute(_LATEST, where).mappings()]


def typed(
    connection: Connection, workspace: int, currency: str, reporting: str, days: Period
) -> Mapping[date, Fraction]:
    """Day -> one unit in ``reporting``, typed by hand in half-open ``days``; of two for one day the one typed last."""
    where = {"workspace": workspace, "currency": currency, "reporting": reporting, "start": days.start, "end": days.end}
    rows = list(connection.execute(_OF_DAYS, where).mappings())
    return {row["day"]: Fraction(row["rate"]) for row in reversed(rows)}


def every(connection: Connection, workspace: int) -> Typed:
    """All rates typed by hand, into whatever currency; of two for one day the one typed last."""
    by_pair: dict[tuple[str, str], dict[date, Fraction]] = {}
    for row in connection.execute(_ALL, {"workspace": workspace}).mappings():
        by_pair.setdefault((row["currency"], row["reporting"]), {})[row["day"]] = Fraction(row["rate"])
    return by_pair


def save(connection: Connection, act: Act, rate: ExchangeRate) -> None:
    """Keeps a typed rate beside those before it; entries keep the rate they were logged with."""
    workspaces.touch(connection, act.workspace)
    values = {
        "workspace_id": act.workspace,
        "currency": rate.currency,
        "reporting": rate.reporting,
        "day": rate.day,
        "rate": str(rate.value),
        "created_by": act.by,
        "created_at": act.at,
    }
    connection.execute(_ADD, values)


def published(connection: Connection, currencies: Sequence[str], days: Period) -> Mapping[date, Mapping[str, Decimal]]:
    """Day -> currency -> units of it for one euro, of the published rates taken in since, in half-open ``days``."""
    where = {"start": days.start, "end": days.end, "currencies": list(currencies)}
    by_day: dict[date, dict[str, Decimal]] = {}
    for row in connection.execute(_PUBLISHED, where).mappings():
        by_day.setdefault(row["day"], {})[row["currency"]] = Decimal(row["rate"])
    return by_day


def newest(connection: Connection) -> date | None:
    """The newest day taken in since; None where nothing was."""
    day: date | None = connection.execute(_NEWEST).scalar()
    return day


def publish(connection: Connection, quotes: Mapping[date, Mapping[str, Decimal]]) -> None:
    """Takes in published rates, in place of those of the same days."""
    rows = [
        {"day": day, "currency": currency, "rate": str(rate)}
        for day, of_day in quotes.items()
        for currency, rate in of_day.items()
    ]
    if rows:
        connection.execute(_PUBLISH, rows)


def _rate_of(row: RowMapping) -> ExchangeRate:
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["reporting"],
        value=Fraction(row["rate"]),
        day=row["day"],
        source=RateSource.TYPED,
    )
