"""J-07: a year of alerts, in companies whose units are healthy and of units in vain."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random

from tests.simulate.companies import Plan, unit
from tests.simulate.looks import GOAL, UNITS, Test, first_alerts
from tests.simulate.promises import Outcome, Promise, Share
from tests.simulate.rules_before import alert_in_a_year

EVERY: tuple[Test, ...] = ("wait", "few")
MOST_UNITS = max(UNITS)

NEWSLETTER = ("newsletter", Plan(rate=600, price=467))
SALE = ("sale", Plan(rate=12, price=150_000))


def false_alerts(text: str, plans: Sequence[Plan], bound: float | None, runs: int, seed: str) -> Outcome:
    """The share of healthy companies with an alert in a year, by the number of their units. ``plans``: of eight.

    The same eight units are a company of eight, two of four, and so on: that is what N is for.
    """
    random = Random(seed)
    spoke, before = dict.fromkeys(UNITS, 0), dict.fromkeys(UNITS, 0)
    for _ in range(runs):
        spring = random.random()
        shuffled = random.sample(plans, MOST_UNITS)
        units = [unit(random, plan, spring) for plan in shuffled]
        first = [first_alerts(one) for one in units]
        for size in UNITS:
            for start in range(0, MOST_UNITS, size):
                spoke[size] += any((test, size) in one for one in first[start : start + size] for test in EVERY)
            before[size] += alert_in_a_year([(GOAL, one) for one in units[:size]])
    reached = [Share(hits=spoke[size], of=runs * MOST_UNITS // size) for size in UNITS]
    reached_before = [Share(hits=before[size], of=runs) for size in UNITS]
    return Outcome(promise=Promise(text=text, bound=bound), reached=reached, before=reached_before)


def slander(text: str, runs: int, seed: str) -> Outcome:
    """Half of each company brings cheap newsletters, the other half dear sales: none may be measured by the other."""
    random = Random(seed)
    spoke, before = dict.fromkeys(UNITS, 0), dict.fromkeys(UNITS, 0)
    for _ in range(runs):
        company = [(goal, unit(random, plan)) for goal, plan in (NEWSLETTER, SALE) * (MOST_UNITS // 2)]
        first = [first_alerts(one) for _, one in company]
        for size in UNITS[1:]:
            spoke[size] += any((test, size) in one for one in first[:size] for test in EVERY)
            before[size] += alert_in_a_year(company[:size])
    reached, reached_before = (
        [Share(hits=counts[size], of=runs if size > 1 else 0) for size in UNITS] for counts in (spoke, before)
    )
    return Outcome(promise=Promise(text=text, bound=5), reached=reached, before=reached_before)


def vain(text: str, plan: Plan, weeks: int, bound: float | None, runs: int, seed: str, typed: bool = False) -> Outcome:
    """The share of units in vain that are spoken of within so many ``weeks``; ``typed``: a target has their price."""
    random = Random(seed)
    in_time = dict.fromkeys(UNITS, 0)
    for _ in range(runs):
        first = first_alerts(unit(random, plan, random.random()), plan.price if typed else None)
        for size in UNITS:
            in_time[size] += any(first.get((test, size), weeks + 1) <= weeks for test in EVERY)
    promise = Promise(text=text, bound=bound, at_most=False)
    return Outcome(promise=promise, reached=[Share(hits=in_time[size], of=runs) for size in UNITS])


EQUAL = (12, 60, 150)
UNEQUAL = (6, 10, 16, 25, 40, 64, 100, 160)
"""Results a year."""

HEALTHY: dict[str, tuple[float | None, Plan]] = {
    "steady": (5, Plan(rate=1)),
    "steady, delay 14": (5, Plan(rate=1, delay=14)),
    "steady, delay 57": (5, Plan(rate=1, delay=57)),
    "paused": (5, Plan(rate=1, paused=True)),
    "paused, delay 14": (5, Plan(rate=1, paused=True, delay=14)),
    "paused, delay 57": (5, Plan(rate=1, paused=True, delay=57)),
    "weekly waves": (10, Plan(rate=1, waves=7)),
    "seasons, worst half of best": (10, Plan(rate=1, season=math.sqrt(2))),
    "seasons, half to double": (10, Plan(rate=1, season=2)),
    "waves of four weeks": (None, Plan(rate=1, waves=28)),
}
"""What a year of alerts is simulated for: the bound in percent, and the plan but for its rate."""

SIX_A_DAY = Plan(rate=6 * 365 / 210, price=21_000, new=True)
WEEKLY = Plan(rate=52, later=0)


def healthy(runs: int) -> Iterator[Callable[[], Outcome]]:
    """Each way to be healthy, with equal units and with unequal ones."""
    for name, (bound, plan) in HEALTHY.items():
        for rate in EQUAL:
            text = f"{name}, {rate} results a year each"
            plans = [replace(plan, rate=rate)] * MOST_UNITS
            yield partial(false_alerts, text, plans, bound, runs, text)
        text = f"{name}, 6 to 160 results a year"
        yield partial(false_alerts, text, [replace(plan, rate=rate) for rate in UNEQUAL], bound, runs, text)
    yield partial(slander, "cheap newsletters beside dear sales", runs, "slander")


def in_vain(runs: int) -> Iterator[Callable[[], Outcome]]:
    """What ought to be spoken of, and how soon."""
    yield partial(vain, "K a week, own price, 12 weeks", WEEKLY, 12, 90, runs, "own")
    yield partial(vain, "K a week, typed price, 12 weeks", WEEKLY, 12, 90, runs, "typed", typed=True)
    yield partial(vain, "K a week, new, typed price, 12 weeks", replace(WEEKLY, new=True), 12, 90, 1, "new", typed=True)
    for delay in (0, 14, 57):
        plan = replace(SIX_A_DAY, delay=delay, later=0)
        yield partial(vain, f"6 a day, K 210, delay {delay}, a year", plan, 52, 100, 1, "six", typed=True)
    yield partial(vain, "half as many as 60 a year, a year", Plan(rate=60, later=0.5), 52, None, runs, "half")
