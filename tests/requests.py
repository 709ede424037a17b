"""Slack's side of the conversation: signs requests, complete as Slack's are, and sends them over real HTTP."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.playground import payloads
from bot.playground.limits import check_message
from bot.playground.refusals import ACKNOWLEDGEMENT
from tests.answers import Answer, read
from tests.screens import Payload, controls, find, kept, state
from tests.slack import FakeSlack

_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Press:
    """Where an element was used: its container, and what Slack sends about it."""

    container: Payload
    blocks: Sequence[Payload] = field(default_factory=list)
    extra: Payload = field(default_factory=dict)


class Client:
    """People in Slack, seen from the bot. The bot's answers are held against Slack's limits: see ``slack.faults``."""

    def __init__(
        self,
        base_url: str,
        signing_secret: str,
        slack: FakeSlack,
        team_id: str = "T1",
        *,
        timeout: float = 30,
        pid: int = 0,
    ) -> None:
        self.base_url = base_url
        self.signing_secret = signing_secret
        self.slack = slack
        self.team_id = team_id
        self.timeout = timeout
        self.pid = pid

    def command(self, command: str, text: str = "", *, user: str = "U1", channel: str = "C1", **changed: str) -> Answer:
        """A slash command; ``changed`` replaces single fields of the form."""
        address = self.slack.response_url()
        form = payloads.command(
            self.slack,
            command,
            text,
            user=user,
            channel=channel,
            trigger_id=self.slack.trigger(),
            response_url=address,
        )
        form |= {"team_id": self.team_id, **changed}
        return self._shown(self._checked(self.signed(urlencode(form).encode()), command), address)

    def submit(self, view: Payload, values: Mapping[str, Any] | None = None, *, user: str = "U1") -> Answer:
        """Press Save: every field is sent, ``values`` over the initial ones; Slack then acts on the answer."""
        return self.send(self.submission(view, values, user=user))

    def submission(self, view: Payload, values: Mapping[str, Any] | None = None, *, user: str = "U1") -> Payload:
        """What pressing Save sends. Two of one view are a double click, one sent twice is Slack sending it again."""
        typed = kept(state(view["blocks"], values or {}), self.slack.typed.get(view["id"], {}), values or {})
        addresses = [self.slack.response_url() for _ in payloads.asking_response_urls(view)]
        return {
            **self._interaction("view_submission", user),
            "trigger_id": self.slack.trigger(view["id"]),
            "view": {**view, "state": typed},
            "response_urls": payloads.response_urls(view, typed, addresses),
        }

    def send(self, submission: Payload) -> Answer:
        """Sends a form, though Slack would have disabled its button or closed it; Slack then acts on the answer."""
        answer = self._interact(submission)
        if answer.status == 200:
            self.slack.submitted(submission["view"]["id"], answer.body)
            self.slack.typed[submission["view"]["id"]] = submission["view"]["state"]["values"]
        return answer

    def close(self, view: Payload, *, user: str = "U1", is_cleared: bool = False) -> Answer:
        """Leave a modal by Cancel or the cross (sent by Slack only if the view has ``notify_on_close``)."""
        payload = {**self._interaction("view_closed", user), "view": view, "is_cleared": is_cleared}
        return self._interact(payload)

    def press(
        self,
        action_id: str,
        value: Any = None,
        *,
        user: str = "U1",
        view: Payload | None = None,
        message: Payload | None = None,
        channel: str = "C1",
        state: Payload | None = None,
    ) -> Answer:
        """Use a button, menu or picker of a view, of a message (of ``slack.messages``, or an ephemeral answer's body).

        Without view and message it is a button of an ephemeral message nobody looked at: to forge one.
        """
        place = self._in_view(view, state) if view else self._in_message(message, channel, state)
        if view or message:
            action = find(place.blocks, action_id, value).pressed(value)
        else:
            action = {"type": "button", "action_id": action_id, "block_id": "forged", "value": value or ""}
        return self._checked(self._act(place, action, user), action_id)

    def select(
        self, view: Payload, action_id: str, value: Any, values: Mapping[str, Any] | None = None, *, user: str = "U1"
    ) -> Answer:
        """Choose in a field that dispatches, with what else was typed so far in ``values``."""
        control = find(view["blocks"], action_id)
        beside = [one for one in controls(view["blocks"]) if one.block_id == control.block_id]
        place = control.block_id if len(beside) == 1 else control.action_id
        typed = state(view["blocks"], {**(values or {}), place: value})
        return self._act(self._in_view(view, typed), control.pressed(value), user)

    def details(self, message: Mapping[str, Any], section: str = "", *, user: str = "U1") -> Payload:
        """Press *Details* under an answer and choose a section, where one is named; the modal as it then stands."""
        opened = len(self.slack.opened)
        assert self.press("details", message=dict(message), user=user).status == 200
        assert len(self.slack.opened) == opened + 1
        view = self.slack.opened[-1]
        if section:
            assert self.select(view, "section", section, user=user).status == 200
        return self.slack.views[view["id"]]

    def suggest(
        self,
        action_id: str,
        text: str,
        *,
        view: Payload | None = None,
        values: Mapping[str, Any] | None = None,
        user: str = "U1",
    ) -> Answer:
        """Type into an external select, with what else was typed so far in ``values``."""
        typed = state(view["blocks"], values or {}) if view else None
        place = self._in_view(view, typed) if view else Press(container={"type": "message", "channel_id": "C1"})
        block_id = find(place.blocks, action_id).block_id if view else action_id
        payload = {
            **self._interaction("block_suggestion", user),
            "container": place.container,
            "action_id": action_id,
            "block_id": block_id,
            "value": text,
            **place.extra,
        }
        return self._interact(payload)

    def shortcut(self, callback_id: str, user: str = "U1") -> Answer:
        """A global shortcut."""
        extra = {"callback_id": callback_id, "action_ts": stamp(), "trigger_id": self.slack.trigger()}
        return self._interact({**self._interaction("shortcut", user), **extra})

    def message_shortcut(self, callback_id: str, text: str, user: str = "U1", **more: Any) -> Answer:
        """A shortcut chosen for somebody's message; ``more``: other fields of that message."""
        message = {"channel": "C1", "by": "U1", "ts": stamp(), "text": text, **more}
        chosen = {"callback_id": callback_id, "action_ts": stamp(), "trigger_id": self.slack.trigger()}
        told = payloads.of_message(self.slack, message, self.slack.response_url())
        return self._interact({**self._interaction("message_action", user), **chosen, **told})

    def event(self, type: str, *, event_id: str | None = None, retry: int | None = None, **fields: Any) -> Answer:
        """An event; the same ``event_id`` with ``retry`` 1 to 3 is Slack sending it again."""
        envelope = payloads.event(self.slack, type, fields, event_id=event_id or f"Ev{next(_numbers)}", stamp=stamp())
        envelope |= {"team_id": self.team_id, "context_team_id": self.team_id}
        again = {} if retry is None else {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return self.signed(json.dumps(envelope).encode(), "application/json", again)

    def message(
        self,
        text: str,
        /,
        *,
        user: str = "U1",
        ts: str = "",
        event_id: str | None = None,
        retry: int | None = None,
        **more: Any,
    ) -> Answer:
        """A message in the Messages tab; with the same ``ts``, ``event_id`` and a ``retry`` Slack sends it again.

        ``more``: other fields of the event. Raises ``ValueError`` where Slack would tell the bot of none.
        """
        thread = more.pop("thread", "")
        fields = payloads.message(self.slack, user, text, ts=ts or stamp(), thread=thread)
        if not self.slack.tells_of_messages(fields["channel"]):
            raise ValueError("without im:history Slack sends no message")
        return self.event("message", event_id=event_id, retry=retry, **{**fields, **more})

    def signed(
        self,
        body: bytes,
        content_type: str = "application/x-www-form-urlencoded",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a body with a right signature of this moment."""
        proof = payloads.signature(self.signing_secret, body, time.time())
        return self.raw(body, {"Content-Type": content_type, **proof, **(headers or {})})

    def raw(self, body: bytes, headers: Mapping[str, str] | None = None, *, method: str = "POST") -> Answer:
        """Send anything, signed or not, to /slack/events."""
        address = urlsplit(self.base_url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=self.timeout)
        started = time.monotonic()
        try:
            connection.request(method, f"{address.path.rstrip('/')}/slack/events", body, dict(headers or {}))
            response = connection.getresponse()
            return read(response, time.monotonic() - started)
        finally:
            connection.close()

    def _interact(self, payload: Payload) -> Answer:
        return self.signed(urlencode({"payload": json.dumps(payload)}).encode())

    def _act(self, place: Press, action: Payload, user: str) -> Answer:
        payload = {
            **self._interaction("block_actions", user),
            "container": place.container,
            "trigger_id": self.slack.trigger(place.container.get("view_id", "")),
            "actions": [{**action, "action_ts": stamp()}],
            **place.extra,
        }
        return self._interact(payload)

    def _in_view(self, view: Payload | None, typed: Payload | None) -> Press:
        shown = view or {}
        made = payloads.in_view(shown, typed or state(shown["blocks"], {}))
        return Press(container=made.pop("container"), blocks=shown["blocks"], extra=made)

    def _in_message(self, message: Payload | None, channel: str, typed: Payload | None) -> Press:
        shown = message or {}
        place = str(shown.get("channel", channel))
        # What was only an answer has no ts: nobody but the person saw it.
        seen = {**shown, "ts": shown.get("ts") or stamp()}
        seen["ephemeral_to"] = shown.get("ephemeral_to") or (None if shown.get("ts") else "somebody")
        made = payloads.in_message(self.slack, seen, place, typed or {"values": {}}, self.slack.response_url())
        return Press(container=made.pop("container"), blocks=_with_ids(shown.get("blocks", ())), extra=made)

    def _interaction(self, kind: str, user: str) -> Payload:
        started = payloads.interaction(self.slack, kind, user)
        return started | {"team": {"id": self.team_id, "domain": self.slack.domain}}

    def _shown(self, answer: Answer, address: str) -> Answer:
        """What the person sees: nothing of an acknowledgement that Slack refuses; of an empty one, what came to the
        command's ``address`` meanwhile.
        """
        if answer.body and self.slack.refusals.of(ACKNOWLEDGEMENT, answer.body):
            return replace(answer, raw="", body=None)
        sent = [payload for name, payload in self.slack.responses if address.endswith(f"/{name}")]
        return answer if answer.raw or not sent else replace(answer, body=sent[-1])

    def _checked(self, answer: Answer, what: str) -> Answer:
        if answer.body and {"text", "blocks"} & set(answer.body):
            self.slack.faults.extend(f"answer to {what} {fault}" for fault in check_message(answer.body))
        return answer


def _with_ids(blocks: Sequence[Payload]) -> list[Payload]:
    return [{"block_id": f"b{index}", **block} for index, block in enumerate(blocks)]


def stamp() -> str:
    """A ts as Slack writes it, which no other has."""
    return f"{int(time.time())}.{next(_numbers):06d}"
