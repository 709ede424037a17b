"""Numbers: exact, and in doubt about nothing that a column does not decide."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.imports.amounts import amounts_of
from core.imports.numbers import is_nothing
from core.imports.readings import Wrong


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("1'234.50", "1234.50"),
        ("1’234’567", "1234567"),
        ("1,23,456.7", "123456.7"),
        ("1.234.567", "1234567"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        (".5", "0.5"),
        ("12.345678", "12.345678"),
        ("$1,250.5", "1250.5"),
        ("1 250,5 zł", "1250.5"),
        ("EUR 3.5", "3.5"),
        ("US$ 0,50", "0.50"),
        ("7", "7"),
    ],
)
def test_one_number(cell: str, value: str) -> None:
    """Alone in its column it can be read one way only."""
    assert amounts_of([cell]).values == {cell: Decimal(value)}


@pytest.mark.parametrize("cell", ["", " --", "--", "-", "—", "n/a", "NULL", "  "])
def test_nothing(cell: str) -> None:
    """What stands for no number is nothing, which for a sum is zero."""
    assert is_nothing(cell)
    assert amounts_of([cell]).values == {cell: Decimal(0)}


@pytest.mark.parametrize(
    "cell", ["abc", "< 10%", "12 %", "1 2", "1.2.3", "1,2,3", "1e5", "12.5.2026", "1-2", "($5", "\u0663"]
)
def test_no_number(cell: str) -> None:
    """What is none is refused, never guessed at."""
    assert amounts_of([cell]).wrong == {cell: Wrong.AMOUNT}


@pytest.mark.parametrize("cell", ["-5.50", "\u22125.50", "(5.50)", "5.50-", "-$5.50", "$-5.50", "($5.50)"])
def test_below_zero(cell: str) -> None:
    """In every way to write it; only where money may come back is it taken."""
    assert amounts_of([cell]).wrong == {cell: Wrong.NEGATIVE}
    assert amounts_of([cell], credits=True).values == {cell: Decimal("-5.50")}


@pytest.mark.parametrize("cell", ["1,234", "1.234", "12,345 zł"])
def test_a_number_of_two_readings_is_open(cell: str) -> None:
    """Until people say which sign stands before decimals."""
    assert amounts_of([cell, "7"]).column.open == cell
    assert amounts_of([cell, "7"]).column.unclear
    assert amounts_of([cell], ".").values != amounts_of([cell], ",").values


def test_the_column_decides() -> None:
    """One cell that can be read one way only decides for all, whatever people once said."""
    assert amounts_of(["1,234", "0.5"]).values["1,234"] == 1234
    assert amounts_of(["1,234", "0,5"], ".").values["1,234"] == Decimal("1.234")


def test_of_a_column_with_both_the_open_ones_are_refused() -> None:
    """Those that can be read one way only are read so."""
    amounts = amounts_of(["1,5", "2.5", "1,234"])
    assert amounts.values == {"1,5": Decimal("1.5"), "2.5": Decimal("2.5")}
    assert amounts.wrong == {"1,234": Wrong.AMOUNT}


def test_millionths() -> None:
    """Whole numbers of millionths, exact to the last of them."""
    assert amounts_of(["36150001", "0"], millionths=True).values == {"36150001": Decimal("36.150001"), "0": 0}


def test_too_large() -> None:
    """Somebody has leaned on a key, or an account's number stands in the column."""
    assert amounts_of(["1700252260223815"]).wrong == {"1700252260223815": Wrong.TOO_LARGE}
