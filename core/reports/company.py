"""Company report: what a customer costs and is worth, and the company's revenue beside its whole marketing cost.

MER, CAC, LTV, LTV:CAC and payback (D-05, D-06, D-09 to D-12) over whole months, from the books and from the
company figures an admin has kept. They stand beside ROI and never enter it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.calendar.periods import Period, month_number, months
from core.money.money import Money
from core.performance.performance import Performance, performance
from core.reports.books import Books
from core.setup.company_figures import HOLDING, CompanyMonth, Figure, holding

LTV_TO_CAC, PAYBACK = 3, 12
"""Guide values: a customer brings in at least three times its price, and pays it back in under twelve months."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lacking:
    """The months that have no such figure."""

    figure: Figure
    months: tuple[Period, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Blended:
    """MER (D-05): the company's revenue over the whole marketing cost.

    ``margin``: the share of revenue that stays, in percent: the contribution margin of campaigns that have one, weighed
    by their return (J-12), else the company's gross margin; None where neither is known. ``from_books``: some of the
    cost is what the books hold, as nothing else was said.
    """

    revenue: Money
    cost: Money
    from_books: bool
    margin: Fraction | None

    @property
    def mer(self) -> Fraction | None:
        return Fraction(self.revenue.minor, self.cost.minor) if self.cost.minor > 0 else None

    @property
    def break_even(self) -> Fraction | None:
        """The MER that breaks even: 1 / margin (D-06)."""
        return 100 / self.margin if self.margin else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Acquired:
    """What new customers cost: the whole marketing cost, and what selling cost (D-09).

    ``credited``: credits have made up for the costs on the books.
    """

    cost: Money
    sales: Money
    customers: int
    credited: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The CAC in minor units, unrounded; None where all of it together is not above zero (J-12)."""
        whole = self.cost + self.sales
        priced = whole.minor > 0 or (not whole.minor and not self.credited)
        return Fraction(whole.minor, self.customers) if priced and self.customers > 0 else None

    @property
    def cac(self) -> Money | None:
        return _money(self.exact, self.cost.currency)


@dataclass(frozen=True, kw_only=True, slots=True)
class Customer:
    """The worth of one customer: ``arpa`` a month, of which ``margin`` percent stay; ``churn`` percent a month go."""

    arpa: Money
    margin: Decimal
    churn: Decimal | None = None

    @property
    def monthly(self) -> Fraction:
        """The margin of a month, in minor units, unrounded."""
        return self.arpa.minor * Fraction(self.margin) / 100

    @property
    def exact(self) -> Fraction | None:
        """The LTV in minor units, unrounded; only where some customers go (D-10)."""
        return self.monthly * 100 / Fraction(self.churn) if self.churn else None

    @property
    def ltv(self) -> Money | None:
        return _money(self.exact, self.arpa.currency)

    def to_cac(self, acquired: Acquired) -> Fraction | None:
        """The ratio LTV:CAC (D-11)."""
        return self.exact / acquired.exact if self.exact and acquired.exact and acquired.exact > 0 else None

    def payback(self, acquired: Acquired) -> Fraction | None:
        """Months until a customer has paid its CAC back (D-12)."""
        return acquired.exact / self.monthly if self.monthly and acquired.exact and acquired.exact > 0 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyReport:
    """The figures over the whole months of ``period``; None where a month lacks an input, which ``lacking`` says."""

    period: Period
    blended: Blended | None = None
    acquired: Acquired | None = None
    customer: Customer | None = None
    lacking: tuple[Lacking, ...] = ()


def company_report(books: Books, kept: Sequence[CompanyMonth], period: Period, today: date) -> CompanyReport | None:
    """The report on the months of ``period`` that have begun; None where they are not whole, or nothing was ever kept.

    A figure is asked for once its own input was ever kept: a team that knows no churn is not asked for it. What was
    kept in another currency than the books' counts as not said.
    """
    whole = _begun(period, today)
    asked = {figure for one in kept for figure in one.said}
    if whole is None or not asked:
        return None
    figures = _said([one.only(books.currency) for one in kept], whole)
    lacking = [_lacking(figure, figures) for figure in Figure if figure in _needed(asked)]
    unexplained = asked - {one.figure for one in lacking if one.months}
    total = _total(books, whole)
    return CompanyReport(
        period=whole,
        blended=_blended(books, figures, whole, total) if Figure.REVENUE in unexplained else None,
        acquired=_acquired(books, figures, total) if Figure.SALES in unexplained else None,
        customer=_customer(figures[-1]),
        lacking=tuple(one for one in lacking if one.months),
    )


def google_roi(revenue: Money, goods: Money, cost: Money) -> Fraction | None:
    """The ROI as Google calls it, in percent: over goods and cost (D-04).

    Another figure than ours: a name for imports.
    """
    spent = goods + cost
    return Fraction((revenue - spent).minor * 100, spent.minor) if spent.minor > 0 else None


def _begun(period: Period, today: date) -> Period | None:
    if not period.whole_months or not period.days or period.start > today:
        return None
    end = min(month_number(period.end), month_number(today) + 1)
    return months(month_number(period.start), end - month_number(period.start))


def _said(kept: Sequence[CompanyMonth], period: Period) -> list[CompanyMonth]:
    """The figures kept for each month of the period, the last with what goes on; empty ones where nothing was said."""
    by_month = {one.month: one for one in kept}
    numbers = range(month_number(period.start), month_number(period.end))
    figures = [
        by_month.get(first, CompanyMonth(month=first)) for first in (months(number, 1).start for number in numbers)
    ]
    goes_on = holding(kept, figures[-1].month)
    return [*figures[:-1], replace(figures[-1], **{figure.value: getattr(goes_on, figure.value) for figure in HOLDING})]


def _needed(asked: set[Figure]) -> set[Figure]:
    """The inputs of the figures whose own input was ever kept; a margin alone asks for nothing."""
    own = asked & {Figure.REVENUE, Figure.SALES, Figure.CHURN}
    return own | ({Figure.ARPA, Figure.MARGIN} if asked & {Figure.ARPA, Figure.CHURN} else set())


def _lacking(figure: Figure, figures: Sequence[CompanyMonth]) -> Lacking:
    of_months = figures[-1:] if figure in HOLDING else figures
    return Lacking(figure=figure, months=tuple(one.period for one in of_months if figure not in one.said))


def _total(books: Books, period: Period) -> Performance:
    return performance(books.by_campaign(period), books.goals(), books.currency)


def _marketing(books: Books, figures: Sequence[CompanyMonth], total: Performance) -> Money:
    """The whole marketing cost: of each month as it was typed, else as the books have it."""
    if not any(one.marketing_cost for one in figures):
        return total.invested
    return _sum((one.marketing_cost or _total(books, one.period).invested for one in figures), books.currency)


def _blended(books: Books, figures: Sequence[CompanyMonth], period: Period, total: Performance) -> Blended:
    gross = figures[-1].gross_margin
    return Blended(
        revenue=_sum((one.revenue for one in figures), books.currency),
        cost=_marketing(books, figures, total),
        from_books=any(one.marketing_cost is None for one in figures),
        margin=_contribution_margin(books, period) or (None if gross is None else Fraction(gross)),
    )


def _contribution_margin(books: Books, period: Period) -> Fraction | None:
    """The margins of the campaigns that have one, weighed by their return, in percent; None without any return."""
    campaigns = books.campaigns()
    margins = {key: one.margin_share for key, one in campaigns.items() if one.margin is not None}
    values = [(cell.value, margins[cell.campaign]) for cell in books.by_campaign(period) if cell.campaign in margins]
    whole = sum(value for value, _ in values)
    kept: Fraction = sum((value * margin for value, margin in values), Fraction())
    return kept * 100 / whole if whole > 0 and kept > 0 else None


def _acquired(books: Books, figures: Sequence[CompanyMonth], total: Performance) -> Acquired:
    """Of the whole marketing cost, as MER is (J-12)."""
    sales = _sum((one.sales_cost for one in figures), total.currency)
    cost = _marketing(books, figures, total)
    return Acquired(cost=cost, sales=sales, customers=total.customers, credited=cost.minor <= 0 and total.credited)


def _customer(figures: CompanyMonth) -> Customer | None:
    if figures.arpa is None or figures.gross_margin is None:
        return None
    return Customer(arpa=figures.arpa, margin=figures.gross_margin, churn=figures.churn)


def _sum(amounts: Iterable[Money | None], currency: str) -> Money:
    return sum((amount for amount in amounts if amount), Money(minor=0, currency=currency))


def _money(minor: Fraction | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor=1, currency=currency).times(minor)
