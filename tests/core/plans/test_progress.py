"""Progress: how far a target has come, when it is judged, and when it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from core.calendar.periods import Period, week_of
from core.money.money import Money
from core.performance.cells import Cell
from core.plans.benchmarks import Benchmark
from core.plans.progress import Progress, progress_of_week, progress_today
from core.plans.targets import Target
from core.setup.goals import Basis, Goal, Stage


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


TARGET = Target(
    campaign="q3",
    goal="lead",
    count=500,
    cost_per_conversion=usd(2_75),
    start=date(2026, 7, 1),
    end=date(2026, 9, 30),
)
DAY_40 = date(2026, 8, 9)
OLD = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=usd(5_00))
LEAD = replace(OLD, id=2, stage=Stage.LEAD, counts=False)
SALE = replace(OLD, id=3, key="sale")
LINKEDIN = Benchmark(
    id="B10",
    place="linkedin",
    metric="CPL",
    value=Decimal(371),
    unit="USD",
    region="AMER",
    source="LinkedIn",
    year="2025",
    compared=True,
)


@dataclass(kw_only=True)
class Ledger:
    """The books of a test: what was logged on which day of campaign q3."""

    facts: Sequence[tuple[date, Cell]] = ()
    aims: Sequence[Target] = (TARGET,)
    versions: Sequence[Goal] = (OLD, LEAD, SALE)
    currency: str = "USD"

    def goals(self) -> Mapping[int, Goal]:
        return {goal.id: goal for goal in self.versions}

    def targets(self) -> Sequence[Target]:
        return self.aims

    def of_campaign(self, key: str, period: Period) -> Sequence[Cell]:
        return [cell for day, cell in self.facts if key == "q3" and day in period]

    def days(self, campaign: str | None = None) -> tuple[date, date] | None:
        days = [day for day, _ in self.facts]
        return (min(days), max(days)) if days else None


def leads(count: int, day: date = DAY_40, goal: Goal = LEAD) -> tuple[date, Cell]:
    return day, Cell(campaign="q3", goal=goal.id, count=count)


def cost(minor: int, day: date = DAY_40, channel: str = "linkedin") -> tuple[date, Cell]:
    return day, Cell(campaign="q3", channel=channel, category="ads", cost=minor)


def test_the_articles_target_on_its_fortieth_day() -> None:
    """120 of 500, 217.39 expected; the full cost by the leads; 380 missing over 52 days."""
    books = Ledger(facts=[leads(120), cost(300_00), cost(60_00, channel="")])
    found = progress_today(books, TARGET, DAY_40)
    assert (found.count, found.gap, found.days_left) == (120, -97, 52)
    assert found.ahead == 120 - Fraction(500 * 40, 92)
    assert found.cost_per_conversion == usd(3_00)
    assert found.needed_a_day == Fraction(380, 52)
    assert found.budget_of_month == (Period(start=date(2026, 8, 1), end=date(2026, 9, 1)), usd(458_33))
    assert (found.over, found.reached, found.begun) == (False, False, True)


def test_only_its_own_goal_and_days_count() -> None:
    """Every version of the goal; not other goals, not what lies outside the target's days or after today."""
    before, after = TARGET.start - timedelta(days=1), TARGET.end + timedelta(days=1)
    facts = [leads(1, goal=OLD), leads(2), leads(50, goal=SALE), leads(8, before), leads(16, after)]
    books = Ledger(facts=[*facts, cost(7, before), leads(32, DAY_40 + timedelta(days=1))])
    found = progress_today(books, TARGET, DAY_40)
    assert (found.count, found.cost, found.cost_per_conversion) == (3, usd(0), usd(0))
    assert progress_today(books, TARGET, after).count == 35


def test_nothing_yet_has_no_cost_per_conversion() -> None:
    """None where there is no answer."""
    found = progress_today(Ledger(facts=[cost(5)]), TARGET, DAY_40)
    assert (found.count, found.cost, found.cost_per_conversion) == (0, usd(5), None)


@pytest.mark.parametrize(
    ("day", "begun", "over", "left"),
    [
        (TARGET.start - timedelta(days=1), False, False, 92),
        (TARGET.start, True, False, 91),
        (TARGET.end, True, False, 0),
        (TARGET.end + timedelta(days=1), True, True, 0),
    ],
)
def test_the_last_day_still_runs(day: date, begun: bool, over: bool, left: int) -> None:
    """Both its ends are its own; on the last day nothing can be needed of the days after it."""
    found = progress_today(Ledger(), TARGET, day)
    assert (found.begun, found.over, found.days_left) == (begun, over, left)
    assert found.needed_a_day == (Fraction(500, left) if left else None)


def test_nothing_more_is_needed_once_it_is_reached() -> None:
    """Reached is reached, also before the end."""
    found = progress_today(Ledger(facts=[leads(500)]), TARGET, DAY_40)
    assert (found.reached, found.needed_a_day) == (True, None)


@pytest.mark.parametrize(("first", "is_first"), [(0, True), (5, True), (-1, False)])
def test_the_first_period(first: int, is_first: bool) -> None:
    """Where nothing was on the books before the target began: a new firm cannot miss it (A-25, A-26)."""
    books = Ledger(facts=[cost(1, TARGET.start + timedelta(days=first))])
    assert progress_today(books, TARGET, DAY_40).first_period is is_first
    assert progress_today(Ledger(), TARGET, DAY_40).first_period


def test_the_targets_of_a_week() -> None:
    """Those that ran in it, as they stood on Sunday night; one that ended by then is over."""
    week = week_of(TARGET.end)
    ends = replace(TARGET, end=week.last)
    past = replace(TARGET, start=date(2026, 1, 1), end=week.start - timedelta(days=1))
    ahead = replace(TARGET, start=week.end, end=week.end)
    longer = replace(TARGET, end=date(2026, 12, 31))
    books = Ledger(facts=[leads(5), leads(100, week.end)], aims=[longer, past, ends, ahead, TARGET])
    found = progress_of_week(books, week)
    assert [(p.target, p.over, p.count) for p in found] == [(TARGET, True, 5), (ends, True, 5), (longer, False, 5)]


@pytest.mark.parametrize(
    ("versions", "channel", "far"),
    [
        ((OLD, LEAD), "linkedin", 1),
        ((LEAD,), "", 1),
        ((LEAD,), "youtube", 0),
        ((OLD,), "linkedin", 0),
        ((LEAD, replace(OLD, id=9)), "linkedin", 0),
        ((), "linkedin", 0),
    ],
)
def test_only_a_price_of_leads_is_compared(versions: Sequence[Goal], channel: str, far: int) -> None:
    """The goal's latest version decides; the channels are those that cost something."""
    books = Ledger(facts=[cost(5, channel=channel)], versions=versions)
    found: Progress = progress_today(books, TARGET, DAY_40, (LINKEDIN,))
    assert len(found.far) == far
