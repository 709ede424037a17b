"""Who asks, as a payload of Slack's names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def requester(body: Mapping[str, Any]) -> tuple[str, str, str]:
    """Team, user and conversation of a payload of any kind; empty where it names none."""
    event = body.get("event") or {}
    team = _named(body, "team")
    user = _named(body, "user") or event.get("user")
    channel = _named(body, "channel") or event.get("channel")
    return str(team or ""), user if isinstance(user, str) else "", channel if isinstance(channel, str) else ""


def _named(body: Mapping[str, Any], what: str) -> Any:
    """``user_id`` of a command, ``user.id`` of anything pressed or sent."""
    return body.get(f"{what}_id") or (body.get(what) or {}).get("id")
