"""Company figures: one version a month, and the last counts; the key is the month, as ``2026-08``."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.standing.texts import decimal, money, texts
from core.setup.company_figures import CompanyMonth
from core.setup.replacements import Fields
from storage import company


def key_of(said: CompanyMonth) -> str:
    return f"{said.month:%Y-%m}"


def fields(said: CompanyMonth, currency: str) -> Fields:
    """What the form holds of the month; nothing where nothing is kept of it. Amounts are in ``currency``."""
    known = said.only(currency)
    figures = texts(**{figure.value: value for figure, value in known.said.items()})
    return {"currency": currency, **figures} if figures else {}


def standing(connection: Connection, desk: Desk, key: str) -> Fields:
    known = company.every(connection, desk.workspace.id)
    return next((fields(said, desk.currency) for said in known if key_of(said) == key), {})


def month(key: str, said: Fields) -> CompanyMonth:
    """The month that the fields tell of."""
    return CompanyMonth(
        month=date.fromisoformat(f"{key}-01"),
        revenue=money(said, "revenue"),
        marketing_cost=money(said, "marketing_cost"),
        sales_cost=money(said, "sales_cost"),
        arpa=money(said, "arpa"),
        gross_margin=decimal(said, "gross_margin"),
        churn=decimal(said, "churn"),
    )


def put(connection: Connection, desk: Desk, key: str, said: Fields) -> None:
    company.save(connection, desk.workspace.id, month(key, said), desk.currency, desk.person.id, desk.now)
