"""Origins: where a form was opened from. What stands there is redrawn once something has been changed.

For a receipt or the history, the origin is the ``response_url`` of the button, which Slack takes 5 times within 30
minutes; for opened figures it is their modal. The form's metadata keeps it, and so does the receipt in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.form_metadata import FormMetadata
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.services import drill_down, history, old_receipts
from bot.services.drill_down import Seen
from bot.slack.errors import SlackError
from bot.views.blocks import Block, paragraph
from bot.views.drill_down import FIGURES
from core.ledger.entries import CorrectedSince, TakenBack
from core.ledger.history_filter import chosen_of
from core.problems import Problem
from storage import ledger

ORIGINS = ("opened", "listed", "receipt")
"""The fields of a form's metadata that name its origin: an opened figure, the history, a receipt."""


def of_press(body: Body) -> FormMetadata:
    """The origin, for the metadata of the form that a press on an entry's button opens."""
    view = body.get("view") or {}
    if view.get("callback_id") == FIGURES:
        question = {name: value for name, value in form_metadata.metadata(body).items() if name in ("typed", "figure")}
        return {"opened": {"view": view["id"], **question}}
    if view:
        return kept(body)
    place = {"url": str(body.get("response_url") or "")}
    if (code := history.listed_code(body)) is not None:
        return {"listed": {**place, "code": code}}
    return {"receipt": {**place, "entry": replies.number_pressed(body)}}


def kept(body: Body) -> FormMetadata:
    """The origin that the metadata of a form, or of the receipt in its place, still has."""
    fields: dict[str, Any] = dict(form_metadata.metadata(body))
    return cast(FormMetadata, {name: fields[name] for name in ORIGINS if isinstance(fields.get(name), dict)})


def saved(desk: Desk, body: Body, receipt: Block) -> Reply:
    """The answer that turns the submitted form into its receipt; where it was opened from, the same is told."""
    tell(desk, body)
    return replies.updated(_remembering(body, replies.as_modal(desk, receipt)))


def replace(desk: Desk, body: Body, message: Block) -> Reply:
    """Replaces as `replies.replace` does; a modal goes on knowing where it was opened from."""
    opened_in = body.get("view") or {}
    if opened_in.get("type") != "modal":
        return replies.replace(desk, body, message)
    view = _remembering(body, replies.as_modal(desk, message))
    desk.slack.update_view(str(opened_in["id"]), str(opened_in.get("hash", "")), view)
    return {}


def stale(desk: Desk, body: Body, number: int) -> Reply:
    """Answers a button of an entry that does not stand any more with what does; nothing is changed.

    Figures are drawn anew; the history is too, and the answer stands beside it; a receipt gives way. Raises `NotYours`.
    """
    opened_in = body.get("view") or {}
    message = old_receipts.receipt(desk, number, meanwhile=True)
    if opened_in.get("callback_id") == FIGURES:
        with desk.database.reading() as connection:
            corrected = ledger.replacement(connection, desk.workspace.id, number) is not None
        note = paragraph(sentence(desk.language, CorrectedSince() if corrected else TakenBack()))
        view = drill_down.draw(desk, Seen.of(form_metadata.metadata(body)), notes=[note])
        desk.slack.update_view(str(opened_in["id"]), str(opened_in.get("hash", "")), view)
        return {}
    listed = history.listed_code(body) is not None
    return history.answer(desk, body, message) if listed else replace(desk, body, message)


def tell(desk: Desk, body: Body) -> None:
    """Shows what stands now where the form was opened from. That may be gone, or Slack takes no more answers there."""
    origin = kept(body)
    # The change is saved: a place that cannot be redrawn is out of date, no reason to tell the person of a failure.
    with suppress(SlackError, Problem):
        if "opened" in origin:
            drill_down.refresh(desk, origin["opened"])
        elif "listed" in origin:
            chosen = chosen_of(str(origin["listed"].get("code", "")))
            _put(desk, origin["listed"], history.draw(desk, chosen))
        elif "receipt" in origin:
            entry = replies.number_in(origin["receipt"].get("entry"))
            _put(desk, origin["receipt"], old_receipts.receipt(desk, entry))


def _put(desk: Desk, place: Mapping[str, Any], message: Block) -> None:
    replies.respond(desk, str(place.get("url", "")), {"replace_original": True, **replies.ephemeral(message)})


def _remembering(body: Body, view: Block) -> Block:
    origin = kept(body)
    return view | {"private_metadata": form_metadata.new_metadata(origin)} if origin else view
