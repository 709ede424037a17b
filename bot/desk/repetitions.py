"""Repetitions: what makes a request the same one when it comes again, and for how long it could.

Slack signs each request for itself, and whoever has seen one can send it again for as long as the gate takes its stamp.
Slack itself sends an event again, signed anew, for up to a day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

SIGNED = timedelta(minutes=10)
"""Longer than the gate takes a stamp: five minutes, and one more where it is ahead."""

EVENT = timedelta(hours=25)
"""With *Delayed Events* Slack tries again for a day."""


def request_key(body: Mapping[str, Any], raw: str) -> str:
    """The event, the trigger of what a person did, or else all that was sent; empty where nothing is known of it.

    ``raw``: the body as it was signed; empty in Socket Mode.
    """
    for name in ("event_id", "trigger_id"):
        if body.get(name):
            return f"{name}:{body[name]}"
    return f"body:{hashlib.sha256(raw.encode()).hexdigest()}" if raw else ""


def kept_until(key: str, now: datetime) -> datetime:
    """When nobody can send it again. ``now``: by the wall clock."""
    return now + (EVENT if key.startswith("event_id:") else SIGNED)
