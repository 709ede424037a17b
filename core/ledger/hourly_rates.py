"""Hourly rates: what an hour of a person costs from a day on, and the hours put into one entry (article A-06)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.ledger.hours import ALONE, GROUPED_HOURS, LOOKS_LIKE_HOURS, NUMBER_OF_HOURS, RATED, hours_of, written_hours
from core.money.money import Money, parse_money
from core.problems import Problem
from core.setup.names import clean_name, one_line, slug

MOST_PEOPLE = 30

_SEPARATED = re.compile(r"[,;](?=\s|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """The ``rate`` an hour of ``person`` (a name as the team writes it) from the day ``start`` on, included."""

    person: str
    rate: Money
    start: date

    @property
    def key(self) -> str:
        """The person's key, however the name is spelt."""
        return slug(self.person)


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """The ``hours`` of one person at ``rate`` an hour; None: at the rate kept for the day."""

    person: str
    hours: Decimal
    rate: Money | None = None

    @property
    def key(self) -> str:
        """The person's key, however the name is spelt."""
        return slug(self.person)


@dataclass(eq=False)
class WorkUnreadable(Problem):
    """A line that is not a name, hours and perhaps a rate. ``part``: what of it was not understood, if not all."""

    text: str
    part: str = ""
    field: str = "people"


@dataclass(eq=False)
class WorkUnclear(Problem):
    """A line that can be read two ways: as hours of ``one``, or of the known person ``other`` whose name has a number.

    ``first``, ``second``: the line written so that each of the two is clear.
    """

    text: str
    one: str
    other: str
    first: str
    second: str
    field: str = "people"


@dataclass(eq=False)
class PersonHasDigit(Problem):
    """A new name with a digit in it: in a line nobody could tell it from hours."""

    name: str
    field: str = "person"


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


def parse_work(text: str, currency: str, people: Collection[str] = (), *, comma: bool = False) -> tuple[Work, ...]:
    """Reads ``Anna 12.5 40``, one person a line; ``Anna 12.5`` takes the rate kept.

    Hours are also written ``7:30``, ``7h 30``, ``12,5 godz.``; a rate as `core.money.amounts` reads it, and as a
    receipt says it: ``Anna: 12.5 h × $40.00``. ``people``: keys of those whose name may hold a digit. ``comma``: as
    `parse_money`. Raises `WorkUnreadable`, `WorkUnclear`, `PersonHasDigit`, `TooManyPeople`, and of a name, hours or
    rate that makes no sense its own problem.
    """
    lines = [one_line(line) for line in text.splitlines() if one_line(line)]
    if len(lines) > MOST_PEOPLE:
        raise TooManyPeople
    return tuple(_work(line, currency, people, comma) for line in lines)


def written_work(work: Work, *, comma: bool = False) -> str:
    """The line of one person, as `parse_work` reads it again. ``comma``: whether decimals are written with one."""
    rate = f" {work.rate.units:f}" if work.rate else ""
    numbers = f"{written_hours(work.hours)}{rate}"
    return f"{work.person} {numbers.replace('.', ',') if comma else numbers}"


def check_person(name: str, people: Collection[str], field: str = "person") -> str:
    """Answers with ``name`` if it holds no digit, or is known with one. ``people``: keys. Raises `PersonHasDigit`."""
    if has_digit(name) and slug(name) not in people:
        raise PersonHasDigit(name=name, field=field)
    return name


def has_digit(text: str) -> bool:
    """Whether a text holds a digit of any script, ``½`` and ``²`` included; words for numbers, as in 张三, are none."""
    return any(unicodedata.category(sign).startswith("N") for sign in text)


def with_rates(work: Iterable[Work], kept: Mapping[str, Money], day: date) -> tuple[Work, ...]:
    """Gives each a rate. ``kept``: key of a person -> the rate on ``day``. Raises `HourlyRateUnknown`."""
    return tuple(replace(one, rate=one.rate or _kept(one, kept, day)) for one in work)


def current(rates: Iterable[Rate], day: date) -> dict[str, Rate]:
    """Key of a person -> the rate on ``day``: the latest start wins, of the same start the one said last.

    ``rates``: in the order they were said.
    """
    in_force: dict[str, Rate] = {}
    # The sort is stable: of rates that start on one day the one said last overwrites the others.
    for rate in sorted((rate for rate in rates if rate.start <= day), key=lambda rate: rate.start):
        in_force[rate.key] = rate
    return in_force


def _kept(work: Work, kept: Mapping[str, Money], day: date) -> Money:
    if work.key not in kept:
        raise HourlyRateUnknown(person=work.person, day=day)
    return kept[work.key]


def _work(line: str, currency: str, people: Collection[str], comma: bool) -> Work:
    words = _SEPARATED.sub("", line).split()
    whole = next((number for number, word in enumerate(words) if has_digit(word)), len(words))
    first, second = _reading(words, whole), _known_reading(words, people)
    if first and second and not _is_misreading(second[0], first[0]):
        raise _unclear(line, first, second)
    # _blamed always raises: it stands last, so that the line is blamed only once no reading fits.
    person, hours, rate = first or second or _blamed(line, words, whole)
    return Work(
        person=clean_name(person, "people"),
        hours=hours_of(hours),
        rate=parse_money(rate, currency, "people", comma=comma) if rate else None,
    )


_Reading = tuple[str, re.Match[str], str]
"""Name, hours, and the rate, empty where there is none."""


def _reading(words: list[str], many: int) -> _Reading | None:
    """The line with its first ``many`` words as the name; None where what is left is not hours and perhaps a rate."""
    person, numbers = " ".join(words[:many]).rstrip(" :-–—"), " ".join(words[many:])
    if not any(sign.isalpha() for sign in person):
        return None
    rated = [match for shape in RATED if (match := shape.fullmatch(numbers))]
    alone = [match for shape in ALONE if (match := shape.fullmatch(numbers))]
    unclear = len(numbers.split()) > 2 and GROUPED_HOURS.fullmatch(numbers)
    readings = [(person, match, match["rate"]) for match in rated] or [(person, match, "") for match in alone]
    return readings[0] if len(readings) == 1 and not unclear else None


def _known_reading(words: list[str], people: Collection[str]) -> _Reading | None:
    """The line read with its longest beginning that is a known name with a digit in it; None without one."""
    for many in range(len(words) - 1, 0, -1):
        name = " ".join(words[:many]).rstrip(" :-–—")
        if has_digit(name) and slug(name) in people and (reading := _reading(words, many)):
            return reading
    return None


def _is_misreading(longer: str, person: str) -> bool:
    """Whether a known name is one only because hours were once taken for a part of it: "Anna 12,5"."""
    return bool(LOOKS_LIKE_HOURS.fullmatch(longer.removeprefix(person).strip()))


def _unclear(line: str, first: _Reading, second: _Reading) -> WorkUnclear:
    written = [
        f"{name} {match.string.split()[0]}h {match.string.partition(' ')[2]}" for name, match, _ in (first, second)
    ]
    return WorkUnclear(text=line, one=first[0], other=second[0], first=written[0].strip(), second=written[1].strip())


def _blamed(line: str, words: list[str], whole: int) -> _Reading:
    """Raises the problem that names the part that was not understood: what follows hours and rate, or all."""
    rest = words[whole:]
    if rest and rest[0][0].isalpha():
        raise PersonHasDigit(name=" ".join(words[: whole + 1]), field="people")
    has_name = any(map(str.isalpha, "".join(words[:whole])))
    raise WorkUnreadable(text=line, part=" ".join(_strange(rest)) if has_name else "")


def _strange(rest: list[str]) -> list[str]:
    """The words behind a name that are not hours and perhaps a rate: what follows these, or all of them."""
    for many in range(len(rest) - 1, 0, -1):
        if _reading(["a", *rest[:many]], 1):
            behind = rest[many:]
            # With another number behind them nobody knows which one is wrong.
            return rest if any(map(NUMBER_OF_HOURS.fullmatch, behind)) else behind
    return rest
