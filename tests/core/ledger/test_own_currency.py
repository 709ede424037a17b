"""Revaluations: what an entry in another currency posts adds up in both currencies, whatever is summed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.ledger.entries import Conversion, Cost
from core.ledger.own_currency import OwnPosting, own_postings
from core.ledger.postings import postings
from core.ledger.splits import Part, SplitKey, months_of, split_by
from core.ledger.spreads import service_period
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.categories import Category
from core.setup.goals import Basis, Goal

DAY = date(2025, 8, 4)
LEAD = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=Money(minor=0, currency="USD"))


def rate(currency: str, value: Fraction) -> ExchangeRate:
    return ExchangeRate(currency=currency, reporting="USD", value=value, day=DAY, source=RateSource.TYPED)


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    """With share, spread and split, the weights the same in all months or not, in currencies of 0, 2 and 3 decimals."""
    currency = draw(st.sampled_from(["EUR", "JPY", "KWD"]))
    until = draw(st.none() | st.integers(0, 400))
    last = None if until is None else DAY + timedelta(days=until)
    weights = st.lists(st.integers(1, 9), min_size=1, max_size=3)
    of_months = {
        month: [Part(campaign=f"c{n}", weight=Decimal(w)) for n, w in enumerate(draw(weights))]
        for month in months_of(service_period(DAY, last))
    }
    split = draw(st.booleans()) and split_by(SplitKey.ADS, service_period(DAY, last), of_months)
    return Cost(
        day=DAY,
        category=Category.TOOLS,
        amount=Money(minor=draw(st.integers(-(10**6), 10**9).filter(bool)), currency=currency),
        until=last,
        share=draw(st.decimals("0.01", "100", places=2)),
        split=split or None,
        note="x",
        exchange=rate(currency, draw(st.fractions("0.0001", "100"))),
    )


@given(costs(), st.sampled_from([1, -1]))
def test_own_amounts_add_up_as_the_booked_ones_do(cost: Cost, sign: int) -> None:
    """To the minor unit of both; over each month and campaign the booked ones are what the daily totals hold."""
    found = own_postings(cost, sign)
    assert sum(one.own_cost for one in found) == sign * cost.social.minor
    assert sum(one.cost for one in found) == sign * cost.booked.minor
    own, booked = Counter[tuple[date, str]](), Counter[tuple[date, str]]()
    for one in found:
        own[one.day, one.campaign] += one.cost
    for posting in postings(cost, sign):
        booked[posting.day, posting.campaign] += posting.cost
    assert own == {place: booked[place] for place in own}


@given(costs(), st.integers(0, 400))
def test_any_cut_of_the_days_adds_up(cost: Cost, cut: int) -> None:
    """What falls before a day and from it on is the whole, in its own currency too, and near its part."""
    found = own_postings(cost)
    edge = DAY + timedelta(days=cut)
    before = sum(one.own_cost for one in found if one.day < edge)
    assert before + sum(one.own_cost for one in found if one.day >= edge) == cost.social.minor
    if cost.split is None:
        passed = min(cut, cost.service.days)
        assert abs(Fraction(cost.social.minor * passed, cost.service.days) - before) <= 1


def test_real_revenue_posts_what_was_taken() -> None:
    """200.00 EUR at 1.10; a return without real revenue, frozen in another currency, likewise."""
    usd = Money(minor=22000, currency="USD")
    taken = Conversion(
        day=DAY,
        goal=LEAD,
        count=3,
        value=usd,
        revenue=Money(minor=20000, currency="EUR"),
        exchange=rate("EUR", Fraction(11, 10)),
    )
    frozen = replace(taken, revenue=None, frozen=taken.revenue)
    for fact in (taken, frozen):
        (one,) = own_postings(fact)
        assert (one.currency, one.own_value, one.value, one.goal) == ("EUR", 20000, 22000, 1)


def test_what_does_not_count_posts_nothing() -> None:
    """Nor does anything in the reporting currency."""
    silent = replace(LEAD, counts=False)
    zero = Money(minor=0, currency="USD")
    taken = Conversion(
        day=DAY,
        goal=silent,
        count=3,
        value=zero,
        revenue=Money(minor=20000, currency="EUR"),
        exchange=rate("EUR", Fraction(11, 10)),
    )
    assert own_postings(taken) == ()
    assert own_postings(Cost(day=DAY, category=Category.ADS, amount=Money(minor=1, currency="USD"))) == ()


def test_a_part_that_comes_to_nothing_in_one_of_the_two_is_kept() -> None:
    """One yen over two days is nothing in dollars; its own unit still stands on its day."""
    bill = Cost(
        day=DAY,
        category=Category.TOOLS,
        amount=Money(minor=1, currency="JPY"),
        until=DAY + timedelta(days=1),
        exchange=rate("JPY", Fraction(1, 1000)),
    )
    assert [(one.day, one.own_cost, one.cost) for one in own_postings(bill)] == [(DAY, 1, 0)]
    assert isinstance(own_postings(bill)[0], OwnPosting)
