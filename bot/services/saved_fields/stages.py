"""Stages of deals: those in force on a day, which is the key; their text is ``[[key, name, percent]]`` in JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from bot.desk.desk import Desk
from core.sales.stages import DealStage, Stages, in_force
from core.setup.replacements import Fields
from storage import stages


def key_of(menu: Stages) -> str:
    return menu.start.isoformat()


def fields(menu: Stages) -> Fields:
    """The fields of the stages' form, but for their day, which is the key."""
    rows = [[stage.key, stage.name, f"{stage.probability.normalize():f}"] for stage in menu.stages]
    return {"stages": json.dumps(rows, ensure_ascii=False)}


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    return fields(in_force(stages.every(connection, desk.workspace.id), date.fromisoformat(key)))


def read(key: str, values: Fields) -> Stages:
    """The stages that the fields tell of, from the key's day on."""
    rows = json.loads(values["stages"])
    parsed = tuple(DealStage(key=one, name=name, probability=Decimal(percent)) for one, name, percent in rows)
    return Stages(start=date.fromisoformat(key), stages=parsed)


def put(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    stages.save(connection, desk.act, read(key, values))
