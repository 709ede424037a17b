"""The price of a result: whose it is, how certain it is, and that nobody is measured by another goal's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.result_price import PriceSources, Record, ResultPrice, Source, Swing, judged_goal, result_price
from tests.data import read_judgements

WORKED = read_judgements()["J-05"]
STRENGTHS = [case for case in read_judgements()["J-07"] if "own_n" in case]
UNROUNDED = {"1": 1.0, "1.3194": 1 + 23 / 72}
"""The φ of J-02's blocks with four decimals, and in full."""

NEWSLETTER, SALE = "newsletter", "sale"
WORTH = {NEWSLETTER: Fraction(1500), SALE: Fraction(600000)}


def record(count: int, each: int, swing: Swing | None = None) -> Record:
    """As many results as cost ``each`` minor units."""
    return Record(count=count, due=Fraction(each * (count - 1)), swing=swing)


def price_of(known: PriceSources) -> ResultPrice:
    price = result_price(known)
    assert price is not None
    return price


def cents(text: str) -> Fraction:
    return Fraction(text) * 100


# --- the slander that must not happen ---


def test_dear_sales_are_not_measured_by_cheap_newsletters() -> None:
    """LinkedIn's sales cost 1,500 and Facebook's newsletters 4.67: 1,400 on LinkedIn are not yet one sale."""
    linkedin = price_of(PriceSources(own={SALE: record(9, 150000)}, break_even=WORTH))
    assert (linkedin.goal, linkedin.source, linkedin.price) == (SALE, Source.OWN, cents(WORKED["own"]["k"]))
    expected = linkedin.expected(cents(WORKED["own"]["spend"]))
    assert f"{expected:.2f}" == WORKED["own"]["lambda"]


def test_a_new_unit_is_measured_by_what_the_dearest_result_is_worth() -> None:
    """It has no history of its own, and nobody else's is taken in its place."""
    new = price_of(PriceSources(break_even=WORTH))
    assert (new.goal, new.source, new.price) == (SALE, Source.BREAK_EVEN, cents(WORKED["new"]["k"]))
    expected = new.expected(cents(WORKED["new"]["spend"]))
    assert f"{expected:.2f}" == WORKED["new"]["lambda"]


# --- which goal ---


OWN = {NEWSLETTER: record(60, 467), SALE: record(3, 150000)}


@pytest.mark.parametrize(
    ("known", "goal"),
    [
        (PriceSources(goal=SALE, targets={NEWSLETTER: Fraction(500)}, own=OWN, break_even=WORTH), SALE),
        (PriceSources(targets={SALE: Fraction(90000)}, own=OWN, break_even=WORTH), SALE),
        (PriceSources(targets={SALE: Fraction(90000), NEWSLETTER: Fraction(500)}, own=OWN, break_even=WORTH), SALE),
        (PriceSources(own=OWN, break_even=WORTH), NEWSLETTER),
        (PriceSources(own={NEWSLETTER: record(3, 467), SALE: record(3, 150000)}, break_even=WORTH), SALE),
        (PriceSources(own={"click": record(900, 10)}, break_even=WORTH), SALE),
        (PriceSources(), None),
    ],
    ids=["own", "target", "dearest of two targets", "most frequent", "as frequent", "does not count", "nothing known"],
)
def test_the_goal_is_the_nearest_that_somebody_named(known: PriceSources, goal: str | None) -> None:
    """The campaign's own, its target's, its most frequent that counts, the dearest."""
    assert judged_goal(known) == goal


# --- which price ---


KNOWN = PriceSources(
    goal=SALE,
    targets={SALE: Fraction(90000)},
    own={SALE: record(5, 110000), NEWSLETTER: record(400, 467)},
    parent={SALE: record(40, 120000)},
    break_even=WORTH,
)


@pytest.mark.parametrize(
    ("known", "source", "price", "strength"),
    [
        (KNOWN, Source.TARGET, 90000, 12),
        (replace(KNOWN, targets={}), Source.OWN, 110000, 4),
        (replace(KNOWN, targets={NEWSLETTER: Fraction(500)}), Source.OWN, 110000, 4),
        (replace(KNOWN, targets={}, own={SALE: record(4, 110000)}), Source.PARENT, 120000, 4),
        (replace(KNOWN, targets={}, own={}, parent={SALE: record(4, 120000)}), Source.BREAK_EVEN, 600000, 12),
        (replace(KNOWN, targets={}, own={SALE: record(99, 0)}, parent={}), Source.BREAK_EVEN, 600000, 12),
    ],
    ids=["target", "own", "target of another goal", "parent", "break-even", "credited"],
)
def test_the_price_is_the_first_there_is(known: PriceSources, source: Source, price: int, strength: float) -> None:
    """Target, own from five results on, the parent's from five on, break-even; never another goal's."""
    expected = ResultPrice(goal=SALE, price=Fraction(price), source=source, strength=strength)
    assert result_price(known) == expected


def test_break_even_is_of_the_dearest_goal_that_counts() -> None:
    """A campaign for newsletters without a history waits as long as for a sale: its silence proves nothing before."""
    assert price_of(PriceSources(goal=NEWSLETTER, break_even=WORTH)).goal == SALE


def test_where_nothing_has_a_worth_there_is_no_price() -> None:
    """Neither of no goal nor of one that is worth nothing."""
    assert result_price(PriceSources()) is None
    assert result_price(PriceSources(goal=SALE, break_even={SALE: Fraction(0)})) is None


# --- how certain it is ---


@pytest.mark.parametrize(("count", "strength"), [(5, 4), (12, 11), (13, 12), (49, 12), (400, 12)])
def test_a_price_of_few_results_counts_for_one_less(count: int, strength: int) -> None:
    """And at most for twelve, while nothing is known of its waves."""
    assert record(count, 100).strength == strength
    assert record(count, 100, Swing(results=49, waves=1.0)).strength == strength


@pytest.mark.parametrize("case", STRENGTHS)
def test_from_fifty_results_on_the_waves_decide(case: dict[str, str]) -> None:
    """A steady price counts for more than twelve, a wavy one for less."""
    count = int(case["own_n"])
    swing = Swing(results=count, waves=UNROUNDED[case["phi"]])
    assert swing.variance == pytest.approx(float(case["c"]), abs=5e-5)
    assert record(count, 100, swing).strength == pytest.approx(float(case["h"]), abs=5e-5)


@given(st.integers(50, 5000), st.floats(1, 50))
def test_wider_waves_never_make_a_price_more_certain(count: int, waves: float) -> None:
    """Nor does any number of results count for more than fifty."""
    calm, wavy = (record(count, 100, Swing(results=count, waves=by)).strength for by in (waves, waves + 1))
    assert 0 < wavy <= calm <= 50
