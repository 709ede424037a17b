"""Verdicts of the reckoner's own, from docs/judgements.md alone: ranges, what settles or turns them, best and worst."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tests.reckoning.chance import lower, upper, waves
from tests.reckoning.printing import Days, half_up
from tests.reckoning.setting import GOALS, OWN_GOAL, SERVES_ALL
from tests.reckoning.sums import Books, Sums, left_of, worth_of

YEAR, BLOCK = timedelta(days=365), timedelta(days=28)
DAY = timedelta(days=1)


@dataclass
class Measure:
    """What one result can bring in the scope of an answer, in its last 365 days, without margin."""

    dearest: Fraction
    typical: Fraction
    uncertain: bool
    worths: dict[str, int]


@dataclass
class Unit:
    """A row, or a campaign, with what may be concluded of it. Amounts in cents × margin."""

    key: str
    sums: Sums
    total: float
    squares: float
    phi: float
    dearest: float
    typical: float
    measure: Measure
    age: int
    old: bool
    primary: int
    overhead: bool
    fruitless: int

    @property
    def judged(self) -> bool:
        return self.sums.cost > 0 and self.dearest > 0

    @property
    def whole(self) -> tuple[float, float]:
        return self.between(0.025, self.dearest)

    @property
    def likely(self) -> tuple[float, float]:
        return self.between(0.2, self.typical)

    def between(self, tail: float, one_more: float) -> tuple[float, float]:
        varying = self.phi * self.squares
        return lower(self.total, varying, tail), upper(self.total, varying, one_more, tail)

    @property
    def roi(self) -> tuple[float, float]:
        """The 95 % range of ROI, in percent."""
        low, high = ((end - self.sums.cost) * 100 / self.sums.cost for end in self.whole)
        return low, high

    @property
    def verdict(self) -> str:
        if self.overhead:
            return "overhead"
        if self.fruitless and not self.primary and self.age > 60:
            return "idle"
        return "young" if self.age < 28 and not self.old else self._of_ranges()

    def _of_ranges(self) -> str:
        cost, certain = self.sums.cost, not self.measure.uncertain
        if self.whole[1] < cost and certain:
            return "loses"
        if self.whole[0] > cost:
            return "pays"
        if self.likely[1] < cost and certain:
            return "behind"
        return "ahead" if self.likely[0] > cost else "open"


def measure(books: Books, until: date, campaign: str = "") -> Measure:
    """``until``: the last day of the answer. A campaign for one goal is measured by that and by those that came."""
    year = until - YEAR + DAY, until
    counting = [goal for goal, one in GOALS.items() if one["counts"]]
    if own := OWN_GOAL.get(campaign):
        came = books.sums(year, campaign=campaign).counts
        counting = [goal for goal in counting if goal == own or came[goal]]
    sales = _sales(books, year)
    worths = {goal: int(GOALS[goal]["worth"]) for goal in counting}
    typed = [Fraction(max(GOALS[goal]["worth"], GOALS[goal]["average"])) for goal in counting]
    real = [(worth, number) for goal in counting for worth, number in sales.get(goal, [])]
    revenue = sum((worth * number for worth, number in real), Fraction())
    squares = sum((worth * worth * number for worth, number in real), Fraction())
    return Measure(
        dearest=max([*typed, *(Fraction(half_up(worth)) for worth, _ in real)]),
        typical=max([*typed, squares / revenue if revenue else Fraction()]),
        uncertain=any(_uncertain(goal, sum(number for _, number in sales.get(goal, []))) for goal in counting),
        worths=worths,
    )


def _sales(books: Books, days: Days) -> dict[str, list[tuple[Fraction, int]]]:
    """Goal -> what each of its real sales brought, and how many such."""
    sales: dict[str, list[tuple[Fraction, int]]] = {}
    for entry, _ in books.inside(days):
        if entry["kind"] == "conversion" and left_of(entry):
            sales.setdefault(entry["goal"], []).append((Fraction(worth_of(entry), entry["count"]), entry["count"]))
    return sales


def _uncertain(goal: str, sales: int) -> bool:
    """It lives by real sales, of which there are too few to know what one brings."""
    return not GOALS[goal]["average"] and sales < 3 and (sales > 0 or not GOALS[goal]["worth"])


def unit(
    books: Books,
    days: Days,
    key: str,
    by: str,
    measured: Measure,
    primary: list[str],
    where: dict[str, str],
    within: str = "",
    today: date | None = None,
) -> Unit:
    """``where``: what belongs to it; ``by``: what it is; ``within``: the campaign that the whole answer is of.

    ``today``: of a question; a digest knows its week only.
    """
    sums, until = books.sums(days, **where), days[1]
    margin, first = sums.margin, books.first_cost(until, **where)
    return Unit(
        key=key,
        sums=sums,
        total=float(sums.on_margin),
        squares=float(sums.squares),
        phi=_waves(books, until, where),
        dearest=float(measured.dearest * margin),
        typical=float(measured.typical * margin),
        measure=measured,
        age=(until + DAY - first).days if first else 0,
        old=bool(first and today and today - first >= timedelta(days=28)),
        primary=sum(sums.counts[goal] for goal in primary),
        overhead=not key or (by == "campaign" and key in SERVES_ALL),
        fruitless=0 if "ads" in sums.spent else _fruitless(books, until, where, {"campaign": within} if within else {}),
    )


def _fruitless(books: Books, until: date, where: dict[str, str], within: dict[str, str]) -> int:
    """What a year without an ad and without a result has cost; 0 where one came."""
    year = until - YEAR + DAY, until
    sums, scope = books.sums(year, **where), books.sums(year, **within)
    came = [goal for goal in sums.counts if sums.counts[goal] > 0]
    aimed = [goal for key, goal in OWN_GOAL.items() if _came(books, year, goal, key, where)]
    if "ads" in sums.spent or aimed or any(goal in scope.primary() or GOALS[goal]["counts"] for goal in came):
        return 0
    return max(0, sums.cost)


def _came(books: Books, year: Days, goal: str, key: str, where: dict[str, str]) -> bool:
    """Whether the goal that the campaign ``key`` is for came there in it."""
    here = where.get("campaign") in (None, key)
    return here and books.sums(year, **{**where, "campaign": key}).counts[goal] > 0


def _waves(books: Books, until: date, where: dict[str, str]) -> float:
    blocks = [books.sums(days, **where) for days in _blocks(until)]
    return waves(
        [float(block.on_margin) for block in blocks],
        [float(block.cost) for block in blocks],
        float(sum(block.squares for block in blocks)),
        sum(block.counting for block in blocks),
    )


def _blocks(until: date) -> Iterator[Days]:
    for number in range(13, 0, -1):
        start = until + DAY - number * BLOCK
        yield start, start + BLOCK - DAY


def settles_after(one: Unit) -> int | None:
    """The smallest number of further results, at today's price, that settles it; None where nothing does."""
    count = one.sums.counting
    if count <= 0 or not _settled(one, count, 65_536):
        return None
    low, high = 0, 65_536
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _settled(one, count, middle) else (middle, high)
    return high


def _settled(one: Unit, count: int, more: int) -> bool:
    times = (count + more) / count
    varying = one.phi * one.squares * times
    cost = one.sums.cost * times
    return (
        lower(one.total * times, varying, 0.025) > cost or upper(one.total * times, varying, one.dearest, 0.025) < cost
    )


def turning(one: Unit, margin: Fraction) -> dict[str, int]:
    """Goal -> how many more of it alone would make up for what it is behind."""
    return {goal: math.ceil(one.sums.excess / (worth * margin)) for goal, worth in one.measure.worths.items() if worth}


def more_in_vain(one: Unit) -> int:
    """How many cents more without a result until it probably does not pay."""
    return max(1, math.floor(-math.log(0.2) * one.typical) + 1 - one.sums.cost)


def best_and_worst(units: list[Unit]) -> tuple[tuple[Unit, Unit | None] | None, tuple[Unit, Unit | None] | None]:
    """Each with the runner-up where that may be as good, or as bad; of equals the greatest loss is the worse."""
    if len(units) < 2:
        return None, None
    ranked = sorted(units, key=lambda one: (one.total / one.sums.cost, -one.sums.excess, one.key))
    return _best(ranked), _worst(ranked)


def _best(ranked: list[Unit]) -> tuple[Unit, Unit | None] | None:
    best, others = ranked[-1], ranked[:-1]
    if best.verdict not in ("pays", "ahead") or not _apart([best], others, len(ranked)):
        return None
    return best, None if _apart([best], others[-1:], len(ranked)) else others[-1]


def _worst(ranked: list[Unit]) -> tuple[Unit, Unit | None] | None:
    worst, others = ranked[0], ranked[1:]
    if worst.verdict not in ("loses", "behind") or not _apart(others, [worst], len(ranked)):
        return None
    return worst, None if _apart(others[:1], [worst], len(ranked)) else others[0]


def _apart(better: list[Unit], worse: list[Unit], units: int) -> bool:
    """Whether the gap is larger than both uncertainties together."""
    tail, typical = 0.05 / (2 * units), max(one.typical for one in (*better, *worse))
    (cost, total, varying), (other_cost, other, other_varying) = _joined(better), _joined(worse)
    down = (total - lower(total, varying, tail)) / cost
    up = (upper(other, other_varying, typical, tail) - other) / other_cost
    return total / cost - other / other_cost > math.sqrt(down * down + up * up)


def _joined(units: list[Unit]) -> tuple[int, float, float]:
    return (
        sum(one.sums.cost for one in units),
        sum(one.total for one in units),
        sum(one.phi * one.squares for one in units),
    )


def where_more(units: list[Unit]) -> Unit | None:
    """The paying one with the highest low end, from three results on."""
    paying = [one for one in units if one.verdict == "pays" and one.sums.counting >= 3]
    return max(paying, key=lambda one: one.roi[0], default=None)
