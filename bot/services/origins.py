"""Origins: where a form was opened from. What stands there is told anew once something has been changed.

Under a receipt or in the history that is the ``response_url`` of the button, which Slack takes 5 times within 30
minutes; of opened figures it is their modal. The form's metadata keeps it, and so does the receipt in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.services import drill_down, history, old_receipts
from bot.services.drill_down import Seen
from bot.slack.client import SlackError
from bot.views.blocks import Block, paragraph
from bot.views.drill_down import FIGURES
from core.ledger.entries import CorrectedSince, TakenBack
from core.ledger.history_filter import chosen_of
from core.problems import Problem
from storage import ledger

OPENED, LISTED, RECEIPT = "opened", "listed", "receipt"
"""Figures in a modal below; the history; the receipt of an entry. What a form's metadata calls them."""


def of_press(body: Body) -> dict[str, Any]:
    """For the metadata of the form that a press on an entry's button opens."""
    shown = body.get("view") or {}
    if shown.get("callback_id") == FIGURES:
        known = replies.metadata(body)
        return {OPENED: {"view": shown["id"], **{name: known[name] for name in ("typed", "figure") if name in known}}}
    if shown:
        return kept(body)
    place = {"url": str(body.get("response_url") or "")}
    if (code := history.listed_code(body)) is not None:
        return {LISTED: {**place, "code": code}}
    return {RECEIPT: {**place, "entry": replies.number_pressed(body)}}


def kept(body: Body) -> dict[str, Any]:
    """What the metadata of a form, or of the receipt in its place, says of it."""
    known = replies.metadata(body)
    return {name: known[name] for name in (OPENED, LISTED, RECEIPT) if isinstance(known.get(name), dict)}


def saved(desk: Desk, body: Body, receipt: Block) -> Reply:
    """The submitted form becomes its receipt, and where it was opened from the same is told."""
    tell(desk, body)
    return replies.updated(_remembering(body, replies.as_modal(desk, receipt)))


def replace(desk: Desk, body: Body, message: Block) -> Reply:
    """As `replies.replace`; a modal goes on knowing where it was opened from."""
    shown = body.get("view") or {}
    if shown.get("type") != "modal":
        return replies.replace(desk, body, message)
    view = _remembering(body, replies.as_modal(desk, message))
    desk.slack.update_view(str(shown["id"]), str(shown.get("hash", "")), view)
    return {}


def stale(desk: Desk, body: Body, number: int) -> Reply:
    """Answers a button of an entry that does not stand any more with what does; nothing is changed.

    Figures are drawn anew; the history is too, and the answer stands beside it; a receipt gives way. Raises `NotYours`.
    """
    shown = body.get("view") or {}
    message = old_receipts.receipt(desk, number, meanwhile=True)
    if shown.get("callback_id") == FIGURES:
        with desk.database.reading() as connection:
            corrected = ledger.replacement(connection, desk.workspace.id, number) is not None
        told = paragraph(sentence(desk.language, CorrectedSince() if corrected else TakenBack()))
        view = drill_down.draw(desk, Seen.of(replies.metadata(body)), told=[told])
        desk.slack.update_view(str(shown["id"]), str(shown.get("hash", "")), view)
        return {}
    listed = history.listed_code(body) is not None
    return history.answer(desk, body, message) if listed else replace(desk, body, message)


def tell(desk: Desk, body: Body) -> None:
    """What stands now, where the form was opened from. It may be gone, or Slack takes no more answers there."""
    known = kept(body)
    with suppress(SlackError, Problem):
        if OPENED in known:
            drill_down.refresh(desk, known[OPENED])
        elif LISTED in known:
            _put(desk, known[LISTED], history.draw(desk, chosen_of(str(known[LISTED].get("code", "")))))
        elif RECEIPT in known:
            _put(desk, known[RECEIPT], old_receipts.receipt(desk, replies.number_in(known[RECEIPT].get("entry"))))


def _put(desk: Desk, place: Mapping[str, Any], message: Block) -> None:
    desk.slack.respond(str(place.get("url", "")), {"replace_original": True, **replies.ephemeral(message)})


def _remembering(body: Body, view: Block) -> Block:
    known = kept(body)
    return view | {"private_metadata": replies.new_metadata(**known)} if known else view
