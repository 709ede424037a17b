"""Cohorts: results by the month of their first contact, whatever is logged, given back and taken back (J-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from core.calendar.periods import ALL, Period
from core.ledger.entries import Conversion, Entry
from core.performance.cohorts import Cohort
from core.sales.deals import WON, Deal
from core.setup.goals import Goal
from storage import audit, deals, goals, ledger, refunds, seals
from storage.database import Database
from storage.tables import entries
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, TODAY, act, usd
from tests.storage.test_currency_change import carried_out
from tests.storage.test_schema import migration_config

GUARDED = pytest.mark.usefixtures("tenants_kept_apart")
CONTACTS = st.none() | st.dates(date(2025, 11, 1), date(2026, 8, 1))
LOGGED = st.lists(
    st.tuples(
        facts.days,
        CONTACTS,
        st.integers(1, 5),
        facts.campaigns,
        st.sampled_from(["stands", "undone", "redone", "given back"]),
    ),
    max_size=8,
)
Logged = tuple[date, date | None, int, str, str]


@GUARDED
def test_the_worked_example(database: Database) -> None:
    """January costs 10,000; sales of 30,000 in March had their first contact in January: their cohort is at 200 %."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
        cost = facts.cost(date(2026, 1, 20), 10_000_00)
        ledger.log(connection, act(workspace, ANNA, NOW), cost, source="form", request="")
        sold = replace(facts.conversion(goal, 3, usd(30_000_00)), day=date(2026, 3, 9), first_contact=date(2026, 1, 31))
        _log(connection, workspace, sold)
    first_quarter = Period(start=date(2026, 1, 15), end=date(2026, 4, 1))
    january = date(2026, 1, 1)
    expected = [Cohort(month=january, cost=10_000_00), Cohort(month=january, goal=goal.id, count=3, value=30_000_00)]
    with database.reading() as connection:
        books = WorkspaceBooks(connection, workspace, "USD")
        assert books.cohorts(first_quarter) == books.cohorts(first_quarter, "alpha") == expected
        assert books.cohorts(first_quarter, "beta") == []
        assert books.cohorts(Period(start=date(2026, 2, 1), end=date(2026, 4, 1))) == []


@GUARDED
def test_cohorts_are_those_of_what_stands(database: Database, engine: str) -> None:
    """Each month, of one campaign and of all; given back, undone and put back it follows; and so the books balance."""
    teams = count(1)

    @given(LOGGED, facts.periods())
    @examples(8, engine=engine)
    def holds(logged: list[Logged], period: Period) -> None:
        workspace = add_workspace(database, f"H{next(teams)}").id
        with database.writing() as connection:
            goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1_234))
            for one in logged:
                _carry_out(connection, workspace, goal, one)
        with database.reading() as connection:
            books = WorkspaceBooks(connection, workspace, "USD")
            for asked, campaign in ((period, None), (ALL, "alpha"), (ALL, None)):
                results = _results(books.cohorts(asked, campaign))
                assert results == _expected(logged, asked, campaign)

    holds()
    with database.reading() as connection:
        assert audit.check(connection).balances


def test_cohorts_follow_the_reporting_currency(database: Database) -> None:
    """Into another currency each is what its sales are there, and back again what it was."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
        sold = replace(facts.conversion(goal, 1, usd(100_00)), first_contact=date(2026, 2, 3))
        _log(connection, workspace, sold)
    with database.reading() as connection:
        before = WorkspaceBooks(connection, workspace, "USD").cohorts(ALL)
    carried_out(database, workspace, "EUR")
    with database.reading() as connection:
        books = WorkspaceBooks(connection, workspace, "EUR")
        [cohort] = books.cohorts(ALL)
        assert (cohort.month, cohort.value) == (date(2026, 2, 1), sum(cell.value for cell in books.by_channel(ALL)))
        assert cohort.value != 100_00
    carried_out(database, workspace, "USD")
    with database.reading() as connection:
        assert WorkspaceBooks(connection, workspace, "USD").cohorts(ALL) == before
        assert audit.check(connection).balances


@pytest.mark.parametrize(
    ("first", "won", "expected"),
    [
        (None, None, date(2026, 5, 4)),  # the day of its first step
        (date(2026, 1, 15), None, date(2026, 5, 4)),  # said, and emptied when it was won
        (date(2026, 1, 15), date(2026, 1, 15), date(2026, 1, 15)),
        (date(2026, 1, 15), date(2026, 2, 2), date(2026, 2, 2)),  # the step that won it says it anew
        (None, TODAY, None),  # its own day is nothing to tell
    ],
)
def test_a_won_deal_books_its_first_contact(
    database: Database, first: date | None, won: date | None, expected: date | None
) -> None:
    """With the sale, which a refund and a reversal take from the same month."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
        opened = Deal(
            key="acme",
            name="Acme",
            day=date(2026, 5, 4),
            stage="contract-sent",
            probability=Decimal(90),
            amount=usd(500),
            first_contact=first,
        )
        closed = replace(opened, day=TODAY, stage=WON, goal=goal.id, first_contact=won)
        steps = [deals.log(connection, act(workspace, ANNA, NOW), one, request="").step for one in (opened, closed)]
        assert [deals.find(connection, workspace, step.id).fact.first_contact for step in steps] == [first, won]
        booked = deals.booked(connection, workspace, steps[1].id)
        assert booked
        assert isinstance(booked.fact, Conversion)
        assert booked.fact.first_contact == expected
        month = (expected or TODAY).replace(day=1)
        books = WorkspaceBooks(connection, workspace, "USD")
        assert _results(books.cohorts(ALL)) == {month: (1, 500)}
        deals.undo(connection, act(workspace, ANNA, NOW, admin=True), steps[1].id)
        assert _results(WorkspaceBooks(connection, workspace, "USD").cohorts(ALL)) == {}


def test_a_first_contact_is_sealed_and_nothing_else_is_sealed_anew(database: Database) -> None:
    """Altered, it shows; an entry without one has the canonical form it always had."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
        plain = _log(connection, workspace, facts.conversion(goal, 1))
        met = _log(connection, workspace, replace(facts.conversion(goal, 1), first_contact=date(2026, 2, 3)))
        rows = connection.execute(select(entries).order_by(entries.c.id)).mappings().all()
    unmet = [seals.canonical({name: row[name] for name in row if name != "first_contact"}) for row in rows]
    assert [seals.canonical(row) for row in rows] == [unmet[0], f'{unmet[1][:-1]},"2026-02-03"]']
    with database.reading() as connection:
        assert audit.check(connection).balances
    altered = text("UPDATE entries SET first_contact = '2026-02-04' WHERE id = :entry")
    for entry in (met, plain):
        with database.writing() as connection:
            connection.execute(altered, {"entry": entry.id})
        with database.reading() as connection:
            [chain] = audit.check(connection).chains
            assert chain.broken
            assert chain.broken.entry == entry.id


@pytest.mark.tables_change
def test_on_the_way_back_the_chain_is_made_anew(database: Database) -> None:
    """Where an entry had a first contact, which the program before does not know; in other workspaces it stays."""
    mine, other = (add_workspace(database, team).id for team in ("T1", "T2"))
    with database.writing() as connection:
        for workspace, contact in ((mine, date(2026, 2, 3)), (other, None)):
            goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
            for _ in range(3):
                _log(connection, workspace, replace(facts.conversion(goal, 1), first_contact=contact))
    with database.reading() as connection:
        before = {chain.team: chain.head for chain in audit.check(connection).chains}
    with database.writing() as connection:
        command.downgrade(migration_config(connection), "0022")
        command.upgrade(migration_config(connection), "head")
    with database.reading() as connection:
        checked = audit.check(connection)
        assert checked.balances
        after = {chain.team: chain.head for chain in checked.chains}
    assert after["T1"] != before["T1"]
    assert after["T2"] == before["T2"]


def _carry_out(connection: Connection, workspace: int, goal: Goal, one: Logged) -> None:
    day, contact, number, campaign, became = one
    made = facts.conversion(goal, number, usd(1_000 * number))
    saved = _log(connection, workspace, replace(made, day=day, first_contact=contact, campaign=campaign))
    if became == "given back":
        last, tomorrow = date(2027, 1, 1), date(2027, 1, 1) + timedelta(days=1)
        refunds.save(
            connection,
            act(workspace, ANNA, NOW, admin=True, today=tomorrow),
            saved.id,
            usd(300),
            day=last,
            note="back",
            request="",
        )
    elif became != "stands":
        back = ledger.undo(connection, act(workspace, ANNA, NOW), saved.id)
        if became == "redone":
            ledger.redo(connection, act(workspace, ANNA, NOW), back.id)


def _results(listed: Sequence[Cohort]) -> dict[date, tuple[int, int]]:
    return {one.month: (one.count, one.value) for one in listed if one.goal and (one.count or one.value)}


def _expected(logged: list[Logged], period: Period, campaign: str | None) -> dict[date, tuple[int, int]]:
    sums: dict[date, tuple[int, int]] = {}
    for day, contact, number, own, became in logged:
        met = contact or day
        if became != "undone" and campaign in (None, own) and _touched(period, met):
            month = date(met.year, met.month, 1)
            before, value = sums.get(month, (0, 0)), 1_000 * number - (300 if became == "given back" else 0)
            sums[month] = (before[0] + number, before[1] + value)
    return sums


def _touched(period: Period, day: date) -> bool:
    """Whether the month of the day begins before the period ends, and is not over before it begins."""
    return day.replace(day=1) < period.end and (day.year, day.month) >= (period.start.year, period.start.month)


def _log(connection: Connection, workspace: int, fact: Conversion) -> Entry:
    return ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
