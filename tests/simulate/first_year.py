"""J-03: what is said of a unit in the monthly looks of its first year, whether it earns or loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from random import Random

from core.performance.results import Results
from core.performance.verdicts import Evidence, judge
from tests.simulate.promises import Outcome, Promise, Share
from tests.simulate.rules_before import Compared, Goals
from tests.simulate.sales import WEEKS, WORTH, Kind, Weeks, results_of, scope, weeks

LOOKS = tuple(round(month * WEEKS / 12) for month in range(1, 13))
"""After so many weeks."""

RATES = (1, 3, 6, 12, 30, 100)
"""Results that a year's spend brings where it just pays for itself."""

ENOUGH_SALES = 3
"""From which on their worth is judged by without a typed average."""

HEALTHY, LOSING = 1.0, -0.5
NEWSLETTERS, NEWSLETTER = 168, WORTH / 400
"""A year, and what one is worth beside a sale."""


STEADY = Kind()


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """``delay``: days until half of the results have come. ``newsletters``: cheap results come beside the sales.

    ``others``: sales that other units of the company had in 365 days. ``typed``: somebody typed the average sale.
    """

    kind: Kind = STEADY
    delay: int = 0
    newsletters: bool = False
    others: int = 0
    typed: bool = True


def scenarios_of_healthy(runs: int) -> Iterator[Callable[[], Outcome]]:
    """Units that bring back twice what they cost."""
    for name, plan in PLANS.items():
        yield partial(slandered, name, plan, runs, name)


PLANS = {
    "steady": Plan(),
    "delay 14": Plan(delay=14),
    "delay 57": Plan(delay=57),
    "sigma 0.5": Plan(kind=Kind(sigma=0.5)),
    "sigma 1": Plan(kind=Kind(sigma=1.0)),
    "sigma 1, beside 100 sales of others": Plan(kind=Kind(sigma=1.0), others=100),
    "sigma 1, no typed average": Plan(kind=Kind(sigma=1.0), typed=False),
    "weekly waves": Plan(kind=Kind(wavy=True)),
    "weekly waves, sigma 1": Plan(kind=Kind(wavy=True, sigma=1.0)),
    "168 newsletters beside the sales": Plan(newsletters=True),
}


def slandered(text: str, plan: Plan, runs: int, seed: str) -> Outcome:
    """The share of healthy units that are named behind or loses in some look."""
    random = Random(seed)
    named, before = dict.fromkeys(RATES, 0), dict.fromkeys(RATES, 0)
    for rate in RATES:
        for _ in range(runs):
            unit = first_year(random, plan, rate, HEALTHY)
            named[rate] += unit.named_bad
            before[rate] += unit.named_bad_before
    reached, reached_before = ([Share(hits=counts[rate], of=runs) for rate in RATES] for counts in (named, before))
    return Outcome(promise=Promise(text=text, bound=5), reached=reached, before=reached_before)


def scenarios_of_halves(runs: int) -> Iterator[Callable[[], Outcome]]:
    """Half of the units lose. ``spread``: their true ROI is anything from half to double of what they cost."""
    for name in (
        "steady",
        "sigma 1",
        "sigma 1, beside 100 sales of others",
        "weekly waves",
        "168 newsletters beside the sales",
    ):
        for spread in (False, True):
            text = f"{name}, ROI {'-50% to +100%' if spread else '-50% or +100%'}"
            yield partial(truly_lose, text, PLANS[name], spread, runs, text)


def truly_lose(text: str, plan: Plan, spread: bool, runs: int, seed: str) -> Outcome:
    """Of those named behind or loses in some look, the share that loses."""
    random = Random(seed)
    reached, before = [], []
    for rate in RATES:
        named, losing, named_before, losing_before = 0, 0, 0, 0
        for _ in range(runs):
            roi = 2 ** random.uniform(-1, 1) - 1 if spread else random.choice((LOSING, HEALTHY))
            unit = first_year(random, plan, rate, roi)
            named, losing = named + unit.named_bad, losing + (unit.named_bad and roi < 0)
            named_before += unit.named_bad_before
            losing_before += unit.named_bad_before and roi < 0
        reached.append(Share(hits=losing, of=named))
        before.append(Share(hits=losing_before, of=named_before))
    return Outcome(promise=Promise(text=text, bound=85, at_most=False), reached=reached, before=before)


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstYear:
    """``sales``, ``newsletters``: what came; ``others``: what came to other units; ``average``: typed, or 0.

    ``weekly``: cost of a week; ``due``: due spend up to each week.
    """

    sales: Weeks
    newsletters: Weeks
    others: Weeks
    average: float
    weekly: float
    due: Sequence[float]

    @property
    def named_bad(self) -> bool:
        """In some look, by J-03."""
        return any(self._bad(look) for look in LOOKS)

    @property
    def named_bad_before(self) -> bool:
        """In some look the range of before lay below the cost."""
        return any(self._bad_before(look) for look in LOOKS)

    def _bad(self, look: int) -> bool:
        cost = self.weekly * look
        evidence = Evidence(
            cost=round(cost),
            due=round(self.due[look]),
            results=self._results(look),
            age=7 * look,
            uncertain=not self.average and sum(map(len, self.sales[:look] + self.others)) < ENOUGH_SALES,
        )
        judgement = judge(evidence)
        return judgement is not None and judgement.verdict.bad

    def _results(self, look: int) -> Results:
        within = scope([self.sales[:look], self.others], self.average)
        both = [sales + cheap for sales, cheap in zip(self.sales[:look], self.newsletters[:look], strict=True)]
        due = [after - before for before, after in pairwise(self.due[: look + 1])]
        return results_of(both, look, within, due)

    def _bad_before(self, look: int) -> bool:
        came = [[result for week in kind[:look] for result in week] for kind in (self.sales, self.newsletters)]
        goals: Goals = [(len(results), sum(results)) for results in came if results]
        return bool(goals) and Compared(cost=self.weekly * look, goals=goals).loses


def first_year(random: Random, plan: Plan, rate: float, roi: float) -> FirstYear:
    """A unit that has just begun. ``rate``: sales a year, were its ROI 0."""
    cheap = NEWSLETTERS * NEWSLETTER if plan.newsletters else 0.0
    weekly = (rate * WORTH + cheap) / WEEKS
    due = _due(weekly, plan.delay)
    shares = [(after - before) / (weekly * WEEKS) for before, after in pairwise(due)]
    sales = weeks(random, [rate * (1 + roi) * share for share in shares], plan.kind)
    newsletters = weeks(random, [NEWSLETTERS * (1 + roi) * share for share in shares], replace(plan.kind, sigma=0.0))
    worths = [[NEWSLETTER] * len(week) if plan.newsletters else [] for week in newsletters]
    return FirstYear(
        sales=sales,
        newsletters=worths,
        others=weeks(random, [plan.others], plan.kind),
        average=WORTH if plan.typed else 0.0,
        weekly=weekly,
        due=due,
    )


def _due(weekly: float, delay: int) -> list[float]:
    """Up to the end of each week, 0 before the first; spend of a week is as old as its last day."""
    factor = 2 ** (-7 / delay) if delay else 0.0
    waiting, due = 0.0, [0.0]
    for week in range(1, WEEKS + 1):
        waiting = waiting * factor + (weekly if delay else 0.0)
        due.append(weekly * week - waiting)
    return due
