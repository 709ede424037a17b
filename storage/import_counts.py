"""What imports count: the goals and months that they book results for, whether or not their steps are carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sqlalchemy import Connection
from sqlalchemy.engine import RowMapping

from core.imports.booked_results import Sourced
from core.imports.deal_steps import SourcedDeal
from core.imports.doubled import Count, Month
from core.ledger.entries import Conversion
from core.sales.deals import Deal
from core.setup.goals import Goal
from storage import deals, goals, import_facts, import_steps, many_entries
from storage.import_facts import Fact


def of(connection: Connection, workspace: int, number: int) -> frozenset[Count]:
    """Each goal, by its key, with a month in which the import books results for it, or won deals."""
    rows = import_steps.of_results(connection, workspace, number)
    versions = goals.versions(connection, workspace) if rows else {}
    facts = chain(_planned(rows, versions), _made(connection, workspace, rows))
    return frozenset(count for fact in facts for count in _counts(fact, versions))


def _planned(rows: Sequence[RowMapping], versions: Mapping[int, Goal]) -> Iterator[int | Fact]:
    for row in rows:
        if not row["made"]:
            yield from import_facts.read(row["planned"], versions)


def _made(connection: Connection, workspace: int, rows: Sequence[RowMapping]) -> Iterator[Fact]:
    added = import_steps.made_of(rows)
    for entry in many_entries.these(connection, workspace, added.entries).values():
        yield entry.fact
    for step in added.deals:
        yield deals.find(connection, workspace, step).fact


def _counts(step: int | Fact, versions: Mapping[int, Goal]) -> Iterator[Count]:
    fact = step.fact if isinstance(step, (Sourced, SourcedDeal)) else step
    if isinstance(fact, Conversion):
        yield fact.goal.key, _month(fact)
    if isinstance(fact, Deal) and fact.won and fact.goal in versions:
        yield versions[fact.goal].key, _month(fact)


def _month(fact: Conversion | Deal) -> Month:
    return fact.day.year, fact.day.month
