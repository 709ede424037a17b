"""Media of an agency's invoice, and credits: what counts is neither twice on the books nor lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.ledger.entries import Cost
from core.ledger.entry_fields import CreditWithoutReason, check_credit
from core.ledger.media import ads_of, media_of, media_period
from core.ledger.postings import postings
from core.money.money import Money
from core.performance.cells import Cell
from core.setup.categories import Category

DAY = date(2025, 8, 4)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@given(st.integers(1, 10**9), st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_no_more_is_left_out_than_said_or_found(said: int, found: int, fee: int) -> None:
    """What is left out and what counts are the invoice, whatever is on the books."""
    media = media_of(usd(said), found)
    assert 0 <= media.left_out.minor <= max(0, min(said, found))
    bill = Cost(day=DAY, category=Category.AGENCY, amount=usd(said + fee), media=media)
    assert bill.counted + media.left_out == bill.amount
    assert sum(one.cost for one in postings(bill)) == bill.counted.minor


@pytest.mark.parametrize(
    ("until", "period"),
    [
        (None, Period(start=date(2025, 8, 1), end=date(2025, 9, 1))),
        (date(2025, 9, 30), Period(start=DAY, end=date(2025, 10, 1))),
    ],
)
def test_the_period_is_the_month_or_the_days_served(until: date | None, period: Period) -> None:
    """Half-open."""
    assert media_period(DAY, until) == period


def test_only_ads_are_media() -> None:
    """Of one channel, or of all."""
    cells = [
        Cell(channel="linkedin", category="ads", cost=5),
        Cell(channel="x", category="ads", cost=7),
        Cell(channel="x", category="tools", cost=9),
    ]
    assert (ads_of(cells, ""), ads_of(cells, "x")) == (12, 7)


@given(st.integers(1, 10**9), st.integers(0, 400))
def test_a_credit_mirrors_its_cost(minor: int, days: int) -> None:
    """Day by day the same, below zero."""
    until = date.fromordinal(DAY.toordinal() + days) if days else None
    cost, credit = (
        Cost(day=DAY, until=until, category=Category.TOOLS, amount=usd(sign * minor), note="refund") for sign in (1, -1)
    )
    assert credit.credit
    assert [(one.day, -one.cost) for one in postings(credit)] == [(one.day, one.cost) for one in postings(cost)]


def test_a_credit_needs_its_reason() -> None:
    """A cost does not."""
    assert check_credit(usd(5), "") == usd(5)
    assert check_credit(usd(-5), "refund") == usd(-5)
    with pytest.raises(CreditWithoutReason):
        check_credit(usd(-5), "")
