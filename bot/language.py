"""Words, plurals, numbers, money and dates in the reader's language. Every string a person sees comes through here.

The message ids are the English sentences; ``bot/locales/<code>.po`` holds the others. Formats are en_US's and pl_PL's,
whatever the region (docs/architecture.md#the-roi-line).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import NumberPattern, get_currency_name, parse_pattern

from core.calendar.periods import Period
from core.calendar.weekly import zone
from core.money.money import Money, decimals
from core.money.rounding import half_up, rounded
from core.setup.languages import DEFAULT_LANGUAGE, LANGUAGES, language_code

PLURALS = {"one": 0, "few": 1, "many": 2, "other": 2}
"""CLDR's plural categories in the order of gettext's Polish forms."""
RATE_PLACES, RATE_FIGURES, MOST_RATE_PLACES = 4, 6, 10
"""The digits of exchange rates: decimals at least, figures that count, decimals at most."""
SMALL = 10
"""Whole units below which an amount keeps its cents even at a glance."""
ASCII_MINUS = str.maketrans({"\u2212": "-"})
_PLAIN = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{1,10})?", re.ASCII)
"""A number as forms keep it, in a spelling that no language changes."""
_CODE_BEFORE_DIGITS = re.compile(r"(?<=[A-Z])(?=[0-9])")


def mark(message: str) -> str:
    """Marks a string for the catalogue where it is defined; it is looked up where it is shown."""
    return message


class Language:
    """A language. Cheap to use, dear to make: make it once with `languages`."""

    def __init__(self, code: str, catalog: Catalog | None) -> None:
        self.code = code
        self._locale = Locale.parse(LANGUAGES[code].locale)
        self._messages: Mapping[str, str | tuple[str, ...]] = _messages(catalog) if catalog else {}
        self._money_pattern: NumberPattern = self._locale.currency_formats["standard"]
        self._number_pattern = parse_pattern(self._locale.decimal_formats[None].pattern)
        self._percent_places = 2
        self.exact = self
        self.number = lru_cache(maxsize=4096)(self._number)
        self.money = lru_cache(maxsize=4096)(self._money)

    @cached_property
    def whole(self) -> Language:
        """The same language with amounts of ten units or more in whole units, and percentages in whole percents.

        For what is read at a glance; whatever a decision is checked against has its cents. ``exact`` leads back.
        """
        glance = copy(self)
        glance._percent_places = 0
        glance.money = lru_cache(maxsize=4096)(self._glanced)
        return glance

    def say(self, message: str, /, **values: object) -> str:
        """The sentence in this language, its ``{placeholders}`` filled."""
        translated = self._messages.get(message, message)
        return str(translated).format(**values) if values else str(translated)

    def say_n(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The sentence in the plural that ``count`` takes; ``{n}`` is the count, formatted."""
        forms = self._messages.get(one)
        if isinstance(forms, tuple):
            chosen = forms[PLURALS[self._locale.plural_form(abs(count))]]
        else:
            chosen = one if abs(count) == 1 else many
        return chosen.format(n=self.number(Decimal(count), 0), **values)

    @property
    def comma(self) -> bool:
        """Whether decimals are written with a comma."""
        return str(self._locale.number_symbols["latn"]["decimal"]) == ","

    def percent(self, value: Fraction) -> str:
        """A percentage, two decimals (none in `whole`), no space before the sign: ``176.92%``."""
        places = self._percent_places
        return f"{self.number(rounded(value, places), places)}%"

    def times(self, value: Fraction) -> str:
        """A factor with two decimals: ``6.00×``."""
        return f"{self.number(rounded(value), 2)}×"

    def rate(self, value: Fraction) -> str:
        """An exchange rate: four decimals as banks write it, more where they are exact or six figures take them."""
        places = rounded(value, MOST_RATE_PLACES)
        if Fraction(places) != value:
            places = rounded(value, max(RATE_PLACES, RATE_FIGURES - places.adjusted() - 1))
        return self.number(places, max(RATE_PLACES, -int(places.normalize().as_tuple().exponent)))

    def amount(self, money: Money) -> str:
        """An amount with the currency's code behind it: ``100.00 EUR``."""
        return f"{self.number(money.units, decimals(money.currency))} {money.currency}"

    def one(self, currency: str) -> str:
        """One unit of a currency, ``$1`` / ``1 zł``."""
        return self._written(Decimal(1), currency, 0)

    def count(self, value: int) -> str:
        return self.number(Decimal(value), 0)

    def figure(self, text: str | None, places: int) -> str | None:
        """The text that a field keeps, ``1250.5``, as `number` prints it; any other was typed, and stays as it is."""
        if not text or not _PLAIN.fullmatch(text) or len(text.partition(".")[2]) > places:
            return text
        return str(self.number(Decimal(text), places))

    def rate_of(self, text: str | None) -> str | None:
        """The text that a field keeps of an exchange rate, as `rate` prints it; any other text as it is."""
        return self.rate(Fraction(text)) if text and _PLAIN.fullmatch(text) else text

    def plain(self, text: str) -> str:
        """The text that a field keeps of hours or a percentage, exact and without thousands set apart: ``62,5``."""
        return text.replace(".", ",") if self.comma and _PLAIN.fullmatch(text) else text

    def day(self, day: date) -> str:
        """A day as ``3 Aug 2026`` / ``3 sie 2026``."""
        pattern = "d MMM y"
        return str(format_date(day, pattern, locale=self._locale))

    def deadline(self, day: date, today: date) -> str:
        """A day as ``31 Dec`` / ``31 gru``; with its year where that is not today's."""
        return str(format_date(day, "d MMM", locale=self._locale)) if day.year == today.year else self.day(day)

    def month(self, month: Period) -> str:
        """A calendar month, ``Aug 2026`` / ``sie 2026``; one that begins on another day, as a `period`."""
        if month.start.day == month.end.day == 1:
            return str(format_date(month.start, "LLL y", locale=self._locale))
        return self.period(month)

    def long_month(self, month: date) -> str:
        """A month as ``March 2026`` / ``marzec 2026``, by any day in it."""
        return str(format_date(month, "LLLL y", locale=self._locale))

    def period(self, period: Period) -> str:
        """First and last day, both included, as short as is clear: ``1 Jul – 30 Sep 2026``, ``1–31 Jul 2026``."""
        first, last = period.start, period.last
        if period.days <= 1:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        start = format_date(first, "d MMM" if first.year == last.year else "d MMM y", locale=self._locale)
        return f"{start} – {self.day(last)}"

    def short_period(self, period: Period) -> str:
        """The days of one year in as few characters as tell them from others of that year: ``Aug``, ``1–15 Aug``."""
        first, last = period.start, period.last
        is_month = first.day == 1 and period.end.day == 1 and first.month == last.month
        if is_month:
            return str(format_date(first, "LLL", locale=self._locale)).capitalize()
        return self.period(period).removesuffix(f" {last.year}")

    def moment(self, instant: datetime, timezone: str) -> str:
        """An instant as ``Mon 12 Oct 2026 09:00 Europe/Warsaw``."""
        local = format_datetime(instant, "EEE d MMM y HH:mm", tzinfo=zone(timezone), locale=self._locale)
        return f"{local} {timezone}"

    def soon(self, instant: datetime, timezone: str) -> str:
        """An instant within the next weeks as ``Mon 12 Oct, 09:00``, in the workspace's zone."""
        return str(format_datetime(instant, "EEE d MMM, HH:mm", tzinfo=zone(timezone), locale=self._locale))

    def soon_on(self, day: date, today: date) -> str:
        """A day to come as ``Sun 1 Nov``; with its year where that is not today's."""
        pattern = "EEE d MMM" if day.year == today.year else "EEE d MMM y"
        return str(format_date(day, pattern, locale=self._locale))

    def currency_name(self, code: str) -> str:
        """What a currency is called, by itself: ``US Dollar``, ``Dolar amerykański``."""
        name = str(get_currency_name(code, locale=self._locale))
        return name[:1].upper() + name[1:]

    def time_of(self, instant: datetime, timezone: str) -> str:
        """An instant as ``22 Nov 2026 16:00``, in the workspace's zone."""
        return str(format_datetime(instant, "d MMM y HH:mm", tzinfo=zone(timezone), locale=self._locale))

    def month_name(self, number: int) -> str:
        """The name of a month that is said of no year; January is 1."""
        return str(self._locale.months["stand-alone"]["wide"][number])

    def weekday(self, index: int) -> str:
        """The name of a weekday; Monday is 0."""
        return str(self._locale.days["stand-alone"]["wide"][index])

    def _number(self, value: Decimal, places: int) -> str:
        text = _with_places(self._number_pattern, places).apply(value, self._locale)
        return str(text).translate(ASCII_MINUS)

    def _money(self, amount: Money) -> str:
        return self._written(amount.units, amount.currency, decimals(amount.currency))

    def _glanced(self, amount: Money) -> str:
        """Without cents, halves away from zero; less than ten units keep theirs."""
        if abs(amount.units) < SMALL:
            return self._money(amount)
        exact = Fraction(amount.minor, 10 ** decimals(amount.currency))
        return self._written(Decimal(half_up(exact)), amount.currency, 0)

    def _written(self, units: Decimal, currency: str, places: int) -> str:
        text = _with_places(self._money_pattern, places).apply(
            units, self._locale, currency=currency, currency_digits=False
        )
        return _CODE_BEFORE_DIGITS.sub("\u00a0", str(text).translate(ASCII_MINUS))  # CLDR's alphaNextToNumber


class Languages:
    """All languages, loaded once when the program starts."""

    def __init__(self) -> None:
        self._known = {code: Language(code, _catalog(code)) for code in LANGUAGES}

    def get(self, code: str) -> Language:
        """The language of a code or a Slack locale (``pl-PL``); English where we have none."""
        return self._known[language_code(code)]


def _with_places(pattern: NumberPattern, places: int) -> NumberPattern:
    """The locale's pattern with just so many decimals: a currency's own, which are ISO's and not CLDR's."""
    exact = copy(pattern)
    exact.frac_prec = (places, places)
    return exact


@cache
def _catalog(code: str) -> Catalog | None:
    path = Path(__file__).parent / "locales" / f"{code}.po"
    if code == DEFAULT_LANGUAGE:
        return None
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[code].locale)


def _messages(catalog: Catalog) -> dict[str, str | tuple[str, ...]]:
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalog:
        if isinstance(message.id, str):
            messages[message.id] = str(message.string or "")
        else:
            messages[message.id[0]] = tuple(message.string or ())
    return {key: value for key, value in messages.items() if key and value}
