"""What an import is to book, as its steps keep it until they are carried out: JSON, what is empty left out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.imports.booked_results import Origin, Sourced
from core.imports.deal_steps import SourcedDeal
from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from core.sales.deals import Deal
from core.setup.categories import Category
from core.setup.goals import Goal
from storage.deal_rows import columns_of, deal_of
from storage.entry_rows import conversion_of, cost_of, fact_row
from storage.tables import entries

Fact = Cost | Conversion | Sourced | Deal | SourcedDeal
Kept = int | list[Any] | dict[str, Any]
"""The id of an entry to be taken back; of a cost that is nothing but spend its few facts; the columns of all else."""

TAKEN, COST, CONVERSION, DEAL = "t", "c", "v", "d"

_ORIGIN = Origin.__slots__
_KNOWN = ("external_id", "order_id", "source", "medium")
"""What is known of a deal beside its step."""
_DAYS = ("day", "until", "fx_day", "refunded_on", "first_contact", "media_from", "media_until")
_NOTHING: dict[str, Any] = {
    **{column.name: None for column in entries.c if column.nullable},
    **dict.fromkeys(("campaign", "channel", "content", "category", "split", "note", "people", "stage_name"), ""),
    **dict.fromkeys(("goal_id", "amount_minor", "count", "value_minor"), 0),
}


def shape_of(step: int | Fact) -> str:
    """The letter of a step."""
    if isinstance(step, int):
        return TAKEN
    if isinstance(step, (Deal, SourcedDeal)):
        return DEAL
    return COST if isinstance(step, Cost) else CONVERSION


def written(steps: Sequence[int | Fact]) -> str:
    """The steps as text."""
    return json.dumps([_kept(step) for step in steps], ensure_ascii=False, separators=(",", ":"))


def read(planned: str, goals: Mapping[int, Goal]) -> list[int | Fact]:
    """The steps of a text. ``goals``: every version there was, by its id."""
    return [_step(kept, goals) for kept in json.loads(planned)]


def takes(planned: str) -> list[int]:
    """The entries to be taken back among the steps of a text."""
    return [kept for kept in json.loads(planned) if isinstance(kept, int)]


def deals_in(planned: str) -> list[str]:
    """The keys of the deals whose steps a text holds."""
    return [kept["key"] for kept in json.loads(planned) if isinstance(kept, dict) and kept.get("shape") == DEAL]


def _kept(step: int | Fact) -> Kept:
    if isinstance(step, int):
        return step
    if isinstance(step, Deal):
        return _plain(_deal_row(step))
    if isinstance(step, SourcedDeal):
        numbers = {name: getattr(step, name) for name in _KNOWN}
        return _plain({**_deal_row(step.fact), "known": numbers})
    if isinstance(step, Sourced):
        return _plain({**fact_row(step.fact), "origin": {name: getattr(step.origin, name) for name in _ORIGIN}})
    spent = _spent(step) if isinstance(step, Cost) else None
    return spent or _plain(fact_row(step))


def _deal_row(fact: Deal) -> dict[str, object]:
    return {"shape": DEAL, "key": fact.key, **columns_of(fact)}


def _spent(fact: Cost) -> list[Any] | None:
    """The facts of a cost where it has no others: nearly all that files hold, in a third of the time."""
    facts: list[Any] = [
        fact.category.value,
        fact.amount.minor,
        fact.amount.currency,
        fact.campaign,
        fact.channel,
        fact.note,
    ]
    day = fact.day.isoformat()
    return [day, *facts] if fact == _spend(fact.day, *facts) else None


def _spend(day: date, category: str, minor: int, currency: str, campaign: str, channel: str, note: str) -> Cost:
    return Cost(
        day=day,
        category=Category(category),
        amount=Money(minor=minor, currency=currency),
        campaign=campaign,
        channel=channel,
        note=note,
    )


def _plain(row: Mapping[str, object]) -> dict[str, Any]:
    kept = ((name, value) for name, value in row.items() if value != _NOTHING.get(name))
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept}


def _step(kept: Kept, goals: Mapping[int, Goal]) -> int | Fact:
    if isinstance(kept, int):
        return kept
    if isinstance(kept, list):
        day, *facts = kept
        return _spend(date.fromisoformat(day), *facts)
    row = _NOTHING | kept
    for name in _DAYS:
        if row[name]:
            row[name] = date.fromisoformat(row[name])
    if row.get("shape") == DEAL:
        deal = deal_of(row, row["key"])
        return SourcedDeal(fact=deal, **row["known"]) if "known" in row else deal
    if not row["goal_id"]:
        return cost_of(row)
    fact = conversion_of(row, goals[row["goal_id"]])
    return Sourced(fact=fact, origin=Origin(**row["origin"])) if "origin" in row else fact
