"""Whatever the bot prints, in either language, means the same where a person types it: amounts, days, hours, names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.language import Language, Languages
from bot.views import words
from core.calendar.period_parser import parse_period, split_period
from core.calendar.periods import Period
from core.ledger.hours import typed_hours, written_hours
from core.ledger.quick_entry import read_conversion, read_cost
from core.ledger.quick_words import Vocabulary
from core.money.currencies import CURRENCIES
from core.money.money import Money, decimals, largest_in, parse_number, parse_percent
from core.problems import Problem
from core.setup.categories import Category
from core.setup.channels import STARTING
from core.setup.contents import STARTING as CONTENTS
from core.setup.names import clean_name, slug
from core.setup.registers import CAMPAIGN, GOAL, STARTING_CHANNELS, Register

TODAY = date(2026, 8, 10)
NOBODYS: Mapping[str, str] = {}
DAYS = st.dates(TODAY - timedelta(days=9000), TODAY + timedelta(days=300))
ODD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
NAMES = st.one_of(
    ODD,
    st.text("aB żŁ7&+#%@'’\"„”-–_./():;!?*~ 张🎉", min_size=1, max_size=30),
    st.lists(
        st.sampled_from(
            "Spring Webinar Ads LinkedIn Q3 july 2026 on the for 250 kampania Łódź & – 3 Oct zł $ other".split()
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
)
"""Names as people give them; made of any signs, and of words that mean something to us."""


@pytest.fixture(scope="module", params=["en", "pl"])
def language(request: pytest.FixtureRequest) -> Language:
    return Languages().get(str(request.param))


def vocabulary(language: Language, currency: str = "USD", **named: str) -> Vocabulary:
    """A team with a goal; ``named``: key -> name of its campaigns."""
    kinds = {**STARTING_CHANNELS, "newsletter": GOAL, **dict.fromkeys(named, CAMPAIGN)}
    return Vocabulary(kinds=kinds, names=named, today=TODAY, currency=currency, comma=language.comma)


@given(st.data(), st.sampled_from(sorted(CURRENCIES)), st.booleans())
def test_an_amount_is_read_in_a_line(language: Language, data: st.DataObject, code: str, below: bool) -> None:
    """Of every currency, with its sign or its code, our spaces or a keyboard's, and below zero with a reason."""
    minor = data.draw(st.integers(1, largest_in(code) * 10 ** decimals(code)))
    amount = Money(minor=-minor if below else minor, currency=code)
    note = ' "a credit"' if below else ""
    for printed in (language.money(amount), language.amount(amount)):
        for typed in (printed, printed.replace("\u00a0", " ")):
            assert read_cost(f"{typed} ads linkedin{note}", vocabulary(language, code)).amount == amount


@given(st.integers(1, 10**9))
def test_a_count_is_read_in_a_line(language: Language, count: int) -> None:
    for typed in (language.count(count), language.count(count).replace("\u00a0", " ")):
        assert read_conversion(f"{typed} newsletter", vocabulary(language)).count == count


@given(DAYS)
def test_a_day_is_read_in_a_line(language: Language, day: date) -> None:
    for line in (f"250 ads {language.day(day)} linkedin", f"250 ads linkedin {day.isoformat()}"):
        assert read_cost(line, vocabulary(language)).day == day


@given(DAYS, st.integers(1, 800))
def test_a_period_is_read_behind_a_name(language: Language, first: date, days: int) -> None:
    """As titles print it, and as an end of a comparison does."""
    period = Period(start=first, end=first + timedelta(days=days))
    assert split_period(f"spring webinar {language.period(period)}", TODAY) == ("spring webinar", period)


@given(st.decimals(Decimal("0.01"), Decimal(100_000), places=2))
def test_hours_are_read(language: Language, hours: Decimal) -> None:
    """In their field, and before a rate in a line."""
    printed = written_hours(hours.normalize())
    typed = printed.replace(".", ",") if language.comma else printed
    assert typed_hours(typed, "hours") == hours
    assert typed_hours(f"{typed} h", "hours") == hours
    rate = Money(minor=1_250_00, currency="USD")
    found = read_cost(f"{typed} h × {language.money(rate)} people", vocabulary(language))
    assert (found.hours, found.rate) == (hours, rate)


@given(st.integers(1, 10_000 * 60))
def test_hours_in_minutes_are_read(minutes: int) -> None:
    """Printed on a clock where decimals do not say them exactly."""
    typed = f"{minutes // 60}:{minutes % 60:02}"
    hours = typed_hours(typed, "hours")
    assert typed_hours(written_hours(hours), "hours") == hours


@given(st.fractions(0, 1_000_000, max_denominator=1000))
def test_a_percentage_and_a_rate_are_read(language: Language, value: Fraction) -> None:
    percent = parse_percent(language.percent(value), 2, "share", zero=True, comma=language.comma)
    assert language.percent(Fraction(percent)) == language.percent(value)
    rate = parse_number(language.rate(value), "rate", comma=language.comma, point=True)
    assert language.rate(Fraction(rate)) == language.rate(value)


@pytest.mark.parametrize("category", Category)
def test_a_category_is_read(language: Language, category: Category) -> None:
    """Beside a channel: alone, other may be either."""
    typed = words.category(language, category)
    assert read_cost(f"250 {typed} linkedin", vocabulary(language)).category is category


@pytest.mark.parametrize("channel", STARTING)
def test_a_channel_is_read(language: Language, channel: str) -> None:
    typed = words.channel(language, channel, NOBODYS)
    assert read_cost(f"250 ads {typed}", vocabulary(language)).channel == channel
    assert Register(STARTING_CHANNELS).find(typed) == channel


@pytest.mark.parametrize("content", CONTENTS)
def test_a_content_type_is_read(language: Language, content: str) -> None:
    assert read_cost(f"250 ads {words.content(language, content, NOBODYS)}", vocabulary(language)).content == content


@given(NAMES)
def test_a_name_is_read(language: Language, text: str) -> None:
    """In a question, where it stands alone; and in a line behind ``campaign:``, in quotes, or as it is."""
    try:
        name = clean_name(text)
        key = Register(STARTING_CHANNELS).free_key(name)
    except Problem:
        assume(False)
    team = vocabulary(language, **{key: name})
    register = Register(team.kinds, team.names)
    assert register.find(" ".join(name.split()), CAMPAIGN) == key
    assert read_cost(f"250 ads linkedin campaign:{key}", team).campaign == key
    if not set(name) & set("\"“”„«»'’,"):
        assert read_cost(f'250 ads linkedin campaign:"{name}"', team).campaign == key


@given(st.lists(st.text("abcdefghżłó&+#", min_size=2, max_size=8), min_size=2, max_size=5))
def test_a_name_of_several_words_is_read_as_it_is(language: Language, parts: list[str]) -> None:
    """Without quotes, in capitals or not, wherever it stands in the line."""
    name = " ".join(parts)
    try:
        key = Register(STARTING_CHANNELS).free_key(clean_name(name))
    except Problem:
        assume(False)
    team = vocabulary(language, **{key: name})
    for line in (f"250 ads linkedin {name}", f"250 ads {name.upper()} linkedin", f'250 ads linkedin "{name}"'):
        assert read_cost(line, team).campaign == key


@given(DAYS)
def test_a_month_is_read(language: Language, day: date) -> None:
    """Short and long, as tables and sentences print it."""
    first = day.replace(day=1)
    month = Period(start=first, end=(first + timedelta(days=31)).replace(day=1))
    for printed in (language.month(month), language.long_month(first)):
        assert parse_period(printed, TODAY) == month
    assert slug(language.month(month))
