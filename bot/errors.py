"""The one translator of errors: a named problem becomes words at the place where the person looks; anything else a
reference that is also in the log. No other broad ``except`` exists.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.desk import AlreadyDone, Office, language_of, requester
from bot.forms.fields import FormErrors
from bot.language import Language
from bot.metrics import FAILED
from bot.people import NotWelcome, Unknown
from bot.sentences import sentence
from bot.slack import SlackError
from bot.views.blocks import message, paragraph, rich_text
from bot.views.modals import note
from core.problems import Problem

JSON: Mapping[str, str | Sequence[str]] = {"Content-Type": ["application/json; charset=utf-8"]}


class Translator:
    """Bolt's error handler: answers in the place the request came from."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __call__(self, error: Exception, request: BoltRequest) -> BoltResponse:
        team, user, _ = requester(request.body)
        language = language_of(self._office, team, user, ask=not isinstance(error, Unknown))
        if isinstance(error, FormErrors):
            told = {field: sentence(language, problem) for field, problem in error.problems.items()}
            return self._form(language, request.body, told)
        request.context[FAILED] = not isinstance(error, Problem)
        words = sentence(language, error) if isinstance(error, Problem) else _unexpected(language, error, request.body)
        if isinstance(error, NotWelcome) and (request.body.get("event") or {}).get("type") == "app_home_opened":
            self._at_home(user, words)
        if isinstance(error, AlreadyDone) and request.body.get("type") == "view_submission":
            return _updated(language, words)
        return self._place(language, request, words, getattr(error, "field", ""))

    def _place(self, language: Language, request: BoltRequest, words: str, field: str) -> BoltResponse:
        body = request.body
        kind = str(body.get("type", ""))
        if "command" in body:
            return _ok({"response_type": "ephemeral", **message("", [paragraph(words)])})
        if kind == "view_submission":
            return self._form(language, body, {field: words})
        if kind == "block_suggestion":
            return _ok({"options": []})
        if kind in ("block_actions", "shortcut", "message_action"):
            self._beside(language, body, words)
        return _ok({})

    def _form(self, language: Language, body: Mapping[str, Any], told: Mapping[str, str]) -> BoltResponse:
        """Under their fields; what belongs to no field of this form takes the form's place, naming nothing lost."""
        fields = {block.get("block_id") for block in body["view"]["blocks"] if block.get("type") == "input"}
        here = {field: words for field, words in told.items() if field in fields}
        if here:
            return _ok({"response_action": "errors", "errors": here})
        words = " ".join(told.values())
        if first := next((block["block_id"] for block in body["view"]["blocks"] if block.get("type") == "input"), None):
            return _ok({"response_action": "errors", "errors": {first: words}})
        return _updated(language, words)

    def _at_home(self, user: str, words: str) -> None:
        """The Home tab says it: without a word from us Slack shows it as still being made."""
        try:
            self._office.slack.publish_home(user, {"type": "home", "blocks": [rich_text(paragraph(words))]})
        except SlackError as error:
            structlog.get_logger().warning("answer_not_shown", reason=repr(error))

    def _beside(self, language: Language, body: Mapping[str, Any], words: str) -> None:
        """An answer of its own: ephemeral in the conversation, or a modal over what is open."""
        try:
            if body.get("response_url"):
                said = {"response_type": "ephemeral", "replace_original": False, **message("", [paragraph(words)])}
                self._office.slack.respond(str(body["response_url"]), said)
            elif body.get("trigger_id"):
                modal = note(language, "ROI Bot", [paragraph(words)])
                show = self._office.slack.push_view if _in_modal(body) else self._office.slack.open_view
                show(str(body["trigger_id"]), modal)
        except SlackError as error:
            structlog.get_logger().warning("answer_not_shown", reason=repr(error))


def _updated(language: Language, words: str) -> BoltResponse:
    """The form gives way to the words."""
    return _ok({"response_action": "update", "view": note(language, "ROI Bot", [paragraph(words)])})


def _in_modal(body: Mapping[str, Any]) -> bool:
    return (body.get("view") or {}).get("type") == "modal"


def _unexpected(language: Language, error: Exception, body: Mapping[str, Any]) -> str:
    """A failure of ours, or of Slack's: a reference for the person, the trace for the log, no payload in either."""
    reference = secrets.token_hex(4)
    structlog.get_logger().error(
        "request_failed",
        reference=reference,
        kind=str(body.get("type") or body.get("command") or ""),
        error=type(error).__name__,
        exc_info=error,
    )
    if isinstance(error, SlackError):
        return language.say("Slack did not do what I asked. Please try again. Reference: {ref}.", ref=reference)
    return language.say("Something went wrong on my side; nothing was saved. Reference: {ref}.", ref=reference)


def _ok(body: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body) if body else "", headers=dict(JSON) if body else None)
