"""The reporting currency of entries: what is booked of each, and what it would be in another one (D-22)."""

from __future__ import annotations

from dataclasses import replace

from core.ledger.entries import Conversion, Cost
from core.money.exchange import ExchangeRate
from core.money.money import Money, within_reason


def booked(fact: Cost | Conversion) -> Money:
    """What the fact adds to the books, in the reporting currency."""
    return fact.booked if isinstance(fact, Cost) else fact.value


def typed_amount(fact: Cost | Conversion) -> Money | None:
    """What was typed, or frozen when it was logged; None of conversions that bring nothing, which need no rate."""
    if isinstance(fact, Cost):
        return fact.amount
    if fact.revenue is None and not fact.goal.counts:
        return None
    return fact.revenue or fact.frozen or fact.value


def in_currency(fact: Cost | Conversion, reporting: str, rate: ExchangeRate | None) -> Cost | Conversion:
    """``fact`` booked in ``reporting``; ``rate`` is None where it needs none. Raises `TooLarge`."""
    if isinstance(fact, Cost):
        within_reason(rate.convert(fact.social) if rate else fact.social)
        return replace(fact, exchange=rate)
    typed = typed_amount(fact)
    if typed is None or not fact.goal.counts:
        value = Money(minor=0, currency=reporting)
    else:
        value = rate.convert(typed) if rate else typed
    # Without real revenue the return it was logged with is kept, so that changing back restores it.
    frozen = typed if rate and fact.revenue is None else None
    return replace(fact, value=value, exchange=rate, frozen=frozen)
