"""The books: whose they are, whether somebody ticks, what became of the last post, and how old the rates are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.clock import Clock
from bot.reference.ecb import Shipped
from bot.settings import Settings
from bot.slack.client import Identity
from core.calendar.weekly import UnknownTimezone, zone
from core.posts.deliveries import Delivery, Kind, Schedule, State
from core.setup.workspaces import Workspace
from storage import deliveries, exchange, schedules, workspaces

LATE = timedelta(minutes=15)
"""The time after which a run that nobody has looked for means that nobody ticks: cron may come every five minutes."""
OLDEST_RATES = timedelta(days=7)
"""The age of rates that is no fault: over a long weekend the bank publishes nothing."""
ENDED_BADLY = {State.FAILED: "was refused by Slack", State.UNCONFIRMED: "may or may not have been posted"}


def findings(connection: Connection, settings: Settings, identity: Identity | None, clock: Clock) -> Iterator[str]:
    """The faults in the books. ``identity``: of the token, where Slack says it."""
    served = workspaces.every(connection)
    if identity and served and identity.team_id not in {workspace.team_id for workspace in served}:
        yield (
            f"The token belongs to workspace {identity.team_id}, the books to "
            f"{', '.join(workspace.team_id for workspace in served)}: set the token of the same workspace, or another "
            "DATABASE_URL."
        )
    yield from _ticks(connection, clock)
    yield from _rates(connection, settings, clock.now().date())
    for workspace in served:
        yield from _of_workspace(connection, workspace, settings)


def _ticks(connection: Connection, clock: Clock) -> Iterator[str]:
    waiting = schedules.next_due(connection)
    if waiting and clock.now() - waiting > LATE:
        yield (
            f"A post has been due since {waiting:%Y-%m-%d %H:%M} UTC and nobody looks for it: start `serve` or "
            "`socket`, or let cron type `roibot tick` every five minutes."
        )


def _rates(connection: Connection, settings: Settings, today: date) -> Iterator[str]:
    newest = max(filter(None, (exchange.newest(connection), Shipped().last)))
    if today - newest <= OLDEST_RATES:
        return
    how = "see whether this machine may connect to it, then type" if settings.rates_url else "give the bank's file to"
    yield f"The newest exchange rates are of {newest}, and ROIBOT_RATES_URL brings none: {how} `roibot rates`."


def _of_workspace(connection: Connection, workspace: Workspace, settings: Settings) -> Iterator[str]:
    yield from _zone(workspace, settings)
    for kind in (Kind.DIGEST, Kind.ALERTS):
        for schedule in schedules.every(connection, workspace.id, kind):
            yield from _last_post(workspace, schedule, deliveries.of_schedule(connection, schedule.id))


def _zone(workspace: Workspace, settings: Settings) -> Iterator[str]:
    name = workspace.zone_name(settings.defaults)
    try:
        zone(name)
    except UnknownTimezone:
        yield (
            f"{workspace.team_id}: this machine does not know the time zone {name}: bring the package tzdata up to "
            "date, or choose another in `/roi settings`."
        )


def _last_post(workspace: Workspace, schedule: Schedule, deliveries: Sequence[Delivery]) -> Iterator[str]:
    """The fault of the last post. ``deliveries``: newest first. Only the last counts: what came after it went well."""
    last = next((one for one in deliveries if one.kind is schedule.kind), None)
    if last and last.state in ENDED_BADLY:
        yield (
            f"{workspace.team_id}: the {schedule.kind} for {last.period} in {schedule.conversation} "
            f"{ENDED_BADLY[last.state]} ({last.reason}): whoever set it up was told, and can press *Send again* there."
        )
