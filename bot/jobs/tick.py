"""A tick: costs that repeat are logged, what is due becomes a delivery, what is owed is sent, what is old forgotten.

Any number of processes may tick. The costs come first, so that a digest of the same moment knows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import unpicked
from bot.desk.form_answers import KEPT
from bot.desk.office import Office
from bot.services import import_booking
from bot.services.exchange_rates import rate_of
from bot.slack.errors import NotBefore, SlackError, Unclear
from core.calendar.weekly import UnknownTimezone, beginning_of, local_day
from core.imports.records import SHOWN_FOR
from core.ledger.entries import Cost
from core.ledger.media import in_its_own
from core.money.exchange import RateUnknown
from core.setup.acts import Act
from storage import deliveries, form_answers, imports, media, repeats, request_keys, schedules, typed_texts, workspaces

AHEAD = timedelta(hours=14)
"""The span by which the earliest local time is before UTC: no day begins sooner anywhere."""


def tick(office: Office) -> int:
    """Does what is due at the clock's moment; answers how many messages were sent."""
    # In batches, with a look at the signal between them: a stop need not wait for a year of missed costs.
    while not office.stopping.asked and _repeat(office):
        pass
    while not office.stopping.asked and _plan(office):
        pass
    if office.stopping.asked:
        return 0
    _forget(office)
    import_booking.resume(office)
    # Asked last: what is due is planned and logged also while Slack cannot be reached, or refuses the token.
    try:
        identity = office.identity()
    except (NotBefore, Unclear):
        _try_in_vain(office)
        raise
    with office.database.reading() as connection:
        served = workspaces.find(connection, identity.enterprise_id, identity.team_id)
    return office.courier.run(served.id) if served else 0


def tick_and_log(office: Office) -> None:
    """Ticks, and logs a tick that fails instead of raising: the scheduler goes on, and the next one tries again."""
    try:
        tick(office)
        office.pulse.beat(office.clock.monotonic())
        office.metrics.ticked(office.clock.real())
    except SlackError as error:
        office.metrics.ticks.labels("failed").inc()
        structlog.get_logger().warning("tick_failed", error=type(error).__name__, reason=str(error))
    except SQLAlchemyError as error:
        office.metrics.ticks.labels("failed").inc()
        structlog.get_logger().warning("tick_failed", error=type(error).__name__)


def next_due(office: Office) -> datetime | None:
    """The instant at which the next thing of any kind falls due: a schedule's run, or a cost that repeats.

    None where nothing will.
    """
    with office.database.reading() as connection:
        run, days, zones = schedules.next_due(connection), repeats.waiting(connection), _zones(office, connection)
    return min([*([run] if run else []), *_beginnings(days, zones)], default=None)


def _repeat(office: Office) -> int:
    """Logs a batch of costs whose day has come, each workspace's in a transaction of its own; answers how many."""
    now = office.clock.now()
    with office.database.reading() as connection:
        days, zones = repeats.waiting(connection, (now + AHEAD).date()), _zones(office, connection)
    return sum(_log_due(office, workspace, day, zones[workspace], now) for workspace, day in days.items())


def _log_due(office: Office, workspace: int, day: date, zone_name: str, now: datetime) -> int:
    """Logs a workspace's repeats that are due, the first on ``day``.

    One whose zone this machine does not know waits until it does.
    """
    with suppress(UnknownTimezone):
        if day <= (today := local_day(now, zone_name)):
            with office.database.writing() as connection:
                act = Act(workspace=workspace, by="", admin=False, at=now, today=today)
                return repeats.log_due(connection, act, _exchange(office, workspace))
    return 0


def _exchange(office: Office, workspace: int) -> repeats.Exchange:
    """A function that gives each cost the rate of its own day; where none is known, that of the first one.

    An invoice's media is looked up anew.
    """

    def exchange(connection: Connection, cost: Cost) -> Cost:
        with suppress(RateUnknown):
            owner = workspaces.load(connection, workspace)
            cost = replace(cost, exchange=rate_of(connection, office, owner, cost.amount.currency, cost.day))
        if cost.media is None:
            return cost
        unclaimed = media.unclaimed(connection, workspace, cost.media_days, cost.campaign, cost.channel)
        own = in_its_own(unclaimed, cost.exchange, cost.amount.currency)
        return replace(cost, media=cost.media.left(own))

    return exchange


def _plan(office: Office) -> int:
    """Plans a batch of runs that have come, whether Slack can be reached or not; answers how many."""
    with office.database.writing() as connection:
        zones = _zones(office, connection)
        return deliveries.plan(connection, zones.__getitem__, office.clock.now(), office.clock.real())


def _forget(office: Office) -> None:
    """Deletes what was kept of forms that are saved or closed by now, and of requests that nobody can send again."""
    real = office.clock.real()
    with office.database.writing() as connection:
        for workspace in workspaces.every(connection):
            typed_texts.forget_old(connection, workspace.id, real - unpicked.FORGOTTEN_AFTER)
            form_answers.forget_old(connection, workspace.id, real - KEPT)
            request_keys.forget_old(connection, workspace.id, real)
            imports.forget_old(connection, workspace.id, office.clock.now() - SHOWN_FOR)


def _try_in_vain(office: Office) -> None:
    """Slack does not say who we are: what is owed waits for it by name, so that nobody is told later that it was us."""
    with office.database.reading() as connection:
        served = workspaces.of_token(connection, office.slack.fingerprint)
    if served:
        office.courier.run(served.id)


def _zones(office: Office, connection: Connection) -> Mapping[int, str]:
    return {workspace.id: workspace.zone_name(office.defaults) for workspace in workspaces.every(connection)}


def _beginnings(days: Mapping[int, date], zones: Mapping[int, str]) -> Iterator[datetime]:
    for workspace, day in days.items():
        with suppress(UnknownTimezone):
            yield beginning_of(day, zones[workspace])
