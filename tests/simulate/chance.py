"""How results come about: draws that Python's own generator lacks. Every one takes the generator, so runs repeat."""

from __future__ import annotations

import math
from itertools import accumulate
from random import Random

WAVE_SHAPE = 4.0
"""A week's results in waves have the variance m + m²/4, where m is their mean."""

LARGE = 30.0


def poisson(random: Random, mean: float) -> int:
    """A count with this mean >= 0. Large means are halved, since a product of so many draws would underflow."""
    if mean > LARGE:
        return poisson(random, mean / 2) + poisson(random, mean / 2)
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def wave(random: Random) -> float:
    """The factor of one week, 1 on average."""
    return random.gammavariate(WAVE_SHAPE, 1 / WAVE_SHAPE)


def lognormal(random: Random, sigma: float) -> float:
    """The factor of one sale's size, 1 on average."""
    return math.exp(random.gauss(0, sigma) - sigma**2 / 2) if sigma else 1.0


def days_of_results(random: Random, means: list[float]) -> list[int]:
    """Days, counted from 1, on which one came each; ``means``: how many are to be expected on each day."""
    levels = list(accumulate(means))
    days = []
    day, reached = 0, random.expovariate(1)
    while day < len(levels):
        if levels[day] > reached:
            days.append(day + 1)
            reached += random.expovariate(1)
        else:
            day += 1
    return days
