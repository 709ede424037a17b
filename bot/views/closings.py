"""Closing a month: the form with the closed ones above it, and what is said once one is closed or open again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.language import Language
from bot.views.blocks import Block, button, confirm, context, message, paragraph
from bot.views.inputs import field, select
from bot.views.modals import form
from core.ledger.closings import Closing

MOST_LISTED = 24
"""Closed months above the form, newest first: two years."""


def close_form(
    language: Language, months: Sequence[date], closed: Mapping[date, Closing], timezone: str, metadata: str
) -> Block:
    """The form. ``months``: those that are over, newest first; the newest open one is chosen."""
    text = language.say(
        "Close a month once its figures are final. You can still log entries, but undo asks "
        "first, and the weekly digest reports every change."
    )
    listed = list(closed.values())[:MOST_LISTED]
    options = [(month.isoformat(), _option(language, month, closed)) for month in months]
    chosen = next((month.isoformat() for month in months if month not in closed), None)
    blocks = [
        context(text),
        *[_closed(language, one, timezone) for one in listed],
        field("month", language.say("Month"), select(options, chosen)),
    ]
    return form(language, "close", language.say("Close a month"), blocks, metadata)


def month_closed(language: Language, closing: Closing) -> Block:
    """The words in the form's place, with *Reopen*."""
    title = language.say("{month} is closed", month=language.long_month(closing.month))
    text = language.say(
        "You can still log, undo and refund. Undo asks first, and the next weekly digest reports the changes."
    )
    return message(title, [paragraph(text)], (_reopen_button(language, closing.month),))


def month_reopened(language: Language, month: date) -> Block:
    title = language.say("{month} is open", month=language.long_month(month))
    text = language.say(
        "Undo no longer asks first. The digest still reports what has changed since the month "
        "was first closed. /roi close closes it again."
    )
    return message(title, [paragraph(text)])


def _closed(language: Language, closing: Closing, timezone: str) -> Block:
    """A line with who and when, and *Reopen* beside it."""
    when = language.time_of(closing.at, timezone)
    text = language.say("{month}: closed {when} by", month=language.long_month(closing.month), when=when)
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": f"{text} <@{closing.by}>"},
        "accessory": _reopen_button(language, closing.month),
    }


def _reopen_button(language: Language, month: date) -> Block:
    ask = confirm(
        language.say("Reopen it?"),
        language.say("Undo no longer asks first there. The digest still reports changes."),
        language.say("Reopen"),
        language.say("Cancel"),
    )
    return button(language.say("Reopen"), "reopen", month.isoformat(), confirm=ask)


def _option(language: Language, month: date, closed: Mapping[date, Closing]) -> str:
    name = language.long_month(month)
    return language.say("{month} · closed", month=name) if month in closed else name
