"""Maturity: which part of the money spent had the time to bring its results (J-06).

Results come late. Half of those that a day's spend brings have come once it is ``delay`` days old, half of the rest
after as many days again, and so on. A delay of 0 says that all of them come on the day itself.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

MATURE = 0.9
"""The share of its results from which on a day's spend counts as mature."""

WHOLE = 2**80
"""The parts of a share."""

Spend = Mapping[date, int]
"""Local day -> what was spent on it, in minor units."""


def share(delay: int, age: int) -> float:
    """F(a) = 1 - 2^(-a/delay): the share of its results that a day's spend has brought.

    ``delay`` and ``age`` are whole days, 0 or more; an age of 0 is the day itself.
    """
    return -math.expm1(-math.log(2) * age / delay) if delay else 1.0


def due(spend: Spend, delay: int, at: date) -> Fraction:
    """M(t), in minor units: the spend up to and with ``at``, each day's times its `share` by then."""
    weighed = sum(minor * _weight(delay, (at - day).days) for day, minor in spend.items() if day <= at)
    return Fraction(weighed, WHOLE)


@lru_cache(maxsize=2**14)
def _weight(delay: int, age: int) -> int:
    """The share in whole parts, exact to the last bit: they are added twenty times faster than fractions."""
    return int(Fraction(share(delay, age)) * WHOLE)


def due_between(spend: Spend, delay: int, after: date, at: date) -> Fraction:
    """M(t) - M(t₀), in minor units: what became due behind the day ``after``, up to and with ``at``.

    Money that was spent before belongs to it with the share that came due meanwhile.
    """
    return due(spend, delay, at) - due(spend, delay, after)


def mature_through(delay: int, today: date) -> date:
    """The last day whose spend has brought nine tenths of its results; ``today`` where they come at once."""
    return today - timedelta(days=matures_in(delay))


def matures_in(delay: int) -> int:
    """The days until a day's spend counts as mature."""
    return math.ceil(delay * -math.log2(1 - MATURE))


def due_at(spend: Spend, delay: int, moments: Sequence[date]) -> list[float]:
    """M(t) at each of ``moments``, which are in order of time: as `due` to a float, in one pass over the days."""
    days, came_due = deque(sorted(spend.items())), list[float]()
    spent, waiting, until = 0, 0.0, min([*spend, *moments])
    for moment in moments:
        while days and days[0][0] <= moment:
            day, minor = days.popleft()
            # What waits halves with every delay, whenever it was spent: so it is one sum, not one a day.
            waiting = waiting * _waits(delay, until, day) + minor * _waits(delay, day, day)
            spent, until = spent + minor, day
        waiting, until = waiting * _waits(delay, until, moment), moment
        came_due.append(spent - waiting)
    return came_due


def _waits(delay: int, since: date, at: date) -> float:
    return 1 - share(delay, (at - since).days)
