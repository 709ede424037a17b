"""Booked results: what was chosen for a type of result decides what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.imports.booked_results import claims_of, conversions_of, goals_of, undecided
from core.imports.choices import CLAIMED, LEFT_OUT, Choices
from core.imports.readings import Result
from core.money.exchange import ExchangeRate, typed_rate
from core.money.money import Money
from core.setup.goals import Basis, Goal, Stage

DAY = date(2026, 9, 1)
EURO = Money(minor=0, currency="EUR")
LEAD = Goal(
    id=1, key="lead", name="Lead", basis=Basis.FIXED, value=Money(minor=50_00, currency="EUR"), stage=Stage.LEAD
)
SALE = Goal(id=2, key="sale", name="Sale", basis=Basis.FIXED, value=EURO, stage=Stage.CUSTOMER)
GOALS = {"lead": LEAD, "sale": SALE}


def none(currency: str, day: date) -> ExchangeRate | None:
    del currency, day
    return None


def result(kind: str = "Sale", count: int = 1, minor: int | None = 100_00, campaign: str = "autumn") -> Result:
    revenue = None if minor is None else Money(minor=minor, currency="EUR")
    return Result(
        day=DAY, type=kind, count=count, revenue=revenue, campaign=campaign, channel="google", source="google"
    )


def test_a_type_counts_for_the_goal_that_was_chosen_or_is_called_so() -> None:
    """What is neither is asked; what is claimed is kept beside the books."""
    results = [result("Sale"), result("Key events"), result("purchase"), result("form_sent")]
    choices = Choices(goals={"Key events": "lead", "purchase": CLAIMED})
    assert goals_of(results, choices, GOALS) == {"Sale": SALE, "Key events": LEAD, "purchase": None, "form_sent": None}
    assert undecided(results, choices, GOALS) == ["form_sent"]
    assert [one.type for one in claims_of(results, choices)] == ["purchase"]


def test_two_names_of_one_campaign_are_one_conversion() -> None:
    """Those without a revenue apart: their goal says what they are worth."""
    results = [result(), result(campaign="Autumn!"), result(minor=None, count=2), result(campaign="other")]
    campaigns = {"autumn": "autumn", "Autumn!": "autumn", "other": LEFT_OUT}
    first, second = (one.fact for one in conversions_of(results, {"Sale": LEAD}, campaigns, none))
    assert (first.count, first.revenue, first.value) == (2, Money(minor=200_00, currency="EUR"), first.revenue)
    assert (second.count, second.revenue, second.value) == (2, None, Money(minor=100_00, currency="EUR"))


def test_sales_with_numbers_stay_one_each_with_where_they_came_from() -> None:
    sales = [replace(result(), external_id=number, medium="cpc") for number in ("PL-1", "PL-2")]
    booked = conversions_of(sales, {"Sale": SALE}, {}, none)
    assert [(one.origin.external_id, one.origin.source, one.origin.medium) for one in booked] == [
        ("PL-1", "google", "cpc"),
        ("PL-2", "google", "cpc"),
    ]


def test_a_revenue_in_another_currency_is_exchanged_at_the_rate_of_its_day() -> None:
    exchange = typed_rate("USD", "EUR", Decimal("0.5"), DAY)
    sold = replace(result(), revenue=Money(minor=100_00, currency="USD"))
    (one,) = conversions_of([sold], {"Sale": SALE}, {}, lambda currency, _: exchange if currency == "USD" else None)
    assert (one.fact.value, one.fact.revenue) == (Money(minor=50_00, currency="EUR"), sold.revenue)


def test_the_total_of_a_period_is_booked_day_by_day() -> None:
    """Nothing of it is lost."""
    month = replace(result(count=31, minor=310_00), until=date(2026, 9, 30))
    booked = conversions_of([month], {"Sale": SALE}, {}, none)
    assert sum(one.fact.count for one in booked) == 31
    assert sum(one.fact.value.minor for one in booked) == 310_00
    assert len({one.fact.day for one in booked}) == 30
