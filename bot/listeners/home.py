"""The App Home tab."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import log_entry, roi_question
from bot.views.blocks import Block, paragraph, rich_text, without_buttons
from bot.views.help import help_answer
from bot.views.schedules import at_home
from core.posts.deliveries import Kind
from storage import deliveries, schedules


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
