"""Submissions: a form that is sent twice saves once, and both are answered alike (storage/submissions.py)."""

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
from storage import submissions
from storage.outages import Outage

KEPT = timedelta(hours=1)
"""For so long the answer to a form that was saved is known."""

LOOKS, PAUSE = 80, 0.025
"""How often, and after how many seconds, the second looks for the answer of the first: two seconds in all."""


def once(listener: Callable[[Desk, Body], Reply]) -> Callable[[Desk, Body], Reply]:
    """The listener of a form, for the first who sends it; whoever sends the same again is answered with the same."""

    def submit(desk: Desk, body: Body) -> Reply:
        request = _request(desk, body)
        known = _known(desk, body, request)
        if known is not None:
            return known
        with _answering(desk, request) as answers:
            answers.append(_work(listener, desk, body))
        return answers[0]

    return submit


def _work(listener: Callable[[Desk, Body], Reply], desk: Desk, body: Body) -> Reply:
    """What was typed but not picked is asked about first."""
    asked = unpicked.asked(desk, body)
    if asked is not None:
        return asked
    reply = listener(desk, body)
    if _is_final(reply):
        with suppress(Outage):  # it is saved, and says so
            return unpicked.told(desk, body, reply)
    return reply


def _known(desk: Desk, body: Body, request: str) -> Reply | None:
    """The answer, where it is saved already or is just being saved; None where the caller is to do it.

    The first that takes too long goes on; the second then says so, as nobody knows yet what comes of it.
    """
    if _claimed(desk, body, request):
        return None
    for _ in range(LOOKS):
        found = submissions.look(desk.database, desk.workspace.id, request)
        if found and found.answer is not None:
            reply: Reply = json.loads(found.answer)
            return reply
        if found is None and _claimed(desk, body, request):  # it came to nothing
            return None
        sleep(PAUSE)
    return replies.updated(still_saving(desk.language))


def _claimed(desk: Desk, body: Body, request: str) -> bool:
    now, attempt = desk.office.clock.real(), str(body.get("trigger_id", ""))
    with desk.office.unsettled.taken_claim(request) as left, desk.database.noting() as connection:
        if left:
            submissions.drop(connection, desk.workspace.id, request)
        return submissions.claim(connection, desk.workspace.id, request, attempt, now)


@contextmanager
def _answering(desk: Desk, request: str) -> Iterator[list[Reply]]:
    """Takes the answer that the block finds; without one, as where it raises, the request may come again.

    Where that cannot be written down, the answer is given all the same, and the claim is given back at the next try.
    """
    answers: list[Reply] = []
    try:
        yield answers
    finally:
        try:
            _write_down(desk, request, answers)
        except Outage:
            desk.office.unsettled.leave_claim(request)


def _write_down(desk: Desk, request: str, answers: list[Reply]) -> None:
    with desk.database.noting() as connection:
        if answers:
            said = json.dumps(answers[0], ensure_ascii=False)
            submissions.answer(connection, desk.workspace.id, request, said, final=_is_final(answers[0]))
        else:
            submissions.drop(connection, desk.workspace.id, request)


def _is_final(reply: Reply) -> bool:
    """A form that is shown again, or another in its place, is not saved yet; nor is one with errors."""
    return reply.get("response_action") != "errors" and "submit" not in reply.get("view", {})


def _request(desk: Desk, body: Body) -> str:
    """The form's own request, and what it says and was asked about: changed and sent again it is another."""
    view = body.get("view") or {}
    said = json.dumps([view.get("state"), view.get("private_metadata")], sort_keys=True)
    return f"{desk.person.id}:{replies.request_of(body)}:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
