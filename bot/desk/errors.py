"""The one translator of errors into words.

A named problem becomes words at the place where the person looks; anything else becomes a reference that is also in the
log. There is no other broad ``except``. The words say that nothing was saved only where it is true: the attempt of the
request knows what was committed (R-26).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.desk import messages, whom_to_ask
from bot.desk.desk import AlreadyDone, language_of
from bot.desk.messages import Message
from bot.desk.office import Office
from bot.desk.requester import requester
from bot.desk.sentences import sentence
from bot.forms.fields import FormErrors
from bot.language import Language
from bot.monitoring.metrics import FAILED
from bot.slack.errors import NotBefore, SlackError
from bot.slack.people import NotWelcome, Role, Unknown
from bot.views import outages as views
from bot.views.blocks import Block, message, paragraph, rich_text
from bot.views.modals import note, still_saving
from core.problems import Problem
from storage import attempts
from storage.attempts import Attempt, Outcome
from storage.outages import Outage

JSON: Mapping[str, str | Sequence[str]] = {"Content-Type": ["application/json; charset=utf-8"]}


@dataclass(frozen=True, kw_only=True)
class Said:
    """The words in the place of an answer; ``beside`` says them by a call to Slack, where the response cannot."""

    response: BoltResponse
    beside: Callable[[], None] | None = None


class Translator:
    """Bolt's error handler, which answers in the place the request came from."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __call__(self, error: Exception, request: BoltRequest) -> BoltResponse:
        body = request.body
        team, user, _ = requester(body)
        language = language_of(self._office, team, user, ask=not isinstance(error, (Outage, Unknown)))
        if isinstance(error, FormErrors):
            errors = {field: self._sentence(language, problem, team) for field, problem in error.problems.items()}
            return self._form(language, body, errors)
        request.context[FAILED] = isinstance(error, Outage) or not isinstance(error, Problem)
        words = self._words(language, error, body)
        if isinstance(error, NotWelcome) and error.role is Role.BOT and messages.written_by_a_person(body):
            return _ok({})  # two bots would answer each other for ever
        if isinstance(error, AlreadyDone) and body.get("type") == "view_submission":
            return _updated(language, words)
        if isinstance(error, (NotWelcome, Outage)) and _event(body) == "app_home_opened":
            self._at_home(user, words)
        elif isinstance(error, (Outage, NotBefore)) and _event(body) and not _is_last_try(request):
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)  # Slack sends it again
        plain = isinstance(error, Problem) and not isinstance(error, Outage)
        look = not plain and self._is_unsettled(body)
        placed = self._place(language, body, words, getattr(error, "field", ""), look=look)
        if placed.beside:
            placed.beside()
        return placed.response

    def too_late(self, request: BoltRequest, attempt: Attempt, *, begun: bool) -> Said:
        """The words in the place of an answer that did not come in time.

        What has ``begun`` may still come to its end.
        """
        body = request.body
        self._office.outages.tell("late" if begun else "queue", "TooLate")
        if event := _event(body):
            drawn = begun and event == "app_home_opened"
            if drawn or not _is_last_try(request):
                return Said(response=_ok({}) if drawn else BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE))
        if begun and "command" not in body:
            return Said(response=self._unfinished(body))
        team, user, _ = requester(body)
        language = language_of(self._office, team, user, ask=False)
        attempt.give_up()  # nothing is begun any more, so that what is said stays true
        with attempts.attempting(attempt):
            words = self._truth(language, body) or views.too_slow(language)
            return self._place(language, body, words, "", look=self._is_unsettled(body))

    def _words(self, language: Language, error: Exception, body: Mapping[str, Any]) -> str:
        if isinstance(error, Outage):
            self._office.outages.tell(error.cause, error.reason)
            return self._truth(language, body) or sentence(language, error)
        if isinstance(error, Problem):
            return self._sentence(language, error, requester(body)[0])
        return _unexpected(language, error, body, self._truth(language, body))

    def _sentence(self, language: Language, problem: Problem, team: str) -> str:
        return whom_to_ask.refusal(language, problem, self._office.people, team)

    def _truth(self, language: Language, body: Mapping[str, Any]) -> str:
        """The fate of what was being saved, in words; empty where it is just nothing."""
        outcome = _outcome()
        if outcome is Outcome.NOTHING:
            return ""
        if outcome is Outcome.SAVED:
            return views.not_shown(language)
        return views.not_known_of_form(language) if "view" in body else views.not_known(language)

    def _is_unsettled(self, body: Mapping[str, Any]) -> bool:
        """Whether to offer *Look*. A command is remembered, so that the same typed again is asked about."""
        attempt = attempts.current()
        if attempt is None or attempt.outcome is Outcome.NOTHING:
            return False
        if "command" in body:
            self._office.unknown_outcomes.remember(body, attempt)
        return True

    def _unfinished(self, body: Mapping[str, Any]) -> BoltResponse:
        """The answer while the work goes on: a form's fate is open; a button's is told by a call once it is done."""
        kind = str(body.get("type", ""))
        if kind == "view_submission":
            team, user, _ = requester(body)
            view = still_saving(language_of(self._office, team, user, ask=False))
            return _ok({"response_action": "update", "view": view})
        return _ok({"options": []} if kind == "block_suggestion" else {})

    def _place(self, language: Language, body: Mapping[str, Any], words: str, field: str, *, look: bool) -> Said:
        kind = str(body.get("type", ""))
        answer = views.with_look(language, words) if look else message("", [paragraph(words)])
        if "command" in body:
            return Said(response=_ok({"response_type": "ephemeral", **answer}))
        if kind == "view_submission":
            return Said(response=self._form(language, body, {field: words}))
        if kind == "block_suggestion":
            return Said(response=_ok({"options": []}))
        if kind in ("block_actions", "shortcut", "message_action"):
            return Said(response=_ok({}), beside=partial(self._beside, language, body, answer))
        if written := messages.written_by_a_person(body):
            return Said(response=_ok({}), beside=partial(self._below, written, answer))
        return Said(response=_ok({}))

    def _form(self, language: Language, body: Mapping[str, Any], errors: Mapping[str, str]) -> BoltResponse:
        """Errors under their fields. One that belongs to no field takes the form's place, or stands under the first."""
        fields = {block.get("block_id") for block in body["view"]["blocks"] if block.get("type") == "input"}
        here = {field: words for field, words in errors.items() if field in fields}
        if here:
            return _ok({"response_action": "errors", "errors": here})
        words = " ".join(errors.values())
        if first := next((block["block_id"] for block in body["view"]["blocks"] if block.get("type") == "input"), None):
            return _ok({"response_action": "errors", "errors": {first: words}})
        return _updated(language, words)

    def _at_home(self, user: str, words: str) -> None:
        """Draws the words on the Home tab: without any, Slack shows it as still being made."""
        try:
            self._office.slack.publish_home(user, {"type": "home", "blocks": [rich_text(paragraph(words))]})
        except SlackError as error:
            structlog.get_logger().warning("answer_not_shown", reason=repr(error))

    def _below(self, written: Message, answer: Block) -> None:
        """Gives an answer below a message; of one that Slack takes later only a line in the log is left."""
        try:
            messages.answer(self._office, written, answer)
        except SlackError as error:
            structlog.get_logger().warning("answer_not_shown", reason=repr(error))

    def _beside(self, language: Language, body: Mapping[str, Any], message: Block) -> None:
        """Gives an answer of its own: ephemeral in the conversation, or a modal over what is open."""
        try:
            if body.get("response_url"):
                answer = {"response_type": "ephemeral", "replace_original": False, **message}
                self._office.slack.respond(str(body["response_url"]), answer)
            elif body.get("trigger_id"):
                modal = note(language, "ROI Bot", []) | {"blocks": message["blocks"]}
                show = self._office.slack.push_view if _in_modal(body) else self._office.slack.open_view
                show(str(body["trigger_id"]), modal)
        except SlackError as error:
            structlog.get_logger().warning("answer_not_shown", reason=repr(error))


def _updated(language: Language, words: str) -> BoltResponse:
    """The answer in which the form gives way to the words."""
    return _ok({"response_action": "update", "view": note(language, "ROI Bot", [paragraph(words)])})


def _in_modal(body: Mapping[str, Any]) -> bool:
    return (body.get("view") or {}).get("type") == "modal"


def _event(body: Mapping[str, Any]) -> str:
    """The type of an event; empty for anything else."""
    return str((body.get("event") or {}).get("type", ""))


def _is_last_try(request: BoltRequest) -> bool:
    """Whether Slack will not send a message again: then its writer is told what happened."""
    tries = request.headers.get("x-slack-retry-num", ["0"])
    return messages.written_by_a_person(request.body) is not None and tries[0] == str(messages.LAST_TRY)


def _outcome() -> Outcome:
    attempt = attempts.current()
    return attempt.outcome if attempt else Outcome.NOTHING


def _unexpected(language: Language, error: Exception, body: Mapping[str, Any], truth: str) -> str:
    """The words for a failure of ours, or Slack's: a reference for the person, the trace for the log, no payload.

    ``truth``: what became of what was being saved, where it is not just nothing.
    """
    reference = secrets.token_hex(4)
    structlog.get_logger().error(
        "request_failed",
        reference=reference,
        kind=str(body.get("type") or body.get("command") or ""),
        error=type(error).__name__,
        exc_info=error,
    )
    if truth:
        return f"{truth} " + language.say("Reference: {ref}.", ref=reference)
    if isinstance(error, SlackError):
        return language.say("Slack didn’t do what I asked. Please try again. Reference: {ref}.", ref=reference)
    return language.say(
        "Something went wrong and nothing was saved. Please try again. Reference: {ref}.", ref=reference
    )


def _ok(body: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body) if body else "", headers=dict(JSON) if body else None)
