"""Cohorts as stored: results by the month of their first contact, moved beside the totals in one transaction (J-11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Date, bindparam, func, or_, select, text

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Entry
from core.performance.cohorts import Cohort
from storage.tables import cohort_totals, monthly_totals
from storage.wordings import Hot

_ADD = Hot(
    text(
        "INSERT INTO cohort_totals (workspace_id, campaign, month, goal_id, count, value) "
        "VALUES (:workspace, :campaign, :month, :goal, :count, :value) "
        "ON CONFLICT (workspace_id, campaign, month, goal_id) DO UPDATE SET "
        "count = cohort_totals.count + excluded.count, value = cohort_totals.value + excluded.value"
    ).bindparams(bindparam("month", type_=Date))
)
_RESULTS = (
    select(
        cohort_totals.c.month,
        cohort_totals.c.goal_id,
        func.sum(cohort_totals.c.count).label("count"),
        func.sum(cohort_totals.c.value).label("value"),
    )
    .where(
        cohort_totals.c.workspace_id == bindparam("workspace"),
        cohort_totals.c.month >= bindparam("start"),
        cohort_totals.c.month < bindparam("end"),
    )
    .group_by(cohort_totals.c.month, cohort_totals.c.goal_id)
    .having(or_(func.sum(cohort_totals.c.count) != 0, func.sum(cohort_totals.c.value) != 0))
    .order_by(cohort_totals.c.month, cohort_totals.c.goal_id)
)
_RESULTS_OF = _RESULTS.where(cohort_totals.c.campaign == bindparam("campaign"))
_COSTS = (
    select(monthly_totals.c.month, func.sum(monthly_totals.c.cost).label("cost"))
    .where(
        monthly_totals.c.workspace_id == bindparam("workspace"),
        monthly_totals.c.month >= bindparam("start"),
        monthly_totals.c.month < bindparam("end"),
        monthly_totals.c.goal_id == 0,
    )
    .group_by(monthly_totals.c.month)
    .having(or_(func.sum(monthly_totals.c.cost) != 0, func.sum(monthly_totals.c.standing) != 0))
    .order_by(monthly_totals.c.month)
)
_COSTS_OF = _COSTS.where(monthly_totals.c.campaign == bindparam("campaign"))


def keep(connection: Connection, workspace: int, entry: Entry) -> None:
    """Adds what ``entry`` brings, or takes away; nothing is done for a cost."""
    if isinstance(entry.fact, Conversion):
        keep_all(connection, workspace, (entry,))


def keep_all(connection: Connection, workspace: int, listed: Iterable[Entry]) -> None:
    """The same for several entries, each place summed first."""
    sums: dict[tuple[object, ...], tuple[int, int]] = {}
    for entry in listed:
        fact = entry.fact
        if isinstance(fact, Conversion):
            place = (fact.campaign, fact.cohort, fact.goal.id)
            count, value = sums.get(place, (0, 0))
            sums[place] = (count + entry.sign * fact.count, value + entry.sign * fact.value.minor)
    if sums:
        _ADD.run(connection, *(_values(workspace, place, *sums[place]) for place in sums))


def cohorts(connection: Connection, workspace: int, period: Period, campaign: str | None = None) -> Sequence[Cohort]:
    """Of each month that ``period`` touches what it cost, then what came of it so far, by goal version.

    Of one campaign, or of all. What was taken back is nothing: a month without a cost that stands has none.
    """
    start = period.start.replace(day=1)
    where = {"workspace": workspace, "start": start, "end": period.end, "campaign": campaign}
    costs = connection.execute(_COSTS if campaign is None else _COSTS_OF, where)
    spent = [Cohort(month=month, cost=int(cost)) for month, cost in costs]
    results = connection.execute(_RESULTS if campaign is None else _RESULTS_OF, where)
    return [
        *spent,
        *(
            Cohort(month=month, goal=goal, count=int(number), value=int(value))
            for month, goal, number, value in results
        ),
    ]


def _values(workspace: int, place: tuple[object, ...], count: int, value: int) -> dict[str, object]:
    campaign, month, goal = place
    return {
        "workspace": workspace,
        "campaign": campaign,
        "month": month,
        "goal": goal,
        "count": count,
        "value": value,
    }
