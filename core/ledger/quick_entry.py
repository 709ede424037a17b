"""Quick forms: a cost or conversions logged in one line, ``250 EUR ads linkedin campaign-q3 2026-08-03 "boosted"``.

The amount or count comes first, the rest in any order. A word that fits nothing is an error that names it; one that
fits two kinds is taken as the one the rest of the line leaves open, and is an error where both are. A starting content
type's word is one only where it fits nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from core.calendar.period_words import UnknownDate, parse_day, with_iso_days
from core.ledger.entries import Cost, people_amount
from core.ledger.entry_fields import check_credit, check_day, check_note, parse_count, parse_hours
from core.ledger.hourly_rates import clock_hours
from core.money.amounts import GLUED, GROUPED, in_one_word, ungrouped, written
from core.money.currencies import CURRENCIES, HISTORIC, shared_by
from core.money.money import Money, NotANumber, currency_of, parse_money, rounded
from core.problems import Problem
from core.setup.categories import Category, category_of
from core.setup.command_words import Command, keys_of
from core.setup.contents import STARTING, content_of
from core.setup.names import alike, slug
from core.setup.registers import Register

_NOTE = re.compile(r'["“”„«]([^"“”„«»]*)["“”»]')
_HOURS = re.compile(r"[0-9]+(?:[.,][0-9]+)?[hH]", re.ASCII)
_MINUTES = re.compile(r"[0-5][0-9]")
_NUMBER = re.compile(r"-?[0-9][0-9.,]*", re.ASCII)
_MOST_WORDS = 8
"""Of one amount: a sign, and thousands set apart by spaces."""

_DATE_LIKE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}(?:[./-][0-9]{2,4})?\.?", re.ASCII)
ASKING = keys_of(Command.HELP) | {"?"}
"""Who asks is shown how the line begins."""

_PREFIXES = {
    "channel": "channel",
    "kanał": "channel",
    "kanal": "channel",
    "campaign": "campaign",
    "kampania": "campaign",
    "category": "category",
    "kategoria": "category",
    "goal": "goal",
    "cel": "goal",
    "content": "content",
    "treść": "content",
    "tresc": "content",
}


@dataclass(eq=False)
class UnknownWord(Problem):
    """A word of a quick form that fits nothing."""

    word: str
    alike: tuple[str, ...] = ()


@dataclass(eq=False)
class NumberUnread(Problem):
    """A number of the line that was not understood. ``line``: the same line with ``instead`` in its place, to type."""

    text: str
    instead: str
    line: str
    kind: str


@dataclass(eq=False)
class AmbiguousWord(Problem):
    """A word that fits two kinds; ``choices`` write them apart, ``category:other`` and ``channel:other``."""

    word: str
    choices: tuple[str, ...]


@dataclass(eq=False)
class SaidTwice(Problem):
    """Two words of one kind."""

    kind: str
    first: str
    second: str


@dataclass(eq=False)
class WordMissing(Problem):
    """A quick form without its amount, category, count or goal."""

    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """``kinds``: key -> campaign, goal, channel or content, of all the workspace knows. ``names``: key -> name.

    ``comma``: whether decimals are written with one in the language of the person.
    """

    kinds: Mapping[str, str]
    today: date
    currency: str
    names: Mapping[str, str] = field(default_factory=dict)
    comma: bool = False

    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.kinds, *Category, *STARTING)))


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


@dataclass(slots=True)
class _Line:
    """What the words of a line have said so far, by kind."""

    said: dict[str, str] = field(default_factory=dict)

    def say(self, kind: str, value: str) -> None:
        if kind in self.said:
            raise SaidTwice(kind=kind, first=self.said[kind], second=value)
        self.said[kind] = value


def read_cost(text: str, vocabulary: Vocabulary) -> Cost:
    """The cost in a quick form, in the currency it says or else the reporting one.

    Raises a named problem for whatever cannot be read.
    """
    line = _read(text, vocabulary, ("category", "channel", "campaign", "content"), "amount")
    words = line.said
    currency = _currency(words, vocabulary)
    hours, rate = _hours_and_rate(words, currency, vocabulary)
    credit = words.get("category", Category.PEOPLE) != Category.PEOPLE
    amount = (
        people_amount(hours, rate) if hours and rate else _money(words, currency, "amount", vocabulary, credit=credit)
    )
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
    words = _read(text, vocabulary, ("goal", "channel", "campaign", "content"), "count").said
    count = parse_count(words["count"])
    if "goal" not in words:
        raise WordMissing(kind="goal")
    return QuickConversion(
        count=count,
        goal=words["goal"],
        campaign=words.get("campaign", ""),
        channel=words.get("channel", ""),
        day=_day(words, vocabulary.today),
        note=check_note(words.get("note", "")),
        content=words.get("content", ""),
    )


def written_cost(cost: Cost) -> str:
    """The line that `read_cost` reads as this cost, on whichever day: every word says what it is."""
    number = f"{cost.amount.units:f}"
    if cost.hours is not None and cost.rate is not None:
        number = f"{cost.hours:f}h {cost.rate.units:f}"
    return _written([number, cost.amount.currency, f"category:{cost.category.value}"], cost)


def written_conversion(quick_conversion: QuickConversion) -> str:
    """The same of `read_conversion`."""
    return _written([str(quick_conversion.count), f"goal:{quick_conversion.goal}"], quick_conversion)


def _written(words: list[str], said: Cost | QuickConversion) -> str:
    places = (("channel", said.channel), ("campaign", said.campaign), ("content", said.content))
    words += [f"{kind}:{key}" for kind, key in places if key]
    return " ".join([*words, said.day.isoformat(), *([f"“{said.note}”"] if said.note else [])])


def _read(text: str, vocabulary: Vocabulary, kinds: tuple[str, ...], first: str) -> _Line:
    line = _Line()
    for note in _NOTE.findall(text):
        line.say("note", note)
    words = with_iso_days(" ".join(in_one_word(_NOTE.sub(" ", text)).split())).split()
    if first == "amount":
        _check_minutes(text, words)
    words = _amounts_joined(words) if first == "amount" else _count_joined(words)
    if not words or words[0].casefold() in ASKING or _misplaced(words):
        raise WordMissing(kind=first)
    _check_numbers(text, words, first)
    line.say("hours" if first == "amount" and _HOURS.fullmatch(words[0]) else first, words[0])
    unclear: list[tuple[str, list[tuple[str, str]]]] = []
    register = Register(vocabulary.kinds, vocabulary.names)
    for word in words[1:]:
        meanings = _meaning(word, vocabulary, register, kinds, line.said)
        if len(meanings) > 1:
            unclear.append((word, meanings))
        else:
            line.say(*meanings[0])
    for word, meanings in unclear:
        line.say(*_left_open(word, meanings, line.said))
    return line


def _left_open(word: str, meanings: list[tuple[str, str]], words: Mapping[str, str]) -> tuple[str, str]:
    """The one meaning whose kind no other word has taken. Raises `AmbiguousWord` where there are more; of none, any."""
    left = [(kind, value) for kind, value in meanings if kind not in words] or meanings[:1]
    if len(left) > 1:
        raise AmbiguousWord(word=word, choices=tuple(f"{kind}:{value}" for kind, value in meanings))
    return left[0]


def _check_numbers(text: str, words: list[str], first: str) -> None:
    """The number at the beginning, before any other word is blamed for it. Raises `NumberUnread` and others."""
    if first == "amount" and (hours := clock_hours(words[0])) is not None:
        raise _unread(text, words[:1], _in_hours(hours), first)
    rated = first == "amount" and _HOURS.fullmatch(words[0]) is not None
    number = _run(words[rated:])
    minutes = clock_hours("".join(words[:2])) if rated and len(number) == 2 and not _joined(number) else None
    if minutes is not None:
        raise _unread(text, words[:2], _in_hours(minutes), first)
    if len(number) > 1:
        raise _unread(text, number, _joined(number), first)
    if first == "amount" and not rated and written(words[0]) is None:
        raise NotANumber(text=words[0], field=first)
    if first == "count":
        parse_count(words[0])


def _check_minutes(text: str, words: list[str]) -> None:
    """``7h 30 150``: half an hour more at 150, or 30,150 an hour? A sign or code settles it. Raises `NumberUnread`."""
    if len(words) < 3 or not (_HOURS.fullmatch(words[0]) and _MINUTES.fullmatch(words[1])):
        return
    many, minutes = _of_one_amount(words[1:]), clock_hours("".join(words[:2]))
    marked = any(mark and mark.marks for mark in (written(" ".join(words[1 : 1 + many + more])) for more in (0, 1)))
    if many > 1 and minutes is not None and not marked:
        raise _unread(text, words[:2], _in_hours(minutes), "amount")


def _in_hours(hours: Decimal) -> str:
    """As a line takes them, with at most two decimals: ``1.5h``."""
    return f"{rounded(Fraction(hours)).normalize():f}h"


def _run(words: list[str]) -> list[str]:
    """The numbers that stand side by side at the beginning."""
    return list(takewhile(lambda word: _NUMBER.fullmatch(word) or GLUED.fullmatch(word), words))


def _amounts_joined(words: list[str]) -> list[str]:
    """The words, with what is one amount as one of them: at the beginning of the line, or the rate behind hours."""
    rated = bool(words) and _HOURS.fullmatch(words[0]) is not None
    joined: list[str] = []
    while words:
        many = _of_one_amount(words) if rated or not joined else 1
        joined.append(" ".join(words[:many]))
        words = words[many:]
    return joined


def _count_joined(words: list[str]) -> list[str]:
    """The words, with the count at the beginning as one of them: ``1 500``."""
    many = _of_one_amount(words)
    return [" ".join(words[:many]), *words[many:]] if words else words


def _of_one_amount(words: list[str]) -> int:
    """How many of them, from the first on, are one amount; 1 where they are none."""
    most = range(min(len(words), _MOST_WORDS), 1, -1)
    return next((many for many in most if GLUED.fullmatch(" ".join(words[:many]))), 1)


def _joined(number: list[str]) -> str:
    """One number, where they are thousands set apart by spaces; else nothing."""
    whole = " ".join(number)
    return ungrouped(whole) if re.fullmatch(f"-?{GROUPED}", whole) else ""


def _unread(text: str, part: list[str], instead: str, kind: str) -> NumberUnread:
    """A note before it may hold the same numbers: it is passed over."""
    readable = _NOTE.sub(lambda note: " " * len(note[0]), text)
    place = re.search(r"\s+".join(map(re.escape, " ".join(part).split())), readable)
    again = f"{text[: place.start()]}{instead}{text[place.end() :]}" if instead and place else ""
    return NumberUnread(text=" ".join(part), instead=instead, line=again, kind=kind)


def _misplaced(words: list[str]) -> bool:
    """The number is there, and not first."""
    return not any(sign.isdigit() for sign in words[0]) and any(map(_NUMBER.fullmatch, words[1:]))


def _meaning(
    word: str, vocabulary: Vocabulary, register: Register, kinds: tuple[str, ...], words: Mapping[str, str]
) -> list[tuple[str, str]]:
    """All that a word may mean, at least one thing. Raises `UnknownWord`, `UnknownDate`."""
    if "hours" in words and "rate" not in words and GLUED.fullmatch(word):
        return [("rate", word)]
    if (day := parse_day(word, vocabulary.today)) is not None:
        return [("day", day.isoformat())]
    meanings = _meanings(word, register, kinds)
    if not meanings and _DATE_LIKE.fullmatch(word):
        raise UnknownDate(text=word)
    if not meanings:
        raise UnknownWord(word=word, alike=alike(word, vocabulary.words()))
    return meanings


def _meanings(word: str, register: Register, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    prefix, _, rest = word.partition(":")
    meant = _PREFIXES.get(prefix.casefold()) if rest else None
    wanted = (meant,) if meant in kinds else kinds
    named = rest if meant in kinds else word
    key = slug(named)
    found = []
    if wanted is kinds and word.upper() in CURRENCIES and "category" in kinds:
        found.append(("currency", word.upper()))
    if "category" in wanted and (category := category_of(key)):
        found.append(("category", category.value))
    if own := register.find(named, *wanted):
        found.append((register.kinds[own], own))
    if not found and "content" in wanted and (content := content_of(key)):
        found.append(("content", content))
    if not found and wanted is kinds and word.upper() in HISTORIC and "category" in kinds:
        found.append(("currency", word.upper()))  # last: a team may have named something so since it ended
    if not found and wanted is kinds and shared_by(word) and "category" in kinds:
        found.append(("sign", word))
    return found


def _currency(words: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """What a code in the line says, or the sign beside the number; the reporting currency where there is none."""
    text = words.get("rate") or words.get("amount", "")
    number = written(text)
    marks = (*(number.marks if number else ()), words.get("sign", ""), words.get("currency", ""))
    return currency_of([mark for mark in marks if mark], vocabulary.currency, text)


def _money(
    words: Mapping[str, str], currency: str, kind: str, vocabulary: Vocabulary, *, credit: bool = False
) -> Money:
    """The number of an amount or a rate, whose sign `_currency` has read."""
    number = written(words[kind])
    text = number.number if number else words[kind]
    return parse_money(text, currency, kind, credit=credit, comma=vocabulary.comma)


def _hours_and_rate(
    words: Mapping[str, str], currency: str, vocabulary: Vocabulary
) -> tuple[Decimal | None, Money | None]:
    if "hours" not in words:
        return None, None
    if "rate" not in words:
        raise WordMissing(kind="rate")
    if words.get("category", Category.PEOPLE) != Category.PEOPLE:
        raise UnknownWord(word=words["hours"], alike=())
    return parse_hours(words["hours"].lower()), _money(words, currency, "rate", vocabulary)


def _day(words: Mapping[str, str], today: date) -> date:
    return check_day(date.fromisoformat(words["day"]), today) if "day" in words else today
