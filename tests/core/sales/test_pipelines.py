"""Pipelines: what open deals may bring, weighed once and exactly, and never in the ROI itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import ALL, Period
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.performance.performance import Performance
from core.posts.digests import digest_report
from core.reports.campaign import campaign_report
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking, channel_ranking, content_ranking
from core.sales.deals import (
    LOST,
    WON,
    Deal,
    FirstContact,
    LeadIsNoSale,
    SaleGoalUnknown,
    check_sale,
    leads_count,
    sale,
    sale_goal,
)
from core.sales.pipelines import pipeline, seen_on
from core.setup.goals import Basis, Goal, Stage
from tests.core.reports.test_reports import JULY, TODAY, Ledger, cost, sales

DAY = date(2026, 7, 3)
DONE = Performance(currency="EUR", cost=100_00, value=50_00)


def deal(minor: int, percent: str, key: str = "acme", stage: str = "contract-sent") -> Deal:
    return Deal(
        key=key,
        name=key.title(),
        day=DAY,
        stage=stage,
        probability=Decimal(percent),
        amount=Money(minor=minor, currency="EUR"),
        campaign="campaign-q3",
    )


def goal(number: int, stage: Stage, key: str = "sale", *, counts: bool = True) -> Goal:
    worth = Money(minor=10_00, currency="EUR")
    return Goal(id=number, key=key, name=key.title(), basis=Basis.FIXED, value=worth, stage=stage, counts=counts)


CUSTOMER, LEAD = goal(1, Stage.CUSTOMER), goal(2, Stage.LEAD, "lead")
amounts = st.lists(
    st.tuples(st.integers(1, 10**14), st.decimals("0", "100", places=2)).map(lambda one: deal(one[0], str(one[1]))),
    min_size=1,
    max_size=30,
)


# --- what is expected ---


@given(amounts)
def test_it_is_summed_exactly_and_rounded_once(deals: list[Deal]) -> None:
    """Within half a minor unit of the exact sum, whatever the amounts and probabilities."""
    found = pipeline(deals, DAY, DONE, {})
    assert found is not None
    exact = sum((one.amount.minor * Fraction(one.probability) / 100 for one in deals), Fraction())
    assert abs(found.expected.minor - exact) <= Fraction(1, 2)
    assert sum(one.amount.minor for one in deals) >= found.expected.minor >= 0


def test_costs_that_a_credit_made_up_for_are_not_said_to_be_missing() -> None:
    """With the open deals as without them the net cost is nothing, not unknown."""
    joined = pipeline([deal(500_00, "50")], DAY, replace(DONE, cost=0, costs=2), {}, own_cost=True)
    assert joined is not None
    assert joined.joined is not None
    assert joined.joined.credited


@given(amounts)
def test_its_deviation_is_that_of_the_open_part(deals: list[Deal]) -> None:
    """√Σ p(1-p)a², half up: no float is in it, and none disagrees by more than its own error."""
    found = pipeline(deals, DAY, DONE, {})
    assert found is not None
    chances = [(Fraction(one.probability) / 100, one.amount.minor) for one in deals]
    variance = sum((p * (1 - p) * a * a for p, a in chances), Fraction())
    assert abs(found.deviation.minor - sqrt(variance)) <= 0.5 + sqrt(variance) * 1e-12
    low, high = max(0, 2 * found.deviation.minor - 1), 2 * found.deviation.minor + 1
    assert low * low <= 4 * variance < high * high or not variance


def test_certain_deals_deviate_by_nothing() -> None:
    """At 0 and 100 percent there is nothing to give or take."""
    found = pipeline([deal(500_00, "0"), deal(700_00, "100")], DAY, DONE, {})
    assert found is not None
    assert (found.expected.minor, found.deviation.minor) == (700_00, 0)


def test_the_most_expected_comes_first() -> None:
    """By amount × probability, of the same by key."""
    found = pipeline([deal(100, "50", "b"), deal(100, "50", "a"), deal(90, "90", "c")], DAY, DONE, {})
    assert found is not None
    assert [one.key for one in found.deals] == ["c", "a", "b"]


def test_without_open_deals_there_is_none() -> None:
    """Nothing is shown where nothing is open."""
    assert pipeline([], DAY, DONE, {}) is None


def test_an_amount_in_another_currency_is_weighed_in_the_reporting_one() -> None:
    """At the rate of its day."""
    rate = ExchangeRate(currency="USD", reporting="EUR", value=Fraction(9, 10), day=DAY, source=RateSource.TYPED)
    dollars = replace(deal(1, "50"), amount=Money(minor=1_000_00, currency="USD"), exchange=rate)
    found = pipeline([dollars], DAY, DONE, {})
    assert found is not None
    assert (found.expected, dollars.expected) == (Money(minor=450_00, currency="EUR"),) * 2


def test_the_pipelines_roi_is_a_second_number() -> None:
    """(booked + expected - cost) / cost; without a cost there is no answer, and the booked one stays as it was."""
    found = pipeline([deal(100_00, "90")], DAY, DONE, {1: CUSTOMER}, own_cost=True)
    assert found is not None
    assert found.joined is not None
    assert (found.total.roi, found.joined.roi) == (Fraction(-50), Fraction(40))
    free = replace(found, total=Performance(currency="EUR", value=50_00))
    assert free.joined is not None
    assert free.joined.roi is None


@pytest.mark.parametrize(
    ("begun", "met", "period", "told"),
    [
        (DAY, None, JULY, True),
        (date(2026, 6, 30), None, JULY, False),
        (date(2026, 6, 30), None, None, False),  # Q3 begins in July
        (date(2026, 6, 30), None, ALL, True),
        (date(2026, 6, 30), DAY, JULY, True),
        (DAY, date(2026, 6, 30), JULY, False),
    ],
)
def test_a_ratio_is_of_deals_whose_cost_is_all_there(
    begun: date, met: date | None, period: Period | None, *, told: bool
) -> None:
    """First met within what was asked about, in a campaign's own answer only (J-10)."""
    deals = [deal(100_00, "90", "b"), replace(deal(1, "90"), day=begun, first_contact=met)]
    books = Ledger(facts=[cost(400_00, day=DAY)], deals=deals)
    found = campaign_report(books, "campaign-q3", period, TODAY, veil=MERGING).pipeline
    assert found is not None
    assert (found.joined is not None) is told
    for rank in (campaign_ranking, channel_ranking):
        everything = rank(books, ALL, TODAY, veil=MERGING).pipeline
        assert everything is not None
        assert everything.joined is None


def test_where_leads_count_nothing_is_added() -> None:
    """Today's version of the goal decides, not an older one."""
    for goals, adds in (
        ({1: CUSTOMER, 2: replace(LEAD, counts=False)}, True),
        ({1: LEAD}, False),
        ({2: LEAD, 3: replace(LEAD, id=3, counts=False)}, True),
        ({3: replace(LEAD, id=3), 2: replace(LEAD, counts=False)}, False),
    ):
        found = pipeline([deal(100_00, "90")], DAY, DONE, goals, own_cost=True)
        assert found is not None
        assert (found.adds, found.joined is not None) == (adds, adds)
        assert found.expected.minor == 90_00


def test_it_is_seen_on_the_last_day_or_today() -> None:
    """Whichever is earlier."""
    assert seen_on(JULY, date(2026, 9, 1)) == date(2026, 7, 31)
    assert seen_on(JULY, date(2026, 7, 15)) == date(2026, 7, 15)
    assert seen_on(Period(start=date(2027, 1, 1), end=date(2027, 2, 1)), TODAY) == TODAY


@given(amounts)
def test_reports_are_the_same_without_it(deals: list[Deal]) -> None:
    """Of a campaign, the overview and the channels nothing else moves; content types have none."""
    bare = Ledger(facts=[cost(400_00), sales(3)])
    with_deals = replace(bare, deals=deals)
    one = campaign_report(with_deals, "campaign-q3", JULY, TODAY, veil=MERGING)
    assert one.pipeline is not None
    assert replace(one, pipeline=None) == campaign_report(bare, "campaign-q3", JULY, TODAY, veil=MERGING)
    for rank in (campaign_ranking, channel_ranking):
        found = rank(with_deals, JULY, TODAY, veil=MERGING)
        assert found.pipeline is not None
        assert replace(found, pipeline=None) == rank(bare, JULY, TODAY, veil=MERGING)
    assert content_ranking(with_deals, JULY, TODAY, veil=MERGING) == content_ranking(bare, JULY, TODAY, veil=MERGING)
    assert digest_report(with_deals, JULY, "", veil=MERGING) == digest_report(bare, JULY, "", veil=MERGING)


# --- what a won deal books ---


def test_a_sale_is_one_customer_with_real_revenue() -> None:
    """In the currency of the deal, at the rate of its day; where the goal does not count it adds no return."""
    rate = ExchangeRate(currency="USD", reporting="EUR", value=Fraction(9, 10), day=DAY, source=RateSource.TYPED)
    won = replace(deal(1, "100", stage=WON), amount=Money(minor=1_000_00, currency="USD"), exchange=rate)
    booked = sale(won, CUSTOMER, FirstContact(opened=won.day))
    assert (booked.count, booked.value.minor, booked.revenue, booked.exchange) == (1, 900_00, won.amount, rate)
    assert (booked.campaign, booked.note, booked.day) == ("campaign-q3", "Acme", DAY)
    assert sale(won, replace(CUSTOMER, counts=False), FirstContact(opened=won.day)).value.minor == 0


def test_open_is_what_is_neither_won_nor_lost() -> None:
    """Of every stage but two, whatever its name."""
    found = {stage: deal(1, "50", stage=stage).open for stage in ("demo", "contract-sent", WON, LOST)}
    assert found == {"demo": True, "contract-sent": True, WON: False, LOST: False}


def test_the_one_customer_goal_that_counts_is_taken() -> None:
    """Where there are several, or none, it cannot be known; the problem says which."""
    assert sale_goal([LEAD, CUSTOMER, goal(3, Stage.CUSTOMER, "b", counts=False)]) == CUSTOMER
    for goals, several, leads in (
        ([CUSTOMER, goal(3, Stage.CUSTOMER, "b")], True, False),
        ([goal(3, Stage.OTHER)], False, False),
        ([LEAD, replace(CUSTOMER, counts=False)], False, True),
    ):
        with pytest.raises(SaleGoalUnknown) as problem:
            sale_goal(goals)
        assert (problem.value.several, problem.value.leads) == (several, leads)
    assert leads_count([LEAD])
    assert not leads_count([replace(LEAD, counts=False), CUSTOMER])


def test_a_lead_is_no_sale() -> None:
    """Any other goal may be chosen."""
    assert check_sale(CUSTOMER) == CUSTOMER
    assert check_sale(goal(3, Stage.OTHER)).key == "sale"
    with pytest.raises(LeadIsNoSale):
        check_sale(LEAD)
