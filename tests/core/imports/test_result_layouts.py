"""Whatever a file's layout, its results and deals are read to the sums they were made from, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.imports import utm
from core.imports.choices import Choices
from core.imports.reader import read
from core.imports.readings import FileProblem, Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from tests.core.imports.result_layouts import MARK, PHONE, TODAY, Written, layout
from tests.databases import HOUR, TORTURE

WORLD = World(
    today=TODAY,
    currency="EUR",
    channels={"google": "Google"},
    links=utm.starting(),
)
MANY = 10_000 if TORTURE else 500
Key = tuple[date, str]
Sums = tuple[int, Decimal]
ENOUGH = 0.9
"""The share of layouts that must be read at once; the others ask, or are refused with a reason."""


def reading_of(written: Written) -> Reading | None:
    """What is read without a question; None where something is asked or refused."""
    try:
        reading = read(sheets_of(written.content), Choices(currency="EUR"), WORLD)
    except FileProblem:
        return None
    return None if reading.questions else reading


def check(written: Written, reading: Reading) -> None:
    """The sums of every day and campaign, but for rows that were refused, and nothing of people."""
    refused = {one.line for one in reading.refused}
    results, deals = defaultdict[Key, Sums](nothing), defaultdict[Key, Sums](nothing)
    for one in reading.results:
        count, revenue = results[one.day, one.campaign]
        results[one.day, one.campaign] = count + one.count, revenue + (one.revenue.units if one.revenue else 0)
    for deal in reading.deals:
        count, amount = deals[deal.day, deal.campaign]
        deals[deal.day, deal.campaign] = count + 1, amount + deal.amount.units
    assert results == summed(written, written.counts, refused)
    assert deals == summed(written, {line: (1, amount) for line, amount in written.amounts.items()}, refused)
    assert MARK not in repr(reading).casefold()
    assert PHONE not in repr(reading)


def summed(written: Written, rows: Mapping[int, Sums], refused: Collection[int]) -> Mapping[Key, Sums]:
    """What rows bring to each day and campaign."""
    sums = defaultdict[Key, Sums](nothing)
    for line, (count, amount) in rows.items():
        if line not in refused:
            before = sums[written.named[line]]
            sums[written.named[line]] = before[0] + count, before[1] + amount
    return sums


def nothing() -> Sums:
    return 0, Decimal()


@given(st.integers(0, 10**9))
@settings(max_examples=MANY)
@pytest.mark.timeout(HOUR if TORTURE else 120)
def test_never_read_wrong(seed: int) -> None:
    written = layout(seed)
    reading = reading_of(written)
    if reading is not None:
        assert reading.kind == written.kind
        check(written, reading)


def test_most_layouts_are_read_without_a_question() -> None:
    """Or a reader that refuses everything would pass."""
    readings = [reading_of(layout(seed)) for seed in range(300)]
    assert sum(one is not None and not one.refused for one in readings) >= ENOUGH * len(readings)
