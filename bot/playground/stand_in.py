"""The stand-in for Slack that people can use: messages as each person reads them, open forms, what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.playground.methods import Methods
from bot.playground.timeline import Timeline
from bot.playground.workspace import Payload, SlackError, Ticket, identified

SLACKBOT = "USLACKBOT"
MOST_MESSAGES = 60
"""The most messages on one page, newest last."""


class StandIn(Methods):
    """A workspace with its people and conversations, in Slack's own shapes.

    ``people``: as users.info returns them. ``conversations``: id, name, topic, is_private, is_ext_shared, is_member
    (of the app) and members (user ids). ``scopes``: what the token may do. Safe to use from several threads.
    """

    def __init__(
        self,
        *,
        token: str,
        team: Mapping[str, str],
        people: Iterable[Payload],
        conversations: Iterable[Payload],
        timeline: Timeline,
        app_name: str,
        scopes: Iterable[str],
    ) -> None:
        super().__init__(token=token, scopes=",".join(scopes))
        self.team_id, self.team, self.domain = team["id"], team["name"], team["domain"]
        self.people = {person["id"]: person for person in people}
        self.conversations = {conversation["id"]: _conversation(conversation) for conversation in conversations}
        self.timeline = timeline
        self.app_name = app_name
        self.typed: dict[str, Payload] = {}
        self.errors: dict[str, dict[str, str]] = {}
        self.sent: dict[tuple[str, str], Payload] = {}
        self._notices: dict[str, str] = {}
        self._read: dict[tuple[str, str], str] = {}

    # --- what a person sees ---

    def seen_by(self, user: str, channel: str) -> list[Payload]:
        """The messages of a conversation as this person reads them, oldest first; ephemeral ones are their own."""
        with self._lock:
            here = [message for message in self.messages if message["channel"] == channel]
            return [dict(message) for message in here if message["ephemeral_to"] in (None, user)][-MOST_MESSAGES:]

    def file_seen_by(self, user: str, channel: str, file_id: str) -> bytes | None:
        """The bytes of a file in a message of this conversation that the person reads; None where there is none."""
        shared = {file["id"] for message in self.seen_by(user, channel) for file in message["files"]}
        kept = self.files.get(file_id) or self.uploads.get(file_id)
        content: bytes | None = kept["content"] if kept and file_id in shared else None
        return content

    def conversations_of(self, user: str) -> list[tuple[str, Payload]]:
        """Id and conversation of those the person is in."""
        return [
            (key, conversation) for key, conversation in self.conversations.items() if user in conversation["members"]
        ]

    def may_read(self, user: str, channel: str) -> bool:
        return channel == self.direct(user) or user in self.conversations.get(channel, {}).get("members", ())

    def unread(self, user: str, channel: str) -> int:
        """The number of messages that came since the person last looked."""
        last = self._read.get((user, channel), "")
        return sum(message["ts"] > last for message in self.seen_by(user, channel))

    def mark_read(self, user: str, channel: str) -> None:
        messages = self.seen_by(user, channel)
        if messages:
            self._read[user, channel] = messages[-1]["ts"]

    def modal_of(self, user: str) -> Payload | None:
        """The form on top of those the person has open."""
        with self._lock:
            own = [v for key, v in self.views.items() if v["type"] == "modal" and self.owners[key] == user]
            return own[-1] if own else None

    def view(self, user: str, view_id: str) -> Payload:
        """A form or Home tab this person has open. Raises ``KeyError``."""
        with self._lock:
            if self.owners[view_id] != user:
                raise KeyError(view_id)
            return self.views[view_id]

    def sent_before(self, user: str, view_id: str, drawn: str) -> Payload | None:
        """The form with the hash ``drawn``, where this person has sent it and it is closed or drawn anew since."""
        with self._lock:
            sent, now = self.sent.get((user, view_id)), self.views.get(view_id)
            again = sent is not None and sent["hash"] == drawn and (now is None or now["hash"] != drawn)
            return sent if again else None

    def message(self, user: str, ts: str) -> Payload:
        """A message this person can read. Raises ``KeyError``."""
        with self._lock:
            for message in self.messages:
                seen = message["ephemeral_to"] in (None, user) and self.may_read(user, message["channel"])
                if message["ts"] == ts and seen:
                    return dict(message)
        raise KeyError(ts)

    # --- what happens ---

    def say(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        only_to: str | None = None,
        thread: str = "",
        files: Sequence[Payload] = (),
    ) -> Payload:
        """Adds a message of a person, or of Slackbot; ``only_to``: seen by nobody else. ``thread``: its ts."""
        with self._lock:
            message = self._store({"thread_ts": thread or None}, channel, text, user=None, ephemeral_to=only_to)
            message["by"] = user
            message["files"] = list(files)
            return message

    def answer(self, body: Payload, ticket: Ticket) -> None:
        """Adds a message the app answers with: on a command, or through a response_url.

        Ephemeral unless it says other.
        """
        with self._lock:
            original = next((m for m in self.messages if ticket.ts and m["ts"] == ticket.ts), None)
            if body.get("delete_original"):
                self.messages[:] = [message for message in self.messages if message is not original]
            elif original and body.get("replace_original"):
                self._replace(original, body)
            else:
                only_to = None if body.get("response_type") == "in_channel" else ticket.user
                self._store(body, ticket.channel, str(body.get("text") or ""), user=None, ephemeral_to=only_to)

    def invite(self, user: str, channel: str) -> None:
        """Adds the app to a conversation, as ``/invite`` does."""
        with self._lock:
            self.conversations[channel]["member"] = True
            self.say(user, channel, f"added {self.app_name} to this conversation.")

    def keep_typed(self, view_id: str, state: Payload, errors: Mapping[str, str] | None = None) -> None:
        """Keeps what was typed into a form when it is redrawn.

        ``errors`` stand under their fields until the next try.
        """
        with self._lock:
            self.typed[view_id] = state["values"]
            self.errors[view_id] = dict(errors or {})

    def close(self, view_id: str, *, everything: bool = False) -> None:
        with self._lock:
            self._close(view_id, everything=everything)

    def close_all_of(self, user: str) -> None:
        """Closes all forms of a person, who has one stack of them: what another command opens takes its place."""
        with self._lock:
            for view_id in [key for key, v in self.views.items() if v["type"] == "modal" and self.owners[key] == user]:
                del self.views[view_id], self.owners[view_id]

    def notice(self, user: str, text: str) -> None:
        """Shows this person what went wrong, until they put it away."""
        self._notices[user] = text

    def notice_of(self, user: str) -> str:
        return self._notices.get(user, "")

    def put_away(self, user: str) -> None:
        self._notices.pop(user, None)

    def response_url(self, *, user: str, channel: str, ts: str = "") -> str:
        return f"{self.address}/commands/{self.response_id(user, channel, ts)}"

    def _responded(self, ticket: Ticket, payload: Payload) -> None:
        self.answer(payload, ticket)

    def _replace(self, original: Payload, body: Payload) -> None:
        blocks = identified(body.get("blocks") or [], next(self._numbers))
        original.update(text=body.get("text") or "", blocks=blocks, edited=not original["ephemeral_to"])

    def _store(
        self, payload: Payload, channel: str, text: str, *, user: str | None, ephemeral_to: str | None = None
    ) -> Payload:
        message = super()._store(payload, channel, text, user=user, ephemeral_to=ephemeral_to)
        # The app lives in the time of the demo, and a ts says when by its clock.
        at, number = self.timeline.reached().timestamp(), message["ts"].partition(".")[2]
        message.update(by=self.user_id, edited=False, at=at, ts=f"{int(at)}.{number}")
        return message

    def _chat_post_ephemeral(self, payload: Payload) -> Payload:
        conversation = self.conversations.get(str(payload.get("channel")))
        if conversation and payload.get("user") not in conversation["members"]:
            raise SlackError("user_not_in_channel")
        return super()._chat_post_ephemeral(payload)

    def _views_open(self, payload: Payload) -> Payload:
        ticket = self._ticket(payload)
        self._checked_view(payload, "modal")
        self.close_all_of(ticket.user)
        return super()._views_open(payload)


def threads(messages: Sequence[Payload]) -> list[tuple[Payload, list[Payload]]]:
    """Each message that begins something, with the replies in its thread."""
    roots = {message["ts"] for message in messages if not message["thread_ts"]}
    starting = [m for m in messages if m["thread_ts"] not in roots]
    return [(root, [m for m in messages if m["thread_ts"] == root["ts"]]) for root in starting]


def _conversation(given: Mapping[str, Any]) -> Payload:
    return {
        "name": given["name"],
        "topic": given.get("topic", ""),
        "private": bool(given.get("is_private")),
        "ext_shared": bool(given.get("is_ext_shared")),
        "pending_ext_shared": bool(given.get("is_pending_ext_shared")),
        "org_shared": bool(given.get("is_org_shared")),
        "member": bool(given.get("is_member")),
        "members": list(given["members"]),
    }
