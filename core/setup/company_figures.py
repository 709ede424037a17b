"""Company figures: what the whole company took in and spent in a month, as an admin has said it.

None of them enters ROI; `core.reports.company` makes MER, CAC, LTV and payback of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from core.calendar.periods import Period, month_number, months
from core.money.money import Money, parse_percent
from core.problems import Problem
from core.setup.campaigns import MarginTooHigh
from core.setup.goals import RateTooHigh


class Figure(StrEnum):
    REVENUE = "revenue"
    MARKETING = "marketing_cost"
    SALES = "sales_cost"
    ARPA = "arpa"
    MARGIN = "gross_margin"
    CHURN = "churn"


HOLDING = (Figure.ARPA, Figure.MARGIN, Figure.CHURN)
"""These hold from their month on until there are newer ones; the others are of one month alone."""


@dataclass(eq=False)
class NotOneMonth(Problem):
    """A period that is longer or shorter than a calendar month."""

    text: str
    field: str = "month"


@dataclass(eq=False)
class MonthAhead(Problem):
    """The text is no month, or one that has not begun."""

    text: str
    field: str = "month"


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyMonth:
    """A version of a ``month``'s figures, by its first day; percentages are percents. None: not said."""

    month: date
    revenue: Money | None = None
    marketing_cost: Money | None = None
    sales_cost: Money | None = None
    arpa: Money | None = None
    gross_margin: Decimal | None = None
    churn: Decimal | None = None
    said_by: str = ""
    said_at: datetime | None = None

    @property
    def said(self) -> Mapping[Figure, Money | Decimal]:
        """The figures that were said, in the order they are told."""
        every = ((figure, getattr(self, figure.value)) for figure in Figure)
        return {figure: value for figure, value in every if value is not None}

    def only(self, currency: str) -> CompanyMonth:
        """The month without the amounts in any other currency: sums carry but one."""
        return replace(
            self,
            revenue=_in(currency, self.revenue),
            marketing_cost=_in(currency, self.marketing_cost),
            sales_cost=_in(currency, self.sales_cost),
            arpa=_in(currency, self.arpa),
        )

    @property
    def period(self) -> Period:
        return months(month_number(self.month), 1)


def holding(kept: Iterable[CompanyMonth], month: date) -> CompanyMonth:
    """The figures that go on and hold in ``month``, each as it was said last."""
    figures = CompanyMonth(month=month)
    for one in sorted(kept, key=lambda one: one.month):
        if one.month <= month:
            figures = replace(
                figures,
                arpa=one.arpa or figures.arpa,
                gross_margin=one.gross_margin or figures.gross_margin,
                churn=figures.churn if one.churn is None else one.churn,  # a churn of 0 is a churn, too
            )
    return figures


def parse_month(text: str, today: date) -> date:
    """Reads ``2026-08``, a month that has begun, as its first day. Raises `MonthAhead`."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise MonthAhead(text=text) from error
    if month > today:
        raise MonthAhead(text=text)
    return month


def parse_gross_margin(text: str) -> Decimal:
    """Reads a percentage, 0 < margin <= 100, up to two decimals. Raises `MarginTooHigh` and others."""
    margin = parse_percent(text, 2, Figure.MARGIN.value)
    if margin > 100:
        raise MarginTooHigh(text=text, field=Figure.MARGIN.value)
    return margin


def parse_churn(text: str) -> Decimal:
    """Reads a percentage a month, 0 <= churn <= 100, up to four decimals. Raises `RateTooHigh` and others."""
    churn = parse_percent(text, 4, Figure.CHURN.value, zero=True)
    if churn > 100:
        raise RateTooHigh(text=text, field=Figure.CHURN.value)
    return churn


def _in(currency: str, amount: Money | None) -> Money | None:
    return amount if amount and amount.currency == currency else None
