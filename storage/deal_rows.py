"""Steps of deals as rows: what a step is in the table, and back."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.engine import RowMapping

from core.money.money import Money
from core.sales.deals import Deal, DealStep
from storage.entry_rows import exchange_of, exchange_row
from storage.seals import Row


def columns_of(fact: Deal) -> dict[str, object]:
    """The columns of a deal but for its key."""
    return {
        "name": fact.name,
        "day": fact.day,
        "stage": fact.stage,
        "stage_name": fact.stage_name,
        "probability": str(fact.probability),
        "amount_minor": fact.amount.minor,
        "currency": fact.amount.currency,
        **exchange_row(fact.exchange),
        "campaign": fact.campaign,
        "channel": fact.channel,
        "goal_id": fact.goal,
        "first_contact": fact.first_contact,
    }


def row_of(workspace: int, step: DealStep, request: str) -> dict[str, object]:
    fact = step.fact
    return {
        "workspace_id": workspace,
        "sign": step.sign,
        "deal": fact.key,
        **columns_of(fact),
        "logged_by": step.logged_by,
        "logged_at": step.logged_at,
        "request": request or None,
        "reverses": step.reverses,
        "first_id": step.place or None,
    }


def step_of(row: RowMapping) -> DealStep:
    return DealStep(
        id=row["id"],
        fact=deal_of(row, row["deal"]),
        logged_by=row["logged_by"],
        logged_at=row["logged_at"],
        sign=row["sign"],
        reverses=row["reverses"],
        reversed_by=row["reversed_by"],
        place=row["first_id"] or row["id"],
    )


def deal_of(row: Row, key: str) -> Deal:
    return Deal(
        key=key,
        name=row["name"],
        day=row["day"],
        stage=row["stage"],
        stage_name=row["stage_name"],
        probability=Decimal(row["probability"]),
        amount=Money(minor=row["amount_minor"], currency=row["currency"]),
        exchange=exchange_of(row),
        campaign=row["campaign"],
        channel=row["channel"],
        goal=row["goal_id"],
        first_contact=row["first_contact"],
    )
