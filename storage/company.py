"""Company figures as stored: each change of a month adds a row, and the last one of a month counts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.engine import RowMapping

from core.money.money import Money
from core.setup.acts import Act
from core.setup.company_figures import CompanyMonth
from storage import workspaces
from storage.tables import company_figures

_EVERY = (
    select(company_figures)
    .where(company_figures.c.workspace_id == bindparam("workspace"))
    .order_by(company_figures.c.id)
)
_ADD = insert(company_figures)


def every(connection: Connection, workspace: int) -> Sequence[CompanyMonth]:
    """The last version of each month, the newest month first; empty ones among them."""
    months = (_month(row) for row in connection.execute(_EVERY, {"workspace": workspace}).mappings())
    last = {one.month: one for one in months}
    return [last[month] for month in sorted(last, reverse=True)]


def save(connection: Connection, act: Act, figures: CompanyMonth, currency: str) -> None:
    """Adds a version, all in ``currency``; what was said of the month before stays in the books, and counts no more."""
    workspaces.touch(connection, act.workspace, currency)
    row = {
        "workspace_id": act.workspace,
        "month": figures.month,
        "currency": currency,
        "revenue_minor": _minor(figures.revenue),
        "marketing_minor": _minor(figures.marketing_cost),
        "sales_minor": _minor(figures.sales_cost),
        "arpa_minor": _minor(figures.arpa),
        "gross_margin": _text(figures.gross_margin),
        "churn": _text(figures.churn),
        "created_by": act.by,
        "created_at": act.at,
    }
    connection.execute(_ADD, row)


def _month(row: RowMapping) -> CompanyMonth:
    return CompanyMonth(
        month=row["month"],
        revenue=_money(row, "revenue_minor"),
        marketing_cost=_money(row, "marketing_minor"),
        sales_cost=_money(row, "sales_minor"),
        arpa=_money(row, "arpa_minor"),
        gross_margin=_decimal(row, "gross_margin"),
        churn=_decimal(row, "churn"),
        said_by=row["created_by"],
        said_at=row["created_at"],
    )


def _minor(amount: Money | None) -> int | None:
    return amount.minor if amount else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _money(row: RowMapping, name: str) -> Money | None:
    return None if row[name] is None else Money(minor=row[name], currency=row["currency"])


def _decimal(row: RowMapping, name: str) -> Decimal | None:
    return None if row[name] is None else Decimal(row[name])
