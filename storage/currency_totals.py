"""Totals of what was booked from other currencies, by day, moved in the same transaction as the daily totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Date, bindparam, exists, func, select, text

from core.calendar.periods import Period
from core.ledger.own_currency import Foreign, OwnPosting
from storage.tables import currency_totals
from storage.wordings import Hot, values_of

_KEYS = "workspace_id, campaign, day, channel, content, category, goal_id, currency"
_SUMS = ("own_cost", "cost", "own_value", "value")
_ADD = Hot(
    text(
        f"INSERT INTO currency_totals ({_KEYS}, {', '.join(_SUMS)}) VALUES (:workspace, :campaign, :day, :channel, "
        ":content, :category, :goal, :currency, :own_cost, :cost, :own_value, :value) "
        f"ON CONFLICT ({_KEYS}) DO UPDATE SET "
        # The database adds the delta itself: a sum read, changed and written back would lose what another wrote
        # meanwhile.
        + ", ".join(f"{name} = currency_totals.{name} + excluded.{name}" for name in _SUMS)
    ).bindparams(bindparam("day", type_=Date))
)
_ANY = select(exists().where(currency_totals.c.workspace_id == bindparam("workspace")))
_BY_RESULT = (currency_totals.c.currency, currency_totals.c.channel, currency_totals.c.goal_id)
_FOREIGN = (
    select(*_BY_RESULT, *(func.sum(currency_totals.c[name]).label(name) for name in _SUMS))
    .where(
        currency_totals.c.workspace_id == bindparam("workspace"),
        currency_totals.c.day >= bindparam("start"),
        currency_totals.c.day < bindparam("end"),
    )
    .group_by(*_BY_RESULT)
)
_FOREIGN_OF = _FOREIGN.where(currency_totals.c.campaign == bindparam("campaign"))


def post(connection: Connection, workspace: int, posted: Iterable[OwnPosting]) -> None:
    """Adds the postings of an entry in another currency."""
    deltas = [{"workspace": workspace, **values_of(one)} for one in posted]
    if deltas:
        _ADD.run(connection, *deltas)


def any_at_all(connection: Connection, workspace: int) -> bool:
    """Whether the workspace has ever booked anything from another currency."""
    return bool(connection.execute(_ANY, {"workspace": workspace}).scalar_one())


def foreign(connection: Connection, workspace: int, period: Period, campaign: str | None = None) -> Sequence[Foreign]:
    """Sums by currency, channel and goal; of one campaign, or of all."""
    where = {"workspace": workspace, "start": period.start, "end": period.end, "campaign": campaign}
    rows = connection.execute(_FOREIGN if campaign is None else _FOREIGN_OF, where).mappings()
    return [
        Foreign(
            currency=row["currency"],
            channel=row["channel"],
            goal=row["goal_id"],
            **{name: int(row[name]) for name in _SUMS},
        )
        for row in rows
    ]
