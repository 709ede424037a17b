"""Sections: tables apart by empty lines, each with the days that its comments say."""

from __future__ import annotations

from datetime import date

from core.imports.sections import has_comments, sections
from core.imports.sheets import Sheet

ANALYTICS = Sheet(
    rows=[
        ["# ----"],
        ["# Property: Paper Lantern", " Warsaw"],
        ["# ----"],
        ["# Start date: 20260901"],
        ["# End date: 20260930"],
        ["Nth day", "Sessions"],
        ["0000", "12"],
        [],
        ["# Start date: 20261001"],
        ["# End date: 20261002"],
        ["Session campaign", "Key events"],
        ["autumn", "3"],
        ["", ""],
        ["Channel", "Key events"],
        ["x", "1"],
    ]
)


def test_every_table_has_its_days_and_its_lines() -> None:
    first, second, third = sections(ANALYTICS)
    assert (first.start, first.end) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (second.start, second.end) == (date(2026, 10, 1), date(2026, 10, 2))
    assert (third.start, third.end) == (second.start, second.end)
    assert second.sheet.rows == [["Session campaign", "Key events"], ["autumn", "3"]]
    assert [second.sheet.line(row) for row in (0, 1)] == [11, 12]
    assert first.account == "Paper Lantern, Warsaw"


def test_a_range_in_one_comment_is_both_days() -> None:
    """As Universal Analytics and explorations write it, which name no start and no end."""
    (table,) = sections(Sheet(rows=[["# Campaigns"], ["# 20230101-20230131"], [], ["Campaign", "Goals"], ["a", "1"]]))
    assert (table.start, table.end) == (date(2023, 1, 1), date(2023, 1, 31))


def test_days_that_are_none_are_not_read() -> None:
    (table,) = sections(Sheet(rows=[["# 20231301-20231399"], ["a", "b"]]))
    assert (table.start, table.end) == (None, None)


def test_a_sheet_without_comments_is_one_table() -> None:
    """Where a comment stands first, sections are looked for; anything else is no analytics file."""
    assert has_comments(ANALYTICS)
    assert not has_comments(Sheet(rows=[[], ["Campaign", "Cost"], ["# 1", "2"]]))
    assert not has_comments(Sheet(rows=[]))
