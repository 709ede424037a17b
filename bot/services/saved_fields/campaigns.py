"""Campaigns: one row each."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services import log_entry
from bot.services.saved_fields.texts import day, decimal, money, texts
from core.setup.campaigns import Campaign
from core.setup.replacements import Fields
from storage import campaigns, names


def fields(campaign: Campaign) -> Fields:
    """The fields of the campaign's form."""
    return texts(
        name=campaign.name,
        start=campaign.start,
        end=campaign.end,
        budget=campaign.budget,
        currency=campaign.budget.currency if campaign.budget else "",
        margin=campaign.margin,
        kind=campaign.kind,
        goal=campaign.goal,
        serves_all="yes" if campaign.serves_all else "",  # as whatever was saved before the field was there
    )


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    campaign = campaigns.find(connection, desk.workspace.id, key)
    return fields(campaign) if campaign else {}


def put(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    wanted = Campaign(
        key=key,
        name=values["name"],
        start=day(values, "start"),
        end=day(values, "end"),
        budget=money(values, "budget"),
        margin=decimal(values, "margin"),
        kind=values.get("kind", ""),
        goal=values.get("goal", ""),
        serves_all=values.get("serves_all") == "yes",
    )
    put_campaign(connection, desk, wanted)


def put_campaign(connection: Connection, desk: Desk, campaign: Campaign) -> None:
    """Saves a campaign, under another name if it has one now. Raises `NameTaken`."""
    log_entry.rename(connection, desk, names.CAMPAIGN, campaign.key, campaign.name)
    campaigns.save(connection, desk.act, campaign)
