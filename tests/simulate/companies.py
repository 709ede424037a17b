"""Made-up units (channels or campaigns) over two years and a quarter: what they spend, and when their results come.

The first fifteen months are the past that every price is estimated from. The weekly looks follow for a year.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from random import Random

from tests.simulate.chance import days_of_results, wave

PAST = 365 + 91
LOOKS = 52
DAYS = PAST + 7 * LOOKS
PRICE = 10_000
"""What one result truly costs where nothing else is planned, in minor units."""

ON, OFF = (8, 20), (4, 10)
"""For how many weeks a unit that pauses spends, and for how many it does not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """``rate``: results a year while it spends, at ``price`` each; ``delay``: days until half have come.

    ``waves``: days that a wave lasts, 0 where results are steady. ``season``: in the best time of the year so many
    times as many results come as on average, in the worst so many times fewer. ``new``: it begins to spend with the
    first look. ``later``: of what is spent from then on, the share that brings results.
    """

    rate: float
    price: int = PRICE
    delay: int = 0
    paused: bool = False
    waves: int = 0
    season: float = 1.0
    new: bool = False
    later: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """``spent``, ``due``: minor units up to and with each day, 0 at the index 0; ``results``: days, ascending.

    ``worth``: of one result, twice what it costs.
    """

    spent: list[float]
    due: list[float]
    results: list[int]
    worth: int


def unit(random: Random, plan: Plan, spring: float = 0.0) -> Unit:
    """``spring``: where in the year the season begins, as a share of it; units of one company have it in common."""
    spending = _spending(random, plan)
    fruitful = spending[:PAST] + [amount * plan.later for amount in spending[PAST:]]
    means = _swinging(random, _means(fruitful, plan), plan, spring)
    return Unit(
        spent=list(accumulate(spending, initial=0.0)),
        due=_due(spending, plan.delay),
        results=days_of_results(random, means),
        worth=2 * plan.price,
    )


def _spending(random: Random, plan: Plan) -> list[float]:
    daily = plan.rate * plan.price / 365
    if plan.new:
        return [0.0] * PAST + [daily] * (DAYS - PAST)
    return _with_pauses(random, daily) if plan.paused else [daily] * DAYS


def _with_pauses(random: Random, daily: float) -> list[float]:
    """From somewhere in a time of spending on."""
    days: list[float] = []
    start = random.randrange(7 * ON[0])
    while len(days) < DAYS + start:
        days += [daily] * (7 * random.randint(*ON)) + [0.0] * (7 * random.randint(*OFF))
    return days[start : start + DAYS]


def _due(spending: list[float], delay: int) -> list[float]:
    """As `core.performance.maturity.due`, day after day: what waits shrinks by the same factor each night."""
    spent = list(accumulate(spending, initial=0.0))
    if not delay:
        return spent
    factor, waiting, due = 2 ** (-1 / delay), 0.0, [0.0]
    for today, total in zip(spending, spent[1:], strict=True):
        waiting = waiting * factor + today
        due.append(total - waiting)
    return due


def _means(fruitful: list[float], plan: Plan) -> list[float]:
    """How many results are to be expected on each day."""
    return [(after - before) / plan.price for before, after in pairwise(_due(fruitful, plan.delay))]


def _swinging(random: Random, means: list[float], plan: Plan, spring: float) -> list[float]:
    if plan.season > 1:
        means = [mean * _season(plan, day / 365 + spring) for day, mean in enumerate(means)]
    if plan.waves:
        waves = [wave(random) for _ in range(len(means) // plan.waves + 1)]
        means = [mean * waves[day // plan.waves] for day, mean in enumerate(means)]
    return means


def _season(plan: Plan, year: float) -> float:
    return math.exp(math.log(plan.season) * math.sin(2 * math.pi * year))
