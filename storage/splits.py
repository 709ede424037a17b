"""A cost's split as its entry keeps it: JSON, ``{"key": …, "months": {"2026-07": [[campaign, channel, weight]]}}``.

``"by_itself": true`` stands in those whose parts are spread by themselves; older ones lack it and are posted as ever.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select, text

from core.calendar.periods import Period, month_number, months
from core.ledger.splits import Part, Split, SplitKey, SplitTellsHours, months_of, running_in, split_by, taken_from
from core.reports.privacy import tells_hours
from core.setup.categories import Category
from storage import campaigns, hourly_rates
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
    # Only people have hours. The category is no parameter, or SQLite would not see that the index fits.
    text("entries.category = 'people'"),
)
_WHOSE = _HOURS.add_columns(entries.c.id, entries.c.reverses, entries.c.people, entries.c.logged_by)
_STATEMENTS = {
    SplitKey.ADS: _OF_MONTHS.add_columns(func.sum(monthly_totals.c.cost).label("weight")).where(
        monthly_totals.c.category == Category.ADS.value
    ),
    SplitKey.CONVERSIONS: _OF_MONTHS.add_columns(func.sum(monthly_totals.c.count).label("weight")).where(
        monthly_totals.c.goal_id.in_(_COUNTING)
    ),
    SplitKey.HOURS: _HOURS,
}


def divide(
    connection: Connection, workspace: int, key: SplitKey, service: Period, fixed: Sequence[Part] = (), by: str = ""
) -> Split:
    """Divides a cost that serves ``service`` by ``key``, with the books of this moment.

    ``fixed``: the weights given by hand. ``by``: who divides by hours, an admin. Raises `NothingToSplitBy`,
    `SplitTellsHours`.
    """
    if key is SplitKey.WEIGHTS:
        return split_by(key, service, {}, fixed)
    if key is SplitKey.EQUAL:
        every = campaigns.every(connection, workspace).values()
        return split_by(key, service, {month: running_in(every, month) for month in months_of(service)})
    parts = by_month(connection, workspace, key, service)
    if key is SplitKey.HOURS:
        _check_hours(connection, workspace, taken_from(service, parts), by)
    return split_by(key, service, parts)


def by_month(connection: Connection, workspace: int, key: SplitKey, service: Period) -> Mapping[date, list[Part]]:
    """First of the month -> what its books say for ``key`` (ads, hours, conversions), from a year before on."""
    first, last = month_number(service.start) - LOOKED_BACK, month_number(service.last)
    asked = months(first, last - first + 1)
    where = {"workspace": workspace, "start": asked.start, "end": asked.end}
    sums: dict[tuple[date, str, str], Decimal] = {}
    for row in connection.execute(_STATEMENTS[key], where).mappings():
        place = (row["month"].replace(day=1), row["campaign"], row["channel"])
        sums[place] = sums.get(place, Decimal()) + Decimal(row["weight"]) * row.get("sign", 1)
    return _parts_by_month(sums)


def hours(connection: Connection, workspace: int, period: Period) -> Mapping[str, Decimal]:
    """Campaign -> all hours logged for it in ``period``."""
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    sums: dict[str, Decimal] = {}
    for row in connection.execute(_HOURS, where).mappings():
        sums[row["campaign"]] = sums.get(row["campaign"], Decimal()) + Decimal(row["weight"]) * row["sign"]
    return sums


def _check_hours(connection: Connection, workspace: int, taken: Sequence[date], admin: str) -> None:
    """Raises `SplitTellsHours` where the parts, which everybody reads, would tell one person's hours."""
    for month in taken:
        for (campaign, _), by_author in _whose(connection, workspace, months(month_number(month), 1)).items():
            if tells_hours(by_author, admin):
                raise SplitTellsHours(campaign=campaign, month=month)


def _whose(connection: Connection, workspace: int, period: Period) -> Mapping[tuple[str, str], dict[str, set[str]]]:
    """Campaign and channel -> the keys of those who logged hours there that stand."""
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    rows = connection.execute(_WHOSE, where).all()
    taken_back = {row.reverses for row in rows}  # an entry and its reversal are of one day
    by_place: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in rows:
        if row.sign > 0 and row.id not in taken_back:
            by_author = by_place.setdefault((row.campaign, row.channel), {})
            by_author.setdefault(row.logged_by, set()).update(hourly_rates.named(row.people))
    return by_place


def _parts_by_month(sums: Mapping[tuple[date, str, str], Decimal]) -> Mapping[date, list[Part]]:
    parts: dict[date, list[Part]] = {}
    for (month, campaign, channel), weight in sorted(sums.items()):
        if weight > 0:
            parts.setdefault(month, []).append(Part(campaign=campaign, channel=channel, weight=weight))
    return parts


def written(split: Split | None) -> str:
    """The split as text; empty for none."""
    if split is None:
        return ""
    months = {
        f"{month:%Y-%m}": [[part.campaign, part.channel, str(part.weight)] for part in parts]
        for month, parts in split.months
    }
    rule = {"by_itself": True} if split.by_itself else {}
    return json.dumps({"key": split.key.value, "months": months, **rule}, ensure_ascii=False)


def mention(campaign: str) -> str:
    """The text that a stored split contains where the campaign has a part in it."""
    return f"[{json.dumps(campaign, ensure_ascii=False)}, "


def read(text: str) -> Split | None:
    """The split in a text that `written` wrote."""
    if not text:
        return None
    fields = json.loads(text)
    months = tuple((date.fromisoformat(f"{month}-01"), _parts(rows)) for month, rows in fields["months"].items())
    return Split(key=SplitKey(fields["key"]), months=months, by_itself=fields.get("by_itself", False))


def _parts(rows: list[list[str]]) -> tuple[Part, ...]:
    return tuple(Part(campaign=campaign, channel=channel, weight=Decimal(weight)) for campaign, channel, weight in rows)
