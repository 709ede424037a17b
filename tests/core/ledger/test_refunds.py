"""Refunds: all parts of a sale together are the whole, to the minor unit, in whatever order they go and come back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger.entries import Conversion, Cost, Refund
from core.ledger.postings import postings
from core.ledger.refunds import (
    Left,
    NothingToRefund,
    RefundBeforeSale,
    RefundTooHigh,
    check_refund_day,
    left_of,
    refund,
    refundable,
)
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.goals import Basis, Goal
from tests.databases import examples

SOLD, BACK = date(2026, 3, 5), date(2026, 4, 2)


def sale(minor: int, count: int = 1, rate: Fraction | None = None, *, counts: bool = True) -> Conversion:
    """So many minor units, of euros where there is a rate."""
    goal = Goal(id=3, key="u", name="u", basis=Basis.FIXED, value=Money(minor=1, currency="USD"), counts=counts)
    exchange = rate and ExchangeRate(currency="EUR", reporting="USD", value=rate, day=SOLD, source=RateSource.ECB)
    revenue = Money(minor=minor, currency="EUR" if exchange else "USD")
    value = goal.return_of(count, exchange.convert(revenue) if exchange else revenue)
    return Conversion(day=SOLD, goal=goal, count=count, value=value, revenue=revenue, exchange=exchange or None)


def given_back(sold: Conversion, before: list[Conversion], minor: int) -> Conversion:
    left = left_of(sold, before)
    return refund(sold, 7, left, Money(minor=minor, currency=left.amount.currency), BACK, "u")


rates = st.none() | st.fractions("1/1000", 1000, max_denominator=10_000)


@examples(60)
@given(st.integers(1, 10**6), st.integers(1, 9), rates, st.booleans(), st.lists(st.integers(1, 10**6), max_size=8))
def test_the_parts_are_the_whole(minor: int, count: int, rate: Fraction | None, counts: bool, parts: list[int]) -> None:
    """Nothing is below zero on the way, the count stands till the last cent goes, and then all is nothing."""
    sold = sale(minor, count, rate, counts=counts)
    done: list[Conversion] = []
    for part in parts:
        left = left_of(sold, done)
        if part >= left.amount.minor:
            break
        done.append(given_back(sold, done, part))
        after = left_of(sold, done)
        assert after.amount.minor == left.amount.minor - part
        assert 0 <= after.value.minor <= left.value.minor
        assert after.count == count
    done.append(given_back(sold, done, left_of(sold, done).amount.minor))
    nothing = left_of(sold, done)
    assert (nothing.amount.minor, nothing.value.minor, nothing.count) == (0, 0, 0)
    booked = [posting for fact in (sold, *done) for posting in postings(fact)]
    assert {posting.day for posting in booked} == {SOLD}
    assert [sum(getattr(one, name) for one in booked) for name in ("cost", "count", "value", "revenue")] == [0, 0, 0, 0]


@examples(40)
@given(st.integers(2, 10**4), rates, st.data())
def test_taken_back_in_any_order_nothing_goes_below_zero(
    minor: int, rate: Fraction | None, data: st.DataObject
) -> None:
    """Parts that come and go, as undo lets them: what is left stays between nothing and the sale."""
    sold = sale(minor, rate=rate)
    done: list[Conversion] = []
    for _ in range(8):
        left = left_of(sold, done)
        gone: bool = data.draw(st.booleans())
        if done and gone:
            del done[data.draw(st.integers(0, len(done) - 1))]
        elif left.amount.minor > 1:
            done.append(given_back(sold, done, data.draw(st.integers(1, left.amount.minor - 1))))
        after = left_of(sold, done)
        assert 0 <= after.value.minor <= sold.value.minor
        assert 0 < after.amount.minor <= minor


def test_a_refund_names_its_sale_and_its_own_day() -> None:
    """It stands on the sale's day and keeps when and of what it is."""
    made = given_back(sale(1000), [], 400)
    assert (made.day, made.refund) == (SOLD, Refund(entry=7, day=BACK))
    assert (made.count, made.value.minor, made.revenue) == (0, -400, Money(minor=-400, currency="USD"))


def test_never_more_than_is_left() -> None:
    """Not of a fresh sale, nor of one of which a part is gone, nor of one that is gone whole."""
    sold = sale(1000)
    with pytest.raises(RefundTooHigh):
        given_back(sold, [], 1001)
    part = given_back(sold, [], 999)
    with pytest.raises(RefundTooHigh):
        given_back(sold, [part], 2)
    with pytest.raises(NothingToRefund):
        given_back(sold, [given_back(sold, [], 1000)], 1)


def test_only_a_sale_with_real_revenue_is_refunded() -> None:
    """Not a cost, not a conversion whose worth is only thought, not a refund, not a sale of nothing."""
    sold = sale(1000)
    assert refundable(sold)
    assert not refundable(given_back(sold, [], 1000))
    assert not refundable(sale(0))
    assert not any(refundable(other) for other in (None, Cost))
    with pytest.raises(NothingToRefund):
        left_of(given_back(sold, [], 1000), [])


def test_a_refund_is_not_before_its_sale() -> None:
    """Unless the sale lies ahead: then it may be called off today."""
    assert check_refund_day(SOLD, SOLD, BACK) == SOLD
    assert check_refund_day(SOLD, BACK, SOLD) == SOLD
    with pytest.raises(RefundBeforeSale):
        check_refund_day(SOLD, BACK, BACK)


def test_what_is_left_of_a_fresh_sale_is_all_of_it() -> None:
    """As it was taken, and as it is booked."""
    sold = sale(1000, 2, Fraction(3, 2))
    assert left_of(sold, []) == Left(
        amount=Money(minor=1000, currency="EUR"), value=Money(minor=1500, currency="USD"), count=2
    )
