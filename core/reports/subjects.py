"""Subjects: what a question is about, as people name it: a campaign, a channel, both at once, or a goal.

A name that is typed whole comes before a period it may end with, and a campaign before a channel that is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.calendar.period_parser import period_first, splits
from core.calendar.periods import Period
from core.problems import Problem
from core.setup.channels import channel_of, short_channel_of
from core.setup.command_words import Command, command_of
from core.setup.kind_words import KIND_OF_WORD, words_for
from core.setup.names import slug
from core.setup.registers import CAMPAIGN, CHANNEL, GOAL, Register

_KINDS = words_for(CAMPAIGN, GOAL, CHANNEL)
_KIND_APART = re.compile(rf"(?<!\S)({_KINDS}): +(?=\S)", re.IGNORECASE)
_KIND = re.compile(rf"({_KINDS}):(\S.*)", re.IGNORECASE)
_BETWEEN = frozenset({"on", "in", "na", "w", "we"})
"""Words between a campaign and a channel that say nothing: *autumn on linkedin*."""


@dataclass(eq=False)
class GoalAsked(Problem):
    """A goal was named where a campaign or a channel is asked about."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """The keys of what is asked about; empty where the question names none. A goal stands alone."""

    campaign: str = ""
    channel: str = ""
    goal: str = ""


def subject_of(text: str, register: Register) -> Subject | None:
    """The subject that the whole of ``text`` names; None where it names none. Raises `NameUnclear`."""
    plain = _KIND_APART.sub(r"\1:", text.strip())
    if alone := _alone(plain, register):
        return alone
    return next(_in_two(plain, register), None)


def subject_and_period(text: str, register: Register, today: date) -> tuple[Subject, Period | None] | None:
    """The longest beginning of ``text`` that names a subject, with a period behind it or nothing."""
    if subject := subject_of(text, register):
        return subject, None
    parted = [
        (name, subject, period)
        for name, period in splits(text, today)
        if name and isinstance(period, Period) and (subject := subject_of(name, register))
    ]
    longest = max(parted, key=lambda one: len(one[0]), default=None)
    return longest[1:] if longest else None


def asked_about(text: str, register: Register, today: date) -> tuple[Subject, Period | None] | None:
    """As `subject_and_period`; where it names nothing so, the period may stand first: *q3 linkedin*."""
    if named := subject_and_period(text, register, today):
        return named
    for period, name in period_first(text, today):
        if subject := subject_of(_without_between(name), register):
            return subject, period
    return None


def _without_between(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in _BETWEEN else name


def also_a_channel(text: str, register: Register) -> str:
    """The key of the channel that a campaign's name would mean too; empty where it means none."""
    key = channel_of(slug(text)) or short_channel_of(slug(text))
    return key if key and register.find_channel(key) else ""


def _alone(text: str, register: Register) -> Subject | None:
    """What one name names; of a kind where that stands before it, ``channel:linkedin``. A short name comes last."""
    if match := _KIND.fullmatch(text):
        return _of_kind(KIND_OF_WORD.get(match[1].casefold(), CAMPAIGN), match[2], register)
    if key := register.find(text, CAMPAIGN):
        return Subject(campaign=key)
    if key := register.find(text, CHANNEL):
        return Subject(channel=key)
    if key := register.find(text, GOAL):
        return Subject(goal=key)
    if key := register.find_channel(text):
        return Subject(channel=key)
    first, _, rest = text.partition(" ")
    return _of_kind(CHANNEL, rest, register) if rest and command_of(slug(first)) is Command.CHANNELS else None


def _of_kind(kind: str, name: str, register: Register) -> Subject | None:
    if kind == CHANNEL:
        subject = Subject(channel=register.find_channel(name))
    elif kind == GOAL:
        subject = Subject(goal=register.find(name, GOAL))
    else:
        subject = Subject(campaign=register.find(name, CAMPAIGN))
    return subject if subject != Subject() else None


def _in_two(text: str, register: Register) -> Iterator[Subject]:
    """A campaign and a channel, whichever comes first."""
    words = text.split()
    for many in range(len(words) - 1, 0, -1):
        behind = words[many + 1 :] if words[many].casefold() in _BETWEEN and words[many + 1 :] else words[many:]
        halves = [_alone(" ".join(half), register) for half in (words[:many], behind)]
        campaigns = [half.campaign for half in halves if half and half.campaign]
        channels = [half.channel for half in halves if half and half.channel]
        if campaigns and channels:
            yield Subject(campaign=campaigns[0], channel=channels[0])
