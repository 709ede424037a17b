"""Campaigns as stored, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import Boolean, Connection, Date, bindparam, select, text
from sqlalchemy.engine import RowMapping

from core.money.money import Money
from core.setup.acts import Act
from core.setup.campaigns import Campaign
from storage import names as name_book
from storage import workspaces
from storage.tables import campaigns, names

_EVERY = (
    select(
        campaigns.c.key,
        names.c.name,
        campaigns.c.start,
        campaigns.c.end,
        campaigns.c.budget_minor,
        campaigns.c.budget_currency,
        campaigns.c.margin,
        campaigns.c.kind,
        campaigns.c.goal,
        campaigns.c.serves_all,
    )
    .select_from(
        campaigns.join(names, (names.c.workspace_id == campaigns.c.workspace_id) & (names.c.key == campaigns.c.key))
    )
    .where(campaigns.c.workspace_id == bindparam("workspace"))
    .order_by(names.c.created_at.desc(), campaigns.c.key)
)
_ONE = _EVERY.where(campaigns.c.key == bindparam("campaign"))
_SAVE = text(
    'INSERT INTO campaigns (workspace_id, key, start, "end", budget_minor, budget_currency, margin, kind, goal, '
    "serves_all) VALUES (:workspace, :key, :start, :end, :budget, :currency, :margin, :kind, :goal, :serves_all) "
    'ON CONFLICT (workspace_id, key) DO UPDATE SET start = excluded.start, "end" = excluded."end", '
    "budget_minor = excluded.budget_minor, budget_currency = excluded.budget_currency, margin = excluded.margin, "
    "kind = excluded.kind, goal = excluded.goal, serves_all = excluded.serves_all"
).bindparams(bindparam("start", type_=Date), bindparam("end", type_=Date), bindparam("serves_all", type_=Boolean))


def every(connection: Connection, workspace: int) -> Mapping[str, Campaign]:
    """Key -> campaign, newest first."""
    return {row["key"]: _campaign(row) for row in connection.execute(_EVERY, {"workspace": workspace}).mappings()}


def find(connection: Connection, workspace: int, key: str) -> Campaign | None:
    row = connection.execute(_ONE, {"workspace": workspace, "campaign": key}).mappings().first()
    return _campaign(row) if row else None


def save(connection: Connection, act: Act, campaign: Campaign) -> None:
    """Adds the campaign, or changes the one with its key. Raises `NameTaken` where the key is another thing's."""
    workspaces.touch(connection, act.workspace, campaign.budget.currency if campaign.budget else None)
    name_book.claim(connection, act, name_book.CAMPAIGN, campaign.key, campaign.name)
    connection.execute(_SAVE, _values(act.workspace, campaign))


def make(connection: Connection, act: Act, wanted: Mapping[str, str]) -> None:
    """Adds those of the campaigns that are not there yet, all at once. ``wanted``: key -> name. Raises `NameTaken`."""
    workspaces.touch(connection, act.workspace)
    there = every(connection, act.workspace) if wanted else {}
    new = {key: name for key, name in wanted.items() if key not in there}
    if new:
        name_book.claim_all(connection, act, name_book.CAMPAIGN, new)
        rows = [_values(act.workspace, Campaign(key=key, name=name)) for key, name in new.items()]
        connection.execute(_SAVE, rows)


def _values(workspace: int, campaign: Campaign) -> dict[str, object]:
    budget = campaign.budget
    return {
        "workspace": workspace,
        "key": campaign.key,
        "start": campaign.start,
        "end": campaign.end,
        "budget": budget.minor if budget else None,
        "currency": budget.currency if budget else None,
        "margin": None if campaign.margin is None else str(campaign.margin),
        "kind": campaign.kind,
        "goal": campaign.goal,
        "serves_all": campaign.serves_all,
    }


def _campaign(row: RowMapping) -> Campaign:
    budget = row["budget_minor"]
    return Campaign(
        key=row["key"],
        name=row["name"],
        start=row["start"],
        end=row["end"],
        budget=None if budget is None else Money(minor=budget, currency=row["budget_currency"]),
        margin=None if row["margin"] is None else Decimal(row["margin"]),
        kind=row["kind"],
        goal=row["goal"],
        serves_all=row["serves_all"],
    )
