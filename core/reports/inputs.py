"""Inputs: what a figure is worked out of where it is no sum of entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.calendar.periods import Period
from core.performance.ranges import MoneyRange, Range
from core.performance.results import Interval
from core.performance.verdicts import Judgement
from core.plans.budgets import Spending
from core.plans.progress import Progress
from core.reports.company import Acquired, Blended, Customer
from core.reports.roi_change import Cause, Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """The return of one campaign in a row, in minor units, and the ``margin`` of it that stays, a share."""

    campaign: str
    value: int
    margin: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """What a row lost or earned: each campaign's return in it, weighed by its own margin."""

    returns: Sequence[Weighed]

    @property
    def on_margin(self) -> bool:
        """Whether a margin makes less of any return."""
        return any(one.margin != 1 for one in self.returns)


@dataclass(frozen=True, kw_only=True, slots=True)
class RoiRange:
    """The 95 % range of ROI; ``on_margin``: of margin ROI."""

    judgement: Judgement
    on_margin: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceRange:
    """The 95 % range of the cost per conversion, of as many ``results``; ``waves``: φ, by which they are wider."""

    price: MoneyRange
    results: Interval
    waves: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadRange:
    """The 95 % range of customers per hundred leads."""

    share: Range


@dataclass(frozen=True, kw_only=True, slots=True)
class PaidBack:
    """What a customer is worth beside what one costs."""

    customer: Customer
    acquired: Acquired

    @property
    def to_cac(self) -> Fraction | None:
        """The ratio LTV:CAC."""
        return self.customer.to_cac(self.acquired)

    @property
    def months(self) -> Fraction | None:
        """Months until a customer has paid its CAC back."""
        return self.customer.payback(self.acquired)


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """A change of ROI, or the part of it that ``cause`` took; None: all of it.

    ``until``: the days that it leads to. ``tells``: whether the sums it is worked out of are the reader's to see.
    """

    change: Change
    cause: Cause | None
    until: Period
    tells: bool


OfCompany = Blended | Acquired | Customer | PaidBack
"""What a company figure is worked out of."""
Inputs = Loss | RoiRange | PriceRange | LeadRange | Spending | Progress | OfCompany | Explained
