"""Performance: ratios come last, and where there is no answer there is none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.money import Money
from core.money.rounding import rounded
from core.performance.cells import Cell, grouped
from core.performance.performance import Performance, performance
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


LEAD = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=eur(0), stage=Stage.LEAD, counts=False)
SALE = Goal(id=2, key="sale", name="Sale", basis=Basis.FIXED, value=eur(600000), stage=Stage.CUSTOMER)
OLD_SALE = replace(SALE, id=3, value=eur(500000))
GUESS = Goal(id=4, key="follower", name="Follower", basis=Basis.GUESS, value=eur(100))
TARGET = Goal(id=5, key="lead-target", name="Lead target", basis=Basis.TARGET, value=eur(275))
GOALS = {goal.id: goal for goal in (LEAD, SALE, OLD_SALE, GUESS, TARGET)}

# the reference campaign F1 (docs/domain.md#the-reference-campaign-f1)
F1 = (
    Cell(category=Category.ADS, cost=400000),
    Cell(category=Category.AGENCY, cost=60000),
    Cell(category=Category.PEOPLE, cost=72000),
    Cell(category=Category.TOOLS, cost=23000),
    Cell(category=Category.MATERIALS, cost=5000),
    Cell(goal=LEAD.id, count=80),
    Cell(goal=SALE.id, count=4, value=2400000),
)
CELLS = st.lists(
    st.builds(
        Cell,
        campaign=st.sampled_from(["", "a", "b"]),
        channel=st.sampled_from(["", "linkedin", "google"]),
        category=st.sampled_from(["", *Category]),
        goal=st.sampled_from([0, *GOALS]),
        cost=st.integers(-(10**9), 10**9),
        count=st.integers(0, 10**6),
        value=st.integers(-(10**9), 10**9),
    ),
    max_size=12,
)


def of(*cells: Cell) -> Performance:
    return performance(cells, GOALS, "EUR")


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(rounded(value))


# --- the numbers of the article and of F1 ---


def test_the_roi_of_the_article() -> None:
    """180,000 from 65,000 is 176.923…, shown as 176.92: neither cut off nor rounded to 177 (A-01, A-02)."""
    roi = Performance(currency="USD", cost=6_500_000, value=18_000_000).roi
    assert roi == Fraction(2300, 13)
    assert shown(roi) == "176.92"


def test_the_ratios_of_f1() -> None:
    """ROI on all costs, ROAS on ad spend only, full cost per lead and per customer (D-01, D-02, D-07, D-08)."""
    done = of(*F1)
    assert (done.invested, done.returned, done.ads) == (eur(560000), eur(2400000), 400000)
    assert (shown(done.roi), shown(done.roas)) == ("328.57", "6.00")
    assert (done.cpl, done.cpa, done.cost_per_conversion) == (eur(7000), eur(140000), eur(140000))


def test_counts_by_stage() -> None:
    """Leads and customers are told apart by their goals' stages, also where the goal does not count."""
    done = of(*F1)
    assert (done.leads, done.customers) == (80, 4)
    assert (done.counting, done.not_counting) == (4, 80)
    assert done.by_goal == {"lead": 80, "sale": 4}


def test_the_excess_of_f1() -> None:
    """At a margin of 65 % the return of 24,000 carries 15,600 of cost (D-03, D-26)."""
    assert of(*F1).excess(Fraction(65, 100)) == 560000 - 1560000
    assert of(*F1).excess() == 560000 - 2400000


# --- the edges of D-16 ---


@pytest.mark.parametrize(
    ("cost", "returned", "roi", "roas"),
    [
        (0, 500, None, None),
        (0, 0, None, None),
        (400, 0, "-100.00", "0.00"),
        (300, -200, "-166.67", "-0.67"),
        (-50, 10, None, None),
        (-50, 0, None, None),
    ],
)
def test_the_edges(cost: int, returned: int, roi: str | None, roas: str | None) -> None:
    """Without a cost above zero there is no ROI, never 0 and never infinite; below -100 % is legal."""
    cells = Cell(category=Category.ADS, cost=cost * 100), Cell(goal=SALE.id, value=returned * 100)
    done = of(*cells)
    assert (shown(done.roi), shown(done.roas)) == (roi, roas)
    assert (done.invested, done.returned) == (eur(cost * 100), eur(returned * 100))


def test_without_ads_there_is_no_roas() -> None:
    """Other costs have a return, but no return on ad spend."""
    done = of(Cell(category=Category.TOOLS, cost=100), Cell(goal=SALE.id, value=200))
    assert done.roi == 100
    assert done.roas is None


def test_without_conversions_nothing_has_a_cost_each() -> None:
    """Neither 0 nor the whole cost."""
    done = of(Cell(category=Category.ADS, cost=40000))
    assert (done.cpl, done.cpa, done.cost_per_conversion) == (None, None, None)


def test_what_cost_nothing_cost_nothing_each() -> None:
    """Leads of an organic post cost 0.00, which is an answer."""
    assert of(Cell(goal=LEAD.id, count=3)).cpl == eur(0)


def test_what_credits_made_up_for_has_no_price() -> None:
    """At a net cost of nothing and below it; on ads alone wherever these are nothing (J-12)."""
    result = Cell(goal=LEAD.id, count=3, standing=1)
    for minor in (-500, 0):
        done = of(Cell(category=Category.ADS, cost=minor, standing=2), result)
        assert (done.cpl, done.cpl_ads, done.cost_per_conversion, done.roi) == (None, None, None, None)
        assert done.credited
    paid = of(Cell(category=Category.TOOLS, cost=600, standing=1), Cell(category=Category.ADS, standing=2), result)
    assert (paid.cpl, paid.cpl_ads, paid.credited) == (eur(200), None, False)


def test_sums_of_nothing_are_something() -> None:
    """As long as anything stands: costs and their credit, a sale and its refund; what was taken back is nothing."""
    assert not of(Cell(category=Category.ADS, standing=2)).empty
    assert not of(Cell(goal=SALE.id, standing=2)).empty
    assert of(Cell(category=Category.ADS, standing=1), Cell(category=Category.ADS, standing=-1)).empty


def test_nothing_is_empty() -> None:
    """No cells, or cells that cancel, leave nothing to show; a result without worth is something."""
    assert of().empty
    assert of(Cell(cost=5), Cell(cost=-5)).empty
    assert not of(Cell(goal=LEAD.id, count=1)).empty
    assert not of(Cell(cost=1)).empty


# --- sums first ---


def test_the_roi_of_a_group_is_not_the_mean() -> None:
    """100 → 300 and 900 → 900 are together 20 %, not 100 % (A-18, D-16)."""
    one = Cell(channel="linkedin", cost=100), Cell(channel="linkedin", goal=SALE.id, value=300)
    other = Cell(channel="google", cost=900), Cell(channel="google", goal=SALE.id, value=900)
    assert [of(*one).roi, of(*other).roi] == [Fraction(200), Fraction(0)]
    assert of(*one, *other).roi == 20


@given(CELLS, st.sampled_from(["campaign", "channel", "category", "goal"]))
def test_groups_add_up_to_the_whole(cells: list[Cell], key: str) -> None:
    """However cells are grouped, no cost, value or count is lost or counted twice."""
    whole = of(*cells)
    parts = [of(*group) for group in grouped(cells, key).values()]
    for name in ("cost", "value", "ads", "counting", "not_counting", "leads", "customers", "estimated", "targeted"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)


def test_groups_keep_their_order() -> None:
    """Groups come as they first appear."""
    cells = [Cell(channel=channel) for channel in ("b", "", "a", "b")]
    assert [(key, len(group)) for key, group in grouped(cells, "channel").items()] == [("b", 2), ("", 1), ("a", 1)]


@given(CELLS)
def test_a_ratio_is_an_answer_or_none(cells: list[Cell]) -> None:
    """Whatever is on the books, nothing divides by zero."""
    done = of(*cells)
    assert (done.roi is None) == (done.cost <= 0)
    assert (done.roas is None) == (done.ads <= 0)
    assert (done.cpl is None) == (done.leads == 0 or done.cost < 0)
    assert (done.cpa is None) == (done.customers == 0 or done.cost < 0)


# --- goals and their versions ---


def test_versions_of_a_goal_are_one_goal() -> None:
    """A goal whose worth changed is still counted as one, each entry at the worth of its day."""
    done = of(Cell(goal=OLD_SALE.id, count=1, value=500000), Cell(goal=SALE.id, count=1, value=600000))
    assert (done.by_goal, done.customers, done.value) == ({"sale": 2}, 2, 1100000)


def test_what_was_undone_is_not_listed() -> None:
    """A goal whose entries were all taken back is not named."""
    assert of(Cell(goal=SALE.id, count=0)).by_goal == {}


def test_conversions_are_those_that_count_else_all() -> None:
    """Where no goal counts towards return, the others are what was reached."""
    assert of(Cell(goal=LEAD.id, count=80), Cell(goal=SALE.id, count=4)).conversions == 4
    assert of(Cell(goal=LEAD.id, count=80)).conversions == 80
    assert of().conversions == 0


# --- labels ---


def test_what_rests_on_a_guess_is_an_estimate() -> None:
    """The guessed and the aimed-for parts of the return are told apart from the earned one (T-03)."""
    done = of(
        Cell(goal=GUESS.id, count=3, value=300),
        Cell(goal=TARGET.id, count=2, value=550),
        Cell(goal=SALE.id, count=1, value=600000),
    )
    assert (done.estimated, done.targeted, done.estimate) == (300, 550, True)
    assert of(Cell(goal=GUESS.id, count=3, value=300)).estimate
    assert of(Cell(goal=TARGET.id, count=2, value=550)).estimate
    assert not of(*F1).estimate


def test_real_revenue_is_no_estimate() -> None:
    """What was really taken stands firm, whatever the goal's worth rests on."""
    assert not of(Cell(goal=GUESS.id, count=3, value=900, revenue=900)).estimate
    assert of(Cell(goal=GUESS.id, count=4, value=1000, revenue=900)).estimated == 100


def test_a_return_that_only_says_what_one_would_pay() -> None:
    """2.75 aimed at and 2.50 paid is 10 % of nothing earned, and labelled so (T-03)."""
    done = of(Cell(category=Category.ADS, cost=250), Cell(goal=TARGET.id, count=1, value=275))
    assert (shown(done.roi), done.targeted, done.estimated) == ("10.00", 275, 0)
