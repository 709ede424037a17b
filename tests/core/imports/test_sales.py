"""Sales: one order is one sale, whichever files come first."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from core.imports.readings import Result
from core.imports.sales import StandingSale, given_way, told_apart

DAY = date(2026, 9, 1)


def sold(number: str) -> Result:
    return Result(day=DAY, count=1, external_id=number)


def test_what_stands_by_as_good_a_file_is_not_added_again() -> None:
    """The rows without a number are."""
    standing = {"PL-1": StandingSale(entry=5, kind="neutral_conversions")}
    apart = told_apart([sold("PL-1"), sold("PL-2"), sold("")], "ga4", standing)
    assert [one.external_id for one in apart.adds] == ["PL-2", ""]
    assert [one.external_id for one in apart.held] == ["PL-1"]
    assert apart.takes == ()


def test_a_better_file_takes_the_place_of_what_stands() -> None:
    standing = {"PL-1": StandingSale(entry=5, kind="ga4"), "PL-2": StandingSale(entry=6)}
    apart = told_apart([sold("PL-1"), sold("PL-2")], "neutral_conversions", standing)
    assert [one.external_id for one in apart.adds] == ["PL-1"]
    assert apart.takes == (5,)
    assert given_way(["PL-1", "PL-2", "PL-3"], standing) == (5,)


@pytest.mark.parametrize("order", list(permutations(["ga4", "neutral_conversions", ""])))
def test_in_every_order_one_sale_stands_and_it_is_the_deals(order: tuple[str, ...]) -> None:
    """Analytics, a list and a CRM's deal, each once."""
    standing: dict[str, StandingSale] = {}
    books: set[int] = set()
    for entry, kind in enumerate(order):
        takes = given_way(["PL-1"], standing) if not kind else told_apart([sold("PL-1")], kind, standing).takes
        adds = not kind or bool(told_apart([sold("PL-1")], kind, standing).adds)
        books -= set(takes)
        if adds:
            books.add(entry)
            standing["PL-1"] = StandingSale(entry=entry, kind=kind)
    assert books == {order.index("")}
