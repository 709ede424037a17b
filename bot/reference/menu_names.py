"""The names by which a currency or a time zone is found in a menu, in every language we speak, whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from core.money.currencies import CURRENCIES
from core.setup.languages import LANGUAGES
from core.setup.names import slug

Names = Mapping[str, str]
"""What is chosen -> its names as one key, so that each word in it begins behind a hyphen."""


def is_called(names: Names, value: str, typed: str) -> bool:
    """Whether a word in one of its names begins with what is typed, a key."""
    return bool(typed) and f"-{typed}" in names.get(value, "")


@cache
def currencies() -> Names:
    """Code -> its names: *złoty polski, złotych polskich, Polish Zloty*."""
    return {code: _key(name for locale in _locales() for name in _currency(locale, code)) for code in CURRENCIES}


@cache
def zones() -> Names:
    """Zone -> its city and its country: *Warszawa, Polska, Warsaw, Poland*. Other spellings of a zone have none."""
    countries = get_global("zone_territories")
    available = available_timezones()
    named = [(_cities(locale), locale.territories) for locale in _locales()]
    return {
        zone: _key(filter(None, (name for cities, lands in named for name in (cities.get(zone), lands.get(country)))))
        for zone, country in countries.items()
        if zone in available
    }


def _locales() -> list[Locale]:
    return [Locale.parse(spoken.locale) for spoken in LANGUAGES.values()]


def _currency(locale: Locale, code: str) -> Iterable[str]:
    """Its name, and what one, two and five of it are called: *złoty, złote, złotych*."""
    return [get_currency_name(code, count, locale) for count in (None, 1, 2, 5)]


def _cities(locale: Locale) -> Mapping[str, str]:
    """Zone -> its city, where that is not the English one; CLDR goes on with the names that zones had before."""
    renamed = get_global("zone_aliases")
    return {renamed.get(zone, zone): dict(names).get("city", "") for zone, names in locale.time_zones.items()}


def _key(names: Iterable[str]) -> str:
    return "".join(f"-{slug(name)}" for name in names)
