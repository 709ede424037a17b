"""Costs in messages: the fields of the cost form, as the text of somebody's message fills them in.

Nothing is saved before the person who opened the form has looked it through.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.desk.desk import Desk
from bot.desk.messages import as_typed, without_mentions
from bot.desk.replies import Body
from bot.forms.escapes import unescaped
from bot.services import log_entry
from bot.services.corrections import cost_fields
from bot.views import words
from bot.views.blocks import shorten
from bot.views.links import link_to_message
from core.calendar.weekly import local_day
from core.ledger.cost_in_text import CostInText, cost_in
from core.ledger.entry_fields import LONGEST_NOTE
from core.ledger.quick_entry import read_quick_cost
from core.ledger.quick_words import Vocabulary
from core.problems import Problem
from core.setup.names import one_line


def fields_of(desk: Desk, body: Body) -> dict[str, str]:
    """The fields of the message in a shortcut's payload: what its text says, its day, and a note with a link to it."""
    message: Mapping[str, Any] = body.get("message") or {}
    text = one_line(unescaped(without_mentions(as_typed(str(message.get("text") or "")))))
    day = _day(desk, str(message.get("ts") or ""))
    with desk.database.reading() as connection:
        vocabulary = log_entry.vocabulary(connection, desk, day)
        names = log_entry.spoken(connection, desk)
    fields = _of_line(desk, text, vocabulary, names) or _of_text(desk, cost_in(text, vocabulary), names)
    return {"date": day.isoformat(), **fields, "note": _note(text, _link(body, message))}


def _of_line(desk: Desk, text: str, vocabulary: Vocabulary, names: Mapping[str, str]) -> dict[str, str]:
    """All that the message says where it is a line as it stands behind `/roi-cost`; else nothing."""
    try:
        quick = read_quick_cost(text, vocabulary)
    except Problem:
        return {}
    return {**cost_fields(desk.language, quick.cost, names), "repeat": quick.every.value}


def _of_text(desk: Desk, cost: CostInText, names: Mapping[str, str]) -> dict[str, str]:
    values = {
        "category": cost.category,
        "amount": str(cost.amount.units) if cost.amount else "",
        "currency": cost.amount.currency if cost.amount else "",
        "campaign": cost.campaign,
        "campaign_text": words.campaign(desk.language, cost.campaign, names),
        "channel": cost.channel,
        "channel_text": words.channel(desk.language, cost.channel, names),
        "date": cost.day.isoformat() if cost.day else "",
    }
    return {name: value for name, value in values.items() if value}


def _day(desk: Desk, ts: str) -> date:
    """The day on which the message was written; today where Slack does not say."""
    try:
        return local_day(datetime.fromtimestamp(int(ts.partition(".")[0]), UTC), desk.timezone)
    except (ValueError, OverflowError, OSError):
        return desk.today


def _link(body: Body, message: Mapping[str, Any]) -> str:
    """The message's address, made of what Slack tells with it: to ask Slack would take time, and it may not say."""
    domain, conversation = (
        (body.get(name) or {}).get(key) or "" for name, key in (("team", "domain"), ("channel", "id"))
    )
    return link_to_message(domain, conversation, str(message.get("ts") or ""), str(message.get("thread_ts") or ""))


def _note(text: str, link: str) -> str:
    """The text, as much of it as there is room for, and the link behind it."""
    room = LONGEST_NOTE - (len(link) + 1 if link else 0)
    return f"{shorten(text, room)} {link}".strip()
