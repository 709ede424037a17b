"""Costs in texts: what the text of somebody's message says of a cost, for a form that a person then looks through.

A text is no line: most of its words mean nothing here. So only what cannot be taken for something else is read. An
amount needs its currency, a code in capitals, and the first one counts; of a day, a channel, a campaign or a category
nothing is taken where the text names several.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from core.calendar.period_parser import parse_day
from core.ledger.quick_spelling import GAP, with_sign
from core.ledger.quick_words import Vocabulary
from core.money.amounts import Written, written
from core.money.currencies import shared_by
from core.money.money import Money, currency_of, parse_money
from core.problems import Problem
from core.setup.categories import Category, category_of
from core.setup.channels import short_channel_of
from core.setup.names import slug
from core.setup.registers import CAMPAIGN, CHANNEL, Register

MOST_WORDS = 150
"""The words of a text that are read."""

LONGEST_RUN = 6
"""The most words of one amount, day or name."""

THE_AMOUNT = GAP * 2
"""What stands where an amount was taken."""

FEWEST_DIGITS = 6
"""The digits of a day with its year, ``1.1.2026``."""

AROUND = ".,;:!?()[]{}<>\"'*_~„”“«»"
"""The signs around words that are no part of them."""

VAGUE = frozenset({Category.PEOPLE, Category.OTHER, "other", "x"})
"""Categories and channels whose words mean something else in most texts."""

Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True, slots=True)
class CostInText:
    """What a text says of a cost; None and empty where it says nothing, or several things."""

    amount: Money | None = None
    day: date | None = None
    category: str = ""
    channel: str = ""
    campaign: str = ""


def cost_in(text: str, vocabulary: Vocabulary) -> CostInText:
    """What ``text`` says; of days without a year the latest up to ``vocabulary.today`` is meant."""
    register = Register(vocabulary.kinds, vocabulary.names)
    days, words = _taken(_words(text), lambda run: _day(run, vocabulary.today))  # first: of *Nov 26 250 EUR*
    amounts, words = _taken(words, _amount, THE_AMOUNT)
    return CostInText(
        amount=_money(amounts[0], vocabulary) if amounts and not _ends_a_number(words) else None,
        day=_only(days),
        category=_only(_taken(words, _category)[0]) or "",
        channel=_only(_taken(words, lambda run: _channel(run, register))[0]) or "",
        campaign=_only(_taken(words, lambda run: register.find(run, CAMPAIGN))[0]) or "",
    )


def _words(text: str) -> list[str]:
    """The words without the signs around them, a currency that is named by a word with its sign: ``250 €``."""
    words = [word for word in (part.strip(AROUND) for part in text.split()[:MOST_WORDS]) if word]
    for place in range(1, len(words)):
        if written(words[place - 1]):
            words = with_sign(words, place, lambda _word: False)
    return words


def _taken(words: list[str], read: Callable[[str], Found | None], gap: str = GAP) -> tuple[list[Found], list[str]]:
    """What the runs of words say, the longest first, and the words with a gap in the place of each such run."""
    found: list[Found] = []
    rest: list[str] = []
    while words:
        sizes = range(min(LONGEST_RUN, len(words)), 0, -1)
        runs = ((size, _read(" ".join(words[:size]), read)) for size in sizes)
        size, one = next(((size, one) for size, one in runs if one), (1, None))
        found += [one] if one else []
        rest.append(gap if one else words[0])
        words = words[size:]
    return found, rest


def _read(run: str, read: Callable[[str], Found | None]) -> Found | None:
    try:
        return read(run)
    except Problem:
        return None


def _only(found: list[Found]) -> Found | None:
    different = set(found)
    return different.pop() if len(different) == 1 else None


def _amount(run: str) -> Written | None:
    number = written(run)
    has_currency = number and number.marks and all(shared_by(mark) or mark.isupper() for mark in number.marks)
    return number if has_currency else None


def _ends_a_number(rest: list[str]) -> bool:
    """Whether the first amount is but the end of a longer number: the last of *1 200 tys. zł* and *2 tys. 500 zł*."""
    place = rest.index(THE_AMOUNT)
    before = rest[max(0, place - 2) : place]
    return any(written(" ".join(before[at:])) for at in range(len(before)))


def _money(number: Written, vocabulary: Vocabulary) -> Money | None:
    """The amount; None where it is not above zero, or may be two, as the dollars of ``1.250 USD``."""
    try:
        currency = currency_of(number.marks, vocabulary.currency, number.number)
        return parse_money(number.number, currency, "amount", comma=vocabulary.comma)
    except Problem:
        return None


def _day(run: str, today: date) -> date | None:
    """A day that says its month by name, or its year: ``3.08`` may be a price, or a version."""
    says_more = any(map(str.isalpha, run)) or sum(map(str.isdigit, run)) >= FEWEST_DIGITS
    return parse_day(run, today) if says_more else None


def _category(run: str) -> str | None:
    category = category_of(slug(run))
    return category.value if category and category not in VAGUE else None


def _channel(run: str, register: Register) -> str | None:
    key = register.find(run, CHANNEL) or short_channel_of(slug(run))
    return key if key not in VAGUE else None
