"""Own benchmarks as stored: added, never changed, and taken back by reversals, as entries are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.engine import RowMapping

from core.ledger.entries import UnknownEntry
from core.plans.benchmarks import Origin, Ratio
from core.plans.own_benchmarks import LoggedBenchmark, OwnBenchmark
from core.setup.acts import Act
from storage import journal, workspaces
from storage.tables import benchmarks

_REVERSAL = benchmarks.alias("reversal")
_SELECT = (
    select(benchmarks, _REVERSAL.c.id.label("reversed_by"))
    .select_from(
        benchmarks.outerjoin(
            _REVERSAL,
            (_REVERSAL.c.workspace_id == benchmarks.c.workspace_id) & (_REVERSAL.c.reverses == benchmarks.c.id),
        )
    )
    .where(benchmarks.c.workspace_id == bindparam("workspace"))
)
_ONE = _SELECT.where(benchmarks.c.id == bindparam("benchmark"))
_BY_REQUEST = _SELECT.where(benchmarks.c.request == bindparam("request"))
_STANDING = _SELECT.where(benchmarks.c.sign > 0, _REVERSAL.c.id.is_(None)).order_by(
    benchmarks.c.day.desc(), benchmarks.c.id.desc()
)
_INSERT = insert(benchmarks).returning(benchmarks.c.id)


def log(connection: Connection, act: Act, fact: OwnBenchmark, *, request: str) -> LoggedBenchmark:
    """Saves ``fact`` once: a ``request`` seen before answers with what it made."""
    workspaces.touch(connection, act.workspace)
    row = connection.execute(_BY_REQUEST, {"workspace": act.workspace, "request": request}).mappings().first()
    if row:
        return _logged(row)
    logged = LoggedBenchmark(id=0, fact=fact, logged_by=act.by, logged_at=act.at)
    return _add(connection, act.workspace, logged, request)


def undo(connection: Connection, act: Act, benchmark: int, *, request: str = "") -> LoggedBenchmark:
    """Takes it back and answers with the reversal; again: the same. Raises `UnknownEntry`, `NotYours`."""
    return journal.undo(_SHELF, connection, act, benchmark, request)


def redo(connection: Connection, act: Act, reversal: int) -> LoggedBenchmark:
    """Puts back what a reversal took away, in its first author's name. Raises `UnknownEntry`, `NotYours`."""
    return journal.redo(_SHELF, connection, act, reversal)


def find(connection: Connection, workspace: int, benchmark: int) -> LoggedBenchmark:
    """Reads one benchmark. Raises `UnknownEntry`, also for one of another workspace."""
    row = connection.execute(_ONE, {"workspace": workspace, "benchmark": benchmark}).mappings().first()
    if row is None:
        raise UnknownEntry
    return _logged(row)


def standing(connection: Connection, workspace: int) -> Sequence[LoggedBenchmark]:
    """All benchmarks that have not been taken back, those of the latest day first."""
    return [_logged(row) for row in connection.execute(_STANDING, {"workspace": workspace}).mappings()]


def _add(connection: Connection, workspace: int, logged: LoggedBenchmark, request: str) -> LoggedBenchmark:
    fact = logged.fact
    row = {
        "workspace_id": workspace,
        "sign": logged.sign,
        "channel": fact.channel,
        "ratio": fact.ratio.value,
        "value": str(fact.value),
        "unit": fact.unit,
        "source": fact.source,
        "day": fact.day,
        "origin": fact.origin.value,
        "logged_by": logged.logged_by,
        "logged_at": logged.logged_at,
        "request": request or None,
        "reverses": logged.reverses,
    }
    return replace(logged, id=connection.execute(_INSERT, row).scalar_one())


def _logged(row: RowMapping) -> LoggedBenchmark:
    return LoggedBenchmark(
        id=row["id"],
        fact=OwnBenchmark(
            channel=row["channel"],
            ratio=Ratio(row["ratio"]),
            value=Decimal(row["value"]),
            unit=row["unit"],
            source=row["source"],
            day=row["day"],
            origin=Origin(row["origin"]),
        ),
        logged_by=row["logged_by"],
        logged_at=row["logged_at"],
        sign=row["sign"],
        reverses=row["reverses"],
        reversed_by=row["reversed_by"],
    )


_SHELF = journal.Shelf[LoggedBenchmark](find, _add)
