"""What the books hold that matters to a file of results or deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from core.calendar.periods import Period
from core.imports.choices import Choices
from core.imports.doubled_results import Counted
from core.imports.kind import Brings
from core.imports.plans import scope_of
from core.imports.readings import Reading
from core.imports.result_plans import ResultBooks
from core.sales.deals import Deal
from storage import counted, deal_returns, deal_sources, deals, goals, sales, source_links, stages


def result_books(
    connection: Connection, workspace: int, reading: Reading, choices: Choices, today: date
) -> ResultBooks:
    """What standing goals, sales, deals, stages and sources mean to the file; to spend only goals do."""
    current = {goal.key: goal for goal in goals.current(connection, workspace)}
    if reading.brings is Brings.SPEND:
        counts = any(choices.goals.get(one.type) in current for one in reading.claims)
        there = deals.last_of_each(connection, workspace) if counts else {}
        elsewhere = _elsewhere(connection, workspace, reading, there) if counts else ()
        return ResultBooks(today=today, goals=current, counted=elsewhere)
    standing = deals.last_of_each(connection, workspace)
    numbers = {one.external_id for one in reading.results} | {one.order_id or one.external_id for one in reading.deals}
    return ResultBooks(
        today=today,
        goals=current,
        sales=sales.standing(connection, workspace, numbers - {""}, standing),
        deals=standing,
        refunded=deal_returns.refunded(connection, workspace),
        stages=stages.every(connection, workspace),
        links=source_links.table(connection, workspace),
        orders={one.deal: one.order_id for one in deal_sources.every(connection, workspace) if one.order_id},
        counted=_elsewhere(connection, workspace, reading, standing),
    )


def _elsewhere(
    connection: Connection, workspace: int, reading: Reading, standing: Mapping[str, Deal]
) -> Sequence[Counted]:
    """What other sources count in the months of the file."""
    scope = scope_of(reading)
    if scope is None:
        return ()
    following = scope.period.last.replace(day=1) + timedelta(days=31)
    months = Period(start=scope.period.start.replace(day=1), end=following.replace(day=1))
    return counted.elsewhere(connection, workspace, scope, months, standing)
