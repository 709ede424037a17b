"""`/roi export`: the books as files, written behind the answer and sent to the person who asked, and to nobody else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import exports
from bot.services.exports import Order, Written
from bot.slack.errors import NotBefore, Refused, SlackError, Unclear
from bot.slack.uploads import may_upload, send
from bot.views import exports as views
from bot.views.blocks import Block
from core.posts.refusals import MISSING_SCOPE

TOLD_FROM = 20_000
"""Entries from which on it is told once how far the export is."""


def export_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Says that the files are being written; they come as a direct message."""
    wanted = exports.order(desk, rest)
    if not may_upload(desk.slack):
        return replies.ephemeral(views.may_not_send(desk.language, desk.workspace.team_id))
    work = partial(_export, desk, wanted, str(body.get("response_url") or ""), _key(desk, body))
    if not desk.office.background.begin(f"export:{desk.workspace.id}:{desk.person.id}", work):
        return replies.ephemeral(views.running(desk.language))
    return replies.ephemeral(views.begun(desk.language, _what(wanted)))


def _export(desk: Desk, wanted: Order, response_url: str, key: str) -> None:
    """Writes and sends, and tells what came of it where it was asked for."""
    # What is raised ends in the log, where no person looks: without a word they would wait for ever.
    last_word = views.unwritten(desk.language)
    try:
        last_word = _written_and_sent(desk, wanted, response_url, key)
    finally:
        _respond(desk, response_url, last_word)


def _written_and_sent(desk: Desk, wanted: Order, response_url: str, key: str) -> Block:
    """What came of it, in words."""
    with TemporaryDirectory(prefix="roibot-export-") as folder:
        tell = _telling(desk, response_url, exports.how_many(desk.database, wanted))
        written = exports.write(desk.database, wanted, Path(folder), tell)
        try:
            _send(desk, wanted, written, key)
        except (Refused, NotBefore, Unclear) as error:
            return _failure(desk, error)
    return views.sent(desk.language)


def _send(desk: Desk, wanted: Order, written: Written, key: str) -> None:
    """The message before the files: its answer says which conversation is the bot's own with the person."""
    sent = send(desk.slack, written.files)
    masked = not desk.veil.shows_hours
    message = views.covering(desk.language, _what(wanted), written.entries, masked=masked)
    conversation = desk.slack.tell(desk.person.id, message, key).conversation
    try:
        desk.slack.share_files(conversation, sent)
    except (Refused, NotBefore, Unclear) as error:
        with suppress(SlackError):
            desk.slack.tell(desk.person.id, _failure(desk, error), f"{key}!")
        raise


def _failure(desk: Desk, error: SlackError) -> Block:
    reason = str(error)
    if reason == MISSING_SCOPE:
        return views.may_not_send(desk.language, desk.workspace.team_id)
    return views.failed(desk.language, reason)


def _telling(desk: Desk, response_url: str, total: int) -> Callable[[int], None]:
    """Tells once, when half of many entries are written."""
    left = [total // 2] if total >= TOLD_FROM else []

    def tell(written: int) -> None:
        if left and written >= left[0]:
            left.clear()
            _respond(desk, response_url, views.halfway(desk.language, written, total))

    return tell


def _respond(desk: Desk, response_url: str, message: Block) -> None:
    """Beside the answer, where there is a place for it; what is written in the Messages tab stands there anyway."""
    if response_url:
        with suppress(SlackError):
            replies.respond(desk, response_url, replies.ephemeral(message))


def _what(wanted: Order) -> str:
    return views.what(wanted.language, wanted.name, wanted.period)


def _key(desk: Desk, body: Body) -> str:
    request = replies.command_request(body, "export") or f"export:{desk.now.isoformat()}"
    return hashlib.sha256(request.encode()).hexdigest()[:32]
