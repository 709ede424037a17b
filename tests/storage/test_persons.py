"""Whose hours stand where: read from months and the days at the edges, the same as every entry would say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, event, func, select

from core.calendar.periods import ALL, Period
from core.ledger.entries import Cost
from core.ledger.hourly_rates import Work
from core.setup.categories import Category
from storage import audit, ledger, person_totals
from storage.database import Database
from storage.hourly_rates import named
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
EVERY = (
    select(entries.c.channel, entries.c.content, entries.c.campaign, entries.c.people)
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.day >= bindparam("start"),
        entries.c.day < bindparam("end"),
        entries.c.category == Category.PEOPLE.value,
    )
    .group_by(entries.c.channel, entries.c.content, entries.c.campaign, entries.c.people)
    .having(func.sum(entries.c.sign) != 0)
)
"""What the answer was read from before there was a total."""


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
                assert person_totals.persons(connection, workspace, period) == by_entries(connection, workspace, period)
                for campaign in ("", "alpha", "nowhere"):
                    expected = by_entries(connection, workspace, period, campaign)
                    assert person_totals.persons(connection, workspace, period, campaign) == expected
                    own = WorkspaceBooks(connection, workspace, "USD").persons(period, campaign, by="content")
                    assert own == merged(expected)

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
    saved = ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
    if became != "stands":
        back = ledger.undo(connection, act(workspace, ANNA, NOW), saved.id)
        if became == "redone":
            ledger.redo(connection, act(workspace, ANNA, NOW), back.id)


def by_entries(
    connection: Connection, workspace: int, period: Period, campaign: str | None = None
) -> Mapping[tuple[str, ...], frozenset[str]]:
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    places: dict[tuple[str, ...], frozenset[str]] = {}
    for channel, content, own, people in connection.execute(EVERY, where):
        if campaign in (None, own):
            place = (channel, content, own)
            places[place] = places.get(place, frozenset()) | named(people)
    return places


def merged(places: Mapping[tuple[str, ...], frozenset[str]]) -> Mapping[str, frozenset[str]]:
    contents: dict[str, frozenset[str]] = {}
    for (_, content, _), keys in places.items():
        contents[content] = contents.get(content, frozenset()) | keys
    return contents
