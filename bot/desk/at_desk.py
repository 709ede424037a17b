"""A listener as Bolt calls it: at the desk of its request, the work first and the acknowledgement last."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from slack_bolt import Ack
from slack_bolt.context import BoltContext

from bot.desk import acknowledgements
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply, append
from bot.slack.errors import SlackError
from bot.views.blocks import message, paragraph


def at_desk(listener: Callable[[Desk, Body], Reply]) -> Callable[..., None]:
    """Wraps a listener; the acknowledgement carries its reply."""

    def handle(ack: Ack, context: BoltContext, body: dict[str, Any]) -> None:
        reply = listener(context["desk"], body)
        remark(context["desk"], body)
        ack(**acknowledgements.reply(context["desk"], body, reply))

    return handle


def remark(desk: Desk, body: Body) -> None:
    """Says the desk's remark beside an answer, once; where Slack does not take it, the answer comes all the same."""
    if body.get("response_url") and (words := desk.remark):
        with suppress(SlackError):
            append(desk, body, message("", [paragraph(words)]))
