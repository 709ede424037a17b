"""Drafts: what is understood of a line that cannot be logged as it is; it fills the form, and nothing is logged.

The amount may stand anywhere, or be missing. What is not understood is kept with its problem, so that it can be named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from core.calendar.period_words import AmbiguousDate, UnknownDate
from core.ledger.quick_line import (
    OF_COST,
    Line,
    Unread,
    begins_like_number,
    check_times,
    is_goal,
    number_first,
    read_words,
    rhythm_said,
    without_notes,
)
from core.ledger.quick_names import Names, names_of_conversion, names_of_cost
from core.ledger.quick_numbers import (
    NumberUnread,
    amounts_joined,
    check_amount,
    check_count,
    check_minutes,
    count_joined,
    is_hours,
)
from core.ledger.quick_spelling import (
    IsKnown,
    with_count,
    with_hours,
    with_sign,
    without_gaps,
    without_times,
    without_unit_of_count,
)
from core.ledger.quick_words import Vocabulary
from core.money.amounts import written
from core.problems import Problem
from core.setup.registers import GOAL, NameUnclear, Register

_MOST_REFUSED = 8
"""Days and names of a line that are named one by one; of a line with more the words are not read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """``words``: kind -> what the line says of it, as `core.ledger.quick_line` reads it. ``unread``: in their order."""

    words: Mapping[str, str]
    unread: tuple[Unread, ...]

    @property
    def is_without_number(self) -> bool:
        """Whether the line says no amount, hours or count, not even one that cannot be read."""
        said = self.words.keys() & {"amount", "hours", "count"}
        return not said and not any(any(map(str.isdigit, part.text[:2])) for part in self.unread)


def cost_draft(text: str, vocabulary: Vocabulary) -> Draft:
    """What ``text`` says of a cost."""
    line, register = Line(unread=[]), Register(vocabulary.kinds, vocabulary.names)
    is_known, names = _known(register, *OF_COST), names_of_cost(register, OF_COST)
    words = rhythm_said(_words(text, line, vocabulary.today, names), line, register)
    words = number_first(words, vocabulary.today, is_known)
    rest = _without_amount(text, words, line, is_known) if words and begins_like_number(words[0]) else words
    read_words(without_gaps(rest), vocabulary, ("category", *OF_COST), line, register)
    return _draft(line)


def conversion_draft(text: str, vocabulary: Vocabulary) -> Draft:
    """What ``text`` says of conversions."""
    line, register = Line(unread=[]), Register(vocabulary.kinds, vocabulary.names)
    is_known, names = _known(register, GOAL, *OF_COST), names_of_conversion(register, (GOAL, *OF_COST))
    words = number_first(_words(text, line, vocabulary.today, names), vocabulary.today, is_known)
    if words and begins_like_number(words[0]):
        words = _without_count(text, words, line)
        words = without_unit_of_count(["1", *words], is_known, partial(is_goal, register))[1:]
    read_words(without_gaps(words), vocabulary, (GOAL, *OF_COST), line, register)
    return _draft(line)


def _draft(line: Line) -> Draft:
    return Draft(words=line.words, unread=tuple(line.unread or ()))


def _known(register: Register, *kinds: str) -> IsKnown:
    """As `Register.knows`; a name that may be one of several is one, too."""

    def is_known(word: str) -> bool:
        try:
            return bool(register.find(word, *kinds))
        except NameUnclear:
            return True

    return is_known


def _words(text: str, line: Line, today: date, names: Names) -> list[str]:
    """The words of the line but its note; a day or a name that may be two things, or none, is refused."""
    refused: list[Unread] = []
    while len(refused) < _MOST_REFUSED:
        line.unread = [*refused]
        try:
            return without_notes(text, line, today, names)
        except (UnknownDate, AmbiguousDate, NameUnclear) as problem:
            refused.append(
                Unread(text=problem.name if isinstance(problem, NameUnclear) else problem.text, problem=problem)
            )
        line.words.clear()  # they are said again
        part = r"\s+".join(map(re.escape, refused[-1].text.split()))
        text = re.sub(part, " ", text, count=1, flags=re.IGNORECASE)
    line.unread = refused
    return []


def _without_amount(text: str, words: list[str], line: Line, is_known: IsKnown) -> list[str]:
    """The words behind the amount, or the hours, which are said."""
    try:
        spelt = with_hours(words, is_known)
        check_minutes(text, spelt)
        joined = amounts_joined(without_times(spelt) if is_hours(spelt[0]) else spelt)
        check_amount(text, joined, is_known)
    except Problem as problem:
        return _rate_said(_without_refused(words, problem, line), line)
    with_rate = is_hours(joined[0])
    line.say("hours" if with_rate else "amount", joined[0])
    return with_sign(without_gaps(joined), 2 if with_rate else 1, is_known)[1:]


def _rate_said(words: list[str], line: Line) -> list[str]:
    """The words without the rate, which is said, where the hours before it were refused: *1:20h 50*."""
    refused = (line.unread or [])[-1]
    hours = refused.problem.instead if isinstance(refused.problem, NumberUnread) else refused.text
    if not (words and is_hours(hours) and written(words[0])):
        return words
    line.say("rate", words[0])
    return words[1:]


def _without_count(text: str, words: list[str], line: Line) -> list[str]:
    """The words behind the count, which is said."""
    counted = count_joined(with_count(words))
    plain = without_gaps(counted)
    try:
        check_count(text, counted)
        check_times(plain)
    except Problem as problem:
        return _without_refused(counted, problem, line)
    line.say("count", plain[0])
    return plain[1:]


def _without_refused(words: list[str], problem: Problem, line: Line) -> list[str]:
    """The words behind the number at their beginning, which is refused: what the problem names, or the first."""
    text = problem.text if isinstance(problem, NumberUnread) else words[0]
    line.refuse(text, problem)
    return " ".join(words).split()[len(text.split()) :]
