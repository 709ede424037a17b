"""What the books hold that matters to a file of results or deals, and what is kept of one once it is saved."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from core.imports.kind import Brings
from core.imports.plans import Plan
from core.imports.readings import Reading
from core.imports.result_plans import ResultBooks
from core.setup.acts import Act
from storage import deal_returns, deal_sources, deals, goals, sales, source_links, stages
from storage.deal_sources import DealSource


def result_books(connection: Connection, workspace: int, reading: Reading, today: date) -> ResultBooks:
    """What standing goals, sales, deals, stages and sources mean to the file; to spend only goals do."""
    current = {goal.key: goal for goal in goals.current(connection, workspace)}
    if reading.brings is Brings.SPEND:
        return ResultBooks(today=today, goals=current)
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
    )


def keep_sources(connection: Connection, act: Act, drawn: Plan) -> None:
    """Keeps under which numbers the deals of a file are known, and where they came from."""
    sources = [
        DealSource(deal=key, external_id=row.external_id, order_id=row.order_id, source=row.source, medium=row.medium)
        for key, row in drawn.booked.sources
    ]
    deal_sources.keep(connection, act, sources)
