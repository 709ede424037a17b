"""What the bot does not know: commands that are none of ours, buttons and forms of an older version, forms closed."""

from __future__ import annotations

from bot.desk import unpicked
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply, append, as_modal, ephemeral, open_form, updated
from bot.views.blocks import message, paragraph
from bot.views.help import help_answer


def command(desk: Desk, _body: Body) -> Reply:
    return ephemeral(help_answer(desk.language))


def closed(desk: Desk, body: Body) -> Reply:
    """Forgets what was typed in a form that is closed."""
    unpicked.forget(desk, body)
    return {}


def gone(desk: Desk, body: Body) -> Reply:
    """Answers a button or form of an older version, or of nobody.

    A button that only opens an address needs no answer.
    """
    action = (body.get("actions") or [{}])[0]
    if action.get("url") or action.get("type") not in (None, "button"):
        return {}
    text = desk.language.say("This button or form is out of date. Please type the command again.")
    answer = message("", [paragraph(text)])
    if body.get("type") == "view_submission":
        return updated(as_modal(desk, answer))
    return append(desk, body, answer) if body.get("response_url") else open_form(desk, body, as_modal(desk, answer))
