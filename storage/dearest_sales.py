"""The dearest sales: of each goal and day what the dearest single real sale that stands brought (J-02).

Whatever makes a sale weigh more can only raise it. What makes one weigh less has it reckoned anew from the entries of
the day, but only where that sale was the dearest, or as dear: it holds the lock of the workspace meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, Date, bindparam, delete, func, select, text

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Entry
from core.ledger.weights import Sales, Weight, weighs, weight_of
from storage.tables import dearest_sales, entries, goals
from storage.wordings import Hot

_RAISE = Hot(
    text(
        "INSERT INTO dearest_sales (workspace_id, day, goal_id, minor) VALUES (:workspace, :day, :goal, :minor) "
        "ON CONFLICT (workspace_id, day, goal_id) DO UPDATE SET minor = excluded.minor "
        "WHERE excluded.minor > dearest_sales.minor"
    ).bindparams(bindparam("day", type_=Date))
)
_PLACE = (
    dearest_sales.c.workspace_id == bindparam("workspace"),
    dearest_sales.c.day == bindparam("day"),
    dearest_sales.c.goal_id == bindparam("goal"),
)
_KEPT = select(dearest_sales.c.minor).where(*_PLACE)
_FORGET = delete(dearest_sales).where(*_PLACE)
_REAL = select(entries.c.id, entries.c.sign, entries.c.refunds, entries.c.value_minor, entries.c.count).where(
    entries.c.workspace_id == bindparam("workspace"),
    entries.c.goal_id == bindparam("goal"),
    entries.c.day == bindparam("day"),
    text("entries.revenue_minor IS NOT NULL"),  # in words, so that SQLite sees that the index fits
)
_DEAREST = (
    select(goals.c.key, func.max(dearest_sales.c.minor))
    .join_from(
        dearest_sales,
        goals,
        (goals.c.id == dearest_sales.c.goal_id) & (goals.c.workspace_id == dearest_sales.c.workspace_id),
    )
    .where(
        dearest_sales.c.workspace_id == bindparam("workspace"),
        dearest_sales.c.day >= bindparam("start"),
        dearest_sales.c.day < bindparam("end"),
    )
    .group_by(goals.c.key)
)


def keep(connection: Connection, workspace: int, entry: Entry, stood: Weight | None) -> None:
    """Follows ``entry``, which is saved already; nothing is done for a cost or a typed worth.

    ``stood``: of a refund, what was left of its sale before.
    """
    fact = entry.fact
    if not isinstance(fact, Conversion) or not weighs(fact):
        return
    before, after = _moved(weight_of(fact), entry.sign, stood)
    place = {"workspace": workspace, "day": fact.day, "goal": fact.goal.id}
    if after >= before:
        _raise(connection, place, after)
    elif before >= (connection.execute(_KEPT, place).scalar() or 0):
        _reckon_anew(connection, place)


def keep_all(connection: Connection, workspace: int, listed: Iterable[Entry]) -> None:
    """The same for all entries of a workspace, of which none is kept yet."""
    by_place: dict[tuple[date, int], Sales] = {}
    for entry in listed:
        fact = entry.fact
        if isinstance(fact, Conversion) and weighs(fact):
            sale = fact.refund.entry if fact.refund else None
            sales = by_place.setdefault((fact.day, fact.goal.id), Sales())
            sales.add(entry.id, entry.sign, sale, weight_of(fact))
    for (day, goal), sales in by_place.items():
        _raise(connection, {"workspace": workspace, "day": day, "goal": goal}, sales.dearest)


def keep_more(connection: Connection, workspace: int, listed: Iterable[Entry]) -> None:
    """The same for several entries that are saved already, none of them a refund."""
    facts = [(entry.sign, entry.fact) for entry in listed if isinstance(entry.fact, Conversion) and weighs(entry.fact)]
    raised: dict[tuple[date, int], int] = {}
    for sign, fact in facts:
        place = (fact.day, fact.goal.id)
        raised[place] = max(raised.get(place, 0), weight_of(fact).each if sign > 0 else 0)
    lowered = {(fact.day, fact.goal.id) for sign, fact in facts if sign < 0}
    for (day, goal), minor in raised.items():
        where = {"workspace": workspace, "day": day, "goal": goal}
        if (day, goal) in lowered:
            _reckon_anew(connection, where)
        else:
            _raise(connection, where, minor)


def dearest(connection: Connection, workspace: int, period: Period) -> Mapping[str, int]:
    """Goal key -> minor units; of goals without a real sale in ``period`` nothing."""
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    return {key: int(minor) for key, minor in connection.execute(_DEAREST, where)}


def _moved(weight: Weight, sign: int, stood: Weight | None) -> tuple[int, int]:
    """What a single sale weighed before an entry of ``weight``, and weighs after it; in minor units."""
    if stood is not None:
        return stood.each, stood.plus(weight, sign).each
    return (0, weight.each) if sign > 0 else (weight.each, 0)


def _raise(connection: Connection, place: Mapping[str, object], minor: int) -> None:
    if minor:
        _RAISE.run(connection, {**place, "minor": minor})


def _reckon_anew(connection: Connection, place: Mapping[str, object]) -> None:
    sales = Sales()
    for entry, sign, sale, value, count in connection.execute(_REAL, place):
        sales.add(entry, sign, sale, Weight(value=value, count=count))
    connection.execute(_FORGET, place)
    _raise(connection, place, sales.dearest)
