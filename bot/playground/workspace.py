"""What the stand-in of Slack keeps: people, conversations, messages, views, trigger ids, response_urls."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.limits import Fault, check_message, check_view

Payload = dict[str, Any]

TRIGGER_SECONDS = 3
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5
MODAL_STACK = 3
BYTES_PER_POST = 40 * 1024
# Measured by others: one character more, and Slack posts the text in pieces of 4,000.
TEXT_IN_ONE_MESSAGE = 4_040
PIECE = 4_000


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
        self.team_id, self.team, self.domain = "T1", "Test team", "test-team"
        self.user_id, self.bot_id, self.app_id = "U0BOT", "B1", "A1"
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
        self._triggers: dict[str, Ticket] = {}
        self._response_urls: dict[str, Ticket] = {}
        self._direct: dict[str, str] = {}
        self._numbers = count(1)
        self._skipped = 0.0
        self._lock = threading.RLock()

    def person(
        self,
        user_id: str,
        *,
        locale: str = "en-US",
        is_admin: bool = False,
        is_owner: bool = False,
        tz: str = "Europe/Warsaw",
        restricted: bool = False,
        ultra: bool = False,
        stranger: bool = False,
        bot: bool = False,
        deleted: bool = False,
        name: str = "Anna Nowak",
        team: str | None = None,
    ) -> Payload:
        """Make somebody known to users.info: an admin, a guest (``restricted``, ``ultra``), a ``stranger``, a bot."""
        offset = datetime.now(ZoneInfo(tz)).utcoffset() or timedelta()
        profile = {
            "id": user_id,
            "team_id": team or (self.team_id if not stranger else "T0STRANGER"),
            "name": name.split()[0].lower(),
            "real_name": name,
            "deleted": deleted,
            "tz": tz,
            "tz_label": tz,
            "tz_offset": int(offset.total_seconds()),
            "locale": locale,
            "profile": {"real_name": name, "display_name": name, "team": team or self.team_id},
            "is_admin": is_admin or is_owner,
            "is_owner": is_owner,
            "is_primary_owner": False,
            "is_restricted": restricted or ultra,
            "is_ultra_restricted": ultra,
            "is_bot": bot,
            "is_app_user": False,
            "updated": 1_700_000_000,
            **({"is_stranger": True} if stranger else {}),
        }
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

    def submitted(self, view_id: str, answer: Any) -> Payload | None:
        """Do to the open modals what the bot's answer to a submission asks; returns the view then shown, if any."""
        with self._lock:
            action = answer.get("response_action") if isinstance(answer, Mapping) else None
            if action == "errors" and isinstance(answer, Mapping):
                self._note("view_submission", self.misplaced(view_id, answer.get("errors")))
                return self.views.get(view_id)
            if view_id not in self.views:  # closed by now: whatever is answered, nothing comes up again
                return None
            if action in ("update", "push") and isinstance(answer, Mapping):
                self._note("view_submission", check_view(answer["view"]))
                place = self._pushed(view_id) if action == "push" else {"id": view_id}
                return self._show(answer["view"], self.views.get(view_id, {}), **place)
            self._close(view_id, everything=action == "clear")
            return None

    def _now(self) -> float:
        return time.time() + self._skipped

    def _need(self, scope: str) -> None:
        if scope not in self.scopes.split(","):
            raise SlackError("missing_scope", needed=scope, provided=self.scopes)

    def _family(self, channel: str) -> str:
        if channel.startswith("D"):
            return "im"
        conversation = self.conversations[channel]
        return "mpim" if conversation.get("mpim") else "groups" if conversation.get("private") else "channels"

    def _at_the_other_end(self, channel: str) -> str | None:
        """With whom the app has this direct conversation."""
        return next((user for user, direct in self._direct.items() if direct == channel), None)

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

    def _target(self, payload: Payload) -> tuple[str, str | None]:
        """The conversation a post goes to, and the person at its other end if it is a direct one."""
        self._need("chat:write")
        channel = str(payload.get("channel"))
        if channel in self.people:
            channel = self.direct(channel)
        settings = self._conversation(channel)
        if settings.get("archived"):
            raise SlackError("is_archived")
        open_to_all = not settings.get("private") and "chat:write.public" in self.scopes.split(",")
        if not settings.get("member") and not open_to_all:
            raise SlackError("not_in_channel")
        return channel, self._at_the_other_end(channel)

    def _checked_message(self, method: str, payload: Payload) -> None:
        if not payload.get("text") and not payload.get("blocks"):
            raise SlackError("no_text")
        if faults := check_message(payload):
            self._note(method, faults)
            in_blocks = any(fault.pointer.startswith("/blocks") for fault in faults)
            raise SlackError("invalid_blocks" if in_blocks else "invalid_arguments", **reasons(faults))

    def _checked_view(self, payload: Payload, surface: str) -> Payload:
        view = payload.get("view")
        faults = check_view(view) if isinstance(view, Mapping) else [Fault(pointer="/view", reason="must be an object")]
        if isinstance(view, dict) and view.get("type") == surface and not faults:
            return view
        faults = faults or [Fault(pointer="/view/type", reason=f"must be {surface}")]
        self._note("views", faults)
        raise SlackError("invalid_arguments", **reasons(faults))

    def _note(self, method: str, faults: list[Fault]) -> None:
        self.faults.extend(f"{method} {fault}" for fault in faults)

    def _store(
        self, payload: Payload, channel: str, text: str, *, user: str | None, ephemeral_to: str | None = None
    ) -> Payload:
        number = next(self._numbers)
        message = {
            "channel": channel,
            "ts": f"{int(self._now())}.{number:06d}",
            "text": text,
            "blocks": _identified(payload.get("blocks") or [], number),
            "metadata": payload.get("metadata"),
            "thread_ts": payload.get("thread_ts"),
            "ephemeral_to": ephemeral_to,
            "user": user,
        }
        self.messages.append(message)
        return message

    def _found(self, payload: Payload) -> Payload:
        where = (payload.get("channel"), payload.get("ts"))
        message = next((m for m in self.messages if (m["channel"], m["ts"]) == where and not m["ephemeral_to"]), None)
        if message is None:
            raise SlackError("message_not_found")
        return message

    def _show(self, view: Payload, payload: Payload, *, opened: bool = False, **place: Any) -> Payload:
        number = next(self._numbers)
        view_id = place.get("id") or payload.get("id") or f"V{number}"
        message = {
            **{"private_metadata": "", "callback_id": "", "external_id": "", "close": None, "submit": None},
            **{"clear_on_close": False, "notify_on_close": False, "title": None},
            **view,
            "blocks": _identified(view["blocks"], number),
            "id": view_id,
            "team_id": self.team_id,
            "app_id": self.app_id,
            "bot_id": self.bot_id,
            "app_installed_team_id": self.team_id,
            "hash": f"{int(self._now())}.{number:08x}",
            "root_view_id": place.get("root_view_id") or payload.get("root_view_id") or view_id,
            "previous_view_id": place.get("previous_view_id") or payload.get("previous_view_id"),
            "state": {"values": {}},
        }
        self.views[view_id] = message
        inherited = self.owners.get(view_id) or self.owners.get(message["root_view_id"], "")
        self.owners[view_id] = place.get("owner") or inherited
        if opened:
            self.opened.append(message)
        return message

    def _pushed(self, view_id: str) -> Payload:
        if self.depth(view_id) >= MODAL_STACK:
            raise SlackError("push_limit_reached")
        root = self.views[view_id]["root_view_id"]
        return {"id": f"V{next(self._numbers)}", "root_view_id": root, "previous_view_id": view_id}

    def depth(self, view_id: str) -> int:
        """How many forms stand on top of each other where this one is."""
        root = self.views[view_id]["root_view_id"]
        return sum(view["root_view_id"] == root for view in self.views.values())

    def _by_external_id(self, external_id: Any) -> Payload | None:
        return next((v for v in self.views.values() if external_id and v["external_id"] == external_id), None)

    def _close(self, view_id: str, *, everything: bool) -> None:
        root = self.views.get(view_id, {}).get("root_view_id")
        gone = [
            v["id"] for v in self.views.values() if v["id"] == view_id or (everything and v["root_view_id"] == root)
        ]
        for closed in gone:
            del self.views[closed]
            del self.owners[closed]

    def misplaced(self, view_id: str, errors: Any) -> list[Fault]:
        """What is wrong with the errors of an answer to a form: they must name its input blocks."""
        blocks = self.views.get(view_id, {}).get("blocks", [])
        inputs = {block["block_id"] for block in blocks if block["type"] == "input"}
        if not isinstance(errors, Mapping) or not errors:
            return [Fault(pointer="/errors", reason="must name at least one field")]
        return [
            Fault(pointer=f"/errors/{key}", reason="no input block has this id") for key in errors if key not in inputs
        ]


def reasons(faults: list[Fault]) -> Payload:
    return {
        "response_metadata": {
            "messages": [f"[ERROR] {fault.reason} [json-pointer:{fault.pointer}]" for fault in faults]
        }
    }


def shown(message: Mapping[str, Any], *, metadata: bool = True) -> Payload:
    """A message as Slack hands it out."""
    kept = {key: message[key] for key in ("ts", "text", "blocks", "thread_ts") if message.get(key)}
    extra = {"metadata": message["metadata"]} if metadata and message.get("metadata") else {}
    return {"type": "message", "user": "U0BOT", "bot_id": "B1", "app_id": "A1", **kept, **extra}


def _identified(blocks: list[Payload], number: int) -> list[Payload]:
    """Blocks with an id each, as Slack gives one to those that have none."""
    return [{"block_id": f"b{number}-{index}", **block} for index, block in enumerate(blocks)]
