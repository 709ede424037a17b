"""Claims: results that platforms report about themselves, kept beside the books and part of no sum on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from core.calendar.periods import Period
from core.imports.readings import Result
from core.imports.records import ImportRecord, State
from core.money.money import Money
from storage.tables import import_claims, imports

_INSERT = insert(import_claims)
_STANDING = (
    select(import_claims, imports.c.kind)
    .join_from(
        import_claims,
        imports,
        (imports.c.workspace_id == import_claims.c.workspace_id) & (imports.c.id == import_claims.c.import_id),
    )
    .where(
        import_claims.c.workspace_id == bindparam("workspace"),
        import_claims.c.replaced == 0,
        import_claims.c.day >= bindparam("start"),
        import_claims.c.day < bindparam("end"),
        imports.c.state == State.BOOKED.value,
    )
    .order_by(import_claims.c.day, import_claims.c.import_id, import_claims.c.place)
)
_OF = import_claims.c.workspace_id == bindparam("workspace")
_GIVE_WAY = (
    update(import_claims)
    .where(
        _OF,
        import_claims.c.import_id.in_(bindparam("earlier", expanding=True)),
        import_claims.c.replaced == 0,
        import_claims.c.day >= bindparam("start"),
        import_claims.c.day < bindparam("end"),
    )
    .values(replaced=bindparam("number"))
)
_COME_BACK = update(import_claims).where(_OF, import_claims.c.replaced == bindparam("number")).values(replaced=0)
_FORGET = delete(import_claims).where(_OF, import_claims.c.import_id == bindparam("number"))


def stage(connection: Connection, workspace: int, number: int, claims: Iterable[Result]) -> None:
    """Keeps the claims of a file; they stand once its import is booked. ``campaign``: a key in each."""
    rows = [_row(workspace, number, place, claim) for place, claim in enumerate(claims)]
    if rows:
        connection.execute(_INSERT, rows)


def standing(connection: Connection, workspace: int, period: Period) -> Sequence[tuple[str, Result]]:
    """The claims of the days of ``period``, each beside the kind of its file, those of newer files of a scope only."""
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    return [(row["kind"], _claim(row)) for row in connection.execute(_STANDING, where).mappings()]


def give_way(connection: Connection, workspace: int, record: ImportRecord) -> None:
    """Has the claims of imports that ``record`` replaces give way to its own, on its days."""
    if record.replaces:
        days = {"start": record.scope.period.start, "end": record.scope.period.end}
        where = {"workspace": workspace, "number": record.id, "earlier": list(record.replaces)}
        connection.execute(_GIVE_WAY, where | days)


def come_back(connection: Connection, workspace: int, number: int) -> None:
    """Puts back what gave way to the claims of import ``number``."""
    connection.execute(_COME_BACK, {"workspace": workspace, "number": number})


def forget(connection: Connection, workspace: int, number: int) -> None:
    connection.execute(_FORGET, {"workspace": workspace, "number": number})


def _row(workspace: int, number: int, place: int, claim: Result) -> dict[str, object]:
    return {
        "workspace_id": workspace,
        "import_id": number,
        "place": place,
        "day": claim.day,
        "until": claim.until,
        "campaign": claim.campaign,
        "channel": claim.channel,
        "type": claim.type,
        "window": claim.window,
        "count": claim.count,
        "revenue_minor": claim.revenue.minor if claim.revenue else None,
        "currency": claim.revenue.currency if claim.revenue else None,
    }


def _claim(row: RowMapping) -> Result:
    revenue = row["revenue_minor"]
    return Result(
        day=row["day"],
        until=row["until"],
        campaign=row["campaign"],
        channel=row["channel"],
        type=row["type"],
        window=row["window"],
        count=row["count"],
        revenue=None if revenue is None else Money(minor=revenue, currency=row["currency"]),
    )
