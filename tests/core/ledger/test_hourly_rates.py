"""Rates: who worked how long, at what an hour costs on that day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.ledger.entries import people_amount, work_amount
from core.ledger.hourly_rates import (
    MOST_PEOPLE,
    HourlyRateUnknown,
    PersonHasDigit,
    Rate,
    TooManyPeople,
    Work,
    WorkUnclear,
    WorkUnreadable,
    check_person,
    current,
    parse_work,
    with_rates,
    written_work,
)
from core.money.money import CurrencyDiffers, Money, NotPositive, NumberUnclear, TooLarge, TooManyDecimals
from core.money.rounding import rounded
from core.problems import Problem
from core.setup.names import NameTooLong, slug

DAY = date(2026, 8, 3)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@pytest.mark.parametrize(
    ("line", "person", "hours", "rate"),
    [
        ("Anna 12.5 40", "Anna", "12.5", usd(40_00)),
        ("Anna 12,5 40,50", "Anna", "12.5", usd(40_50)),
        ("  Anna   Nowak 4h 55 ", "Anna Nowak", "4", usd(55_00)),
        ("Anna 12.5", "Anna", "12.5", None),
        ("Anna 7h 30 50", "Anna", "7.5", usd(50_00)),
        ("Anna 7h30 50", "Anna", "7.5", usd(50_00)),
        ("Anna 7 h 30 min 50", "Anna", "7.5", usd(50_00)),
        ("Anna 7h 30m", "Anna", "7.5", None),
        ("Anna 7:30", "Anna", "7.5", None),
        ("Anna 7:30 50", "Anna", "7.5", usd(50_00)),
        ("Anna 7:20 60", "Anna", "7.3333", usd(60_00)),
        ("Anna 7h 30", "Anna", "7", usd(30_00)),
        ("Anna 12,5 godz. 40", "Anna", "12.5", usd(40_00)),
        ("Anna 12,5 godziny", "Anna", "12.5", None),
        ("Anna 12.5 hours 40", "Anna", "12.5", usd(40_00)),
        ("Anna 12,5 1 250,00", "Anna", "12.5", usd(1250_00)),
        ("Anna 40 1\u00a0250", "Anna", "40", usd(1250_00)),
        ("Anna 1 200h 50", "Anna", "1200", usd(50_00)),
        ("Anna, 12,5, 40", "Anna", "12.5", usd(40_00)),
        ("Anna: 12.5; 40", "Anna", "12.5", usd(40_00)),
        ("Anna – 12.5 40", "Anna", "12.5", usd(40_00)),
        ("Anna 12.5 $40.00", "Anna", "12.5", usd(40_00)),
        ("Anna 12.5 $1,250.50", "Anna", "12.5", usd(1250_50)),
        ("Anna 12,5 1 250,50 USD", "Anna", "12.5", usd(1250_50)),
        ("Anna: 12.5 h × $40.00", "Anna", "12.5", usd(40_00)),
        ("张三 4 50", "张三", "4", usd(50_00)),
    ],
)
def test_a_line_is_a_name_hours_and_perhaps_a_rate(line: str, person: str, hours: str, rate: Money | None) -> None:
    """What stands before the first digit is the name; hours come first, in any way people write them."""
    assert parse_work(line, "USD") == (Work(person=person, hours=Decimal(hours), rate=rate),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Anna", WorkUnreadable),
        ("12.5 40", WorkUnreadable),
        ("Anna -2 40", WorkUnreadable),
        ("Anna 2 forty", WorkUnreadable),
        ("Anna 0 40", NotPositive),
        ("Anna 2 0", NotPositive),
        ("Anna 2.555 40", TooManyDecimals),
        ("Anna 2,555 40", NumberUnclear),
        ("Anna 2 40 EUR", CurrencyDiffers),
        ("Anna 200000 40", TooLarge),
        ("!!! 2 40", WorkUnreadable),
        ("A" * 61 + " 2 40", NameTooLong),
        ("Anna 1 1\n" * (MOST_PEOPLE + 1), TooManyPeople),
    ],
)
def test_what_cannot_be_read_is_told_under_the_field(text: str, problem: type[Problem]) -> None:
    """Each problem names the field it belongs to."""
    with pytest.raises(problem) as raised:
        parse_work(text, "USD")
    assert getattr(raised.value, "field", "") == "people"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Anna 7 30 50", "7 30 50"),
        ("Anna 1 200 50", "1 200 50"),
        ("Anna 12, 5, 40", "12, 5, 40".replace(",", "")),
        ("Anna 12 200 250", "12 200 250"),
        ("Anna 7h 75 50", "7h 75 50"),
        ("Anna 12.5 40 design", "design"),
        ("Anna 8 40/h", "40/h"),
        ("Anna 2 forty", "forty"),
        ("Anna ½ 40", "½ 40"),
        ("Anna", ""),
        ("!!! 2 40", ""),
    ],
)
def test_the_part_that_was_not_understood_is_named(line: str, part: str) -> None:
    """Not the whole line, and no innocent word."""
    with pytest.raises(WorkUnreadable) as raised:
        parse_work(line, "USD")
    assert (raised.value.text, raised.value.part) == (line, part)


@pytest.mark.parametrize("line", ["Anna7 3 4", "Anna K2 3 4"])
def test_a_new_name_holds_no_digit(line: str) -> None:
    """In a line it could not be told from hours; nor is it kept with a rate."""
    for read in (lambda: parse_work(line, "USD"), lambda: check_person(line[:-4], {"anna"})):
        with pytest.raises(PersonHasDigit) as raised:
            read()
        assert raised.value.name == line[:-4]


KNOWN = {"agent-007", "anna-7", "anna-12-5", "anna-7h"}


@pytest.mark.parametrize(
    ("line", "person", "hours"),
    [
        ("Agent 007 8 20", "Agent 007", "8"),
        ("agent 007, 8, 20", "agent 007", "8"),
        ("Anna 7 30 50", "Anna 7", "30"),
        ("Anna 7 30h", "Anna 7", "30"),
        ("Anna 7h 30", "Anna", "7"),
        ("Anna 7h 30 50", "Anna", "7.5"),
        ("Anna 12,5 40", "Anna", "12.5"),
        ("Anna 12,5 1 250,00", "Anna", "12.5"),
    ],
)
def test_a_name_known_with_a_digit_stays_valid(line: str, person: str, hours: str) -> None:
    """But a name that is one only because hours were once misread draws no more hours to it."""
    (work,) = parse_work(line, "USD", KNOWN)
    assert (work.person, work.hours) == (person, Decimal(hours))
    assert check_person("Agent 007", KNOWN) == "Agent 007"


def test_what_can_be_read_two_ways_is_refused_with_both() -> None:
    """7 hours of Anna, or 30 of Anna 7: each is told how to write it, and is read so."""
    with pytest.raises(WorkUnclear) as raised:
        parse_work("Anna 7 30", "USD", KNOWN)
    one, other = (parse_work(line, "USD", KNOWN)[0] for line in (raised.value.first, raised.value.second))
    assert (one.person, one.hours, one.rate) == ("Anna", Decimal(7), usd(30_00))
    assert (other.person, other.hours, other.rate) == ("Anna 7", Decimal(30), None)


def test_empty_lines_are_nobody() -> None:
    """A line's end too many is no mistake."""
    assert [work.person for work in parse_work("\nAnna 1 1\n \nBen 1 1\n", "USD")] == ["Anna", "Ben"]
    assert parse_work(" \n", "USD") == ()


def test_the_latest_start_wins_and_of_one_start_the_last_said() -> None:
    """A correction is said later for the same day; a rate to come counts from its day on."""
    said = [
        Rate(person="Anna", rate=usd(50_00), start=DAY),
        Rate(person="Anna", rate=usd(40_00), start=DAY - timedelta(days=30)),
        Rate(person="ANNA", rate=usd(45_00), start=DAY),
        Rate(person="Anna", rate=usd(99_00), start=DAY + timedelta(days=1)),
    ]
    assert current(said, DAY)["anna"].rate == usd(45_00)
    assert current(said, DAY - timedelta(days=1))["anna"].rate == usd(40_00)
    assert current(said, DAY - timedelta(days=31)) == {}


def test_a_missing_rate_is_taken_from_those_kept() -> None:
    """However the name is spelt; a rate written wins; a person without one is named."""
    work = parse_work("ÁNNA 1\nBen 2 30", "USD")
    filled = with_rates(work, {"anna": usd(40_00), "ben": usd(99_00)}, DAY)
    assert [one.rate for one in filled] == [usd(40_00), usd(30_00)]
    with pytest.raises(HourlyRateUnknown) as raised:
        with_rates(work, {"ben": usd(1)}, DAY)
    assert raised.value.person == "ÁNNA"


HOURS = st.integers(1, 100_00).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
WORK = st.builds(
    Work, person=st.sampled_from(["Anna", "Ben"]), hours=HOURS, rate=st.builds(usd, st.integers(100, 500_00))
)


@given(st.lists(WORK, min_size=1, max_size=MOST_PEOPLE))
def test_the_sum_is_that_of_each(work: list[Work]) -> None:
    """Hours × rate of each is rounded once, then summed; the order does not matter (A-06)."""
    whole = work_amount(work)
    assert whole.minor == sum(people_amount(one.hours, one.rate).minor for one in work if one.rate)
    assert work_amount(work[::-1]) == whole


NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8), min_size=1, max_size=3
).map(" ".join)
MINUTES = st.integers(1, 6_000_00).map(lambda n: Decimal(f"{rounded(Fraction(n, 60), 4).normalize():f}"))


@given(
    st.lists(
        st.builds(
            Work,
            person=NAMES,
            hours=st.one_of(HOURS, MINUTES),
            rate=st.none() | st.builds(usd, st.integers(1, 9_999_99)),
        ),
        min_size=1,
        max_size=MOST_PEOPLE,
    )
)
def test_what_is_printed_is_read_again(work: list[Work]) -> None:
    """A line as a form shows it is the same person, hours and rate once it is typed back."""
    assert parse_work("\n".join(map(written_work, work)), "USD") == tuple(work)


@given(
    NAMES,
    st.text("0123456789 .,:h\u00a0", min_size=1, max_size=14),
    st.sampled_from(["", " godz. 40", " 50", " h", "min"]),
)
def test_one_person_is_never_split_in_two(name: str, numbers: str, end: str) -> None:
    """Whatever numbers stand behind it, a new name is the name: what one person costs is private."""
    assume(numbers.lstrip(" .,:\u00a0")[:1].isdigit())  # a word alone would be of the name
    try:
        found = parse_work(f"{name} {numbers}{end}", "USD")
    except Problem:
        return
    assert [one.key for one in found] == [slug(name.rstrip("-"))]
