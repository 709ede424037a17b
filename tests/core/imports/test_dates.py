"""Dates: in every language of files, and in two orders only until the file itself decides."""

from __future__ import annotations

from datetime import date

import pytest

from core.imports.dates import Numeric, Order, dated, day_of, evidence_of


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-09-01", "2026/9/1", "2026.09.01", "20260901", "2026-09-01 07:00:00", "2026-09-01T07:00:00Z"),
        *("1 wrz 2026", "1 września 2026", "1. September 2026", "1 sept. 2026", "1 septembre 2026", "1 set 2026"),
        *(
            "Sep 1, 2026",
            "September 1, 2026",
            "1-Sep-2026",
            "Tue, Sep 1, 2026",
            "1 de set. de 2026",
            "1º de set. de 2026",
        ),
        *("1 settembre 2026", "1 septiembre 2026", "1er septembre 2026", "1 setembro 2026", "01.09.2026", "1.9.26"),
    ],
)
def test_the_first_of_september(cell: str) -> None:
    """However it is written."""
    assert day_of(cell, None) == date(2026, 9, 1)


@pytest.mark.parametrize(
    "cell", ["10 de dez. de 2022", "10 gru 2022", "10 Dezember 2022", "10 déc. 2022", "10 dic 2022"]
)
def test_the_tenth_of_december(cell: str) -> None:
    """However it is written."""
    assert day_of(cell, None) == date(2022, 12, 10)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "All", "2026-13-01", "2026-02-30", "20261301", "31/31/2026", "1926-01-01", "3 of 5", "45992", "Ongoing"),
        *(
            "May",
            "May 2026",
            "1 May",
            "Spring 1 May 2026 sale",
            "01/02/03",
            "26-02-27",
            "1.2",
            "2026-01",
            "\u0662\u0660\u0662\u0666-01-01",
        ),
    ],
)
def test_no_date(cell: str) -> None:
    """Not in the calendar, not whole, or of a year that may as well be a day."""
    assert dated(cell) is None


def test_two_orders() -> None:
    """A date of small numbers is a day only once the order is known; one with a thirteenth is one at once."""
    assert isinstance(dated("03/04/2026"), Numeric)
    assert day_of("03/04/2026", None) is None
    assert day_of("03/04/2026", Order.DAY) == date(2026, 4, 3)
    assert day_of("03/04/2026", Order.MONTH) == date(2026, 3, 4)
    assert day_of("13/04/2026", None) == date(2026, 4, 13)
    assert day_of("04/04/2026", None) == date(2026, 4, 4)


def test_all_dates_decide_together() -> None:
    """One that can be read one way only is the proof for the others; of both kinds there is no order."""
    assert evidence_of(["03/04/2026", "13/04/2026"]).order is Order.DAY
    assert evidence_of(["03/04/2026", "04/13/2026"]).order is Order.MONTH
    assert evidence_of(["03/04/2026", "04/04/2026"]).open == "03/04/2026"
    assert evidence_of(["04/13/2026", "13/04/2026"]).mixed
    assert not evidence_of(["03.04.2026", "2026-04-03", "All"]).open
