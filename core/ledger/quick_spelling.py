"""Quick spelling: what people write in a line beside the words it needs, written as the line is read.

Two commas and two apostrophes are quotes on a plain keyboard, ``kanał: linkedin`` is one word, ``40 godz.`` is ``40h``.
Whatever a team calls something by is left alone: ``is_known`` says so of a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from core.ledger.hours import spoken_hours
from core.money.amounts import GLUED
from core.money.currencies import NAMED
from core.setup.kind_words import KIND_OF_WORD

IsKnown = Callable[[str], bool]

PLAIN_QUOTES = re.compile(r",,(.{1,300}?)''|(?<!\S)'([^'\"]+)'(?!\S)")
"""Quotes of a plain keyboard: around the note of a line, where it has no others."""

BETWEEN = "·"
"""The sign between the parts of a receipt, which may be typed with it."""

GAP = "¦"
"""In the place of what was taken out: the numbers on both sides are two."""

_DASH_FOR_CENTS = re.compile(r"(?<=[0-9]),-(?!\S)")
_KINDS = "|".join(KIND_OF_WORD)
_KIND_APART = re.compile(rf"(?<!\S)({_KINDS})(?: ?: +| +)(?=[^\s:])", re.IGNORECASE)
_COUNTED = re.compile(r"([0-9]+)[x×](?!\S)", re.IGNORECASE)
_PREPOSITIONS = frozenset("na w we za z dla przez on in for at via of from a an the".split())
_PIECES = frozenset("× szt sztuk times razy".split())
_RESULTS = frozenset(
    "leads leadów leadow leady conversions konwersji konwersje sign-up sign-ups signup signups subscriber subscribers"
    " subscriptions zapis zapisy zapisów zapisow subskrybent subskrybenci subskrybentów subskrybentow".split()
)
_UNCLEAR_UNIT = "g"
"""An hour in Polish, a gram and a letter: an hour only where it is glued to the number."""

_MOST_HOUR_WORDS = 4
_PLACES = Decimal("0.01")


def plainly_spelt(text: str) -> str:
    """The line without its note, single-spaced, each kind beside its name: ``channel:linkedin``."""
    return _KIND_APART.sub(r"\1:", _DASH_FOR_CENTS.sub(f" {GAP}", " ".join(text.split())))


def with_hours(words: list[str], is_known: IsKnown) -> list[str]:
    """The words, with hours at the beginning as one: ``7.5h`` of ``7:30``, ``90 min`` or ``7,5 godz.``.

    Only where two decimals say them exactly: 20 minutes are asked about.
    """
    many, hours = hours_at_beginning(words, is_known)
    if hours is None or hours != hours.quantize(_PLACES):
        return words
    return [f"{hours.normalize():f}h", *words[many:]]


def hours_at_beginning(words: list[str], is_known: IsKnown) -> tuple[int, Decimal | None]:
    """How many words at the beginning are hours that say so, and the hours; (0, None) where none are."""
    for many in range(min(len(words), _MOST_HOUR_WORDS), 0, -1):
        apart = [word.casefold() for word in words[1:many]]
        if _UNCLEAR_UNIT not in apart and not any(map(is_known, apart)):
            hours = spoken_hours(" ".join(words[:many]))
            if hours is not None:
                return many, hours
    return 0, None


def with_sign(words: list[str], place: int, is_known: IsKnown) -> list[str]:
    """The words, with the sign of a currency for its name at ``place``, right behind an amount: ``250 złotych``."""
    named = words[place].rstrip(".").casefold() if place < len(words) else ""
    if named not in NAMED or is_known(words[place]):
        return words
    return [*words[:place], NAMED[named], *words[place + 1 :]]


def with_count(words: list[str]) -> list[str]:
    """The words, with the count at the beginning without its sign: ``12`` of ``12x``."""
    counted = _COUNTED.fullmatch(words[0]) if words else None
    return [counted[1], *words[1:]] if counted else words


def without_times(words: list[str]) -> list[str]:
    """The words without the sign between hours and their rate: ``2h x 50``, ``2h po 50``."""
    is_between = len(words) > 2 and words[1].casefold() in ("x", "×", "@", "po") and GLUED.fullmatch(words[2])
    return [words[0], *words[2:]] if is_between else words


def without_gaps(words: list[str]) -> list[str]:
    """The words alone."""
    return [word for word in words if word != GAP]


def without_unit_of_count(words: list[str], is_known: IsKnown, is_goal: IsKnown) -> list[str]:
    """The words, without what is counted right behind the count: *12 szt. newsletter*, *12 leadów newsletter*.

    Where no other word is a goal, *leads* is what was meant for one.
    """
    unit = words[1].rstrip(".").casefold() if len(words) > 1 else ""
    names_a_goal = any(map(is_goal, words[2:]))
    if unit in (_PIECES | _RESULTS if names_a_goal else _PIECES) and not is_known(words[1]):
        return [words[0], *words[2:]]
    return words


def without_prepositions(words: list[str], is_known: IsKnown) -> list[str]:
    """The words without those that only lead to the next one: *250 ads on linkedin*."""
    last = len(words) - 1
    return [
        word
        for number, word in enumerate(words)
        if number == last or word.casefold() not in _PREPOSITIONS or is_known(word)
    ]
