"""`/roi new` and *Edit campaign*: the form of a campaign, and its submission."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import FieldMissing, read
from bot.forms.plans import CampaignForm
from bot.forms.state import typed
from bot.services import log_entry, replacements
from bot.services.saved_fields.campaigns import fields, put_campaign
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms.plans import campaign_form
from bot.views.replacements import changes, undo_button
from core.calendar.period_parser import splits
from core.setup.campaigns import Campaign, CampaignExists, UnknownCampaign
from core.setup.goals import Goal
from core.setup.names import LONGEST, NameTaken, one_line, slug
from core.setup.registers import Register
from core.setup.replacements import Fields, Kind, Replacement
from storage import campaigns, goals, names, workspaces

MOST_NAMED = 15

_CALLED = re.compile(r"(?:an? |the )?(?:campaign|kampani[aęe])(?: called| named| o nazwie)?:? +(?=\S)")
"""Words before a name that only say what it is of. With a capital letter they are a part of it: *Campaign Autumn*."""


def new_campaign(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, empty, with the campaigns there are listed above it; filled in where ``rest`` names one of them."""
    with desk.database.reading() as connection:
        every = campaigns.every(connection, desk.workspace.id)
        current = goals.current(connection, desk.workspace.id)
        register = names.register(connection, desk.workspace.id)
    bare = _bare(rest, desk.today)
    if key := register.find(rest, names.CAMPAIGN) or register.find(bare, names.CAMPAIGN):
        return _open(desk, body, every[key])
    listed = (
        desk.language.say("Campaigns: {names}", names=", ".join(one.name for one in list(every.values())[:MOST_NAMED]))
        if every
        else ""
    )
    metadata, name = form_metadata.new_metadata(), one_line(bare)[:LONGEST]
    form = campaign_form(
        desk.language, listed, desk.currency, desk.today, metadata, name=name, proposed=_proposed(current)
    )
    return replies.open_form(desk, body, form)


def _bare(text: str, today: date) -> str:
    """The name alone. A period is none: *campaign Q3* stays whole."""
    match = _CALLED.match(text)
    if match is None:
        return text
    name = text[match.end() :]
    before_period, _ = next(splits(name, today), (name, None))
    return name if before_period else text


def _proposed(current: Sequence[Goal]) -> Fields:
    """The goal a new campaign is likely for: the only one that counts, as the form's fields."""
    counting = [goal for goal in current if goal.counts]
    return {"goal": counting[0].key, "goal_text": counting[0].name} if len(counting) == 1 else {}


def edit_campaign(desk: Desk, body: Body) -> Reply:
    """The form, filled in."""
    return _open(desk, body, _pressed(desk, body))


def serve_all(desk: Desk, body: Body) -> Reply:
    """The form with *Serves all campaigns* said already: *Save* confirms it."""
    return _open(desk, body, _pressed(desk, body), {"serves_all": "yes"})


def end_campaign(desk: Desk, body: Body) -> Reply:
    """The form with today as the last day: *Save* confirms it."""
    return _open(desk, body, _pressed(desk, body), {"end": desk.today.isoformat()})


def _pressed(desk: Desk, body: Body) -> Campaign:
    """The campaign that a button names. Raises `UnknownCampaign`."""
    with desk.database.reading() as connection:
        return _campaign(connection, desk, one_line(str(replies.pressed(body).get("value", ""))))


def submit_campaign(desk: Desk, body: Body) -> Reply:
    """Saves a new campaign, or the changes of one; the key of an old one stays."""
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _filled(desk, said, metadata))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(CampaignForm, typed(body["view"]), desk.world)
    campaign, key = form.campaign(desk.currency), replacements.key_of(body)
    if not key and campaign.start is None:
        raise FieldMissing(field="start")
    with desk.changing() as connection:
        workspaces.touch(connection, desk.workspace.id)  # first: what another saves at this moment is seen
        if campaign.goal:
            campaign = replace(campaign, goal=log_entry.goal_of(connection, desk, campaign.goal).key)
        if key:
            campaign = replace(campaign, key=_campaign(connection, desk, key).key)
        elif campaigns.find(connection, desk.workspace.id, campaign.key) != campaign:
            campaign = replace(campaign, key=_free_key(names.register(connection, desk.workspace.id), campaign.name))
        saving = replacements.begin(connection, desk, body, Kind.CAMPAIGN, campaign.key, fields(campaign))
        if saving.needed:
            put_campaign(connection, desk, campaign)
    return replies.updated(replies.as_modal(desk, _saved(desk, campaign, saving.replaced)))


def _free_key(register: Register, name: str) -> str:
    """The key of a new campaign.

    Raises `NameTaken`; for a campaign that there is `CampaignExists`, which says how it is changed.
    """
    try:
        return register.free_key(name)
    except NameTaken as taken:
        if taken.kind != names.CAMPAIGN:
            raise
        key = register.find(name, names.CAMPAIGN) or slug(name)
        raise CampaignExists(**vars(taken), key=key) from taken


def _open(desk: Desk, body: Body, campaign: Campaign, proposed: Fields | None = None) -> Reply:
    """The form, filled in. ``proposed``: fields put in as if somebody had typed them."""
    stands = fields(campaign)
    metadata = replacements.opened(stands, campaign.key, touched=tuple(proposed) if proposed else None)
    return replies.open_form(desk, body, _filled(desk, {**stands, **(proposed or {})}, metadata))


def _filled(desk: Desk, values: Fields, metadata: str) -> Block:
    goal = values.get("goal", "")
    named = {"goal_text": replacements.spoken(desk).get(goal, goal)} if goal else {}
    return campaign_form(desk.language, "", desk.currency, desk.today, metadata, {**values, **named})


def _campaign(connection: Connection, desk: Desk, key: str) -> Campaign:
    campaign = campaigns.find(connection, desk.workspace.id, key)
    if campaign is None:
        raise UnknownCampaign(name=key)
    return campaign


def _saved(desk: Desk, campaign: Campaign, replaced: Replacement | None) -> Block:
    text = desk.language.say(
        "Ask for it with /roi {key}; in quick forms write {key}.",
        key=campaign.key,
    )
    first = button(desk.language.say("Log a cost"), "log_cost", "-")
    title = desk.language.say("Campaign saved")
    named = replacements.spoken(desk) if replaced else {}
    parts = [paragraph(campaign.name, bold=True), *changes(desk.language, replaced, named), paragraph(text)]
    return message(title, parts, (first, *undo_button(desk.language, replaced)))
