"""What is counted for goals by imported files and by deals, so that another source of the same goal is noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from core.calendar.periods import Period
from core.imports.doubled_results import Counted
from core.imports.records import ImportRecord, Scope, State
from core.imports.scopes import may_be_of, meets
from core.ledger.entries import Conversion
from core.sales.deals import Deal
from storage import deal_sources, entry_sources, goals, import_history, import_steps, many_entries


def elsewhere(
    connection: Connection, workspace: int, scope: Scope, period: Period, deals: Mapping[str, Deal]
) -> Sequence[Counted]:
    """What other sources than the account of ``scope`` have on the books in ``period``.

    Its own files of other days are no other source: they hold other results of the same months. ``deals``: key -> its
    last step, of those that stand.
    """
    begun = import_history.begun(connection, workspace)
    others = [one for one in begun if _may_count(one, period) and not may_be_of(scope, one)]
    imported = [counted for one in others for counted in _imported(connection, workspace, one, period)]
    return [*imported, *_of_deals(connection, workspace, period, deals)]


def _may_count(record: ImportRecord, period: Period) -> bool:
    """Whether an import may have booked results there: one of spend has, where a goal was chosen for its claims."""
    return record.state is State.BOOKED and meets(record.scope.period, period)


def _imported(connection: Connection, workspace: int, record: ImportRecord, period: Period) -> Iterator[Counted]:
    own = import_steps.conversions(connection, workspace, record.id)
    origins = entry_sources.of(connection, workspace, own)
    today = many_entries.newest(connection, workspace, own)
    refunded = many_entries.refunded(connection, workspace, today)
    for first, entry in today.items():
        fact = entry.fact
        if entry.stands and isinstance(fact, Conversion) and fact.day in period:
            yield Counted(
                goal=fact.goal.key,
                day=fact.day,
                count=fact.count,
                number=origins[first].external_id if first in origins else "",
                kind=record.scope.kind,
                entry=entry.id,
                fact=fact,
                is_fixed=first in refunded,
            )


def _of_deals(connection: Connection, workspace: int, period: Period, deals: Mapping[str, Deal]) -> Iterator[Counted]:
    won = [one for one in deals.values() if one.won and one.day in period]
    versions = goals.versions(connection, workspace) if won else {}
    orders = {one.deal: one.order_id for one in deal_sources.every(connection, workspace)} if won else {}
    for one in won:
        if one.goal in versions:
            yield Counted(goal=versions[one.goal].key, day=one.day, count=1, number=orders.get(one.key, ""))
