"""Quick numbers: the amount, the count or the hours that a line begins with, and the rate behind hours.

What is not read as one number is shown with the line as it would be understood. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from core.ledger.entry_fields import parse_count
from core.ledger.hours import clock_hours
from core.ledger.quick_spelling import PLAIN_QUOTES, IsKnown, hours_at_beginning
from core.ledger.quick_words import NOTE
from core.money.amounts import GLUED, GROUPED, ungrouped, written
from core.money.money import NotANumber
from core.money.rounding import rounded
from core.problems import Problem

_HOURS = re.compile(r"[0-9]+(?:[.,][0-9]+)?[hH]", re.ASCII)
_MINUTES = re.compile(r"[0-5][0-9]")
_NUMBER = re.compile(r"-?[0-9][0-9.,]*", re.ASCII)
_LETTER = r"[^\W\d]"
_MOST_WORDS = 8
"""One amount has at most so many: a sign, and thousands set apart by spaces."""


@dataclass(eq=False)
class NumberUnread(Problem):
    """A number of the line was not understood. ``line``: the same line with ``instead`` in its place, to type."""

    text: str
    instead: str
    line: str
    kind: str


def is_hours(word: str) -> bool:
    """Whether ``word`` is hours with their unit, ``1.5h``."""
    return _HOURS.fullmatch(word) is not None


def amounts_joined(words: list[str]) -> list[str]:
    """The words, with what is one amount as one of them: at the beginning of the line, or the rate behind hours."""
    if not words or not is_hours(words[0]):
        return count_joined(words)
    joined: list[str] = []
    while words:
        size = _words_of_amount(words)
        joined.append(" ".join(words[:size]))
        words = words[size:]
    return joined


def count_joined(words: list[str]) -> list[str]:
    """The words, with the number at the beginning as one of them: ``1 500``."""
    if not words:
        return words
    size = _words_of_amount(words)
    return [" ".join(words[:size]), *words[size:]]


def check_amount(text: str, words: list[str], is_known: IsKnown) -> None:
    """Looks at the amount, or the hours and their rate, before any other word is blamed for it.

    ``is_known``: whether a word names something of the team's own, which is then no unit.

    Raises `NumberUnread` and `NotANumber`; of hours with minutes that are too many `TooLarge`, of none `NotPositive`.
    """
    if is_hours(words[0]):
        _check_rate(text, words)
        return
    many, hours = hours_at_beginning(words, is_known)
    if hours is not None:
        raise _unread(text, words[:many], _in_hours(hours), "amount")
    _check_one_number(text, words, "amount")
    if written(words[0]) is None:
        raise NotANumber(text=words[0], field="amount")


def check_count(text: str, words: list[str]) -> None:
    """Looks at the count before any other word is blamed for it. Raises `NumberUnread`, `NotACount` and `TooLarge`."""
    _check_one_number(text, words, "count")
    parse_count(words[0])


def check_minutes(text: str, words: list[str]) -> None:
    """``7h 30 150``: half an hour more at 150, or 30,150 an hour? A sign or code settles it. Raises `NumberUnread`.

    ``words`` are those of the line before `amounts_joined`.
    """
    if len(words) < 3 or not is_hours(words[0]) or not _MINUTES.fullmatch(words[1]):
        return
    hours = clock_hours("".join(words[:2]))
    size = _words_of_amount(words[1:])
    if hours is not None and size > 1 and not _is_marked(words[1:], size):
        raise _unread(text, words[:2], _in_hours(hours), "amount")


def replaced(text: str, part: str, instead: str) -> str:
    """``text`` with ``instead`` for the first ``part`` outside of a note; empty where there is none."""
    # A note may hold the same numbers, so notes are blanked out, and every place stays where it is.
    without_notes = text
    for notes in (NOTE, PLAIN_QUOTES):
        without_notes = notes.sub(lambda note: " " * len(note[0]), without_notes)
    place = re.search(_as_words(part), without_notes, re.IGNORECASE)
    return f"{text[: place.start()]}{instead}{text[place.end() :]}" if place and part and instead else ""


def _as_words(part: str) -> str:
    """The pattern of ``part`` where it stands by itself: not "250" of "1250", nor "other" of "mother-day other-day".

    A sign, ``kr``, may stand right beside a number.
    """
    before = r"(?<![0-9.,/-])" if part[:1].isdigit() else ""
    behind = r"(?![0-9])" if part[:1].isdigit() else ""
    if part[:1].isalpha():
        before = rf"(?<!{_LETTER})(?<!{_LETTER}-)"
    if part[-1:].isalpha():
        behind += rf"(?!-?{_LETTER})"
    return before + r"\s+".join(map(re.escape, part.split())) + behind


def _is_marked(words: list[str], size: int) -> bool:
    """Whether a sign or code stands in the amount of the first ``size`` words, or is the word behind it."""
    beginnings = (" ".join(words[:count]) for count in (size, size + 1))
    amounts = map(written, beginnings)
    return any(amount and amount.marks for amount in amounts)


def _check_rate(text: str, words: list[str]) -> None:
    """The two numbers behind hours may be minutes and the rate."""
    numbers = _numbers(words[1:])
    if len(numbers) == 2 and not _joined(numbers):
        hours = clock_hours("".join(words[:2]))
        if hours is not None:
            raise _unread(text, words[:2], _in_hours(hours), "amount")
    _check_one_number(text, words[1:], "amount")


def _check_one_number(text: str, words: list[str], kind: str) -> None:
    numbers = _numbers(words)
    if len(numbers) > 1:
        raise _unread(text, numbers, _joined(numbers), kind)


def _numbers(words: list[str]) -> list[str]:
    """The numbers that stand side by side at the beginning; ``10k`` behind another is a name."""
    numbers = list(takewhile(lambda word: _NUMBER.fullmatch(word) or GLUED.fullmatch(word), words))
    return numbers[:1] + [word for word in numbers[1:] if word[-1] not in "kK"]


def _words_of_amount(words: list[str]) -> int:
    """How many of them, from the first on, are one amount; 1 where they are none."""
    for size in range(min(len(words), _MOST_WORDS), 1, -1):
        if GLUED.fullmatch(" ".join(words[:size])):
            return size
    return 1


def _joined(numbers: list[str]) -> str:
    """One number, where they are thousands set apart by spaces; else nothing."""
    whole = " ".join(numbers)
    is_grouped = re.fullmatch(f"-?{GROUPED}", whole)
    return ungrouped(whole) if is_grouped else ""


def _in_hours(hours: Decimal) -> str:
    """The hours as a line takes them, with at most two decimals: ``1.5h``."""
    return f"{rounded(Fraction(hours)).normalize():f}h"


def _unread(text: str, part: list[str], instead: str, kind: str) -> NumberUnread:
    return NumberUnread(text=" ".join(part), instead=instead, line=replaced(text, " ".join(part), instead), kind=kind)
