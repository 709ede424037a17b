"""Targets: one a campaign and goal; the key is both, as ``campaign/goal``."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.saved_fields.texts import amount, texts
from core.plans.targets import Target
from core.setup.replacements import Fields
from storage import targets


def key_of(target: Target) -> str:
    return f"{target.campaign}/{target.goal}"


def fields(target: Target) -> Fields:
    """The fields of the target's form."""
    return texts(
        campaign=target.campaign,
        goal=target.goal,
        count=target.count,
        cost_per_conversion=target.cost_per_conversion,
        currency=target.cost_per_conversion.currency,
        start=target.start,
        end=target.end,
    )


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    every = targets.every(connection, desk.workspace.id)
    return next((fields(target) for target in every if key_of(target) == key), {})


def put(connection: Connection, desk: Desk, _key: str, values: Fields) -> None:
    target = Target(
        campaign=values["campaign"],
        goal=values["goal"],
        count=int(values["count"]),
        cost_per_conversion=amount(values, "cost_per_conversion"),
        start=date.fromisoformat(values["start"]),
        end=date.fromisoformat(values["end"]),
    )
    targets.save(connection, desk.act, target)
