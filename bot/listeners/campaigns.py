"""`/roi new` and *Edit campaign*."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot import replies
from bot.desk import Desk
from bot.forms.fields import FieldMissing, World, read
from bot.forms.plans import CampaignForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms.plans import campaign_form
from core.campaigns import Campaign, UnknownCampaign
from core.names import one_line, slug
from storage import campaigns, names

MOST_NAMED = 15


def new_campaign(desk: Desk, body: Body, _rest: str) -> Reply:
    """The form, empty, with the campaigns there are listed above it."""
    with desk.database.reading() as books:
        known = list(campaigns.every(books, desk.workspace.id))
    listed = desk.language.say("Campaigns: {names}", names=", ".join(known[:MOST_NAMED])) if known else ""
    form = campaign_form(desk.language, listed, desk.currency, desk.today, replies.new_metadata())
    return replies.open_form(desk, body, form)


def edit_campaign(desk: Desk, body: Body) -> Reply:
    """The form, filled in."""
    key = one_line(str(replies.pressed(body).get("value", "")))
    campaign = _campaign(desk, key)
    metadata = replies.new_metadata(edit=key)
    return replies.open_form(
        desk, body, campaign_form(desk.language, "", desk.currency, desk.today, metadata, campaign)
    )


def submit_campaign(desk: Desk, body: Body) -> Reply:
    """Saves a new campaign, or the changes of one; the key of an old one stays."""
    form = read(CampaignForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    made = form.campaign(desk.currency)
    key = str(replies.metadata(body).get("edit", ""))
    if not key and made.start is None:
        raise FieldMissing(field="start")
    with desk.database.writing() as books:
        if key:
            made = _renamed(books, desk, _campaign(desk, key), made)
        elif not _saved_already(desk, books, made):
            made = replace(made, key=names.register(books, desk.workspace.id).free_key(made.name))
        campaigns.save(books, desk.workspace.id, made, desk.person.id, desk.now)
    return replies.updated(replies.as_modal(desk, _saved(desk, made)))


def _renamed(books: Connection, desk: Desk, known: Campaign, made: Campaign) -> Campaign:
    """``made`` with the key it has had; its new name is nobody else's. Raises `NameTaken`."""
    if made.name != known.name:
        others = names.register(books, desk.workspace.id).without(known.key)
        if slug(made.name) != known.key or others.find(made.name):
            others.free_key(made.name)
        names.rename(books, desk.workspace.id, known.key, made.name)
    return replace(made, key=known.key)


def _saved_already(desk: Desk, books: Connection, made: Campaign) -> bool:
    """The same form again: a campaign equal in every field."""
    return campaigns.find(books, desk.workspace.id, made.key) == made


def _campaign(desk: Desk, key: str) -> Campaign:
    with desk.database.reading() as books:
        found = campaigns.find(books, desk.workspace.id, key)
    if found is None:
        raise UnknownCampaign(name=key)
    return found


def _saved(desk: Desk, campaign: Campaign) -> Block:
    told = desk.language.say(
        "Ask for it with /roi {key}; in quick forms write {key}.",
        key=campaign.key,
    )
    first = button(desk.language.say("Log a cost"), "log_cost", "-")
    title = desk.language.say("Campaign saved")
    return message(title, [paragraph(campaign.name, bold=True), paragraph(told)], (first,))
