"""`/roi language` and *Your language* on Home: each person chooses for themselves what they are answered in."""

from __future__ import annotations

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.languages import LanguageForm
from bot.forms.state import typed
from bot.services import home
from bot.views import languages as views
from bot.views.blocks import Block
from core.setup.languages import chosen_language
from storage import language_choices


def language_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Chooses the language named; without one, the form."""
    if not rest.strip():
        return open_language(desk, body)
    return replies.ephemeral(_choose(desk, chosen_language(rest)))


def open_language(desk: Desk, body: Body) -> Reply:
    form = views.language_form(desk.language, home.choice(desk), form_metadata.new_metadata())
    return replies.open_in_place(desk, body, form)


def choose_at_home(desk: Desk, body: Body) -> Reply:
    """Chooses in the menu on Home: the tab itself, drawn in that language afterwards, is the answer."""
    _choose(desk, chosen_language(str((replies.pressed(body).get("selected_option") or {}).get("value", ""))))
    return {}


def submit_language(desk: Desk, body: Body) -> Reply:
    form = read(LanguageForm, typed(body["view"]), desk.world)
    saved = _choose(desk, form.language)
    return replies.updated(replies.as_modal(desk.anew(), saved))


def _choose(desk: Desk, choice: str) -> Block:
    """Keeps the choice; from here on everything is in it. An open Home is drawn anew once that is answered."""
    with desk.changing() as connection:
        language_choices.choose(connection, desk.act, choice)
    return views.language_saved(desk.anew().language, choice)
