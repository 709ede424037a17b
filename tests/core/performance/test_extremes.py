"""The best, the worst and where the next money goes: the worked numbers of J-04."""

from __future__ import annotations

import pytest

from core.performance.extremes import Candidate, Extremes, extremes, gap_and_root, of_next, where_more
from core.performance.results import Results
from core.performance.verdicts import Evidence, judge
from tests.data import read_judgements

WORKED = read_judgements()["J-04"]

Goals = tuple[tuple[int, int], ...]
"""(count, worth) of each."""


def results(goals: Goals) -> Results:
    """The dearest of them is also the typical one."""
    worth = max(worth for _, worth in goals)
    return Results(
        total=sum(count * worth for count, worth in goals),
        squares=sum(count * worth**2 for count, worth in goals),
        dearest=worth,
        typical=worth,
        count=sum(count for count, _ in goals),
    )


NEWSLETTERS: Goals = ((60, 15),)
SIDES: list[tuple[tuple[int, Goals], tuple[int, Goals]]] = [
    ((3000, ((60, 1),)), (3000, ((1, 1),))),
    ((3000, ((90, 1),)), (1000, ((15, 1),))),
    ((3000, ((90, 1),)), (1000, ((16, 1),))),
    ((5000, (*NEWSLETTERS, (3, 6000))), (5000, NEWSLETTERS)),
    ((20000, (*NEWSLETTERS, (10, 6000))), (20000, NEWSLETTERS)),
]
"""The better and the worse side of each worked number."""


@pytest.mark.parametrize(("case", "sides"), list(zip(WORKED, SIDES, strict=True)))
def test_a_difference_is_named_where_the_gap_is_larger_than_both_uncertainties(
    case: dict[str, str], sides: tuple[tuple[int, Goals], tuple[int, Goals]]
) -> None:
    """To six decimals."""
    better, worse = ((cost, results(goals)) for cost, goals in sides)
    gap, root = gap_and_root(better, worse, int(case["units"]))
    assert (f"{gap:.6f}", f"{root:.6f}") == (case["gap"], case["root"])
    assert (gap > root) is (case["result"] == "named")


def candidate(key: str, cost: int, goals: Goals) -> Candidate:
    """Old enough, with ads."""
    judgement = judge(Evidence(cost=cost, due=cost, results=results(goals), age=365))
    assert judgement is not None
    return Candidate(key=key, judgement=judgement)


def names(found: Extremes) -> tuple[str | None, str | None]:
    """Best and worst."""
    best, worst = (one.candidate.key if one else None for one in (found.best, found.worst))
    return best, worst


def test_the_best_pays_and_the_worst_loses() -> None:
    """Of two that both pay the worse one is not called worst."""
    assert names(extremes([candidate("a", 1000, ((100, 50),)), candidate("b", 1000, ((5, 50),))])) == ("a", "b")
    assert names(extremes([candidate("a", 1000, ((900, 50),)), candidate("b", 1000, ((300, 50),))])) == ("a", None)
    assert names(extremes([candidate("a", 10**6, ((900, 50),)), candidate("b", 10**6, ((300, 50),))])) == (None, "b")


def test_equal_ones_are_neither() -> None:
    """16 against 11 for the same money is chance."""
    assert names(extremes([candidate("a", 500, ((16, 50),)), candidate("b", 500, ((11, 50),))])) == (None, None)


def test_one_alone_is_not_compared() -> None:
    """Nothing to be better than."""
    assert extremes([candidate("a", 1000, ((100, 50),))]) == Extremes()


def test_a_runner_up_that_may_be_as_bad_is_named() -> None:
    """Both lose against the third; which of the two is worse nobody can say."""
    three = [
        candidate("a", 1000, ((300, 50),)),
        candidate("b", 1000, ((5, 50),)),
        candidate("c", 1000, ((6, 50),)),
    ]
    found = extremes(three)
    assert found.worst is not None
    assert found.worst.candidate.key == "b"
    assert found.worst.rival is not None
    assert found.worst.rival.key == "c"


def test_the_next_money_goes_where_the_low_end_is_highest() -> None:
    """From three results on; what only may pay is not proposed."""
    sure, lucky = candidate("sure", 1000, ((100, 50),)), candidate("lucky", 10, ((2, 5000),))
    assert where_more([sure, lucky, candidate("losing", 10**6, ((5, 50),))]) == sure
    assert where_more([lucky]) is None
    ends = of_next(sure, 1000)
    assert ends.low < 5000 < ends.high
