"""Due spend of the rows of an answer: by the goal of each, and read only where a goal takes time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.performance.blocks import Spent, block_edges
from core.performance.maturity import due_between
from core.plans.targets import Target
from core.reports.due_spend import DueSpend
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking, channel_ranking
from tests.core.reports.test_reports import BRAND, DAY, JULY, LEAD, Q3, SALE, Ledger, cost, eur, sales

SLOW = replace(SALE, delay=57)
SIGNUP = replace(LEAD, id=3, key="signup", name="Signup", counts=True)
WORTHS = {"sale": Fraction(10000), "signup": Fraction(500)}


def signups(count: int, campaign: str = "campaign-q3") -> Conversion:
    value = SIGNUP.return_of(count, None)
    return Conversion(day=DAY, goal=SIGNUP, count=count, value=value, campaign=campaign, channel="linkedin")


def due_spend(books: Ledger, period: Period = JULY) -> DueSpend:
    return DueSpend(books, WORTHS, "campaign", period, None)


def target(goal: str, price: int, start: date = JULY.start) -> Target:
    end = start + timedelta(days=20)
    return Target(campaign="campaign-q3", goal=goal, count=5, cost_per_conversion=eur(price), start=start, end=end)


@dataclass(kw_only=True)
class Closed(Ledger):
    """Books in which nobody may read the spending day by day."""

    def spending(self, start: date, end: date, campaign: str | None = None) -> Sequence[Spent]:
        raise AssertionError


def test_without_a_delay_nothing_more_is_read() -> None:
    """A goal that does not count has no say in it."""
    books = Closed(facts=[cost(40000), sales(1)], versions=(SALE, replace(LEAD, delay=9)))
    for ranked in (campaign_ranking, channel_ranking):
        ranking = ranked(books, JULY, JULY.last, veil=MERGING)
        assert [row.judgement.evidence.due for row in ranking.rows if row.judgement] == [40000]
        assert ranking.mature_through is None


@pytest.mark.parametrize(
    ("books", "delay"),
    [
        (Ledger(), 57),  # the dearest that counts
        (Ledger(facts=[signups(1), sales(1)]), 57),  # as many: the dearer
        (Ledger(facts=[signups(2), sales(1)]), 0),  # the most frequent
        (Ledger(facts=[signups(9, campaign="brand"), sales(1)]), 57),
        (Ledger(facts=[sales(9)], aims=[target("signup", 700)]), 0),  # that of its target
        (Ledger(facts=[sales(9)], aims=[target("signup", 700), target("sale", 900)]), 57),  # the dearer
        (Ledger(facts=[sales(9)], aims=[target("signup", 700, date(2027, 1, 1))]), 57),  # not of another time
        (Ledger(facts=[sales(9)], known=[replace(Q3, goal="signup"), BRAND], aims=[target("sale", 900)]), 0),  # its own
        (Ledger(facts=[sales(9)], known=[replace(Q3, goal="lead"), BRAND]), 57),  # it brings no return
    ],
)
def test_the_goal_of_a_row(books: Ledger, delay: int) -> None:
    """A campaign's own, else its target's, else the most frequent that counts in a year, else the dearest (J-05)."""
    known = replace(books, versions=(SLOW, SIGNUP, replace(LEAD, delay=3)))
    assert due_spend(known).delay(["campaign-q3"]) == delay


def test_several_campaigns_in_a_row_have_no_goal_of_their_own() -> None:
    """Nor a target: what comes most often in all of them decides."""
    known = (replace(Q3, goal="sale"), BRAND)
    books = Ledger(facts=[signups(2), sales(1)], known=known, versions=(SLOW, SIGNUP))
    assert due_spend(books).delay(["campaign-q3"]) == 57
    assert due_spend(books).delay(["campaign-q3", "brand"]) == 0


SPENT = st.lists(st.builds(cost, st.integers(1, 10**7), day=st.dates(date(2026, 1, 1), date(2026, 7, 31))), max_size=8)


@given(SPENT, st.integers(1, 60))
def test_it_is_the_due_spend_of_the_period(spent: list[Cost], delay: int) -> None:
    """M(t) - M(t₀) of all that was ever spent, up to the cost; each block likewise (J-06)."""
    books = Ledger(facts=spent, versions=(replace(SALE, delay=delay),))
    due = due_spend(books)
    days: dict[date, int] = {}
    for one in books.spending(date.min, date.max):
        days[one.day] = days.get(one.day, 0) + one.cost
    came_due = due_between(days, delay, JULY.start - timedelta(days=1), JULY.last)
    whole = 10**12
    assert due.of(["campaign-q3"], whole) == pytest.approx(float(came_due), abs=0.51)
    assert due.of(["campaign-q3"], 7) == min(7, due.of(["campaign-q3"], whole))
    edges = [edge - timedelta(days=1) for edge in block_edges(JULY.end)]
    blocks = [float(due_between(days, delay, *pair)) for pair in pairwise(edges)]
    assert list(due.of_blocks(["campaign-q3"], [0] * 13)) == pytest.approx(blocks, abs=0.01)
