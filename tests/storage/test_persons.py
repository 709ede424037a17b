"""Whose hours stand where: read from months and the days at the edges, the same as every entry would say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, event, select

from core.calendar.periods import ALL, Period
from core.ledger.entries import Cost
from core.ledger.hourly_rates import Work
from core.reports.cover import Paid, cost_of_each
from core.setup.categories import Category
from storage import audit, ledger, person_totals
from storage.database import Database
from storage.entry_rows import cost_of
from storage.tables import entries
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, TODAY, act, usd

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

WORK = st.lists(
    st.builds(
        Work, person=st.sampled_from(["Anna", "anna", "Ben", "Żaneta"]), hours=st.just(Decimal(1)), rate=st.just(usd(9))
    ),
    max_size=3,
)
HOURS = st.builds(
    Cost,
    day=facts.days,
    category=st.sampled_from([Category.PEOPLE, Category.PEOPLE, Category.ADS]),
    amount=st.just(usd(100)),
    campaign=facts.campaigns,
    channel=facts.channels,
    content=facts.contents,
    people=WORK.map(tuple),
)
EVERY = select(entries).where(
    entries.c.workspace_id == bindparam("workspace"), entries.c.category == Category.PEOPLE.value
)


def test_persons_are_those_of_the_entries(database: Database, engine: str) -> None:
    """Over any period, of one campaign and of all, with what was taken back and put back; and the books balance."""
    teams = count(1)

    @given(
        st.lists(st.tuples(HOURS, st.sampled_from(["stands", "undone", "redone"])), max_size=10),
        st.lists(facts.periods(), min_size=1, max_size=3),
    )
    @examples(12, engine=engine)
    def holds(logged: list[tuple[Cost, str]], periods: list[Period]) -> None:
        workspace = add_workspace(database, f"P{next(teams)}").id
        with database.writing() as connection:
            for fact, became in logged:
                log(connection, workspace, fact, became)
        with database.reading() as connection:
            for period in (*periods, ALL):
                every = by_entries(connection, workspace, period)
                assert set(person_totals.persons(connection, workspace, period)) == every
                for campaign in ("", "alpha", "nowhere"):
                    own = {one for one in every if one.campaign == campaign}
                    assert set(person_totals.persons(connection, workspace, period, campaign)) == own
                    there = WorkspaceBooks(connection, workspace, "USD").persons(period, campaign, {"linkedin"})
                    assert set(there) == {one for one in own if one.channel == "linkedin"}

    holds()
    with database.reading() as connection:
        assert audit.check(connection).balances


def test_a_campaigns_whole_time_reads_no_entry(database: Database) -> None:
    """Asked for its own days, its first and last month are whole: what lies outside of them is nothing."""
    workspace, sent = add_workspace(database).id, list[str]()
    hours = replace(facts.cost(), category=Category.PEOPLE)
    with database.writing() as connection:
        log(connection, workspace, hours, "stands")
    with database.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: sent.append(str(given[2])))
        books = WorkspaceBooks(connection, workspace, "USD")
        assert books.persons(Period(start=TODAY, end=date(2027, 1, 1)), "alpha")
    assert sum("FROM person_totals" in statement for statement in sent) == 1
    assert not any("FROM entries" in statement for statement in sent)


def log(connection: Connection, workspace: int, fact: Cost, became: str) -> None:
    """Logged by Anna, taken back and put back by an admin."""
    saved = ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
    if became != "stands":
        back = ledger.undo(connection, act(workspace, "U9", NOW, admin=True), saved.id)
        if became == "redone":
            ledger.redo(connection, act(workspace, "U9", NOW, admin=True), back.id)


def by_entries(connection: Connection, workspace: int, period: Period) -> set[Paid]:
    """What stands, one entry after the other. Whoever took one back, it was Anna's."""
    costs = Counter[tuple[str, str, str, str]]()
    for row in connection.execute(EVERY, {"workspace": workspace}).mappings():
        if row["day"] in period:
            place = (row["campaign"], row["channel"], row["content"])
            for person, minor in cost_of_each(cost_of(row).people, row["amount_minor"]).items():
                costs[(*place, person)] += row["sign"] * minor
    return {Paid(*place, ANNA, cost) for place, cost in costs.items() if cost}
