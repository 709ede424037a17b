"""The words for periods: what they mean, what is refused, and that no name is ever taken for one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.period_parser import is_period_word, parse_day, parse_period, split_period
from core.calendar.period_words import UnknownDate, UnknownPeriod
from core.calendar.periods import ALL, EndBeforeStart, Period, iso_week, week_of
from core.problems import Problem

TODAY = date(2026, 8, 10)  # a Monday
ACCEPTED_DAYS = st.dates(date(1900, 1, 1), date(9998, 12, 31))

EXAMPLES = """
today                    2026-08-10  2026-08-10
yesterday                2026-08-09  2026-08-09
this week                2026-08-10  2026-08-16
week                     2026-08-10  2026-08-16
last week                2026-08-03  2026-08-09
this month               2026-08-01  2026-08-31
month                    2026-08-01  2026-08-31
last month               2026-07-01  2026-07-31
this quarter             2026-07-01  2026-09-30
quarter                  2026-07-01  2026-09-30
last quarter             2026-04-01  2026-06-30
this year                2026-01-01  2026-12-31
year                     2026-01-01  2026-12-31
last year                2025-01-01  2025-12-31
last 1 day               2026-08-10  2026-08-10
last 30 days             2026-07-12  2026-08-10
last 3660 days           2016-08-03  2026-08-10
q1                       2026-01-01  2026-03-31
q3                       2026-07-01  2026-09-30
q4                       2025-10-01  2025-12-31
Q3 2026                  2026-07-01  2026-09-30
2026 q3                  2026-07-01  2026-09-30
q4 2027                  2027-10-01  2027-12-31
july                     2026-07-01  2026-07-31
JUL                      2026-07-01  2026-07-31
august                   2026-08-01  2026-08-31
september                2025-09-01  2025-09-30
sept                     2025-09-01  2025-09-30
may                      2026-05-01  2026-05-31
february 2028            2028-02-01  2028-02-29
July   2026              2026-07-01  2026-07-31
2026                     2026-01-01  2026-12-31
1900                     1900-01-01  1900-12-31
9998                     9998-01-01  9998-12-31
2026-07                  2026-07-01  2026-07-31
2026-12                  2026-12-01  2026-12-31
2026-7                   2026-07-01  2026-07-31
2026-W31                 2026-07-27  2026-08-02
2026-w53                 2026-12-28  2027-01-03
2026-W01                 2025-12-29  2026-01-04
2026-07-01               2026-07-01  2026-07-01
2026-7-1                 2026-07-01  2026-07-01
2026-07-01..2026-07-31   2026-07-01  2026-07-31
2026-07-01 .. 2026-07-31 2026-07-01  2026-07-31
2026-07-01–2026-07-31    2026-07-01  2026-07-31
2026-07-01 – 2026-07-31  2026-07-01  2026-07-31
2026-07-01 to 2026-07-31 2026-07-01  2026-07-31
2026-07-01 do 2026-07-31 2026-07-01  2026-07-31
2026-07-01..2026-07-01   2026-07-01  2026-07-01
2026-05..2026-07         2026-05-01  2026-07-31
2026-07..2026-07-15      2026-07-01  2026-07-15
november to january      2025-11-01  2026-01-31
2026-07-01 to today      2026-07-01  2026-08-10
dzisiaj                  2026-08-10  2026-08-10
dziś                     2026-08-10  2026-08-10
DZIS                     2026-08-10  2026-08-10
wczoraj                  2026-08-09  2026-08-09
tydzień                  2026-08-10  2026-08-16
ten tydzień              2026-08-10  2026-08-16
w tym tygodniu           2026-08-10  2026-08-16
zeszły tydzień           2026-08-03  2026-08-09
Ubiegły Tydzień          2026-08-03  2026-08-09
poprzedni tydzien        2026-08-03  2026-08-09
ostatni tydzień          2026-08-03  2026-08-09
w zeszłym tygodniu       2026-08-03  2026-08-09
w ubiegłym tygodniu      2026-08-03  2026-08-09
miesiąc                  2026-08-01  2026-08-31
ten miesiac              2026-08-01  2026-08-31
w tym miesiącu           2026-08-01  2026-08-31
zeszły miesiąc           2026-07-01  2026-07-31
ostatni miesiąc          2026-07-01  2026-07-31
w zeszłym miesiącu       2026-07-01  2026-07-31
kwartał                  2026-07-01  2026-09-30
w tym kwartale           2026-07-01  2026-09-30
poprzedni kwartał        2026-04-01  2026-06-30
w ubiegłym kwartale      2026-04-01  2026-06-30
rok                      2026-01-01  2026-12-31
w tym roku               2026-01-01  2026-12-31
zeszły rok               2025-01-01  2025-12-31
w zeszłym roku           2025-01-01  2025-12-31
ostatnie 3 dni           2026-08-08  2026-08-10
ostatnich 30 dni         2026-07-12  2026-08-10
lipiec                   2026-07-01  2026-07-31
lipca 2025               2025-07-01  2025-07-31
SIERPIEŃ                 2026-08-01  2026-08-31
września                 2025-09-01  2025-09-30
październik 2026         2026-10-01  2026-10-31
pazdziernika             2025-10-01  2025-10-31
"""
TABLE = [line.rsplit(maxsplit=2) for line in EXAMPLES.strip().splitlines()]

NO_PERIOD = (
    "", " ", "campaign-q3", "32 august", "august 32", "30 february", "99", "1850", "9999", "lis", "lip", "5 lis 1850",
    "q0", "q5", "h3", "3 półrocze", "5 kwartał", "q3 1850", "july 1850", "july 9999", "last 0 days", "last 0 months",
    "last 3661 days", "last -3 days", "last days", "last 30", "next week", "this last week", "w", "since", "od",
    "since campaign", "20260701", "40 campaigns", "2026-07-01..", "..2026-07-01", "2026-07-01..soon", "2026-07-01 to",
    "2026-07-01..2026-07-02..2026-07-03", "july\x00", "jułyy", "\u0662\u0660\u0662\u0666", "2026-0\u0667",
    "2026-07-0\u0661", "last \u0663\u0660 days",  # Arabic digits
    "\uff12\uff10\uff12\uff16", "\u00b2026",  # full-width and superscript digits
)  # fmt: skip
NO_DATE = (
    "2026-02-30", "2025-02-29", "2026-00-10", "2026-13-01", "2026-08-32", "2026-13", "2026-00", "2026-W60",
    "2026-W00", "2025-W53", "31.09.2026", "31/09/2026", "13/2026", "0.2026", "1899-12-31", "9999-01-01", "0000-01-01",
    "2026-02-30..2026-03-01", "2026-02-01..2026-02-30",
)  # fmt: skip

PERIOD_SLUGS = """
today yesterday week month quarter year last-week this-month last-30-days q1 q4 q3-2026 2026-q3 july jul july-2026
lipiec lipca 2026 2026-07 2026-w31 2026-07-01 2026-13 2026-02-30 2026-w60 all wszystko calosc dzisiaj dzis wczoraj
tydzien w-tym-tygodniu ostatni-miesiac ostatnie-30-dni zeszly-rok last-0-days 32-august july-to-august
august-2026-to-july-2026
"""
NAME_SLUGS = "campaign-q3 july-launch q5 q3-launch 1850 last days summer-2026 2026-07-launch a"
TYPED = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from([*EXAMPLES.split(), *NO_PERIOD, *NO_DATE, "campaign", "to", "do", "..", "–", "all"]), max_size=8
    ).map(" ".join),
)


@pytest.mark.parametrize(("text", "first", "last"), TABLE)
def test_words_mean_periods(text: str, first: str, last: str) -> None:
    """Each wording, in either language, names the days from the first to the last, both included."""
    period = parse_period(text, TODAY)
    assert (period.start.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", [text for text, _, _ in TABLE])
def test_case_spaces_and_accents_do_not_matter(text: str) -> None:
    """A phone's capital, doubled spaces and accents typed as separate marks change nothing."""
    decomposed = text.replace("ś", "s\u0301").replace("ń", "n\u0301").replace("ą", "a\u0328")
    for variant in (text.upper(), text.capitalize(), f"  {text.replace(' ', '   ')}\t", decomposed):
        assert parse_period(variant, TODAY) == parse_period(text, TODAY)


@pytest.mark.parametrize("text", ["all", "ALL", "wszystko", "całość", "calosc"])
def test_everything_is_every_day(text: str) -> None:
    """Everything holds the first day there is and any day people log."""
    assert parse_period(text, TODAY) == ALL
    assert date.min in ALL
    assert date(9998, 12, 31) in ALL


@pytest.mark.parametrize(
    ("text", "today", "start"),
    [
        ("july", date(2026, 2, 10), date(2025, 7, 1)),
        ("july", date(2026, 6, 30), date(2025, 7, 1)),
        ("july", date(2026, 7, 1), date(2026, 7, 1)),
        ("lipca", date(2026, 12, 31), date(2026, 7, 1)),
        ("q1", date(2026, 2, 10), date(2026, 1, 1)),
        ("q1", date(2026, 1, 1), date(2026, 1, 1)),
        ("q2", date(2026, 3, 31), date(2025, 4, 1)),
        ("last month", date(2026, 1, 31), date(2025, 12, 1)),
        ("last quarter", date(2026, 1, 1), date(2025, 10, 1)),
        ("last week", date(2026, 1, 1), date(2025, 12, 22)),
        ("yesterday", date(2028, 3, 1), date(2028, 2, 29)),
    ],
)
def test_without_a_year_the_latest_begun_is_meant(text: str, today: date, start: date) -> None:
    """A month or quarter is the latest that has begun, and "last" reaches over the new year."""
    assert parse_period(text, today).start == start


@pytest.mark.parametrize("text", NO_PERIOD)
def test_other_texts_are_no_period(text: str) -> None:
    """What is not one of the wordings, or has foreign digits, is refused with the text that was typed or its part."""
    with pytest.raises(UnknownPeriod):
        parse_period(text, TODAY)


@pytest.mark.parametrize("text", NO_DATE)
def test_days_that_do_not_exist_are_named(text: str) -> None:
    """A date, month or week that the calendar lacks is refused by that name."""
    with pytest.raises(UnknownDate) as problem:
        parse_period(text, TODAY)
    assert problem.value.text in text


@pytest.mark.parametrize("text", ["2026-08-01..2026-07-01", "2026-08-02 to 2026-08-01", "2026-08..2026-07"])
def test_a_range_that_ends_before_it_starts_is_refused(text: str) -> None:
    """The problem carries both days as written; even one day the wrong way round is no empty period."""
    with pytest.raises(EndBeforeStart) as problem:
        parse_period(text, TODAY)
    assert problem.value.end < problem.value.start
    assert problem.value.field == "end"


def test_the_longest_texts_are_refused_at_once() -> None:
    """Beyond 200 characters nothing is a period, whatever it says."""
    assert parse_period("today".ljust(200), TODAY) == parse_period("today", TODAY)
    for text in ("today".ljust(201), "2026" * 100_000, "a\u0301\u0323" * 100_000, "last " + "9" * 10_000 + " days"):
        with pytest.raises(UnknownPeriod):
            parse_period(text, TODAY)


@pytest.mark.parametrize(
    ("text", "rest", "period"),
    [
        ("campaign-q3 last month", "campaign-q3", "last month"),
        ("campaign-q3", "campaign-q3", None),
        ("last month", "", "last month"),
        ("", "", None),
        ("campaign 2026-07-01..2026-07-31", "campaign", "2026-07-01..2026-07-31"),
        ("campaign 2026-07-01 .. 2026-07-31", "campaign", "2026-07-01..2026-07-31"),
        ("campaign 2026-07-01 to 2026-07-31", "campaign", "2026-07-01..2026-07-31"),
        ("Kampania  Łódź w zeszłym miesiącu", "Kampania Łódź", "last month"),
        ("compare a b q3 2026", "compare a b", "q3 2026"),
        ("channels 2026 q3", "channels", "2026 q3"),
        ("a last ostatnie 30 dni", "a last", "last 30 days"),
        ("go to market july", "go to market", "july"),
        ("launch to july", "launch to", "july"),
        ("one two three four five six seven today", "one two three four five six seven", "today"),
        ("last month campaign", "last month campaign", None),
        ("2026-07-launch", "2026-07-launch", None),
        ("q5 99", "q5 99", None),
        (f"{'x' * 5000} today", "x" * 5000, "today"),
    ],
)
def test_the_end_of_a_command_is_its_period(text: str, rest: str, period: str | None) -> None:
    """The longest run of last words that is a period is taken off; the rest keeps its spelling."""
    assert split_period(text, TODAY) == (rest, parse_period(period, TODAY) if period else None)


@pytest.mark.parametrize("text", [*NO_DATE, "2026-08-01..2026-07-01", "32 august", "july 32", "last 0 days",
                                  "q3 1850", "2026-07-01..soon", "..2026-07-01", ".. july"])  # fmt: skip
def test_an_impossible_period_never_becomes_part_of_a_name(text: str) -> None:
    """At the end of a command, what only looks like a period is a problem, not a word of the name."""
    with pytest.raises(Problem):
        split_period(f"campaign {text}", TODAY)


@pytest.mark.parametrize("text", [text for text, _, _ in TABLE])
def test_every_wording_ends_a_command(text: str) -> None:
    """Each wording is found whole behind a campaign."""
    assert split_period(f"campaign-q3 {text}", TODAY) == ("campaign-q3", parse_period(text, TODAY))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-08-03", date(2026, 8, 3)),
        (" Today ", TODAY),
        ("yesterday", date(2026, 8, 9)),
        ("dzisiaj", TODAY),
        ("dziś", TODAY),
        ("DZIS", TODAY),
        ("wczoraj", date(2026, 8, 9)),
        ("2026-08", None),
        ("last week", None),
        ("linkedin", None),
        ("2026-08-03x", None),
        ("2026-08-0\u0663", None),
        ("", None),
    ],
)
def test_a_day_is_a_date_or_nothing(text: str, day: date | None) -> None:
    """Quick forms tell a day from any other word."""
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "1899-12-31", "9999-12-31"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    """A word written like a date is never taken for anything else."""
    with pytest.raises(UnknownDate, match="UnknownDate") as problem:
        parse_day(text, TODAY)
    assert problem.value.text == text


@pytest.mark.parametrize("slug", PERIOD_SLUGS.split())
def test_period_words_cannot_be_names(slug: str) -> None:
    """What the end of a command would take for a period, or refuse as one, is no name."""
    assert is_period_word(slug)


@pytest.mark.parametrize("slug", NAME_SLUGS.split())
def test_other_words_can_be_names(slug: str) -> None:
    """A name may hold a period word, and "/roi" still reads it as a name."""
    assert not is_period_word(slug)
    assert split_period(slug, TODAY) == (slug, None)


@given(ACCEPTED_DAYS, ACCEPTED_DAYS)
def test_a_written_range_reads_back(one: date, other: date) -> None:
    """The first and last day of a period, written down, name that period again."""
    period = Period(start=min(one, other), end=max(one, other) + timedelta(days=1))
    assert parse_period(f"{period.start}..{period.last}", TODAY) == period


@given(ACCEPTED_DAYS)
def test_the_number_of_a_week_names_it(day: date) -> None:
    """The written ISO week of a day, read again, is the week that holds it."""
    if 1900 <= day.isocalendar().year <= 9998:
        assert parse_period(iso_week(day), TODAY) == week_of(day)


def test_the_field_of_a_problem() -> None:
    """A form shows the refusal under its own field: the date's or the period's."""
    assert UnknownDate(text="2026-02-30").field == "date"
    assert UnknownPeriod(text="soon").field == "period"


@given(TYPED, ACCEPTED_DAYS)
def test_anything_typed_is_understood_or_named(text: str, today: date) -> None:
    """Nothing typed leads to anything but a period, a day, a name or a named problem."""
    for read in (parse_period, split_period, parse_day):
        with suppress(UnknownPeriod, UnknownDate, EndBeforeStart):
            read(text, today)


@given(TYPED, ACCEPTED_DAYS)
def test_a_name_that_is_allowed_is_read_as_a_name(text: str, today: date) -> None:
    """A slug that is no period word stays whole, on whichever day it is typed."""
    slug = "-".join(text.split())
    if not is_period_word(slug):
        assert split_period(slug, today) == (slug, None)
