"""One unit's year of weekly looks, judged by J-05 to J-07."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from core.performance.alert_bounds import chances, nothing_comes, too_few
from core.performance.result_price import (
    BLOCKS,
    ENOUGH,
    ENOUGH_FOR_SWINGS,
    PriceSources,
    Record,
    ResultPrice,
    Swing,
    result_price,
)
from tests.simulate.companies import LOOKS, PAST, Unit

UNITS = (1, 2, 4, 8)
"""How many units a company watches."""

GOAL = "sale"
YEAR, WINDOW, BLOCK = 365, 91, 28
LEAST = 4.0
"""Of so few expected results no rule makes an alert: ln(20 × 5) is more."""

MOST = 0.75
"""Where so large a share of the expected came no rule makes an alert: no price counts for more than twelve results."""

Test = str
"""``wait`` or ``few``."""

First = dict[tuple[Test, int], int]
"""(test, units watched) -> the number of the first look with an alert; those without one are left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Nothing has come while so many results were ``expected``; ``own``: results of the last 365 days."""

    expected: float
    strength: float
    own: int

    def alert(self, units: int) -> bool:
        return nothing_comes(self.expected, self.strength, chances(units, self.own))


@dataclass(frozen=True, kw_only=True, slots=True)
class Few:
    """So few came in the last 91 days."""

    count: int
    expected: float
    strength: float

    def alert(self, units: int) -> bool:
        return too_few(self.count, self.expected, self.strength, units)


def looks() -> Iterator[tuple[int, int]]:
    """(number of the look from 1 on, day)."""
    return ((number, PAST + 7 * number) for number in range(1, LOOKS + 1))


def first_alerts(unit: Unit, target: int | None = None) -> First:
    """When each test first speaks of the unit, for every number of units. ``target``: a typed price, minor units."""
    first: First = {}
    for number, day in looks():
        suspicions: dict[Test, Wait | Few | None] = {"wait": wait(unit, day, target), "few": few(unit, day, target)}
        for test, suspicion in suspicions.items():
            for units in UNITS if suspicion else ():
                if (test, units) not in first and suspicion and suspicion.alert(units):
                    first[test, units] = number
    return first


def wait(unit: Unit, day: int, target: int | None) -> Wait | None:
    """None where it is surely too short."""
    came = bisect_right(unit.results, day)
    last = unit.results[came - 1] if came else 0
    waiting = unit.due[day] - unit.due[last]
    if _surely_short(unit, last, waiting, target):
        return None
    price = _price(unit, _record(unit, last), target)
    own = came - bisect_right(unit.results, day - YEAR)
    return Wait(expected=price.expected(Fraction(waiting)), strength=price.strength, own=own)


def few(unit: Unit, day: int, target: int | None) -> Few | None:
    """None where surely enough came."""
    count, due = _since(unit, day - WINDOW, day)
    before, due_before = _since(unit, day - WINDOW - YEAR, day - WINDOW)
    if count * (target or (due_before / before if before >= ENOUGH else unit.worth)) > MOST * due:
        return None
    price = _price(unit, Record(count=before, due=Fraction(due_before), fixed=True), target)
    return Few(count=count, expected=price.expected(Fraction(due)), strength=price.strength)


def _surely_short(unit: Unit, last: int, waiting: float, target: int | None) -> bool:
    """So that most looks take no exact arithmetic."""
    count, due = _since(unit, last - YEAR, last)
    price = target or (due / (count - 1) if count >= ENOUGH else unit.worth)
    return waiting < LEAST * price


def _record(unit: Unit, last: int) -> Record:
    count, due = _since(unit, last - YEAR, last)
    return Record(count=count, due=Fraction(due), swing=_swing(unit, last) if count >= ENOUGH_FOR_SWINGS else None)


def _swing(unit: Unit, last: int) -> Swing:
    """φ of the counts of 13 blocks of four weeks, each expected to have its share of the due spend."""
    ends = [last - BLOCK * number for number in range(BLOCKS)]
    blocks = [_since(unit, end - BLOCK, end) for end in ends]
    results, due = sum(count for count, _ in blocks), sum(spend for _, spend in blocks)
    apart = sum((count - results * spend / due) ** 2 for count, spend in blocks)
    return Swing(results=results, waves=max(1.0, BLOCKS / (BLOCKS - 1) * apart / max(1, results)))


def _since(unit: Unit, after: int, until: int) -> tuple[int, float]:
    """Results and due spend behind the day ``after``, up to and with ``until``."""
    count = bisect_right(unit.results, until) - bisect_right(unit.results, after)
    return count, unit.due[max(0, until)] - unit.due[max(0, after)]


def _price(unit: Unit, record: Record, target: int | None) -> ResultPrice:
    targets = {GOAL: Fraction(target)} if target else {}
    break_even = {GOAL: Fraction(unit.worth)}
    price = result_price(PriceSources(targets=targets, own={GOAL: record}, break_even=break_even))
    assert price is not None
    return price
