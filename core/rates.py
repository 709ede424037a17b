"""Rates: what an hour of a person costs from a day on, and the hours people put into one entry (article A-06)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.money import Money, parse_money, parse_positive
from core.names import clean_name, one_line, slug
from core.problems import Problem

MOST_PEOPLE = 30
MOST_HOURS = 100_000

_LINE = re.compile(
    r"(?!.*\s-[0-9])(?P<person>.+?)\s+(?P<hours>[0-9]+(?:[.,][0-9]+)?)\s?h?(?:\s+(?P<rate>[0-9]+(?:[.,][0-9]+)?))?"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """``rate`` an hour of ``person`` (a name as the team writes it) from the day ``start`` on, included."""

    person: str
    rate: Money
    start: date

    @property
    def key(self) -> str:
        """Whose it is, however the name is spelt."""
        return slug(self.person)


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """``hours`` of one person at ``rate`` an hour; None: at the rate kept for the day."""

    person: str
    hours: Decimal
    rate: Money | None = None

    @property
    def key(self) -> str:
        """Who it is, however the name is spelt."""
        return slug(self.person)


@dataclass(eq=False)
class WorkUnreadable(Problem):
    """A line that is not a name, hours and perhaps a rate."""

    text: str
    field: str = "people"


@dataclass(eq=False)
class TooManyPeople(Problem):
    most: int = MOST_PEOPLE
    field: str = "people"


@dataclass(eq=False)
class PeopleAndHours(Problem):
    """Hours both in a line each and in the field for one person."""

    field: str = "people"


@dataclass(eq=False)
class HourlyRateUnknown(Problem):
    """No rate is kept for this person on that day."""

    person: str
    day: date
    field: str = "people"


@dataclass(eq=False)
class RateNotYours(Problem):
    """Kept rates are the admins' to use: the sum would tell them. Said alike whether one is kept or not."""

    field: str = "people"


def parse_work(text: str, currency: str) -> tuple[Work, ...]:
    """``Anna 12.5 40``, one line each; ``Anna 12.5`` takes the rate kept.

    Raises `WorkUnreadable`, `TooManyPeople`, and of a name, hours or rate that makes no sense its own problem.
    """
    lines = [one_line(line) for line in text.splitlines() if one_line(line)]
    if len(lines) > MOST_PEOPLE:
        raise TooManyPeople
    return tuple(_work(line, currency) for line in lines)


def with_rates(work: Iterable[Work], kept: Mapping[str, Money], day: date) -> tuple[Work, ...]:
    """Each with its rate. ``kept``: key of a person -> the rate on ``day``. Raises `HourlyRateUnknown`."""
    return tuple(replace(one, rate=one.rate or _kept(one, kept, day)) for one in work)


def current(rates: Iterable[Rate], day: date) -> dict[str, Rate]:
    """Key of a person -> the rate on ``day``: the latest start wins, of the same start the one said last.

    ``rates``: in the order they were said.
    """
    found: dict[str, Rate] = {}
    for rate in sorted((rate for rate in rates if rate.start <= day), key=lambda rate: rate.start):
        found[rate.key] = rate
    return found


def _kept(work: Work, kept: Mapping[str, Money], day: date) -> Money:
    if work.key not in kept:
        raise HourlyRateUnknown(person=work.person, day=day)
    return kept[work.key]


def _work(line: str, currency: str) -> Work:
    match = _LINE.fullmatch(line)
    if match is None or not any(sign.isalpha() for sign in match["person"]):
        raise WorkUnreadable(text=line)
    return Work(
        person=clean_name(match["person"], "people"),
        hours=parse_positive(match["hours"], 2, "people", largest=MOST_HOURS),
        rate=parse_money(match["rate"], currency, "people") if match["rate"] else None,
    )
