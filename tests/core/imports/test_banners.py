"""Banners: each table has the days and the account that the comments above it say."""

from __future__ import annotations

from datetime import date

from core.imports.banners import Banner, banners
from core.imports.sheets import Sheet

SEPTEMBER = Sheet(
    rows=[
        ["# ----"],
        ["# Account: Lantern"],
        ["# Property: Paper Lantern", " Warsaw"],
        ["# ----"],
        [""],
        ["# Start date: 20260901"],
        ["# End date: 20260930"],
        ["Nth day", "Sessions"],
        ["0000", "12"],
        ["# Start date: 20200101"],
    ]
)


def test_a_table_has_the_days_above_it() -> None:
    """A comment within it is none of them."""
    lantern = Banner(start=date(2026, 9, 1), end=date(2026, 9, 30), account="Paper Lantern, Warsaw")
    assert banners([SEPTEMBER]) == [lantern]


def test_a_table_without_comments_has_those_before() -> None:
    october = Sheet(rows=[["# Start date: 20261001"], ["# End date: 20261002"], ["Campaign", "Key events"]])
    bare = Sheet(rows=[["Channel", "Key events"], ["x", "1"]])
    first, second, third = banners([SEPTEMBER, october, bare])
    assert (first.start, second.start, third.start) == (date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 1))
    assert third.account == "Paper Lantern, Warsaw"


def test_a_range_in_one_comment_is_both_days() -> None:
    """As Universal Analytics and explorations write it, which name no start and no end."""
    (table,) = banners([Sheet(rows=[["# Campaigns"], ["# 20230101-20230131"], [], ["Campaign", "Goals"], ["a", "1"]])])
    assert (table.start, table.end) == (date(2023, 1, 1), date(2023, 1, 31))


def test_days_that_are_none_are_not_read() -> None:
    assert banners([Sheet(rows=[["# 20231301-20231399"], ["a", "b"]])]) == [Banner()]


def test_a_file_without_comments_says_nothing() -> None:
    assert banners([Sheet(rows=[["Campaign", "Cost"], ["# 1", "2"]]), Sheet(rows=[])]) == [Banner(), Banner()]
