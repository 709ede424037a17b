"""Sheets: a footer is no row."""

from __future__ import annotations

import pytest

from core.imports.sheets import is_footer


@pytest.mark.parametrize("first", ["Total of 33 results", "total of 8", " TOTAL  OF 1 result"])
def test_a_footer(first: str) -> None:
    """In any case, however it is set."""
    assert is_footer([first, "12636.99"])


@pytest.mark.parametrize(
    "row", [[], [""], ["Total"], ["Total of all"], ["Spring", "Total of 8 results"], ["A total of 8"]]
)
def test_a_row(row: list[str]) -> None:
    """What a campaign may be called stays a row."""
    assert not is_footer(row)
