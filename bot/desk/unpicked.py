"""Unpicked: text that was typed into a searching menu but not picked is asked about once, never silently dropped.

Slack sends the form without that text. Only the last request for options held it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.desk import form_metadata
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.state import typed
from bot.views import unpicked as views
from bot.views.blocks import shorten
from bot.views.inputs import field_of
from core.setup.names import LONGEST, one_line
from storage import typed_texts
from storage.typed_texts import Menu, TypedText

FORGOTTEN_AFTER = timedelta(days=1)
"""The time after which a form that nobody types in is taken for closed."""


def remember(desk: Desk, body: Body, text: str) -> None:
    """Keeps the text of a request for options.

    A menu asks on every key, so the text is written only where it has changed.
    """
    view = body.get("view") or {}
    if view.get("type") != "modal":
        return
    menu = Menu(view=str(view.get("id", "")), person=desk.person.id, field=field_of(str(body.get("action_id", ""))))
    kept = shorten(one_line(text), LONGEST)
    if typed_texts.last(desk.database, desk.workspace.id, menu) != kept:
        with desk.database.noting() as connection:
            typed_texts.keep(connection, desk.workspace.id, menu, kept, desk.office.clock.real())


def question(desk: Desk, body: Body) -> Reply | None:
    """An error under each field that stands empty though something was typed there last; once for each text."""
    fresh = {field: one.text for field, one in _left(desk, body).items() if one.text != one.asked}
    if not fresh:
        return None
    view = body["view"]
    with desk.database.noting() as connection:
        for field in fresh:
            typed_texts.ask(
                connection, desk.workspace.id, Menu(view=str(view["id"]), person=desk.person.id, field=field)
            )
    save = str((view.get("submit") or {}).get("text", ""))
    return {
        "response_action": "errors",
        "errors": {field: views.question(desk.language, field, text, save) for field, text in fresh.items()},
    }


def with_dropped(desk: Desk, body: Body, reply: Reply) -> Reply:
    """The receipt with a line for each text that was typed and not used. The texts are forgotten then."""
    left = {**_left_before(desk, body), **_left(desk, body)}
    if left:
        cost = body["view"].get("callback_id") == "cost"
        lines = [views.dropped(desk.language, field, one.text, cost=cost) for field, one in left.items()]
        reply = {**reply, "view": views.with_lines(reply["view"], lines)} if "view" in reply else reply
    forget(desk, body)
    return reply


def forget(desk: Desk, body: Body) -> None:
    """Forgets the texts of a form that is saved or closed."""
    view = body.get("view") or {}
    if _typed_texts(desk, body):
        with desk.database.noting() as connection:
            typed_texts.forget(connection, desk.workspace.id, str(view.get("id", "")), desk.person.id)


def _left(desk: Desk, body: Body) -> Mapping[str, TypedText]:
    """The text typed last, by field, of each searching menu that stands empty."""
    view = body.get("view") or {}
    filled = typed(view)
    empty = [str(block.get("block_id")) for block in view.get("blocks", ()) if _searches(block)]
    empty = [field for field in empty if field not in filled]
    if not empty:
        return {}
    texts = _typed_texts(desk, body)
    return {field: texts[field] for field in empty if field in texts and texts[field].text}


def _left_before(desk: Desk, body: Body) -> Mapping[str, TypedText]:
    """The same texts of the form that waits for this one, where it was asked about. To Slack the two are one view."""
    draft = form_metadata.metadata(body).get("draft")
    if not isinstance(draft, dict):
        return {}
    texts = _typed_texts(desk, body)
    return {field: one for field, one in texts.items() if one.text and one.text == one.asked and field not in draft}


def _typed_texts(desk: Desk, body: Body) -> Mapping[str, TypedText]:
    """The text typed last in this view, by field."""
    view = body.get("view") or {}
    with desk.database.reading() as connection:
        return typed_texts.of_view(connection, desk.workspace.id, str(view.get("id", "")), desk.person.id)


def _searches(block: Mapping[str, object]) -> bool:
    element = block.get("element")
    return isinstance(element, Mapping) and element.get("type") == "external_select"
