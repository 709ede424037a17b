"""Returns of deals: what is booked follows the steps that say it, and the check names a deal where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Connection, text, update

from bot.operations import tampering
from core.calendar.periods import ALL
from core.ledger.entries import Conversion
from core.ledger.refunds import SaleRefunded
from core.sales.deals import WON, Deal
from core.setup.goals import Goal
from storage import audit, deals, entry_lists, first_contacts, goals, ledger, refunds
from storage.database import Database
from storage.tables import entries
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import ANNA, BEN, TODAY, act, usd

MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))


@pytest.fixture
def workspace(database: Database) -> int:
    return add_workspace(database).id


@pytest.fixture
def goal(database: Database, workspace: int) -> Goal:
    with database.writing() as connection:
        return goals.save(connection, act(workspace), facts.goal("sale", 1))


def step(day: date, stage: str = "contract-sent", contact: date | None = None, goal: Goal | None = None) -> Deal:
    return Deal(
        key="acme",
        name="Acme",
        day=day,
        stage=stage,
        probability=Decimal(100 if stage == WON else 40),
        amount=usd(500),
        goal=goal.id if goal and stage == WON else 0,
        first_contact=contact,
    )


def cohorts(connection: Connection, workspace: int) -> Mapping[date, int]:
    """Month of first contact -> what came of it."""
    listed = WorkspaceBooks(connection, workspace, "USD").cohorts(ALL)
    return {one.month: one.value for one in listed if one.goal}


@pytest.mark.usefixtures("tenants_kept_apart")
def test_a_sale_goes_with_the_first_step_of_its_deal(database: Database, workspace: int, goal: Goal) -> None:
    """Logged later, taken back and put back; each of it a second time changes nothing, and the books balance."""
    with database.writing() as connection:
        won = deals.log(connection, act(workspace), step(TODAY, WON, goal=goal), request="")
        assert cohorts(connection, workspace) == {AUGUST: 500}
        opened = [deals.log(connection, act(workspace, BEN), step(date(2026, 5, 4)), request="R1") for _ in range(2)]
        assert cohorts(connection, workspace) == {MAY: 500}
        assert opened[0].booked == opened[1].booked == deals.booked(connection, workspace, won.step.id)
        assert opened[0].booked
        assert opened[0].withdrawn
        assert [opened[0].booked.logged_by, opened[0].withdrawn.logged_by] == [ANNA, BEN]
        back = [deals.undo(connection, act(workspace, BEN), opened[0].step.id, request="R2") for _ in range(2)]
        assert cohorts(connection, workspace) == {AUGUST: 500}
        for _ in range(2):
            deals.redo(connection, act(workspace, BEN), back[0].step.id)
        assert cohorts(connection, workspace) == {MAY: 500}
        signs = [entry.sign for entry in entry_lists.in_order(connection, workspace)]
        assert signs == [1, -1, 1, -1, 1, -1, 1]
        deals.undo(connection, act(workspace), won.step.id)
        assert cohorts(connection, workspace) == {}
        assert audit.check(connection).balances


@pytest.mark.usefixtures("tenants_kept_apart")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(JULY, None), (JUNE, None)], JUNE),
        ([(JULY, JUNE), (TODAY, JUNE)], JUNE),  # as the form carries it
        ([(JULY, JUNE), (TODAY, None)], JULY),  # emptied since
        ([(JULY, None), (TODAY, JUNE)], JUNE),
        ([(TODAY, JULY), (JULY, MAY)], MAY),  # said with a step that was logged later
    ],
)
def test_the_step_added_last_says_when_the_buyer_was_first_met(
    database: Database, workspace: int, goal: Goal, said: list[tuple[date, date | None]], expected: date
) -> None:
    """Where it says nothing, that is the day of the first step; booked and expected know the same day."""
    with database.writing() as connection:
        for day, contact in said:
            deals.log(connection, act(workspace), step(day, contact=contact), request="")
        assert first_contacts.begun(connection, workspace, TODAY) == {"acme": expected}
        contact = said[-1][1]
        deals.log(connection, act(workspace), step(TODAY, WON, contact, goal), request="")
        assert cohorts(connection, workspace) == {expected.replace(day=1): 500}
        assert audit.check(connection).balances


@pytest.mark.usefixtures("tenants_kept_apart")
def test_another_first_contact_alone_restates_nothing(database: Database, workspace: int, goal: Goal) -> None:
    """What is taken back and booked anew is the same sale on the same day; at another amount it is not."""
    with database.writing() as connection:
        deals.log(connection, act(workspace), step(TODAY, WON, goal=goal), request="")
        opened = deals.log(connection, act(workspace), step(MAY), request="")
        assert cohorts(connection, workspace) == {MAY: 500}
        back = deals.undo(connection, act(workspace), opened.step.id)
        again = deals.redo(connection, act(workspace), back.step.id)
        assert [move.restates for move in (opened, back, again)] == [(), (), ()]
        dearer = replace(step(TODAY, WON, goal=goal), amount=usd(600))
        restated = deals.log(connection, act(workspace), dearer, request="").restates
        assert [(one.sign, one.fact.value.minor) for one in restated if isinstance(one.fact, Conversion)] == [
            (1, 600),
            (-1, 500),
        ]


@pytest.mark.usefixtures("tenants_kept_apart")
@pytest.mark.parametrize("given", [100, 500])
def test_a_refunded_sale_keeps_its_first_contact(database: Database, workspace: int, goal: Goal, given: int) -> None:
    """A first step is taken, taken back and put back all the same; a step that moves the sale itself is refused."""
    with database.writing() as connection:
        won = deals.log(connection, act(workspace), step(TODAY, WON, goal=goal), request="")
        assert won.booked
        refunds.save(connection, act(workspace), won.booked.id, usd(given), day=TODAY, note="back", request="")
        opened = deals.log(connection, act(workspace), step(MAY), request="")
        back = deals.undo(connection, act(workspace), opened.step.id)
        deals.redo(connection, act(workspace), back.step.id)
        assert first_contacts.begun(connection, workspace, TODAY) == {"acme": MAY}
        assert (opened.booked, opened.withdrawn) == (won.booked, None)
        assert [entry.sign for entry in entry_lists.in_order(connection, workspace)] == [1, 1]
        assert audit.check(connection).balances
        with pytest.raises(SaleRefunded):
            deals.log(connection, act(workspace), step(TODAY, "closed-lost"), request="")


def test_a_sale_whose_refund_was_taken_back_moves_with_the_next_step(
    database: Database, workspace: int, goal: Goal
) -> None:
    """Not with the refund itself."""
    with database.writing() as connection:
        won = deals.log(connection, act(workspace), step(TODAY, WON, goal=goal), request="")
        assert won.booked
        refund = refunds.save(connection, act(workspace), won.booked.id, usd(100), day=TODAY, note="back", request="")
        deals.log(connection, act(workspace), step(JUNE), request="")
        ledger.undo(connection, act(workspace), refund.id)
        assert cohorts(connection, workspace) == {AUGUST: 500}
        deals.log(connection, act(workspace), step(MAY), request="")
        assert cohorts(connection, workspace) == {MAY: 500}


@pytest.mark.parametrize(
    ("breach", "told"),
    [
        (
            "UPDATE deal_steps SET amount_minor = 501 WHERE id = 2",
            "T1: the deal acme has booked entry 1, whose revenue in minor units is 500, and 501 by its steps.",
        ),
        (
            "UPDATE deal_steps SET campaign = 'beta' WHERE id = 2",
            "T1: the deal acme has booked entry 1, whose campaign is nothing, and beta by its steps.",
        ),
        (
            "UPDATE deal_steps SET stage = 'closed-lost' WHERE id = 2",
            "T1: the deal acme has booked entry 1, and nothing by its steps.",
        ),
        ("DELETE FROM deal_bookings", "T1: the deal acme is won by its steps, and has nothing booked."),
    ],
)
def test_the_check_names_a_deal_whose_booking_is_not_what_its_steps_say(
    database: Database, workspace: int, goal: Goal, breach: str, told: str
) -> None:
    """By another amount or campaign; booked and not won; won and not booked."""
    with database.writing() as connection:
        for one in (step(date(2026, 5, 4)), step(TODAY, WON, goal=goal), replace(step(TODAY), key="other")):
            deals.log(connection, act(workspace), one, request="")
        assert audit.check(connection).balances
        connection.execute(text(breach))
        found = audit.check(connection)
    assert told in [tampering.flaw(one) for one in found.flaws]
    assert not found.balances


@pytest.mark.parametrize("booked", [None, date(2026, 4, 2)])
def test_whatever_first_contact_a_deal_was_won_with_is_right(
    database: Database, workspace: int, goal: Goal, booked: date | None
) -> None:
    """As its steps said it then, by the rules of then; it stands until a step of it is logged or taken back."""
    with database.writing() as connection:
        for one in (step(date(2026, 5, 4)), step(TODAY, WON, goal=goal)):
            deals.log(connection, act(workspace), one, request="")
        connection.execute(update(entries).values(first_contact=booked))
        assert not audit.check(connection).flaws
        deals.log(connection, act(workspace), step(JUNE), request="")
        assert [entry.sign for entry in entry_lists.in_order(connection, workspace)] == [1, -1, 1]
