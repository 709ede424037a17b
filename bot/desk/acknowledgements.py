"""Acknowledgements: what one carries of a reply. Of native blocks only such kinds as Slack is known to take.

Slack never tells that it has refused what an acknowledgement carries: nobody sees anything then. So where nobody knows
yet whether it takes a kind, the acknowledgement is empty and the answer goes to the command's address, which tells.
"""

from __future__ import annotations

import json

from bot.desk import replies
from bot.desk.answer_cache import Answer
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.slack.errors import NotBefore, Refused, Unclear
from bot.slack.transport import TRY_SECONDS
from bot.views.blocks import Block, message, paragraph
from bot.views.plain_blocks import EVERY, without
from core.posts.native_blocks import Kinds, kinds_in
from storage.deadlines import seconds_left


def answer(desk: Desk, body: Body, answered: Answer) -> str:
    """The JSON that carries an answer to the person who asked; empty where it was sent to the command's address."""
    left_out = _left_out(desk, body, answered.kinds)
    if left_out is not None:
        return answered.json(left_out)
    carried = _sent(desk, body, replies.ephemeral(answered.message))
    return json.dumps(carried) if carried else ""


def reply(desk: Desk, body: Body, given: Reply) -> Reply:
    """What the acknowledgement carries of a listener's reply; nothing where it was sent to the command's address."""
    left_out = _left_out(desk, body, kinds_in(given))
    return _sent(desk, body, given) if left_out is None else without(given, left_out)


def _left_out(desk: Desk, body: Body, kinds: Kinds) -> Kinds | None:
    """The kinds that are replaced by their plain form; None where Slack has to be asked whether it takes them."""
    if not kinds:
        return kinds
    standing = desk.office.native_blocks.of_answers(desk.workspace.id, kinds)
    if standing.taken | standing.refused == kinds:
        return standing.refused
    can_be_asked = body.get("response_url") and _still()
    return None if can_be_asked else EVERY - standing.taken


def _sent(desk: Desk, body: Body, given: Block) -> Reply:
    """Sends it to the command's address. What the acknowledgement has to carry all the same: where nothing was taken
    there, or no time is left for another form, the plain one; where nobody knows, words and no second answer.
    """
    try:
        replies.respond(desk, str(body["response_url"]), given, still=_still)
    except NotBefore:
        return without(given)
    except Refused as refusal:
        if refusal.of_blocks:
            raise
        return without(given)
    except Unclear:
        text = desk.language.say("Slack didn’t say whether it was posted. Look here: if it isn’t, type it again.")
        return replies.ephemeral(message("", [paragraph(text)]))
    return {}


def _still() -> bool:
    """Whether a try would end before the person is told that it is too late: then there would be two answers."""
    return seconds_left() > TRY_SECONDS
