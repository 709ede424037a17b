"""A form that is sent twice saves once, and both are answered alike (`storage/form_answers.py`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from time import sleep

from bot.desk import replies, unpicked
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.views.modals import still_saving
from storage import form_answers
from storage.outages import Outage

KEPT = timedelta(hours=1)
"""The time for which the answer to a saved form is remembered."""

LOOKS, PAUSE = 80, 0.025
"""The number of times, and the seconds between, that the second looks for the answer of the first: two seconds in all,
of the three that Slack waits.
"""


def once(listener: Callable[[Desk, Body], Reply]) -> Callable[[Desk, Body], Reply]:
    """Wraps a form's listener so that it runs once. Whoever sends the same form again gets the answer of the first."""

    def submit(desk: Desk, body: Body) -> Reply:
        request = _request(desk, body)
        earlier = _earlier_answer(desk, body, request)
        if earlier is not None:
            return earlier
        with _answering(desk, request) as answers:
            answers.append(_work(listener, desk, body))
        return answers[0]

    return submit


def _work(listener: Callable[[Desk, Body], Reply], desk: Desk, body: Body) -> Reply:
    """Runs the listener, unless something was typed but not picked: that is asked about first."""
    question = unpicked.question(desk, body)
    if question is not None:
        return question
    reply = listener(desk, body)
    if _is_final(reply):
        with suppress(Outage):  # the form is saved: an outage now must not hide its receipt
            return unpicked.with_dropped(desk, body, reply)
    return reply


def _earlier_answer(desk: Desk, body: Body, request: str) -> Reply | None:
    """The answer of the same form that is saved already or is just being saved. None: the caller is to save it.

    Where the first takes too long, it goes on, and the second says that nobody knows yet what comes of it.
    """
    if _claimed(desk, body, request):
        return None
    for _ in range(LOOKS):
        earlier = form_answers.look(desk.database, desk.workspace.id, request)
        if earlier and earlier.answer is not None:
            reply: Reply = json.loads(earlier.answer)
            return reply
        if earlier is None and _claimed(desk, body, request):  # the first gave its claim back: it saved nothing
            return None
        sleep(PAUSE)
    return replies.updated(still_saving(desk.language))


def _claimed(desk: Desk, body: Body, request: str) -> bool:
    """Whether this caller is the first. A claim that an outage has left behind is dropped before."""
    now, attempt = desk.office.clock.real(), str(body.get("trigger_id", ""))
    with desk.office.unknown_outcomes.taken_claim(request) as left, desk.database.noting() as connection:
        if left:
            form_answers.drop(connection, desk.workspace.id, request)
        return form_answers.claim(connection, desk.workspace.id, request, attempt, now)


@contextmanager
def _answering(desk: Desk, request: str) -> Iterator[list[Reply]]:
    """Keeps the answer that the block appends. Without one, as where the block raises, the form may come again.

    Where an outage keeps it from being kept, the answer is given all the same, and the next try finds the claim left
    behind.
    """
    answers: list[Reply] = []
    try:
        yield answers
    finally:
        try:
            _write_down(desk, request, answers)
        except Outage:
            desk.office.unknown_outcomes.leave_claim(request)


def _write_down(desk: Desk, request: str, answers: list[Reply]) -> None:
    with desk.database.noting() as connection:
        if answers:
            text = json.dumps(answers[0], ensure_ascii=False)
            form_answers.answer(connection, desk.workspace.id, request, text, final=_is_final(answers[0]))
        else:
            form_answers.drop(connection, desk.workspace.id, request)


def _is_final(reply: Reply) -> bool:
    """Whether the form is saved. One with errors is not, nor one that is shown again or has another in its place."""
    return reply.get("response_action") != "errors" and "submit" not in reply.get("view", {})


def _request(desk: Desk, body: Body) -> str:
    """The key of a form as it was sent. With other contents, or after another question, the same form is another."""
    view = body.get("view") or {}
    contents = json.dumps([view.get("state"), view.get("private_metadata")], sort_keys=True)
    digest = hashlib.sha256(contents.encode()).hexdigest()[:32]
    return f"{desk.person.id}:{replies.request_of(body)}:{digest}"
