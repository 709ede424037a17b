"""Corrections: of one fact one version stands at most, whichever buttons, old and new, are pressed in any order."""

from __future__ import annotations

from contextlib import suppress
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from core.calendar.periods import ALL
from core.ledger.entries import CorrectedSince, Cost, Entry, NotYours, TakenBack, UnknownEntry
from core.problems import Problem
from core.setup.workspaces import Workspace
from storage import audit, entry_lists, ledger
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, BEN, act

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

steps = st.lists(st.tuples(st.sampled_from(["undo", "redo", "correct"]), st.integers(0, 30)), max_size=12)


def test_of_one_fact_one_version_stands(database: Database, engine: str) -> None:
    """Undo, redo and correction of any entry ever made for it: the books hold one version or none, and balance."""
    teams = count(1)

    @given(steps)
    @examples(15, engine=engine)
    def holds(taken: list[tuple[str, int]]) -> None:
        workspace = add_workspace(database, f"C{next(teams)}").id
        with database.writing() as connection:
            log(connection, workspace, 100)
        for number, (what, place) in enumerate(taken):
            with suppress(UnknownEntry, TakenBack, CorrectedSince), database.writing() as connection:
                ids = [entry.id for entry in entry_lists.history(connection, workspace, None, most=100)]
                change(connection, workspace, what, ids[place % len(ids)], 200 + number)
            with database.reading() as connection:
                standing = [
                    one.fact for one in entry_lists.history(connection, workspace, None, most=100) if one.stands
                ]
                assert len(standing) <= 1
                assert cost(connection, workspace) == sum(
                    fact.amount.minor for fact in standing if isinstance(fact, Cost)
                )

    holds()
    with database.reading() as connection:
        assert audit.check(connection).balances


def test_undo_restores_the_books_exactly(database: Database, workspace: Workspace) -> None:
    """Every correction taken back in turn, newest first: the first version stands again, in its author's name."""
    with database.writing() as connection:
        first = log(connection, workspace.id, 100)
        latest = first
        for minor in (200, 300, 400):
            latest = correct(connection, workspace.id, latest.id, minor, by=BEN)
    for expected in (300, 200, 100):
        with database.writing() as connection:
            latest = ledger.as_it_stands(connection, workspace.id, first.id)
            ledger.undo(connection, act(workspace.id, BEN, admin=True), latest.id)
            assert cost(connection, workspace.id) == expected
    with database.reading() as connection:
        restored = ledger.as_it_stands(connection, workspace.id, first.id)
        assert (restored.fact, restored.logged_by, restored.stands) == (first.fact, ANNA, True)


def test_an_undo_sent_twice_brings_back_once(database: Database, workspace: Workspace) -> None:
    """The second time it answers the same, and moves nothing."""
    with database.writing() as connection:
        corrected = correct(connection, workspace.id, log(connection, workspace.id, 100).id, 60)
    found = set()
    for _ in range(2):
        with database.writing() as connection:
            found.add(ledger.undo(connection, act(workspace.id), corrected.id).id)
            assert cost(connection, workspace.id) == 100
    assert len(found) == 1


def test_who_may_not_corrects_nothing(database: Database, workspace: Workspace) -> None:
    """A stranger's correction is refused, and so is that of what is not there, taken back or corrected."""
    with database.writing() as connection:
        entry = log(connection, workspace.id, 100)
    tried: list[tuple[type[Problem], int, str]] = [(NotYours, entry.id, BEN), (UnknownEntry, entry.id + 1, ANNA)]
    for problem, number, by in tried:
        with pytest.raises(problem), database.writing() as connection:
            ledger.give_way(connection, act(workspace.id, by), number)
    with database.writing() as connection:
        correct(connection, workspace.id, entry.id, 60)
    with pytest.raises(CorrectedSince), database.writing() as connection:
        ledger.give_way(connection, act(workspace.id), entry.id)
    with database.writing() as connection:
        gone = log(connection, workspace.id, 5)
        ledger.undo(connection, act(workspace.id), gone.id)
    with pytest.raises(TakenBack), database.writing() as connection:
        ledger.give_way(connection, act(workspace.id), gone.id)


def change(connection: Connection, workspace: int, what: str, entry: int, minor: int) -> None:
    if what == "correct":
        correct(connection, workspace, entry, minor)
    else:
        turn = ledger.undo if what == "undo" else ledger.redo
        turn(connection, act(workspace, admin=True), entry)


def log(connection: Connection, workspace: int, minor: int) -> Entry:
    return ledger.log(connection, act(workspace), facts.cost(minor=minor), source="form", request="")


def correct(connection: Connection, workspace: int, entry: int, minor: int, by: str = ANNA) -> Entry:
    old = ledger.give_way(connection, act(workspace, by, admin=by != ANNA), entry)
    fact = facts.cost(minor=minor)
    return ledger.log(connection, act(workspace, by), fact, source="form", request="", replaces=old.id)


def cost(connection: Connection, workspace: int) -> int:
    return sum(cell.cost for cell in WorkspaceBooks(connection, workspace, "USD").by_campaign(ALL))
