"""A command of which nobody knew whether it was saved is asked about where it is typed again."""

from __future__ import annotations

import json

from slack_bolt import BoltResponse

from bot.desk.desk import Desk
from bot.desk.errors import JSON
from bot.desk.replies import Body, ephemeral
from bot.views import outages
from storage.attempts import Outcome


def asked_first(desk: Desk, body: Body) -> BoltResponse | None:
    """Where nobody knew whether a command was saved: the same typed again is asked about, once."""
    outcome = desk.office.unknown_outcomes.ask(body) if "command" in body else Outcome.NOTHING
    if outcome is Outcome.NOTHING:
        return None
    asked = ephemeral(outages.asked_again(desk.language, saved=outcome is Outcome.SAVED))
    return BoltResponse(status=200, body=json.dumps(asked), headers=dict(JSON))
