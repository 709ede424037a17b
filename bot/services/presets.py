"""Presets: the fields a form has already where it is opened from the figures of a campaign."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from bot.desk.replies import Body
from storage import campaigns


def of_campaign(desk: Desk, body: Body) -> Mapping[str, str]:
    """The campaign whose answer the button stands under; nothing of commands, shortcuts and other buttons."""
    pressed = (body.get("actions") or [{}])[0]
    with desk.database.reading() as connection:
        campaign = campaigns.find(connection, desk.workspace.id, str(pressed.get("value", "")))
    return {"campaign": campaign.key, "campaign_text": campaign.name} if campaign else {}
