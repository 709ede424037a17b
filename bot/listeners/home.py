"""The App Home tab, and what happens when a workspace removes the bot."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.desk import Desk, Office
from bot.desk.repetitions import kept_until, request_key
from bot.desk.replies import Body, Reply
from bot.services import log_entry, roi_question
from bot.views.blocks import Block, paragraph, rich_text, without_buttons
from bot.views.help import help_answer
from bot.views.schedules import at_home
from core.posts.deliveries import Kind
from storage import deliveries, done_requests, repeats, schedules, workspaces


def home_opened(desk: Desk, body: Body) -> Reply:
    """The overview of the month and what can be done, drawn anew each time it is opened."""
    if (body.get("event") or {}).get("tab") == "home":
        desk.slack.publish_home(desk.person.id, home_view(desk))
    return {}


def home_view(desk: Desk) -> Block:
    """Figures without *Share*: a Home tab is in no conversation."""
    month = without_buttons(roi_question.answer(desk, "", veil=desk.veil).message)
    text = desk.language.say("Reporting in {currency}, time zone {zone}.", currency=desk.currency, zone=desk.timezone)
    blocks = [*month, *_running(desk), *help_answer(desk.language)["blocks"], rich_text(paragraph(text))]
    return {"type": "home", "blocks": blocks}


def _running(desk: Desk) -> list[Block]:
    with desk.database.reading() as connection:
        running = [
            one for kind in (Kind.DIGEST, Kind.ALERTS) for one in schedules.every(connection, desk.workspace.id, kind)
        ]
        last = deliveries.last_runs(connection, desk.workspace.id)
        spoken = log_entry.spoken(connection, desk)
    return at_home(desk.language, running, desk.timezone, spoken, last)


def removed(office: Office, body: Body) -> None:
    """Ends all that is owed to a workspace that has removed the bot; its books stay for a return.

    Once for each event: it may come again when the bot is back. A token that is revoked is no removal: what is owed
    waits for the next one.
    """
    identity = office.identity()
    if body.get("team_id") != identity.team_id:
        return
    with office.database.writing() as connection:
        workspace = workspaces.find(connection, identity.enterprise_id, identity.team_id)
        # Slack may send the event again for a day: by then the bot may be back, with schedules of its own.
        if workspace and _first_time(office, connection, workspace.id, request_key(body, "")):
            schedules.stop_all(connection, workspace.id)
            repeats.pause_all(connection, workspace.id)


def _first_time(office: Office, connection: Connection, workspace: int, event: str) -> bool:
    return not event or done_requests.keep(connection, workspace, event, kept_until(event, office.clock.real()))
