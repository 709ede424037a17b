"""What people have decided about files, kept by kind and account for the next of them: JSON, what is open left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from core.calendar.periods import Period
from core.imports.choices import Choices, Double, Overlap
from core.imports.meanings import Level, Meaning
from core.setup.acts import Act
from storage import workspaces
from storage.instants import Instant
from storage.tables import import_choices

_KEPT = select(import_choices.c.choices).where(
    import_choices.c.workspace_id == bindparam("workspace"),
    import_choices.c.kind == bindparam("kind"),
    import_choices.c.account == bindparam("account"),
)
_KEEP = text(
    "INSERT INTO import_choices (workspace_id, kind, account, choices, chosen_by, chosen_at) "
    "VALUES (:workspace, :kind, :account, :choices, :person, :moment) ON CONFLICT (workspace_id, kind, account) "
    "DO UPDATE SET choices = excluded.choices, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at"
).bindparams(bindparam("moment", type_=Instant))
_PLAIN = ("day_first", "decimal", "currency", "channel", "micros", "year", "sheet")
"""Choices that JSON has as they are."""
_NAMED = ("campaigns", "goals", "sources", "stages")
"""Choices from text to text."""


def kept(connection: Connection, workspace: int, kind: str, account: str) -> Choices:
    """What was decided about the last file of this kind and account; nothing where there was none."""
    where = {"workspace": workspace, "kind": kind, "account": account}
    row = connection.execute(_KEPT, where).scalar()
    return read(row) if row else Choices()


def keep(connection: Connection, act: Act, kind: str, account: str, choices: Choices) -> None:
    """Keeps it in the place of what was decided before."""
    workspaces.touch(connection, act.workspace)
    where = {"workspace": act.workspace, "kind": kind, "account": account}
    connection.execute(_KEEP, {**where, "choices": written(choices), "person": act.by, "moment": act.at})


def written(choices: Choices) -> str:
    """The choices as text."""
    row: dict[str, Any] = {name: getattr(choices, name) for name in _PLAIN}
    row |= {name: dict(getattr(choices, name)) for name in _NAMED}
    row |= {
        "columns": {meaning.value: header for meaning, header in choices.columns.items()},
        "level": choices.level.value if choices.level else None,
        "tax": None if choices.tax is None else str(choices.tax),
        "lines": None if choices.lines is None else sorted(choices.lines),
        "overlaps": {str(number): overlap.value for number, overlap in choices.overlaps.items()},
        "doubles": {goal: double.value for goal, double in choices.doubles.items()},
        "period": _days(choices.period),
    }
    open_ = Choices()
    decided = {name: value for name, value in row.items() if getattr(choices, name) != getattr(open_, name)}
    return json.dumps(decided, ensure_ascii=False, separators=(",", ":"))


def read(text_: str) -> Choices:
    """The choices of a text."""
    row: Mapping[str, Any] = json.loads(text_)
    period, tax, lines, level = (row.get(name) for name in ("period", "tax", "lines", "level"))
    return Choices(
        **{name: row[name] for name in (*_PLAIN, *_NAMED) if name in row},
        columns={Meaning(meaning): header for meaning, header in row.get("columns", {}).items()},
        level=Level(level) if level else None,
        tax=None if tax is None else Decimal(tax),
        lines=None if lines is None else frozenset(lines),
        overlaps={int(number): Overlap(overlap) for number, overlap in row.get("overlaps", {}).items()},
        doubles={goal: Double(double) for goal, double in row.get("doubles", {}).items()},
        period=Period(start=date.fromisoformat(period[0]), end=date.fromisoformat(period[1])) if period else None,
    )


def _days(period: Period | None) -> list[str] | None:
    return [period.start.isoformat(), period.end.isoformat()] if period else None
