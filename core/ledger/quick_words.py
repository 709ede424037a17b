"""Quick words: what one word of a line may mean, ``linkedin`` or ``channel:linkedin``.

A starting content type's word is one only where it fits nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.calendar.period_parser import parse_day
from core.calendar.period_words import UnknownDate
from core.money.amounts import GLUED
from core.money.currencies import CURRENCIES, HISTORIC, shared_by
from core.problems import Problem
from core.setup.categories import Category, category_of, gives_way
from core.setup.channels import short_channel_of
from core.setup.contents import STARTING, content_of
from core.setup.goal_words import also_called
from core.setup.kind_words import KIND_OF_WORD
from core.setup.names import alike, slug
from core.setup.registers import Register

NOTE = re.compile(r'["“”„«]([^"“”„«»]*)["“”»]')
"""The note of an entry stands in quotes, of whichever language."""

Meaning = tuple[str, str]
"""A kind and its value: ``("channel", "linkedin")``."""

_DATE_LIKE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}(?:[./-][0-9]{2,4})?\.?", re.ASCII)

FIRST_CONTACT = re.compile(r"(?<!\S)(first|pierwszy): ?(?=\S)", re.IGNORECASE)
"""The beginning of the word that says a first contact: ``first:2026-01-15``."""


@dataclass(eq=False)
class UnknownWord(Problem):
    """A word of a quick form fits nothing."""

    word: str
    alike: tuple[str, ...] = ()


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


def meanings_of(
    word: str, vocabulary: Vocabulary, register: Register, kinds: tuple[str, ...], words: Mapping[str, str]
) -> list[Meaning]:
    """All that a word may mean, at least one thing. ``words``: what the words before it have said, by kind.

    Raises `UnknownWord`, `UnknownDate` and `NameUnclear`.
    """
    if "hours" in words and "rate" not in words and _is_rate(word, vocabulary.today, register, words):
        return [("rate", word)]
    if (day := parse_day(word, vocabulary.today)) is not None:
        return [("day", day.isoformat())]
    if "goal" in kinds and (contact := _first_contact(word, vocabulary.today)):
        return [("first_contact", contact)]
    meanings = _meanings(word, register, kinds)
    if meanings:
        return meanings
    if _DATE_LIKE.fullmatch(word):
        raise UnknownDate(text=word)
    name = _behind_its_kind(word, register, kinds)
    raise UnknownWord(word=name, alike=alike(name, vocabulary.words()))


def _behind_its_kind(word: str, register: Register, kinds: tuple[str, ...]) -> str:
    """``lnkedin`` of ``channel:lnkedin``, which is what was not understood; a name of another kind keeps the word."""
    prefix, _, name = word.partition(":")
    is_unknown = name and KIND_OF_WORD.get(prefix.casefold(), "") in kinds and not register.may_know(name)
    return name if is_unknown else word


def kind_said(word: str) -> str:
    """The kind that a word says itself, ``channel`` of ``kanał:linkedn``; empty of any other word."""
    prefix, _, name = word.partition(":")
    return KIND_OF_WORD.get(prefix.casefold(), "") if name else ""


def _is_rate(word: str, today: date, register: Register, words: Mapping[str, str]) -> bool:
    """A number right behind the hours; elsewhere only one that is no day, no name and no thousands for short."""
    if not GLUED.fullmatch(word):
        return False
    right_behind = words.keys() <= {"hours", "note"}
    return right_behind or not (word[-1] in "kK" or register.find(word) or parse_day(word, today))


def _first_contact(word: str, today: date) -> str:
    """The day in ``first:2026-01-15``, written in ISO; empty where the word says none. Raises `UnknownDate`."""
    if not FIRST_CONTACT.match(word):
        return ""
    text = word.partition(":")[2]
    day = parse_day(text, today)
    if day is None:
        raise UnknownDate(text=text, field="first_contact")
    return day.isoformat()


def _meanings(word: str, register: Register, kinds: tuple[str, ...]) -> list[Meaning]:
    kind, name = kind_said(word), word.partition(":")[2]
    if kind in kinds:
        return _named(name, register, (kind,)) or _content_type(name, (kind,)) or _other_channel(name, kind)
    meanings = _currency(word, kinds, CURRENCIES) + _named(word, register, kinds)
    return (
        meanings
        or _content_type(word, kinds)
        # Last: a team may have named something so since the currency ended.
        or _currency(word, kinds, HISTORIC)
        or _sign(word, kinds)
    )


def _named(name: str, register: Register, kinds: tuple[str, ...]) -> list[Meaning]:
    """The category and the thing of the workspace that have this name."""
    key, typed = register.find(name, *kinds), slug(name)
    own = [(register.kinds[key], key)] if key else []
    category = category_of(typed) if "category" in kinds else None
    if category and not (own and gives_way(typed)):
        return [("category", category.value), *own]
    short = short_channel_of(typed) if "channel" in kinds else ""
    plural = register.find_goal(name) if "goal" in kinds and not short else ""
    in_other_words = _goal_in_other_words(typed, register, kinds)
    return own or in_other_words or ([("channel", short)] if short else []) or ([("goal", plural)] if plural else [])


def _goal_in_other_words(typed: str, register: Register, kinds: tuple[str, ...]) -> list[Meaning]:
    """``customers`` and ``klientów`` where a goal is called *Customer*."""
    keys = (register.find(name, "goal") for name in also_called(typed)) if "goal" in kinds else ()
    return [("goal", key) for key in keys if key][:1]


def _other_channel(name: str, kind: str) -> list[Meaning]:
    """``kanał:inne``: alone that word is a category."""
    return [("channel", "other")] if kind == "channel" and category_of(slug(name)) is Category.OTHER else []


def _content_type(name: str, kinds: tuple[str, ...]) -> list[Meaning]:
    content = content_of(slug(name))
    if content and "content" in kinds:
        return [("content", content)]
    return []


def _currency(word: str, kinds: tuple[str, ...], codes: Collection[str]) -> list[Meaning]:
    """Only a cost has a currency, and only a cost has a category."""
    code = word.upper()
    if "category" in kinds and code in codes:
        return [("currency", code)]
    return []


def _sign(word: str, kinds: tuple[str, ...]) -> list[Meaning]:
    if "category" in kinds and shared_by(word):
        return [("sign", word)]
    return []
