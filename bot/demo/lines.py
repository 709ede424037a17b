"""Lines of the plan behind the sample year. Each becomes facts for the ledger: costs and conversions with their author.

Money is in cents of US dollars. ``weeks`` are numbers of `bot.demo.calendar`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.demo.calendar import FRIDAY, THURSDAY, dealt, monday_of, weights
from bot.demo.company import EMMA, JAN, OLIVIA
from core.calendar.periods import month_number, months
from core.ledger.entries import Conversion, Cost, people_amount
from core.ledger.hourly_rates import Work
from core.money.money import Money
from core.setup.categories import Category
from core.setup.goals import Goal

CURRENCY = "USD"
RATES = {EMMA: 42_00, JAN: 38_00, OLIVIA: 65_00}
"""User id -> the cost of an hour of that person, in cents."""

FIRST_NAMES = {EMMA: "Emma", JAN: "Jan", OLIVIA: "Olivia"}
"""User id -> the first name, as the team writes it in its hours."""

Goals = Mapping[str, Goal]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A fact and who logged it; ``slip``: taken back a moment later."""

    fact: Cost | Conversion
    by: str
    slip: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Ads:
    """A ``total`` of ad spend, logged on Fridays, by the ups and downs of the year."""

    campaign: str
    channel: str
    weeks: Sequence[int]
    total: int
    by: str
    until: date = date.max
    content: str = ""

    def told(self, _: Goals) -> Iterator[Told]:
        offset = 3 * len(self.campaign) + 5 * len(self.channel)
        for week, cents in zip(self.weeks, dealt(self.total, weights(self.weeks, offset)), strict=True):
            fact = Cost(
                day=_day(week, FRIDAY, self.until),
                category=Category.ADS,
                amount=_usd(cents),
                campaign=self.campaign,
                channel=self.channel,
                content=self.content,
            )
            yield Told(fact=fact, by=self.by)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """A ``total`` of hours of one person at their own rate, logged by themselves on Fridays, in quarters of an hour."""

    by: str
    weeks: Sequence[int]
    total: int
    campaign: str = ""
    until: date = date.max
    note: str = ""

    def told(self, _: Goals) -> Iterator[Told]:
        quarters = dealt(self.total * 4, weights(self.weeks, len(self.campaign) + len(self.by)))
        rate = _usd(RATES[self.by])
        for week, quarter in zip(self.weeks, quarters, strict=True):
            hours = Decimal(quarter) / 4
            fact = Cost(
                day=_day(week, FRIDAY, self.until),
                category=Category.PEOPLE,
                amount=people_amount(hours, rate),
                campaign=self.campaign,
                hours=hours,
                people=(Work(person=FIRST_NAMES[self.by], hours=hours, rate=rate),),
                note=self.note,
            )
            yield Told(fact=fact, by=self.by)


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """A ``total`` of a goal reached, logged on one weekday; a week without any is not logged.

    ``met``: the day of their first contact, where it was earlier.
    """

    goal: str
    campaign: str
    channel: str
    weeks: Sequence[int]
    total: int
    by: str
    weekday: int = THURSDAY
    until: date = date.max
    content: str = ""
    met: date | None = None

    def told(self, goals: Goals) -> Iterator[Told]:
        offset = 2 * len(self.campaign) + 7 * len(self.channel) + len(self.goal)
        for week, count in zip(self.weeks, dealt(self.total, weights(self.weeks, offset)), strict=True):
            if count:
                yield Told(fact=self._fact(goals[self.goal], week, count), by=self.by)

    def _fact(self, goal: Goal, week: int, count: int) -> Conversion:
        return Conversion(
            day=_day(week, self.weekday, self.until),
            goal=goal,
            count=count,
            value=goal.return_of(count, None),
            campaign=self.campaign,
            channel=self.channel,
            content=self.content,
            first_contact=self.met,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Bill:
    """An amount on one day."""

    day: date
    cents: int
    category: Category
    by: str
    note: str = ""
    campaign: str = ""
    channel: str = ""
    slip: bool = False

    def told(self, _: Goals) -> Iterator[Told]:
        fact = Cost(
            day=self.day,
            category=self.category,
            amount=_usd(self.cents),
            campaign=self.campaign,
            channel=self.channel,
            note=self.note,
        )
        yield Told(fact=fact, by=self.by, slip=self.slip)


@dataclass(frozen=True, kw_only=True, slots=True)
class Licence:
    """A bill of ``cents`` on the first day of a month, ``months`` times from ``first`` on."""

    cents: int
    by: str
    note: str
    campaign: str = ""
    first: date = date(2025, 10, 1)
    months: int = 13

    def told(self, goals: Goals) -> Iterator[Told]:
        start = month_number(self.first)
        for day in (months(month, 1).start for month in range(start, start + self.months)):
            bill = Bill(
                day=day,
                cents=self.cents,
                category=Category.TOOLS,
                by=self.by,
                note=self.note,
                campaign=self.campaign,
            )
            yield from bill.told(goals)


Line = Ads | Hours | Results | Bill | Licence


def _day(week: int, weekday: int, until: date) -> date:
    """The day of that weekday in the week; of what ends before, its last day."""
    return min(monday_of(week) + timedelta(days=weekday), until)


def _usd(cents: int) -> Money:
    return Money(minor=cents, currency=CURRENCY)
