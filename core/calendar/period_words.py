"""Period words: what people call periods, in English and Polish, in lower case and without accents (`fold`).

How they are put together is read by `core.calendar.period_parser`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from core.problems import Problem


@dataclass(eq=False)
class UnknownPeriod(Problem):
    """``text`` names no period we know."""

    text: str
    field: str = "period"


@dataclass(eq=False)
class UnknownPeriodOf(Problem):
    """``text`` behind the campaign ``name`` is no period. ``alike``: the nearest words; ``key``: the campaign's."""

    text: str
    name: str
    key: str
    alike: tuple[str, ...] = ()


@dataclass(eq=False)
class UnknownDate(Problem):
    """``text`` is written like a date, a month or a week, but the calendar (1900 to 9998) has none such: 2026-02-30."""

    text: str
    field: str = "date"


LONGEST = 200
"""Characters: nothing longer is a period."""

DAYS = {"today": 0, "yesterday": -1, "dzisiaj": 0, "dzis": 0, "wczoraj": -1}
"""Word -> days from today."""

EVERYTHING = {"all", "wszystko", "calosc"}
JOINING = {"to", "do"}
"""Words between the two ends of a range, or between two periods that are compared."""

LAST = ("last", "ostatnie", "ostatnich")
DAY_NOUNS = ("days", "day", "dni")
"""After `LAST` and a number: "last 30 days"."""

# Words for "this", words for "last", then the nouns they stand with, in the order of _UNITS.
_UNITS = ("week", "month", "quarter", "year")
_GRAMMAR = (
    (("", "this "), ("last ",), ("week", "month", "quarter", "year")),
    (("", "ten "), ("zeszly ", "ubiegly ", "poprzedni ", "ostatni "), ("tydzien", "miesiac", "kwartal", "rok")),
    (
        ("w tym ",),
        ("w zeszlym ", "w ubieglym ", "w poprzednim ", "w ostatnim "),
        ("tygodniu", "miesiacu", "kwartale", "roku"),
    ),
)
PHRASES = {
    word + noun: (unit, steps)
    for these, lasts, nouns in _GRAMMAR
    for steps, words in ((0, these), (-1, lasts))
    for word in words
    for unit, noun in zip(_UNITS, nouns, strict=True)
}
"""Phrase -> its unit (week, month, quarter or year) and how many units it lies from this one: 0 or -1."""

_MONTH_NAMES = (
    "january jan styczen stycznia",
    "february feb luty lutego",
    "march mar marzec marca",
    "april apr kwiecien kwietnia",
    "may maj maja",
    "june jun czerwiec czerwca",
    "july jul lipiec lipca",
    "august aug sierpien sierpnia",
    "september sep sept wrzesien wrzesnia",
    "october oct pazdziernik pazdziernika",
    "november nov listopad listopada",
    "december dec grudzien grudnia",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
"""Name -> number, January being 1."""

PRINTED_MONTHS = MONTHS | {
    name: number for number, name in enumerate("sty lut mar kwi maj cze lip sie wrz paz lis gru".split(), start=1)
}
"""With the short names in which days are printed in Polish; nobody types those for a month."""

_LONG_MONTHS = tuple(name for name in MONTHS if len(name) > 4 or name in ("may", "july", "june"))
WORDS = (*PHRASES, *DAYS, *EVERYTHING, *_LONG_MONTHS)
"""What a person may have meant by a word that is none of these."""


def fold(text: str) -> str:
    """Lower case without accents. Canonical only (NFD): compatibility forms would let in the digits of other scripts.

    What is too long for a period keeps its accents, as a long row of them takes NFD quadratic time.
    """
    lower = text.lower()
    if text.isascii() or len(text) > LONGEST:
        return lower
    letters = unicodedata.normalize("NFD", lower).replace("ł", "l")
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def near_words(text: str, most: int = 3) -> tuple[str, ...]:
    """The words of periods nearest to what is none: ``juli`` is near to ``july``."""
    matches = get_close_matches(fold(text[:LONGEST]), WORDS, n=most, cutoff=0.7)
    return tuple(matches)
