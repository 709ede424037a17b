"""Money: what people may write, where it is rounded, and that currencies never meet."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.currencies import CURRENCIES, DECIMALS_OTHER_THAN_TWO, HISTORIC
from core.money.money import (
    LARGEST,
    CurrenciesMixed,
    CurrencyDiffers,
    CurrencyUnclear,
    Money,
    NotANumber,
    NotPositive,
    NumberUnclear,
    TooLarge,
    TooManyDecimals,
    UnknownCurrency,
    decimals,
    parse_currency,
    parse_money,
    parse_number,
    parse_positive,
    within_reason,
)
from core.money.rounding import half_up, rounded
from core.problems import Problem

MINORS = st.integers(-(10**15), 10**15)
CODES = st.sampled_from(sorted(CURRENCIES))
FACTORS = st.fractions(min_value=-1000, max_value=1000)


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


# --- what people write ---


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("250", 25000),
        ("250.50", 25050),
        ("250,50", 25050),
        ("250.5", 25050),
        ("250,5", 25050),
        ("1 234,56", 123456),
        ("1 234 567.89", 123456789),
        ("1\u00a0234,56", 123456),
        ("1\u202f234,56", 123456),
        ("  19.99\t", 1999),
        ("0.01", 1),
        ("007", 700),
        ("1000000000000", 10**14),
        ("1,250.50", 125050),
        ("1.250,50", 125050),
        ("1'250.00", 125000),
        ("1’250", 125000),
        ("1,234,567", 123456700),
        ("1.234.567,8", 123456780),
        ("€1,250.50", 125050),
        ("1 250,50 €", 125050),
        ("250€", 25000),
        ("EUR 250", 25000),
        ("250 eur", 25000),
        ("€ 250", 25000),
    ],
)
def test_amounts_as_people_write_them(text: str, minor: int) -> None:
    """A point or a comma sets off decimals, a sign or code stands on either side, thousands are set apart by spaces of
    any width, apostrophes, or the other of point and comma; and no cent is lost.
    """
    assert parse_money(text, "EUR") == eur(minor)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1 23", "12 34 567", "1,23.4", "1,2345.6", "1,234 567", "1'23", "1_000", "1e5",
     "1E5", "0x10", "NaN", "nan", "Infinity", "-inf", "+5", ".5", "5.", "5..", "5.5.5", "5 ABC", "€", "€€5", "½", "--5",
     "\u0661\u0662", "\uff11\uff12", "\u00b2", "1\n000", "5\x00", "5\u200b", "\u22125", "-€-5", "\ud800"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    """Words, exponents, foreign digits, signs and what could be read in two ways are never guessed at."""
    with pytest.raises(NotANumber) as problem:
        parse_money(text, "EUR", "budget")
    assert (problem.value.text, problem.value.field) == (text, "budget")


@pytest.mark.parametrize(
    ("text", "currency", "whole", "fraction"),
    [
        ("1,250", "EUR", "1250", "1.25"),
        ("1.250", "EUR", "1250", "1.25"),
        ("-19.999", "EUR", "-19999", "-19.999"),
        ("€1,250", "EUR", "1250", "1.25"),
        ("1,250", "KWD", "1250", "1.25"),
    ],
)
def test_what_can_be_read_two_ways_is_refused(text: str, currency: str, whole: str, fraction: str) -> None:
    """Three digits behind one sign are thousands or decimals: both are named, none is guessed."""
    with pytest.raises(NumberUnclear) as problem:
        parse_money(text, currency, "budget", credit=True)
    assert (problem.value.whole, problem.value.fraction) == (Decimal(whole), Decimal(fraction))
    assert problem.value.field == "budget"


@pytest.mark.parametrize(
    ("text", "currency", "comma", "minor"),
    [
        ("1,250", "JPY", False, 1250),
        ("1.250", "JPY", True, 1250),
        ("1.250", "KWD", True, 1250),
        ("1.250", "KWD", False, 1250),
        ("1,250", "KWD", True, 1250),
        ("0,250", "KWD", False, 250),
    ],
)
def test_three_digits_are_clear_by_the_currency_or_the_language(
    text: str, currency: str, comma: bool, minor: int
) -> None:
    """Yen have no decimals; dinars have three, behind a point or where the language writes a comma."""
    assert parse_money(text, currency, comma=comma) == Money(minor=minor, currency=currency)


@pytest.mark.parametrize(
    ("text", "currency", "problem"),
    [
        ("€250", "USD", CurrencyDiffers),
        ("250 PLN", "USD", CurrencyDiffers),
        ("€250 USD", "USD", CurrencyDiffers),
        ("€250 USD", "EUR", CurrencyDiffers),
        ("$250", "EUR", CurrencyDiffers),
        ("$250", "CAD", CurrencyUnclear),
        ("¥250", "CNY", CurrencyUnclear),
        ("250 kr", "SEK", CurrencyUnclear),
    ],
)
def test_another_currency_than_the_fields_is_refused(text: str, currency: str, problem: type[Problem]) -> None:
    """A sign is the currency that is printed so; what it might be at home as well is no guess to make."""
    with pytest.raises(problem) as raised:
        parse_money(text, currency, "budget")
    assert getattr(raised.value, "field", "") == "budget"


@pytest.mark.parametrize("text", ["-5", "-0.01", "0", "0.00", "0,0", "-0", "000"])
def test_nothing_and_less_is_refused(text: str) -> None:
    """An amount is above zero."""
    with pytest.raises(NotPositive) as problem:
        parse_money(text, "EUR")
    assert (problem.value.text, problem.value.field) == (text, "amount")


def test_zero_is_taken_where_it_is_allowed() -> None:
    """A goal may be worth nothing, but not less."""
    assert parse_money("0", "EUR", zero=True) == eur(0)
    with pytest.raises(NotPositive):
        parse_money("-1", "EUR", zero=True)


@pytest.mark.parametrize("text", ["1000000000000.01", "1000000000001", "1 000 000 000 001", "9999999999999999"])
def test_beyond_the_largest_somebody_leaned_on_a_key(text: str) -> None:
    """More than 10^12 is refused as too large."""
    with pytest.raises(TooLarge):
        parse_money(text, "EUR")


@pytest.mark.parametrize(
    ("currency", "most"), [("JPY", 10**12), ("EUR", 10**12), ("KWD", 10**11), ("CLF", 10**10), ("UYW", 10**10)]
)
def test_of_small_units_no_more_are_taken_than_of_cents(currency: str, most: int) -> None:
    """Their squares must fit beside each other in two columns: 10^14 minor units, typed, converted or multiplied."""
    one = 10 ** decimals(currency)
    assert parse_money(str(most), currency) == Money(minor=most * one, currency=currency)
    assert within_reason(Money(minor=-most * one, currency=currency)).minor <= 10**14
    with pytest.raises(TooLarge):
        parse_money(str(most + 1), currency)
    with pytest.raises(TooLarge):
        within_reason(Money(minor=most * one + 1, currency=currency))


@pytest.mark.parametrize("text", ["9" * 17, "9" * 4000, "1" + " 000" * 2000, "0." + "1" * 4000, "-" * 4000])
def test_the_longest_texts_are_refused(text: str) -> None:
    """However long a text is, it is refused by name."""
    with pytest.raises(Problem):
        parse_money(text, "EUR")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("250", "JPY", 250),
        ("1.5", "KWD", 1500),
        ("1.234", "KWD", 1234),
        ("1.2345", "CLF", 12345),
        ("12.5", "BHD", 12500),
    ],
)
def test_decimals_are_the_currencys(text: str, currency: str, minor: int) -> None:
    """Yen have no decimals, dinars have three, and an amount becomes as many minor units."""
    assert parse_money(text, currency) == Money(minor=minor, currency=currency)


@pytest.mark.parametrize(
    ("text", "currency", "places"),
    [("250.5", "JPY", 0), ("250,55", "JPY", 0), ("1.2345", "KWD", 3), ("1.23456", "CLF", 4), ("1 234,567", "EUR", 2)],
)
def test_more_decimals_than_the_currency_has_are_refused(text: str, currency: str, places: int) -> None:
    """An amount the currency cannot hold is refused, never rounded, and the problem says how many there may be."""
    with pytest.raises(TooManyDecimals) as problem:
        parse_money(text, currency)
    assert (problem.value.decimals, problem.value.currency) == (places, currency)


@given(st.integers(1, 10**12), CODES, st.sampled_from(".,"))
def test_an_amount_written_down_reads_back(minor: int, currency: str, mark: str) -> None:
    """What an amount looks like in digits names that amount again, in the language that writes it so."""
    amount = Money(minor=minor, currency=currency)
    text = f"{amount.units:f}".replace(".", mark)
    assert parse_money(text, currency, comma=mark == ",") == amount


@given(st.text(max_size=30) | st.text("0123456789.,- \u00a0eE_+", max_size=30), CODES)
def test_anything_typed_is_an_amount_or_a_named_problem(text: str, currency: str) -> None:
    """Nothing typed leads to anything but a positive amount or a named problem."""
    with suppress(NotANumber, NumberUnclear, NotPositive, TooLarge, TooManyDecimals, CurrencyDiffers, CurrencyUnclear):
        assert 0 < parse_money(text, currency, "budget").units <= LARGEST


def test_hours_and_percentages_are_plain_numbers_too() -> None:
    """They keep to the places and the limit they are given."""
    assert parse_positive("12,5", 2, "hours") == Decimal("12.5")
    for text in ("12.555", "12.500"):
        with pytest.raises(TooManyDecimals):
            parse_positive(text, 2, "hours")
    with pytest.raises(NumberUnclear):
        parse_positive("12,500", 2, "hours")
    with pytest.raises(TooLarge):
        parse_positive("101", 2, "hours", largest=100)
    assert parse_number("-3.25", "net") == Decimal("-3.25")


# --- currencies ---


@pytest.mark.parametrize("text", ["EUR", "eur", " Eur "])
def test_a_currency_in_any_case(text: str) -> None:
    """Case and spaces around a code do not matter."""
    assert parse_currency(text) == "EUR"


@pytest.mark.parametrize("text", ["", "EURO", "€", "XYZ", "EU R", "\uff25\uff35\uff32", "zł"])
def test_another_word_is_no_currency(text: str) -> None:
    """What is no ISO 4217 code is refused with the text as it was typed."""
    with pytest.raises(UnknownCurrency) as problem:
        parse_currency(text)
    assert (problem.value.text, problem.value.field) == (text, "currency")


def test_every_odd_currency_is_a_currency() -> None:
    """Decimals are kept for currencies that are or were in use, and the ones of the oracle are right."""
    assert set(DECIMALS_OTHER_THAN_TWO) <= CURRENCIES | set(HISTORIC)
    assert [decimals(code) for code in ("EUR", "PLN", "USD", "JPY", "KWD", "CLF")] == [2, 2, 2, 0, 3, 4]


@given(MINORS, MINORS)
def test_two_currencies_never_meet(one: int, other: int) -> None:
    """A sum or a difference of two currencies raises, even of nothing."""
    euros, zlotys = eur(one), Money(minor=other, currency="PLN")
    with pytest.raises(CurrenciesMixed) as problem:
        euros + zlotys
    assert (problem.value.one, problem.value.other) == ("EUR", "PLN")
    with pytest.raises(CurrenciesMixed):
        zlotys - euros


# --- arithmetic ---


@given(MINORS, MINORS)
def test_adding_and_taking_away_lose_nothing(one: int, other: int) -> None:
    """What is added can be taken away again, and what is reversed sums to nothing."""
    assert eur(one) + eur(other) - eur(other) == eur(one)
    assert eur(one) + (-eur(one)) == eur(0)


@given(st.lists(MINORS, max_size=20), st.integers(-1000, 1000))
def test_whole_times_of_a_sum(minors: list[int], factor: int) -> None:
    """A whole number of times each part is as many times the sum."""
    parts = sum((eur(minor).times(factor) for minor in minors), eur(0))
    assert parts == sum(map(eur, minors), eur(0)).times(factor)


@given(MINORS, FACTORS)
def test_times_rounds_once_and_fairly(minor: int, factor: Fraction) -> None:
    """The product is within half a minor unit, and the same for a reversal."""
    product = eur(minor).times(factor)
    assert abs(product.minor - minor * factor) <= Fraction(1, 2)
    assert (-eur(minor)).times(factor) == -product


@pytest.mark.parametrize(
    ("value", "whole"),
    [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("5/2", 3), ("-5/2", -3), ("49/100", 0), ("-49/100", 0), ("0", 0)],
)
def test_halves_go_away_from_zero(value: str, whole: int) -> None:
    """Not to the even neighbour, and alike above and below zero."""
    assert half_up(Fraction(value)) == whole


@given(st.fractions())
def test_half_up_is_the_nearest(value: Fraction) -> None:
    """No whole number lies nearer, and a half goes outward."""
    whole = half_up(value)
    assert abs(value - whole) <= Fraction(1, 2)
    if abs(value - whole) == Fraction(1, 2):
        assert abs(whole) > abs(value)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(11500000, 65000), 2, "176.92"),
        (Fraction(11500000, 65000), 1, "176.9"),
        (Fraction(-500, 3), 2, "-166.67"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(0), 2, "0.00"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(7, 2), 0, "4"),
        (Fraction(10**24, 3), 2, f"{10**24 // 3}.33"),
    ],
)
def test_rounded_for_showing(value: Fraction, places: int, shown: str) -> None:
    """Half up, with exactly the places asked for (article A-02: 176.92, never 176 or 177) and without a minus zero."""
    assert f"{rounded(value, places):f}" == shown


@given(MINORS, CODES)
def test_units_are_exact(minor: int, currency: str) -> None:
    """Whole units and minor units are the same amount."""
    assert Fraction(Money(minor=minor, currency=currency).units) * 10 ** decimals(currency) == minor
