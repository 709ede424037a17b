"""Refunds: money given back of a sale, on the day the sale was, which the books restate (docs/domain.md#refunds).

A refund of all that is left takes the count with it, a part leaves it (Google: a RETRACTION sets count and value to 0).
Refunds stand only as they would be made now: what is left is never below zero, and counts as long as it is something.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.ledger.entries import Conversion, Entry, Refund
from core.money.money import Money
from core.problems import Problem

SOURCE = "refund"
"""The source of the entries that refund."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """The rest of a sale: ``amount`` as it was taken, ``value`` as it is booked, ``count``."""

    amount: Money
    value: Money
    count: int


@dataclass(eq=False)
class NothingToRefund(Problem):
    """There is no sale with real revenue that stands, or nothing is left of it."""


@dataclass(eq=False)
class RefundTooHigh(Problem):
    left: Money
    field: str = "amount"


@dataclass(eq=False)
class RefundBeforeSale(Problem):
    day: date
    field: str = "date"


@dataclass(eq=False)
class RefundNotYours(Problem):
    """Only the author of a sale or an admin refunds it."""


@dataclass(eq=False)
class SaleRefunded(Problem):
    """A sale that has refunds is not taken back before they are."""


@dataclass(eq=False)
class LaterRefund(Problem):
    """A refund is not taken back before the one that took the rest of the sale."""


@dataclass(eq=False)
class RefundNoLongerFits(Problem):
    """The rest of the sale has changed since this refund was taken back."""


@dataclass(eq=False)
class RefundNotCorrected(Problem):
    """A refund is taken back and made anew: a form of conversions cannot say what it refunds."""


def check_correction(fact: object) -> None:
    """Raises `RefundNotCorrected` for a refund."""
    if isinstance(fact, Conversion) and fact.refund is not None:
        raise RefundNotCorrected


def refundable(fact: object) -> bool:
    """Whether ``fact`` is a conversion with real revenue, and not a refund itself."""
    return isinstance(fact, Conversion) and fact.refund is None and fact.revenue is not None and fact.revenue.minor > 0


def left_of(sale: Conversion, refunds: Iterable[Conversion]) -> Left:
    """The rest of a sale after the standing ``refunds``. Raises `NothingToRefund` where ``sale`` is none."""
    if sale.revenue is None or not refundable(sale):
        raise NothingToRefund
    amount, value, count = sale.revenue, sale.value, sale.count
    for given in refunds:
        amount = amount + given.revenue if given.revenue else amount
        value, count = value + given.value, count + given.count
    return Left(amount=amount, value=value, count=count)


def refund(sale: Conversion, number: int, left: Left, amount: Money, day: date, note: str) -> Conversion:
    """The refund of ``amount`` of the sale first saved as ``number``, given back on ``day``, for the reason ``note``.

    Its value is the difference it makes to what the rest is worth, at the sale's own rate, so that all parts together
    are the whole to the minor unit. Raises `NothingToRefund`, `RefundTooHigh`.
    """
    if left.amount.minor <= 0:
        raise NothingToRefund
    if amount.minor > left.amount.minor:
        raise RefundTooHigh(left=left.amount)
    whole = amount == left.amount
    return Conversion(
        day=sale.day,
        goal=sale.goal,
        count=-left.count if whole else 0,
        value=-left.value if whole else -_value(sale, left, amount),
        revenue=-amount,
        campaign=sale.campaign,
        channel=sale.channel,
        content=sale.content,
        note=note,
        exchange=sale.exchange,
        refund=Refund(entry=number, day=day),
        first_contact=sale.first_contact,
    )


def check_refund_day(day: date, sale: date, today: date) -> date:
    """Answers with ``day``, if it is not before the sale was made. Raises `RefundBeforeSale`."""
    if day < min(sale, today):
        raise RefundBeforeSale(day=sale)
    return day


def check_undo(entry: Entry, standing: Sequence[Entry]) -> None:
    """Checks that a sale or refund can be taken back. ``standing``: the refunds of that sale.

    Raises `SaleRefunded`, and `LaterRefund` where another has taken the rest and the count with it.
    """
    others = [other.fact for other in standing if other.id != entry.id]
    if refundable(entry.fact) and others:
        raise SaleRefunded
    if any(isinstance(fact, Conversion) and fact.count < 0 for fact in others):
        raise LaterRefund


def check_redo(given: Conversion, sale: Entry, standing: Sequence[Entry]) -> None:
    """Checks that a refund that was taken back can be put back.

    ``sale``: as it is today. Raises `RefundNoLongerFits`.
    """
    if not sale.stands or not isinstance(sale.fact, Conversion) or given.refund is None or given.revenue is None:
        raise RefundNoLongerFits
    left = left_of(sale.fact, [other.fact for other in standing if isinstance(other.fact, Conversion)])
    if given.revenue.minor + left.amount.minor < 0 or left.amount.minor <= 0:
        raise RefundNoLongerFits
    # Made anew from what is left today, it must come out the same: else its count or value belongs to another state of
    # the sale.
    if given != refund(sale.fact, given.refund.entry, left, -given.revenue, given.refund.day, given.note):
        raise RefundNoLongerFits


def _value(sale: Conversion, left: Left, amount: Money) -> Money:
    """The worth of the refunded part in the reporting currency, never more than is left."""
    after = left.amount - amount
    # The rest is converted and the part is the difference: parts converted one by one would round apart from the sale.
    kept = sale.goal.return_of(0, sale.exchange.convert(after) if sale.exchange else after)
    return Money(minor=max(0, left.value.minor - kept.minor), currency=left.value.currency)
