"""What imports count: the goals and months that they book results for, whether or not their steps are carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import RowMapping

from core.imports.booked_results import Sourced
from core.imports.deal_steps import SourcedDeal
from core.imports.doubled_results import Count
from core.ledger.entries import Conversion
from core.sales.deals import Deal
from core.setup.goals import Goal
from storage import deals, goals, import_facts, import_steps
from storage.import_facts import Fact
from storage.many_entries import AT_ONCE
from storage.tables import entries

_COUNTED = (
    select(entries.c.goal_id, entries.c.day)
    .where(entries.c.workspace_id == bindparam("workspace"), entries.c.id.in_(bindparam("listed", expanding=True)))
    .distinct()
)
Counted = tuple[int, date]
"""The id of a goal's version, and a day on which something counts for it."""


def of(connection: Connection, workspace: int, number: int) -> frozenset[Count]:
    """Each goal, by its key, with a month in which the import books results for it, or won deals."""
    rows = import_steps.of_results(connection, workspace, number)
    versions = goals.versions(connection, workspace) if rows else {}
    counted = chain(_planned(rows, versions), _made(connection, workspace, rows))
    return frozenset((versions[goal].key, (day.year, day.month)) for goal, day in counted if goal in versions)


def _planned(rows: Sequence[RowMapping], versions: Mapping[int, Goal]) -> Iterator[Counted]:
    for row in rows:
        for step in () if row["made"] else import_facts.read(row["planned"], versions):
            yield from _counted(step)


def _made(connection: Connection, workspace: int, rows: Sequence[RowMapping]) -> Iterator[Counted]:
    """Of entries nothing is read but the two: there may be a hundred thousand, and others wait meanwhile."""
    added = import_steps.made_of(rows)
    for start in range(0, len(added.entries), AT_ONCE):
        where = {"workspace": workspace, "listed": added.entries[start : start + AT_ONCE]}
        yield from ((row.goal_id, row.day) for row in connection.execute(_COUNTED, where))
    for step in added.deals:
        yield from _counted(deals.find(connection, workspace, step).fact)


def _counted(step: int | Fact) -> Iterator[Counted]:
    fact = step.fact if isinstance(step, (Sourced, SourcedDeal)) else step
    if isinstance(fact, Conversion):
        yield fact.goal.id, fact.day
    if isinstance(fact, Deal) and fact.won:
        yield fact.goal, fact.day
