"""Foreseen: what the ROI of the campaigns that a file touches becomes, before it is saved and once it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.ledger.postings import Posting, postings
from core.performance.performance import Performance, performance
from core.reports.books import Books
from core.reports.effect import Effect, Turn
from core.reports.ranking import bounded
from core.setup.campaigns import Campaign

MOST = 20
"""Campaigns whose ROI is worked out, those that are moved most: each takes a few statements."""


def foreseen(books: Books, turns: Sequence[Turn], names: Mapping[str, str], today: date) -> list[Effect]:
    """The effects of ``turns`` that ``books`` do not hold yet; the campaign moved most comes first.

    ``names``: key -> name of campaigns still to be made.
    """
    effects = (_effect(books, *one, today, sign=1) for one in islice(_moved(books, turns, names), MOST))
    return [effect for effect in effects if effect]


def happened(books: Books, turns: Sequence[Turn], today: date) -> list[Effect]:
    """The effects of ``turns`` that ``books`` hold already."""
    effects = (_effect(books, *one, today, sign=-1) for one in islice(_moved(books, turns, {}), MOST))
    return [effect for effect in effects if effect]


def outside(books: Books, turns: Sequence[Turn]) -> list[Campaign]:
    """The campaigns of whose new entries some are of days outside their own, the campaign moved most first."""
    return [campaign for campaign, own in _moved(books, turns, {}) if not _all_inside(campaign.period, own)]


def _all_inside(period: Period, turns: Iterable[Turn]) -> bool:
    return all(one.day in period for sign, fact in turns if sign > 0 for one in postings(fact, sign))


def _moved(books: Books, turns: Sequence[Turn], names: Mapping[str, str]) -> Iterator[tuple[Campaign, list[Turn]]]:
    campaigns = books.campaigns()
    by_campaign: dict[str, list[Turn]] = {}
    for sign, fact in turns:
        by_campaign.setdefault(fact.campaign, []).append((sign, fact))
    by_campaign.pop("", None)
    for key in sorted(by_campaign, key=lambda one: (-_weight(by_campaign[one]), one)):
        yield campaigns.get(key) or Campaign(key=key, name=names.get(key, key)), by_campaign[key]


def _weight(turns: Iterable[Turn]) -> int:
    return sum(abs(_booked(fact)) for _, fact in turns)


def _booked(fact: Cost | Conversion) -> int:
    return (fact.booked if isinstance(fact, Cost) else fact.value).minor


def _effect(books: Books, campaign: Campaign, turns: Sequence[Turn], today: date, *, sign: int) -> Effect | None:
    """``sign``: 1 where the turns are still to be added to what ``books`` hold, -1 where they are in it.

    None where all of it is outside of the campaign's own days.
    """
    period = bounded(campaign.period_until(today), _days(books, campaign.key, turns, today), today)
    held = performance(books.of_campaign(campaign.key, period), books.goals(), books.currency)
    moved = [one for turn in turns for one in postings(turn[1], sign * turn[0]) if one.day in period]
    if not moved:
        return None
    other = _with(held, moved)
    before, now = (held, other) if sign > 0 else (other, held)
    return Effect(campaign=campaign, period=period, now=now, before=before)


def _days(books: Books, key: str, turns: Iterable[Turn], today: date) -> tuple[date, date] | None:
    """The first and the last day with an entry, once the turns are on the books."""
    days = [fact.day for sign, fact in turns if sign > 0 and fact.day <= today]
    first_and_last = books.days(key)
    every = [*days, *(first_and_last or ())]
    return (min(every), max(every)) if every else None


def _with(held: Performance, moved: Sequence[Posting]) -> Performance:
    """The sums with what is ``moved``, in the figures that an ROI line says."""
    of_costs = [one for one in moved if not one.goal]
    return replace(
        held,
        cost=held.cost + sum(one.cost for one in moved),
        value=held.value + sum(one.value for one in moved),
        costs=held.costs + sum(one.standing for one in of_costs),
        results=held.results + sum(one.standing for one in moved if one.goal),
    )
