"""The facts that tell which costs are missing: repeats that are due, hours as logged, the last day of each import.

Most workspaces have none of one kind or the other: a single look tells, and nothing more is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Date, bindparam, select, text

from core.calendar.periods import ALL
from core.imports.catalogue import kind_of
from core.imports.kind import Brings
from core.imports.rhythm import usual_gap
from core.money.exchange import ExchangeRate, typed_rate
from core.money.money import decimals
from core.money.rounding import half_up
from core.reports.late_results import ResultFiles
from core.reports.missing import Due, Imported, Scope, Worked
from storage import exchange as exchange_rates
from storage import hourly_rates, import_rhythm, repeats
from storage.tables import entries

# The conditions in the words of the partial indexes, or SQLite would not see that they fit.
_LOOK = text(
    "SELECT (SELECT MIN(next_day) FROM repeats WHERE workspace_id = :workspace AND state = 'running') AS next_day, "
    "EXISTS (SELECT 1 FROM entries WHERE workspace_id = :workspace AND hours IS NOT NULL) AS hours, "
    "EXISTS (SELECT 1 FROM entries WHERE workspace_id = :workspace AND source = 'import' AND category = 'ads') "
    "AS imports, EXISTS (SELECT 1 FROM import_claims WHERE workspace_id = :workspace) AS claims, "
    "EXISTS (SELECT 1 FROM imports WHERE workspace_id = :workspace) AS files"
).columns(next_day=Date)
# From each channel to the next, and of each its newest that stands: never through all that was ever imported.
_IMPORTS = text(
    "WITH RECURSIVE found (channel) AS (SELECT MIN(channel) FROM entries "
    "WHERE workspace_id = :workspace AND source = 'import' AND category = 'ads' "
    "UNION ALL SELECT (SELECT MIN(channel) FROM entries WHERE workspace_id = :workspace AND source = 'import' "
    "AND category = 'ads' AND channel > found.channel) FROM found WHERE found.channel IS NOT NULL) "
    "SELECT newest.channel, newest.day, newest.logged_by FROM found JOIN entries newest "
    "ON newest.workspace_id = :workspace AND newest.id = (SELECT id FROM entries WHERE workspace_id = :workspace "
    "AND source = 'import' AND category = 'ads' AND channel = found.channel AND sign > 0 AND NOT EXISTS (SELECT 1 "
    "FROM entries reversal WHERE reversal.workspace_id = :workspace AND reversal.reverses = entries.id) "
    "ORDER BY day DESC, id DESC LIMIT 1) ORDER BY newest.channel"
).columns(day=Date)
_HOURS = (
    select(
        entries.c.id,
        entries.c.sign,
        entries.c.reverses,
        entries.c.day,
        entries.c.channel,
        entries.c.hours,
        entries.c.rate_minor,
        entries.c.people,
        entries.c.currency,
        entries.c.fx_currency,
        entries.c.fx_rate,
        entries.c.logged_by,
    )
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.day >= bindparam("start"),
        entries.c.day < bindparam("end"),
        text("entries.hours IS NOT NULL"),
    )
    .order_by(entries.c.id)
)
_HOURS_OF = _HOURS.where(entries.c.campaign == bindparam("campaign"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """The kinds of missing costs there are to ask about, whether files have claimed results, and came at all.

    ``next_day``: the first day on which a running repeat is not logged.
    """

    next_day: date | None
    hours: bool
    imports: bool
    claims: bool
    files: bool


def look(connection: Connection, workspace: int) -> Look:
    row = connection.execute(_LOOK, {"workspace": workspace}).one()
    return Look(
        next_day=row.next_day,
        hours=bool(row.hours),
        imports=bool(row.imports),
        claims=bool(row.claims),
        files=bool(row.files),
    )


def due(connection: Connection, workspace: int, today: date, reporting: str) -> list[Due]:
    """Every day of a running repeat up to ``today`` not on the books, at the amount and rate of the last that is."""
    lacking = []
    for repeat in repeats.unlogged(connection, workspace, today):
        last = repeats.last_logged(connection, repeat)
        exchange = last.exchange
        if last.booked.currency != reporting:
            exchange = _waited_for(connection, workspace, last.amount.currency, reporting)
        for day in repeat.due(today):
            cost = replace(repeats.cost_on(connection, repeat, day), exchange=exchange, media=last.media)
            lacking.append(Due(repeat=repeat, cost=cost))
    return lacking


def imported(connection: Connection, workspace: int) -> list[Imported]:
    """Each channel whose ad spend was ever imported, with its newest day that stands."""
    rows, known = connection.execute(_IMPORTS, {"workspace": workspace}), import_rhythm.known(connection, workspace)
    return [
        Imported(channel=row.channel, last=row.day, by=row.logged_by, every=usual_gap(row.channel, known))
        for row in rows
    ]


def result_files(connection: Connection, workspace: int) -> list[ResultFiles]:
    """Each account of analytics or a CRM that was ever imported."""
    return [
        ResultFiles(kind=one.kind, account=one.account, last=one.last, due=one.due, over=one.over, ask=one.by)
        for one in import_rhythm.known(connection, workspace)
        if (kind := kind_of(one.kind)) and kind.brings is not Brings.SPEND
    ]


def worked(connection: Connection, workspace: int, scope: Scope, reporting: str) -> list[Worked]:
    """The hours that stand in ``scope``, in the order they were logged."""
    statement = _HOURS if scope.campaign is None else _HOURS_OF
    where = {"workspace": workspace, "start": scope.period.start, "end": scope.period.end, "campaign": scope.campaign}
    rows = connection.execute(statement, where).all()
    reversed_ones = {row.reverses for row in rows}  # an entry and its reversal are of one day
    standing = [row for row in rows if row.sign > 0 and row.id not in reversed_ones]
    here = [row for row in standing if scope.channel in ("", row.channel)]
    booked = [row for row in here if (row.fx_currency or row.currency) == reporting]
    return [work for row in booked for work in _worked(row)]


def _worked(row: Any) -> Iterator[Worked]:
    for person, hours, minor in _people(row.people) if row.people else ((("", Decimal(row.hours), row.rate_minor)),):
        if minor:
            yield Worked(
                day=row.day,
                person=person,
                hours=hours,
                rate=_booked(row, Decimal(minor)),
                cost=_booked(row, hours * minor),
                by=row.logged_by,
            )


@lru_cache(maxsize=4096)
def _people(written: str) -> tuple[tuple[str, Decimal, int], ...]:
    """Name, hours and rate in minor units. Cached: the same few texts are read again and again."""
    return tuple((work.person, work.hours, work.rate.minor) for work in hourly_rates.read(written, "") if work.rate)


def _booked(row: Any, minor: Decimal) -> int:
    """Minor units of the entry's currency in those of the reporting one, rounded half up."""
    if row.fx_rate is None:
        return int(minor.to_integral_value(ROUND_HALF_UP))
    worth = Fraction(row.fx_rate) * 10 ** decimals(row.fx_currency) / 10 ** decimals(row.currency)
    # Rounded to whole minor units first, as the entry itself was before it was exchanged.
    return half_up(half_up(Fraction(minor)) * worth)


def _waited_for(connection: Connection, workspace: int, currency: str, reporting: str) -> ExchangeRate | None:
    """The rate of what waits because the workspace counts in another currency: the newest typed, if there is one."""
    if currency == reporting:
        return None
    typed = exchange_rates.typed(connection, workspace, currency, reporting, ALL)
    newest: Sequence[date] = sorted(typed)[-1:]
    return next((_exchange(currency, reporting, day, typed[day]) for day in newest), None)


def _exchange(currency: str, reporting: str, day: date, rate: Fraction) -> ExchangeRate:
    return replace(typed_rate(currency, reporting, Decimal(1), day), value=rate)
