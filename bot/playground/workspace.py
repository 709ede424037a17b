"""The workspace of the stand-in for Slack: people, conversations, messages, views, trigger ids, response_urls."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from itertools import count
from typing import Any

from bot.playground.limits import Fault
from bot.playground.people import Person
from bot.playground.refusals import Refusals

Payload = dict[str, Any]

TRIGGER_SECONDS = 3
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


class SlackError(Exception):
    """An answer ``{"ok": false, "error": ...}``."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.body = {"ok": False, "error": error, **details}


@dataclass(kw_only=True)
class Ticket:
    """A trigger id or a response_url: when it was given (Unix seconds), to whom, where, and how often it was used.

    ``view_id``: the modal it was got in; ``ts``: the message whose button was pressed.
    """

    given: float
    user: str = ""
    view_id: str = ""
    channel: str = ""
    ts: str = ""
    used: int = 0


class Workspace:
    """The state, and what the methods of the Web API share."""

    def __init__(self, *, token: str, scopes: str) -> None:
        self.token = token
        self.scopes = scopes
        self.team_id = "T1"
        self.team = "Test team"
        self.domain = "test-team"
        self.user_id = "U0BOT"
        self.bot_id = "B1"
        self.app_id = "A1"
        self.people: dict[str, Payload] = {}
        self.conversations: dict[str, Payload] = {"C1": {"member": True}}
        self.messages: list[Payload] = []
        self.views: dict[str, Payload] = {}
        self.opened: list[Payload] = []
        self.home: dict[str, Payload] = {}
        self.owners: dict[str, str] = {}
        self.calls: list[tuple[str, Payload]] = []
        self.responses: list[tuple[str, Payload]] = []
        self.faults: list[str] = []
        self.refusals = Refusals()
        self._triggers: dict[str, Ticket] = {}
        self._response_urls: dict[str, Ticket] = {}
        self._direct: dict[str, str] = {}
        self._numbers = count(1)
        self._skipped = 0.0
        self._lock = threading.RLock()

    def person(self, user_id: str, **about: Any) -> Payload:
        """Makes somebody known to users.info. ``about``: the fields of `Person`."""
        profile = Person(id=user_id, **about).profile(self.team_id)
        self.people[user_id] = profile
        return profile

    def next_number(self) -> int:
        """A number no id, ts or hash has had."""
        return next(self._numbers)

    def count_from(self, number: int) -> None:
        """Goes on from ``number``, so that no id of an earlier run comes again."""
        self._numbers = count(number)

    def conversation_name(self, channel: str) -> str:
        """The name Slack gives along with an id; a direct conversation's is always the same word."""
        if channel.startswith("D"):
            return "directmessage"
        return str(self.conversations.get(channel, {}).get("name", channel.lower()))

    def direct(self, user_id: str) -> str:
        """The id of the bot's direct conversation with somebody; opens it at need."""
        with self._lock:
            return self._direct.setdefault(user_id, f"D{user_id}")

    def trigger(self, view_id: str = "", user: str = "") -> str:
        """A fresh trigger id: works once, within 3 seconds; ``view_id`` is the modal it was got in, if any."""
        with self._lock:
            trigger_id = f"{next(self._numbers)}.{self.team_id}.{next(self._numbers):08x}"
            self._triggers[trigger_id] = Ticket(given=self._now(), view_id=view_id, user=user)
            return trigger_id

    def response_id(self, user: str = "", channel: str = "", ts: str = "") -> str:
        """The last part of a fresh response_url: works 5 times within 30 minutes."""
        with self._lock:
            response_id = f"R{next(self._numbers)}"
            self._response_urls[response_id] = Ticket(given=self._now(), user=user, channel=channel, ts=ts)
            return response_id

    def _now(self) -> float:
        return time.time() + self._skipped

    def _need(self, scope: str) -> None:
        if scope not in self.scopes.split(","):
            raise SlackError("missing_scope", needed=scope, provided=self.scopes)

    def tells_of_messages(self, channel: str) -> bool:
        """Whether Slack tells the app what is written there: only where its token may read it."""
        return f"{self._family(channel)}:history" in self.scopes.split(",")

    def _family(self, channel: str) -> str:
        """What the scopes that read it begin with."""
        if channel.startswith("D"):
            return "im"
        conversation = self.conversations[channel]
        if conversation.get("mpim"):
            return "mpim"
        return "groups" if conversation.get("private") else "channels"

    def _at_the_other_end(self, channel: str) -> str | None:
        """With whom the app has this direct conversation."""
        people = {direct: user for user, direct in self._direct.items()}
        return people.get(channel)

    def _ticket(self, payload: Payload) -> Ticket:
        ticket = self._triggers.get(str(payload.get("trigger_id")))
        if ticket is None:
            raise SlackError("invalid_trigger_id")
        if ticket.used:
            raise SlackError("exchanged_trigger_id")
        if self._now() > ticket.given + TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return ticket

    def _conversation(self, channel: str) -> Payload:
        if channel in self._direct.values():
            return {"member": True}
        if channel not in self.conversations:
            raise SlackError("channel_not_found")
        return self.conversations[channel]

    def _note(self, method: str, faults: list[Fault]) -> None:
        self.faults.extend(f"{method} {fault}" for fault in faults)


def reasons(faults: list[Fault]) -> Payload:
    """As they stand in an answer that is not ``ok``."""
    messages = [f"[ERROR] {fault.reason} [json-pointer:{fault.pointer}]" for fault in faults]
    return {"response_metadata": {"messages": messages}}


def identified(blocks: list[Payload], number: int) -> list[Payload]:
    """Blocks with an id each, as Slack gives one to those that have none."""
    return [{"block_id": f"b{number}-{index}", **block} for index, block in enumerate(blocks)]
