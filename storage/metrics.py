"""Metrics as stored: added, never changed, and taken back by reversals, as entries are. They touch no total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Date, TextClause, bindparam, insert, select, text
from sqlalchemy.engine import RowMapping

from core.calendar.periods import Period
from core.ledger.entries import UnknownEntry
from core.ledger.metrics import LEVEL, LoggedMetric, Metric, MetricKind, Tally
from core.setup.acts import Act
from storage import journal, workspaces
from storage.tables import metrics

FROM_NOW_BACK = 2**62
"""A place in the history before which everything lies."""

_REVERSAL = metrics.alias("reversal")
_SELECT = (
    select(metrics, _REVERSAL.c.id.label("reversed_by"))
    .select_from(
        metrics.outerjoin(
            _REVERSAL,
            (_REVERSAL.c.workspace_id == metrics.c.workspace_id) & (_REVERSAL.c.reverses == metrics.c.id),
        )
    )
    .where(metrics.c.workspace_id == bindparam("workspace"))
)
_ONE = _SELECT.where(metrics.c.id == bindparam("metric"))
_BY_REQUEST = _SELECT.where(metrics.c.request == bindparam("request"))
_LATEST = (
    _SELECT.where(metrics.c.logged_by == bindparam("person"), metrics.c.sign > 0, _REVERSAL.c.id.is_(None))
    .order_by(metrics.c.id.desc())
    .limit(1)
)
_HISTORY = _SELECT.where(metrics.c.id < bindparam("before")).order_by(metrics.c.id.desc()).limit(bindparam("most"))
_HISTORY_OF = _HISTORY.where(metrics.c.campaign == bindparam("campaign"))
_BY_PERSON = metrics.c.logged_by == bindparam("person")
_PAGES = {
    (False, False): _HISTORY,
    (True, False): _HISTORY_OF,
    (False, True): _HISTORY.where(_BY_PERSON),
    (True, True): _HISTORY_OF.where(_BY_PERSON),
}
"""Statements of the history, by whether it is of one campaign, and of what one person logged."""
_INSERT = insert(metrics).returning(metrics.c.id)


def _summed(where: str = "") -> TextClause:
    """A statement of sums by kind, channel and campaign; levels apart, as a sum of them means nothing."""
    return text(
        "SELECT metric, channel, campaign, SUM(sign * count) AS count FROM metrics WHERE workspace_id = :workspace "
        f"AND metric <> '{LEVEL}' AND day >= :start AND day < :end {where} GROUP BY metric, channel, campaign"
    ).bindparams(bindparam("start", type_=Date), bindparam("end", type_=Date))


def _last(where: str = "") -> TextClause:
    """A statement of the last standing count of a level on each channel."""
    return text(
        "SELECT metric, channel, campaign, count FROM (SELECT metric, channel, campaign, count, ROW_NUMBER() OVER "
        "(PARTITION BY channel ORDER BY day DESC, id DESC) AS place FROM metrics WHERE workspace_id = :workspace "
        f"AND metric = '{LEVEL}' AND sign > 0 AND day >= :start AND day < :end {where} AND NOT EXISTS (SELECT 1 FROM "
        "metrics AS r WHERE r.workspace_id = metrics.workspace_id AND r.reverses = metrics.id)) levels WHERE place = 1"
    ).bindparams(bindparam("start", type_=Date), bindparam("end", type_=Date))


_OF_CAMPAIGN = "AND campaign = :campaign"
_TALLIES = (_summed(), _last())
_TALLIES_OF = (_summed(_OF_CAMPAIGN), _last(_OF_CAMPAIGN))


def log(connection: Connection, act: Act, fact: Metric, *, request: str) -> LoggedMetric:
    """Saves ``fact`` once: a ``request`` seen before answers with what it made."""
    workspaces.touch(connection, act.workspace)
    if request and (earlier := seen(connection, act.workspace, request)):
        return earlier
    return _add(connection, act.workspace, LoggedMetric(id=0, fact=fact, logged_by=act.by, logged_at=act.at), request)


def seen(connection: Connection, workspace: int, request: str) -> LoggedMetric | None:
    """The metric that a request has logged, if it has logged one."""
    row = connection.execute(_BY_REQUEST, {"workspace": workspace, "request": request}).mappings().first()
    return _logged(row) if row else None


def undo(connection: Connection, act: Act, metric: int, *, request: str = "") -> LoggedMetric:
    """Takes it back and answers with the reversal; again: the same. Raises `UnknownEntry`, `NotYours`."""
    if request and (earlier := seen(connection, act.workspace, request)):
        return earlier
    return journal.undo(_SHELF, connection, act, metric, request)


def redo(connection: Connection, act: Act, reversal: int) -> LoggedMetric:
    """Puts back what a reversal took away, in its first author's name. Raises `UnknownEntry`, `NotYours`."""
    return journal.redo(_SHELF, connection, act, reversal)


def latest(connection: Connection, workspace: int, person: str) -> LoggedMetric | None:
    """This person's latest metric that still stands."""
    row = connection.execute(_LATEST, {"workspace": workspace, "person": person}).mappings().first()
    return _logged(row) if row else None


def find(connection: Connection, workspace: int, metric: int) -> LoggedMetric:
    """Reads one metric. Raises `UnknownEntry`, also for one of another workspace."""
    row = connection.execute(_ONE, {"workspace": workspace, "metric": metric}).mappings().first()
    if row is None:
        raise UnknownEntry
    return _logged(row)


def history(
    connection: Connection,
    workspace: int,
    campaign: str | None,
    before: int = FROM_NOW_BACK,
    most: int = 10,
    *,
    person: str = "",
) -> Sequence[LoggedMetric]:
    """The metrics before an id, newest first, reversals among them; of a campaign, logged by a person, or of all."""
    where: dict[str, object] = {"workspace": workspace, "before": before, "most": most}
    where |= {"campaign": campaign} if campaign is not None else {}
    where |= {"person": person} if person else {}
    rows = connection.execute(_PAGES[campaign is not None, bool(person)], where)
    return [_logged(row) for row in rows.mappings()]


def tallies(connection: Connection, workspace: int, period: Period, campaign: str | None = None) -> Sequence[Tally]:
    """The counts of ``period`` on each channel: sums, and the last count of a level. Of one campaign, or of all."""
    where = {"workspace": workspace, "start": period.start, "end": period.end, "campaign": campaign}
    return [
        Tally(kind=MetricKind(row["metric"]), channel=row["channel"], campaign=row["campaign"], count=int(row["count"]))
        for statement in (_TALLIES if campaign is None else _TALLIES_OF)
        for row in connection.execute(statement, where).mappings()
    ]


def _add(connection: Connection, workspace: int, logged: LoggedMetric, request: str) -> LoggedMetric:
    fact = logged.fact
    row = {
        "workspace_id": workspace,
        "sign": logged.sign,
        "day": fact.day,
        "metric": fact.kind.value,
        "channel": fact.channel,
        "campaign": fact.campaign,
        "count": fact.count,
        "logged_by": logged.logged_by,
        "logged_at": logged.logged_at,
        "request": request or None,
        "reverses": logged.reverses,
    }
    return replace(logged, id=connection.execute(_INSERT, row).scalar_one())


def _logged(row: RowMapping) -> LoggedMetric:
    return LoggedMetric(
        id=row["id"],
        fact=Metric(
            day=row["day"],
            kind=MetricKind(row["metric"]),
            count=row["count"],
            channel=row["channel"],
            campaign=row["campaign"],
        ),
        logged_by=row["logged_by"],
        logged_at=row["logged_at"],
        sign=row["sign"],
        reverses=row["reverses"],
        reversed_by=row["reversed_by"],
    )


_SHELF = journal.Shelf[LoggedMetric](find, _add)
