"""`/roi fx`: an exchange rate by hand, for a day. Admins only."""

from __future__ import annotations

from bot import replies
from bot.desk import Desk
from bot.forms.fields import World, read
from bot.forms.plans import FxForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views import fx as views
from storage import fx


def fx_command(desk: Desk, body: Body, _rest: str) -> Reply:
    """The form, with the last rates typed listed above it."""
    desk.require_admin()
    with desk.database.reading() as books:
        known = fx.latest(books, desk.workspace.id, desk.currency)
    listed = "\n".join(views.fx_words(desk.language, rate) for rate in known)
    form = views.fx_form(desk.language, listed, desk.currency, desk.today, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_fx(desk: Desk, body: Body) -> Reply:
    """Keeps the rate, who typed it and when; what is logged already keeps its own."""
    desk.require_admin()
    form = read(FxForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    rate = form.typed(desk.currency)
    with desk.database.writing() as books:
        fx.save(books, desk.workspace.id, rate, desk.person.id, desk.now)
    return replies.updated(replies.as_modal(desk, views.fx_saved(desk.language, rate)))
