"""The words: the Polish is complete, every problem has its sentence, numbers, money and dates read as agreed."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import chain

import pytest

import bot
import core
import storage
from bot.desk.sentences import SENTENCES
from bot.language import Language, Languages
from bot.views import words
from core.calendar.period_parser import parse_period
from core.calendar.periods import Period
from core.ledger.quick_entry import read_conversion, read_cost
from core.ledger.quick_words import Vocabulary
from core.money.money import CurrenciesMixed, Money
from core.performance.performance import Performance
from core.problems import Problem
from core.setup.command_words import COMMANDS, Command
from core.setup.languages import LANGUAGES
from core.setup.signs import folded
from tests import catalogue, gallery, samples

NOT_FOR_PEOPLE = {CurrenciesMixed: "a mistake of the program: nothing a person types makes two currencies meet"}


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, languages: Languages) -> Language:
    """The test runs once in each language."""
    return languages.get(request.param)


@pytest.fixture
def polish(languages: Languages) -> Language:
    return languages.get("pl")


# --- the catalogue ---


def test_every_message_has_its_polish() -> None:
    """Each id said anywhere in the bot stands in pl.po, its plural the same."""
    known = catalogue.ids(catalogue.polish())
    missing = [f"{place}  {message!r}" for message, place in catalogue.extracted().items() if message not in known]
    assert not missing, "\n".join(["bot/locales/pl.po lacks:", *missing])


def test_no_polish_is_left_over() -> None:
    """What nobody says any more is not in pl.po, neither as an entry nor as an obsolete one."""
    found = catalogue.polish()
    left = sorted(map(str, catalogue.ids(found) - set(catalogue.extracted())))
    assert not left, "\n".join(["nobody says any more:", *left])
    assert not found.obsolete


def test_every_polish_entry_is_finished() -> None:
    """No entry is fuzzy or empty, and every plural has its three forms."""
    for entry in catalogue.polish():
        if entry.id:
            expected = 3 if entry.pluralizable else 1
            assert not entry.fuzzy, entry.id
            assert [bool(form.strip()) for form in catalogue.forms(entry.string)] == [True] * expected, entry.id


def test_no_two_messages_share_a_singular() -> None:
    """An id is looked up by its singular alone, so no two may begin alike."""
    singulars = [message if isinstance(message, str) else message[0] for message in catalogue.extracted()]
    assert len(singulars) == len(set(singulars))


def test_translations_keep_the_placeholders() -> None:
    """Every form of every entry has the placeholders of its id, no more and no fewer."""
    for entry in catalogue.polish():
        ids = catalogue.forms(entry.id)
        wanted = set().union(*map(catalogue.placeholders, ids))
        for form in catalogue.forms(entry.string) if entry.id else ():
            assert catalogue.placeholders(form) == wanted, entry.id


def test_translations_keep_the_signs() -> None:
    """What is to be typed, and the signs of arithmetic, stand in the Polish as in the English."""
    commands = {command for command, _ in catalogue.USAGE}  # the help names these by our Polish words
    kept = re.compile(rf"/(?:roi[\w-]*|invite)(?: (?:{'|'.join(Command)})\b)?|[=·×%≤+]|\d+")
    for entry in catalogue.polish():
        said = isinstance(entry.id, str) and entry.id and entry.id not in commands
        for form in catalogue.forms(entry.string) if said else ():
            in_english = _COMMAND.sub(_by_its_english_word, form)
            assert sorted(kept.findall(in_english)) == sorted(kept.findall(str(entry.id))), entry.id


_COMMAND = re.compile(r"(?<=/roi )\w+")


def _by_its_english_word(typed: re.Match[str]) -> str:
    """The command word as the English has it, whatever language it is typed in."""
    return COMMANDS.get(folded(typed[0]), typed[0])


def test_sentences_name_buttons_as_they_are_written(polish: Language) -> None:
    """A sentence that says which button to press says it by that button's Polish words."""
    told = "You logged the same a moment ago. If this is a double, press “Undo”."
    assert polish.say("Undo") in polish.say(told)
    second = polish.say(next(str(m) for m in catalogue.extracted() if "Choose “No” here" in m))
    assert f"„{polish.say('No')}”" in second


def test_examples_in_sentences_are_understood(language: Language) -> None:
    """Every quick form shown as an example is one, in either language."""
    kinds = {"linkedin": "channel", "newsletter": "goal", "campaign-q3": "campaign", "kampania-q3": "campaign"}
    shown = [found for text in _said(language) for found in re.findall(r"/roi-(cost|conversion) (\d.*)", text)]
    for command, example in shown:
        currency = "EUR" if "EUR" in example else "USD"
        known = Vocabulary(kinds=kinds, today=samples.TODAY, currency=currency)
        (read_cost if command == "cost" else read_conversion)(example.rstrip("."), known)
    assert len(shown) >= 5


def test_periods_in_sentences_are_understood(language: Language) -> None:
    """Every period proposed to a person is one, in either language."""
    lists = [text.rpartition(": ")[2].rstrip(".") for text in _said(language) if "2026-07-01..2026-07-31" in text]
    english = [str(message) for message in catalogue.extracted() if "“all”" in message]
    quoted = [re.findall("[“„]([^”{}]+)”", language.say(message))[0] for message in english]
    shown = [*chain.from_iterable(found.split(", ") for found in lists), *quoted]
    for period in shown:
        parse_period(period, samples.TODAY)
    assert len(shown) >= 11


def _said(language: Language) -> list[str]:
    """Every sentence without a plural, its placeholders as they are."""
    return [language.say(message) for message in catalogue.extracted() if isinstance(message, str)]


# --- problems ---


def _problems() -> set[type[Problem]]:
    """Every kind of problem there is, in all modules of the three floors."""
    packages = chain.from_iterable(
        pkgutil.walk_packages(floor.__path__, f"{floor.__name__}.") for floor in (core, bot, storage)
    )
    for module in packages:
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = set(_below(Problem))
    return {kind for kind in found if kind.__module__.partition(".")[0] in ("core", "storage", "bot")}


def _below(kind: type[Problem]) -> Iterator[type[Problem]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def test_every_problem_has_a_sentence() -> None:
    """Each named problem that can reach a person has words; the others are exempt for a reason."""
    assert _problems() - set(NOT_FOR_PEOPLE) == set(SENTENCES)


def test_every_sentence_is_shown_in_the_gallery() -> None:
    """The gallery holds a problem of every kind that has a sentence."""
    assert {type(problem) for problem in gallery.PROBLEMS} == set(SENTENCES)


def test_sentences_are_finished(language: Language) -> None:
    """Every problem's sentence ends as a sentence does, with no placeholder left in it."""
    for told in gallery.sentences(language):
        assert told[-1] in ".?", told
        assert "{" not in told, told


# --- formats ---

MONEY = {
    "en": {"USD": "$1,234,567.89", "EUR": "€1,234,567.89", "JPY": "¥123,456,789", "KWD": "KWD\u00a0123,456.789"},
    "pl": {
        "USD": "1 234 567,89 USD",
        "EUR": "1 234 567,89 €",
        "PLN": "1 234 567,89 zł",
        "JPY": "123 456 789 JPY",
        "KWD": "123 456,789 KWD",
    },
}


def spaced(text: str) -> str:
    """With no-break spaces, as Babel writes between digits and before a currency."""
    return text.replace(" ", "\u00a0")


def test_money_has_the_decimals_of_its_currency(language: Language) -> None:
    """Two decimals, none for yen, three for dinars; no-break spaces in Polish."""
    for currency, written in MONEY[language.code].items():
        assert language.money(Money(minor=123_456_789, currency=currency)) == spaced(written)


def test_minus_is_ascii(language: Language) -> None:
    """A minus can be copied into a spreadsheet."""
    said = [
        language.money(Money(minor=-400_00, currency="USD")),
        language.number(Decimal("-1234.5"), 2),
        language.percent(Fraction(-9467, 100)),
    ]
    assert [text.count("-") for text in said] == [1, 1, 1]
    assert not any("\u2212" in text for text in said)


def test_percent_and_times(languages: Languages) -> None:
    """Two decimals, half up, and no space before the sign."""
    value = Fraction(11_500_000, 65_000)
    assert [languages.get(code).percent(value) for code in LANGUAGES] == ["176.92%", "176,92%"]
    assert [languages.get(code).times(Fraction(6)) for code in LANGUAGES] == ["6.00×", "6,00×"]


def test_roi_lines(languages: Languages) -> None:
    """The three parts of the ROI line in both languages, also where there is no answer."""
    english, polish = languages.get("en"), languages.get("pl")
    article = Performance(currency="USD", cost=65_000_00, value=180_000_00)
    assert words.roi_line(english, article) == "ROI 176.92% · cost $65,000.00 · return $180,000.00"
    assert words.roi_line(polish, article) == (
        "ROI 176,92% · koszt 65\u00a0000,00\u00a0USD · zwrot 180\u00a0000,00\u00a0USD"
    )
    assert words.roi_line(english, samples.NO_COST) == "ROI n/a (no cost) · cost $0.00 · return $400.00"
    assert words.roi_line(polish, samples.NO_COST).startswith("ROI n/d (brak kosztów) · koszt 0,00\u00a0USD")


@pytest.mark.parametrize(
    ("code", "one", "several", "moment"),
    [
        ("en", "3 Aug 2026", "1 Jul – 30 Sep 2026", "Mon 12 Oct 2026 09:00 Europe/Warsaw"),
        ("pl", "3 sie 2026", "1 lip – 30 wrz 2026", "pon. 12 paź 2026 09:00 Europe/Warsaw"),
    ],
)
def test_dates(languages: Languages, code: str, one: str, several: str, moment: str) -> None:
    """Days, periods with both ends included, and moments in their zone."""
    language = languages.get(code)
    assert language.day(date(2026, 8, 3)) == one
    assert language.period(Period(start=date(2026, 8, 3), end=date(2026, 8, 4))) == one
    assert language.period(Period(start=date(2026, 7, 1), end=date(2026, 10, 1))) == several
    assert language.moment(datetime(2026, 10, 12, 7, tzinfo=UTC), "Europe/Warsaw") == moment


def test_a_period_over_new_year_names_both_years(language: Language) -> None:
    """The year stands once where it is the same, and twice where it is not."""
    assert language.period(Period(start=date(2025, 12, 29), end=date(2026, 1, 5))).count("202") == 2
    assert language.period(Period(start=date(2026, 1, 29), end=date(2026, 2, 5))).count("202") == 1


def test_weekdays_begin_on_monday(languages: Languages) -> None:
    """0 is Monday in both languages."""
    assert [languages.get(code).weekday(0) for code in LANGUAGES] == ["Monday", "poniedziałek"]
    assert [languages.get(code).weekday(6) for code in LANGUAGES] == ["Sunday", "niedziela"]


@pytest.mark.parametrize(
    ("count", "english", "polish"),
    [
        (0, "0 conversions", "0 konwersji"),
        (1, "1 conversion", "1 konwersja"),
        (2, "2 conversions", "2 konwersje"),
        (5, "5 conversions", "5 konwersji"),
        (12, "12 conversions", "12 konwersji"),
        (22, "22 conversions", "22 konwersje"),
        (112, "112 conversions", "112 konwersji"),
        (12_000, "12,000 conversions", "12\u00a0000 konwersji"),
    ],
)
def test_plurals(languages: Languages, count: int, english: str, polish: str) -> None:
    """A count takes the plural of its language."""
    said = [languages.get(code).say_n("{n} conversion", "{n} conversions", count) for code in LANGUAGES]
    assert said == [english, polish]


@pytest.mark.parametrize(
    ("locale", "code"), [("pl-PL", "pl"), ("PL", "pl"), ("en-GB", "en"), ("de-DE", "en"), ("", "en")]
)
def test_languages_by_locale(languages: Languages, locale: str, code: str) -> None:
    """Polish for every Polish locale, English for all others."""
    assert languages.get(locale).code == code
