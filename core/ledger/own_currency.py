"""Sums in their own currency: what was booked from other currencies, and what it would be at the rates of another time.

The rate of a time is the weighted one it was booked at: all that was booked from a currency, divided by all its own
amount, costs and revenue together, credits taken off. Where nothing was in that currency, or the two sums differ in
sign, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from core.ledger.entries import Conversion, Cost
from core.ledger.postings import Posting, postings, summed
from core.money.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreign:
    """Sums of what was booked from ``currency``, by channel and goal (0: costs).

    ``own_cost`` and ``own_value`` in its own minor units, ``cost`` and ``value`` in those of the reporting currency.
    """

    currency: str
    channel: str = ""
    goal: int = 0
    own_cost: int = 0
    cost: int = 0
    own_value: int = 0
    value: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """The difference that other rates would make to what one channel cost, or brought for one goal; minor units."""

    channel: str
    goal: int
    cost: Fraction
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnPosting:
    """The part of an entry in another ``currency`` on one day: its own amounts beside what they are booked as.

    Both are spread and split by themselves and in the same way, so both add up to the minor unit, whatever is summed.
    """

    currency: str
    day: date
    campaign: str
    channel: str
    content: str
    category: str
    goal: int
    own_cost: int = 0
    cost: int = 0
    own_value: int = 0
    value: int = 0


def revalued(before: Sequence[Foreign], after: Sequence[Foreign]) -> tuple[Moved, ...]:
    """The differences to ``after`` at the rates of ``before``; a currency that had no rate then moves nothing."""
    rates = booked_rates(before)
    return tuple(_moved(one, rates[one.currency]) for one in after if one.currency in rates)


def booked_rates(sums: Iterable[Foreign]) -> Mapping[str, Fraction]:
    """Currency -> minor units booked for one of its own, where that is above zero."""
    own: dict[str, int] = {}
    booked: dict[str, int] = {}
    for one in sums:
        own[one.currency] = own.get(one.currency, 0) + one.own_cost + one.own_value
        booked[one.currency] = booked.get(one.currency, 0) + one.cost + one.value
    return {
        currency: Fraction(booked[currency], own[currency]) for currency in own if own[currency] * booked[currency] > 0
    }


def own_postings(fact: Cost | Conversion, sign: int = 1) -> tuple[OwnPosting, ...]:
    """The postings of an entry in another currency, beside its own amounts; none of an entry in the reporting one."""
    own = own_amount(fact)
    if own is None:
        return ()
    # Two parts of one split may fall on the same day, campaign and channel: they are one sum.
    booked = {_keys(one): one for one in summed(postings(fact, sign))}
    amounts = {_keys(one): one for one in summed(postings(_in_its_own(fact, own), sign))}
    # One of them may be missing: where a part of a bill comes to nothing.
    every = {**amounts, **booked}
    return tuple(_beside(own.currency, keys, booked.get(key), amounts.get(key)) for key, keys in every.items())


def own_summed(posted: Iterable[OwnPosting]) -> tuple[OwnPosting, ...]:
    """The postings summed: one for each set of keys."""
    alike: dict[tuple[object, ...], list[OwnPosting]] = {}
    for one in posted:
        keys = (one.currency, one.day, one.campaign, one.channel, one.content, one.category, one.goal)
        alike.setdefault(keys, []).append(one)
    return tuple(_sum(group) for group in alike.values())


def own_amount(fact: Cost | Conversion) -> Money | None:
    """The amount that the entry's rate is applied to; None where nothing is booked at a rate."""
    if fact.exchange is None:
        return None
    if isinstance(fact, Cost):
        return fact.social
    return (fact.revenue or fact.frozen) if fact.goal.counts else None


def _in_its_own(fact: Cost | Conversion, own: Money) -> Cost | Conversion:
    """The entry as if its own currency were the reporting one."""
    if isinstance(fact, Cost):
        return replace(fact, exchange=None)
    return replace(fact, value=own, exchange=None)


def _beside(currency: str, keys: Posting, booked: Posting | None, own: Posting | None) -> OwnPosting:
    return OwnPosting(
        currency=currency,
        day=keys.day,
        campaign=keys.campaign,
        channel=keys.channel,
        content=keys.content,
        category=keys.category,
        goal=keys.goal,
        own_cost=own.cost if own else 0,
        cost=booked.cost if booked else 0,
        own_value=own.value if own else 0,
        value=booked.value if booked else 0,
    )


def _sum(alike: Sequence[OwnPosting]) -> OwnPosting:
    first, *more = alike
    if not more:
        return first
    return replace(
        first,
        own_cost=sum(one.own_cost for one in alike),
        cost=sum(one.cost for one in alike),
        own_value=sum(one.own_value for one in alike),
        value=sum(one.value for one in alike),
    )


def _keys(one: Posting) -> tuple[object, ...]:
    return one.day, one.campaign, one.channel, one.content, one.category, one.goal


def _moved(one: Foreign, rate: Fraction) -> Moved:
    return Moved(
        channel=one.channel,
        goal=one.goal,
        cost=one.own_cost * rate - one.cost,
        value=one.own_value * rate - one.value,
    )
