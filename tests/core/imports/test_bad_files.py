"""Bad files: each has a problem of its own, named with the file, and nothing of it is read."""

from __future__ import annotations

import pytest

from core.imports.readings import (
    FileEmpty,
    FileNotATable,
    FileProblem,
    MixedDates,
    NoHeader,
    NoSpendColumn,
    OnlyTotals,
)
from tests.core.imports.reading import reading

META = "Day,Campaign name,Amount spent (PLN)\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("No data available.\n", FileEmpty),
        (META, FileEmpty),
        (META + "No data available.\n", FileEmpty),
        (META + ",,\n\n", FileEmpty),
        (META + "Total,,5\n", OnlyTotals),
        ("Dear Anna\n\nsee you tomorrow\n", NoHeader),
        ("a;b;c\nx;y;z\n", NoHeader),
        ("Reporting starts,Reporting ends,Ad set name,Impressions\n2026-11-02,2026-11-02,A,5\n", NoSpendColumn),
        (META + "11/16/2024,A,5\n20/11/2024,A,5\n6/11/2024,A,3\n", MixedDates),
        (META + "2026-11-02,A,5\n\nDay,Campaign name,Amount spent (PLN),Reach\n2026-11-03,B,7,1\n", FileNotATable),
    ],
)
def test_a_bad_file(text: str, problem: type[FileProblem]) -> None:
    """Empty, without a head, without spend, with nothing but sums, in two orders, several in one."""
    with pytest.raises(problem) as raised:
        reading(text)
    assert raised.value.file == "report.csv"


def test_mixed_dates_name_a_line_of_each_order() -> None:
    """So that somebody can look."""
    with pytest.raises(MixedDates) as raised:
        reading(META + "01/02/2026,A,1\n11/16/2024,A,5\n20/11/2024,A,5\n")
    assert raised.value.lines == (3, 4)


def test_what_a_file_without_spend_has_is_named() -> None:
    """So that somebody knows which report it was."""
    with pytest.raises(NoSpendColumn) as raised:
        reading("Reporting starts,Ad set name,Impressions\n2026-11-02,A,5\n")
    assert (raised.value.kind, raised.value.headers) == ("meta", ("Reporting starts", "Ad set name", "Impressions"))
