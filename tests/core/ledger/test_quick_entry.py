"""Quick forms: the grammar, word by word, and that no text whatever gives anything but an answer or a named problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.calendar.period_words import UnknownDate
from core.ledger.entries import Cost
from core.ledger.entry_fields import CreditWithoutReason, DayTooFar, FirstContactLater, NotACount, NoteTooLong
from core.ledger.quick_entry import (
    HoursOfNobody,
    QuickConversion,
    read_conversion,
    read_cost,
    written_conversion,
    written_cost,
)
from core.ledger.quick_line import AmbiguousWord, SaidTwice, WordMissing
from core.ledger.quick_numbers import NumberUnread
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.money.money import (
    CurrencyDiffers,
    CurrencyUnclear,
    Money,
    NotANumber,
    NotPositive,
    NumberUnclear,
    TooLarge,
    TooManyDecimals,
)
from core.problems import Problem
from core.setup.categories import Category
from core.setup.channels import STARTING
from tests.databases import examples

TODAY = date(2026, 8, 10)
NAMED = {"campaign-q3": "campaign", "lodz": "campaign", "newsletter": "goal", "webinar": "goal", "podcast": "channel"}
KNOWN = Vocabulary(kinds=dict.fromkeys(STARTING, "channel") | NAMED, today=TODAY, currency="USD")
NONSENSE = st.text("bdfgjkqvwz", min_size=9, max_size=20)
SIGNS = "\"“”„«»':;,.-+/%<>|#@!()[]{}*_~`$€£¥"
PIECES = st.one_of(
    st.text(max_size=12),
    st.text(SIGNS, max_size=4),
    st.from_regex(r"[0-9]{1,18}([.,][0-9]{0,5})?h?", fullmatch=True),
    st.sampled_from(
        "250 40h 50 USD EUR ads people other inne channel:other category:other goal:x kanał:x campaign: 2026-08-03 "
        "2026-02-30 9999-12-31 0000-00-00 yesterday wczoraj linkedin campaign-q3 newsletter ١٢ ½ ﷺ \u202e".split(" ")
    ),
)
ARBITRARY = st.one_of(st.text(), st.lists(PIECES, max_size=10).map(" ".join))


def cost(text: str) -> Cost:
    return read_cost(text, KNOWN)


def conversion(text: str) -> QuickConversion:
    return read_conversion(text, KNOWN)


# --- what is understood ---


def test_a_cost_in_full() -> None:
    """Every word of the example in the contract finds its place."""
    expected = Cost(
        day=date(2026, 8, 3),
        category=Category.ADS,
        amount=Money(minor=25_000, currency="USD"),
        campaign="campaign-q3",
        channel="linkedin",
        note="boosted post",
    )
    assert cost('250 USD ads linkedin campaign-q3 2026-08-03 "boosted post"') == expected


def test_a_cost_in_brief() -> None:
    """Amount and category are enough: today, the reporting currency, no campaign, no channel, no note."""
    assert cost("250 ads") == Cost(day=TODAY, category=Category.ADS, amount=Money(minor=25_000, currency="USD"))


def test_a_conversion_in_full() -> None:
    """Every word of the example in the contract finds its place."""
    expected = QuickConversion(
        count=12,
        goal="newsletter",
        campaign="campaign-q3",
        channel="linkedin",
        day=date(2026, 8, 3),
        note="from the footer",
    )
    assert conversion('12 newsletter linkedin campaign-q3 2026-08-03 "from the footer"') == expected


def test_a_conversion_in_brief() -> None:
    """Count and goal are enough."""
    expected = QuickConversion(count=12, goal="newsletter", campaign="", channel="", day=TODAY, note="")
    assert conversion("12 newsletter") == expected


@pytest.mark.parametrize(
    "text", ["40h 50 USD people", "40h people 50", "40H USD people 2026-08-10 50", "40.00h 50 people"]
)
def test_people_by_the_hour(text: str) -> None:
    """Hours come first, the rate is the other number; both stay with the entry."""
    found = cost(text)
    assert (found.hours, found.rate) == (Decimal(40), Money(minor=5_000, currency="USD"))
    assert (found.amount, found.category) == (Money(minor=200_000, currency="USD"), Category.PEOPLE)


def test_people_as_a_plain_amount() -> None:
    """People may be an amount like anything else."""
    found = cost("300 people")
    assert (found.amount.minor, found.hours, found.rate) == (30_000, None, None)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("yesterday", date(2026, 8, 9)),
        ("wczoraj", date(2026, 8, 9)),
        ("dziś", TODAY),
        ("Today", TODAY),
        ("2026-8-3", date(2026, 8, 3)),
        ("2027-08-10", date(2027, 8, 10)),
    ],
)
def test_days(word: str, expected: date) -> None:
    """A day is written as a date or a word, in both languages, up to a year ahead."""
    assert cost(f"5 ads {word}").day == conversion(f"5 newsletter {word}").day == expected


@pytest.mark.parametrize(
    ("text", "minor"),
    [("250.5", 25_050), ("250,5", 25_050), ("0.01", 1), ("1000000000000", 10**14), ("0010", 1_000), ("0.25", 25)],
)
def test_amounts(text: str, minor: int) -> None:
    """A decimal point and a decimal comma are both read; noughts say nothing."""
    assert cost(f"{text} ads").amount.minor == minor


@pytest.mark.parametrize(
    ("text", "category"),
    [("ADS", Category.ADS), ("Narzędzia", Category.TOOLS), ("ludzie", Category.PEOPLE), ("category:other", "other"),
     ("kategoria:inne", "other"), ("inne", "other"), ("materiały", Category.MATERIALS)],
)  # fmt: skip
def test_categories_in_both_languages(text: str, category: str) -> None:
    """A category is known by its English and its Polish word, in any case, with or without its prefix."""
    assert cost(f"5 {text}").category == category


@pytest.mark.parametrize("text", ["Łódź", "LODZ", "lodz!", "kampania:Łódź", "Campaign:lodz"])
def test_names_whatever_their_case_and_accents(text: str) -> None:
    """A campaign is found as `/roi` would find it."""
    assert cost(f"5 ads {text}").campaign == conversion(f"5 newsletter {text}").campaign == "lodz"


@pytest.mark.parametrize("quotes", ['""', "“”", "„”", "«»"])
def test_notes_in_any_quotes(quotes: str) -> None:
    """A note stands in the quotes of either language, and its words mean nothing else."""
    text = f"5 {quotes[0]}tools 99 nobody knows{quotes[1]} ads"
    assert cost(text).note == "tools 99 nobody knows"
    assert cost(text).category is Category.ADS


def test_other_channel_and_other_category_side_by_side() -> None:
    """A word that fits two kinds is taken once it says which."""
    found = cost("5 category:other channel:other")
    assert (found.category, found.channel) == (Category.OTHER, "other")


# --- what is refused ---


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", WordMissing(kind="amount")),
        (" \n\t ", WordMissing(kind="amount")),
        ('"only a note"', WordMissing(kind="amount")),
        ("250", WordMissing(kind="category")),
        ("250 linkedin", WordMissing(kind="category")),
        ("40h people", WordMissing(kind="rate")),
        ("ads", NotANumber(text="ads")),
        ("-5 ads", CreditWithoutReason(in_line=True)),
        ('-5 people "mistake"', NotPositive(text="-5")),
        ("0 ads", NotPositive(text="0")),
        ("-0.00 ads", NotPositive(text="-0.00")),
        ("5.0001 ads", TooManyDecimals(text="5.0001", currency="USD", decimals=2)),
        ("1,234 ads", NumberUnclear(text="1,234", whole=Decimal(1234), fraction=Decimal("1.234"), places=2)),
        ("1,250000 ads", NumberUnclear(text="1,250000", whole=Decimal(1250000), fraction=Decimal("1.25"), places=2)),
        ("001,250 ads", NumberUnclear(text="001,250", whole=Decimal(1250), fraction=Decimal("1.25"), places=2)),
        ("€1,250 ads", NumberUnclear(text="1,250", whole=Decimal(1250), fraction=Decimal("1.25"), places=2)),
        ("1_000 ads", NotANumber(text="1_000")),
        ("1e5 ads", NotANumber(text="1e5")),
        ("NaN ads", NotANumber(text="NaN")),
        ("Infinity ads", NotANumber(text="Infinity")),
        ("+5 ads", NotANumber(text="+5")),
        (".5 ads", NotANumber(text=".5")),
        ("5. ads", NotANumber(text="5.")),
        ("١٢ ads", NotANumber(text="١٢")),
        ("\uff11\uff12 ads", NotANumber(text="\uff11\uff12")),
        ("½ ads", NotANumber(text="½")),
        ("$250 EUR ads", CurrencyDiffers(text="$250", said="USD", currency="EUR")),
        ("250 kr ads", CurrencyUnclear(sign="kr", codes=("DKK", "ISK", "NOK", "SEK"))),
        ("12 50 ads", NumberUnread(text="12 50", instead="", line="", kind="amount")),
        ("1 250 50 ads", NumberUnread(text="1 250 50", instead="", line="", kind="amount")),
        ("1000000000000.01 ads", TooLarge(text="1000000000000.01")),
        ("9999999999999 ads", TooLarge(text="9999999999999")),
        ("250 XXQ ads", UnknownWord(word="XXQ")),
        ("250 ads linkdin", UnknownWord(word="linkdin", alike=("linkedin",))),
        ("250 ads campain-q3", UnknownWord(word="campain-q3", alike=("campaign-q3",))),
        ("250 ads campaign:linkedin", UnknownWord(word="campaign:linkedin")),
        ('250 ads "open', UnknownWord(word='"open')),
        ("250 other", AmbiguousWord(word="other", choices=("category:other", "channel:other"))),
        ("250 ads tools", SaidTwice(kind="category", first="ads", second="tools")),
        ("250 ads x facebook", SaidTwice(kind="channel", first="x", second="facebook")),
        ('250 ads "a" "b"', SaidTwice(kind="note", first="a", second="b")),
        ("250 ads USD usd", SaidTwice(kind="currency", first="USD", second="USD")),
        ("250 ads 2026-08-01 yesterday", SaidTwice(kind="day", first="2026-08-01", second="2026-08-09")),
        ("40h 50 ads", HoursOfNobody(hours="40h")),
        ("40h 0 people", NotPositive(text="0", field="rate")),
        ("0h 50 people", NotPositive(text="0", field="hours", counted=True)),
        ("250 ads 2026-02-30", UnknownDate(text="2026-02-30")),
        ("250 ads 2026-13-01", UnknownDate(text="2026-13-01")),
        ("250 ads 2027-08-12", DayTooFar(day=date(2027, 8, 12))),
        (f'250 ads "{"x" * 501}"', NoteTooLong(length=501)),
    ],
)
def test_costs_that_are_refused(text: str, problem: Problem) -> None:
    """What cannot be read is a problem of its own kind, which carries the word and the way out."""
    with pytest.raises(type(problem)) as refused:
        cost(text)
    same = vars(refused.value).keys() - {"alike", "field"}
    assert {name: vars(refused.value)[name] for name in same} == {name: vars(problem)[name] for name in same}
    assert set(getattr(problem, "alike", ())) <= set(getattr(refused.value, "alike", ()))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", WordMissing),
        ("12", WordMissing),
        ("12 linkedin", WordMissing),
        ("0 newsletter", NotACount),
        ("-1 newsletter", NotACount),
        ("1.5 newsletter", NotACount),
        ("1,00 newsletter", NotACount),
        ("1 00 newsletter", NumberUnread),
        ("1e3 newsletter", NotACount),
        ("١٢ newsletter", NotACount),
        ("newsletter webinar", NotACount),
        ("12h newsletter", NotACount),
        ("1000000001 newsletter", TooLarge),
        ("12 newsletter webinar", SaidTwice),
        ("12 newsletter ads", UnknownWord),
        ("12 newsletter USD", UnknownWord),
        ("12 newsleter", UnknownWord),
        ("12 newsletter 2026-02-29", UnknownDate),
        ("12 newsletter 2028-01-01", DayTooFar),
    ],
)
def test_conversions_that_are_refused(text: str, problem: type[Problem]) -> None:
    """Counts are whole and at least one; a goal is needed; a cost's words mean nothing here."""
    with pytest.raises(problem):
        conversion(text)


@pytest.mark.parametrize("text", ["10 ads goal:newsletter", "10 ads cel:newsletter"])
def test_a_cost_has_no_goal(text: str) -> None:
    """A prefix of the other quick form fits nothing here: it is named, not swallowed."""
    with pytest.raises(UnknownWord) as refused:
        cost(text)
    assert refused.value.word == text.split()[-1]


@pytest.mark.parametrize("text", ["1 newsletter category:ads", "1 newsletter kategoria:ludzie"])
def test_a_conversion_has_no_category(text: str) -> None:
    """A prefix of the other quick form fits nothing here: it is named, not swallowed."""
    with pytest.raises(UnknownWord) as refused:
        conversion(text)
    assert refused.value.word == text.split()[-1]


@pytest.mark.parametrize(
    "text", ["2000h 1000000000000 people", "100000h 1000000000000 people", "2h 600000000000 people"]
)
def test_hours_times_rate_beyond_the_largest_amount(text: str) -> None:
    """Hours and rate may each be possible and their product not."""
    with pytest.raises(TooLarge):
        cost(text)


def test_hours_times_rate_of_nothing() -> None:
    """A product that rounds to nothing is no amount."""
    with pytest.raises(NotPositive):
        cost("0.01h 0.01 people")


@pytest.mark.parametrize("text", ["10000000000000000", "9" * 40, "1" + "0" * 400])
def test_a_number_of_any_length_is_too_large(text: str) -> None:
    """However long it is, a number is called too large, not unreadable."""
    with pytest.raises(TooLarge):
        cost(f"{text} ads")


@pytest.mark.parametrize(
    ("text", "named", "line"),
    [
        ("1:20h 50 people", "1:20h", "1.33h 50 people"),
        ("1:20 50 people lodz", "1:20", "1.33h 50 people lodz"),
        ("7h 30 50 people", "7h 30", "7.5h 50 people"),
        ("7h 30 150 people", "7h 30", "7.5h 150 people"),
        ("7h 15 250,50 people", "7h 15", "7.25h 250,50 people"),
        ('"1:20 paid" 1:20 50 people', "1:20", '"1:20 paid" 1.33h 50 people'),
    ],
)
def test_a_number_that_was_not_understood_is_named(text: str, named: str, line: str) -> None:
    """Not the innocent one beside it; with the line as it would be read, where that is clear."""
    with pytest.raises(NumberUnread) as refused:
        cost(text)
    assert (refused.value.text, refused.value.line) == (named, line)
    if line:
        cost(line)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,250.50 ads linkedin", "1250.50", "USD"),
        ("1 250,50 zł ads linkedin", "1250.50", "PLN"),
        ("1\u00a0250,50\u00a0zł ads linkedin", "1250.50", "PLN"),
        ("1 250 ads linkedin", "1250", "USD"),
        ("PLN 1,250.50 ads", "1250.50", "PLN"),
        ("250€ ads", "250", "EUR"),
        ("1'250.00 CHF ads", "1250", "CHF"),
        ("1,250,000 ads", "1250000", "USD"),
        ('-$400.00 ads "returned"', "-400", "USD"),
        ("$250 CAD ads", "250", "CAD"),
        ("¥1,250 ads", "1250", "JPY"),
        ("123\u00a0456\u00a0F\u202fCFA ads", "123456", "XOF"),
        ('"paid 1 250" 1 250 ads', "1250", "USD"),
        ("40h $1,250.50 people", "50020", "USD"),
        ("40h 1 250,50 zł people", "50020", "PLN"),
        ("40h people 50€", "2000", "EUR"),
    ],
)
def test_amounts_as_they_are_printed(text: str, amount: str, currency: str) -> None:
    """With sign or code, with whatever sets apart their thousands; the number alone says the rest."""
    found = cost(text).amount
    assert (found.units, found.currency) == (Decimal(amount), currency)


def test_a_shared_sign_is_refused_where_the_workspace_writes_its_own_money_so() -> None:
    """In a workspace of Canadian dollars $250 is of either; a code behind it says of which."""
    known = replace(KNOWN, currency="CAD")
    with pytest.raises(CurrencyUnclear) as refused:
        read_cost("$250 ads", known)
    assert refused.value.codes == ("USD", "CAD")
    assert read_cost("$250 CAD ads", known).amount.currency == "CAD"
    assert read_cost("CA$250 ads", known).amount.currency == "CAD"


def test_a_campaign_called_as_a_sign_stays_one() -> None:
    """What a team has named is its own word, wherever a sign is only a sign."""
    found = read_cost("250 ads zł", replace(KNOWN, kinds={**KNOWN.kinds, "zl": "campaign"}, names={"zl": "zł"}))
    assert (found.campaign, found.amount.currency) == ("zl", "USD")


def test_a_count_in_pieces_is_named() -> None:
    """Where they are no thousands set apart by spaces."""
    assert conversion("1 250 newsletter").count == 1250
    with pytest.raises(NumberUnread) as refused:
        conversion("12 50 newsletter")
    assert (refused.value.text, refused.value.line) == ("12 50", "")


def test_the_number_is_blamed_before_the_words_behind_it() -> None:
    """Whatever stands behind an amount that cannot be read, the amount is what is wrong."""
    for text in ("1.2,34,56 adds linkdin", "2x50 ads"):
        with pytest.raises(NotANumber) as refused:
            cost(text)
        assert refused.value.text == text.split()[0]


@pytest.mark.parametrize(
    ("text", "category", "channel"),
    [
        ("12.50 other linkedin lodz", "other", "linkedin"),
        ("12.50 lodz linkedin other", "other", "linkedin"),
        ("12.50 other ads", "ads", "other"),
        ("12.50 ads other", "ads", "other"),
        ("12.50 other category:tools", "tools", "other"),
        ("40h 50 people other", "people", "other"),
    ],
)
def test_a_word_of_two_kinds_is_the_one_left_open(text: str, category: str, channel: str) -> None:
    """The rest of the line says which; the order of its words does not matter."""
    found = cost(text)
    assert (found.category, found.channel) == (category, channel)


@pytest.mark.parametrize(
    ("printed", "day"),
    [("3 Aug 2026", date(2026, 8, 3)), ("3 sie 2026", date(2026, 8, 3)), ("31 paź 2025", date(2025, 10, 31))],
)
def test_a_day_as_it_is_printed_is_read(printed: str, day: date) -> None:
    """In either language; one that does not exist is named."""
    assert cost(f"5 ads {printed} linkedin").day == conversion(f"5 {printed} newsletter").day == day
    with pytest.raises(UnknownDate):
        cost("5 ads 30 Feb 2026")


# --- by property ---


COSTS = st.builds(
    Cost,
    day=st.dates(date(1990, 1, 1), date(2027, 8, 10)),
    category=st.sampled_from([category for category in Category if category is not Category.PEOPLE]),
    amount=st.builds(Money, minor=st.integers(1, 10**14), currency=st.just("USD"))
    | st.builds(Money, minor=st.integers(1, 10**12), currency=st.sampled_from(["JPY", "EUR"])),
    campaign=st.sampled_from(["", "lodz", "campaign-q3"]),
    channel=st.sampled_from(["", "other", "linkedin", "podcast"]),
    content=st.sampled_from(["", "reel", "webinar"]),
    note=st.text(st.characters(exclude_characters='"“”„«»', exclude_categories=["C", "Z"]), max_size=40),
)


@given(COSTS)
def test_a_cost_as_it_is_written_is_read_again(said: Cost) -> None:
    """The line a question keeps is the cost that was typed, also on another day."""
    assert read_cost(written_cost(said), replace(KNOWN, today=date(2026, 12, 31))) == said


@given(st.integers(1, 100_000_00), st.integers(1, 100_000))
def test_hours_as_they_are_written_are_read_again(hundredths: int, minor: int) -> None:
    """Hours and rate as well."""
    hours, rate = Decimal(hundredths).scaleb(-2), Money(minor=minor, currency="EUR")
    try:
        said = cost(f"{hours}h {rate.units} EUR people")
    except NotPositive:
        return
    assert cost(written_cost(said)) == said


@given(
    st.builds(
        QuickConversion,
        count=st.integers(1, 10**9),
        goal=st.sampled_from(["newsletter", "webinar"]),
        campaign=st.sampled_from(["", "lodz"]),
        channel=st.sampled_from(["", "other"]),
        day=st.dates(date(1990, 1, 1), date(2027, 8, 10)),
        note=st.sampled_from(["", "from the footer"]),
        content=st.sampled_from(["", "webinar", "reel"]),
        first_contact=st.sampled_from([None, date(1989, 12, 31)]),
    )
)
def test_conversions_as_they_are_written_are_read_again(said: QuickConversion) -> None:
    """The same of conversions."""
    assert conversion(written_conversion(said)) == said


@given(st.permutations(["USD", "ads", "linkedin", "campaign-q3", "2026-08-03", '"boosted post"']))
def test_the_order_of_a_costs_words_is_free(words: list[str]) -> None:
    """After the amount, any order says the same."""
    assert cost(" ".join(["250", *words])) == cost('250 USD ads linkedin campaign-q3 2026-08-03 "boosted post"')


@given(st.permutations(["50", "USD", "people", "linkedin", "lodz", "2026-08-03", '"x y"']))
def test_the_order_of_hours_is_free(words: list[str]) -> None:
    """After the hours, the rate too may stand anywhere."""
    assert cost(" ".join(["40h", *words])) == cost('40h 50 USD people linkedin lodz 2026-08-03 "x y"')


@given(st.permutations(["newsletter", "linkedin", "campaign-q3", "yesterday", "first:2026-01-15", '"x y"']))
def test_the_order_of_a_conversions_words_is_free(words: list[str]) -> None:
    """After the count, any order says the same."""
    wanted = conversion('12 newsletter linkedin campaign-q3 yesterday "x y" first:2026-01-15')
    assert conversion(" ".join(["12", *words])) == wanted


@pytest.mark.parametrize(
    "word",
    ["first:2026-01-15", "FIRST: 2026-01-15", "pierwszy:2026-01-15", "first:15 Jan 2026", "pierwszy: 15 sty 2026"],
)
def test_a_first_contact_as_people_write_it(word: str) -> None:
    """In both languages, with any day that is read elsewhere in the line."""
    assert conversion(f"1 newsletter {word} 2026-08-03").first_contact == date(2026, 1, 15)
    assert conversion(f"1 newsletter 2026-08-03 {word}").first_contact == date(2026, 1, 15)


def test_a_first_contact_on_the_day_itself_is_none() -> None:
    """It is what stands where none is said; a later one is refused."""
    assert conversion("1 newsletter 2026-08-03 first:2026-08-03").first_contact is None
    assert conversion("1 newsletter first:yesterday").first_contact == date(2026, 8, 9)
    with pytest.raises(FirstContactLater) as raised:
        conversion("1 newsletter 2026-08-03 first:2026-08-04")
    assert (raised.value.field, raised.value.day) == ("first_contact", date(2026, 8, 3))


def test_a_cost_has_no_first_contact() -> None:
    """The word is named."""
    with pytest.raises(UnknownWord):
        cost("5 ads first:2026-01-15")


@given(NONSENSE, st.integers(1, 4))
def test_an_unknown_word_is_named_wherever_it_stands(word: str, place: int) -> None:
    """A word that fits nothing is the error, by its own name."""
    words = ["250", "ads", "linkedin", "lodz"]
    counted = ["12", "newsletter", "linkedin", "lodz"]
    for read, said in ((cost, words), (conversion, counted)):
        with pytest.raises(UnknownWord) as refused:
            read(" ".join([*said[:place], word, *said[place:]]))
        assert refused.value.word == word


@examples(100)
@given(ARBITRARY)
def test_any_text_is_a_cost_or_a_named_problem(text: str) -> None:
    """Nothing a person types raises anything but a named problem; what is read has an amount within its bounds."""
    try:
        found = cost(text)
    except Problem:
        return
    assert 0 < found.amount.minor <= 10**14
    assert len(found.note) <= 500
    assert KNOWN.kinds.get(found.campaign, "campaign") == "campaign"


@examples(100)
@given(ARBITRARY)
def test_any_text_is_conversions_or_a_named_problem(text: str) -> None:
    """Nothing a person types raises anything but a named problem; what is read names a goal there is."""
    try:
        found = conversion(text)
    except Problem:
        return
    assert 0 < found.count <= 10**9
    assert KNOWN.kinds[found.goal] == "goal"


@given(
    st.lists(st.sampled_from(["ads", "linkedin", "lodz", "USD", '"n"', "2026-08-03", "people", "x", "50"]), max_size=6)
)
def test_no_word_is_dropped(words: list[str]) -> None:
    """Whatever is read from a line, every word of it can be found in the result."""
    assume(words)
    try:
        found = cost(" ".join(["5", *words]))
    except Problem:
        return
    shown = {found.category.value, found.channel, found.campaign, found.amount.currency, f'"{found.note}"'}
    assert set(words) <= shown | {found.day.isoformat()}


def test_the_number_may_stand_anywhere() -> None:
    """Where it is the only one, and no day or name."""
    assert cost("ads 250") == cost("250 ads")
    assert conversion("newsletter 12") == conversion("12 newsletter")
