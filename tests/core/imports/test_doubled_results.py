"""Goals that two sources count: which of them knows more, in which months, and what of each gives way."""

from __future__ import annotations

from datetime import date

import pytest

from core.imports.choices import Double
from core.imports.doubled_results import Counted, Doubled, doubled
from core.money.money import Money
from core.setup.goals import Basis, Goal, Stage

WORTH = Money(minor=0, currency="EUR")
SALE = Goal(id=2, key="sale", name="Sale", basis=Basis.FIXED, value=WORTH, stage=Stage.CUSTOMER)
ONE = {"sale": Double.ONE}


def sold(month: int = 9, number: str = "", **more: object) -> Counted:
    return Counted(goal="sale", day=date(2026, month, 3), count=1, number=number, **more)  # type: ignore[arg-type]  # reason: each of its own field


def between(kind: str, new: list[Counted], others: list[Counted]) -> list[Doubled]:
    return list(doubled(kind, new, others, {"sale": SALE}, ONE))


@pytest.mark.parametrize(("kind", "better"), [("hubspot", True), ("neutral_conversions", True), ("meta", False)])
def test_the_one_that_knows_more_counts(kind: str, better: bool) -> None:
    (one,) = between(kind, [sold()], [sold(kind="ga4", entry=7)])
    assert (one.better, one.gives_way, [other.entry for other in one.takes]) == (better, not better, [7] * better)


def test_of_two_that_know_as_much_the_one_on_the_books_counts() -> None:
    (one,) = between("universal_analytics", [sold()], [sold(kind="ga4", entry=7)])
    assert (one.gives_way, list(one.takes)) == (True, [])


def test_a_refunded_sale_cannot_give_way_whoever_knows_more() -> None:
    (one,) = between("neutral_conversions", [sold()], [sold(kind="ga4", entry=7, is_fixed=True)])
    assert (one.gives_way, list(one.takes)) == (True, [])


def test_only_the_months_that_both_count_are_concerned() -> None:
    (one,) = between("neutral_conversions", [sold(8), sold(9)], [sold(9, kind="ga4"), sold(10, kind="ga4")])
    assert (one.months, one.here, one.there) == (frozenset({(2026, 9)}), 1, 1)


def test_sales_that_all_carry_numbers_are_told_apart_by_them() -> None:
    assert between("hubspot", [sold(number="PL-1")], [sold(number="PL-2", kind="ga4")]) == []
    assert between("hubspot", [sold(number="PL-1")], [sold(kind="ga4")])
