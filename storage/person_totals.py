"""What each person cost where, by month and by who logged it: moved beside the totals.

Whole months are read from it, and only the days at the edges of a period from entries; so a member's answer costs the
same however many hours are on the books. What is taken back counts as its author's, whoever took it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, Date, bindparam, func, select, text

from core.calendar.periods import Period, slices
from core.ledger.entries import Cost, Entry
from core.reports.cover import Paid, cost_of_each
from core.setup.categories import Category
from storage.entry_rows import parts_of
from storage.tables import entries, person_totals
from storage.wordings import Hot

_KEYS = ("campaign", "month", "channel", "content", "person", "author")
_ADD = Hot(
    text(
        "INSERT INTO person_totals (workspace_id, campaign, month, channel, content, person, author, cost) "
        "VALUES (:workspace, :campaign, :month, :channel, :content, :person, :author, :cost) "
        "ON CONFLICT (workspace_id, campaign, month, channel, content, person, author) "
        "DO UPDATE SET cost = person_totals.cost + excluded.cost"
    ).bindparams(bindparam("month", type_=Date))
)
_AUTHOR = Hot(
    select(entries.c.logged_by).where(
        entries.c.workspace_id == bindparam("workspace"), entries.c.id == bindparam("entry")
    )
)
_PAID = [person_totals.c[name] for name in ("campaign", "channel", "content", "person", "author")]
_MONTHS = (
    select(*_PAID, func.sum(person_totals.c.cost))
    .where(
        person_totals.c.workspace_id == bindparam("workspace"),
        person_totals.c.month >= bindparam("start"),
        person_totals.c.month < bindparam("end"),
    )
    .group_by(*_PAID)
)
_MONTHS_OF = _MONTHS.where(person_totals.c.campaign == bindparam("campaign"))
_FIRST = entries.alias("first")
"""The entry that a reversal takes back. What puts it back is logged in its author's name (`storage.ledger.redo`)."""
_ALIKE = [
    entries.c[name]
    for name in (
        *("workspace_id", "campaign", "channel", "content", "people", "amount_minor", "currency"),
        *("fx_currency", "fx_rate", "fx_day", "fx_source", "logged_by", "sign", "reverses"),
    )
]
_TAKEN_BACK = (
    select(_FIRST.c.logged_by)
    .where(entries.c.sign < 0, _FIRST.c.workspace_id == entries.c.workspace_id, _FIRST.c.id == entries.c.reverses)
    .correlate(entries)
    .scalar_subquery()
)
_DAYS = (
    select(
        *_ALIKE,
        func.coalesce(_TAKEN_BACK, entries.c.logged_by).label("author"),
        func.sum(entries.c.sign).label("standing"),
    )
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.day >= bindparam("start"),
        entries.c.day < bindparam("end"),
        text("entries.category = 'people'"),  # not a parameter, or SQLite would not see that the index fits
    )
    .group_by(*_ALIKE)
)
_DAYS_OF = _DAYS.where(entries.c.campaign == bindparam("campaign"))

Place = tuple[str, str, str, str, str]
"""Campaign, channel, content, person and author."""


def keep(connection: Connection, workspace: int, entry: Entry) -> None:
    """Adds what those whom ``entry`` names cost; nothing is done where it is no cost of people."""
    if _of_people(entry):
        author = entry.logged_by
        if entry.sign < 0:
            [author] = _AUTHOR.first(connection, {"workspace": workspace, "entry": entry.reverses}) or (author,)
        _add(connection, workspace, _sums([(entry, author)]))


def keep_all(connection: Connection, workspace: int, listed: Iterable[Entry]) -> None:
    """The same for several entries, each place summed first; what they reverse is among them, and before them."""
    authors: dict[int | None, str] = {}
    of_people = []
    for entry in filter(_of_people, listed):
        authors[entry.id] = authors.get(entry.reverses, entry.logged_by) if entry.sign < 0 else entry.logged_by
        of_people.append((entry, authors[entry.id]))
    _add(connection, workspace, _sums(of_people))


def persons(connection: Connection, workspace: int, period: Period, campaign: str | None = None) -> Sequence[Paid]:
    """What everybody cost in ``period``, by place and author; in one campaign, or in all."""
    costs = Counter[Place]()
    parts = slices(period)
    for sign, days in ((1, parts.plus), (-1, parts.minus)):
        for part in days:
            for place, cost in _of_days(connection, workspace, part, campaign):
                costs[place] += sign * cost
    for place, cost in _of_months(connection, workspace, parts.months, campaign):
        costs[place] += cost
    return [Paid(*place, cost) for place, cost in costs.items() if cost]


def _of_people(entry: Entry) -> bool:
    return isinstance(entry.fact, Cost) and entry.fact.category is Category.PEOPLE


def _sums(listed: Iterable[tuple[Entry, str]]) -> Counter[tuple[object, ...]]:
    """Keys of a row -> minor units. Each entry is beside its author."""
    costs = Counter[tuple[object, ...]]()
    for entry, author in listed:
        fact = entry.fact
        if isinstance(fact, Cost):
            month = fact.day.replace(day=1)
            for person, minor in cost_of_each(fact.people, fact.booked.minor).items():
                costs[fact.campaign, month, fact.channel, fact.content, person, author] += entry.sign * minor
    return costs


def _add(connection: Connection, workspace: int, costs: Counter[tuple[object, ...]]) -> None:
    rows = [
        {"workspace": workspace, "cost": cost, **dict(zip(_KEYS, keys, strict=True))} for keys, cost in costs.items()
    ]
    if rows:
        _ADD.run(connection, *rows)


def _of_months(
    connection: Connection, workspace: int, months: Period, campaign: str | None
) -> Iterator[tuple[Place, int]]:
    if not months.days:
        return
    where = _where(workspace, months, campaign)
    for *place, cost in connection.execute(_MONTHS if campaign is None else _MONTHS_OF, where):
        yield _place(place), int(cost)


def _of_days(connection: Connection, workspace: int, days: Period, campaign: str | None) -> Iterator[tuple[Place, int]]:
    if not days.days:
        return
    where = _where(workspace, days, campaign)
    for row in connection.execute(_DAYS if campaign is None else _DAYS_OF, where).mappings():
        for person, minor in parts_of(row).items():
            place = [row["campaign"], row["channel"], row["content"], person, row["author"]]
            yield _place(place), int(row["standing"]) * minor


def _where(workspace: int, period: Period, campaign: str | None) -> dict[str, date | int | str | None]:
    return {"workspace": workspace, "start": period.start, "end": period.end, "campaign": campaign}


def _place(keys: list[str]) -> Place:
    campaign, channel, content, person, author = keys
    return campaign, channel, content, person, author
