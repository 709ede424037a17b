"""Guesses: what a word of a line that fits nothing probably is, and what of that kind is written almost so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.ledger.quick_draft import Draft
from core.ledger.quick_words import UnknownWord, Vocabulary, kind_said
from core.money.amounts import written
from core.money.currencies import CURRENCIES
from core.setup import categories, channels, contents
from core.setup.categories import category_of
from core.setup.names import alike, slug
from core.setup.nearest import nearest, own_words
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, Register

CATEGORY = "category"
AMOUNT = "amount"
CURRENCY = "currency"
WORD = "word"
"""The kind of what may be anything."""

NO_GOAL = "goal of a cost"
NO_CATEGORY = "category of conversions"
REVENUE = "revenue"
"""What is understood, and has no place in a line of this command."""

MOST_GUESSED = 4
"""Parts of a line that are guessed at, and named one by one: each is held against all names."""

MOST_LISTED = 6
NEAR, VERY_NEAR = 0.65, 0.8
"""How alike two words are that one is taken for the other; 1 is the same. Very, where they begin with another letter,
or are of a kind that the line has said already."""

MOST_LETTERS = 3
"""Letters in what is still taken for an amount: those of a currency's code."""

QUOTES = "\"'„“”«»"


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    """The ``kind`` that ``word`` probably is. ``values`` of that kind: the nearest, else (not ``near``) some of all."""

    word: str
    kind: str
    values: tuple[str, ...] = ()
    near: bool = False
    clear: bool = False
    """Whether it is very near to the one value, and to no other."""


def guess_of(word: str, draft: Draft, vocabulary: Vocabulary, *, conversions: bool = False) -> Guess:
    """The likeliest kind: what the word says itself, what is written almost so, or what the line has left open."""
    if plain := _of_its_shape(word, draft, vocabulary, conversions=conversions):
        return Guess(word=word, kind=plain)
    said = kind_said(word)
    name = word.partition(":")[2] if said else word
    kinds = (GOAL, CAMPAIGN, CHANNEL, CONTENT) if conversions else (CATEGORY, CAMPAIGN, CHANNEL, CONTENT)
    words = {kind: _words(kind, vocabulary) for kind in ((said,) if said else kinds)}
    still_open = {kind: listed for kind, listed in words.items() if kind not in draft.words}
    first = slug(name)[:1]
    likely = {kind: {one: listed[one] for one in listed if one[:1] == first} for kind, listed in still_open.items()}
    if near := _nearest(name, likely, NEAR) or _nearest(name, words, VERY_NEAR):
        return near
    if not said and _looks_like_amount(word):
        return Guess(word=word, kind=AMOUNT)
    kind = said or next((one for one in still_open if one != CONTENT), WORD)
    values = dict.fromkeys(words.get(kind, {}).values())
    return Guess(word=name, kind=kind, values=tuple(values)[:MOST_LISTED])


def guesses_of(draft: Draft, vocabulary: Vocabulary, *, conversions: bool = False) -> tuple[Guess | None, ...]:
    """The guess at each unread part; None where it is no word, or one of too many."""
    guessed = draft.unread[:MOST_GUESSED]
    guesses = [
        guess_of(part.text, draft, vocabulary, conversions=conversions)
        if isinstance(part.problem, UnknownWord)
        else None
        for part in guessed
    ]
    return (*guesses, *[None] * (len(draft.unread) - len(guessed)))


def with_guesses(draft: Draft, guesses: Sequence[Guess | None]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """What the line says, and in the place of each word that is almost one name that name; and what is left of it."""
    words, left = dict(draft.words), list[str]()
    for part, guess in zip(draft.unread, guesses, strict=True):
        if guess and guess.clear and guess.kind not in words:
            words[guess.kind] = guess.values[0]
        else:
            left.append(part.text)
    return words, tuple(left)


def _of_its_shape(word: str, draft: Draft, vocabulary: Vocabulary, *, conversions: bool) -> str:
    """The kind of an amount, a currency, a quote that was never closed, and of what has no place in such a line."""
    if word[0] in QUOTES:
        return WORD
    if conversions:
        if written(word) or word.upper() in CURRENCIES:
            return REVENUE
        return NO_CATEGORY if kind_said(word) == CATEGORY or category_of(slug(word)) else ""
    if kind_said(word) == GOAL or vocabulary.kinds.get(slug(word)) == GOAL:
        return NO_GOAL
    is_code = len(word) == MOST_LETTERS and word.isascii() and word.isupper() and word.isalpha()
    return AMOUNT if written(word) else CURRENCY if is_code and CURRENCY not in draft.words else ""


def _nearest(name: str, words: Mapping[str, Mapping[str, str]], cutoff: float) -> Guess | None:
    """The thing that is written most like ``name``, and others of its kind; of a category only that."""
    for best in nearest(name, words, cutoff=cutoff)[:1]:
        listed = words[best.kind]
        values = dict.fromkeys(listed[one] for one in alike(name, listed, cutoff=cutoff))
        clear = best.ratio >= VERY_NEAR and len(values) == 1
        named = tuple(values)[: 1 if best.kind == CATEGORY else None]
        return Guess(word=name, kind=best.kind, values=named, near=True, clear=clear)
    return None


def _looks_like_amount(word: str) -> bool:
    return any(map(str.isdigit, word[:2])) and sum(map(str.isalpha, word)) <= MOST_LETTERS


def _words(kind: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Word as a key -> the value it means: the team's own, newest first as they are kept, and what everybody has."""
    own = own_words(kind, Register(vocabulary.kinds, vocabulary.names))
    general = {CATEGORY: categories.words, CHANNEL: channels.words, CONTENT: contents.words}.get(kind, dict)()
    return {**own, **{word: value for word, value in general.items() if word not in own}}
