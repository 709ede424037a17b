"""Entries: one logged fact each, a `Cost` or a `Conversion`, never changed once saved.

An undo is an entry of its own that reverses the first; a redo reverses the reversal. What stands is therefore always
derived, never stored (docs/architecture.md#how-a-number-comes-to-be).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from core.calendar.periods import Period
from core.ledger.hourly_rates import Work
from core.ledger.media import Media, media_period
from core.ledger.splits import Split
from core.ledger.spreads import service_period
from core.money.exchange import ExchangeRate
from core.money.money import (
    Money,
    NotPositive,
    within_reason,
)
from core.problems import Problem
from core.setup.categories import Category
from core.setup.goals import Goal

UNDO_FREELY = timedelta(hours=24)
"""Past it, an undo asks first."""

WHOLE = Decimal(100)
"""Percent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Money spent on ``day``. ``campaign``, ``channel``, ``content``: keys, empty where none.

    People: ``hours`` × ``rate`` is the amount, and the rate of that day stays with the entry (article A-06); or
    ``people`` each with theirs, ``hours`` being the sum and ``rate`` None.
    ``amount`` is the whole bill, below zero a credit with its reason as ``note``; ``share`` the percentage of it that
    is social (A-11). ``until``: the last day it serves, included; without it the cost stands whole on its day.
    ``split``: over campaigns, where it has none itself. ``media``: of an agency's invoice (A-14). ``exchange``: of an
    amount in another currency than the reporting one (D-22).
    """

    day: date
    category: Category
    amount: Money
    campaign: str = ""
    channel: str = ""
    content: str = ""
    hours: Decimal | None = None
    rate: Money | None = None
    note: str = ""
    until: date | None = None
    share: Decimal = WHOLE
    split: Split | None = None
    exchange: ExchangeRate | None = None
    people: tuple[Work, ...] = ()
    media: Media | None = None

    @property
    def counted(self) -> Money:
        """The bill without the media that is on the books as ads already (A-14)."""
        return self.amount - self.media.left_out if self.media else self.amount

    @property
    def social(self) -> Money:
        """The social part of what is counted, half up to the minor unit; below zero where it is a credit."""
        if self.share == WHOLE:
            return self.counted
        return self.counted.times(Fraction(self.share) / 100)

    @property
    def credit(self) -> bool:
        """Money that comes back: a refund, a credit note."""
        return self.amount.minor < 0

    @property
    def booked(self) -> Money:
        """The social part in the reporting currency: the share is taken first, then the rate, each half up."""
        return self.exchange.convert(self.social) if self.exchange else self.social

    @property
    def service(self) -> Period:
        """The days that the cost serves, half-open."""
        return service_period(self.day, self.until)

    @property
    def media_days(self) -> Period:
        """The days whose ads may be among the media, half-open."""
        named = (self.media.start, self.media.until) if self.media else (None, None)
        return media_period(self.day, self.until, *named)


@dataclass(frozen=True, kw_only=True, slots=True)
class Refund:
    """A refund of the sale that was first saved as ``entry``, given back on ``day``."""

    entry: int
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversion:
    """``count`` of a goal reached on ``day``.

    ``value``: their return, frozen, in the reporting currency; ``revenue``: the real total, as it was taken, with
    ``exchange`` where that was in another currency (D-22). ``refund``: it takes from an earlier one, on that one's
    day; its count, value and revenue are then zero or below (`core.ledger.refunds`). ``frozen``: of one without real
    revenue, the return it was logged with, where the reporting currency has changed since; ``exchange`` is then of it.
    ``first_contact``: the day that those who brought it were first met (J-11); None: ``day`` itself.
    """

    day: date
    goal: Goal
    count: int
    value: Money
    revenue: Money | None = None
    campaign: str = ""
    channel: str = ""
    content: str = ""
    note: str = ""
    exchange: ExchangeRate | None = None
    refund: Refund | None = None
    frozen: Money | None = None
    first_contact: date | None = None

    @property
    def cohort(self) -> date:
        """The first day of the month of its first contact."""
        return (self.first_contact or self.day).replace(day=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A fact as saved. ``sign`` is -1 on a reversal; ``reverses`` and ``reversed_by`` are ids of entries.

    ``replaces``: the id of the entry that this one corrects; its reversal and what puts it back keep it.
    """

    id: int
    fact: Cost | Conversion
    logged_by: str
    logged_at: datetime
    source: str
    sign: int = 1
    reverses: int | None = None
    reversed_by: int | None = None
    replaces: int | None = None

    @property
    def stands(self) -> bool:
        return self.sign > 0 and self.reversed_by is None


def asks_before_undo(logged_at: datetime, now: datetime) -> bool:
    """Whether what was logged then is so old that an undo asks first."""
    return now - logged_at > UNDO_FREELY


@dataclass(eq=False)
class NothingToUndo(Problem):
    """No entry of this person stands."""


@dataclass(eq=False)
class UnknownEntry(Problem):
    """The entry is not there, or is another workspace's."""


@dataclass(eq=False)
class NotYours(Problem):
    """Only its author or an admin takes an entry back."""


@dataclass(eq=False)
class CorrectionNotYours(NotYours):
    """Only its author or an admin corrects an entry."""


@dataclass(eq=False)
class TakenBack(Problem):
    """The entry does not stand any more, so it cannot be corrected."""


@dataclass(eq=False)
class CorrectedSince(Problem):
    """Another entry has taken its place; that one is to be taken back."""


@dataclass(eq=False)
class NothingChanged(Problem):
    """The correction says what the entry says already."""

    field: str = ""


def people_amount(hours: Decimal, rate: Money, field: str = "hours") -> Money:
    """Hours × rate, half up to the minor unit (article A-06). Raises `TooLarge`, and `NotPositive` of nothing."""
    amount = within_reason(rate.times(Fraction(hours)), field)
    if amount.minor <= 0:
        raise NotPositive(text=str(hours), field=field)
    return amount


def work_amount(work: Sequence[Work]) -> Money:
    """Hours × rate of each, half up to the minor unit, and summed (article A-06). All have a rate.

    Raises `TooLarge`, and `NotPositive` of nothing.
    """
    amounts = [people_amount(one.hours, one.rate, "people") for one in work if one.rate]
    total = sum(amounts[1:], amounts[0])
    return within_reason(total, "people")
