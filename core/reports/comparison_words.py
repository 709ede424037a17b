"""The words behind `/roi compare`: campaigns and channels first, then periods, as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar.period_parser import split_period, splits, two_periods
from core.calendar.period_words import COMPARED_WITH, fold, near_words
from core.calendar.periods import Period
from core.problems import Problem
from core.reports.books import Books
from core.reports.comparisons import (
    Asked,
    Comparison,
    asked,
    check_channels,
    side_by_side,
    with_completeness,
    with_the_past,
)
from core.reports.privacy import Veil
from core.reports.subjects import GoalAsked, Subject, subject_of
from core.setup.campaigns import UnknownCampaign
from core.setup.names import alike
from core.setup.registers import CHANNEL

MOST = 2
"""Campaigns, and periods, of one comparison."""
LONGEST_NAME = 8
"""Words of a name, where several are named."""

_BETWEEN_NAMES = frozenset("or lub albo czy".split())
"""Words between two names, though no two periods are compared so."""

Subjects = Sequence[Subject]
"""The campaigns and channels of a comparison; one that names nothing is the whole workspace."""
Periods = Sequence[Period | None]
"""The periods of a comparison. None: the one that goes without saying."""


def comparison(books: Books, text: str, today: date, *, veil: Veil) -> Comparison:
    """The comparison ``text`` asks for: two campaigns or channels, two periods, or one with its past; nothing: this
    month.

    ``veil``: what the reader may see of hours. Raises `UnknownCampaign`, `SharesRow`, and as `parse_period` does.
    """
    asked_for = _asked_for(books, text, today)
    check_channels(books, asked_for, veil=veil)
    return with_completeness(books, asked_for, today, veil=veil)


@dataclass(eq=False)
class TooManyCompared(Problem):
    """More than two were named. ``first``: the first two of them, as they are typed."""

    first: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BesideGoal:
    """A campaign or channel that was to be compared with a ``goal``, a key; over a ``period``, if one was said."""

    subject: Subject
    goal: str
    period: Period | None = None

    @property
    def line(self) -> str:
        """What asks for the subject alone, behind `/roi`."""
        days = [f"{self.period.start}..{self.period.last}"] if self.period else []
        return " ".join(filter(None, [self.subject.campaign, self.subject.channel, *days]))


def beside_goal(books: Books, text: str, today: date) -> BesideGoal | None:
    """What ``text`` compares with a goal, *linkedin and newsletter*; None where it names nothing so.

    Raises `GoalAsked` where it names a goal and nothing else.
    """
    ends = [(text, None), *((left, period) for left, period in splits(text, today) if isinstance(period, Period))]
    for left, period in ends:
        for one, other in _named_halves(books, left):
            goal, subject = (one.goal, other) if one.goal else (other.goal, one)
            if goal and subject.goal:
                raise GoalAsked(key=goal, name=books.names()[goal])
            if goal:
                return BesideGoal(subject=subject, goal=goal, period=period)
    return None


def _named_halves(books: Books, text: str) -> list[tuple[Subject, Subject]]:
    """The subjects of both halves, goals too; of what is one subject that one twice."""
    register = books.register()
    if alone := subject_of(_trimmed(text.split()), register):
        return [(alone, alone)]
    named = [(subject_of(left, register), subject_of(right, register)) for left, right in _halves(text)]
    return [(one, other) for one, other in named if one and other]


def understands(books: Books, text: str, today: date) -> bool:
    """Whether `comparison` would know what ``text`` names; a *vs* alone names nothing."""
    if text and not _trimmed(text.split()):
        return False
    try:
        return bool(_read(books, text, today))
    except TooManyCompared:
        return True
    except Problem:
        return False


def _asked_for(books: Books, text: str, today: date) -> Comparison:
    subjects, periods = _read(books, text, today)
    one, other = (_asked(books, subjects[n], periods[n], today) for n in (0, -1))
    return with_the_past(books, one, today) if one == other else side_by_side(books, one, other)


def _asked(books: Books, subject: Subject, period: Period | None, today: date) -> Asked:
    return asked(books, books.campaigns().get(subject.campaign), period, today, subject.channel)


def _read(books: Books, text: str, today: date) -> tuple[Subjects, Periods]:
    """One or two subjects and periods. A name comes before a period: *Autumn 2026* may well be a campaign."""
    periods: list[Period | None] = []
    while _trimmed(text.split()):
        if subjects := _subjects(books, text) or _subjects(books, _trimmed(text.split())):
            return subjects, periods or [None]
        if not periods and (both := two_periods(text, today)):
            text, *named = both
            periods = [*named]
            continue
        left, period = _parted(books, text, today) if len(periods) < MOST else (text, None)
        if period is None and len(many := _each(books, text)) > MOST:
            raise TooManyCompared(first=" vs ".join(many[:MOST]))
        if period is None:
            raise _unknown(books, _trimmed(text.split()))
        periods.insert(0, period)
        text = left
    return [Subject()], periods or [None]


def _parted(books: Books, text: str, today: date) -> tuple[str, Period | None]:
    """The longest period behind what is known, *Generation Z* and *july*; else the longest of all."""
    named = [
        (left, period) for left, period in splits(text, today) if isinstance(period, Period) and _subjects(books, left)
    ]
    return max(named, key=lambda one: len(one[0]), default=None) or split_period(text, today)


def _subjects(books: Books, text: str) -> Subjects:
    """The one or two subjects that the whole of ``text`` names; else none.

    A campaign and a channel right behind each other are one: the campaign's part of it.
    """
    if whole := _subject(books, text):
        return [whole]
    for left, right in _halves(text):
        if (one := _subject(books, left)) and (other := _subject(books, right)):
            return [one, other]
    return ()


def _subject(books: Books, text: str) -> Subject | None:
    subject = subject_of(text, books.register())
    return subject if subject and not subject.goal else None


def _each(books: Books, text: str) -> list[str]:
    """The names that the words are, one after the other, if they are nothing else."""
    words, named = [word.rstrip(",") for word in text.split() if not _joins(word)], list[str]()
    while words:
        many = next((n for n in range(min(len(words), LONGEST_NAME), 0, -1) if _names_one(books, words[:n])), 0)
        if not many:
            return []
        named.append(" ".join(words[:many]))
        words = words[many:]
    return named


def _names_one(books: Books, words: list[str]) -> bool:
    """Whether the words are one campaign or one channel, and not a campaign's part of one."""
    subject = _subject(books, " ".join(words))
    return subject is not None and not (subject.campaign and subject.channel)


def _unknown(books: Books, text: str) -> UnknownCampaign:
    """The problem that names the half that is nothing known, where the other half is something."""
    behind = [right for left, right in _halves(text) if _subject(books, left)]
    before = [left for left, right in _halves(text) if _subject(books, right)]
    name = [*behind, *before, text][0]
    keys = [*books.campaigns(), *books.register().of_kind(CHANNEL)]
    return UnknownCampaign(name=name, alike=(*alike(name, keys), *near_words(name))[:3])


def _halves(text: str) -> list[tuple[str, str]]:
    """Every way to part the words in two, a *vs* or *to* between them or not; it may belong to either as well."""
    words = text.split()
    parted = [(words[:number], words[number:]) for number in range(1, len(words))]
    behind_a_join = [(left, right[1:]) for left, right in parted if _joins(right[0])]
    joined = [(left, right) for left, right in behind_a_join if right]
    return [(" ".join(left), " ".join(right)) for left, right in [*parted, *joined]]


def _joins(word: str) -> bool:
    return fold(word).rstrip(".") in COMPARED_WITH | _BETWEEN_NAMES


def _trimmed(words: list[str]) -> str:
    """The words on single spaces, without a *vs*, *to* or *do* at either end; within a name it stays."""
    ends = [n for n, word in enumerate(words) if not _joins(word)]
    return " ".join(words[ends[0] : ends[-1] + 1]) if ends else ""
