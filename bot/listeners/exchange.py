"""`/roi fx`: an exchange rate by hand, for a day. Admins only."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.plans import FxForm
from bot.forms.state import typed
from bot.services import replacements
from bot.services.saved_fields.exchange import fields, key_of
from bot.views import exchange as views
from bot.views.blocks import Block
from bot.views.drafts import not_used, with_left
from bot.views.replacements import changes, undo_button
from core.money.currencies import CURRENCIES
from core.setup.replacements import Fields, Kind
from storage import exchange

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def fx_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, with the last rates typed listed above it; filled in where ``rest`` is ``EUR`` or ``EUR 1.25``."""
    desk.require(Kind.FX)
    with desk.database.reading() as connection:
        latest = exchange.latest(connection, desk.workspace.id, desk.currency)
    listed = "\n".join(views.fx_words(desk.language, rate) for rate in latest)
    code, _, value = rest.strip().upper().partition(" ")
    named = next((fields(rate) for rate in latest if rate.currency == code), {})
    typed_behind = {**_currency(code), **_rate(value)}
    form = _form(desk, listed, {**named, **typed_behind}, replacements.opened(named))
    unused = _unused({"currency": code, "rate": value}, typed_behind)
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, unused)))


def _unused(words: Mapping[str, str], typed_behind: Fields) -> str:
    """The words that no field has taken."""
    return " ".join(word for name, word in words.items() if name not in typed_behind).strip()


def _currency(code: str) -> Fields:
    return {"currency": code} if code in CURRENCIES else {}


def _rate(typed_behind: str) -> Fields:
    """Reads ``1,25`` as the form holds it."""
    value = typed_behind.strip().replace(",", ".")
    return {"rate": value} if _NUMBER.fullmatch(value) else {}


def submit_fx(desk: Desk, body: Body) -> Reply:
    """Keeps the rate, who typed it and when; what is logged already keeps its own."""
    desk.require(Kind.FX)
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _form(desk, "", said, metadata))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(FxForm, typed(body["view"]), desk.world)
    rate = form.typed(desk.currency)
    with desk.changing() as connection:
        saving = replacements.begin(connection, desk, body, Kind.FX, key_of(rate), fields(rate))
        if saving.needed:
            exchange.save(connection, desk.act, rate)
    before, undo = changes(desk.language, saving.replaced), undo_button(desk.language, saving.replaced)
    return replies.updated(replies.as_modal(desk, views.fx_saved(desk.language, rate, before, undo)))


def _form(desk: Desk, listed: str, values: Fields, metadata: str) -> Block:
    return views.fx_form(desk.language, listed, desk.currency, desk.today, metadata, values)
