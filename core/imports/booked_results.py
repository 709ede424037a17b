"""Booked results: the conversions that a file's results become, one a day, campaign, channel, goal and source.

What nobody has chosen a goal for stays beside the books, as what the platform or the tool claims. One sale with the
number of an order stays one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.imports.choices import CLAIMED, LEFT_OUT, Choices
from core.imports.daily_results import by_days
from core.imports.readings import Result
from core.ledger.entries import Conversion
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.setup.goals import Goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a conversion came from, by UTM, and the number of its order: kept with the entry, and part of no sum."""

    source: str = ""
    medium: str = ""
    content: str = ""
    term: str = ""
    external_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sourced:
    """A conversion, and its origin."""

    fact: Conversion
    origin: Origin = Origin()


def goals_of(results: Iterable[Result], choices: Choices, goals: Mapping[str, Goal]) -> Mapping[str, Goal | None]:
    """Type of result -> the goal it counts for: chosen, or called so; None: claimed, or still to be chosen.

    ``goals``: key -> today's version. A type that is called as a goal is needs no choice: the neutral form names goals.
    """
    names = {goal.name.casefold(): goal for goal in goals.values()}
    types = dict.fromkeys(result.type for result in results)
    return {one: _goal(one, choices, goals, names) for one in types}


def undecided(results: Iterable[Result], choices: Choices, goals: Mapping[str, Goal]) -> Sequence[str]:
    """The types of results for which a goal, or that they are only claimed, is still to be chosen."""
    return [one for one, goal in goals_of(results, choices, goals).items() if goal is None and one not in choices.goals]


def conversions_of(
    results: Iterable[Result],
    goals: Mapping[str, Goal | None],
    campaigns: Mapping[str, str],
    rate: Callable[[str, date], ExchangeRate | None],
) -> list[Sourced]:
    """The conversions of a file. ``goals``: as of `goals_of`. ``campaigns``: name in the file -> key, or `LEFT_OUT`.

    A result of a period is divided over its days. Raises what `Goal.return_of` raises.
    """
    sums: dict[tuple[Sourced, bool], Result] = {}
    for result in by_days(results):
        goal, campaign = goals.get(result.type), campaigns.get(result.campaign, "")
        if goal is not None and campaign != LEFT_OUT:
            key = (_blank(result, goal, campaign), result.revenue is None)
            sums[key] = _added(sums.get(key), result)
    return [_counted(blank, result, rate) for (blank, _), result in sums.items()]


def claims_of(results: Iterable[Result], choices: Choices) -> list[Result]:
    """What is kept beside the books: results of types that were chosen to be claimed only."""
    return [result for result in results if choices.goals.get(result.type) == CLAIMED]


def _goal(name: str, choices: Choices, goals: Mapping[str, Goal], names: Mapping[str, Goal]) -> Goal | None:
    if name in choices.goals:
        return goals.get(choices.goals[name])
    return goals.get(name) or names.get(name.casefold())


def _blank(result: Result, goal: Goal, campaign: str) -> Sourced:
    """All of a conversion but its figures, by which those of several names of one campaign are summed."""
    nothing = Money(minor=0, currency=goal.value.currency)
    fact = Conversion(
        day=result.day,
        goal=goal,
        count=0,
        value=nothing,
        campaign=campaign,
        channel=result.channel,
        note=result.note,
        first_contact=result.first_contact,
    )
    origin = Origin(
        source=result.source,
        medium=result.medium,
        content=result.content,
        term=result.term,
        external_id=result.external_id,
    )
    return Sourced(fact=fact, origin=origin)


def _added(before: Result | None, result: Result) -> Result:
    """The sum of two, both with a revenue or both without: one without is worth what its goal says."""
    if before is None:
        return result
    revenue = before.revenue + result.revenue if before.revenue and result.revenue else None
    return replace(before, count=before.count + result.count, revenue=revenue)


def _counted(blank: Sourced, result: Result, rate: Callable[[str, date], ExchangeRate | None]) -> Sourced:
    fact = blank.fact
    exchange = rate(result.revenue.currency, result.day) if result.revenue else None
    booked = exchange.convert(result.revenue) if exchange and result.revenue else result.revenue
    value = fact.goal.return_of(result.count, booked)
    return replace(
        blank, fact=replace(fact, count=result.count, revenue=result.revenue, value=value, exchange=exchange)
    )
