"""Layouts: whatever a file looks like, it is read to the figures it was made from, or what is open is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.imports.choices import Choices
from core.imports.kinds.table import TABLE
from core.imports.reader import read
from core.imports.readings import Ask, FileProblem, Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from core.money.money import decimals
from core.money.rounding import half_up
from core.setup.channels import NAMES
from tests.core.imports.layouts import EVERY, TODAY, Generator, Layout
from tests.databases import HOUR, TORTURE

MANY = 10_000 if TORTURE else 500
ROUNDS = 8
"""Times that questions are answered at most: one answer may bring up the next question."""

Sums = dict[tuple[date, date, str, str], int]


@given(st.integers(min_value=0, max_value=2**64))
@settings(max_examples=MANY)
@pytest.mark.timeout(HOUR if TORTURE else 120)
def test_a_file_is_read_to_its_figures_or_asked_about(seed: int) -> None:
    """Without answers it is read right or not at all; with true answers it is read, and only bad rows are refused."""
    layout = Generator(Random(seed)).layout()
    try:
        first = _read(layout, Choices())
    except FileProblem:
        return
    if first.kind not in (layout.kind.key, TABLE.key):
        return  # the headers drawn are another kind's as well, and none of them is only this one's
    answered = _answered(layout, first)
    for reading in (first, answered):
        if not reading.questions:
            assert _sums(reading) == _truth(layout)
            assert {refused.line for refused in reading.refused} <= layout.bad
    asks = {question.ask for question in answered.questions}
    assert not asks or Ask.COLUMNS in asks  # what the columns would leave open is asked beside them


def test_hardly_any_file_is_refused_as_a_whole() -> None:
    """Of three hundred at most three: without a single amount, or with a row that may begin a table of its own."""
    assert sum(_is_refused(Generator(Random(seed)).layout()) for seed in range(300)) <= 3


def _is_refused(layout: Layout) -> bool:
    try:
        _read(layout, Choices())
    except FileProblem:
        return True
    return False


def _read(layout: Layout, choices: Choices) -> Reading:
    world = World(today=TODAY, currency="PLN", channels=NAMES)
    return read(sheets_of(layout.content), choices, world, "file.csv", kinds=EVERY)


def _answered(layout: Layout, reading: Reading) -> Reading:
    """Read again, and what is asked is answered by who knows the truth."""
    # Of a table nobody knows nothing says whose it is: people choose the channel where they say its currency.
    choices = Choices(channel=layout.channel if reading.kind == TABLE.key else "")
    for _ in range(ROUNDS):
        for question in reading.questions:
            if question.ask is Ask.COLUMNS:
                return reading
            choices = _answer(layout, question.ask, choices)
        reading = _read(layout, choices)
        if not reading.questions:
            break
    return reading


def _answer(layout: Layout, ask: Ask, choices: Choices) -> Choices:
    match ask:
        case Ask.DATE_ORDER:
            return replace(choices, day_first=layout.day_first)
        case Ask.DECIMAL:
            return replace(choices, decimal=layout.decimal)
        case Ask.CURRENCY:
            return replace(choices, currency=layout.currency)
        case Ask.MICROS:
            return replace(choices, micros=layout.micros)
        case Ask.CHANNEL:
            return replace(choices, channel=layout.channel)
        case Ask.LEVEL:
            return replace(choices, level=layout.level)
        case Ask.TAX:
            return replace(choices, tax=Decimal(0))
        case Ask.PERIOD:
            return replace(choices, period=layout.whole)
    raise AssertionError(f"nobody asks {ask}")


def _sums(reading: Reading) -> Sums:
    assert {spend.amount.currency for spend in reading.spends} <= {reading.currency}
    return {
        (spend.day, spend.until or spend.day, spend.campaign, spend.channel): spend.amount.minor
        for spend in reading.spends
    }


def _truth(layout: Layout) -> Sums:
    """The sums of the facts in minor units, those that round to nothing left away."""
    exact: dict[tuple[date, date, str, str], Decimal] = defaultdict(Decimal)
    for fact in layout.facts.values():
        exact[fact.day, fact.until, fact.campaign, fact.channel] += fact.amount
    minor = {place: half_up(Fraction(sum_) * 10 ** decimals(layout.currency)) for place, sum_ in exact.items()}
    return {place: sum_ for place, sum_ in minor.items() if sum_}
