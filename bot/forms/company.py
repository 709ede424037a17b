"""The company form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from bot.forms.fields import Form, Percentage, ReportingAmount, ReportingAmountOrZero, world
from core.money.money import Money, parse_money
from core.setup.company_figures import CompanyMonth, parse_churn, parse_gross_margin, parse_month

Month = Annotated[date, BeforeValidator(lambda text, info: parse_month(str(text), world(info).today))]


class CompanyForm(Form):
    """Every field but the month may be empty. Amounts are in the reporting currency."""

    month: Month
    revenue: ReportingAmountOrZero = ""
    marketing_cost: ReportingAmountOrZero = ""
    sales_cost: ReportingAmountOrZero = ""
    arpa: ReportingAmount = ""
    gross_margin: Percentage = ""
    churn: Percentage = ""

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        self._percentages()
        return self

    def figures(self, reporting: str) -> CompanyMonth:
        """The company figures of the month."""
        margin, churn = self._percentages()
        return CompanyMonth(
            month=self.month,
            revenue=_money(self.revenue, reporting),
            marketing_cost=_money(self.marketing_cost, reporting),
            sales_cost=_money(self.sales_cost, reporting),
            arpa=_money(self.arpa, reporting),
            gross_margin=margin,
            churn=churn,
        )

    def _percentages(self) -> tuple[Decimal | None, Decimal | None]:
        margin = parse_gross_margin(self.gross_margin) if self.gross_margin else None
        return margin, parse_churn(self.churn) if self.churn else None


def _money(text: str, currency: str) -> Money | None:
    return parse_money(text, currency, zero=True) if text else None
