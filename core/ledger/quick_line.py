"""Quick lines: a line taken apart into what its words say, by kind.

The amount or count and the rest come in any order. A word that fits nothing is an error that names it; one that fits
two kinds is taken as the one the rest of the line leaves open, and is an error where both are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from core.calendar.period_parser import parse_day, with_iso_days
from core.calendar.period_words import AmbiguousDate, UnknownDate
from core.ledger.quick_names import (
    MOST_WORDS,
    Names,
    meant_by_note,
    names_of_conversion,
    names_of_cost,
    with_names,
    with_quoted_names,
)
from core.ledger.quick_numbers import (
    amounts_joined,
    check_amount,
    check_count,
    check_minutes,
    count_joined,
    is_hours,
)
from core.ledger.quick_rhythm import without_rhythms, without_subscriptions
from core.ledger.quick_spelling import (
    BETWEEN,
    GAP,
    PLAIN_QUOTES,
    IsKnown,
    plainly_spelt,
    with_count,
    with_hours,
    with_sign,
    without_gaps,
    without_prepositions,
    without_times,
    without_unit_of_count,
)
from core.ledger.quick_words import FIRST_CONTACT, NOTE, Meaning, UnknownWord, Vocabulary, meanings_of
from core.money.amounts import in_one_word, written
from core.problems import Problem
from core.setup.command_words import Command, keys_of
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, NameUnclear, Register

_NUMBER_LIKE = re.compile(r"\W?\d")

OF_COST = (CHANNEL, CAMPAIGN, CONTENT)
"""What a cost may name of the team's own; conversions name a goal besides."""

ASKING = keys_of(Command.HELP) | {"?"}
"""Whoever asks is shown how the line begins."""


@dataclass(eq=False)
class AmbiguousWord(Problem):
    """A word fits two kinds; ``choices`` write them apart, ``category:other`` and ``channel:other``."""

    word: str
    choices: tuple[str, ...]


@dataclass(eq=False)
class SaidTwice(Problem):
    """Two words are of one kind."""

    kind: str
    first: str
    second: str


@dataclass(eq=False)
class WordMissing(Problem):
    """A quick form has no amount, category, count or goal."""

    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """A part of a line that was not understood, and why not."""

    text: str
    problem: Problem


@dataclass(slots=True)
class Line:
    """What the words of a line have said so far, by kind.

    ``unread``: what was not understood, of a line that only fills a form. None: the line is refused at the first.
    """

    words: dict[str, str] = field(default_factory=dict)
    unread: list[Unread] | None = None

    def say(self, kind: str, value: str, text: str = "") -> None:
        """``text``: how the line says it, where that is not the ``value``."""
        if kind in self.words:
            self.refuse(text or value, SaidTwice(kind=kind, first=self.words[kind], second=value))
        else:
            self.words[kind] = value

    def refuse(self, text: str, problem: Problem) -> None:
        if self.unread is None:
            raise problem
        self.unread.append(Unread(text=text, problem=problem))


def words_of_cost(text: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Kind -> what the line says of it, ``category`` -> ``ads``; among them ``amount``, or ``hours``.

    Raises a named problem for whatever cannot be read.
    """
    line, register = Line(), Register(vocabulary.kinds, vocabulary.names)
    is_known = register.knows(*OF_COST)
    names = names_of_cost(register, OF_COST)
    words = rhythm_said(without_notes(text, line, vocabulary.today, names), line, register)
    words = number_first(words, vocabulary.today, is_known)
    words = with_hours(words, is_known)
    check_minutes(text, words)
    words = amounts_joined(without_times(words) if words and is_hours(words[0]) else words)
    _check_beginning(words, "amount")
    check_amount(text, words, is_known)
    with_rate = is_hours(words[0])
    line.say("hours" if with_rate else "amount", words[0])
    words = with_sign(without_gaps(words), 2 if with_rate else 1, is_known)
    read_words(words[1:], vocabulary, ("category", *OF_COST), line, register)
    return line.words


def rhythm_said(words: list[str], line: Line, register: Register) -> list[str]:
    """The words without how often the cost comes, which is said; then a goal among them is its note."""
    is_known = register.knows(*OF_COST)
    left, rhythms = without_rhythms(words, is_known)
    for every in rhythms:
        line.say("repeat", every.value)
    if not rhythms:
        return words
    goals = [word for word in left if "note" not in line.words and not is_known(word) and register.find(word, GOAL)]
    if goals:
        line.say("note", " ".join(goals))
    return without_subscriptions([word for word in left if word not in goals], is_known)


def words_of_conversion(text: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Kind -> what the line says of it, ``goal`` -> ``newsletter``; among them ``count``.

    Raises a named problem for whatever cannot be read.
    """
    line, register = Line(), Register(vocabulary.kinds, vocabulary.names)
    names = names_of_conversion(register, (GOAL, *OF_COST))
    is_known = register.knows(GOAL, *OF_COST)
    words = number_first(without_notes(text, line, vocabulary.today, names), vocabulary.today, is_known)
    words = count_joined(with_count(words))
    _check_beginning(words, "count")
    check_count(text, words)
    words = without_gaps(words)
    check_times(words)
    line.say("count", words[0])
    words = without_unit_of_count(words, is_known, partial(is_goal, register))
    read_words(words[1:], vocabulary, (GOAL, *OF_COST), line, register)
    return line.words


def is_goal(register: Register, word: str) -> bool:
    return bool(register.find_goal(word.partition(":")[2] or word))


def check_times(words: list[str]) -> None:
    """Of *12 x newsletter* nobody knows whether the channel is meant. Raises `AmbiguousWord`."""
    if len(words) > 2 and words[1].casefold() == "x":
        raise AmbiguousWord(word=" ".join(words[:2]), choices=(f"{words[0]}x", f"{words[0]} channel:x"))


def without_notes(text: str, line: Line, today: date, names: Names) -> list[str]:
    """The words of the line but its note, which is said. Raises `SaidTwice` of two notes."""
    typed = with_quoted_names(text)
    rest = NOTE.sub(f" {GAP} ", typed)
    plain = ["".join(either) for either in PLAIN_QUOTES.findall(rest)]
    unquoted = " ".join(word for word in in_one_word(PLAIN_QUOTES.sub(f" {GAP} ", rest)).split() if word != BETWEEN)
    named = with_names(unquoted.lstrip(f"{GAP} "), names)
    for note in (*NOTE.findall(typed), *plain):
        if meant := meant_by_note(note, named, names):
            named = f"{named} {meant}"
        else:
            line.say("note", note)
    return _with_first_contacts(plainly_spelt(named), today).split()


def _with_first_contacts(text: str, today: date) -> str:
    """``text`` with each day in ISO, also one of several words behind ``first:``, which becomes one word with it."""
    apart = FIRST_CONTACT.sub(r"\1: ", text)
    return FIRST_CONTACT.sub(r"\1:", with_iso_days(apart, today))


def _check_beginning(words: list[str], kind: str) -> None:
    if not words or words[0].casefold() in ASKING:
        raise WordMissing(kind=kind)


def number_first(words: list[str], today: date, is_known: IsKnown) -> list[str]:
    """The words, from the first number on, and then those before it; a day, a name and ``channel: 3`` are none."""
    if words and (begins_like_number(words[0]) or _begins_with_amount(words)):
        return words
    for place, word in enumerate(words):
        if _is_number(word, today, is_known) and not (place and words[place - 1].endswith(":")):
            return [*words[place:], GAP, *words[:place]]
    return words


def _begins_with_amount(words: list[str]) -> bool:
    """Whether the first words are an amount together: ``-AED 0.13``."""
    return written(count_joined(words)[0]) is not None


def begins_like_number(word: str) -> bool:
    return _NUMBER_LIKE.match(word) is not None


def _is_number(word: str, today: date, is_known: IsKnown) -> bool:
    if written(word) is None and not is_hours(word):
        return False
    try:
        return parse_day(word, today) is None and not is_known(word)
    except (UnknownDate, AmbiguousDate):
        return False


def read_words(
    words: list[str], vocabulary: Vocabulary, kinds: tuple[str, ...], line: Line, register: Register
) -> None:
    """Words with one meaning come first: they say which kinds are left open for the others.

    Past `MOST_WORDS` none is looked up: to look for what one may be is dear, and no line needs so many.
    """
    unclear: list[tuple[str, list[Meaning]]] = []
    read = without_prepositions(words, register.knows(*kinds))
    for word in read[:MOST_WORDS]:
        try:
            meanings = meanings_of(word, vocabulary, register, kinds, line.words)
        except (UnknownWord, UnknownDate, AmbiguousDate, NameUnclear) as problem:
            line.refuse(word, problem)
            continue
        if len(meanings) > 1:
            unclear.append((word, meanings))
        else:
            line.say(*meanings[0], word)
    for word in read[MOST_WORDS:]:
        line.refuse(word, UnknownWord(word=word, alike=()))
    for word, meanings in unclear:
        try:
            line.say(*_left_open(word, meanings, line.words), word)
        except AmbiguousWord as problem:
            line.refuse(word, problem)


def _left_open(word: str, meanings: list[Meaning], words: Mapping[str, str]) -> Meaning:
    """The one meaning whose kind no other word has taken. Raises `AmbiguousWord` where there are more; of none, any."""
    left = [(kind, value) for kind, value in meanings if kind not in words]
    if len(left) > 1:
        choices = tuple(f"{kind}:{value}" for kind, value in meanings)
        raise AmbiguousWord(word=word, choices=choices)
    # Where all kinds are taken, any meaning will do: saying it raises `SaidTwice`.
    return left[0] if left else meanings[0]
