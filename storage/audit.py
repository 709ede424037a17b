"""The audit behind `roibot check`: the totals recomputed from the entries and held against what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from core.postings import postings
from storage import entry_rows
from storage.tables import daily_totals, entries, monthly_totals

Keys = tuple[int, str, date, str, str, str, int]
Sums = tuple[int, int, int, int]
KEYS = ("workspace_id", "campaign", "day", "channel", "content", "category", "goal_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One sum that does not agree. ``keys``: workspace, campaign, day or month, channel, content, category, goal."""

    grain: str
    keys: Keys
    stands: Sums
    recomputed: Sums


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    entries: int
    totals: int
    differences: tuple[Difference, ...]


def check(books: Connection) -> Audit:
    """Every workspace's daily and monthly totals against its entries."""
    days, count = _recomputed(books)
    months = _by_month(days)
    standing = _standing(books, "daily_totals"), _standing(books, "monthly_totals")
    wrong = [*_compare("day", standing[0], days), *_compare("month", standing[1], months)]
    return Audit(entries=count, totals=len(standing[0]) + len(standing[1]), differences=tuple(wrong))


def _recomputed(books: Connection) -> tuple[dict[Keys, Sums], int]:
    sums: dict[Keys, Sums] = {}
    count = 0
    for row in books.execute(select(entries)).yield_per(1000).mappings():
        count += 1
        for keys, added in _postings(row):
            sums[keys] = _plus(sums.get(keys, (0, 0, 0, 0)), added, row["sign"])
    return sums, count


def _postings(row: RowMapping) -> Iterator[tuple[Keys, Sums]]:
    if row["goal_id"]:
        revenue = row["value_minor"] if row["revenue_minor"] is not None else 0
        yield tuple(row[name] for name in KEYS), (0, row["count"], row["value_minor"], revenue)
        return
    for one in postings(entry_rows.cost_of(row)):
        keys = (row["workspace_id"], one.campaign, one.day, one.channel, one.content, one.category, one.goal)
        yield keys, (one.cost, 0, 0, 0)


def _by_month(days: dict[Keys, Sums]) -> dict[Keys, Sums]:
    months: dict[Keys, Sums] = {}
    for keys, sums in days.items():
        month = (keys[0], keys[1], keys[2].replace(day=1), *keys[3:])
        months[month] = _plus(months.get(month, (0, 0, 0, 0)), sums, 1)
    return months


def _plus(one: Sums, other: Sums, sign: int) -> Sums:
    a, b, c, d = (x + sign * y for x, y in zip(one, other, strict=True))
    return a, b, c, d


def _standing(books: Connection, table: str) -> dict[Keys, Sums]:
    rows = books.execute(select(daily_totals if table == "daily_totals" else monthly_totals))
    return {tuple(row[:7]): tuple(int(x) for x in row[7:]) for row in rows}  # type: ignore[misc]  # reason: column order


def _compare(grain: str, stands: dict[Keys, Sums], recomputed: dict[Keys, Sums]) -> list[Difference]:
    nothing = (0, 0, 0, 0)
    return [
        Difference(grain=grain, keys=keys, stands=stands.get(keys, nothing), recomputed=recomputed.get(keys, nothing))
        for keys in sorted(stands.keys() | recomputed.keys())
        if stands.get(keys, nothing) != recomputed.get(keys, nothing)
    ]
