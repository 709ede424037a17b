"""`/roi settings`: currency, zone, languages, fiscal year, …; another currency by way of a preview. Admins only."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.plans import SettingsForm
from bot.forms.state import typed
from bot.language import Language
from bot.services import currency_change as currency_service
from bot.services import replacements
from bot.services.saved_fields.settings import fields, in_language, stored, with_fields
from bot.views.blocks import Block, message
from bot.views.currency_change import changed, changed_already, past_currencies, preview, preview_follows
from bot.views.drafts import not_used, with_left
from bot.views.forms.settings import settings_form, settings_saved
from bot.views.replacements import changes, undo_button
from core.currency_change import Rebuild
from core.ledger.splits import SplitKey
from core.money.currencies import CURRENCIES
from core.money.money import UnknownCurrency
from core.setup.languages import chosen_language
from core.setup.replacements import Fields, Kind, Replacement
from core.setup.workspaces import Workspace
from storage import attempts, currency_change, workspaces


def settings_command(desk: Desk, body: Body, rest: str) -> Reply:
    desk.require(Kind.SETTINGS)
    values = fields(desk.workspace, desk)
    form = _filled(desk, values, replacements.opened(values))
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, rest)))


def submit_settings(desk: Desk, body: Body) -> Reply:
    """Saves all of it; another currency is saved at once only while the books are empty, else it leads to a preview."""
    desk.require(Kind.SETTINGS)
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        chosen = typed(body["view"])["currency"] if "currency" in unseen.touched else ""
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _filled(desk, said, metadata, chosen))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(SettingsForm, typed(body["view"]), desk.world)
    with desk.changing() as connection:
        workspaces.touch(connection, desk.workspace.id)  # first: money logged at this moment is seen
        rebuilt = form.currency != desk.currency and workspaces.any_money(connection, desk.workspace.id)
        currency = desk.workspace.currency if rebuilt else form.currency
        chosen = _chosen(desk, form, currency)
        values = fields(chosen, desk)
        unsaid = stored(connection, desk).get("inherited") != values.get("inherited")
        saving = replacements.begin(connection, desk, body, Kind.SETTINGS, "", values)
        if saving.needed or unsaid:
            workspaces.save_settings(connection, chosen)
    if rebuilt:
        return replies.updated(replies.as_modal(desk, _preview(desk, form.currency, saving.replaced)))
    anew = desk.anew()
    return replies.updated(replies.as_modal(anew, _told(anew.language, chosen, form.currency, saving.replaced)))


def _told(language: Language, chosen: Workspace, currency: str, replaced: Replacement | None) -> Block:
    """The settings that hold now, in the language that is now the workspace's."""
    before, undo = changes(language, replaced), undo_button(language, replaced)
    return settings_saved(language, chosen, currency, before, undo)


def _filled(desk: Desk, values: Fields, metadata: str, chosen: str = "") -> Block:
    """The form, filled in.

    ``chosen``: a currency that is not saved with the rest, as the books are to be seen in it first.
    """
    with desk.database.reading() as connection:
        past = past_currencies(desk.language, currency_change.changes(connection, desk.workspace.id), desk.timezone)
    preset = with_fields(desk.workspace, values)
    currency = chosen or values["currency"]
    if currency != values["currency"]:
        past = [preview_follows(desk.language, currency), *past]
    return settings_form(desk.language, preset, currency, values["timezone"], values["language"], metadata, past)


def change_currency(desk: Desk, body: Body) -> Reply:
    """The button of the preview: carries out just what it showed, or shows what it would be now."""
    desk.require(Kind.SETTINGS)
    currency, _, seen = str(replies.pressed(body).get("value", "")).partition(" ")
    if currency not in CURRENCIES:
        raise UnknownCurrency(text=currency)
    with attempts.unhurried(), desk.changing() as connection:
        change, applied = currency_service.carried_out(connection, desk, currency, seen)
    return replies.replace(desk, body, _answer(desk, change, applied=applied))


def answer_in(desk: Desk, body: Body) -> Reply:
    """The button that a Polish currency or zone proposes: everybody who has chosen none is answered in Polish."""
    desk.require(Kind.SETTINGS)
    code = chosen_language(str(replies.pressed(body).get("value", "")))
    with desk.changing() as connection:
        workspaces.touch(connection, desk.workspace.id)  # first: what another saves at this moment is kept
        stands = stored(connection, desk)
        replaced = replacements.swap(connection, desk, Kind.SETTINGS, "", in_language(stands, code))
    anew = desk.anew()
    return replies.replace(anew, body, _told(anew.language, anew.workspace, anew.currency, replaced))


def _answer(desk: Desk, change: Rebuild, *, applied: bool) -> Block:
    if applied:
        return changed(desk.language, change)
    if change.currency == change.reporting:
        return changed_already(desk.language, change.reporting)
    text = desk.language.say(
        "Entries or exchange rates have changed since, so nothing was done. This is the new preview:"
    )
    return preview(desk.language, change, text)


def _preview(desk: Desk, currency: str, replaced: Replacement | None) -> Block:
    """The preview of another currency; the other settings are saved, and told with what they were before."""
    with attempts.unhurried(), desk.database.reading() as connection:
        change = currency_service.worked_out(connection, desk, currency)
    answer = preview(desk.language, change, desk.language.say("Your other settings are saved."))
    if replaced is None:
        return answer
    saved = message("", changes(desk.language, replaced), undo_button(desk.language, replaced))
    return {"text": f"{answer['text']}\n{saved['text']}", "blocks": [*answer["blocks"], *saved["blocks"]]}


def _chosen(desk: Desk, form: SettingsForm, currency: str | None) -> Workspace:
    return replace(
        desk.workspace,
        currency=currency,
        timezone=form.timezone,
        language=None if _follows_answers(desk, form) else form.language,
        answer_language=form.answer_language,
        fiscal_month=form.fiscal_month,
        completeness=form.completeness,
        shared="" if form.shared is SplitKey.NONE else form.shared.value,
    )


def _follows_answers(desk: Desk, form: SettingsForm) -> bool:
    """Whether digests go with the language chosen for answers: nobody has ever chosen theirs, nor does this form."""
    inherited = desk.workspace.language is None and form.language == desk.workspace.post_language(desk.office.defaults)
    return bool(form.answer_language) and inherited
