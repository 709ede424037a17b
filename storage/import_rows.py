"""Records of imports as rows: what a record is in the table, and back."""

from __future__ import annotations

import json

from sqlalchemy.engine import RowMapping

from core.calendar.periods import Period
from core.imports.meanings import Level
from core.imports.records import ImportRecord, Scope, State
from core.setup.acts import Act
from storage import import_choices

_SAME = ("currency", "file", "digest", "rows", "left_out", "refused", "sum_minor", "facts", "taken", "position")
_LATER = ("note", "slack_file", "dated", "asks", "place")


def row_of(act: Act, record: ImportRecord) -> dict[str, object]:
    """All columns but those that only storage keeps for itself."""
    return {
        "workspace_id": act.workspace,
        "id": record.id,
        "kind": record.scope.kind,
        "account": record.scope.account,
        "level": record.scope.level.value if record.scope.level else "",
        "start": record.scope.period.start,
        "end": record.scope.period.end,
        **{name: getattr(record, name) for name in (*_SAME, *_LATER)},
        "state": record.state.value,
        "brought_by": act.by,
        "brought_at": act.at,
        "replaces": json.dumps(record.replaces) if record.replaces else "",
        "choices": import_choices.written(record.choices),
        "makes": json.dumps(dict(record.makes), ensure_ascii=False) if record.makes else "",
    }


def record_of(row: RowMapping) -> ImportRecord:
    return ImportRecord(
        id=row["id"],
        scope=Scope(
            kind=row["kind"],
            account=row["account"],
            level=Level(row["level"]) if row["level"] else None,
            period=Period(start=row["start"], end=row["end"]),
        ),
        **{name: row[name] for name in (*_SAME, *_LATER)},
        state=State(row["state"]),
        by=row["brought_by"],
        at=row["brought_at"],
        replaces=tuple(json.loads(row["replaces"])) if row["replaces"] else (),
        choices=import_choices.read(row["choices"]),
        makes=json.loads(row["makes"]) if row["makes"] else {},
    )
