"""A cost's split as its entry keeps it: JSON, ``{"key": …, "months": {"2026-07": [[campaign, channel, weight]]}}``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select, text

from core.categories import Category
from core.periods import Period, month_number, months
from core.splits import Part, Split, SplitKey, months_of, running_in, split_by
from storage import campaigns
from storage.tables import entries, goals, monthly_totals

LOOKED_BACK = 12
"""Months before the cost's first whose books may say by what to divide it."""

_OF_MONTHS = (
    select(monthly_totals.c.month, monthly_totals.c.campaign, monthly_totals.c.channel)
    .where(
        monthly_totals.c.workspace_id == bindparam("workspace"),
        monthly_totals.c.campaign != "",
        monthly_totals.c.month >= bindparam("start"),
        monthly_totals.c.month < bindparam("end"),
    )
    .group_by(monthly_totals.c.month, monthly_totals.c.campaign, monthly_totals.c.channel)
)
_COUNTING = select(goals.c.id).where(goals.c.workspace_id == bindparam("workspace"), goals.c.counts)
_HOURS = select(
    entries.c.day.label("month"), entries.c.campaign, entries.c.channel, entries.c.sign, entries.c.hours.label("weight")
).where(
    entries.c.workspace_id == bindparam("workspace"),
    entries.c.campaign != "",
    entries.c.day >= bindparam("start"),
    entries.c.day < bindparam("end"),
    entries.c.hours.is_not(None),
    text(
        "entries.category = 'people'"
    ),  # whose hours else; not a parameter, or SQLite would not see that the index fits
)
_STATEMENTS = {
    SplitKey.ADS: _OF_MONTHS.add_columns(func.sum(monthly_totals.c.cost).label("weight")).where(
        monthly_totals.c.category == Category.ADS.value
    ),
    SplitKey.CONVERSIONS: _OF_MONTHS.add_columns(func.sum(monthly_totals.c.count).label("weight")).where(
        monthly_totals.c.goal_id.in_(_COUNTING)
    ),
    SplitKey.HOURS: _HOURS,
}


def divide(books: Connection, workspace: int, key: SplitKey, service: Period, fixed: Sequence[Part] = ()) -> Split:
    """How a cost that serves ``service`` is divided by ``key``, with the books of this moment.

    ``fixed``: the weights given by hand. Raises `NothingToSplitBy`.
    """
    if key is SplitKey.WEIGHTS:
        return split_by(key, service, {}, fixed)
    if key is SplitKey.EQUAL:
        known = campaigns.every(books, workspace).values()
        return split_by(key, service, {month: running_in(known, month) for month in months_of(service)})
    return split_by(key, service, by_month(books, workspace, key, service))


def by_month(books: Connection, workspace: int, key: SplitKey, service: Period) -> Mapping[date, list[Part]]:
    """First of the month -> what its books say for ``key`` (ads, hours, conversions), from a year before on."""
    first, last = month_number(service.start) - LOOKED_BACK, month_number(service.last)
    asked = months(first, last - first + 1)
    where = {"workspace": workspace, "start": asked.start, "end": asked.end}
    sums: dict[tuple[date, str, str], Decimal] = {}
    for row in books.execute(_STATEMENTS[key], where).mappings():
        place = (row["month"].replace(day=1), row["campaign"], row["channel"])
        sums[place] = sums.get(place, Decimal()) + Decimal(row["weight"]) * row.get("sign", 1)
    return _parts_by_month(sums)


def hours(books: Connection, workspace: int, period: Period) -> Mapping[str, Decimal]:
    """Campaign -> all hours logged for it in ``period``."""
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    sums: dict[str, Decimal] = {}
    for row in books.execute(_HOURS, where).mappings():
        sums[row["campaign"]] = sums.get(row["campaign"], Decimal()) + Decimal(row["weight"]) * row["sign"]
    return sums


def _parts_by_month(sums: Mapping[tuple[date, str, str], Decimal]) -> Mapping[date, list[Part]]:
    found: dict[date, list[Part]] = {}
    for (month, campaign, channel), weight in sorted(sums.items()):
        if weight > 0:
            found.setdefault(month, []).append(Part(campaign=campaign, channel=channel, weight=weight))
    return found


def written(split: Split | None) -> str:
    """The split as text; empty for none."""
    if split is None:
        return ""
    months = {
        f"{month:%Y-%m}": [[part.campaign, part.channel, str(part.weight)] for part in parts]
        for month, parts in split.months
    }
    return json.dumps({"key": split.key.value, "months": months}, ensure_ascii=False)


def mention(campaign: str) -> str:
    """What the text of a split holds where the campaign has a part in it."""
    return f"[{json.dumps(campaign, ensure_ascii=False)}, "


def read(text: str) -> Split | None:
    """What `written` wrote."""
    if not text:
        return None
    said = json.loads(text)
    months = tuple((date.fromisoformat(f"{month}-01"), _parts(rows)) for month, rows in said["months"].items())
    return Split(key=SplitKey(said["key"]), months=months)


def _parts(rows: list[list[str]]) -> tuple[Part, ...]:
    return tuple(Part(campaign=campaign, channel=channel, weight=Decimal(weight)) for campaign, channel, weight in rows)
