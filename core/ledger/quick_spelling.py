"""Quick spelling: what people write in a line beside the words it needs, written as the line is read.

Two commas and two apostrophes are quotes on a plain keyboard, ``kanał: linkedin`` is one word, ``40 godz.`` is ``40h``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from core.ledger.hours import spoken_hours

_PLAIN_QUOTES = re.compile(r",,([^,']+)''|(?<!\S)'([^'\"]+)'(?!\S)")
_DASH_FOR_CENTS = re.compile(r"(?<=[0-9]),-(?!\S)")
_CURRENCY_WORDS = {
    "zł": "złoty złote złotych złotego zloty zlote zlotych zlotego",
    "€": "euro euros",
    "$": "dollar dollars dolar dolary dolarów dolarow",
    "£": "pound pounds funt funty funtów funtow",
}
_SIGNS = {word: sign for sign, words in _CURRENCY_WORDS.items() for word in words.split()}
_CURRENCY_WORD = re.compile(rf"(?<!\S)(?:{'|'.join(_SIGNS)})(?!\S)", re.IGNORECASE)
_KINDS = "channel|kanał|kanal|campaign|kampania|kampanii|category|kategoria|goal|cel|content|treść|tresc"
_KIND_APART = re.compile(rf"(?<!\S)({_KINDS})(?: ?: +| +)(?=[^\s:])", re.IGNORECASE)
_COUNTED = re.compile(r"([0-9]+)[x×](?!\S)", re.IGNORECASE)

PASSED_OVER = frozenset("na w we za z dla przez on in for at via of from × szt szt. sztuk times razy".split())
"""Words that say nothing between the others, where nothing is called so: *12 szt. newsletter*, *on linkedin*."""

RESULTS = frozenset("leads leadów leadow leady conversions konwersji konwersje".split())
"""Words that say nothing where a goal is named beside them: *12 leadów newsletter*."""

_MOST_HOUR_WORDS = 4
_PLACES = Decimal("0.01")


def with_quotes(text: str) -> str:
    """The text with quotes around what stands between two commas and two apostrophes, or between single ones."""
    return _PLAIN_QUOTES.sub(lambda match: f"“{match[1] or match[2]}”", text)


def plainly_spelt(text: str) -> str:
    """The line without its note, single-spaced: signs for the names of currencies, and each kind beside its name."""
    without_dash = _DASH_FOR_CENTS.sub("", " ".join(text.split()))
    signed = _CURRENCY_WORD.sub(lambda match: _SIGNS[match[0].lower()], without_dash)
    return _KIND_APART.sub(r"\1:", signed)


def with_hours(words: list[str]) -> list[str]:
    """The words, with hours at the beginning as one: ``7.5h`` of ``7:30``, ``90 min`` or ``7,5 godz.``.

    Only where two decimals say them exactly: 20 minutes are asked about.
    """
    for many in range(min(len(words), _MOST_HOUR_WORDS), 0, -1):
        hours = spoken_hours(" ".join(words[:many]))
        if hours is not None and hours == hours.quantize(_PLACES):
            return [f"{hours.normalize():f}h", *words[many:]]
    return words


def with_count(words: list[str]) -> list[str]:
    """The words, with the count at the beginning without its sign: ``12`` of ``12x``."""
    counted = _COUNTED.fullmatch(words[0]) if words else None
    return [counted[1], *words[1:]] if counted else words
