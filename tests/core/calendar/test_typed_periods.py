"""What the bot prints of a period, typed back; and what is asked. What is typed is in `tests/data/typed.txt`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language, Languages
from core.calendar.period_parser import is_period_word, parse_day, parse_period, split_period, splits, with_iso_days
from core.calendar.period_words import AmbiguousDate, UnknownDate, UnknownPeriod
from core.calendar.periods import EndBeforeStart, Period

TODAY = date(2026, 8, 10)  # a Monday
FIRST_DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))

LINES = """
250 ads linkedin 3 Aug 2026                  250 ads linkedin 2026-08-03
250 ads 3 sierpnia linkedin                  250 ads 2026-08-03 linkedin
12 mar newsletter                            12 mar newsletter
12 newsletter 3 maja                         12 newsletter 2026-05-03
12 newsletter May 3rd linkedin               12 newsletter 2026-05-03 linkedin
250 reklamy 5 lis 2025 "3 maja"              250 reklamy 2025-11-05 "3 maja"
"""


@pytest.fixture(scope="module", params=["en", "pl"])
def language(request: pytest.FixtureRequest) -> Language:
    return Languages().get(str(request.param))


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_a_day_of_several_words_is_found_in_a_line(line: str) -> None:
    """Behind the first word only, which is the amount or the count."""
    typed, read = (part.strip() for part in line.split("   ", maxsplit=1))
    assert with_iso_days(typed.split('"')[0], TODAY).strip() == read.split('"')[0].strip()


@pytest.mark.parametrize("text", ["03/04/2026", "03-04-2026", "3/4/2026"])
def test_a_day_that_may_be_two_is_asked(text: str) -> None:
    """Half the world writes the month first; with dots nobody does."""
    for read in (parse_period, parse_day):
        with pytest.raises(AmbiguousDate) as problem:
            read(text, TODAY)
        assert problem.value.days == (date(2026, 3, 4), date(2026, 4, 3))
    assert parse_day("03.04.2026", TODAY) == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["30 february", "31.09.2026", "31 września", "31/09/2026"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(UnknownDate) as problem:
        parse_day(text, TODAY)
    assert problem.value.text == text.replace("ś", "s")


@pytest.mark.parametrize("text", ["3 Oct", "October 3", "3.10", "3 października"])
def test_a_day_that_comes_sooner_than_it_was_is_asked(text: str) -> None:
    """A bill of next week is not booked a year ago without a word."""
    with pytest.raises(AmbiguousDate) as problem:
        parse_day(text, TODAY)
    assert problem.value.days == (date(2025, 10, 3), date(2026, 10, 3))
    assert parse_period(text.replace("3.10", "3 Oct"), TODAY).start == date(2025, 10, 3)


@pytest.mark.parametrize("text", ["june and august", "q1 and q3", "2024 and 2026", "july 31-1", "31-1 lipca"])
def test_two_periods_are_not_one(text: str) -> None:
    """Nor are the days of a month the wrong way round another year's."""
    with pytest.raises(UnknownPeriod):
        parse_period(text, TODAY)


@pytest.mark.parametrize("text", ["za 2 dni", "in 2 days", "za 3 miesiące", "in 3 months", "in 1 week"])
def test_time_to_come_is_not_time_gone_by(text: str) -> None:
    """*In two days* is none of the last two, alone or behind a name; *in 2025* and *za 3 kwartał* are as before."""
    for typed in (text, f"campaign-q3 {text}"):
        with pytest.raises(UnknownPeriod) as problem:
            split_period(typed, TODAY)
        assert problem.value.text in text.replace("ą", "a")
    assert parse_period("in 2025", TODAY) == parse_period("2025", TODAY)
    assert parse_period("za 3 kwartał", TODAY) == parse_period("q3", TODAY)


def test_since_a_day_to_come_ends_before_it_starts() -> None:
    with pytest.raises(EndBeforeStart):
        parse_period("since december 2026", TODAY)


def test_a_name_may_end_as_a_period_does() -> None:
    """Whoever knows the names chooses: the longest period comes first."""
    assert [name for name, _ in splits("plan na 2026 q3", TODAY)] == ["plan", "plan na", "plan na 2026"]


@pytest.mark.parametrize(
    "slug", ["lis", "lip", "we", "od", "everything", "q3-launch", "summer-2026", "1-step", "first-100", "to-do"]
)
def test_short_words_may_be_names(slug: str) -> None:
    assert not is_period_word(slug)


@given(FIRST_DAYS, st.integers(1, 800), FIRST_DAYS)
def test_a_printed_period_typed_back_is_the_same(language: Language, first: date, days: int, today: date) -> None:
    """Whatever day it is: the bot prints a year wherever one is needed."""
    period = Period(start=first, end=first + timedelta(days=days))
    assert parse_period(language.period(period), today) == period


@given(FIRST_DAYS, FIRST_DAYS)
def test_a_printed_day_or_month_typed_back_is_the_same(language: Language, day: date, today: date) -> None:
    """Days and months, short and long, and a deadline, whose year is today's."""
    month = Period(start=day.replace(day=1), end=(day.replace(day=28) + timedelta(days=4)).replace(day=1))
    assert parse_day(language.day(day), today) == day
    assert parse_period(language.month(month), today) == month
    assert parse_period(language.long_month(day), today) == month
