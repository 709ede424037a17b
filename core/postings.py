"""Postings: what one entry puts on one day, in minor units of the reporting currency. Pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.entries import Conversion, Cost


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """Keys are empty (``goal``: 0) where they do not apply. ``revenue`` is the part of ``value`` really taken."""

    day: date
    campaign: str
    channel: str
    content: str
    category: str = ""
    goal: int = 0
    cost: int = 0
    count: int = 0
    value: int = 0
    revenue: int = 0


def postings(fact: Cost | Conversion, sign: int = 1) -> tuple[Posting, ...]:
    """What ``fact`` puts on the books; with ``sign`` -1 what its reversal does. Their sum is nothing."""
    if isinstance(fact, Cost):
        return (_cost(fact, sign),)
    return (_conversion(fact, sign),)


def currency_of(fact: Cost | Conversion) -> str:
    """The currency its money is in."""
    return fact.amount.currency if isinstance(fact, Cost) else fact.value.currency


def _cost(fact: Cost, sign: int) -> Posting:
    return Posting(
        day=fact.day,
        campaign=fact.campaign,
        channel=fact.channel,
        content=fact.content,
        category=fact.category.value,
        cost=sign * fact.amount.minor,
    )


def _conversion(fact: Conversion, sign: int) -> Posting:
    real = fact.value.minor if fact.revenue is not None else 0
    return Posting(
        day=fact.day,
        campaign=fact.campaign,
        channel=fact.channel,
        content=fact.content,
        goal=fact.goal.id,
        count=sign * fact.count,
        value=sign * fact.value.minor,
        revenue=sign * real,
    )
