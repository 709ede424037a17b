"""A line written once for each of its readings: only the part that is unclear is put another way."""

from __future__ import annotations

import pytest

from core.ledger.quick_numbers import replaced


@pytest.mark.parametrize(
    ("text", "part", "line"),
    [
        ("12.50 mother-day other", "other", "12.50 mother-day category:other"),
        ("12.50 other-day other", "other", "12.50 other-day category:other"),
        ("12.50 mother other", "other", "12.50 mother category:other"),
        ("12.50 'other' other", "other", "12.50 'other' category:other"),
        ("250 krakow kr", "kr", "250 krakow category:other"),
        ("250kr", "kr", "250category:other"),
    ],
)
def test_a_part_is_replaced_where_it_is_a_word(text: str, part: str, line: str) -> None:
    """Not within another word, nor in a note; a sign may stand right beside its number."""
    assert replaced(text, part, "category:other") == line
