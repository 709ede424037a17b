"""Watches every statement: one that touches a tenant's table must say whose rows it means.

Being mentioned is not enough (a column that is read, a join): ``workspace_id`` must equal a parameter in each arm of a
query, or be among the columns an INSERT fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Engine, event

from storage.tables import metadata

TABLES = sorted(table.name for table in metadata.tables.values() if "workspace_id" in table.c)
ALLOWED = {
    "the scheduler asks for the due schedules of all workspaces": r"SELECT .* FROM schedules WHERE schedules\.active .*"
    r"AND schedules\.next_run <= \S+ ORDER BY",
    "the scheduler moves on a schedule it has just read as due": r"UPDATE schedules SET next_run=\S+ WHERE "
    r"schedules\.id = \S+$",
    "the scheduler asks which workspaces have a cost that repeats waiting": r"SELECT repeats\.workspace_id, "
    r"min\(repeats\.next_day\) .* GROUP BY repeats\.workspace_id$",
    "a delivery that has been claimed is known by its id": r"UPDATE deliveries SET .* WHERE "
    r"deliveries\.id = (?!.*\bOR\b)",
    "a delivery is read again by the id it was claimed with": r"SELECT .* FROM deliveries JOIN schedules .* WHERE "
    r"deliveries\.id = \S+$",
    "the deliveries of a schedule, which was found through its workspace": r"SELECT .* FROM deliveries JOIN schedules "
    r".* WHERE deliveries\.schedule_id = \S+ ORDER BY",
    "the audit reads every workspace's books": r"SELECT (entries|dearest_sales|[a-z]+_totals)"
    r"\.(id, \1\.)?workspace_id, [^()]* FROM \1( WHERE \1\.id > \S+( AND \1\.id IN \(SELECT \1\.refunds FROM \1 WHERE "
    r"\1\.refunds IS NOT NULL\))? ORDER BY \1\.id LIMIT \S+( OFFSET \S+)?)?$",
    "a migration fills in what was booked from other currencies, of all workspaces": r"SELECT entries\.workspace_id, "
    r"entries\.sign, .* FROM entries LEFT OUTER JOIN goals ON .* WHERE entries\.fx_rate IS NOT NULL$",
    "a migration asks whose totals it has to repair": r"SELECT DISTINCT entries\.workspace_id FROM entries WHERE "
    r"entries\.goal_id = \S+ AND entries\.fx_rate IS NOT NULL AND ",
    "a migration repairs what was spread and split, of all workspaces": r"SELECT entries\.workspace_id, entries\.sign, "
    r"entries\.goal_id, .* FROM entries WHERE entries\.goal_id = \S+ AND \(entries\.until IS NOT NULL OR ",
    "a migration makes the keys of people anew, of all workspaces": r"SELECT DISTINCT rates\.workspace_id, rates\.name "
    r"FROM rates$",
    "the audit reads every version of every goal": r"SELECT goals\.id, goals\.workspace_id, [^()]* FROM goals$",
    "the audit reads what deals have booked, and every step of a deal": r"SELECT (deal_bookings|deal_steps)"
    r"\.(id, deal_steps\.)?workspace_id, [^()]* FROM \1$",
    "the audit asks what goals were said to be worth": r"SELECT kept_amounts\.workspace_id, [^()]* FROM kept_amounts "
    r"WHERE kept_amounts\.\"?plan\"? = \S+$",
}
"""Reason -> the statements, as regular expressions, that may do without."""

_TOUCHES = re.compile(rf"\b(FROM|JOIN|INTO|UPDATE)\s+({'|'.join(TABLES)})\b", re.IGNORECASE)
_CAST = re.compile(r"::(TIMESTAMP WITH TIME ZONE|\w+)")
_SAYS_WHOSE = re.compile(r"\bworkspace_id = (\?|%\(\w+\)s)")
_FILLS = re.compile(r"^INSERT INTO \w+ \([^)]*\bworkspace_id\b")
_ALLOWED = tuple(re.compile(pattern) for pattern in ALLOWED.values())


@cache
def says_whose(statement: str) -> bool:
    """Whether ``statement``, as the driver gets it, keeps to one workspace, or need not."""
    flat = _CAST.sub("", " ".join(statement.split()))
    if not _TOUCHES.search(flat) or any(pattern.match(flat) for pattern in _ALLOWED):
        return True
    if flat.startswith("INSERT"):
        return bool(_FILLS.match(flat))
    return all(_SAYS_WHOSE.search(arm) for arm in re.split(r"\bUNION(?: ALL)?\b", flat))


@contextmanager
def guarded() -> Iterator[list[str]]:
    """Notes the breaches of all engines while the block runs, and fails at its end if there were any."""
    breaches: list[str] = []

    def watch(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not says_whose(statement):
            breaches.append(statement)

    event.listen(Engine, "before_cursor_execute", watch)
    try:
        yield breaches
    finally:
        event.remove(Engine, "before_cursor_execute", watch)
    assert not breaches, breaches
