"""`/roi repeats`: what logs itself again; paused, resumed, changed and ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.language import Language
from bot.services import log_entry
from bot.services.corrections import split_fields
from bot.views import words
from bot.views.blocks import Block
from bot.views.forms.entries import cost_form
from bot.views.help import not_understood
from bot.views.history import Reader
from bot.views.repeats import repeats_answer
from core.ledger.entries import WHOLE
from core.ledger.repeats import Repeat
from storage import repeats, workspaces


def repeats_command(desk: Desk, _body: Body, rest: str) -> Reply:
    """All that runs or is paused."""
    if rest:
        text = desk.language.say("Type /roi repeats on its own.")
        return replies.ephemeral(not_understood(desk.language, text))
    return replies.ephemeral(_listed(desk))


def pause_repeat(desk: Desk, body: Body) -> Reply:
    return _change(desk, body, Repeat.paused, desk.language.say("Paused: it logs nothing until it is resumed."))


def resume_repeat(desk: Desk, body: Body) -> Reply:
    """Resumes a repeat; what would have come meanwhile is left out."""
    text = desk.language.say("Resumed. Nothing was logged for the time it was paused.")
    return _change(desk, body, lambda found: found.resumed(desk.today), text)


def end_repeat(desk: Desk, body: Body) -> Reply:
    return _change(desk, body, Repeat.ended, desk.language.say("Ended: it logs nothing more."))


def change_repeat(desk: Desk, body: Body) -> Reply:
    """The cost form filled in; saved, it takes the place of the old one from its date on."""
    with desk.database.reading() as connection:
        repeat = log_entry.own_repeat(connection, desk, replies.number_pressed(body))
        names = log_entry.spoken(connection, desk)
    form = cost_form(
        desk.language,
        _typed(desk.language, repeat, names),
        desk.currency,
        desk.today,
        form_metadata.new_metadata({"replaces": repeat.id}),
        admin=desk.person.admin,
        replacing=True,
    )
    return replies.open_form(desk, body, form)


def _change(desk: Desk, body: Body, changed: Callable[[Repeat], Repeat], text: str) -> Reply:
    with desk.changing() as connection:
        workspaces.touch(connection, desk.workspace.id)  # first: what a tick or another changes at this moment is seen
        repeat = log_entry.own_repeat(connection, desk, replies.number_pressed(body))
        repeats.change(connection, changed(repeat))
    return replies.replace(desk, body, _listed(desk, text))


def _listed(desk: Desk, text: str = "") -> Block:
    with desk.database.reading() as connection:
        every = repeats.every(connection, desk.workspace.id)
        names = log_entry.spoken(connection, desk)
    reader = Reader(id=desk.person.id, admin=desk.person.admin, timezone=desk.timezone)
    return repeats_answer(desk.language, every, names, reader, text)


def _typed(language: Language, repeat: Repeat, names: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form as if it had just been filled in for the next day."""
    cost, until = repeat.first, repeat.until(repeat.next_day)
    values = {
        "category": cost.category.value,
        "amount": str(cost.amount.units),
        "currency": cost.amount.currency,
        "campaign": cost.campaign,
        "campaign_text": words.campaign(language, cost.campaign, names),
        "channel": cost.channel,
        "channel_text": words.channel(language, cost.channel, names),
        "date": repeat.next_day.isoformat(),
        "until": until.isoformat() if until else "",
        "share": "" if cost.share == WHOLE else str(cost.share),
        "repeat": repeat.every.value,
        "note": cost.note,
        **split_fields(language, cost.split),
    }
    return {name: text for name, text in values.items() if text}
