"""Interactions: what a person does, and what Slack then sends to the app and does with its answer.

No lock is held while the app is asked: it calls the Web API back meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from bot.playground import payloads, state
from bot.playground.app import Answer, App
from bot.playground.limits import Fault, check_message, check_options, check_view
from bot.playground.manifest import Manifest
from bot.playground.modals import MODAL_STACK
from bot.playground.refusals import ACKNOWLEDGEMENT
from bot.playground.stand_in import SLACKBOT, StandIn
from bot.playground.state import Files, Form
from bot.playground.workspace import Payload, Ticket


@dataclass(frozen=True, kw_only=True)
class Interactions:
    """The interactions with one app.

    ``slack`` keeps the workspace, ``app`` is sent the requests, ``manifest`` says what it listens to.
    """

    slack: StandIn
    app: App
    manifest: Manifest
    numbers: count[int]

    # --- the composer ---

    def say(self, user: str, channel: str, text: str, thread: str = "", files: Sequence[Payload] = ()) -> None:
        """Takes what was typed in the composer, or below a ``thread``: a command, or a message to people or the app.

        ``files``: as they were uploaded with it.
        """
        word, _, rest = text.strip().partition(" ")
        if files or not word.startswith("/"):
            self._write(user, channel, text.strip(), thread, files)
        elif thread:
            self._tell(user, channel, f"{word} is not supported in threads. Sorry!")
        elif word == "/invite":
            self._invite(user, channel, rest)
        elif word in {command.name for command in self.manifest.commands}:
            self._command(user, channel, word, rest.strip())
        else:
            self._tell(user, channel, f"{word} is not a valid command. Type / to see those there are.")

    def shortcut(self, user: str, callback_id: str) -> None:
        """Takes a global shortcut, from the menu beside the composer."""
        payload = {
            **payloads.interaction(self.slack, "shortcut", user),
            "callback_id": callback_id,
            "action_ts": self._stamp(),
            "trigger_id": self.slack.trigger(user=user),
        }
        self._noticed(user, self.app.interaction(payload))

    def message_shortcut(self, user: str, ts: str, callback_id: str) -> None:
        """Takes a shortcut from the menu of a message. Raises ``KeyError`` where that is gone, or only seen by one."""
        message = self.slack.message(user, ts)
        if message["ephemeral_to"]:
            raise KeyError(ts)
        payload = {
            **payloads.interaction(self.slack, "message_action", user),
            **payloads.of_message(self.slack, message, self.slack.response_url(user=user, channel=message["channel"])),
            "callback_id": callback_id,
            "action_ts": self._stamp(),
            "trigger_id": self.slack.trigger(user=user),
        }
        self._noticed(user, self.app.interaction(payload))

    def open_tab(self, user: str, tab: str) -> None:
        """Tells the app that its Home or Messages tab was opened."""
        fields: Payload = {"user": user, "channel": self.slack.direct(user), "tab": tab}
        if tab == "home" and user in self.slack.home:
            fields["view"] = self.slack.home[user]
        event = payloads.event(self.slack, "app_home_opened", fields, event_id=self._event(), stamp=self._stamp())
        self._noticed(user, self.app.event(event))

    # --- messages ---

    def press_in_message(self, user: str, ts: str, block_id: str, action_id: str, form: Form, choice: str = "") -> None:
        """Presses a button or menu of a message. Raises ``KeyError`` where it is gone."""
        message = self.slack.message(user, ts)
        channel = message["channel"]
        address = self.slack.response_url(user=user, channel=channel, ts=ts)
        typed = state.read(message["blocks"], form)
        place = payloads.in_message(self.slack, message, channel, typed, address)
        pressed = state.action(message["blocks"], block_id, action_id, form, choice)
        self._act(user, place, pressed)

    # --- forms and the Home tab ---

    def press_in_view(
        self, user: str, view_id: str, block_id: str, action_id: str, form: Form, files: Files, choice: str = ""
    ) -> None:
        """Presses a button, menu or dispatching field of a form or of the Home tab.

        Raises ``KeyError`` where it is gone.
        """
        view = self.slack.view(user, view_id)
        typed = state.read(view["blocks"], form, files)
        pressed = state.action(view["blocks"], block_id, action_id, form, choice)
        self.slack.keep_typed(view_id, typed)
        self._act(user, payloads.in_view(view, typed), pressed)

    def submit(self, user: str, view_id: str, form: Form, files: Files, drawn: str = "") -> None:
        """Submits a form by its Save. What Slack itself refuses is not sent. Raises ``KeyError`` where it is gone.

        ``drawn``: the hash of the form on the page. Pressed a second time, it is sent a second time, though it is
        closed or drawn anew by now; what is answered then changes nothing on the screen.
        """
        if again := self.slack.sent_before(user, view_id, drawn):
            self._sent_again(user, again, state.read(again["blocks"], form, files))
            return
        view = self.slack.view(user, view_id)
        typed = state.read(view["blocks"], form, files)
        faults = state.faults(view["blocks"], typed["values"], self.slack.people[user]["locale"])
        self.slack.keep_typed(view_id, typed, faults)
        if not faults:
            self._submitted(user, view, typed)

    def close(self, user: str, view_id: str, *, everything: bool = False) -> None:
        """Closes a form by Cancel, or by the cross, which closes the whole stack."""
        view = self.slack.view(user, view_id)
        closed_view = self.slack.view(user, view["root_view_id"]) if everything else view
        self.slack.close(view_id, everything=everything)
        if closed_view["notify_on_close"]:
            closed = {
                **payloads.interaction(self.slack, "view_closed", user),
                "view": closed_view,
                "is_cleared": everything,
            }
            self._noticed(user, self.app.interaction(closed))

    def suggest(self, user: str, place: Payload, block_id: str, action_id: str, typed: str) -> Payload:
        """The choices that an external menu offers: ``options`` or ``option_groups``, or an ``error``."""
        payload = {
            **payloads.interaction(self.slack, "block_suggestion", user),
            **place,
            "action_id": action_id,
            "block_id": block_id,
            "value": typed,
        }
        answer = self.app.interaction(payload)
        faults = [] if answer.error else check_options(answer.body)
        return {"error": answer.error or _reasons(faults)} if answer.error or faults else answer.body

    def place_of_view(self, user: str, view_id: str) -> Payload:
        """The place of a menu in a form, for a payload. Raises ``KeyError``."""
        view = self.slack.view(user, view_id)
        return payloads.in_view(view, {"values": self.slack.typed.get(view_id, {})})

    def place_of_message(self, user: str, ts: str) -> Payload:
        """The place of a menu in a message, for a payload. Raises ``KeyError``."""
        message = self.slack.message(user, ts)
        address = self.slack.response_url(user=user, channel=message["channel"], ts=ts)
        return payloads.in_message(self.slack, message, message["channel"], {"values": {}}, address)

    # --- inside ---

    def _write(self, user: str, channel: str, text: str, thread: str, files: Sequence[Payload]) -> None:
        """Adds a message. The app is told of one to it, if its manifest asks for that and its token may read it."""
        to_app = channel == self.slack.direct(user)
        if to_app and self.manifest.read_only:
            self._tell(user, channel, "Sending messages to this app has been turned off.")
            return
        message = self.slack.say(user, channel, text, thread=thread, files=files)
        if to_app and "message.im" in self.manifest.events and self.slack.tells_of_messages(channel):
            fields = payloads.message(self.slack, user, text, ts=message["ts"], thread=thread, files=files)
            self._tell_app(
                user, payloads.event(self.slack, "message", fields, event_id=self._event(), stamp=message["ts"])
            )

    def _tell_app(self, user: str, event: Payload) -> None:
        """Tells the app of an event, once more at once where it did not take it. Slack would try twice more, later."""
        answer = self.app.event(event)
        self._noticed(user, self.app.event(event, retry=1) if answer.error else answer)

    def _event(self) -> str:
        return f"Ev{next(self.numbers)}"

    def _command(self, user: str, channel: str, word: str, text: str) -> None:
        response_id = self.slack.response_id(user, channel)
        form = payloads.command(
            self.slack,
            word,
            text,
            user=user,
            channel=channel,
            trigger_id=self.slack.trigger(user=user),
            response_url=f"{self.slack.address}/commands/{response_id}",
        )
        answer = self.app.command(form)
        if answer.error:
            self._tell(user, channel, f"{word} failed with the error “{answer.error}”.")
        elif answer.body:
            self._answered(user, channel, f"{word} {text}".strip(), answer.body)

    def _answered(self, user: str, channel: str, typed: str, body: Payload) -> None:
        if faults := check_message(body):
            self._tell(user, channel, f"{typed} was answered with what Slack refuses: {_reasons(faults)}")
            return
        if self.slack.refusals.of(ACKNOWLEDGEMENT, body):
            return
        if body.get("response_type") == "in_channel":
            self.slack.say(user, channel, typed)
        self.slack.answer(body, Ticket(given=0, user=user, channel=channel))

    def _act(self, user: str, place: Payload, pressed: Payload) -> None:
        payload = {
            **payloads.interaction(self.slack, "block_actions", user),
            "trigger_id": self.slack.trigger(str(place["container"].get("view_id", "")), user),
            "actions": [{**pressed, "action_ts": self._stamp()}],
            **place,
        }
        self._noticed(user, self.app.interaction(payload))

    def _sent_again(self, user: str, view: Payload, typed: Payload) -> None:
        answer = self.app.interaction(self._submission(user, view, typed))
        if answer.error or answer.body.get("response_action") == "errors":
            self.slack.notice(user, f"The form was not saved: {answer.error or 'it was sent twice'}")

    def _submission(self, user: str, view: Payload, typed: Payload) -> Payload:
        places = payloads.conversations_asked_for(view, typed)
        addresses = [self.slack.response_url(user=user, channel=place) for place in places]
        return {
            **payloads.interaction(self.slack, "view_submission", user),
            "trigger_id": self.slack.trigger(view["id"], user),
            "view": {**view, "state": typed},
            "response_urls": payloads.response_urls(view, typed, addresses),
        }

    def _submitted(self, user: str, view: Payload, typed: Payload) -> None:
        self.slack.sent[user, view["id"]] = view
        answer = self.app.interaction(self._submission(user, view, typed))
        if refused := answer.error or _reasons(self._faults(view["id"], answer.body)):
            self.slack.notice(user, f"The form was not saved: {refused}")
        elif answer.body.get("response_action") == "errors":
            self.slack.keep_typed(view["id"], typed, answer.body["errors"])
        else:
            self.slack.submitted(view["id"], answer.body)

    def _faults(self, view_id: str, body: Mapping[str, Any]) -> Sequence[Fault]:
        """The faults for which Slack would refuse the answer to a form."""
        action = body.get("response_action")
        if action == "errors":
            return self.slack.misplaced(view_id, body.get("errors"))
        if action == "push" and self.slack.depth(view_id) >= MODAL_STACK:
            return [Fault(pointer="/view", reason="push_limit_reached: three forms are open already")]
        if action in ("update", "push"):
            return check_view(body["view"]) if isinstance(body.get("view"), Mapping) else [_NO_VIEW]
        return [] if action in (None, "clear") else [Fault(pointer="/response_action", reason="is not known")]

    def _invite(self, user: str, channel: str, whom: str) -> None:
        if channel not in self.slack.conversations:
            self._tell(user, channel, "Nobody can be invited here. Type /invite in a conversation.")
        elif self.slack.app_name.lower() not in whom.lower():
            self._tell(user, channel, f"Only the app can be invited here: /invite @{self.slack.app_name}")
        elif self.slack.conversations[channel]["member"]:
            self._tell(user, channel, f"{self.slack.app_name} is in this conversation already.")
        else:
            self.slack.invite(user, channel)

    def _tell(self, user: str, channel: str, text: str) -> None:
        self.slack.say(SLACKBOT, channel, text, only_to=user)

    def _noticed(self, user: str, answer: Answer) -> None:
        if answer.error:
            self.slack.notice(user, f"{self.slack.app_name} did not answer: {answer.error}. Please try again.")

    def _stamp(self) -> str:
        return f"{int(time.time())}.{next(self.numbers):06d}"


_NO_VIEW = Fault(pointer="/view", reason="is required")


def _reasons(faults: Sequence[Fault]) -> str:
    return "invalid_blocks: " + "; ".join(f"{fault.pointer} {fault.reason}" for fault in faults) if faults else ""
