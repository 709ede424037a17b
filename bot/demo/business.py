"""The company's knowledge of its business beside the books: its own figures by month, and what others pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.demo.company import EMMA, JAN
from bot.demo.lines import CURRENCY
from core.money.money import Money
from core.plans.benchmarks import Origin, Ratio
from core.plans.own_benchmarks import OwnBenchmark
from core.setup.company_figures import CompanyMonth

MONTHS = (
    (date(2026, 7, 1), 196_400, 5_100),
    (date(2026, 8, 1), 171_900, 4_600),
    (date(2026, 9, 1), 238_700, 6_300),
)
"""First day, revenue of the company, cost of selling; the marketing cost is what is on the books."""

ARPA, GROSS_MARGIN, CHURN = 29, Decimal(62), Decimal("1.5")
"""The figures of a subscription to a kit's readings, said once in July."""

BENCHMARKS = (
    (
        EMMA,
        OwnBenchmark(
            channel="linkedin",
            ratio=Ratio.CPL,
            value=Decimal(64),
            unit=CURRENCY,
            source="Frostline annual report",
            day=date(2026, 6, 30),
            origin=Origin.COMPETITOR,
        ),
    ),
    (
        JAN,
        OwnBenchmark(
            channel="facebook",
            ratio=Ratio.CPC,
            value=Decimal("0.95"),
            unit=CURRENCY,
            source="Cold Chain Monthly",
            day=date(2026, 5, 15),
            origin=Origin.INDUSTRY,
        ),
    ),
)
"""The benchmarks that people have read, by whom."""


def company_months() -> Iterator[CompanyMonth]:
    """The company figures: July with what goes on until there is newer, August and September with what is their own."""
    for month, revenue, sales in MONTHS:
        first = month == MONTHS[0][0]
        yield CompanyMonth(
            month=month,
            revenue=_usd(revenue),
            sales_cost=_usd(sales),
            arpa=_usd(ARPA) if first else None,
            gross_margin=GROSS_MARGIN if first else None,
            churn=CHURN if first else None,
        )


def _usd(units: int) -> Money:
    return Money(minor=units * 100, currency=CURRENCY)
