"""No cell that people have a word in runs in a spreadsheet, and each comes back as it was written."""

from __future__ import annotations

import csv
import io
import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.exports.cells import as_written, cell, harmless
from core.exports.numbers import amount, exact_rate, money, rate

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "'",
    "''",
    " ",
    "\u00a0",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    '"',
    "a",
)
BODIES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x";"y")', "SUM(A1:A9)", "a, b; c", "", "zażółć", '"', "7")
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

texts = st.lists(st.sampled_from(STARTS), max_size=4).flatmap(
    lambda starts: st.sampled_from(BODIES).map(lambda body: "".join(starts) + body)
) | st.text(max_size=12)


def is_active(shown: str) -> bool:
    """Whether a spreadsheet would take the cell for a formula; it may leave out spaces before it."""
    return shown.startswith(RUNS) or shown.lstrip(" \u00a0\u2007\u202f\u3000").startswith(RUNS)


@given(text=texts)
def test_a_cell_never_runs_and_comes_back(text: str) -> None:
    assert not is_active(harmless(text))
    assert as_written(harmless(text)) == text


@given(row=st.lists(texts, min_size=2, max_size=6), between=st.sampled_from(",;"))
def test_what_is_quoted_here_is_read_as_csv(row: list[str], between: str) -> None:
    written = between.join(map(cell, row)) + "\r\n"
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=between)) == [list(map(harmless, row))]


def test_none_of_a_hundred_thousand_cells_runs() -> None:
    """By every start that spreadsheets know, one after another, behind quotes and spaces."""
    chance = random.Random(16)
    for _ in range(100_000):
        text = "".join(chance.choices(STARTS, k=chance.randint(0, 4))) + chance.choice(BODIES)
        assert not is_active(harmless(text)), text
        assert as_written(harmless(text)) == text


@given(
    minor=st.integers(-(10**15), 10**15), currency=st.sampled_from(["USD", "JPY", "KWD"]), sign=st.sampled_from(".,")
)
def test_amounts_come_back_to_the_minor_unit(minor: int, currency: str, sign: str) -> None:
    places = {"USD": 2, "JPY": 0, "KWD": 3}[currency]
    written = money(minor, places, sign)
    again = amount(written, currency)
    assert again
    assert again.minor == minor


@given(value=st.fractions(min_value="1/1000000", max_value=10**9, max_denominator=10**6))
def test_rates_come_back_exactly(value: Fraction) -> None:
    assert exact_rate(*rate(value)) == value
