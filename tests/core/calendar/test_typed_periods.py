"""What people type for a period, and what the bot prints of one: each means the days it would mean to a reader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language, Languages
from core.calendar.period_parser import is_period_word, parse_day, parse_period, split_period, splits, with_iso_days
from core.calendar.period_words import AmbiguousDate, UnknownDate, UnknownPeriod
from core.calendar.periods import ALL, EndBeforeStart, Period

TODAY = date(2026, 8, 10)  # a Monday
FIRST_DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))

TYPED = """
ytd                                      2026-01-01  2026-08-10
MTD                                      2026-08-01  2026-08-10
qtd                                      2026-07-01  2026-08-10
wtd                                      2026-08-10  2026-08-10
year to date                             2026-01-01  2026-08-10
since july                               2026-07-01  2026-08-10
since 2026-07-15                         2026-07-15  2026-08-10
since 15 July                            2026-07-15  2026-08-10
from july                                2026-07-01  2026-08-10
since yesterday                          2026-08-09  2026-08-10
since the start of the year              2026-01-01  2026-08-10
since last month                         2026-07-01  2026-08-10
od lipca                                 2026-07-01  2026-08-10
od 1 lipca                               2026-07-01  2026-08-10
od początku roku                         2026-01-01  2026-08-10
od początku tego roku                    2026-01-01  2026-08-10
od początku miesiąca                     2026-08-01  2026-08-10
od początku kwartału                     2026-07-01  2026-08-10
od poczatku lipca                        2026-07-01  2026-08-10
current week                             2026-08-10  2026-08-16
current month                            2026-08-01  2026-08-31
current quarter                          2026-07-01  2026-09-30
current year                             2026-01-01  2026-12-31
this half                                2026-07-01  2026-12-31
previous month                           2026-07-01  2026-07-31
previous quarter                         2026-04-01  2026-06-30
past week                                2026-08-03  2026-08-09
past month                               2026-07-01  2026-07-31
last half                                2026-01-01  2026-06-30
in the last week                         2026-08-03  2026-08-09
for last month                           2026-07-01  2026-07-31
over the past 30 days                    2026-07-12  2026-08-10
bieżący tydzień                          2026-08-10  2026-08-16
bieżący miesiąc                          2026-08-01  2026-08-31
obecny kwartał                           2026-07-01  2026-09-30
aktualny rok                             2026-01-01  2026-12-31
w bieżącym miesiącu                      2026-08-01  2026-08-31
w obecnym kwartale                       2026-07-01  2026-09-30
w aktualnym roku                         2026-01-01  2026-12-31
bieżącego miesiąca                       2026-08-01  2026-08-31
tego roku                                2026-01-01  2026-12-31
miniony tydzień                          2026-08-03  2026-08-09
w minionym tygodniu                      2026-08-03  2026-08-09
zeszłego miesiąca                        2026-07-01  2026-07-31
poprzedniego miesiąca                    2026-07-01  2026-07-31
z zeszłego miesiąca                      2026-07-01  2026-07-31
za zeszły miesiąc                        2026-07-01  2026-07-31
za ubiegły kwartał                       2026-04-01  2026-06-30
ubiegłego roku                           2025-01-01  2025-12-31
to półrocze                              2026-07-01  2026-12-31
zeszłe półrocze                          2026-01-01  2026-06-30
w tym półroczu                           2026-07-01  2026-12-31
past 7 days                              2026-08-04  2026-08-10
7 days                                   2026-08-04  2026-08-10
last 2 weeks                             2026-07-27  2026-08-09
last 3 months                            2026-05-01  2026-07-31
past 12 months                           2025-08-01  2026-07-31
last 2 quarters                          2026-01-01  2026-06-30
last 2 years                             2024-01-01  2025-12-31
7 dni                                    2026-08-04  2026-08-10
ostatnie 7 dni                           2026-08-04  2026-08-10
z ostatnich 30 dni                       2026-07-12  2026-08-10
przez ostatnie 30 dni                    2026-07-12  2026-08-10
w ostatnich 30 dni                       2026-07-12  2026-08-10
ostatnie 2 tygodnie                      2026-07-27  2026-08-09
ostatnich 5 tygodni                      2026-07-06  2026-08-09
ostatnie 3 miesiące                      2026-05-01  2026-07-31
ostatnich 12 miesięcy                    2025-08-01  2026-07-31
ostatnie 2 kwartały                      2026-01-01  2026-06-30
ostatnie 2 lata                          2024-01-01  2025-12-31
in august                                2026-08-01  2026-08-31
in July 2025                             2025-07-01  2025-07-31
july, 2026                               2026-07-01  2026-07-31
July-2026                                2026-07-01  2026-07-31
jul. 2026                                2026-07-01  2026-07-31
07/2026                                  2026-07-01  2026-07-31
7/2026                                   2026-07-01  2026-07-31
07.2026                                  2026-07-01  2026-07-31
7.2026                                   2026-07-01  2026-07-31
07-2026                                  2026-07-01  2026-07-31
2026/07                                  2026-07-01  2026-07-31
w styczniu                               2026-01-01  2026-01-31
w lutym                                  2026-02-01  2026-02-28
w marcu                                  2026-03-01  2026-03-31
w kwietniu                               2026-04-01  2026-04-30
w maju                                   2026-05-01  2026-05-31
w czerwcu                                2026-06-01  2026-06-30
w lipcu                                  2026-07-01  2026-07-31
w sierpniu                               2026-08-01  2026-08-31
we wrześniu                              2025-09-01  2025-09-30
w październiku                           2025-10-01  2025-10-31
w listopadzie                            2025-11-01  2025-11-30
w grudniu                                2025-12-01  2025-12-31
w lipcu 2026                             2026-07-01  2026-07-31
w lipcu 2025 roku                        2025-07-01  2025-07-31
za lipiec                                2026-07-01  2026-07-31
lipcu                                    2026-07-01  2026-07-31
z lipcem                                 2026-07-01  2026-07-31
lipiec 2026 r.                           2026-07-01  2026-07-31
lipiec 2026r                             2026-07-01  2026-07-31
lipiec-2026                              2026-07-01  2026-07-31
sty 2026                                 2026-01-01  2026-01-31
lut 2026                                 2026-02-01  2026-02-28
kwi 2026                                 2026-04-01  2026-04-30
cze 2026                                 2026-06-01  2026-06-30
lip 2026                                 2026-07-01  2026-07-31
sie 2026                                 2026-08-01  2026-08-31
wrz 2025                                 2025-09-01  2025-09-30
paź 2025                                 2025-10-01  2025-10-31
lis 2025                                 2025-11-01  2025-11-30
gru 2025                                 2025-12-01  2025-12-31
H1 2026                                  2026-01-01  2026-06-30
h2                                       2026-07-01  2026-12-31
2025 H2                                  2025-07-01  2025-12-31
h1/2026                                  2026-01-01  2026-06-30
first half of 2026                       2026-01-01  2026-06-30
second half                              2026-07-01  2026-12-31
1st half 2026                            2026-01-01  2026-06-30
I półrocze                               2026-01-01  2026-06-30
pierwsze półrocze                        2026-01-01  2026-06-30
II półrocze 2025                         2025-07-01  2025-12-31
w drugim półroczu 2025                   2025-07-01  2025-12-31
q3/2026                                  2026-07-01  2026-09-30
q3-2026                                  2026-07-01  2026-09-30
2026/q3                                  2026-07-01  2026-09-30
3q                                       2026-07-01  2026-09-30
3q 2025                                  2025-07-01  2025-09-30
third quarter                            2026-07-01  2026-09-30
1st quarter of 2026                      2026-01-01  2026-03-31
kw3                                      2026-07-01  2026-09-30
kw3 2025                                 2025-07-01  2025-09-30
3 kw.                                    2026-07-01  2026-09-30
3 kw                                     2026-07-01  2026-09-30
III kw. 2026                             2026-07-01  2026-09-30
3 kwartał                                2026-07-01  2026-09-30
III kwartał                              2026-07-01  2026-09-30
IV kwartał                               2025-10-01  2025-12-31
trzeci kwartał                           2026-07-01  2026-09-30
3. kwartał 2026                          2026-07-01  2026-09-30
w III kwartale 2025                      2025-07-01  2025-09-30
w pierwszym kwartale                     2026-01-01  2026-03-31
drugiego kwartału 2026                   2026-04-01  2026-06-30
rok 2025                                 2025-01-01  2025-12-31
2025 r.                                  2025-01-01  2025-12-31
2025 rok                                 2025-01-01  2025-12-31
w 2025 roku                              2025-01-01  2025-12-31
w roku 2025                              2025-01-01  2025-12-31
year 2025                                2025-01-01  2025-12-31
in 2025                                  2025-01-01  2025-12-31
week 31                                  2026-07-27  2026-08-02
week 31 2025                             2025-07-28  2025-08-03
week 40                                  2025-09-29  2025-10-05
tydzień 31                               2026-07-27  2026-08-02
w tygodniu 31                            2026-07-27  2026-08-02
przedwczoraj                             2026-08-08  2026-08-08
3 Oct                                    2025-10-03  2025-10-03
October 3                                2025-10-03  2025-10-03
3 august                                 2026-08-03  2026-08-03
3rd of August                            2026-08-03  2026-08-03
August 3rd                               2026-08-03  2026-08-03
july 26                                  2026-07-26  2026-07-26
July 26, 2025                            2025-07-26  2025-07-26
july 26 2026                             2026-07-26  2026-07-26
3 Aug 2026                               2026-08-03  2026-08-03
29 february                              2024-02-29  2024-02-29
3 sierpnia                               2026-08-03  2026-08-03
3 sierpnia 2026                          2026-08-03  2026-08-03
3 sierpnia 2026 r.                       2026-08-03  2026-08-03
3. sierpnia                              2026-08-03  2026-08-03
10 sie                                   2026-08-10  2026-08-10
11 sie                                   2025-08-11  2025-08-11
10 sie 2026                              2026-08-10  2026-08-10
5 lis                                    2025-11-05  2025-11-05
1.07.2026                                2026-07-01  2026-07-01
03.08.2026                               2026-08-03  2026-08-03
3.08.2026                                2026-08-03  2026-08-03
3.8.2026                                 2026-08-03  2026-08-03
17/08/2026                               2026-08-17  2026-08-17
08/17/2026                               2026-08-17  2026-08-17
08-08-2026                               2026-08-08  2026-08-08
2026/07/01                               2026-07-01  2026-07-01
2026.07.01                               2026-07-01  2026-07-01
1 Jul – 31 Jul 2026                      2026-07-01  2026-07-31
1 lip – 31 lip 2026                      2026-07-01  2026-07-31
1 Dec 2025 – 5 Jan 2026                  2025-12-01  2026-01-05
1 gru 2025 – 5 sty 2026                  2025-12-01  2026-01-05
28 Dec – 3 Jan                           2025-12-28  2026-01-03
1–31 lipca 2026                          2026-07-01  2026-07-31
1-31 lipca                               2026-07-01  2026-07-31
1 - 31 lipca                             2026-07-01  2026-07-31
1-31 July 2026                           2026-07-01  2026-07-31
July 1-31                                2026-07-01  2026-07-31
July 1–31, 2026                          2026-07-01  2026-07-31
01.07.2026-31.07.2026                    2026-07-01  2026-07-31
01.07.2026 - 31.07.2026                  2026-07-01  2026-07-31
1.07.2026 do 31.07.2026                  2026-07-01  2026-07-31
2026-07-01 - 2026-07-31                  2026-07-01  2026-07-31
lipiec - wrzesień                        2026-07-01  2026-09-30
lipiec – wrzesień 2025                   2025-07-01  2025-09-30
styczeń-marzec                           2026-01-01  2026-03-31
january-march 2025                       2025-01-01  2025-03-31
July to September                        2026-07-01  2026-09-30
july through september                   2026-07-01  2026-09-30
november - january                       2025-11-01  2026-01-31
q1-q3                                    2026-01-01  2026-09-30
q1 - q3 2025                             2025-01-01  2025-09-30
from july to september                   2026-07-01  2026-09-30
from 1 july until 31 july                2026-07-01  2026-07-31
between 1 july and 31 july 2026          2026-07-01  2026-07-31
od 1 lipca do 31 lipca                   2026-07-01  2026-07-31
od 1 lipca 2026 do 31 lipca 2026         2026-07-01  2026-07-31
od lipca do września                     2026-07-01  2026-09-30
od 2026-07-01 do 2026-07-15              2026-07-01  2026-07-15
między 1 lipca a 31 lipca                2026-07-01  2026-07-31
july to june 2025                        2024-07-01  2025-06-30
between june and august                  2026-06-01  2026-08-31
sty - mar                                2026-01-01  2026-03-31
01.07 - 31.07.2026                       2026-07-01  2026-07-31
od 1 do 31 lipca                         2026-07-01  2026-07-31
1 to 31 July 2026                        2026-07-01  2026-07-31
12 mar. 2026                             2026-03-12  2026-03-12
lipiec z zeszłego roku                   2025-07-01  2025-07-31
july last year                           2025-07-01  2025-07-31
w lipcu zeszłego roku                    2025-07-01  2025-07-31
yesterday to today                       2026-08-09  2026-08-10
"""
TABLE = [line.rsplit(maxsplit=2) for line in TYPED.strip().splitlines()]
EVERYTHING = "all time|everything|cały okres|cały czas|od początku|ogółem|zawsze"
DAYS = """
2026-08-03        2026-08-03
3.08.2026         2026-08-03
03.08.2026        2026-08-03
3 sierpnia        2026-08-03
3 sie 2026        2026-08-03
Aug 3             2026-08-03
June 3            2026-06-03
15.02             2026-02-15
przedwczoraj      2026-08-08
"""
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


@pytest.mark.parametrize(("text", "first", "last"), TABLE)
def test_what_is_typed_means_these_days(text: str, first: str, last: str) -> None:
    """From the first to the last day, both included; alone and behind a campaign's name."""
    period = parse_period(text, TODAY)
    assert (period.start.isoformat(), period.last.isoformat()) == (first, last)
    assert split_period(f"campaign-q3 {text}", TODAY) == ("campaign-q3", period)


@pytest.mark.parametrize("text", EVERYTHING.split("|"))
def test_these_are_everything(text: str) -> None:
    assert parse_period(text, TODAY) == ALL


@pytest.mark.parametrize("line", DAYS.strip().splitlines())
def test_a_day_is_read_in_a_form(line: str) -> None:
    text, day = line.rsplit(maxsplit=1)
    assert parse_day(text, TODAY) == date.fromisoformat(day)


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
