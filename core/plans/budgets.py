"""Budgets: how much of a campaign's plan is spent, beside how much of its time has passed (D-28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from core.money.money import Money
from core.setup.campaigns import Campaign

GOOGLE_DAYS = Fraction("30.4")
"""The days of a month, as Google counts them."""


class Mark(IntEnum):
    """The percentages of the plan at which to speak up; ``BELOW`` the first of them there is nothing to say."""

    BELOW = 0
    NEARLY = 80
    ALL = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Spending:
    """What of its ``budget`` a campaign has committed itself to, at whatever time (J-12).

    ``spent``: all its cost, a bill that is spread over coming days with the whole of it. ``accrued``: the part up to
    and with today; None where it is all. ``days``: passed and in all, None if open.
    """

    budget: Money
    spent: Money
    accrued: Money | None = None
    days: tuple[int, int] | None = None

    @property
    def share(self) -> Fraction | None:
        """The part spent, in percent of the budget; None without one to divide by."""
        return Fraction(self.spent.minor * 100, self.budget.minor) if self.budget.minor > 0 else None

    @property
    def time(self) -> Fraction | None:
        """The campaign's days that have passed, today's included, in percent; None where it has no end."""
        return Fraction(self.days[0] * 100, self.days[1]) if self.days else None

    @property
    def mark(self) -> Mark:
        """The highest mark reached. With the time all gone, nearly the plan is no warning any more."""
        share = self.share or Fraction(0)
        highest = max(mark for mark in Mark if mark is Mark.BELOW or share >= mark)
        return Mark.BELOW if highest is Mark.NEARLY and self.time == 100 else highest


def spending(campaign: Campaign, spent: Money, today: date, accrued: Money | None = None) -> Spending | None:
    """``spent``: all its cost; ``accrued``: up to and with ``today``, where that is less. None without a budget."""
    if campaign.budget is None:
        return None
    return Spending(budget=campaign.budget, spent=spent, accrued=accrued, days=_days(campaign, today))


def _days(campaign: Campaign, today: date) -> tuple[int, int] | None:
    if not (campaign.start and campaign.end):
        return None
    passed = 0 if today < campaign.start else campaign.period_until(today).days
    return passed, campaign.period.days


def google_month_cap(daily: Money) -> Money:
    """The most Google charges in a month for an average ``daily`` budget; on one day it may be twice as much."""
    return daily.times(GOOGLE_DAYS)
