"""Effect: what an entry did to its campaign, in the figures that the campaign's own answer has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.ledger.postings import Posting, postings
from core.money.money import Money
from core.money.rounding import half_up
from core.performance.performance import Performance, performance
from core.plans.budgets import Spending
from core.reports.books import Books
from core.reports.campaign import spending_of
from core.reports.needed import Needed, needed
from core.reports.ranking import bounded
from core.setup.campaigns import Campaign
from core.setup.goals import Goal

Turn = tuple[int, Cost | Conversion]
"""A fact that was put on the books (1), or taken off them (-1)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """The sums of ``campaign`` over its own ``period`` with the entry, ``now``, and without it, ``before``.

    ``before`` has cost and return alone; None where none of the entry falls in the period.
    ``paying``: the fewest results that would pay for what the campaign is behind, and those of its commonest goal;
    empty where it is not. ``spending``: of its budget, where it has one and a cost has moved it.
    """

    campaign: Campaign
    period: Period
    now: Performance
    before: Performance | None
    paying: tuple[Needed, ...] = ()
    spending: Spending | None = None


def has_effect(fact: Cost | Conversion, today: date) -> bool:
    """Whether it is in a campaign, and counts already: what is of a day to come counts from then on."""
    return bool(fact.campaign) and fact.day <= today


def effect(books: Books, campaign: Campaign, turns: Sequence[Turn], goals: Iterable[Goal], today: date) -> Effect:
    """The effect on its ``campaign`` of what the first of ``turns`` is about, which `has_effect`, and of the others
    with it; ``books`` hold them already. ``goals``: today's.
    """
    fact = turns[0][1]
    period = bounded(campaign.period_until(today), books.days(campaign.key), today)
    now = performance(books.of_campaign(campaign.key, period), books.goals(), books.currency)
    moved = [one for one in _posted(turns) if one.campaign == campaign.key and one.day in period]
    return Effect(
        campaign=campaign,
        period=period,
        now=now,
        before=_without(now, moved) if moved else None,
        paying=() if campaign.serves_all else _paying(now, goals, campaign.margin_share),
        spending=spending_of(books, campaign, today) if isinstance(fact, Cost) else None,
    )


def _posted(turns: Iterable[Turn]) -> list[Posting]:
    return [one for sign, fact in turns for one in postings(fact, sign)]


def _without(now: Performance, moved: Sequence[Posting]) -> Performance:
    """The sums without what was ``moved``, in the figures that an ROI line says."""
    of_costs = [one for one in moved if not one.goal]
    return replace(
        now,
        cost=now.cost - sum(one.cost for one in moved),
        value=now.value - sum(one.value for one in moved),
        costs=now.costs - sum(one.standing for one in of_costs),
    )


def _paying(now: Performance, goals: Iterable[Goal], margin: Fraction) -> tuple[Needed, ...]:
    behind = half_up(now.excess(margin))
    if behind <= 0 or margin <= 0:
        return ()
    ways = list(needed(Money(minor=behind, currency=now.currency), goals, margin))
    if not ways:
        return ()
    fewest = min(ways, key=lambda one: (one.count, one.goal.key))
    commonest = max(ways, key=lambda one: (now.by_goal.get(one.goal.key, 0), one is fewest))
    return (fewest,) if commonest is fewest else (fewest, commonest)
