"""Whatever a file's layout, its results and deals are read to the sums they were made from, or not at all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.imports import utm
from core.imports.choices import Choices
from core.imports.reader import read
from core.imports.readings import FileProblem, Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from tests.core.imports.result_layouts import MARK, PHONE, TODAY, Written, layout

WORLD = World(
    today=TODAY,
    currency="EUR",
    channels={"google": "Google"},
    links=utm.starting(),
)
ENOUGH = 0.7
"""The share of layouts that must be read at once; the others ask, or are refused with a reason."""


def reading_of(written: Written) -> Reading | None:
    """What is read without a question; None where something is asked or refused."""
    try:
        reading = read(sheets_of(written.content), Choices(currency="EUR"), WORLD)
    except FileProblem:
        return None
    return None if reading.questions else reading


def check(written: Written, reading: Reading) -> None:
    """The sums of all rows but those that were refused, and nothing of people."""
    refused = {one.line for one in reading.refused}
    counts = [figures for line, figures in written.counts.items() if line not in refused]
    assert sum(one.count for one in reading.results) == sum(count for count, _ in counts)
    revenues = [one.revenue.units for one in reading.results if one.revenue]
    assert sum(revenues, Decimal()) == sum((revenue for _, revenue in counts), Decimal())
    amounts = [amount for line, amount in written.amounts.items() if line not in refused]
    assert sum((one.amount.units for one in reading.deals), Decimal()) == sum(amounts, Decimal())
    assert len(reading.deals) == len(amounts)
    assert MARK not in repr(reading).casefold()
    assert PHONE not in repr(reading)


@given(st.integers(0, 10**9))
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
