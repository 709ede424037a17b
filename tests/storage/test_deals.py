"""Deals against a plain model: moved, taken back and put back at random, none is ever counted twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Connection

from core.calendar.periods import ALL, Period
from core.ledger.entries import NothingToUndo, NotYours, UnknownEntry
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.money.rounding import rounded
from core.reports.campaign import campaign_report
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking
from core.sales.deals import LOST, SOURCE, WON, Deal, FirstContact, Move, OfADeal, sale
from core.sales.pipelines import seen_on
from core.sales.stages import Closed, DealStage, Stages
from core.setup.campaigns import Campaign
from core.setup.goals import Goal
from storage import audit, campaigns, deals, entry_lists, first_contacts, goals, ledger, stages, totals
from storage.database import Database
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, BEN, TODAY, act

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

CHANCES = {"early": Decimal(20), "late": Decimal("63.15"), WON: Decimal(100), LOST: Decimal(0)}
NAMES = ("acme", "bolt", "cog")
days = st.dates(date(2026, 7, 25), date(2026, 8, 15))
"""Half of them ahead of `TODAY`."""


@dataclass(kw_only=True)
class Step:
    """A step of the model: ``chain`` holds the ids of it, what took it back, what put it back and so on."""

    fact: Deal
    chain: list[int]

    @property
    def stands(self) -> bool:
        return len(self.chain) % 2 == 1


@dataclass(kw_only=True)
class Model:
    """Steps in the order they were first added. Nothing is booked or expected but what they say at this moment."""

    steps: list[Step] = field(default_factory=list)

    def last(self, key: str, until: date = date.max) -> Deal | None:
        """By day, of one day the one added last: put back, a step has its old place."""
        mine = [s.fact for s in self.steps if s.stands and s.fact.key == key and s.fact.day <= until]
        return sorted(mine, key=lambda deal: deal.day)[-1] if mine else None

    def booked(self, period: Period, campaign: str | None = None) -> int:
        won = [deal for key in NAMES if (deal := self.last(key)) and deal.won and deal.day in period]
        return sum(deal.booked.minor for deal in won if campaign in (None, deal.campaign))

    def expected(self, period: Period, campaign: str | None = None) -> dict[str, Fraction]:
        """Of a deal that is open on the day, unless it is won between it and the period's end: then it is booked."""
        found = {}
        for key in NAMES:
            seen, end = self.last(key, seen_on(period, TODAY)), self.last(key)
            booked = end and end.won and end.day < period.end
            if seen and seen.open and not booked and campaign in (None, seen.campaign):
                found[key] = seen.booked.minor * Fraction(seen.probability) / 100
        return found


class Pipeline(RuleBasedStateMachine):
    """Everything that can be done to the deals of one workspace; each example has a workspace of its own."""

    def __init__(self, database: Database, teams: count[int]) -> None:
        super().__init__()
        self.database = database
        self.workspace = add_workspace(database, f"T{next(teams)}").id
        self.model = Model()
        with database.writing() as connection:
            self.goal = goals.save(connection, act(self.workspace), facts.goal("sale", 1))

    @rule(
        key=st.sampled_from(NAMES),
        stage=st.sampled_from(sorted(CHANCES)),
        day=days,
        minor=facts.minors,
        campaign=facts.campaigns,
        exchange=facts.exchanges,
        met=st.none() | st.integers(0, 60),
    )
    def move(
        self, key: str, stage: str, day: date, minor: int, campaign: str, exchange: ExchangeRate | None, met: int | None
    ) -> None:
        """``met``: days before the step; the check compares what is booked with it."""
        fact = deal(key, stage, minor, day, campaign, exchange, self.goal)
        fact = replace(fact, first_contact=None if met is None else day - timedelta(days=met))
        with self.database.writing() as connection:
            done = deals.log(connection, act(self.workspace), fact, request="")
        self.model.steps.append(Step(fact=fact, chain=[done.step.id]))
        assert done.last is not None
        assert done.last.fact == self.model.last(key)
        self.holds()

    @precondition(lambda self: self.model.steps)
    @rule(data=st.data())
    def turn(self, data: st.DataObject) -> None:
        """Takes a step back, or puts one back that is taken back; an old id means what stands now."""
        step = data.draw(st.sampled_from(self.model.steps))
        with self.database.writing() as connection:
            turned = deals.undo if step.stands else deals.redo
            chosen = data.draw(st.sampled_from(step.chain[0 if step.stands else 1 :: 2]))
            done = turned(connection, act(self.workspace, BEN, admin=True), chosen)
        step.chain.append(done.step.id)
        self.holds()

    @precondition(lambda self: any(len(step.chain) > 1 for step in self.model.steps))
    @rule(data=st.data())
    def turn_again(self, data: st.DataObject) -> None:
        """A button pressed twice changes nothing."""
        step = data.draw(st.sampled_from([step for step in self.model.steps if len(step.chain) > 1]))
        with self.database.writing() as connection:
            turned = deals.redo if step.stands else deals.undo
            done = turned(connection, act(self.workspace, BEN, admin=True), step.chain[-2])
        assert done.step.id == step.chain[-1]
        self.holds()

    @rule(period=facts.periods())
    def read(self, period: Period) -> None:
        self.holds(period)

    def holds(self, period: Period = ALL) -> None:
        with self.database.reading() as connection:
            for campaign in (None, "", "alpha"):
                self._counted_once(connection, period, campaign)

    def teardown(self) -> None:
        with self.database.reading() as connection:
            assert audit.check(connection).balances

    def _counted_once(self, connection: Connection, period: Period, campaign: str | None) -> None:
        own = totals.WorkspaceBooks(connection, self.workspace, "USD")
        cells = own.by_campaign(period)
        booked = sum(cell.value for cell in cells if campaign in (None, cell.campaign))
        found = own.open_deals(seen_on(period, TODAY), period.end, campaign)
        expected = {one.key: one.booked.minor * one.chance for one in found}
        assert booked == self.model.booked(period, campaign)
        assert expected == self.model.expected(period, campaign)
        assert len(found) == len(expected)
        assert all(cell.count in (0, 1, 2, 3) for cell in cells)


def deal(
    key: str,
    stage: str,
    minor: int,
    day: date = TODAY,
    campaign: str = "alpha",
    exchange: ExchangeRate | None = None,
    goal: Goal | None = None,
) -> Deal:
    return Deal(
        key=key,
        name=key.title(),
        day=day,
        stage=stage,
        probability=CHANCES[stage],
        amount=Money(minor=minor, currency=exchange.currency if exchange else "USD"),
        exchange=exchange,
        campaign=campaign,
        channel="linkedin",
        goal=goal.id if goal and stage == WON else 0,
    )


def test_no_deal_is_ever_counted_twice(database: Database, engine: str) -> None:
    """Booked and expected are what a plain model says, over any period and campaign, whatever was done before."""
    machine = partial(Pipeline, database, count(1))
    run_state_machine_as_test(machine, settings=examples(5, steps=25, engine=engine))  # type: ignore[arg-type]  # reason: any maker


@pytest.fixture
def workspace(database: Database) -> int:
    return add_workspace(database).id


@pytest.fixture
def goal(database: Database, workspace: int) -> Goal:
    with database.writing() as connection:
        return goals.save(connection, act(workspace), facts.goal("sale", 1))


def log(database: Database, workspace: int, fact: Deal, request: str = "", by: str = ANNA) -> Move:
    with database.writing() as connection:
        return deals.log(connection, act(workspace, by), fact, request=request)


def undo(database: Database, workspace: int, step: int, by: str = ANNA, *, anyone: bool = False) -> Move:
    with database.writing() as connection:
        return deals.undo(connection, act(workspace, by, admin=anyone), step)


def booked(database: Database, workspace: int) -> int:
    with database.reading() as connection:
        return sum(cell.value for cell in totals.WorkspaceBooks(connection, workspace, "USD").by_campaign(ALL))


def test_a_step_taken_back_by_one_request_is_taken_back_once(database: Database, workspace: int) -> None:
    """A request that arrives twice answers with the reversal it made."""
    opened = log(database, workspace, deal("acme", "late", 100))
    with database.writing() as connection:
        taken_back = [deals.undo(connection, act(workspace), opened.step.id, request="R1") for _ in range(2)]
    assert taken_back[0].step.id == taken_back[1].step.id
    assert taken_back[1].last is None


def test_winning_books_and_reopening_takes_back(database: Database, workspace: int, goal: Goal) -> None:
    """Each step says what it booked and what it took back; the reversed conversion and the new one are both kept."""
    log(database, workspace, deal("acme", "late", 100))
    won = log(database, workspace, deal("acme", WON, 100, goal=goal))
    assert won.booked is not None
    assert (won.booked.fact, won.booked.source) == (sale(won.step.fact, goal, FirstContact(opened=TODAY)), SOURCE)
    assert won.withdrawn is None
    again = log(database, workspace, deal("acme", WON, 250, goal=goal))
    assert again.booked is not None
    assert again.withdrawn is not None
    assert booked(database, workspace) == 250
    reopened = log(database, workspace, deal("acme", "late", 250))
    assert (reopened.booked, booked(database, workspace)) == (None, 0)
    back = undo(database, workspace, reopened.step.id)
    assert (back.last, booked(database, workspace)) == (again.step, 250)
    with database.reading() as connection:
        assert [entry.sign for entry in entry_lists.history(connection, workspace, None)] == [1, -1, 1, -1, 1]


def test_a_step_before_the_last_books_nothing(database: Database, workspace: int, goal: Goal) -> None:
    """Won on a day before the one on which it was lost: it is lost. Taken back, the sale is booked after all."""
    lost = log(database, workspace, deal("acme", LOST, 100, TODAY))
    won = log(database, workspace, deal("acme", WON, 100, TODAY - timedelta(days=1), goal=goal))
    assert (won.booked, won.last) == (None, lost.step)
    undo(database, workspace, lost.step.id)
    assert booked(database, workspace) == 100


def test_a_deal_won_ahead_is_not_expected_as_well(database: Database, workspace: int, goal: Goal) -> None:
    """In a period that holds the day it is booked; in one that ends before, it is still expected."""
    log(database, workspace, deal("acme", "late", 100))
    log(database, workspace, deal("acme", WON, 100, TODAY + timedelta(days=5), goal=goal))
    with database.reading() as connection:
        own = totals.WorkspaceBooks(connection, workspace, "USD")
        assert own.open_deals(TODAY, TODAY + timedelta(days=6)) == []
        assert [one.key for one in own.open_deals(TODAY, TODAY + timedelta(days=5))] == ["acme"]


def test_put_back_a_step_has_its_old_place(database: Database, workspace: int) -> None:
    """Of two steps of one day the later stands, also once the first was taken back and put back."""
    first = log(database, workspace, deal("acme", "early", 100))
    second = log(database, workspace, deal("acme", "late", 100))
    reversal = undo(database, workspace, first.step.id)
    with database.writing() as connection:
        restored = deals.redo(connection, act(workspace), reversal.step.id)
    assert restored.last == second.step


def test_the_same_request_moves_once(database: Database, workspace: int, goal: Goal) -> None:
    """A form sent twice answers with what it made, and with what that booked."""
    first = log(database, workspace, deal("acme", WON, 100, goal=goal), "V1")
    second = log(database, workspace, deal("acme", WON, 999, goal=goal), "V1")
    assert (second.step, second.booked) == (first.step, first.booked)
    assert booked(database, workspace) == 100


def test_what_a_deal_booked_goes_with_the_deal_only(database: Database, workspace: int, goal: Goal) -> None:
    """Its conversion is nobody's latest entry, and neither taken back nor put back by itself."""
    won = log(database, workspace, deal("acme", WON, 100, goal=goal))
    assert won.booked is not None
    with database.reading() as connection, pytest.raises(NothingToUndo):
        ledger.latest(connection, workspace, ANNA)
    with database.writing() as connection, pytest.raises(OfADeal):
        ledger.undo(connection, act(workspace, admin=True), won.booked.id)
    undo(database, workspace, won.step.id)
    with database.writing() as connection, pytest.raises(OfADeal):
        ledger.redo(connection, act(workspace, admin=True), won.booked.id + 1)
    assert booked(database, workspace) == 0


def test_a_step_is_its_authors(database: Database, workspace: int) -> None:
    """Others take it back only if they may do so with everybody's; a reversal cannot be taken back as a step."""
    step = log(database, workspace, deal("acme", "early", 100)).step
    with pytest.raises(NotYours):
        undo(database, workspace, step.id, BEN)
    reversal = undo(database, workspace, step.id, BEN, anyone=True).step
    with pytest.raises(UnknownEntry):
        undo(database, workspace, reversal.id)


def test_calibration_counts_the_deals_that_stood_there(database: Database, workspace: int, goal: Goal) -> None:
    """Each once for a stage, by how it is closed today; open ones, and steps taken back, are none."""
    for number in range(5):
        key = f"deal-{number}"
        log(database, workspace, deal(key, "early", 100))
        log(database, workspace, deal(key, "early", 200))
        late = log(database, workspace, deal(key, "late", 100))
        if number < 4:
            log(database, workspace, deal(key, WON if number < 2 else LOST, 100, goal=goal))
        if number == 0:
            undo(database, workspace, late.step.id)
    with database.reading() as connection:
        assert deals.closed(connection, workspace, TODAY) == [
            Closed(stage="early", won=2, of=4),
            Closed(stage="late", won=1, of=3),
        ]
        assert deals.closed(connection, workspace, TODAY - timedelta(days=1)) == []


def test_stages_are_kept_as_they_were_said(database: Database, workspace: int) -> None:
    """In order, the same said twice only once."""
    first = Stages(start=TODAY, stages=(DealStage(key="demo", name="Demó", probability=Decimal("33.33")),))
    second = replace(first, start=TODAY - timedelta(days=9))
    with database.writing() as connection:
        for said in (first, first, second):
            stages.save(connection, act(workspace), said)
        assert stages.every(connection, workspace) == [first, second]


def test_the_pipeline_of_a_campaign(database: Database, workspace: int, goal: Goal) -> None:
    """F1 of the domain from the books: 16,800.00 expected beside 24,000.00 booked, and a pipeline ROI of 628.57 %."""
    sums = {"20": 10_000, "40": 8_000, "60": 5_000, "80": 4_000, "90": 6_000}
    with database.writing() as connection:
        campaigns.save(connection, act(workspace), Campaign(key="alpha", name="Alpha"))
        cost = facts.cost(minor=5_600_00)
        ledger.log(connection, act(workspace), cost, source="form", request="")
    for percent, units in sums.items():
        log(database, workspace, replace(deal(f"at-{percent}", "early", units * 100), probability=Decimal(percent)))
    log(database, workspace, deal("won", WON, 24_000_00, goal=goal))
    log(database, workspace, deal("lost", LOST, 9_000_00))
    log(database, workspace, deal("elsewhere", "early", 1_00, campaign="beta"))
    with database.reading() as connection:
        own = totals.WorkspaceBooks(connection, workspace, "USD")
        report = campaign_report(own, "alpha", None, TODAY, veil=MERGING)
        everything = campaign_ranking(own, ALL, TODAY, veil=MERGING).pipeline
    assert report.total.roi is not None
    assert report.pipeline is not None
    assert report.pipeline.joined is not None
    assert report.pipeline.joined.roi is not None
    assert (report.pipeline.expected.minor, report.pipeline.deviation.minor) == (16_800_00, 6_569_63)
    assert (rounded(report.total.roi), rounded(report.pipeline.joined.roi)) == (Decimal("328.57"), Decimal("628.57"))
    assert everything is not None
    assert len(everything.deals) == len(sums) + 1


def test_a_deal_begins_with_its_first_step_that_stands(database: Database, workspace: int) -> None:
    """On its day, where no first contact is said; steps taken back and of later days say nothing."""
    log(database, workspace, deal("acme", "late", 100, TODAY - timedelta(days=1)))
    first = log(database, workspace, deal("acme", "early", 100, TODAY - timedelta(days=9)))
    met = replace(deal("cog", "early", 100), first_contact=TODAY - timedelta(days=30))
    log(database, workspace, met)
    log(database, workspace, deal("late", "early", 100, TODAY + timedelta(days=1)))
    with database.reading() as connection:
        found = first_contacts.begun(connection, workspace, TODAY)
    assert found == {"acme": TODAY - timedelta(days=9), "cog": TODAY - timedelta(days=30)}
    with database.writing() as connection:
        deals.undo(connection, act(workspace), first.step.id)
        found = first_contacts.begun(connection, workspace, TODAY)
    assert found["acme"] == TODAY - timedelta(days=1)
