"""Expectations: what a watched channel's or campaign's result costs, and how many its money should have brought (J-05).

Of several prices the dearest speaks: silence is cheaper than a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from core.calendar.periods import Period
from core.money.rounding import half_up
from core.performance.histories import ONE_DAY
from core.performance.maturity import due, due_between
from core.performance.result_price import PriceSources, Record, ResultPrice, judged_goal, result_price
from core.posts.watch import Unit, Watch
from core.setup.goals import Goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """``results`` (λ) of the goal of ``price`` should have come; ``delay``: days until half of them do."""

    price: ResultPrice
    results: float
    delay: int

    @property
    def each(self) -> int:
        """The price of one, in minor units."""
        return half_up(self.price.price)

    @property
    def whole(self) -> int:
        """How many results, as they are counted."""
        return half_up(Fraction(self.results))


def price_of(watch: Watch, unit: Unit, end: date, running: Period) -> ResultPrice | None:
    """K by what had come before ``end`` and by the targets of the days ``running``; None where there is none."""
    sources = PriceSources(
        goal=_own_goal(watch, unit),
        targets=_targets(watch, unit, running),
        own={goal: Record(count=unit.history.count(goal, year), due=Fraction()) for goal, year in _years(unit, end)},
        break_even=_break_even(watch, unit),
    )
    goal = judged_goal(sources)
    if goal is None:
        return None
    # Due spend is summed for the one goal that is judged only.
    return result_price(
        replace(
            sources,
            goal=goal,
            own=_records(watch, unit, goal, end),
            parent=_records(watch, unit.lender, goal, end),
        )
    )


def since(watch: Watch, unit: Unit, price: ResultPrice, last: date | None) -> Expectation:
    """What should have come after the day ``last``, or since the unit's start."""
    spend = unit.history.spend
    delay = _delay(watch, price.goal)
    yesterday = watch.day - ONE_DAY
    came_due = due_between(spend, delay, last, yesterday) if last else due(spend, delay, yesterday)
    return Expectation(price=price, results=price.expected(came_due), delay=delay)


def _delay(watch: Watch, goal: str) -> int:
    return watch.goals[goal].delay if goal in watch.goals else 0


def _own_goal(watch: Watch, unit: Unit) -> str | None:
    """The goal of all the campaigns that spend there."""
    goals = {watch.campaigns[key].goal if key in watch.campaigns else "" for key in unit.campaigns}
    return next(iter(goals)) or None if len(goals) == 1 else None


def _targets(watch: Watch, unit: Unit, days: Period) -> dict[str, Fraction]:
    """Goal -> the dearest price aimed at, where every campaign that spends there has an aim.

    Else money of other campaigns would be measured by an aim that is not theirs.
    """
    running = [one for one in watch.targets if one.campaign in unit.campaigns and one.overlaps(days)]
    if {one.campaign for one in running} != unit.campaigns:
        return {}
    return _dearest((one.goal, Fraction(one.cost_per_conversion.minor)) for one in running)


def _dearest(prices: Iterable[tuple[str, Fraction]]) -> dict[str, Fraction]:
    dearest: dict[str, Fraction] = {}
    for goal, price in prices:
        dearest[goal] = max(price, dearest.get(goal, price))
    return dearest


def _years(unit: Unit, end: date) -> list[tuple[str, Period]]:
    years = ((goal, unit.history.year_of(goal, end)) for goal in unit.history.results)
    return [(goal, year) for goal, year in years if year]


def _records(watch: Watch, unit: Unit | None, goal: str, end: date) -> dict[str, Record]:
    record = unit.history.record(goal, _delay(watch, goal), end) if unit else None
    return {goal: record} if record else {}


def _break_even(watch: Watch, unit: Unit) -> dict[str, Fraction]:
    """Goal key -> what one of it is worth × margin, of those that count."""
    campaigns = [watch.campaigns.get(key) for key in unit.campaigns]
    shares = [campaign.margin_share if campaign else Fraction(1) for campaign in campaigns]
    margin = max(shares, default=Fraction(1))
    worths = {key: _worth(goal) for key, goal in watch.goals.items() if goal.counts}
    return {key: worth * margin for key, worth in worths.items() if worth > 0}


def _worth(goal: Goal) -> Fraction:
    """By its version of today, or by the average sale that was typed, whichever is more."""
    return max(goal.worth, Fraction(goal.average.minor if goal.average else 0))
