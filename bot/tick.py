"""A tick: what is due becomes a delivery, and what is owed is sent. Any number of processes may tick."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import Office
from bot.slack import SlackError
from storage import deliveries, workspaces


def tick(office: Office) -> int:
    """Does what is due at the clock's moment; answers how many messages were sent."""
    while _plan(office):
        pass
    identity = office.identity()
    with office.database.reading() as books:
        served = workspaces.find(books, identity.enterprise_id, identity.team_id)
    return office.courier.run(served.id) if served else 0


def _plan(office: Office) -> int:
    """A batch of runs that have come, whether Slack can be reached or not; answers how many."""
    with office.database.writing() as books:
        zones = {w.id: w.zone_name(office.defaults) for w in workspaces.every(books)}
        return deliveries.plan(books, zones.__getitem__, office.clock.now(), office.clock.real())


def tick_and_log(office: Office) -> None:
    """A tick that fails is told and tried again at the next: the scheduler goes on."""
    try:
        tick(office)
    except (SlackError, SQLAlchemyError) as error:
        structlog.get_logger().warning("tick_failed", error=type(error).__name__)
