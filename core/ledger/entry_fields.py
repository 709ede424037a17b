"""Entry fields: the parts of a cost or of conversions as they are typed, read and checked one by one.

Amounts are read in `core.money`, days in `core.calendar`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.ledger.entries import WHOLE
from core.money.money import Money, NotANumber, TooLarge, parse_number, parse_percent
from core.problems import Problem
from core.setup.names import one_line

LONGEST_NOTE = 500
"""Characters."""

MOST_CONVERSIONS = 10**9


@dataclass(eq=False)
class NotACount(Problem):
    text: str
    field: str = "count"


@dataclass(eq=False)
class NoteTooLong(Problem):
    length: int
    longest: int = LONGEST_NOTE
    field: str = "note"


@dataclass(eq=False)
class DayTooFar(Problem):
    """``day`` lies more than a year ahead: a slip of the keyboard."""

    day: date
    field: str = "date"


@dataclass(eq=False)
class FirstContactLater(Problem):
    """The first contact lies after the ``day`` of what came of it."""

    day: date
    field: str = "first_contact"


@dataclass(eq=False)
class ShareTooHigh(Problem):
    text: str
    field: str = "share"


@dataclass(eq=False)
class CreditWithoutReason(Problem):
    """An amount below zero has no note. ``in_line``: it stands in a line of words, where a note goes in quotes."""

    field: str = "note"
    in_line: bool = False


def parse_share(text: str, field: str = "share") -> Decimal:
    """The percentage that is social, above 0 and up to 100, at most two decimals. Raises `ShareTooHigh`."""
    share = parse_percent(text, 2, field)
    if share > WHOLE:
        raise ShareTooHigh(text=text)
    return share


def parse_count(text: str, field: str = "count") -> int:
    """A whole number of at least one. Raises `NotACount`, `TooLarge`.

    A group of three digits can only be thousands: ``1,500``, ``1.500`` and ``1 500`` are one number.
    """
    try:
        number = parse_number(text, field, places=0)
    except NotANumber as error:
        raise NotACount(text=text, field=field) from error
    if number < 1 or int(number.as_tuple().exponent) < 0:
        raise NotACount(text=text, field=field)
    if number > MOST_CONVERSIONS:
        raise TooLarge(text=text, field=field)
    return int(number)


def check_note(text: str) -> str:
    """The note on one line, without what cannot be seen. Raises `NoteTooLong`."""
    note = one_line(text)
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(length=len(note))
    return note


def check_credit(amount: Money, note: str, *, in_line: bool = False) -> Money:
    """Returns ``amount`` if it is no credit, or a credit with its reason. Raises `CreditWithoutReason`."""
    if amount.minor < 0 and not note:
        raise CreditWithoutReason(in_line=in_line)
    return amount


def check_day(day: date, today: date, field: str = "date") -> date:
    """Returns ``day`` if it lies no more than a year ahead. Raises `DayTooFar`."""
    if day > _same_day_next_year(today):
        raise DayTooFar(day=day, field=field)
    return day


def check_first_contact(contact: date | None, day: date) -> date | None:
    """Returns ``contact`` if it is not after the ``day`` of what came of it. Raises `FirstContactLater`."""
    if contact and contact > day:
        raise FirstContactLater(day=day)
    return contact


def earlier_contact(contact: date | None, day: date) -> date | None:
    """The first contact; None where it was on the ``day`` itself, as wherever none is said.

    Raises `FirstContactLater`.
    """
    return None if contact == day else check_first_contact(contact, day)


def _same_day_next_year(today: date) -> date:
    """A year after 29 February is 28 February."""
    leap_day = (today.month, today.day) == (2, 29)
    day = 28 if leap_day else today.day
    return today.replace(year=today.year + 1, day=day)
