"""Goals as stored: each change adds a version, and entries point at the version they were logged with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Connection, Label, bindparam, insert, select, update
from sqlalchemy.engine import RowMapping

from core.money.money import Money
from core.setup.acts import Act
from core.setup.goals import Basis, Goal, Stage
from storage import names as name_book
from storage import workspaces
from storage.tables import goals, names

COLUMNS: tuple[Label[object], ...] = tuple(
    column.label(f"goal_{column.name}")
    for column in (
        goals.c.id,
        goals.c.key,
        goals.c.basis,
        goals.c.rate,
        goals.c.value_minor,
        goals.c.currency,
        goals.c.stage,
        goals.c.counts,
        goals.c.source,
        goals.c.delay,
        goals.c.average_minor,
        names.c.name,
    )
)
"""The columns that `goal_of` needs of a row; joined with `NAMED`."""

NAMED = goals.join(names, (names.c.workspace_id == goals.c.workspace_id) & (names.c.key == goals.c.key))

_EVERY = select(*COLUMNS).select_from(NAMED).where(goals.c.workspace_id == bindparam("workspace"))
_VERSIONS = _EVERY.add_columns(goals.c.current).order_by(goals.c.id.desc())
_CURRENT = _EVERY.where(goals.c.current).order_by(goals.c.id.desc())
_ONE = _CURRENT.where(goals.c.key == bindparam("goal"))
_RETIRE = (
    update(goals)
    .where(goals.c.workspace_id == bindparam("workspace"), goals.c.key == bindparam("goal"), goals.c.current)
    .values(current=False)
)
_ADD = insert(goals).returning(goals.c.id)


def versions(connection: Connection, workspace: int) -> Mapping[int, Goal]:
    """Every version there ever was, by its id."""
    goals = (goal_of(row) for row in connection.execute(_EVERY, {"workspace": workspace}).mappings())
    return {goal.id: goal for goal in goals}


def versions_and_current(connection: Connection, workspace: int) -> tuple[Mapping[int, Goal], Sequence[Goal]]:
    """What `versions` and `current` say, read at once."""
    rows = connection.execute(_VERSIONS, {"workspace": workspace}).mappings()
    every = [(goal_of(row), row["current"]) for row in rows]
    return {goal.id: goal for goal, _ in reversed(every)}, [goal for goal, is_current in every if is_current]


def current(connection: Connection, workspace: int) -> Sequence[Goal]:
    """Today's goals, newest first."""
    return [goal_of(row) for row in connection.execute(_CURRENT, {"workspace": workspace}).mappings()]


def find(connection: Connection, workspace: int, key: str) -> Goal | None:
    row = connection.execute(_ONE, {"workspace": workspace, "goal": key}).mappings().first()
    return goal_of(row) if row else None


def save(connection: Connection, act: Act, goal: Goal) -> Goal:
    """Adds a version and makes it the current one. Raises `NameTaken` where the key is another thing's."""
    workspaces.touch(connection, act.workspace, goal.value.currency)
    name_book.claim(connection, act, name_book.GOAL, goal.key, goal.name)
    connection.execute(_RETIRE, {"workspace": act.workspace, "goal": goal.key})
    added = connection.execute(_ADD, _row(act, goal)).scalar_one()
    return Goal(**{**{field: getattr(goal, field) for field in goal.__slots__}, "id": added})


def goal_of(row: RowMapping) -> Goal:
    """The goal in a row selected with `COLUMNS`."""
    average = row["goal_average_minor"]
    return Goal(
        id=row["goal_id"],
        key=row["goal_key"],
        name=row["goal_name"],
        basis=Basis(row["goal_basis"]),
        rate=Decimal(row["goal_rate"]) if row["goal_rate"] is not None else None,
        value=Money(minor=row["goal_value_minor"], currency=row["goal_currency"]),
        stage=Stage(row["goal_stage"]),
        counts=row["goal_counts"],
        source=row["goal_source"],
        delay=row["goal_delay"],
        average=None if average is None else Money(minor=average, currency=row["goal_currency"]),
    )


def _row(act: Act, goal: Goal) -> dict[str, object]:
    return {
        "workspace_id": act.workspace,
        "key": goal.key,
        "basis": goal.basis.value,
        "rate": None if goal.rate is None else str(goal.rate),
        "value_minor": goal.value.minor,
        "currency": goal.value.currency,
        "stage": goal.stage.value,
        "counts": goal.counts,
        "source": goal.source,
        "delay": goal.delay,
        "average_minor": None if goal.average is None else goal.average.minor,
        "current": True,
        "created_by": act.by,
        "created_at": act.at,
    }
