"""The dearest sale of a goal and day: exact whatever is logged, given back and taken back, and seldom reckoned anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from core.calendar.periods import ALL
from core.ledger.entries import Entry
from core.money.exchange import ExchangeRate
from core.setup.goals import Goal
from storage import audit, goals, ledger, refunds
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, TODAY, act, usd
from tests.storage.test_weights import LATER, Notes, Step

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["sell", "sell", "refund", "undo", "redo"]),
        st.integers(0, 20),
        st.sampled_from([1, 2, 100, 199, 200, 300, 999]),
        st.integers(1, 3),
        st.sampled_from([TODAY, TODAY - timedelta(days=1)]),
        st.none(),
    ),
    min_size=6,
    max_size=25,
)
"""Two days and few amounts, so that sales of one day weigh the same, or nearly."""


@pytest.mark.usefixtures("tenants_kept_apart")
def test_it_is_that_of_the_sales_that_stand(database: Database, engine: str) -> None:
    """After every single step, on either day and over both; and the check, which puts it together anew, agrees."""
    teams = count(1)

    @given(STEPS)
    @examples(12, engine=engine)
    def holds(steps: list[tuple[str, int, int, int, Any, ExchangeRate | None]]) -> None:
        workspace = add_workspace(database, f"D{next(teams)}").id
        with database.writing() as connection:
            goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
            notes = Notes(connection, workspace, goal)
            notes.sell(1, 200, 1, TODAY, None)
            for step in steps:
                _take(notes, step)
                assert WorkspaceBooks(connection, workspace, "USD").dearest_sales(ALL) == notes.dearest(ALL)

    holds()
    with database.reading() as connection:
        assert audit.check(connection).balances


def _take(notes: Notes, step: Step) -> None:
    if step[0] != "redo" or notes.reversals:
        notes.take(step)


@contextmanager
def _reading_the_day(connection: Connection) -> Iterator[list[str]]:
    """The statements that read all sales of a goal and day, as the driver of SQLite is sent them."""
    sent: list[str] = []
    driver: Any = connection.connection.driver_connection
    driver.set_trace_callback(lambda one: sent.append(one) if "revenue_minor IS NOT NULL" in one else None)
    yield sent
    driver.set_trace_callback(None)


def test_what_weighed_less_than_the_dearest_is_taken_back_without_reading_the_day(sqlite: Database) -> None:
    """Given back, undone and put back; only what was the dearest has the sales of its day read."""
    workspace = add_workspace(sqlite).id
    with sqlite.writing() as connection:
        goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
        dear, cheap = (_sold(connection, workspace, goal, minor) for minor in (500, 400))
        with _reading_the_day(connection) as read:
            given = refunds.save(
                connection, act(workspace, ANNA, today=LATER), cheap.id, usd(50), day=LATER, note="back", request=""
            )
            ledger.undo(connection, act(workspace, ANNA, NOW), given.id)
            ledger.redo(connection, act(workspace, ANNA, NOW), ledger.undo(connection, act(workspace), cheap.id).id)
        assert read == []
        with _reading_the_day(connection) as read:
            ledger.undo(connection, act(workspace, ANNA, NOW), dear.id)
        assert len(read) == 1
        assert WorkspaceBooks(connection, workspace, "USD").dearest_sales(ALL) == {"sale": 400}


def _sold(connection: Connection, workspace: int, goal: Goal, minor: int) -> Entry:
    sale = facts.conversion(goal, 1, usd(minor))
    return ledger.log(connection, act(workspace, ANNA, NOW), sale, source="form", request="")
