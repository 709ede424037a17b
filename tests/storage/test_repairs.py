"""Repairs: what an older program has written wrongly is mended by a migration, and nothing else is moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, delete, insert, select

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.postings import postings
from core.ledger.splits import Part, Split, SplitKey, months_of
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.categories import Category
from storage import audit, entry_lists, goals, ledger
from storage.database import Database
from storage.tables import currency_totals as own_table
from storage.tables import metadata
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import act
from tests.storage.test_schema import migration_config

pytestmark = pytest.mark.tables_change

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 2)
ALIKE = (Part(campaign="alpha", channel="linkedin", weight=Decimal(60)), Part(campaign="alpha", weight=Decimal(40)))
APART = (Part(campaign="alpha", weight=Decimal(1)), Part(campaign="beta", weight=Decimal(2)))


def bill(day: date, rate: str, parts: tuple[Part, ...], **more: Any) -> Cost:
    """100.00 EUR of tools on LinkedIn, split by weights."""
    until = more.get("until")
    months = months_of(Period(start=day, end=(until or day) + timedelta(days=1)))
    return Cost(
        day=day,
        category=Category.TOOLS,
        amount=Money(minor=100_00, currency="EUR"),
        channel="linkedin",
        split=Split(key=SplitKey.WEIGHTS, months=tuple((month, parts) for month in months)),
        exchange=ExchangeRate(currency="EUR", reporting="USD", value=Fraction(rate), day=day, source=RateSource.TYPED),
        note="why",
        **more,
    )


COSTS = (
    bill(MARCH, "1", ALIKE),
    bill(APRIL, "1.25", ALIKE),
    bill(APRIL, "1.0951", ALIKE, until=date(2026, 6, 30), share=Decimal("33.33")),
    bill(APRIL, "1.1", APART),
    replace(bill(MARCH, "1.2", ALIKE), split=None, campaign="alpha"),
)


@pytest.fixture
def workspace(database: Database) -> int:
    """Costs in euros, split and not, one of them taken back, and a sale; and a workspace without any."""
    found, other = (add_workspace(database, team).id for team in ("T1", "T2"))
    with database.writing() as connection:
        saved = [log(connection, found, cost) for cost in COSTS]
        ledger.undo(connection, act(found), saved[1].id)
        log(connection, found, bill(APRIL, "1.25", ALIKE))
        sale = goals.save(connection, act(found), facts.goal("sale", 100))
        log(connection, found, facts.conversion(sale, 3))
        log(connection, other, facts.cost())
    return found


def log(connection: Connection, workspace: int, fact: Cost | Conversion) -> Entry:
    return ledger.log(connection, act(workspace), fact, source="form", request="")


def test_parts_that_got_lost_are_added_again(database: Database, workspace: int) -> None:
    """The damage as it was done is seen by the check, mended by the migration, and every other row stays as it was."""
    with database.reading() as connection:
        before = contents(connection)
    with database.writing() as connection:
        damage(connection, workspace)
    with database.reading() as connection:
        assert {one.grain for one in audit.check(connection).differences} == {"currency"}
        assert contents(connection) != before
    again(database, "0015")
    with database.reading() as connection:
        assert audit.check(connection).balances
        assert contents(connection) == before


def test_books_that_are_right_stay_as_they_are(database: Database, workspace: int) -> None:
    """The same migration over books without damage changes no row; over books without entries it finds nothing."""
    with database.reading() as connection:
        before = contents(connection)
    again(database, "0015")
    with database.reading() as connection:
        assert contents(connection) == before
        assert workspace


def damage(connection: Connection, workspace: int) -> None:
    """What the program wrote until 0016: of two parts in one place the second took the place of the first."""
    connection.execute(delete(own_table).where(own_table.c.workspace_id == workspace, own_table.c.goal_id == 0))
    for entry in entry_lists.in_order(connection, workspace):
        if isinstance(entry.fact, Cost) and entry.fact.exchange:
            for row in wrong(entry.fact, entry.sign):
                add(connection, {"workspace_id": workspace, "currency": "EUR", **row})


def wrong(fact: Cost, sign: int) -> Iterator[dict[str, Any]]:
    booked, own = ({place(one): one for one in postings(cost, sign)} for cost in (fact, replace(fact, exchange=None)))
    for key in {**own, **booked}:
        names = dict(zip(("day", "campaign", "channel", "content", "category", "goal_id"), key, strict=True))
        yield names | {
            "own_cost": own[key].cost if key in own else 0,
            "cost": booked[key].cost if key in booked else 0,
        }


def place(one: Any) -> tuple[Any, ...]:
    return one.day, one.campaign, one.channel, one.content, one.category, one.goal


def add(connection: Connection, row: dict[str, Any]) -> None:
    keys = [name for name in row if name not in ("own_cost", "cost")]
    same = [own_table.c[name] == row[name] for name in keys]
    stands = connection.execute(select(own_table.c.own_cost, own_table.c.cost).where(*same)).first()
    connection.execute(delete(own_table).where(*same))
    sums = {
        "own_cost": row["own_cost"] + (stands[0] if stands else 0),
        "cost": row["cost"] + (stands[1] if stands else 0),
    }
    connection.execute(insert(own_table).values({**row, **sums}))


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
    }


def again(database: Database, revision: str) -> None:
    """Down to ``revision`` and up to the newest."""
    with database.writing() as connection:
        command.downgrade(migration_config(connection), revision)
        command.upgrade(migration_config(connection), "head")
