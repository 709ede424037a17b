"""Verdicts: the worked numbers of J-03, and that words and ranges never contradict."""

from __future__ import annotations

from dataclasses import replace
from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.results import Results
from core.performance.verdicts import (
    Evidence,
    Judgement,
    Verdict,
    judge,
    more_in_vain,
    settles_after_about,
    turned_by,
)
from tests.data import read_judgements

WORKED = read_judgements()["J-03"]
IN_VAIN = [case for case in WORKED if case.get("zero")]
WITH_RESULTS = [case for case in WORKED if "low95" in case]
IDLE = [case for case in WORKED if case["verdict"] == "idle"]


def test_no_worked_number_is_left_out() -> None:
    """Eight in vain, eleven with results, one idle."""
    assert len(IN_VAIN) + len(WITH_RESULTS) + len(IDLE) == len(WORKED)
    assert (len(IN_VAIN), len(IDLE)) == (8, 1)


def minor(text: str) -> int:
    """Minor units of a decimal text."""
    return round(float(text) * 100)


def unit(cost: int, results: Results, *, fruitless: int = 0, age: int = 365, uncertain: bool = False) -> Evidence:
    """With ads within its year, and old enough, unless said otherwise."""
    return Evidence(cost=cost, due=cost, results=results, fruitless=fruitless, age=age, uncertain=uncertain)


def of_weights(results: list[tuple[int, str]], dearest: str, typical: str) -> Results:
    """``results``: (count, worth) of each goal."""
    weights = [(count, minor(worth)) for count, worth in results]
    return Results(
        total=sum(count * worth for count, worth in weights),
        squares=sum(count * worth**2 for count, worth in weights),
        dearest=minor(dearest),
        typical=minor(typical),
        count=sum(count for count, _ in weights),
    )


def nothing(worth: str) -> Results:
    """No result, where one is worth so much."""
    return Results(total=0, squares=0, dearest=minor(worth), typical=minor(worth))


def judged(one: Evidence) -> Judgement:
    """Its judgement, which it has."""
    judgement = judge(one)
    assert judgement is not None
    return judgement


def early(verdict: Verdict) -> str:
    """The name that J-03 has for it."""
    return "early" if verdict.early else verdict.value


@pytest.mark.parametrize("case", IN_VAIN)
def test_money_spent_in_vain(case: dict[str, Any]) -> None:
    """Behind from 1.6094 times the break-even price, loses from 3.6889 times; to the cent."""
    one = unit(minor(case["spend"]), nothing(case["break_even"]))
    assert early(judged(one).verdict) == case["verdict"]
    for name, verdict in (("behind_from", Verdict.BEHIND), ("loses_from", Verdict.LOSES)):
        first = minor(case[name])
        assert judged(unit(first, one.results)).verdict is verdict
        assert judged(unit(first - 1, one.results)).verdict is not verdict
    if case["more_to_lose"]:
        assert more_in_vain(one, Verdict.LOSES) == minor(case["more_to_lose"])


@pytest.mark.parametrize("case", WITH_RESULTS)
def test_a_verdict_is_read_off_its_two_ranges(case: dict[str, Any]) -> None:
    """Both ranges to two decimals, and about when it settles."""
    one = unit(minor(case["cost"]), of_weights(case["results"], case["dearest"], case["typical"]))
    found = judged(one)
    assert early(found.verdict) == case["verdict"]
    ends = (found.roi.low, found.roi.high, found.likely.low, found.likely.high)
    assert [f"{end:.2f}" for end in ends] == [case[name] for name in ("low95", "high95", "low60", "high60")]
    if "settles_after_about" in case:
        assert settles_after_about(one) == case["settles_after_about"]


def test_what_would_turn_it() -> None:
    """3,223 behind: one sale of 6,000, or 215 sign-ups of 15."""
    [case] = [case for case in WITH_RESULTS if "turned_by" in case]
    one = unit(minor(case["cost"]), of_weights(case["results"], case["dearest"], case["typical"]))
    assert one.excess == minor(case["by"])
    worths = {"sales": float(minor("6000")), "signups": float(minor("15"))}
    assert turned_by(one.excess, worths) == case["turned_by"]


@pytest.mark.parametrize("case", IDLE)
def test_what_cost_money_without_ads_or_results_is_asked_about(case: dict[str, Any]) -> None:
    """After sixty days; a day before, or with one ad in the year, or one result, it is judged as any other."""
    assert not case["ads"]
    one = unit(minor(case["cost"]), nothing("225"), fruitless=minor(case["cost"]), age=case["days"])
    assert judged(one).verdict is Verdict.IDLE
    assert judged(unit(one.cost, one.results, fruitless=one.cost, age=60)).verdict is Verdict.LOSES
    assert judged(unit(one.cost, one.results)).verdict is Verdict.LOSES
    assert judged(unit(one.cost, of_weights([(1, "1")], "225", "225"), fruitless=1)).verdict is Verdict.LOSES


def test_the_young_are_not_judged() -> None:
    """27 days old, whatever it lost; a day later it is said."""
    assert judged(unit(10**7, nothing("1"), age=27)).verdict is Verdict.YOUNG
    assert judged(unit(10**7, nothing("1"), age=28)).verdict is Verdict.LOSES


def test_overhead_comes_before_everything() -> None:
    """It is neither idle nor young nor a loser."""
    one = Evidence(cost=10**7, due=10**7, results=nothing("1"), age=300, overhead=True)
    assert judged(one).verdict is Verdict.OVERHEAD


def test_without_a_worth_or_a_cost_there_is_no_verdict() -> None:
    """Say what a result is worth."""
    assert judge(unit(100, nothing("0"))) is None
    assert judge(unit(0, nothing("5"))) is None
    assert judge(unit(-100, nothing("5"))) is None


def test_few_sales_of_unknown_worth_are_no_loss() -> None:
    """Two sales and no typed average: neither loses nor behind."""
    sure = unit(10**7, of_weights([(2, "1")], "1", "1"))
    unsure = unit(10**7, of_weights([(2, "1")], "1", "1"), uncertain=True)
    assert judged(sure).verdict is Verdict.LOSES
    assert judged(unsure).verdict is Verdict.OPEN


def test_what_could_not_come_yet_is_no_loss() -> None:
    """With a delay only the due part of the cost is held against it; a profit must have paid all of it."""
    one = Evidence(cost=10**6, due=100, age=100, results=of_weights([(5, "10")], "10", "10"))
    assert judged(one).verdict is Verdict.OPEN
    assert judged(unit(10**6, one.results)).verdict is Verdict.LOSES


UNITS = st.builds(
    lambda cost, count, worth, dearer: unit(
        cost,
        Results(total=count * worth, squares=count * worth**2, dearest=worth * dearer, typical=worth, count=count),
    ),
    st.integers(1, 10**9),
    st.integers(0, 500),
    st.integers(1, 10**6),
    st.integers(1, 50),
)


@given(UNITS)
def test_words_and_ranges_never_contradict(one: Evidence) -> None:
    """What pays does so at its low end, what loses at its high end; a likely verdict leaves 0 in the wider range."""
    found = judged(one)
    held = {
        Verdict.LOSES: found.roi.high < 0,
        Verdict.PAYS: found.roi.low > 0,
        Verdict.BEHIND: found.likely.high < 0 <= found.roi.high,
        Verdict.AHEAD: found.roi.low <= 0 < found.likely.low,
        Verdict.OPEN: found.likely.low <= 0 <= found.likely.high,
    }
    assert held[found.verdict]


@given(UNITS)
def test_nothing_is_better_than_less(one: Evidence) -> None:
    """Without its results a unit is never judged better."""
    order = [Verdict.LOSES, Verdict.BEHIND, Verdict.OPEN, Verdict.AHEAD, Verdict.PAYS]
    without = replace(one, results=replace(one.results, total=0.0, squares=0.0, count=0))
    assert order.index(judged(without).verdict) <= order.index(judged(one).verdict)


@given(UNITS)
def test_it_settles_after_about_so_many_and_not_before(one: Evidence) -> None:
    """One fewer leaves 0 in the range."""
    settles = settles_after_about(one)
    if settles is None:
        return
    factor = (one.results.count + settles) / one.results.count
    ends = one.results.scaled(factor).range()
    cost = one.cost * factor
    assert not ends.low <= cost <= ends.high or isclose(ends.low, cost) or isclose(ends.high, cost)
