"""Fractions of results become whole ones that sum to the file's sum, campaign by campaign and day by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.imports.whole_counts import Part, carry_revenue, whole_counts
from core.money.rounding import half_up

FIRST = date(2026, 9, 1)
shares = st.decimals(0, 20, places=2)
parts_of = st.lists(
    st.builds(
        Part,
        type=st.sampled_from(["purchase", "lead"]),
        series=st.sampled_from("abc"),
        day=st.integers(0, 30).map(lambda days: FIRST + timedelta(days=days)),
        count=shares,
    ),
    max_size=40,
)
paid_or_not = st.builds(
    Part,
    type=st.just("purchase"),
    series=st.sampled_from("abcdef"),
    day=st.just(FIRST),
    count=st.decimals("0.01", 3, places=2),
    paid=st.booleans(),
)


def part(count: str, day: int = 1, series: str = "a", *, paid: bool = False) -> Part:
    return Part(type="purchase", series=series, day=date(2026, 9, day), count=Decimal(count), paid=paid)


@given(parts_of)
def test_the_sum_of_each_type_is_the_file_s(parts: list[Part]) -> None:
    """Rounded once, and each campaign less than one result off."""
    wholes = whole_counts(parts)
    pairs = list(zip(wholes, parts, strict=True))
    for type_ in ("purchase", "lead"):
        exact = sum((Fraction(one.count) for one in parts if one.type == type_), Fraction())
        assert sum(n for n, one in pairs if one.type == type_) == half_up(exact)
        for series in "abc":
            own = [
                (n, Fraction(one.count))
                for n, one in zip(wholes, parts, strict=True)
                if (one.type, one.series) == (type_, series)
            ]
            assert abs(sum(n for n, _ in own) - sum((Fraction(count) for _, count in own), Fraction())) < 1
    assert all(whole >= 0 for whole in wholes)


@given(st.lists(st.integers(0, 99).map(lambda whole: part(str(whole))), max_size=20))
def test_whole_ones_stay_as_they_are(parts: list[Part]) -> None:
    assert whole_counts(parts) == [int(one.count) for one in parts]


def test_thirds_of_three_days_are_one_result_of_the_day_on_which_it_is_full() -> None:
    parts = [part("0.33", 1), part("0.33", 2), part("0.34", 3)]
    counts = whole_counts(parts)
    assert counts == [0, 1, 0]
    revenues = [Decimal(33), Decimal(33), Decimal(34)]
    carry_revenue(parts, counts, revenues)
    assert revenues == [0, 100, 0]


@given(st.lists(paid_or_not, max_size=12))
def test_there_are_more_than_the_file_has_only_where_each_revenue_needs_one(parts: list[Part]) -> None:
    """Never one less, and none more than every paid series takes."""
    exact = [
        (sum((Fraction(one.count) for one in parts if one.series == series), Fraction()), series) for series in "abcdef"
    ]
    paid = {one.series for one in parts if one.paid}
    least = sum(max(int(count), int(series in paid)) for count, series in exact)
    assert sum(whole_counts(parts)) == max(half_up(sum((count for count, _ in exact), Fraction())), least)


def test_a_campaign_with_a_revenue_has_at_least_one_result() -> None:
    assert whole_counts([part("0.30", series="a", paid=True), part("5.70", series="b")]) == [1, 5]
