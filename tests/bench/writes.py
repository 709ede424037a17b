"""A logged cost beside a raw sqlite3 transaction that writes its entry and its totals under the same pragmas.

The seal of the entry and the mark of the request (R-23, R-24) are on our side only: they are what safety costs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from storage.database import Database
from tests.bench import books
from tests.bench.figures import Figure, figure, show, typical

TIMES = 150
TOUCH = "UPDATE workspaces SET revision = revision + 1 WHERE id = 1"
ENTRY = (
    "INSERT INTO entries (workspace_id, sign, day, campaign, channel, content, category, goal_id, amount_minor, "
    "currency, count, value_minor, revenue_minor, hours, rate_minor, note, logged_by, logged_at, source, request, "
    "reverses) VALUES (1, 1, :day, :campaign, :channel, '', 'ads', 0, 25000, 'USD', 0, 0, NULL, NULL, NULL, '', 'U1', "
    ":at, 'quick', :request, NULL)"
)
TOTAL = (
    "INSERT INTO {table} (workspace_id, campaign, {day}, channel, content, category, goal_id, cost, count, value, "
    "revenue) VALUES (1, :campaign, :{day}, :channel, '', 'ads', 0, 25000, 0, 0, 0) ON CONFLICT (workspace_id, "
    "campaign, {day}, channel, content, category, goal_id) DO UPDATE SET cost = {table}.cost + excluded.cost, "
    "count = {table}.count + excluded.count, value = {table}.value + excluded.value, "
    "revenue = {table}.revenue + excluded.revenue"
)
DAILY, MONTHLY = TOTAL.format(table="daily_totals", day="day"), TOTAL.format(table="monthly_totals", day="month")

_requests = count(1)


def measure(folder: Path, rounds: int) -> None:
    """Prints what a logged cost costs, as the bot sets SQLite up and with the sync left out of sight."""
    figures = [_measured(folder, "FULL", rounds, 3.5), _measured(folder, "NORMAL", rounds, None)]
    show("A logged cost, sealed, beside a raw sqlite3 transaction of its entry and totals", figures)


def _measured(folder: Path, synchronous: str, rounds: int, most: float | None) -> Figure:
    ours, theirs = folder / f"ours-{synchronous}.db", folder / f"raw-{synchronous}.db"
    for file in (ours, theirs):
        books.campaign_q3(file)
    with closing(_database(ours, synchronous)) as database, _raw(theirs, synchronous) as write:
        log = _logging(database)
        typical(log, TIMES)  # the first few are dearer: connections, compiled statements
        pairs = [(typical(log, TIMES), typical(write, TIMES)) for _ in range(rounds)]
    name = f"one cost, synchronous={synchronous} / raw"
    return figure(name, [mine for mine, _ in pairs], [theirs for _, theirs in pairs], most)


def _logging(database: Database) -> Callable[[], None]:
    return lambda: books.log_cost(database, "campaign-q3")


def _database(file: Path, synchronous: str) -> Database:
    """The bot's own; only for the comparison its writer is set to something else than FULL."""
    database = Database(books.url(file))

    def _set(connection: DBAPIConnection, _: object) -> None:
        connection.execute(f"PRAGMA synchronous={synchronous}")

    event.listen(database._writer, "connect", _set)
    return database


@contextmanager
def _raw(file: Path, synchronous: str) -> Iterator[Callable[[], None]]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        yield lambda: _write(connection)


def _write(connection: sqlite3.Connection) -> None:
    now = datetime.now(UTC)
    values = {
        "campaign": "campaign-q3",
        "channel": books.CHANNELS[0],
        "day": now.date().isoformat(),
        "month": now.date().replace(day=1).isoformat(),
        "at": now.strftime("%Y-%m-%d %H:%M:%S.%f"),
        "request": f"raw:{next(_requests)}",
    }
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(TOUCH)
    connection.execute(ENTRY, values)
    connection.execute(DAILY, values)
    connection.execute(MONTHLY, values)
    connection.execute("COMMIT")
