"""Undo, redo and history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from heapq import merge

from sqlalchemy import Connection

from bot import dealings, filing, replies, takebacks
from bot.desk import Desk
from bot.replies import Body, Reply
from bot.views import history as history_views
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.help import not_understood
from core.categories import Category
from core.deals import DealStep
from core.entries import Entry, NothingToUndo
from core.histories import Chosen, chosen_of, parse_chosen
from core.metrics import LoggedMetric
from core.repeats import State
from storage import closings, deals, ledger, metrics, refunds, repeats
from storage import names as name_book

PAGE = 8
KINDS = (Entry, LoggedMetric, DealStep)
"""What the history lists; a place in it is an id of each, in this order."""

NEWEST = (ledger.FROM_NOW_BACK, metrics.FROM_NOW_BACK, deals.FROM_NOW_BACK)
"""Where the first page begins."""


def undo_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Takes back one's own latest entry that stands; an older one only on a second word. The same request, once."""
    if rest:
        return replies.ephemeral(not_understood(desk.language, desk.language.say("/roi undo takes nothing behind it.")))
    request = replies.command_request(body, "undo")
    if (step := _step_to_undo(desk, request)) is not None:
        return replies.ephemeral(dealings.take_back_or_ask(desk, step, request))
    if (metric := _metric_to_undo(desk, request)) is not None:
        return replies.ephemeral(takebacks.take_back_or_ask(desk, metric, request))
    with desk.database.reading() as books:
        done = ledger.seen(books, desk.workspace.id, request) if request else None
        entry = done or ledger.latest(books, desk.workspace.id, desk.person.id)
        closed = closings.touched(books, desk.workspace.id, entry)
        names = filing.spoken(books, desk)
    if done:
        return replies.ephemeral(views.taken_back(desk.language, done, done, names, closed=closed))
    if closed or entry.asks_before_undo(desk.now):
        return replies.ephemeral(_asked(desk, entry, names, closed))
    return replies.ephemeral(_undo(desk, entry.id, request))


def undo_pressed(desk: Desk, body: Body) -> Reply:
    """*Undo* under a receipt: what stood there says what was taken back."""
    return replies.replace(desk, body, _undo_or_ask(desk, replies.number_pressed(body)))


def undo_listed(desk: Desk, body: Body) -> Reply:
    """*Take back* in the history: the list stays, the answer stands beside it."""
    return replies.append(desk, body, _undo_or_ask(desk, replies.number_pressed(body)))


def undo_sure(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, _undo(desk, replies.number_pressed(body)))


def redo_pressed(desk: Desk, body: Body) -> Reply:
    """*Redo*: at once; in a closed month only on a second word."""
    number = replies.number_pressed(body)
    with desk.database.reading() as books:
        reversal = ledger.find(books, desk.workspace.id, number)
        closed = closings.touched(books, desk.workspace.id, reversal)
        names = filing.spoken(books, desk)
    may = desk.person.admin or reversal.logged_by == desk.person.id
    if closed and may and reversal.sign < 0 and reversal.reversed_by is None:
        return replies.replace(desk, body, views.ask_redo(desk.language, reversal, names, closed))
    return redo_sure(desk, body)


def redo_sure(desk: Desk, body: Body) -> Reply:
    with desk.database.writing() as books:
        restored = ledger.redo(
            books,
            desk.workspace.id,
            replies.number_pressed(body),
            by=desk.person.id,
            at=desk.now,
            anyone=desk.person.admin,
        )
        closed = closings.touched(books, desk.workspace.id, restored)
        names = filing.spoken(books, desk)
    return replies.replace(desk, body, views.put_back(desk.language, restored, names, closed))


def history_command(desk: Desk, _body: Body, rest: str) -> Reply:
    """The latest entries: of all, or of a campaign, a person and a category, in words of any order."""
    with desk.database.reading() as books:
        known = name_book.register(books, desk.workspace.id)
    return replies.ephemeral(_history(desk, parse_chosen(rest, known, desk.person.id), NEWEST))


def history_older(desk: Desk, body: Body) -> Reply:
    place, _, code = str(replies.pressed(body).get("value", "")).partition(" ")
    before = tuple(map(_number, [*place.split("/"), "", ""][: len(NEWEST)], NEWEST))
    return replies.replace(desk, body, _history(desk, chosen_of(code), before))


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


def _narrowed(desk: Desk, body: Body, chosen: Chosen) -> Reply:
    return replies.replace(desk, body, _history(desk, chosen, NEWEST))


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
    with desk.database.reading() as books:
        if request and (done := deals.seen(books, desk.workspace.id, request)):
            return done.reverses
        if request and any(book.seen(books, desk.workspace.id, request) for book in (ledger, metrics)):
            return None
        latest = deals.latest(books, desk.workspace.id, desk.person.id)
        metric = metrics.latest(books, desk.workspace.id, desk.person.id)
        if latest is None or (metric and metric.logged_at > latest.logged_at):
            return None
        return latest.id if _is_last(books, desk, latest) else None


def _metric_to_undo(desk: Desk, request: str) -> int | None:
    """The metric this request took back already; or the person's latest, if no entry of theirs is later."""
    with desk.database.reading() as books:
        if request and ledger.seen(books, desk.workspace.id, request):
            return None
        if request and (done := metrics.seen(books, desk.workspace.id, request)):
            return done.reverses
        latest = metrics.latest(books, desk.workspace.id, desk.person.id)
        return latest.id if latest and _is_last(books, desk, latest) else None


def _is_last(books: Connection, desk: Desk, logged: LoggedMetric | DealStep) -> bool:
    try:
        return logged.logged_at > ledger.latest(books, desk.workspace.id, desk.person.id).logged_at
    except NothingToUndo:
        return True


def _undo_or_ask(desk: Desk, entry_id: int) -> Block:
    """Asks first about what is a day old, or in a closed month; an old button means what stands today."""
    with desk.database.reading() as books:
        entry = ledger.newest(books, desk.workspace.id, entry_id)
        closed = closings.touched(books, desk.workspace.id, entry)
        names = filing.spoken(books, desk)
    may = desk.person.admin or entry.logged_by == desk.person.id
    if may and entry.stands and (closed or entry.asks_before_undo(desk.now)):
        return _asked(desk, entry, names, closed)
    return _undo(desk, entry_id)


def _asked(desk: Desk, entry: Entry, names: Mapping[str, str], closed: Sequence[date]) -> Block:
    return views.ask_undo(desk.language, entry, names, closed, old=entry.asks_before_undo(desk.now))


def _undo(desk: Desk, entry_id: int, request: str = "") -> Block:
    with desk.database.writing() as books:
        reversal = ledger.undo(
            books,
            desk.workspace.id,
            entry_id,
            by=desk.person.id,
            at=desk.now,
            anyone=desk.person.admin,
            request=request,
        )
        entry = ledger.find(books, desk.workspace.id, entry_id)
        begun = repeats.of_entry(books, desk.workspace.id, entry_id)
        back = ledger.newest(books, desk.workspace.id, reversal.replaces) if reversal.replaces else None
        closed = closings.touched(books, desk.workspace.id, entry)
        names = filing.spoken(books, desk)
    goes_on = begun if begun and begun.state is not State.ENDED else None
    again = back if back and back.stands else None
    return views.taken_back(desk.language, entry, reversal, names, goes_on, closed, back=again)


def _history(desk: Desk, chosen: Chosen, before: Sequence[int]) -> Block:
    """Entries, metrics and deals in one list, by when they were logged. ``before``: the ids where each goes on."""
    campaign, person = chosen.campaign or None, chosen.person
    with desk.database.reading() as books:
        found = ledger.history(
            books, desk.workspace.id, campaign, before[0], PAGE + 1, person=person, category=chosen.category
        )
        counted = metrics.history(books, desk.workspace.id, campaign, before[1], PAGE + 1, person=person)
        moved = deals.history(books, desk.workspace.id, campaign, before[2], PAGE + 1, person=person)
        counted, moved = ((), ()) if chosen.category else (counted, moved)  # only costs have one
        rhythms = repeats.rhythms(books, desk.workspace.id, [entry.id for entry in found])
        left = refunds.left_of_each(books, desk.workspace.id, found)
        replaced = ledger.these(books, desk.workspace.id, [entry.replaces for entry in found if entry.replaces])
        names = filing.spoken(books, desk)
    logged: tuple[Sequence[history_views.Logged], ...] = (moved, found, counted)
    every = list(merge(*logged, key=_logged_at, reverse=True))
    shown = every[:PAGE]
    older = _place(shown, before) if len(every) > PAGE else ""
    reader = history_views.Reader(id=desk.person.id, admin=desk.person.admin, timezone=desk.timezone)
    page = history_views.Page(entries=shown, older=older, rhythms=rhythms, left=left, replaced=replaced)
    return history_views.history_answer(desk.language, page, names, reader, chosen)


def _logged_at(logged: history_views.Logged) -> datetime:
    return logged.logged_at


def _place(shown: Sequence[history_views.Logged], before: Sequence[int]) -> str:
    """Where the page before begins: the last entry's id, the last metric's, and that of the last step of a deal."""
    places = list(before)
    for logged in shown:
        places[KINDS.index(type(logged))] = logged.id
    return "/".join(map(str, places))
