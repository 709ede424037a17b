"""Quick entries: a cost or conversions logged in one line, ``250 EUR ads linkedin campaign-q3 2026-08-03 "boosted"``.

`core.ledger.quick_line` takes the line apart; here each part becomes a field of the entry, and an entry a line again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.ledger.entries import Conversion, Cost, people_amount
from core.ledger.entry_fields import check_credit, check_day, check_note, earlier_contact, parse_count
from core.ledger.hours import typed_hours
from core.ledger.quick_line import WordMissing, words_of_conversion, words_of_cost
from core.ledger.quick_words import Vocabulary
from core.ledger.repeats import Every
from core.ledger.spreads import may_spread
from core.money.amounts import in_thousands, written
from core.money.money import Money, currency_of, parse_money
from core.problems import Problem
from core.setup.categories import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class QuickConversion:
    """Keys as typed; the goal's version is looked up by the caller."""

    count: int
    goal: str
    campaign: str
    channel: str
    day: date
    note: str
    content: str = ""
    first_contact: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuickCost:
    """``every``: how often the cost comes again by itself."""

    cost: Cost
    every: Every = Every.NEVER


@dataclass(eq=False)
class NeverRepeats(Problem):
    """A line says how often a cost comes whose category never repeats by itself."""


@dataclass(eq=False)
class HoursOfNobody(Problem):
    """A line says hours, and a category other than people."""

    hours: str


def read_cost(text: str, vocabulary: Vocabulary) -> Cost:
    """The cost in a quick form. Raises as `read_quick_cost` does."""
    return read_quick_cost(text, vocabulary).cost


def read_quick_cost(text: str, vocabulary: Vocabulary) -> QuickCost:
    """A quick form, its cost in the currency it says or else the reporting one.

    Raises a named problem for whatever cannot be read.
    """
    words = words_of_cost(text, vocabulary)
    cost = _cost(words, vocabulary)
    every = Every(words.get("repeat", Every.NEVER))
    if every is not Every.NEVER and not may_spread(cost.category):
        raise NeverRepeats
    return QuickCost(cost=cost, every=every)


def _cost(words: Mapping[str, str], vocabulary: Vocabulary) -> Cost:
    currency = currency_said(words, vocabulary)
    hours, rate = _hours_and_rate(words, currency, vocabulary)
    amount = people_amount(hours, rate) if hours and rate else _amount(words, currency, vocabulary)
    if "category" not in words:
        raise WordMissing(kind="category")
    note = check_note(words.get("note", ""))
    return Cost(
        day=_day(words, vocabulary.today),
        category=Category(words["category"]),
        amount=check_credit(amount, note, in_line=True),
        campaign=words.get("campaign", ""),
        channel=words.get("channel", ""),
        content=words.get("content", ""),
        hours=hours,
        rate=rate,
        note=note,
    )


def read_conversion(text: str, vocabulary: Vocabulary) -> QuickConversion:
    """The conversions in a quick form. Raises a named problem for whatever cannot be read."""
    words = words_of_conversion(text, vocabulary)
    count = parse_count(words["count"])
    if "goal" not in words:
        raise WordMissing(kind="goal")
    day = _day(words, vocabulary.today)
    contact = words.get("first_contact")
    return QuickConversion(
        count=count,
        goal=words["goal"],
        campaign=words.get("campaign", ""),
        channel=words.get("channel", ""),
        day=day,
        note=check_note(words.get("note", "")),
        content=words.get("content", ""),
        first_contact=earlier_contact(date.fromisoformat(contact), day) if contact else None,
    )


def written_cost(cost: Cost, every: Every = Every.NEVER) -> str:
    """The line that `read_quick_cost` reads as this cost, on whichever day: every word says what it is."""
    number = f"{cost.amount.units:f}"
    if cost.hours is not None and cost.rate is not None:
        number = f"{cost.hours:f}h {cost.rate.units:f}"
    again = [] if every is Every.NEVER else [f"repeat:{every.value}"]
    return _written([number, cost.amount.currency, f"category:{cost.category.value}", *again], cost)


def written_conversion(quick_conversion: QuickConversion) -> str:
    """The line that `read_conversion` reads as these conversions."""
    contact = quick_conversion.first_contact
    first = [f"first:{contact.isoformat()}"] if contact else []
    return _written([str(quick_conversion.count), f"goal:{quick_conversion.goal}", *first], quick_conversion)


def written_another(fact: Cost | Conversion) -> str:
    """The line of what the next entry of its kind has in common with this one: its category or goal, and its place."""
    first = f"category:{fact.category.value}" if isinstance(fact, Cost) else f"goal:{fact.goal.key}"
    return " ".join([first, *_places(fact, "channel", "campaign")])


def _written(words: list[str], entry: Cost | QuickConversion) -> str:
    """The line of ``words`` and what else the entry says: where it belongs, its day and its note."""
    line = [*words, *_places(entry, "channel", "campaign", "content"), entry.day.isoformat()]
    if entry.note:
        line.append(f"“{entry.note}”")
    return " ".join(line)


def _places(entry: Cost | Conversion | QuickConversion, *kinds: str) -> list[str]:
    return [f"{kind}:{key}" for kind in kinds if (key := getattr(entry, kind))]


def currency_said(words: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """The currency of a code in the line or of the sign beside the number; else the reporting currency."""
    text = words.get("rate") or words.get("amount", "")
    number = written(text)
    beside = number.marks if number else ()
    return currency_of([*beside, *_marks(words)], vocabulary.currency, text)


def _marks(words: Mapping[str, str]) -> list[str]:
    """The sign and the code that are words of their own."""
    return [words[kind] for kind in ("sign", "currency") if words.get(kind)]


def _amount(words: Mapping[str, str], currency: str, vocabulary: Vocabulary) -> Money:
    """The amount, below zero only where it is known to be no work of people."""
    credit = words.get("category", Category.PEOPLE) != Category.PEOPLE
    return parse_money(number_said(words, "amount"), currency, "amount", credit=credit, comma=vocabulary.comma)


def number_said(words: Mapping[str, str], field: str) -> str:
    """The number of the amount or the rate, without the mark that `currency_said` reads."""
    number = written(words[field])
    return in_thousands(number.number, _marks(words)) if number else words[field]


def _hours_and_rate(
    words: Mapping[str, str], currency: str, vocabulary: Vocabulary
) -> tuple[Decimal | None, Money | None]:
    if "hours" not in words:
        return None, None
    if "rate" not in words:
        raise WordMissing(kind="rate")
    if words.get("category", Category.PEOPLE) != Category.PEOPLE:
        raise HoursOfNobody(hours=words["hours"])
    rate = parse_money(number_said(words, "rate"), currency, "rate", comma=vocabulary.comma)
    return typed_hours(words["hours"], "hours"), rate


def _day(words: Mapping[str, str], today: date) -> date:
    return check_day(date.fromisoformat(words["day"]), today) if "day" in words else today
