"""Steps of imports: what each is to book, a few hundred in a row, and what it has added; forward, and back.

``position`` of an import counts the steps carried out. It moves in the transaction that books them, so that a process
that dies in between has done nothing, and any other goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from core.imports.booked_results import Sourced
from core.imports.deal_steps import SourcedDeal
from core.imports.records import SOURCE
from core.ledger.entries import Conversion, Cost
from core.sales.deals import Deal
from core.setup.acts import Act
from storage import deal_returns, deal_sources, deals, entry_sources, goals, import_facts, log_entry
from storage.deal_sources import DealSource
from storage.import_facts import CONVERSION, COST, DEAL, TAKEN, Fact
from storage.tables import import_steps

IN_A_ROW = 250

_INSERT = insert(import_steps)
_EVERY = select(import_steps).where(
    import_steps.c.workspace_id == bindparam("workspace"), import_steps.c.import_id == bindparam("number")
)
_IN_ORDER = _EVERY.order_by(import_steps.c.first)
_COSTS = (
    select(import_steps.c.first)
    .where(
        import_steps.c.workspace_id == bindparam("workspace"),
        import_steps.c.import_id == bindparam("number"),
        or_(*(import_steps.c.shapes.contains(shape) for shape in (COST, TAKEN))),
    )
    .limit(1)
)
_CONVERSIONS = _EVERY.where(import_steps.c.shapes.contains(CONVERSION)).order_by(import_steps.c.first)
_RESULTS = _EVERY.where(or_(*(import_steps.c.shapes.contains(shape) for shape in (CONVERSION, DEAL))))
_WITH_TAKEN = _EVERY.where(import_steps.c.shapes.contains(TAKEN))
_NEXT = _EVERY.where(import_steps.c.first == bindparam("position"))
_LAST = _EVERY.where(import_steps.c.first + import_steps.c.steps == bindparam("position"))
_MADE = (
    update(import_steps)
    .where(
        import_steps.c.workspace_id == bindparam("workspace"),
        import_steps.c.import_id == bindparam("number"),
        import_steps.c.first == bindparam("place"),
    )
    .values(planned="", made=bindparam("ids"))
)
_FORGET = delete(import_steps).where(
    import_steps.c.workspace_id == bindparam("workspace"), import_steps.c.import_id == bindparam("number")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """The ids that steps have added: entries by costs and conversions, ``reversals`` of what was taken back, and
    ``deals``: steps of deals.
    """

    entries: Sequence[int] = ()
    reversals: Sequence[int] = ()
    deals: Sequence[int] = ()


def stage(connection: Connection, workspace: int, number: int, steps: Iterable[int | Fact]) -> int:
    """Keeps the steps until they are carried out; answers how many they are."""
    rows, first, left = [], 0, iter(steps)
    while some := list(islice(left, IN_A_ROW)):
        rows.append(_row(workspace, number, first, some))
        first += len(some)
    if rows:
        connection.execute(_INSERT, rows)
    return first


def forget(connection: Connection, workspace: int, number: int) -> None:
    connection.execute(_FORGET, {"workspace": workspace, "number": number})


def book(connection: Connection, act: Act, number: int, position: int, most: int) -> int:
    """Carries out the steps from ``position`` on, about ``most`` of them; answers how far it has come."""
    versions = goals.versions(connection, act.workspace)
    end = position + max(1, most)
    while position < end and (row := _row_at(connection, _NEXT, act.workspace, number, position)):
        steps = import_facts.read(row["planned"], versions)
        made = _carried_out(connection, act, number, steps)
        where = {"workspace": act.workspace, "number": number, "place": position}
        connection.execute(_MADE, where | {"ids": json.dumps(made, separators=(",", ":"))})
        position += row["steps"]
    return position


def take_back(connection: Connection, act: Act, number: int, position: int, most: int) -> int:
    """Takes back the steps before ``position``, the last ones first, about ``most`` of them."""
    end = position - max(1, most)
    while position > max(0, end) and (row := _row_at(connection, _LAST, act.workspace, number, position)):
        made = made_of([row])
        log_entry.take_back_all(connection, act, [*made.reversals, *made.entries][::-1])
        _take_deals_back(connection, act, made.deals[::-1])
        position -= row["steps"]
    return position


def _take_deals_back(connection: Connection, act: Act, steps: Sequence[int]) -> None:
    """Those whose sale was refunded since stay, as imported sales do."""
    refunded = deal_returns.refunded(connection, act.workspace) if steps else frozenset()
    for step in steps:
        if deals.find(connection, act.workspace, step).fact.key not in refunded:
            deals.undo(connection, act, step)


def made(connection: Connection, workspace: int, number: int) -> Made:
    """What an import has added so far."""
    return made_of(connection.execute(_IN_ORDER, {"workspace": workspace, "number": number}).mappings())


def conversions(connection: Connection, workspace: int, number: int) -> Sequence[int]:
    """The conversions that an import has added so far."""
    rows = connection.execute(_CONVERSIONS, {"workspace": workspace, "number": number}).mappings()
    return [added for row in rows if row["made"] for shape, added in _pairs(row) if shape == CONVERSION and added]


def of_results(connection: Connection, workspace: int, number: int) -> Sequence[RowMapping]:
    """The rows of an import that hold conversions or deals, carried out or not."""
    return connection.execute(_RESULTS, {"workspace": workspace, "number": number}).mappings().all()


def takes(connection: Connection, workspace: int, number: int) -> list[int]:
    """The ids of the entries that an import is to take back, before any of its steps is carried out."""
    rows = connection.execute(_WITH_TAKEN, {"workspace": workspace, "number": number}).mappings()
    return [step for row in rows for step in import_facts.takes(row["planned"])]


def moved_deals(connection: Connection, workspace: int, number: int) -> set[str]:
    """The keys of the deals that an import is to move, before any of its steps is carried out."""
    rows = of_results(connection, workspace, number)
    return {key for row in rows if row["planned"] for key in import_facts.deals_in(row["planned"])}


def moves_costs(connection: Connection, workspace: int, number: int) -> bool:
    """Whether an import books costs, or takes back what may be some."""
    return connection.execute(_COSTS, {"workspace": workspace, "number": number}).first() is not None


def made_of(rows: Iterable[RowMapping]) -> Made:
    """What the steps of these rows have added."""
    every = [(shape, added) for row in rows if row["made"] for shape, added in _pairs(row) if added]
    return Made(
        entries=[added for shape, added in every if shape in (COST, CONVERSION)],
        reversals=[added for shape, added in every if shape == TAKEN],
        deals=[added for shape, added in every if shape == DEAL],
    )


def _pairs(row: RowMapping) -> Iterator[tuple[str, int]]:
    return zip(row["shapes"], json.loads(row["made"]), strict=True)


def _row(workspace: int, number: int, first: int, steps: Sequence[int | Fact]) -> dict[str, object]:
    return {
        "workspace_id": workspace,
        "import_id": number,
        "first": first,
        "steps": len(steps),
        "planned": import_facts.written(steps),
        "shapes": "".join(map(import_facts.shape_of, steps)),
    }


def _row_at(connection: Connection, statement: object, workspace: int, number: int, position: int) -> RowMapping | None:
    where = {"workspace": workspace, "number": number, "position": position}
    return connection.execute(statement, where).mappings().first()  # type: ignore[call-overload,no-any-return]  # reason: any prebuilt select


def _carried_out(connection: Connection, act: Act, number: int, steps: Sequence[int | Fact]) -> list[int]:
    """What each step adds, in their order: first what is taken back, then what is booked."""
    taken = [place for place, step in enumerate(steps) if isinstance(step, int)]
    booked = {place: fact for place, step in enumerate(steps) if (fact := _booked(step)) is not None}
    made = dict.fromkeys(range(len(steps)), 0)
    made |= zip(
        taken, log_entry.take_back_all(connection, act, [step for step in steps if isinstance(step, int)]), strict=True
    )
    made |= zip(booked, log_entry.log_all(connection, act, list(booked.values()), source=SOURCE), strict=True)
    origins = {made[place]: step.origin for place, step in enumerate(steps) if isinstance(step, Sourced)}
    entry_sources.add(connection, act.workspace, number, origins)
    made |= _deals(connection, act, steps)
    return [made[place] for place in range(len(steps))]


def _booked(step: int | Fact) -> Cost | Conversion | None:
    if isinstance(step, Sourced):
        return step.fact
    return step if isinstance(step, (Cost, Conversion)) else None


def _deals(connection: Connection, act: Act, steps: Sequence[int | Fact]) -> Mapping[int, int]:
    """Place -> the step that was added. A deal that somebody has moved or refunded meanwhile is left alone."""
    deal_sources.keep(connection, act, [_source(step) for step in steps if isinstance(step, SourcedDeal)])
    placed = {place: fact for place, step in enumerate(steps) if (fact := _deal(step)) is not None}
    left_alone = _by_hand(connection, act) if placed else frozenset()
    return {
        place: deals.log(connection, act, fact, request="").step.id
        for place, fact in placed.items()
        if fact.key not in left_alone
    }


def _by_hand(connection: Connection, act: Act) -> frozenset[str]:
    """The keys of the deals that people have refunded, or moved since the import began: its own steps are of then."""
    refunded = deal_returns.refunded(connection, act.workspace)
    return refunded | deals.moved_since(connection, act.workspace, act.at)


def _deal(step: int | Fact) -> Deal | None:
    if isinstance(step, SourcedDeal):
        return step.fact
    return step if isinstance(step, Deal) else None


def _source(step: SourcedDeal) -> DealSource:
    return DealSource(
        deal=step.fact.key,
        external_id=step.external_id,
        order_id=step.order_id,
        source=step.source,
        medium=step.medium,
    )
