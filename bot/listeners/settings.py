"""`/roi settings`: currency, time zone and the language of posts; another currency by way of a preview. Admins only."""

from __future__ import annotations

from dataclasses import replace

from bot import rebuilding, replies
from bot.desk import Desk
from bot.forms.fields import World, read
from bot.forms.plans import SettingsForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views.blocks import Block
from bot.views.forms.plans import settings_form, settings_saved
from bot.views.rebuilds import changed, changed_already, past_currencies, preview
from core.money import CURRENCIES, UnknownCurrency
from core.rebuilds import Rebuild
from core.splits import SplitKey
from core.workspaces import Workspace
from storage import rebuilds, workspaces


def settings_command(desk: Desk, body: Body, _rest: str) -> Reply:
    desk.require_admin()
    with desk.database.reading() as books:
        past = past_currencies(desk.language, rebuilds.changes(books, desk.workspace.id), desk.timezone)
    tongue = desk.workspace.post_language(desk.office.defaults)
    metadata = replies.new_metadata()
    form = settings_form(desk.language, desk.workspace, desk.currency, desk.timezone, tongue, metadata, past)
    return replies.open_form(desk, body, form)


def submit_settings(desk: Desk, body: Body) -> Reply:
    """Saves all of it; another currency is saved at once only while the books are empty, else it leads to a preview."""
    desk.require_admin()
    form = read(SettingsForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        workspaces.touch(books, desk.workspace.id)  # first: money logged at this moment is seen
        rebuilt = form.currency != desk.currency and workspaces.any_money(books, desk.workspace.id)
        currency = desk.workspace.currency if rebuilt else form.currency
        chosen = _chosen(desk.workspace, form, currency)
        workspaces.save_settings(books, chosen)
    if rebuilt:
        return replies.updated(replies.as_modal(desk, _preview(desk, form.currency)))
    return replies.updated(replies.as_modal(desk, settings_saved(desk.language, chosen, form.currency)))


def change_currency(desk: Desk, body: Body) -> Reply:
    """The button of the preview: carries out just what it showed, or shows what it would be now."""
    desk.require_admin()
    currency, _, seen = str(replies.pressed(body).get("value", "")).partition(" ")
    if currency not in CURRENCIES:
        raise UnknownCurrency(text=currency)
    with desk.database.writing() as books:
        found, done = rebuilding.carried_out(books, desk, currency, seen)
    return replies.replace(desk, body, _answer(desk, found, done=done))


def _answer(desk: Desk, found: Rebuild, *, done: bool) -> Block:
    if done:
        return changed(desk.language, found)
    if found.currency == found.reporting:
        return changed_already(desk.language, found.reporting)
    told = desk.language.say("The books or the rates have changed since. Nothing was done; this is how it is now.")
    return preview(desk.language, found, told)


def _preview(desk: Desk, currency: str) -> Block:
    with desk.database.reading() as books:
        found = rebuilding.worked_out(books, desk, currency)
    return preview(desk.language, found, desk.language.say("Your other settings are saved."))


def _chosen(workspace: Workspace, form: SettingsForm, currency: str | None) -> Workspace:
    return replace(
        workspace,
        currency=currency,
        timezone=form.timezone,
        language=form.language,
        completeness=form.completeness,
        shared="" if form.shared is SplitKey.NONE else form.shared.value,
    )
