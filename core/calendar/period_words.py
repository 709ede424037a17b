"""Period words: what people call periods, in English and Polish, in lower case and without accents (`fold`).

How they are put together is read by `core.calendar.period_parser`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from core.problems import Problem


@dataclass(eq=False)
class UnknownPeriod(Problem):
    """``text`` names no period we know."""

    text: str
    field: str = "period"


@dataclass(eq=False)
class UnknownDate(Problem):
    """``text`` is written like a date, a month or a week, but the calendar (1900 to 9998) has none such: 2026-02-30."""

    text: str
    field: str = "date"


@dataclass(eq=False)
class AmbiguousDate(Problem):
    """``text`` may be either of two days, as half the world writes the month first: 03/04/2026. ``days``: in order."""

    text: str
    days: tuple[date, date]
    field: str = "date"


LONGEST = 200
"""Characters: nothing longer is a period."""

DAYS = {"today": 0, "yesterday": -1, "dzisiaj": 0, "dzis": 0, "wczoraj": -1, "przedwczoraj": -2}
"""Word -> days from today."""

EVERYTHING = frozenset(
    (
        *("all", "all time", "all-time", "everything", "ever", "wszystko", "calosc", "caly okres", "caly czas"),
        *("od poczatku", "ogolem", "zawsze"),
    )
)
COMPARED_WITH = frozenset("to do vs versus with and against z ze i oraz kontra".split())
"""Words between two things that are compared."""

GIVING_WAY = frozenset({"everything", "ever", "zawsze", "ogolem"})
"""Of these a team may have called something before: no name is refused for them."""

LAST_YEAR = ("last year", "zeszlego roku", "ubieglego roku", "poprzedniego roku", "minionego roku")
"""Phrases behind a month for that of the year before: *lipiec z zeszłego roku*."""

BEFORE = ("in", "for", "during", "of", "within", "over", "the", "w", "we", "za", "z", "ze", "przez", "na")
"""Words before a period that change nothing: *in the last week*, *za lipiec*, *przez ostatnie 30 dni*."""

AHEAD = frozenset({"in", "za"})
"""Of these the words before a number of days that mean time to come: *za 2 dni*, *in 3 months*."""

SINCE = ("since", "from", "od", "since the start of", "from the start of", "od poczatku")
"""Words before a period from whose first day on everything up to today is meant."""

TO_DATE = {
    "wtd": "week",
    "mtd": "month",
    "qtd": "quarter",
    "ytd": "year",
    "week to date": "week",
    "month to date": "month",
    "quarter to date": "quarter",
    "year to date": "year",
    "od poczatku tygodnia": "week",
    "od poczatku miesiaca": "month",
    "od poczatku kwartalu": "quarter",
    "od poczatku polrocza": "half",
    "od poczatku roku": "year",
}
"""Phrase -> the unit of the calendar that has begun, up to today."""

# Words for "this", words for "last", then the nouns they stand with, in the order of _UNITS.
_UNITS = ("week", "month", "quarter", "half", "year")
_GRAMMAR = (
    (
        "this current",
        "last previous past prior",
        ("week", "month", "quarter", "half", "year"),
    ),
    (
        "ten biezacy obecny aktualny",
        "zeszly ubiegly poprzedni ostatni miniony",
        ("tydzien", "miesiac", "kwartal", "", "rok"),
    ),
    (
        "tym biezacym obecnym aktualnym",
        "zeszlym ubieglym poprzednim ostatnim minionym",
        ("tygodniu", "miesiacu", "kwartale", "polroczu", "roku"),
    ),
    (
        "tego biezacego obecnego aktualnego",
        "zeszlego ubieglego poprzedniego ostatniego minionego",
        ("tygodnia", "miesiaca", "kwartalu", "polrocza", "roku"),
    ),
    (
        "to biezace obecne aktualne",
        "zeszle ubiegle poprzednie ostatnie minione",
        ("", "", "", "polrocze", ""),
    ),
)
ALONE = {
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "tydzien": "week",
    "miesiac": "month",
    "kwartal": "quarter",
    "polrocze": "half",
    "rok": "year",
}
"""Nouns that mean this one without another word."""

PHRASES = {noun: (unit, 0) for noun, unit in ALONE.items()} | {
    f"{word} {noun}": (unit, steps)
    for these, lasts, nouns in _GRAMMAR
    for steps, words in ((0, these), (-1, lasts))
    for word in words.split()
    for unit, noun in zip(_UNITS, nouns, strict=True)
    if noun
}
"""Phrase -> its unit (week, month, quarter, half or year) and how many units it lies from this one: 0 or -1."""

COUNTED = {
    "day days dzien dni": "day",
    "week weeks tydzien tygodnie tygodni": "week",
    "month months miesiac miesiace miesiecy": "month",
    "quarter quarters kwartal kwartaly kwartalow": "quarter",
    "year years rok lata lat": "year",
}
NOUNS = {noun: unit for nouns, unit in COUNTED.items() for noun in nouns.split()}
"""Noun behind a number -> its unit."""

SINGULAR = frozenset("day dzien week tydzien month miesiac quarter kwartal year rok".split())
"""Nouns behind the number one: *5 kwartał* is nothing."""

ORDINALS = {
    "1 1st first i pierwszy pierwszym pierwszego pierwsze": 1,
    "2 2nd second ii drugi drugim drugiego drugie": 2,
    "3 3rd third iii trzeci trzecim trzeciego": 3,
    "4 4th fourth iv czwarty czwartym czwartego": 4,
}
NUMBERED = {word: number for words, number in ORDINALS.items() for word in words.split()}
"""Word before *quarter* or *half* -> its number."""

# Nominative, genitive, locative and instrumental, as in *lipiec*, *od lipca*, *w lipcu* and *z lipcem*.
_MONTH_NAMES = (
    "january jan styczen stycznia styczniu styczniem",
    "february feb luty lutego lutym",
    "march mar marzec marca marcu marcem",
    "april apr kwiecien kwietnia kwietniu kwietniem",
    "may maj maja maju majem",
    "june jun czerwiec czerwca czerwcu czerwcem",
    "july jul lipiec lipca lipcu lipcem",
    "august aug sierpien sierpnia sierpniu sierpniem",
    "september sep sept wrzesien wrzesnia wrzesniu wrzesniem",
    "october oct pazdziernik pazdziernika pazdzierniku pazdziernikiem",
    "november nov listopad listopada listopadzie listopadem",
    "december dec grudzien grudnia grudniu grudniem",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
"""Name -> number, January being 1."""

_SHORT_MONTHS = "sty lut mar kwi maj cze lip sie wrz paz lis gru"
DATED_MONTHS = MONTHS | {name: number for number, name in enumerate(_SHORT_MONTHS.split(), start=1)}
"""With the short Polish names of printed days: beside a day, a year or a month, as *lis* alone is a fox."""

_SUGGESTED_PHRASES = tuple(phrase for phrase in PHRASES if phrase.split()[0] in ("this", "last", "ten", "zeszly", "w"))
_LONG_MONTHS = tuple(
    name for names in _MONTH_NAMES for name in names.split() if len(name) > 4 or name in ("may", "july", "june")
)
WORDS = (*ALONE, *_SUGGESTED_PHRASES, *DAYS, "all", "wszystko", "calosc", *_LONG_MONTHS)
"""What a person may have meant by a word that is none of these."""
_ENGLISH = {names.split()[0] for names in _MONTH_NAMES}.union(
    "this last today yesterday all week month quarter year".split()
)
ENGLISH_WORDS = tuple(word for word in WORDS if word.split()[0] in _ENGLISH)
"""Those for a reader of English."""


def fold(text: str) -> str:
    """Lower case without accents. Canonical only (NFD): compatibility forms would let in the digits of other scripts.

    What is too long for a period keeps its accents, as a long row of them takes NFD quadratic time.
    """
    lower = text.lower()
    if text.isascii() or len(text) > LONGEST:
        return lower
    letters = unicodedata.normalize("NFD", lower).replace("ł", "l")
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


_LETTERS = {
    fold(word): word
    for word in """dziś całość tydzień miesiąc kwartał półrocze zeszły styczeń kwiecień sierpień wrzesień
    września wrześniu wrześniem październik października październiku październikiem grudzień""".split()
}
"""Words of Polish periods -> how they are written."""


def written(phrase: str) -> str:
    """The words of a period with their Polish letters: ``zeszly miesiac`` is ``zeszły miesiąc``."""
    return " ".join(_LETTERS.get(word, word) for word in phrase.split())


def near_words(text: str, most: int = 3, words: Sequence[str] = WORDS) -> tuple[str, ...]:
    """The words of periods nearest to what is none, as they are written: ``juli`` is near to ``july``."""
    return tuple(map(written, get_close_matches(fold(text[:LONGEST]), words, n=most, cutoff=0.7)))
