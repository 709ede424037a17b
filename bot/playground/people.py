"""People as users.info shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SOMEBODY_ELSES_TEAM = "T0STRANGER"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member, an admin or owner, a guest (``restricted``, ``ultra``), a ``stranger`` or a bot.

    ``team``: the id of the workspace they are of, where it is not the one that is asked.
    """

    id: str
    name: str = "Anna Nowak"
    locale: str = "en-US"
    tz: str = "Europe/Warsaw"
    is_admin: bool = False
    is_owner: bool = False
    restricted: bool = False
    ultra: bool = False
    stranger: bool = False
    bot: bool = False
    deleted: bool = False
    team: str | None = None

    def profile(self, workspace: str) -> dict[str, Any]:
        """What users.info says of them in this ``workspace``, the id of a team."""
        return {
            "id": self.id,
            "team_id": self.team or (SOMEBODY_ELSES_TEAM if self.stranger else workspace),
            "name": self.name.split()[0].lower(),
            "real_name": self.name,
            "deleted": self.deleted,
            **self._place(),
            "profile": {"real_name": self.name, "display_name": self.name, "team": self.team or workspace},
            **self._role(),
            "updated": 1_700_000_000,
            **({"is_stranger": True} if self.stranger else {}),
        }

    def _place(self) -> dict[str, Any]:
        offset = datetime.now(ZoneInfo(self.tz)).utcoffset() or timedelta()
        return {
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": int(offset.total_seconds()),
            "locale": self.locale,
        }

    def _role(self) -> dict[str, Any]:
        return {
            "is_admin": self.is_admin or self.is_owner,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": self.restricted or self.ultra,
            "is_ultra_restricted": self.ultra,
            "is_bot": self.bot,
            "is_app_user": False,
        }
