"""Goals: what one is worth, on what that rests, and that one funnel counts once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.money import LARGEST, Money, NotANumber, NotPositive, TooLarge, TooManyDecimals
from core.setup.goals import (
    Basis,
    Goal,
    NotADelay,
    RateMissing,
    RateTooHigh,
    SecondStageCounts,
    Stage,
    Twice,
    check_funnel,
    counted_twice,
    counted_twice_by,
    parse_delay,
    parse_rate,
)

RATES = st.decimals("0.0001", 100, places=4)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


NEWSLETTER = Goal(id=1, key="newsletter", name="Newsletter", basis=Basis.HISTORY, value=usd(15000), rate=Decimal(10))
BOOKING = Goal(id=2, key="booking", name="Booking", basis=Basis.AVERAGE, value=usd(30000), rate=Decimal(75))
LEAD = Goal(id=3, key="lead", name="Lead", basis=Basis.FIXED, value=usd(100), stage=Stage.LEAD)
SALE = Goal(id=4, key="sale", name="Sale", basis=Basis.FIXED, value=usd(100), stage=Stage.CUSTOMER)


# --- worth ---


def test_the_worth_of_a_subscriber() -> None:
    """One in ten becomes a customer worth 150: each is worth 15.00, and 12,000 of them 180,000.00 (article A-03)."""
    assert NEWSLETTER.each == usd(1500)
    assert NEWSLETTER.return_of(12_000, None) == usd(18_000_000)


def test_the_worth_of_a_booking() -> None:
    """75 % of those who book spend 300: a booking is worth 225.00 (article A-04)."""
    assert BOOKING.each == usd(22500)
    assert BOOKING.return_of(1, None) == usd(22500)


def test_without_a_rate_one_is_worth_its_value() -> None:
    """A fixed value stands as it is."""
    assert LEAD.each == usd(100)
    assert LEAD.return_of(7, None) == usd(700)


def test_worth_is_rounded_once() -> None:
    """A third of a cent each is a whole cent for three, not nothing three times."""
    third = replace(LEAD, value=usd(1), rate=Decimal("33.3333"))
    assert third.each == usd(0)
    assert third.return_of(3, None) == usd(1)
    assert third.return_of(3_000_000, None) == usd(999_999)


@given(st.integers(0, 10**9), RATES, st.integers(1, 10**5))  # at most 10**12 in whole units: more is refused
def test_a_return_is_within_half_a_minor_unit(value: int, rate: Decimal, count: int) -> None:
    """However many there are, only the whole is rounded."""
    goal = replace(NEWSLETTER, value=usd(value), rate=rate)
    exact = Fraction(value) * Fraction(rate) / 100 * count
    assert abs(goal.return_of(count, None).minor - exact) <= Fraction(1, 2)
    assert abs(goal.each.minor - goal.worth) <= Fraction(1, 2)


def test_a_goal_may_be_worth_nothing() -> None:
    """A value of 0 divides by nothing."""
    nothing = replace(NEWSLETTER, value=usd(0))
    assert (nothing.each, nothing.return_of(5, None)) == (usd(0), usd(0))


def test_real_revenue_replaces_the_worth() -> None:
    """Where the real total is known, it is the return, also where it is nothing."""
    assert NEWSLETTER.return_of(12, usd(999)) == usd(999)
    assert NEWSLETTER.return_of(12, usd(0)) == usd(0)


def test_a_goal_that_does_not_count_returns_nothing() -> None:
    """Neither its worth nor its revenue enters the return."""
    quiet = replace(NEWSLETTER, counts=False)
    assert quiet.return_of(12_000, None) == quiet.return_of(12_000, usd(500)) == usd(0)


def test_a_return_beyond_all_sense_is_refused() -> None:
    """A thousand million conversions of a dear goal are a slip, and no number the books could hold."""
    dear = replace(LEAD, value=usd(LARGEST * 100))
    assert dear.return_of(1, None) == usd(LARGEST * 100)
    with pytest.raises(TooLarge):
        dear.return_of(10**9, None)


# --- basis ---


def test_hope_is_an_estimate() -> None:
    """What one would pay, what one guesses and what others see is hoped for; every other basis is not (T-03, J-09)."""
    assert {basis for basis in Basis if basis.estimate} == {Basis.TARGET, Basis.GUESS, Basis.BENCHMARK}


@pytest.mark.parametrize("basis", [Basis.HISTORY, Basis.AVERAGE])
def test_some_bases_need_a_rate(basis: Basis) -> None:
    """A history or an average without the percentage that buys says nothing."""
    for text in (None, ""):
        with pytest.raises(RateMissing) as problem:
            parse_rate(text, basis)
        assert (problem.value.basis, problem.value.field) == (basis, "rate")


@pytest.mark.parametrize("basis", [Basis.FIXED, Basis.BENCHMARK, Basis.TARGET, Basis.GUESS])
def test_other_bases_may_go_without(basis: Basis) -> None:
    """A value that stands for itself needs no percentage, and takes one."""
    assert parse_rate(None, basis) is None
    assert parse_rate("10", basis) == 10


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("10", "10"),
        ("10%", "10"),
        ("10 %", "10"),
        ("2,5", "2.5"),
        (" 0.0001 ", "0.0001"),
        ("100", "100"),
        ("100.00", "100"),
    ],
)
def test_rates_as_people_write_them(text: str, rate: str) -> None:
    """With or without a sign, with a comma or a point, up to a hundred and four decimals."""
    assert parse_rate(text, Basis.HISTORY) == Decimal(rate)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0", NotPositive),
        ("-5", NotPositive),
        ("101", RateTooHigh),
        ("100.0001", RateTooHigh),
        ("0.00001", TooManyDecimals),
        ("1/10", NotANumber),
        ("ten", NotANumber),
        ("10%%", NotANumber),
        ("%", NotANumber),
    ],
)
def test_rates_that_cannot_be(text: str, problem: type[RateTooHigh]) -> None:
    """A share of people lies above none and goes up to all, and each refusal stands under the rate."""
    with pytest.raises(problem) as raised:
        parse_rate(text, Basis.HISTORY)
    assert raised.value.field == "rate"


# --- one funnel ---


def test_two_stages_of_a_funnel_may_not_both_count() -> None:
    """A lead who became a customer would be counted twice; the problem names the goal that counts already."""
    for goal, other in ((LEAD, SALE), (SALE, LEAD)):
        with pytest.raises(SecondStageCounts) as problem:
            check_funnel(goal, [NEWSLETTER, other])
        assert (problem.value.goal, problem.value.stage, problem.value.field) == (other.name, other.stage, "counts")


@pytest.mark.parametrize(
    ("goal", "others"),
    [
        (LEAD, []),
        (LEAD, [replace(LEAD, key="demo")]),
        (LEAD, [replace(SALE, counts=False)]),
        (replace(LEAD, counts=False), [SALE]),
        (NEWSLETTER, [LEAD]),
        (LEAD, [NEWSLETTER]),
        (replace(SALE, key="lead"), [LEAD]),
    ],
)
def test_what_may_count_together(goal: Goal, others: list[Goal]) -> None:
    """One stage counts, in as many goals as there are, beside anything outside the funnel; a goal may move stage."""
    check_funnel(goal, others)


# --- the delay ---


@pytest.mark.parametrize(("text", "days"), [("", 0), (" ", 0), ("0", 0), ("14", 14), ("3650", 3650), ("3,650", 3650)])
def test_delays_are_whole_days(text: str, days: int) -> None:
    """None at all where nothing was typed, ten years at most."""
    assert parse_delay(text) == days


@pytest.mark.parametrize("text", ["-1", "3651", "1.5", "1,5", "two weeks", "14d"])
def test_delays_that_cannot_be(text: str) -> None:
    """Each refusal stands under the delay."""
    with pytest.raises(NotADelay) as raised:
        parse_delay(text)
    assert raised.value.field == "delay"


# --- the same sale twice (J-09) ---


def test_a_share_of_later_sales_and_those_sales_count_twice() -> None:
    """The goal with the rate is the step; the other way round it is the same."""
    twice = Twice(step=NEWSLETTER, later=SALE)
    assert counted_twice((SALE, NEWSLETTER)) == counted_twice((NEWSLETTER, SALE)) == twice
    assert counted_twice_by(SALE, (LEAD, NEWSLETTER)) == counted_twice_by(NEWSLETTER, (SALE,)) == twice


@given(st.lists(st.sampled_from((NEWSLETTER, BOOKING, LEAD, SALE)), unique=True), st.permutations(range(4)))
def test_only_a_rate_before_a_later_stage_counts_twice(goals: list[Goal], order: list[int]) -> None:
    """Whatever stands beside them, and in whichever order."""
    several = [goals[place] for place in order if place < len(goals)]
    rated = {NEWSLETTER.key, BOOKING.key} & {goal.key for goal in several}
    later = {LEAD.key, SALE.key} & {goal.key for goal in several}
    assert (counted_twice(several) is not None) == bool(rated and later)


def test_what_does_not_count_is_not_counted_twice() -> None:
    """Nor is a goal beside itself, one of the same stage, or a later one with a rate."""
    quiet = replace(SALE, counts=False)
    rated = replace(SALE, rate=Decimal(10))
    for pair in ((NEWSLETTER, quiet), (NEWSLETTER, NEWSLETTER), (NEWSLETTER, BOOKING), (rated, LEAD)):
        assert counted_twice(pair) is None
