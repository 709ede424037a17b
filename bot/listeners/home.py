"""The App Home tab, and what is pressed on it that no other place has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import home
from bot.views.answer_buttons import USUAL
from bot.views.setting_up import MENU
from core.setup.command_words import Command

Commands = Mapping[Command, Callable[[Desk, Body, str], Reply]]
"""What answers a command's word, with nothing behind it."""
Pressed = Mapping[str, Callable[[Desk, Body], Reply]]
"""What answers a button whose value is an entry's id, by its action id."""


def home_opened(desk: Desk, body: Body) -> Reply:
    """What the books say and what can be done, drawn anew each time it is opened, over the period chosen before."""
    if (body.get("event") or {}).get("tab") == "home":
        home.draw(desk, home.period_in(body))
    return {}


def choose_period(desk: Desk, body: Body) -> Reply:
    home.draw(desk, _chosen(body).removeprefix(USUAL))
    return {}


def set_up(desk: Desk, body: Body, commands: Commands) -> Reply:
    """Opens the form that the menu or a step names, as its command does; whose answer is a list, the list."""
    value = _chosen(body) or str(replies.pressed(body).get("value", ""))
    command = next((one for one in MENU if one == value), None)
    if command is None:
        return {}
    reply = commands[command](desk, body, "")
    return replies.replace(desk, body, reply) if reply.get("blocks") else reply


def own_entry(desk: Desk, body: Body, pressed: Pressed) -> Reply:
    """*Undo* or *Correct* of one's own entry: as the button that the menu's option stands for."""
    action_id, _, number = _chosen(body).partition(" ")
    if action_id not in pressed:
        return {}
    action = {**replies.pressed(body), "action_id": action_id, "value": number}
    return pressed[action_id](desk, {**body, "actions": [action]})


def _chosen(body: Body) -> str:
    return str((replies.pressed(body).get("selected_option") or {}).get("value") or "")
