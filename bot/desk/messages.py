"""Messages: what a person writes to the bot in its Messages tab, as Slack's events tell it, and the one answer to it.

Slack tells of every message there: also of the bot's own, of other bots', and of each change of one. Only what a person
has written is read, so that no answer is ever answered.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.desk.office import Office
from bot.slack import files
from bot.slack.client import Slack
from bot.slack.errors import NotBefore, Refused, Unclear
from core.posts.refusals import OF_BLOCKS
from storage import deliveries, workspaces
from storage.outages import Outage

SCOPE = "im:history"
"""The scope without which Slack tells the bot of no message; `manifest --messages` asks for it."""

NOT_TAKEN = OF_BLOCKS | {"block_mismatch", "msg_blocks_too_long", "msg_too_long"}
"""Slack's words for a message that it refuses for what is in it."""

LAST_TRY = 3
"""The number that the last of Slack's retries of an event carries."""

DIRECT = "D"
"""What the id of a conversation of two begins with: no figure is posted to any other, whatever an event says of it."""

FILE_SHARE = "file_share"
"""The subtype of a message with files."""

NOT_A_PERSONS = ("subtype", "bot_id", "app_id", "hidden")
"""Fields of messages that a person has not just written: changed, deleted, or a bot's; of one with files too."""

_LABELLED = re.compile(r"<[^<>|]*\|([^<>]*)>")
_BARE = re.compile(r"<([a-z][^<>|]*)>")
_MENTION = re.compile(r"<[@#!][^<>]*>")
_ADDRESSED = re.compile(r"^(?:<@[A-Z0-9]+>[\s,:]*)+")

Body = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message to the bot. ``text`` is escaped as Slack does it; ``thread``: where it was written in one, its ts."""

    team: str
    user: str
    conversation: str
    ts: str
    text: str
    thread: str = ""

    @property
    def key(self) -> str:
        """The key by which it is known however often Slack tells of it."""
        return f"{self.conversation}:{self.ts}"


def takes_files(slack: Slack) -> bool:
    """Whether files may be dropped into the bot's conversation, as far as Slack has said."""
    return {SCOPE, files.SCOPE} <= (slack.scopes or frozenset())


def message_of(body: Body) -> Message | None:
    """The message that a person has written to the bot; None for every other request."""
    event = _told_of(body)
    if event.get("channel_type") != "im" or any(event.get(name) for name in NOT_A_PERSONS):
        return None
    user, conversation, ts = (str(event.get(name) or "") for name in ("user", "channel", "ts"))
    if not (user and conversation.startswith(DIRECT) and ts) or user in _ourselves(body):
        return None
    return Message(
        team=str(body.get("team_id") or ""),
        user=user,
        conversation=conversation,
        ts=ts,
        text=as_typed(str(event.get("text") or "")),
        thread=str(event.get("thread_ts") or ""),
    )


def with_files(body: Body) -> tuple[Message, Sequence[Mapping[str, Any]]] | None:
    """The message with files that a person has put into the bot's conversation, and the files; else None."""
    event = _told_of(body)
    files = event.get("files")
    if event.get("subtype") != FILE_SHARE or not isinstance(files, list) or not files:
        return None
    plain = {name: value for name, value in event.items() if name not in ("subtype", "files")}
    message = message_of({**body, "event": plain})
    return (message, files) if message else None


def written_by_a_person(body: Body) -> Message | None:
    """The message, with files or without, that a person waits for an answer to; None for every other request."""
    arrived = with_files(body)
    return arrived[0] if arrived else message_of(body)


def is_for_nobody(body: Body) -> bool:
    """Whether Slack tells of a message that is not to be answered: a bot's, a changed one, one of another place."""
    return bool(_told_of(body)) and written_by_a_person(body) is None


def as_typed(text: str) -> str:
    """The text of a message as it was typed: Slack makes links of addresses. What it has escaped stays escaped."""
    return _ADDRESSED.sub("", _BARE.sub(r"\1", _LABELLED.sub(r"\1", text)).strip())


def without_mentions(text: str) -> str:
    """``text`` without the people and conversations it mentions, of whom Slack writes the ids."""
    return _MENTION.sub("", text)


def answer(
    office: Office, message: Message, content: Mapping[str, Any], instead: Mapping[str, Any] | None = None
) -> None:
    """Posts the answer where the message was written: once, however often Slack tells of it.

    ``instead``: what is posted where Slack refuses the answer for what is in it. Raises `NotBefore` where Slack shall
    tell of it again.
    """
    if not first_time(office, message):
        return
    try:
        if post(office, message, content) in NOT_TAKEN and instead:
            post(office, message, instead)
    except NotBefore:
        _forget(office, message)
        raise


def post(office: Office, message: Message, content: Mapping[str, Any]) -> str:
    """Posts words below the message. Raises `NotBefore`; what Slack refuses is a line in the log, and why is answered.

    Empty where it was posted.
    """
    thread = {"thread_ts": message.thread} if message.thread else {}
    key = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    try:
        office.native_blocks.post(
            lambda: _workspace(office, message), message.conversation, {**content, **thread}, key, patient=False
        )
    except (Refused, Unclear) as error:
        structlog.get_logger().warning("answer_not_shown", reason=repr(error))
        return error.reason
    return ""


def _told_of(body: Body) -> Mapping[str, Any]:
    """The event of a message; empty for every other request."""
    event = body.get("event")
    return event if isinstance(event, Mapping) and event.get("type") == "message" else {}


def _ourselves(body: Body) -> set[str]:
    return {str(one.get("user_id")) for one in body.get("authorizations") or () if one.get("is_bot")}


def first_time(office: Office, message: Message) -> bool:
    """Whether this message has no answer yet. Where the books do not say, it is answered: better twice than never."""
    try:
        workspace = _workspace(office, message)
        if workspace is None:
            return True
        with office.database.noting() as connection:
            return deliveries.first_time(connection, workspace, _request(message), office.clock.now())
    except Outage:
        return True


def _forget(office: Office, message: Message) -> None:
    if workspace := _workspace(office, message):
        with office.database.noting() as connection:
            deliveries.forget(connection, workspace, _request(message))


def _workspace(office: Office, message: Message) -> int | None:
    """The workspace, which may be unknown yet: nobody who is refused makes it known."""
    workspace = workspaces.glance(office.database, office.identity().enterprise_id, message.team)
    return workspace.id if workspace else None


def _request(message: Message) -> str:
    return f"message:{message.key}"
