"""Economics: company figures over whole months, and which month lacks what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import ALL, Period, months
from core.money.money import Money
from core.money.rounding import rounded
from core.reports.company import Acquired, Blended, CompanyReport, Customer, company_report
from core.setup.campaigns import MarginTooHigh
from core.setup.company_figures import CompanyMonth, Figure, MonthAhead, parse_churn, parse_gross_margin, parse_month
from core.setup.goals import RateTooHigh
from tests.core.reports.test_reports import BRAND, Q3, Ledger, cost, sales

TODAY = date(2026, 9, 10)
JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)
SUMMER = Period(start=JULY, end=date(2026, 10, 1))


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def books() -> Ledger:
    """Costs of 5,600 in July and of 400 in August; four customers in July."""
    return Ledger(facts=[cost(5_600_00, day=JULY), cost(400_00, day=AUGUST), sales(4, day=JULY)])


def said(month: date = JULY, **more: Money | Decimal) -> CompanyMonth:
    return CompanyMonth(month=month, **more)  # type: ignore[arg-type]  # reason: each field has its own type


FULL = said(
    revenue=eur(120_000_00),
    marketing_cost=eur(30_000_00),
    sales_cost=eur(3_400_00),
    arpa=eur(250_00),
    gross_margin=Decimal(70),
    churn=Decimal(2),
)


def report(*kept: CompanyMonth, period: Period = FULL.period) -> CompanyReport:
    found = company_report(books(), kept, period, TODAY)
    assert found is not None
    return found


def lacking(found: CompanyReport) -> dict[Figure, list[date]]:
    return {one.figure: [month.start for month in one.months] for one in found.lacking}


def test_a_month_with_everything() -> None:
    """F1 as a month: every figure, nothing lacking."""
    found = report(FULL)
    assert found.lacking == ()
    assert found.blended == Blended(revenue=eur(120_000_00), cost=eur(30_000_00), from_books=False, margin=Fraction(70))
    assert found.acquired == Acquired(cost=eur(30_000_00), sales=eur(3_400_00), customers=4)
    assert found.customer == Customer(arpa=eur(250_00), margin=Decimal(70), churn=Decimal(2))


def test_without_a_marketing_cost_the_books_are_taken() -> None:
    """Month by month: what July says, and what the books say of August."""
    august = said(AUGUST, revenue=eur(80_000_00))
    period = months(12 * 2026 + 6, 2)
    both = report(FULL, august, period=period).blended
    assert both is not None
    assert (both.revenue, both.cost, both.from_books) == (eur(200_000_00), eur(30_400_00), True)
    alone = report(august, period=august.period).blended
    assert alone is not None
    assert (alone.cost, alone.mer) == (eur(400_00), Fraction(200))


def test_what_a_month_lacks_is_named() -> None:
    """Revenue and sales cost are of one month each; what a customer pays goes on."""
    found = report(FULL, period=SUMMER)
    assert lacking(found) == {Figure.REVENUE: [AUGUST, SEPTEMBER], Figure.SALES: [AUGUST, SEPTEMBER]}
    assert (found.blended, found.acquired) == (None, None)
    assert found.customer is not None


def test_what_is_in_another_currency_is_lacking() -> None:
    """Two currencies never meet in one sum, whatever became of the reporting one."""
    other = said(revenue=Money(minor=1, currency="PLN"), arpa=Money(minor=1, currency="PLN"), gross_margin=Decimal(70))
    found = report(other)
    assert lacking(found) == {Figure.REVENUE: [JULY], Figure.ARPA: [JULY]}
    assert (found.blended, found.customer) == (None, None)


def test_only_months_that_have_begun_are_asked_for() -> None:
    """Of a year that runs, September is the last."""
    found = report(FULL, period=Period(start=date(2026, 1, 1), end=date(2027, 1, 1)))
    assert found.period == Period(start=date(2026, 1, 1), end=SUMMER.end)


def test_what_goes_on_goes_on_until_there_is_newer() -> None:
    """Each by itself, also a churn of nothing; not back in time."""
    newer = said(AUGUST, churn=Decimal(0))
    assert report(FULL, newer, period=newer.period).customer == Customer(
        arpa=eur(250_00), margin=Decimal(70), churn=Decimal(0)
    )
    assert report(newer, FULL).customer == Customer(arpa=eur(250_00), margin=Decimal(70), churn=Decimal(2))
    june = months(12 * 2026 + 5, 1)
    assert lacking(report(FULL, period=june)).keys() == {*Figure} - {Figure.MARKETING}


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        (said(marketing_cost=eur(1)), set()),
        (said(gross_margin=Decimal(70)), set()),
        (said(arpa=eur(1)), {Figure.MARGIN}),
        (said(churn=Decimal(1)), {Figure.ARPA, Figure.MARGIN}),
        (said(revenue=eur(1)), set()),
    ],
)
def test_nobody_is_asked_for_what_was_never_kept(kept: CompanyMonth, asked: set[Figure]) -> None:
    """Only what the figures take that somebody began to keep."""
    assert lacking(report(kept)).keys() == asked


@pytest.mark.parametrize(
    "period",
    [Period(start=JULY, end=date(2026, 7, 15)), Period(start=JULY, end=JULY), ALL, months(12 * 2026 + 9, 1)],
    ids=["half a month", "nothing", "everything", "a month to come"],
)
def test_other_periods_have_no_company_figures(period: Period) -> None:
    """Only whole months that have begun."""
    assert company_report(books(), [FULL], period, TODAY) is None


def test_a_company_that_keeps_nothing_is_not_told_of() -> None:
    """Also where all was taken out again."""
    assert company_report(books(), [], FULL.period, TODAY) is None
    assert company_report(books(), [said()], FULL.period, TODAY) is None


def test_where_there_is_no_answer() -> None:
    """D-16: no cost, no customer, no churn, nothing that stays; and never an error."""
    nothing = eur(0)
    assert Blended(revenue=eur(1), cost=nothing, from_books=True, margin=None).mer is None
    assert Blended(revenue=eur(1), cost=eur(-1), from_books=True, margin=None).break_even is None
    free, nobody = (Acquired(cost=nothing, sales=nothing, customers=count) for count in (1, 0))
    assert (free.cac, nobody.cac) == (nothing, None)
    customer = Customer(arpa=eur(100), margin=Decimal(50))
    for acquired in (free, nobody):
        assert (customer.to_cac(acquired), customer.payback(acquired)) == (None, None)
    paid = Acquired(cost=eur(100), sales=nothing, customers=1)
    assert (customer.ltv, customer.to_cac(paid), customer.payback(paid)) == (None, None, Fraction(2))
    assert Customer(arpa=nothing, margin=Decimal(50), churn=Decimal(1)).payback(paid) is None


@given(
    st.integers(1, 10**9), st.decimals("0.01", "100", places=2), st.decimals("0.01", "100", places=2), st.integers(1, 9)
)
def test_the_figures_hang_together(arpa: int, margin: Decimal, churn: Decimal, count: int) -> None:
    """LTV:CAC × payback is the months a customer stays: 1 / churn."""
    customer = Customer(arpa=eur(arpa), margin=margin, churn=churn)
    acquired = Acquired(cost=eur(12_34), sales=eur(5_66), customers=count)
    ratio, back = customer.to_cac(acquired), customer.payback(acquired)
    assert ratio is not None
    assert back is not None
    assert ratio * back == 100 / Fraction(churn)


def test_a_month_is_read() -> None:
    """One that has begun; nothing else."""
    assert parse_month("2026-09", TODAY) == SEPTEMBER
    for text in ("2026-10", "2026-13", "july", "", "2026-07-01", "2026-7"):
        with pytest.raises(MonthAhead):
            parse_month(text, TODAY)


def test_percentages_are_read() -> None:
    """At most all; a churn of nothing is one."""
    read = (parse_gross_margin("70 %"), parse_churn("0"), parse_churn("2.5%"))
    assert read == (Decimal(70), Decimal(0), Decimal("2.5"))
    with pytest.raises(MarginTooHigh):
        parse_gross_margin("100.01")
    with pytest.raises(RateTooHigh):
        parse_churn("101")


def test_mer_is_shown_with_its_break_even() -> None:
    """4.00 beside 1.43 at a margin of 70 %."""
    found = report(FULL).blended
    assert found is not None
    assert found.mer is not None
    assert found.break_even is not None
    assert (str(rounded(found.mer)), str(rounded(found.break_even))) == ("4.00", "1.43")


@pytest.mark.parametrize(
    ("first", "second", "margin"),
    [
        (None, None, Fraction(70)),  # the company's gross margin
        (Decimal(50), None, Fraction(50)),
        (Decimal(50), Decimal(20), Fraction(30)),  # (1 × 50 + 2 × 20) / 3
        (Decimal("37.5"), Decimal("37.5"), Fraction(75, 2)),
    ],
)
def test_the_contribution_margin_comes_first(first: Decimal | None, second: Decimal | None, margin: Fraction) -> None:
    """Of the campaigns that have one, weighed by their return in the period (J-12)."""
    known = (replace(Q3, margin=first), replace(BRAND, margin=second))
    july = [sales(1), sales(2, campaign="brand"), sales(7, campaign="")]
    books = Ledger(facts=[cost(400_00), *july, sales(9, day=AUGUST)], known=known)
    found = company_report(books, [FULL], FULL.period, TODAY)
    assert found is not None
    assert found.blended is not None
    assert found.blended.margin == margin


def test_a_margin_without_return_says_nothing() -> None:
    """The gross margin stands in then."""
    books = Ledger(facts=[cost(400_00)], known=(replace(Q3, margin=Decimal(50)), BRAND))
    found = company_report(books, [FULL], FULL.period, TODAY)
    assert found is not None
    assert found.blended is not None
    assert found.blended.margin == 70


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.none() | st.integers(0, 10**9), st.integers(1, 10**6)),
        min_size=1,
        max_size=6,
    )
)
def test_months_add_up(figures: list[tuple[int, int | None, int]]) -> None:
    """Revenue and marketing cost of several months are the sums of theirs, from the books or not."""
    firsts = [months(12 * 2026 + number, 1).start for number in range(len(figures))]
    own = Ledger(facts=[cost(spent, day=day) for day, (_, _, spent) in zip(firsts, figures, strict=True)])
    kept = [
        said(day, revenue=eur(revenue), **({} if whole is None else {"marketing_cost": eur(whole)}))
        for day, (revenue, whole, _) in zip(firsts, figures, strict=True)
    ]
    found = [company_report(own, kept, one.period, TODAY) for one in kept]
    whole_report = company_report(own, kept, months(12 * 2026, len(figures)), TODAY)
    assert whole_report is not None
    assert whole_report.blended is not None
    parts = [one.blended for one in found if one and one.blended]
    assert len(parts) == len(figures)
    assert whole_report.blended.revenue == sum((one.revenue for one in parts), eur(0))
    assert whole_report.blended.cost == sum((one.cost for one in parts), eur(0))
