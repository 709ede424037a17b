"""The Home tab, drawn for one person."""

from __future__ import annotations

from contextlib import suppress

from bot.desk.desk import Desk
from bot.services import log_entry, roi_question
from bot.slack.errors import SlackError
from bot.views import languages
from bot.views.blocks import Block, paragraph, rich_text, without_buttons
from bot.views.help import help_answer
from bot.views.schedules import at_home
from core.posts.deliveries import Kind
from core.setup.languages import AS_SLACK
from storage import deliveries, language_choices, schedules
from storage.outages import Outage


def draw(desk: Desk) -> None:
    """Shows it to the person. Raises `SlackError`."""
    desk.slack.publish_home(desk.person.id, view(desk))


def redraw(desk: Desk) -> None:
    """Shows it as it is by now, where somebody may be looking at it; it is drawn again when it is opened."""
    with suppress(SlackError, Outage):
        draw(desk)


def view(desk: Desk) -> Block:
    """Figures without *Share*: a Home tab is in no conversation. Nor does it take a table."""
    recent = roi_question.answer(desk, "", veil=desk.veil).message
    text = desk.language.say("Reporting in {currency}, time zone {zone}.", currency=desk.currency, zone=desk.timezone)
    blocks = [
        *(block for block in without_buttons(recent) if block["type"] != "table"),
        *_running(desk),
        *help_answer(desk.language)["blocks"],
        rich_text(paragraph(text)),
        *languages.at_home(desk.language, choice(desk)),
    ]
    return {"type": "home", "blocks": blocks}


def choice(desk: Desk) -> str:
    """The language chosen for this person, by themselves or for all; `AS_SLACK` where nobody has."""
    chosen = language_choices.chosen(desk.database, desk.workspace.id, desk.person.id)
    return chosen or desk.workspace.answer_language or AS_SLACK


def _running(desk: Desk) -> list[Block]:
    with desk.database.reading() as connection:
        running = [
            one for kind in (Kind.DIGEST, Kind.ALERTS) for one in schedules.every(connection, desk.workspace.id, kind)
        ]
        last = deliveries.last_runs(connection, desk.workspace.id)
        spoken = log_entry.spoken(connection, desk)
    return at_home(desk.language, running, desk.timezone, spoken, last)
