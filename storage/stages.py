"""Stages of deals as stored: each change adds a row, ``[[key, name, percent]]``; steps keep the percent they have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection, bindparam, insert, select

from core.sales.stages import DealStage, Stages
from core.setup.acts import Act
from storage import workspaces
from storage.tables import deal_stages

_EVERY = (
    select(deal_stages.c.start, deal_stages.c.stages)
    .where(deal_stages.c.workspace_id == bindparam("workspace"))
    .order_by(deal_stages.c.id)
)
_ADD = insert(deal_stages)


def every(connection: Connection, workspace: int) -> Sequence[Stages]:
    """All lists of stages, in the order they were saved; none where a workspace has the ones it began with."""
    return [
        Stages(start=row["start"], stages=tuple(_stage(*saved) for saved in json.loads(row["stages"])))
        for row in connection.execute(_EVERY, {"workspace": workspace}).mappings()
    ]


def save(connection: Connection, act: Act, stages: Stages) -> None:
    """Adds them; the same again, if they were said last, adds nothing."""
    workspaces.touch(connection, act.workspace)
    if stages in every(connection, act.workspace)[-1:]:
        return
    rows = [[stage.key, stage.name, str(stage.probability)] for stage in stages.stages]
    row = {
        "workspace_id": act.workspace,
        "start": stages.start,
        "stages": json.dumps(rows, ensure_ascii=False),
        "created_by": act.by,
        "created_at": act.at,
    }
    connection.execute(_ADD, row)


def _stage(key: str, name: str, percent: str) -> DealStage:
    return DealStage(key=key, name=name, probability=Decimal(percent))
