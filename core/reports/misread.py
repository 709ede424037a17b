"""What was not understood of a question, and what it probably is: a period, an amount, a channel, a goal, a command or
a campaign, with the nearest of every kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar.period_parser import split_period
from core.calendar.period_words import BEFORE, NOUNS, fold, near_words
from core.money.amounts import GLUED
from core.problems import Problem
from core.reports.subjects import subject_of
from core.setup.command_words import Command, command_of
from core.setup.names import slug
from core.setup.nearest import LONGEST, Near, nearest, own_words, ratio
from core.setup.registers import CAMPAIGN, CHANNEL, GOAL, Register

MOST = 4
"""Lines that are proposed."""

_HOURS = re.compile(r"[0-9]+(?:[.,:][0-9]+)?h", re.IGNORECASE)
_NEAR_ENOUGH = 0.75
"""From there on it is rather that name than a period nobody can read."""

_SAME = 0.8
"""Only beyond that a word is *new*: hardly anybody who asks wants a new campaign."""

_AS_NEAR = 0.8
"""What is less near than that to the nearest is not proposed beside it."""


@dataclass(eq=False)
class NotUnderstood(Problem):
    """``text`` was not understood. ``kind``: what it probably is: period, cost, conversion, channel, goal, command or
    campaign; empty where it is near to nothing.

    ``behind``: what was understood before it, as typed. ``lines``: what may have been meant, as typed behind `/roi`;
    of a cost or conversion what is typed behind its own command.
    """

    text: str
    kind: str = ""
    behind: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """What may be proposed: commands and questions, and periods, in words of the reader's; and whether a whole line
    is ``understood``."""

    words: Sequence[str]
    periods: Sequence[str]
    understood: Callable[[str], bool]


def not_understood(text: str, register: Register, today: date, proposed: Proposed) -> NotUnderstood:
    """What of ``text``, which names nothing known, was not understood.

    Raises as `split_period` does.
    """
    name, period = split_period(text, today)
    days = " ".join(text.split()[len(name.split()) :]) if period else ""
    if line := _as_entry(text, register):
        return line
    before, unknown, after = _unknown_part(name or text, register)
    words, periods = () if before else proposed.words, () if days or after else proposed.periods
    near = {
        " ".join(filter(None, (before, one.word, after, days))): one
        for one in reversed(_nearest(unknown, register, words, periods))
    }
    lines = [line for line in reversed(near) if fold(line) != fold(text) and proposed.understood(line)]
    kind = _kind(unknown, [near[line] for line in lines], days)
    return NotUnderstood(text=unknown, kind=kind, behind=before, lines=tuple(lines[:MOST]))


def _as_entry(text: str, register: Register) -> NotUnderstood | None:
    """A line that begins with an amount, hours or a count is one to log."""
    first, *rest = text.split()
    is_counted_period = bool(rest) and bool(near_words(rest[0]))
    if is_counted_period or not (GLUED.fullmatch(first) or _HOURS.fullmatch(first)):
        return None
    is_goal = first.isdigit() and any(register.find(word, GOAL) for word in rest)
    return NotUnderstood(text=text, kind="conversion" if is_goal else "cost", lines=(text,))


def _unknown_part(text: str, register: Register) -> tuple[str, str, str]:
    """What is understood before and behind it, and the part between that is not."""
    words = text[:LONGEST].split()
    for many in range(len(words) - 1, 0, -1):
        if subject_of(" ".join(words[:many]), register):
            return " ".join(words[:many]), " ".join(words[many:]), ""
    for many in range(1, len(words)):
        if subject_of(" ".join(words[many:]), register):
            return "", " ".join(words[:many]), " ".join(words[many:])
    return "", text, ""


def _nearest(text: str, register: Register, words: Sequence[str], periods: Sequence[str]) -> list[Near]:
    """The nearest of each kind, the nearest of all first."""
    near = [
        *_near_names(text, register, words),
        *_with_first_word_meant(text, words),
        *_near_periods(_bare(text), periods),
    ]
    meant = [one for one in near if one.ratio > _SAME or not _makes_something_new(one.word)]
    best = max((one.ratio for one in meant), default=0)
    as_near = [one for one in meant if one.ratio >= best * _AS_NEAR]
    return sorted(as_near, key=lambda one: -one.ratio)


def _near_names(text: str, register: Register, words: Sequence[str]) -> Iterable[Near]:
    """Campaigns, channels, goals and commands of a similar name."""
    kinds = {kind: own_words(kind, register) for kind in (CAMPAIGN, CHANNEL, GOAL)}
    return nearest(text, {**kinds, "command": _by_slug(words)})


def _near_periods(text: str, periods: Sequence[str]) -> Iterator[Near]:
    for word in near_words(text, 1, periods):
        yield Near(ratio(text, fold(word)), "period", word)


def _makes_something_new(line: str) -> bool:
    first = line.split()[0]
    return command_of(slug(first)) is Command.NEW


def _with_first_word_meant(text: str, words: Sequence[str]) -> Iterator[Near]:
    """``histroy mine``: the first of several words may be a command."""
    first, _, rest = text.partition(" ")
    if rest:
        near = nearest(first, {"command": _by_slug(words)})
        yield from (Near(one.ratio, one.kind, f"{one.word} {rest}") for one in near)


def _by_slug(words: Sequence[str]) -> dict[str, str]:
    return {slug(word): word for word in words}


def _kind(text: str, near: Sequence[Near], days: str) -> str:
    """The kind of the nearest; a period where it is written like one and no name is as near."""
    best = near[0] if near else None
    is_like_a_period = not days and _is_like_a_period(text)
    if is_like_a_period and not (best and best.ratio >= _NEAR_ENOUGH):
        return "period"
    return best.kind if best else ""


def _is_like_a_period(text: str) -> bool:
    """``in jly``, ``last 3 weks``: a word that leads to a period, or a unit of the calendar."""
    words = fold(text[:LONGEST]).split()
    leads = len(words) > 1 and words[0] in (*BEFORE, "last", "this", "past", "since", "od", "ostatnie", "ostatnich")
    return leads or any(word in NOUNS or (near_words(word) and words[0].isdigit()) for word in words)


def _bare(text: str) -> str:
    """The text without the words before a period that change nothing."""
    words = fold(text[:LONGEST]).split()
    while len(words) > 1 and words[0] in BEFORE:
        words = words[1:]
    return " ".join(words)
