"""The company of the demo, in Slack's own shapes: plain data, handed on to the stand-in for Slack as it is.

Nobody here exists. Whoever logs an entry of the sample year is one of these people, so ids must agree.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Shape = dict[str, Any]
"""An object as Slack's Web API returns it."""

OLIVIA, JAN, EMMA, ZOFIA, TOM = "U0OLIVIA", "U0JANKOW", "U0EMMAFI", "U0ZOFIAN", "U0TOMREED"
"""An owner; a member who reads Polish; a member; an admin who reads Polish; a guest."""

DOMAIN = "tidewell"
TEAM: Shape = {"id": "T0TIDEWELL", "name": "Tidewell Systems", "domain": DOMAIN}

_UPDATED = int(datetime(2025, 9, 1, 9, tzinfo=UTC).timestamp())

# Zone -> (Slack's label, offset in seconds), as they are in early October.
_ZONES = {
    "Europe/Warsaw": ("Central European Summer Time", 7200),
    "Europe/London": ("British Summer Time", 3600),
    "America/New_York": ("Eastern Daylight Time", -14400),
}


def _person(user_id: str, name: str, locale: str, zone: str = "Europe/Warsaw", **flags: bool) -> Shape:
    """A user as users.info returns it with ``include_locale``; ``flags``: those that are true."""
    label, offset = _ZONES[zone]
    handle = name.lower().replace(" ", ".")
    roles = ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted", "is_bot")
    return {
        "id": user_id,
        "team_id": TEAM["id"],
        "name": handle,
        "real_name": name,
        "tz": zone,
        "tz_label": label,
        "tz_offset": offset,
        "locale": locale,
        "profile": {
            "real_name": name,
            "display_name": name.partition(" ")[0],
            "email": f"{handle}@{DOMAIN}.example",
        },
        **{role: flags.get(role, False) for role in roles},
        "deleted": False,
        "updated": _UPDATED,
    }


PEOPLE: list[Shape] = [
    _person(OLIVIA, "Olivia Martin", "en-US", is_admin=True, is_owner=True, is_primary_owner=True),
    _person(JAN, "Jan Kowalski", "pl-PL"),
    _person(EMMA, "Emma Fischer", "en-GB", "Europe/London"),
    _person(ZOFIA, "Zofia Nowak", "pl-PL", is_admin=True),
    _person(TOM, "Tom Reed", "en-US", "America/New_York", is_restricted=True),
]
"""The people, as users.info returns them, in the order a menu offers them."""

CONVERSATIONS: list[Shape] = [
    {
        "id": "C0MARKETING",
        "name": "marketing",
        "topic": "Campaigns, results, and what they cost",
        "is_private": False,
        "is_member": True,
        "members": [OLIVIA, JAN, EMMA, ZOFIA, TOM],
    },
    {
        "id": "C0GENERAL",
        "name": "general",
        "topic": "Company-wide announcements",
        "is_private": False,
        "is_member": False,
        "members": [OLIVIA, JAN, EMMA, ZOFIA],
    },
    {
        "id": "C0AGENCY",
        "name": "agency-partners",
        "topic": "Shared with our media agency",
        "is_private": False,
        "is_member": True,
        "is_ext_shared": True,
        "members": [OLIVIA, EMMA, TOM],
    },
    {
        "id": "G0LEADERSHIP",
        "name": "leadership",
        "topic": "Budgets and plans",
        "is_private": True,
        "is_member": False,
        "members": [OLIVIA, ZOFIA],
    },
]
"""Slack's conversations; ``is_member``: the bot is in it."""
