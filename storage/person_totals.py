"""Whose hours stand where, by month: a count of the entries that name somebody, moved beside the totals.

Whole months are read from it, and only the days at the edges of a period from entries; so a member's answer costs the
same however many hours are on the books.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, Date, bindparam, func, select, text

from core.calendar.periods import Period, slices
from core.ledger.entries import Cost, Entry
from core.setup.categories import Category
from storage.hourly_rates import named, written
from storage.tables import entries, person_totals
from storage.wordings import Hot

_ADD = Hot(
    text(
        "INSERT INTO person_totals (workspace_id, campaign, month, channel, content, person, standing) "
        "VALUES (:workspace, :campaign, :month, :channel, :content, :person, :standing) "
        "ON CONFLICT (workspace_id, campaign, month, channel, content, person) "
        "DO UPDATE SET standing = person_totals.standing + excluded.standing"
    ).bindparams(bindparam("month", type_=Date))
)
_PLACE = (person_totals.c.channel, person_totals.c.content, person_totals.c.campaign)
_MONTHS = (
    select(*_PLACE, person_totals.c.person, func.sum(person_totals.c.standing))
    .where(
        person_totals.c.workspace_id == bindparam("workspace"),
        person_totals.c.month >= bindparam("start"),
        person_totals.c.month < bindparam("end"),
    )
    .group_by(*_PLACE, person_totals.c.person)
)
_MONTHS_OF = _MONTHS.where(person_totals.c.campaign == bindparam("campaign"))
_DAYS = (
    select(entries.c.channel, entries.c.content, entries.c.campaign, entries.c.people, func.sum(entries.c.sign))
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.day >= bindparam("start"),
        entries.c.day < bindparam("end"),
        text("entries.category = 'people'"),  # not a parameter, or SQLite would not see that the index fits
    )
    .group_by(entries.c.channel, entries.c.content, entries.c.campaign, entries.c.people)
)
_DAYS_OF = _DAYS.where(entries.c.campaign == bindparam("campaign"))

Place = tuple[str, str, str]
"""Channel, content and campaign."""
Standing = tuple[Place, str, int]
"""A place, the key of somebody, and how many entries there name them."""


def keep(connection: Connection, workspace: int, entry: Entry) -> None:
    """Counts those whom ``entry`` names; nothing is done where it is no cost of people."""
    if _of_people(entry):
        keep_all(connection, workspace, (entry,))


def keep_all(connection: Connection, workspace: int, listed: Iterable[Entry]) -> None:
    """The same for several entries, each place summed first."""
    standing = Counter[tuple[object, ...]]()
    for entry in listed:
        fact = entry.fact
        if isinstance(fact, Cost) and _of_people(entry):
            for person in named(written(fact.people)):
                place = (fact.campaign, fact.day.replace(day=1), fact.channel, fact.content, person)
                standing[place] += entry.sign
    names = ("campaign", "month", "channel", "content", "person")
    rows = [
        {"workspace": workspace, "standing": n, **dict(zip(names, keys, strict=True))} for keys, n in standing.items()
    ]
    if rows:
        _ADD.run(connection, *rows)


def persons(
    connection: Connection, workspace: int, period: Period, campaign: str | None = None
) -> Mapping[Place, frozenset[str]]:
    """Place -> keys of those whose hours stand there in ``period``; of one campaign, or of all."""
    standing = Counter[tuple[Place, str]]()
    parts = slices(period)
    for sign, days in ((1, parts.plus), (-1, parts.minus)):
        for part in days:
            for place, person, count in _of_days(connection, workspace, part, campaign):
                standing[place, person] += sign * count
    for place, person, count in _of_months(connection, workspace, parts.months, campaign):
        standing[place, person] += count
    by_place: dict[Place, set[str]] = {}
    for (place, person), count in standing.items():
        if count:
            by_place.setdefault(place, set()).add(person)
    return {place: frozenset(keys) for place, keys in by_place.items()}


def _of_people(entry: Entry) -> bool:
    return isinstance(entry.fact, Cost) and entry.fact.category is Category.PEOPLE


def _of_months(connection: Connection, workspace: int, months: Period, campaign: str | None) -> Iterator[Standing]:
    if not months.days:
        return
    where = _where(workspace, months, campaign)
    for *place, person, count in connection.execute(_MONTHS if campaign is None else _MONTHS_OF, where):
        yield _place(place), person, int(count)


def _of_days(connection: Connection, workspace: int, days: Period, campaign: str | None) -> Iterator[Standing]:
    if not days.days:
        return
    where = _where(workspace, days, campaign)
    for *place, people, count in connection.execute(_DAYS if campaign is None else _DAYS_OF, where):
        yield from ((_place(place), person, int(count)) for person in named(people))


def _where(workspace: int, period: Period, campaign: str | None) -> dict[str, date | int | str | None]:
    return {"workspace": workspace, "start": period.start, "end": period.end, "campaign": campaign}


def _place(keys: list[str]) -> Place:
    channel, content, campaign = keys
    return channel, content, campaign
