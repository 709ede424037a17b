"""Company figures: one version a month, and the last counts; the key is the month, as ``2026-08``."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.saved_fields.texts import decimal, money, texts
from core.setup.company_figures import CompanyMonth
from core.setup.replacements import Fields
from storage import company


def key_of(figures: CompanyMonth) -> str:
    return f"{figures.month:%Y-%m}"


def fields(month_figures: CompanyMonth, currency: str) -> Fields:
    """The fields of the month's form; empty where nothing is kept of it. Amounts are in ``currency``."""
    own = month_figures.only(currency)
    figures = texts(**{figure.value: value for figure, value in own.said.items()})
    return {"currency": currency, **figures} if figures else {}


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    every = company.every(connection, desk.workspace.id)
    return next((fields(figures, desk.currency) for figures in every if key_of(figures) == key), {})


def month(key: str, values: Fields) -> CompanyMonth:
    """The month that the fields tell of."""
    return CompanyMonth(
        month=date.fromisoformat(f"{key}-01"),
        revenue=money(values, "revenue"),
        marketing_cost=money(values, "marketing_cost"),
        sales_cost=money(values, "sales_cost"),
        arpa=money(values, "arpa"),
        gross_margin=decimal(values, "gross_margin"),
        churn=decimal(values, "churn"),
    )


def put(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    company.save(connection, desk.act, month(key, values), desk.currency)
