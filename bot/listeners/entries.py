"""Undo, redo and history."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import deals as deal_service
from bot.services import history, log_entry, old_receipts, origins, reversals, takebacks
from bot.views import history as history_views
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.help import not_understood
from core.ledger.entries import CorrectedSince, NothingToUndo
from core.ledger.history_filter import Chosen, chosen_of, parse_chosen
from core.ledger.metrics import LoggedMetric
from core.sales.deals import DealStep
from core.setup.categories import Category
from storage import closings, deals, ledger, metrics
from storage import names as name_book


def undo_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Takes back one's own latest entry that stands; an older one only on a second word. The same request, once."""
    if rest:
        return replies.ephemeral(not_understood(desk.language, desk.language.say("/roi undo takes nothing behind it.")))
    request = replies.command_request(body, "undo")
    if (step := _step_to_undo(desk, request)) is not None:
        return replies.ephemeral(deal_service.take_back_or_ask(desk, step, request))
    if (metric := _metric_to_undo(desk, request)) is not None:
        return replies.ephemeral(takebacks.take_back_or_ask(desk, metric, request))
    with desk.database.reading() as connection:
        done = ledger.seen(connection, desk.workspace.id, request) if request else None
        entry = done or ledger.latest(connection, desk.workspace.id, desk.person.id)
        closed = closings.touched(connection, desk.workspace.id, entry)
        names = log_entry.spoken(connection, desk)
    if done:
        return replies.ephemeral(views.taken_back(desk.language, done, done, names, closed=closed))
    return replies.ephemeral(_undo_or_ask(desk, entry.id, request)[0])


def undo_pressed(desk: Desk, body: Body) -> Reply:
    """*Undo* under a receipt: what stood there says what was taken back."""
    message, done = _undo_or_ask(desk, replies.number_pressed(body))
    return _shown(desk, body, message, done=done)


def undo_listed(desk: Desk, body: Body) -> Reply:
    """*Take back* in the history: the answer stands beside the list, which shows what stands now."""
    message, _ = _undo_or_ask(desk, replies.number_pressed(body))
    return history.answer(desk, body, message)


def undo_sure(desk: Desk, body: Body) -> Reply:
    return _shown(desk, body, _undo(desk, replies.number_pressed(body)))


def redo_pressed(desk: Desk, body: Body) -> Reply:
    """*Redo*: at once; in a closed month only on a second word."""
    asked = reversals.before_redo(desk, replies.number_pressed(body))
    if asked:
        question = views.ask_redo(desk.language, asked.entry, asked.names, asked.closed)
        return _shown(desk, body, question, done=False)
    return redo_sure(desk, body)


def redo_sure(desk: Desk, body: Body) -> Reply:
    number = replies.number_pressed(body)
    try:
        put_back = reversals.redo(desk, number)
    except CorrectedSince:
        return _shown(desk, body, old_receipts.receipt(desk, number, meanwhile=True))
    return _shown(desk, body, views.put_back(desk.language, put_back.entry, put_back.names, put_back.closed))


def _shown(desk: Desk, body: Body, message: Block, *, done: bool = True) -> Reply:
    """In the place of the button; where its modal was opened from, what stands now once something is ``done``."""
    reply = origins.replace(desk, body, message)
    if done:
        origins.tell(desk, body)
    return reply


def history_command(desk: Desk, _body: Body, rest: str) -> Reply:
    """The latest entries: of all, or of a campaign, a person and a category, in words of any order."""
    with desk.database.reading() as connection:
        known = name_book.register(connection, desk.workspace.id)
    return replies.ephemeral(history.draw(desk, parse_chosen(rest, known, desk.person.id)))


def history_older(desk: Desk, body: Body) -> Reply:
    place, _, code = str(replies.pressed(body).get("value", "")).partition(" ")
    before = tuple(map(_number, [*place.split("/"), "", ""][: len(history.NEWEST)], history.NEWEST))
    return replies.replace(desk, body, history.draw(desk, chosen_of(code), before))


def history_person(desk: Desk, body: Body) -> Reply:
    """Whose entries, in the menu under the history."""
    person = str(replies.pressed(body).get("selected_user") or "")
    return _narrowed(desk, body, replace(_chosen_before(body), person=person))


def history_campaign(desk: Desk, body: Body) -> Reply:
    return _narrowed(desk, body, replace(_chosen_before(body), campaign=_option(body)))


def history_category(desk: Desk, body: Body) -> Reply:
    category = _option(body)
    known = category in Category.__members__.values()
    return _narrowed(desk, body, replace(_chosen_before(body), category=category if known else ""))


def history_all(desk: Desk, body: Body) -> Reply:
    """*Show all*: nothing is chosen any more."""
    return _narrowed(desk, body, Chosen())


def look(desk: Desk, body: Body) -> Reply:
    """*Look*: one's own latest entries, beside what made one ask."""
    return replies.append(desk, body, history.draw(desk, Chosen(person=desk.person.id)))


def _narrowed(desk: Desk, body: Body, chosen: Chosen) -> Reply:
    return replies.replace(desk, body, history.draw(desk, chosen))


def _chosen_before(body: Body) -> Chosen:
    """What the controls' block says was chosen: Slack sends no message along with an ephemeral one's buttons."""
    kind, _, code = str(replies.pressed(body).get("block_id", "")).partition(":")
    return chosen_of(code) if kind == history_views.CONTROLS else Chosen()


def _option(body: Body) -> str:
    return str((replies.pressed(body).get("selected_option") or {}).get("value") or "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else otherwise


def _step_to_undo(desk: Desk, request: str) -> int | None:
    """The step of a deal this request took back already; or the person's latest, if nothing else of theirs is later."""
    with desk.database.reading() as connection:
        if request and (done := deals.seen(connection, desk.workspace.id, request)):
            return done.reverses
        if request and any(book.seen(connection, desk.workspace.id, request) for book in (ledger, metrics)):
            return None
        latest = deals.latest(connection, desk.workspace.id, desk.person.id)
        metric = metrics.latest(connection, desk.workspace.id, desk.person.id)
        if latest is None or (metric and metric.logged_at > latest.logged_at):
            return None
        return latest.id if _is_last(connection, desk, latest) else None


def _metric_to_undo(desk: Desk, request: str) -> int | None:
    """The metric this request took back already; or the person's latest, if no entry of theirs is later."""
    with desk.database.reading() as connection:
        if request and ledger.seen(connection, desk.workspace.id, request):
            return None
        if request and (done := metrics.seen(connection, desk.workspace.id, request)):
            return done.reverses
        latest = metrics.latest(connection, desk.workspace.id, desk.person.id)
        return latest.id if latest and _is_last(connection, desk, latest) else None


def _is_last(connection: Connection, desk: Desk, logged: LoggedMetric | DealStep) -> bool:
    try:
        return logged.logged_at > ledger.latest(connection, desk.workspace.id, desk.person.id).logged_at
    except NothingToUndo:
        return True


def _undo_or_ask(desk: Desk, number: int, request: str = "") -> tuple[Block, bool]:
    """Asks first about what is a day old, or in a closed month. The answer, and whether it was done."""
    asked = reversals.before_undo(desk, number)
    if asked:
        return views.ask_undo(desk.language, asked.entry, asked.names, asked.closed, old=asked.old), False
    return _undo(desk, number, request), True


def _undo(desk: Desk, number: int, request: str = "") -> Block:
    """What was taken back; of what was corrected meanwhile nothing, but what stands."""
    try:
        taken = reversals.undo(desk, number, request)
    except CorrectedSince:
        return old_receipts.receipt(desk, number, meanwhile=True)
    return views.taken_back(
        desk.language, taken.entry, taken.reversal, taken.names, taken.goes_on, taken.closed, back=taken.back
    )
