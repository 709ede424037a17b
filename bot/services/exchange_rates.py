"""Exchange rates: the one of a day, between the currency of a fact and the one a workspace reports in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.desk.office import Office
from core.ledger.entries import Cost
from core.money.exchange import EURO, ExchangeRate, Published, days_standing, exchange_rate
from core.setup.workspaces import Workspace
from storage import exchange as rate_book


def exchanged(connection: Connection, desk: Desk, cost: Cost) -> Cost:
    """``cost`` with the rate of its day, where it is in another currency. Raises `RateUnknown`."""
    return replace(cost, exchange=exchange_of(connection, desk, cost.amount.currency, cost.day))


def exchange_of(connection: Connection, desk: Desk, currency: str, day: date) -> ExchangeRate | None:
    """The rate into the reporting currency; none for that itself. Raises `RateUnknown`."""
    return rate_of(connection, desk.office, desk.workspace, currency, day)


def rate_of(
    connection: Connection, office: Office, workspace: Workspace, currency: str, day: date
) -> ExchangeRate | None:
    """The same, also where nobody is at a desk."""
    return rate_into(
        connection, workspace.id, workspace.reporting_currency(office.defaults), office.published, currency, day
    )


def rate_into(
    connection: Connection, workspace: int, reporting: str, published: Published, currency: str, day: date
) -> ExchangeRate | None:
    """The rate of ``currency`` into the ``reporting`` one. ``published``: the rates that came with the program."""
    if currency == reporting:
        return None
    days = days_standing(day)
    typed = rate_book.typed(connection, workspace, currency, reporting, days)
    taken_in = rate_book.published(connection, (currency, reporting, EURO), days)

    def of_day(each: date) -> Mapping[str, Decimal]:
        return published(each) or taken_in.get(each, {})

    return exchange_rate(currency, reporting, day, typed, of_day)
