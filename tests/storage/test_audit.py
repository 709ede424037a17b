"""The audit: how much it asks of the database, however much stands there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from storage import audit, goals, ledger, refunds
from storage.database import Database
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import TODAY, act, usd


def test_a_thousand_refunds_are_asked_for_like_one(database: Database) -> None:
    """Not once for each refunded sale."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _refunded(connection, workspace, 1)
        with _counted() as few:
            assert audit.check(connection).balances
        _refunded(connection, workspace, 40)
        with _counted() as many:
            assert audit.check(connection).balances
    assert len(many) == len(few)


def _refunded(connection: Connection, workspace: int, sales: int) -> None:
    goal = goals.save(connection, act(workspace), facts.goal("sale", 1))
    for number in range(sales):
        sold = facts.conversion(goal, 1, usd(1_000 + number))
        sale = ledger.log(connection, act(workspace), sold, source="form", request="")
        refunds.save(connection, act(workspace), sale.id, usd(300), day=TODAY, note="back", request="")


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Every statement while the block runs."""
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
