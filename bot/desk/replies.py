"""Replies: what an acknowledgement carries, and what is put in the place of the message or modal a button stands in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.desk.desk import Desk
from bot.desk.form_metadata import metadata
from bot.forms.escapes import unescaped
from bot.slack.native_blocks import always
from bot.views.blocks import Block
from bot.views.messages import form_behind, typed_value
from bot.views.modals import note
from bot.views.plain_blocks import without

Body = Mapping[str, Any]
Reply = dict[str, Any]

NOTHING: Mapping[str, Any] = {}


def ephemeral(message: Block) -> Reply:
    """An answer that only the person who asked sees."""
    return {"response_type": "ephemeral", **message}


def updated(view: Block) -> Reply:
    """The answer that turns the submitted form into ``view``."""
    return {"response_action": "update", "view": view}


def replace(desk: Desk, body: Body, message: Block) -> Reply:
    """Puts ``message`` where the pressed button stands: in its message, or as the content of its modal."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        desk.slack.update_view(str(view["id"]), str(view.get("hash", "")), as_modal(desk, message))
    elif view:
        desk.slack.open_view(str(body["trigger_id"]), as_modal(desk, message))
    elif body.get("response_url"):
        respond(desk, str(body["response_url"]), {"replace_original": True, **ephemeral(message)})
    return {}


def append(desk: Desk, body: Body, message: Block) -> Reply:
    """Says ``message`` beside what stands there already."""
    if not body.get("response_url"):
        return replace(desk, body, message)
    respond(desk, str(body["response_url"]), {"replace_original": False, **ephemeral(message)})
    return {}


def respond(desk: Desk, response_url: str, message: Block, *, still: Callable[[], bool] = always) -> None:
    """Sends a message to the address that came with a request, as `NativeBlocks.respond`."""
    desk.office.native_blocks.respond(lambda: desk.workspace.id, response_url, message, still=still)


def as_modal(desk: Desk, message: Block) -> Block:
    """A message's blocks as a modal, which takes no native ones; its header becomes the title."""
    blocks = list(without(message)["blocks"])
    title = "ROI Bot"
    if blocks and blocks[0]["type"] == "header":
        title = blocks.pop(0)["text"]["text"]
    return note(desk.language, title, []) | {"blocks": blocks}


def command_text(body: Body) -> str:
    """The text typed behind a command."""
    return unescaped(str(body.get("text") or "").strip())


def behind_first_word(body: Body) -> Body:
    """The same command without the first word of its text, which stays as Slack has escaped it."""
    typed = str(body.get("text") or "").split(maxsplit=1)
    return {**body, "text": "".join(typed[1:])}


def open_form(desk: Desk, body: Body, view: Block) -> Reply:
    """Opens a form at once; over an open modal it is pushed. For words written in a message a button opens it."""
    if "written" in body and not body.get("trigger_id"):
        return ephemeral(form_behind(desk.language, view, typed_value(str(body["written"]), str(body["typed"]))))
    show = desk.slack.push_view if (body.get("view") or {}).get("type") == "modal" else desk.slack.open_view
    show(str(body["trigger_id"]), view)
    return {}


def open_in_place(desk: Desk, body: Body, view: Block) -> Reply:
    """Opens a form in the place of the modal whose button was pressed: Slack stacks no more than three."""
    modal = body.get("view") or {}
    if modal.get("type") != "modal":
        return open_form(desk, body, view)
    desk.slack.update_view(str(modal["id"]), str(modal.get("hash", "")), view)
    return {}


def request_of(body: Body) -> str:
    """The key of a submission: its form's nonce; without one, the view and what it says."""
    nonce = metadata(body).get("nonce")
    if nonce:
        return f"view:{nonce}"
    view = body.get("view") or {}
    contents = json.dumps(view.get("state"), sort_keys=True)
    return f"view:{view.get('id')}:{hashlib.sha256(contents.encode()).hexdigest()[:32]}"


def command_request(body: Body, kind: str) -> str:
    """The key of a command: the message it was written in, or its trigger.

    Empty where it has neither; it is then always a new one.
    """
    known_by = body.get("written") or body.get("trigger_id")
    return f"{kind}:{known_by}" if known_by else ""


def pressed(body: Body) -> Mapping[str, Any]:
    """The action of a button or menu."""
    action: Mapping[str, Any] = body["actions"][0]
    return action


def number_pressed(body: Body) -> int:
    """The id in a button's value; 0, which is nobody's, where it holds none."""
    return number_in(pressed(body).get("value", ""))


def number_in(value: object) -> int:
    """An id as a button or a form's metadata carries it; 0, which is nobody's, for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
