"""`/roi settings`: currency, time zone and the language of posts. Admins only."""

from __future__ import annotations

from dataclasses import replace

from bot import replies
from bot.desk import Desk
from bot.forms.fields import World, read
from bot.forms.plans import SettingsForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views.blocks import message, paragraph
from bot.views.forms.plans import settings_form
from core.splits import SplitKey
from core.workspaces import Workspace
from storage import workspaces


def settings_command(desk: Desk, body: Body, _rest: str) -> Reply:
    desk.require_admin()
    tongue = desk.workspace.post_language(desk.office.defaults)
    form = settings_form(desk.language, desk.workspace, desk.currency, desk.timezone, tongue, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_settings(desk: Desk, body: Body) -> Reply:
    """Saves all of it; the currency only while the books are empty."""
    desk.require_admin()
    form = read(SettingsForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        if form.currency != desk.currency:
            workspaces.check_currency_free(books, desk.workspace.id, form.currency)
        workspaces.save_settings(books, _changed(desk.workspace, form))
    told = " · ".join([form.currency, form.timezone, {"en": "English", "pl": "Polski"}[form.language]])
    saved = message(desk.language.say("Settings saved"), [paragraph(told, bold=True)])
    return replies.updated(replies.as_modal(desk, saved))


def _changed(workspace: Workspace, form: SettingsForm) -> Workspace:
    return replace(
        workspace,
        currency=form.currency,
        timezone=form.timezone,
        language=form.language,
        completeness=form.completeness,
        shared="" if form.shared is SplitKey.NONE else form.shared.value,
    )
