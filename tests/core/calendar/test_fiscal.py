"""Fiscal years: called by the year they end in, from the month that the workspace says."""

from __future__ import annotations

from datetime import date

import pytest

from core.calendar.fiscal import FiscalCalendar, with_fiscal_days
from core.calendar.period_parser import is_period_word, parse_period, split_period
from core.calendar.period_words import UnknownPeriod

TODAY = date(2026, 11, 30)
APRIL = FiscalCalendar(today=TODAY, first_month=4)

JANUARY = {
    "fy2026": "2026-01-01..2026-12-31",
    "FY 2026": "2026-01-01..2026-12-31",
    "fy26": "2026-01-01..2026-12-31",
    "fiscal year 2025": "2025-01-01..2025-12-31",
    "fiscal 2025": "2025-01-01..2025-12-31",
    "this fiscal year": "2026-01-01..2026-12-31",
    "last fiscal year": "2025-01-01..2025-12-31",
    "fytd": "2026-01-01..2026-11-30",
    "FY2026 Q1": "2026-01-01..2026-03-31",
    "rok obrotowy 2025": "2025-01-01..2025-12-31",
    "zeszły rok obrotowy": "2025-01-01..2025-12-31",
    "in fy2025": "2025-01-01..2025-12-31",
    "since fy2026": "2026-01-01..2026-11-30",
    "fy2024 - fy2025": "2024-01-01..2025-12-31",
}

OF_APRIL = {
    "fy2026": "2025-04-01..2026-03-31",
    "FY 2026": "2025-04-01..2026-03-31",
    "fy26": "2025-04-01..2026-03-31",
    "FY2025/26": "2025-04-01..2026-03-31",
    "fiscal year 2026": "2025-04-01..2026-03-31",
    "fiscal 2026": "2025-04-01..2026-03-31",
    "fiscal year": "2026-04-01..2027-03-31",
    "this fiscal year": "2026-04-01..2027-03-31",
    "current fiscal year": "2026-04-01..2027-03-31",
    "last fiscal year": "2025-04-01..2026-03-31",
    "previous fiscal year": "2025-04-01..2026-03-31",
    "fytd": "2026-04-01..2026-11-30",
    "fiscal year to date": "2026-04-01..2026-11-30",
    "FY2026 Q1": "2025-04-01..2025-06-30",
    "fy26q4": "2026-01-01..2026-03-31",
    "Q1 FY2026": "2025-04-01..2025-06-30",
    "q2 of fiscal 2026": "2025-07-01..2025-09-30",
    "fq1 2026": "2025-04-01..2025-06-30",
    "fq1/2026": "2025-04-01..2025-06-30",
    "fq1": "2026-04-01..2026-06-30",
    "fq4": "2026-01-01..2026-03-31",
    "rok obrotowy": "2026-04-01..2027-03-31",
    "rok obrotowy 2026": "2025-04-01..2026-03-31",
    "roku obrotowego 2026": "2025-04-01..2026-03-31",
    "roku obrotowym 2025/2026": "2025-04-01..2026-03-31",
    "bieżący rok obrotowy": "2026-04-01..2027-03-31",
    "bieżącym roku obrotowym": "2026-04-01..2027-03-31",
    "zeszły rok obrotowy": "2025-04-01..2026-03-31",
    "zeszłego roku obrotowego": "2025-04-01..2026-03-31",
    "poprzedni rok fiskalny": "2025-04-01..2026-03-31",
    "od początku roku obrotowego": "2026-04-01..2026-11-30",
    "q3 roku obrotowego 2026": "2025-10-01..2025-12-31",
    "III kwartał roku obrotowego 2026": "2025-10-01..2025-12-31",
}


def nothing(_name: str) -> bool:
    """A team that has named nothing."""
    return False


@pytest.mark.parametrize(("text", "days"), JANUARY.items())
def test_without_a_word_the_fiscal_year_is_the_calendars(text: str, days: str) -> None:
    """January is where it begins until somebody says another month; a campaign's name may stand before it."""
    assert parse_period(text, TODAY) == parse_period(days, TODAY)
    assert split_period(f"campaign-q3 {text}", TODAY) == ("campaign-q3", parse_period(days, TODAY))


@pytest.mark.parametrize(("text", "days"), OF_APRIL.items())
def test_a_fiscal_year_is_called_by_the_year_it_ends_in(text: str, days: str) -> None:
    """From April on, FY2026 is April 2025 to March 2026; what stands before it stays."""
    assert with_fiscal_days(text, APRIL, nothing) == days
    assert with_fiscal_days(f"campaign-q3 {text}", APRIL, nothing) == f"campaign-q3 {days}"


def test_two_of_them_are_compared() -> None:
    """Each in its own days."""
    compared = "compare 2024-04-01..2025-03-31 to 2025-04-01..2026-03-31"
    assert with_fiscal_days("compare fy2025 to fy2026", APRIL, nothing) == compared


def test_since_a_fiscal_year_is_up_to_today() -> None:
    """Only its first day takes its place."""
    since = with_fiscal_days("since fy2026", APRIL, nothing)
    assert parse_period(since, TODAY) == parse_period("2025-04-01..2026-11-30", TODAY)


def test_a_name_of_the_teams_own_stays() -> None:
    """A campaign may be called by a fiscal year, whole or in part; behind it the period is still read."""
    known = {"FY2026", "FY2026 launch"}.__contains__
    assert with_fiscal_days("FY2026", APRIL, known) == "FY2026"
    assert with_fiscal_days("FY2026 launch fq1", APRIL, known) == "FY2026 launch 2026-04-01..2026-06-30"


@pytest.mark.parametrize("text", ["fy2025/2027", "fy2026/26", "fy1899", "rok obrotowy 0000"])
def test_a_year_that_is_none_is_refused(text: str) -> None:
    """Never taken for a name."""
    with pytest.raises(UnknownPeriod):
        with_fiscal_days(text, APRIL, nothing)


@pytest.mark.parametrize(
    "text", ["linkedin", "fyre festival", "fiscal", "obrotowy", "fq5", "q3 2026", "1 spring fy2026x"]
)
def test_other_words_are_left_alone(text: str) -> None:
    """Also those that only look so."""
    assert with_fiscal_days(text, APRIL, nothing) == text


@pytest.mark.parametrize("word", ["fy2026", "FYTD", "fq1", "rok obrotowy", "last-fiscal-year"])
def test_nothing_new_is_called_so(word: str) -> None:
    """As with every period."""
    assert is_period_word(word)
