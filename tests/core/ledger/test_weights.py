"""Weights: what one sale weighs, what a refund leaves of it, and the two halves of a sum of squares."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger.entries import Conversion, Entry, Refund
from core.ledger.postings import postings
from core.ledger.weights import Weight, halves, whole, with_what_stood
from core.money.money import Money
from core.setup.goals import Basis, Goal

DAY, NOW = date(2026, 8, 3), datetime(2026, 8, 3, 12, tzinfo=UTC)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


SALE = Goal(id=5, key="sale", name="Sale", basis=Basis.FIXED, value=usd(100))
SOLD = Conversion(day=DAY, goal=SALE, count=3, value=usd(1000), revenue=usd(1000))


def given_back(minor: int, count: int = 0) -> Conversion:
    return replace(SOLD, count=-count, value=usd(-minor), revenue=usd(-minor), refund=Refund(entry=1, day=DAY))


@pytest.mark.parametrize(
    ("value", "count", "sales", "squares", "each"),
    [
        (1000, 1, 1, 1_000_000, 1000),
        (1000, 3, 3, 333_333, 333),
        (1001, 2, 2, 501_001, 501),  # 501,000.5 and 500.5, half up
        (10**14, 1, 1, 10**28, 10**14),  # past 64 bits
        (0, 3, 0, 0, 0),
        (-5, 1, 0, 0, 0),
        (5, 0, 0, 0, 0),
    ],
)
def test_an_entry_of_several_weighs_the_same_for_each(
    value: int, count: int, sales: int, squares: int, each: int
) -> None:
    """R²/n and R/n, half up; what is left at or below zero is no sale."""
    weight = Weight(value=value, count=count)
    assert (weight.sales, weight.squares, weight.each) == (sales, squares, each)


@given(st.integers(1, 10**16), st.integers(1, 10**9))
def test_squares_round_half_up(value: int, count: int) -> None:
    """The same in decimals."""
    with localcontext() as context:
        context.prec = 60
        expected = (Decimal(value) ** 2 / count).quantize(Decimal(1), ROUND_HALF_UP)
    assert Weight(value=value, count=count).squares == expected


@given(st.lists(st.integers(-(10**32), 10**32), max_size=20))
def test_halves_are_summed_apart(squares: list[int]) -> None:
    """Each pair is one number, the low half within 40 bits; sums of the halves are the sum."""
    pairs = [halves(one) for one in squares]
    assert [whole(*pair) for pair in pairs] == squares
    assert all(0 <= low < 2**40 for _, low in pairs)
    assert whole(sum(high for high, _ in pairs), sum(low for _, low in pairs)) == sum(squares)


def test_a_refund_posts_the_difference_of_the_squares() -> None:
    """400 of 1,000 in three: 600²/3 less 1000²/3; the rest of it takes the sales too; a refund that is not told of its
    sale moves nothing.
    """
    stood = Weight(value=1000, count=3)
    assert [(p.sales, p.squares) for p in postings(given_back(400), 1, stood)] == [(0, 120_000 - 333_333)]
    left = Weight(value=600, count=3)
    assert [(p.sales, p.squares) for p in postings(given_back(400), -1, left)] == [(0, 333_333 - 120_000)]
    assert [(p.sales, p.squares) for p in postings(given_back(600, 3), 1, left)] == [(-3, -120_000)]
    assert [(p.sales, p.squares) for p in postings(given_back(400))] == [(0, 0)]


def test_typed_worth_and_goals_that_do_not_count_weigh_nothing() -> None:
    """Their squares follow from the sums, or they are no return at all."""
    hidden = replace(SOLD, goal=replace(SALE, counts=False), value=usd(0))
    for fact in (replace(SOLD, revenue=None), hidden):
        assert [(p.sales, p.squares) for p in postings(fact)] == [(0, 0)]


def test_refunds_taken_back_in_any_order_leave_what_stands() -> None:
    """The first of two refunds taken back leaves the square of the second alone, which is no negation of the first."""
    first, second = given_back(400), given_back(100)
    facts = [(SOLD, 1), (first, 1), (second, 1), (first, -1)]
    entries = [
        Entry(id=number, fact=fact, logged_by="U1", logged_at=NOW, source="form", sign=sign)
        for number, (fact, sign) in enumerate(facts, start=1)
    ]
    posted = [one for entry, stood in with_what_stood(entries) for one in postings(entry.fact, entry.sign, stood)]
    assert sum(one.squares for one in posted) == Weight(value=900, count=3).squares == 270_000
    assert sum(one.sales for one in posted) == 3
