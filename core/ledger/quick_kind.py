"""Quick kinds: whether a line without a command before it logs a cost or conversions.

It is what it can be read as. Where it can be read as neither, it is what only one of them could become; where that
does not settle it, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from core.ledger.quick_entry import read_conversion, read_cost
from core.ledger.quick_line import WordMissing
from core.ledger.quick_numbers import amounts_joined, is_hours
from core.ledger.quick_spelling import plainly_spelt, with_count, with_hours
from core.ledger.quick_words import Vocabulary
from core.money.amounts import in_one_word, written
from core.problems import Problem
from core.setup.categories import category_of
from core.setup.names import slug
from core.setup.registers import GOAL, NameUnclear, Register


class LineKind(StrEnum):
    """The kind of a line that begins with a number."""

    COST = "cost"
    CONVERSION = "conversion"
    UNCLEAR = "unclear"


READERS: Mapping[LineKind, Callable[[str, Vocabulary], object]] = {
    LineKind.COST: read_cost,
    LineKind.CONVERSION: read_conversion,
}


def begins_with_number(text: str) -> bool:
    """Whether the line begins as those that log something: with an amount, hours or a count."""
    words = _words(text)
    return bool(words) and (is_hours(words[0]) or written(words[0]) is not None)


def readable_as(text: str, vocabulary: Vocabulary) -> LineKind | None:
    """The one kind that the line can be logged as; None where there is none, UNCLEAR where it may be either."""
    faults = {kind: _fault(reader, text, vocabulary) for kind, reader in READERS.items()}
    return _only([kind for kind, fault in faults.items() if fault is None])


def meant_as(text: str, vocabulary: Vocabulary) -> LineKind:
    """The kind that a line which cannot be logged was meant as: the one it lacks only a word for, or names a word of.

    ``250 EUR linkedin`` lacks its category, ``12 newsletter liknedin`` names a goal.
    """
    faults = {kind: _fault(reader, text, vocabulary) for kind, reader in READERS.items()}
    lacking = [kind for kind, fault in faults.items() if isinstance(fault, WordMissing)]
    return _only(lacking) or _only(_named(text, vocabulary)) or LineKind.UNCLEAR


def _only(kinds: list[LineKind]) -> LineKind | None:
    return LineKind.UNCLEAR if len(kinds) > 1 else next(iter(kinds), None)


def _fault(reader: Callable[[str, Vocabulary], object], text: str, vocabulary: Vocabulary) -> Problem | None:
    try:
        reader(text, vocabulary)
    except Problem as problem:
        return problem
    return None


def _named(text: str, vocabulary: Vocabulary) -> list[LineKind]:
    """The kinds that the words speak of: a category, a currency beside the number, hours; a goal."""
    words, register = _words(text), Register(vocabulary.kinds, vocabulary.names)
    number = written(words[0])
    is_cost = is_hours(words[0]) or bool(number and number.marks) or any(category_of(slug(word)) for word in words)
    is_conversion = any(_is_goal(word, register) for word in words)
    return [LineKind.COST] * is_cost + [LineKind.CONVERSION] * is_conversion


def _is_goal(word: str, register: Register) -> bool:
    try:
        return bool(register.find(word, GOAL))
    except NameUnclear:
        return False


def _words(text: str) -> list[str]:
    spelt = with_count(plainly_spelt(in_one_word(text)).split())
    return amounts_joined(with_hours(spelt, lambda _word: False))
