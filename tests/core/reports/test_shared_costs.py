"""Shared costs: their parts sum to them for any key and books, and the plain rows add up to the same with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.ledger.hourly_rates import Work
from core.ledger.splits import SplitKey
from core.performance.performance import Performance
from core.reports.privacy import MERGING, OPEN
from core.reports.ranking import campaign_ranking
from core.reports.shared_costs import SharedCosts, divided, shared_costs, with_parts
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from tests.core.reports.test_reports import BRAND, DAY, JULY, Q3, TODAY, Ledger, cost, eur, leads, sales

AUGUST = Period(start=date(2026, 8, 1), end=date(2026, 9, 1))
KEYS = (SplitKey.EQUAL, SplitKey.ADS, SplitKey.HOURS, SplitKey.CONVERSIONS)


def tools(minor: int, campaign: str = "", day: date = DAY) -> Cost:
    return Cost(day=day, category=Category.TOOLS, amount=eur(minor), campaign=campaign)


def hours(said: str, campaign: str, *names: str, day: date = DAY) -> Cost:
    people = tuple(Work(person=name, hours=Decimal(said) / len(names), rate=eur(5000)) for name in names)
    return Cost(
        day=day,
        category=Category.PEOPLE,
        amount=eur(int(Decimal(said) * 5000)),
        campaign=campaign,
        hours=Decimal(said),
        people=people,
    )


def spread(ledger: Ledger, key: SplitKey, period: Period = JULY, *, admin: bool = True) -> SharedCosts:
    found = shared_costs(ledger, period, key, veil=OPEN if admin else MERGING)
    assert found is not None
    return found


def test_by_ad_spend_of_the_period_asked() -> None:
    """100.00 of no campaign by 30 : 10 in July; what was spent in August weighs in August only."""
    august = date(2026, 8, 4)
    books = Ledger(facts=[tools(10000), cost(3000), cost(1000, campaign="brand"), cost(9900, day=august)])
    assert spread(books, SplitKey.ADS).parts == {"brand": 2500, "campaign-q3": 7500}
    assert shared_costs(books, AUGUST, SplitKey.ADS, veil=OPEN) is None


def test_only_ads_weigh_and_only_conversions_that_count() -> None:
    """Tools of a campaign are no ad spend, and leads that do not count are no conversions."""
    books = Ledger(facts=[tools(10000), tools(500, "brand"), cost(100), leads(50, campaign="brand"), sales(1)])
    assert spread(books, SplitKey.ADS).parts == {"campaign-q3": 10000}
    assert spread(books, SplitKey.CONVERSIONS).parts == {"campaign-q3": 10000}


def test_equally_over_what_runs_in_the_period() -> None:
    """Ties go to the earlier by key; who begins later, or has ended, gets nothing."""
    late = Campaign(key="late", name="Late", start=date(2026, 8, 1))
    over = Campaign(key="over", name="Over", end=date(2026, 6, 30))
    books = Ledger(facts=[tools(10000)], known=(Q3, BRAND, late, over, Campaign(key="aaa", name="Aaa")))
    assert spread(books, SplitKey.EQUAL).parts == {"aaa": 3334, "brand": 3333, "campaign-q3": 3333}


def test_by_hours_for_admins_and_equally_for_others() -> None:
    """To a member the parts would tell hours, however many have worked: a second person is easily made up."""
    books = Ledger(
        facts=[tools(10000), hours("30", "brand", "Wanda", "Xaver"), hours("10", "campaign-q3", "Yara", "Zoe")]
    )
    assert spread(books, SplitKey.HOURS).parts == {"brand": 7500, "campaign-q3": 2500}
    shown = spread(books, SplitKey.HOURS, admin=False)
    assert (shown.by, shown.parts) == (SplitKey.EQUAL, {"brand": 5000, "campaign-q3": 5000})


@given(st.decimals(Decimal("1.01"), 10, places=2), st.decimals(Decimal("1.01"), 10, places=2))
def test_hours_move_nothing_a_member_sees(one: Decimal, other: Decimal) -> None:
    """Whatever was worked, a member reads the same parts, as long as each of two hides the other."""
    plain = Ledger(facts=[tools(10000)])
    books = Ledger(facts=[tools(10000), hours(str(one), "brand", "Wanda"), hours(str(other), "campaign-q3", "Yara")])
    for key in KEYS:
        assert spread(books, key, admin=False).parts == spread(plain, key, admin=False).parts


def test_what_is_one_persons_cost_is_not_spread_before_others() -> None:
    """The parts would sum to it; of two people it is a sum as any other."""
    alone = Ledger(facts=[hours("30", "", "Wanda"), cost(100)])
    assert spread(alone, SplitKey.ADS, admin=False).withheld
    assert spread(alone, SplitKey.ADS, admin=False).parts == {}
    assert spread(alone, SplitKey.ADS).parts == {"campaign-q3": 150000}
    two = Ledger(facts=[hours("30", "", "Wanda", "Xaver"), cost(100)])
    assert spread(two, SplitKey.ADS, admin=False).parts == {"campaign-q3": 150000}


@pytest.mark.parametrize("key", [SplitKey.ADS, SplitKey.HOURS, SplitKey.CONVERSIONS])
def test_nothing_to_divide_by_is_no_part(key: SplitKey) -> None:
    """And so are sums that are not above zero: a campaign with more credits than ads."""
    credit = replace(cost(100), amount=eur(-100))
    assert spread(Ledger(facts=[tools(10000), credit]), key).parts == {}


def test_switched_off_there_are_no_parts() -> None:
    """Only the sum; and nothing at all where nothing is shared."""
    found = spread(Ledger(facts=[tools(10000), cost(100)]), SplitKey.NONE)
    assert (found.cost, found.parts) == (eur(10000), {})
    assert shared_costs(Ledger(facts=[cost(100)]), JULY, SplitKey.EQUAL, veil=OPEN) is None


@given(st.integers(-(10**12), 10**12), st.dictionaries(st.sampled_from("abcdefg"), st.integers(-5, 10**9)))
def test_parts_sum_to_the_whole(minor: int, weights: dict[str, int]) -> None:
    """To the minor unit, also of a credit; what weighs nothing gets nothing."""
    parts = divided(minor, weights)
    assert set(parts) == {key for key, weight in weights.items() if weight > 0}
    assert not parts or sum(parts.values()) == minor


NAMES = st.sampled_from(["", "brand", "campaign-q3"])
FACTS = st.lists(
    st.one_of(
        st.builds(tools, st.integers(1, 10**6), NAMES),
        st.builds(lambda minor, campaign: cost(minor, campaign=campaign), st.integers(1, 10**6), NAMES),
        st.builds(lambda count, campaign: sales(count, campaign=campaign), st.integers(1, 50), NAMES),
        st.builds(
            lambda said, campaign, who: hours(str(said), campaign, who),
            st.integers(1, 99),
            NAMES,
            st.sampled_from(["Wanda", "Xaver"]),
        ),
    ),
    max_size=12,
)


@given(FACTS, st.sampled_from(KEYS), st.booleans())
def test_rows_with_their_parts_add_up_to_the_total(facts: list[Cost | Conversion], key: SplitKey, admin: bool) -> None:
    """Cost and return are the same as without spreading, also where rows are merged; each part is in its row."""
    books = Ledger(facts=facts)
    ranking = campaign_ranking(books, JULY, TODAY, veil=OPEN if admin else MERGING)
    shared = shared_costs(books, JULY, key, veil=OPEN if admin else MERGING)
    if shared is None or not shared.parts:
        return
    found = with_parts(ranking.rows, shared)
    total: Performance = ranking.total
    assert sum(one.row.performance.cost for one in found) == total.cost
    assert sum(one.row.performance.value for one in found) == total.value
    assert sum(one.part.minor for one in found) == shared.cost.minor
    assert sum(one.row.excess for one in found) == sum(row.excess for row in ranking.rows)
    assert [one.row.excess for one in found] == sorted((one.row.excess for one in found), reverse=True)


@given(
    st.lists(st.integers(0, 10**6), min_size=4, max_size=4),
    st.sampled_from([SplitKey.EQUAL, SplitKey.ADS, SplitKey.CONVERSIONS]),
)
def test_the_cost_of_those_that_serve_all_is_shared_too(minor: list[int], key: SplitKey) -> None:
    """The parts sum to it, the rows to the same total, and nobody who serves all gets a part."""
    nowhere, serving, ads, brand = minor
    support = Campaign(key="support", name="Support", serves_all=True)
    costs = [tools(nowhere), tools(serving, "support"), cost(ads + 1), cost(brand, campaign="brand")]
    books = Ledger(facts=[*costs, sales(1), sales(2, campaign="support")], known=(Q3, BRAND, support))
    ranking = campaign_ranking(books, JULY, TODAY, veil=OPEN)
    if not nowhere + serving:
        return
    shared = spread(books, key)
    assert sum(shared.parts.values()) == shared.cost.minor == nowhere + serving
    assert "support" not in shared.parts
    rows = [one.row.performance for one in with_parts(ranking.rows, shared)]
    assert sum(row.cost for row in rows) == ranking.total.cost
    assert sum(row.value for row in rows) == ranking.total.value
