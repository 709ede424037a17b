"""Messages: where one may be posted, what is wrong with it, how it is kept and handed out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.limits import check_message
from bot.playground.workspace import Payload, SlackError, Workspace, identified, reasons


class Messages(Workspace):
    """A workspace with messages in its conversations."""

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
        """Raises `SlackError` where Slack would not take it."""
        if not payload.get("text") and not payload.get("blocks"):
            raise SlackError("no_text")
        faults = check_message(payload)
        if not faults:
            return
        self._note(method, faults)
        in_blocks = any(fault.pointer.startswith("/blocks") for fault in faults)
        raise SlackError("invalid_blocks" if in_blocks else "invalid_arguments", **reasons(faults))

    def _store(
        self, payload: Payload, channel: str, text: str, *, user: str | None, ephemeral_to: str | None = None
    ) -> Payload:
        number = next(self._numbers)
        message = {
            "channel": channel,
            "ts": f"{int(self._now())}.{number:06d}",
            "text": text,
            "blocks": identified(payload.get("blocks") or [], number),
            "metadata": payload.get("metadata"),
            "thread_ts": payload.get("thread_ts"),
            "ephemeral_to": ephemeral_to,
            "user": user,
            "files": [],
        }
        self.messages.append(message)
        return message

    def _message_at(self, payload: Payload) -> Payload:
        """The message a call names, which everybody can see. Raises `SlackError` where it is not there."""
        address = (payload.get("channel"), payload.get("ts"))
        for message in self.messages:
            if (message["channel"], message["ts"]) == address and not message["ephemeral_to"]:
                return message
        raise SlackError("message_not_found")


def shown(message: Mapping[str, Any], *, metadata: bool = True) -> Payload:
    """A message as Slack hands it out."""
    keys = ["ts", "text", "blocks", "thread_ts", *(["metadata"] if metadata else [])]
    given = {key: message[key] for key in keys if message.get(key)}
    return {"type": "message", "user": "U0BOT", "bot_id": "B1", "app_id": "A1", **given}
