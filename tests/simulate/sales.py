"""Made-up units whose results have a worth: week by week what came back, and what the judgements are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from core.performance.results import BLOCKS, Results, waves
from tests.simulate.chance import lognormal, poisson, wave

WEEKS = 52
WORTH = 10_000
"""Of one result on average, in minor units."""

Weeks = list[list[float]]
"""The worth of each result of each week, oldest first."""


Week = TypeVar("Week")


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """How results come: steady or ``wavy``, and how unequal they are. Unless ``sigma`` is 0 every sale has its size."""

    wavy: bool = False
    sigma: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """``dearest`` and ``typical`` dear sale of all units of an answer in a year."""

    dearest: float
    typical: float


def weeks(random: Random, means: Iterable[float], kind: Kind) -> Weeks:
    """``means``: how many results are to be expected in each week."""
    counts = [poisson(random, mean * wave(random) if kind.wavy else mean) for mean in means]
    return [[WORTH * lognormal(random, kind.sigma) for _ in range(count)] for count in counts]


def year(random: Random, results: float, kind: Kind) -> Weeks:
    """``results``: to be expected in the year."""
    return weeks(random, [results / WEEKS] * WEEKS, kind)


def scope(units: Sequence[Weeks], average: float = WORTH) -> Scope:
    """Of real sales. ``average``: what was typed as theirs, 0 where nothing was; neither is ever below it."""
    sales = [sale for unit in units for week in unit for sale in week]
    total = sum(sales)
    typical = sum(sale**2 for sale in sales) / total if total else 0.0
    return Scope(dearest=max([average, *sales]), typical=max(average, typical))


def results_of(unit: Weeks, period: int, within: Scope, due: Sequence[float] | None = None) -> Results:
    """Of the last ``period`` weeks, with the waves of the year that ends with them.

    ``due``: due spend of each week; None: the same every week.
    """
    sales = [sale for week in unit[-period:] for sale in week]
    return Results(
        total=sum(sales),
        squares=sum(sale**2 for sale in sales),
        dearest=within.dearest,
        typical=within.typical,
        waves=_waves(unit, due or [1.0] * len(unit)),
        count=len(sales),
    )


def _waves(unit: Weeks, due: Sequence[float]) -> float:
    blocks = [[sale for week in block for sale in week] for block in _blocks(unit)]
    sales = [sale for block in blocks for sale in block]
    squares = sum(sale**2 for sale in sales)
    return waves([sum(block) for block in blocks], [sum(block) for block in _blocks(due)], squares, len(sales))


def _blocks(by_week: Sequence[Week]) -> list[Sequence[Week]]:
    """The 13 blocks of four weeks that end with the last week; those before the first week are empty."""
    ends = [max(0, len(by_week) - 4 * number) for number in reversed(range(BLOCKS))]
    return [by_week[max(0, end - 4) : end] for end in ends]
