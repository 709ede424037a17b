"""The key by which a request is known when it comes again, and how long it could come.

Slack signs each request by itself, and whoever has seen one can send it again for as long as its time stamp is
accepted. An event Slack itself sends again, newly signed, for up to a day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

SIGNED = timedelta(minutes=10)
"""The time for which a signed request is accepted: five minutes, and one more where its stamp is ahead."""

EVENT = timedelta(hours=25)
"""The time for which Slack retries an event: a day, where *Delayed Events* is on."""


def request_key(body: Mapping[str, Any], raw: str) -> str:
    """The event's id, else the trigger of a person's action, else a hash of the body; empty where there is none.

    ``raw`` is the body as it was signed; it is empty in Socket Mode.
    """
    for name in ("event_id", "trigger_id"):
        if body.get(name):
            return f"{name}:{body[name]}"
    return f"body:{hashlib.sha256(raw.encode()).hexdigest()}" if raw else ""


def kept_until(key: str, now: datetime) -> datetime:
    """The instant from which nobody can send the request again. ``now`` is by the wall clock."""
    return now + (EVENT if key.startswith("event_id:") else SIGNED)
