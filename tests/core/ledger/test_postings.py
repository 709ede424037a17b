"""Postings: what an entry puts on its day, and that its reversal takes exactly that away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.ledger.entries import Conversion, Cost
from core.ledger.postings import Posting, postings
from core.money.money import Money
from core.setup.categories import Category
from core.setup.goals import Basis, Goal

DAY = date(2026, 8, 3)
KEYS = st.sampled_from(["", "linkedin", "campaign-q3"])
AMOUNTS = st.integers(0, 10**14).map(lambda minor: Money(minor=minor, currency="EUR"))
GOALS = st.builds(
    Goal,
    id=st.integers(1, 99),
    key=st.just("lead"),
    name=st.just("Lead"),
    basis=st.sampled_from(Basis),
    value=AMOUNTS,
    counts=st.booleans(),
)
PLACES = {"day": st.dates(), "campaign": KEYS, "channel": KEYS, "content": KEYS}
COSTS = st.builds(Cost, **PLACES, category=st.sampled_from(Category), amount=AMOUNTS)
CONVERSIONS = st.builds(
    Conversion, **PLACES, goal=GOALS, count=st.integers(1, 10**9), value=AMOUNTS, revenue=st.none() | AMOUNTS
)


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def keys(posting: Posting) -> tuple[object, ...]:
    return (posting.day, posting.campaign, posting.channel, posting.content, posting.category, posting.goal)


def sums(posting: Posting) -> tuple[int, ...]:
    return (posting.cost, posting.count, posting.value, posting.revenue, posting.sales, posting.squares)


def test_a_cost_on_its_day() -> None:
    """The whole amount, with its category and its keys, and nothing that is a conversion's."""
    cost = Cost(
        day=DAY,
        category=Category.PEOPLE,
        amount=eur(72000),
        campaign="campaign-q3",
        channel="linkedin",
        content="reel",
        hours=Decimal("12.5"),
        rate=eur(4000),
    )
    expected = Posting(
        day=DAY, campaign="campaign-q3", channel="linkedin", content="reel", category="people", cost=72000, standing=1
    )
    assert postings(cost) == (expected,)


def test_a_conversion_on_its_day() -> None:
    """Its count and value under the version of its goal; revenue only where it was really taken."""
    lead = Goal(id=5, key="lead", name="Lead", basis=Basis.FIXED, value=eur(1500))
    hoped = Conversion(day=DAY, goal=lead, count=12, value=eur(18000), channel="linkedin")
    real = Conversion(day=DAY, goal=lead, count=12, value=eur(99), revenue=eur(99), channel="linkedin")
    plain = Posting(day=DAY, campaign="", channel="linkedin", content="", goal=5, count=12, value=18000, standing=1)
    taken = replace(plain, value=99, revenue=99, sales=12, squares=817)  # 99² / 12 = 816.75
    assert postings(hoped) == (plain,)
    assert postings(real) == (taken,)


def test_revenue_of_a_goal_that_does_not_count() -> None:
    """What does not count towards return has no revenue on the books either, so that value - revenue is no debt."""
    lead = Goal(id=5, key="lead", name="Lead", basis=Basis.FIXED, value=eur(1500), counts=False)
    fact = Conversion(day=DAY, goal=lead, count=1, value=lead.return_of(1, eur(99)), revenue=eur(99))
    assert [(p.value, p.revenue) for p in postings(fact)] == [(0, 0)]


@given(COSTS | CONVERSIONS)
def test_a_fact_and_its_reversal_sum_to_nothing(fact: Cost | Conversion) -> None:
    """On the same day and under the same keys, every figure is taken back exactly."""
    for done, undone in zip(postings(fact), postings(fact, -1), strict=True):
        assert keys(done) == keys(undone)
        assert [a + b for a, b in zip(sums(done), sums(undone), strict=True)] == [0] * 6


@given(COSTS | CONVERSIONS)
def test_postings_are_the_whole_fact(fact: Cost | Conversion) -> None:
    """The parts of an entry add up to it, to the minor unit."""
    cost, value = (fact.amount.minor, 0) if isinstance(fact, Cost) else (0, fact.value.minor)
    assert (sum(p.cost for p in postings(fact)), sum(p.value for p in postings(fact))) == (cost, value)
