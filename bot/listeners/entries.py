"""Undo, redo and history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from heapq import merge

from sqlalchemy import Connection

from bot import filing, replies, takebacks
from bot.desk import Desk
from bot.replies import Body, Reply
from bot.views import history as history_views
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.help import help_answer
from core.campaigns import UnknownCampaign
from core.entries import Entry, NothingToUndo
from core.metrics import LoggedMetric
from core.names import alike, slug
from core.repeats import State
from storage import campaigns, ledger, metrics, repeats

PAGE = 8


def undo_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Takes back one's own latest entry that stands; an older one only on a second word. The same request, once."""
    if rest:
        return replies.ephemeral(help_answer(desk.language, desk.language.say("/roi undo takes nothing behind it.")))
    request = replies.command_request(body, "undo")
    if (metric := _metric_to_undo(desk, request)) is not None:
        return replies.ephemeral(takebacks.take_back_or_ask(desk, metric, request))
    with desk.database.reading() as books:
        done = ledger.seen(books, desk.workspace.id, request) if request else None
        entry = done or ledger.latest(books, desk.workspace.id, desk.person.id)
        names = filing.spoken(books, desk)
    if done:
        return replies.ephemeral(views.taken_back(desk.language, done, done, names))
    if entry.asks_before_undo(desk.now):
        return replies.ephemeral(views.ask_undo(desk.language, entry, names))
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
    with desk.database.writing() as books:
        restored = ledger.redo(
            books,
            desk.workspace.id,
            replies.number_pressed(body),
            by=desk.person.id,
            at=desk.now,
            anyone=desk.person.admin,
        )
        names = filing.spoken(books, desk)
    return replies.replace(desk, body, views.put_back(desk.language, restored, names))


def history_command(desk: Desk, _body: Body, rest: str) -> Reply:
    """The latest entries, of all or of one campaign."""
    return replies.ephemeral(_history(desk, _campaign(desk, rest), (ledger.FROM_NOW_BACK, metrics.FROM_NOW_BACK)))


def history_older(desk: Desk, body: Body) -> Reply:
    place, _, campaign = str(replies.pressed(body).get("value", "")).partition(" ")
    entry, _, metric = place.partition("/")
    before = (_number(entry, ledger.FROM_NOW_BACK), _number(metric, metrics.FROM_NOW_BACK))
    return replies.replace(desk, body, _history(desk, campaign, before))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else otherwise


def _metric_to_undo(desk: Desk, request: str) -> int | None:
    """The metric this request took back already; or the person's latest, if no entry of theirs is later."""
    with desk.database.reading() as books:
        if request and ledger.seen(books, desk.workspace.id, request):
            return None
        if request and (done := metrics.seen(books, desk.workspace.id, request)):
            return done.reverses
        latest = metrics.latest(books, desk.workspace.id, desk.person.id)
        return latest.id if latest and _is_last(books, desk, latest) else None


def _is_last(books: Connection, desk: Desk, metric: LoggedMetric) -> bool:
    try:
        return metric.logged_at > ledger.latest(books, desk.workspace.id, desk.person.id).logged_at
    except NothingToUndo:
        return True


def _undo_or_ask(desk: Desk, entry_id: int) -> Block:
    with desk.database.reading() as books:
        entry = ledger.find(books, desk.workspace.id, entry_id)
        names = filing.spoken(books, desk)
    may = desk.person.admin or entry.logged_by == desk.person.id
    if may and entry.stands and entry.asks_before_undo(desk.now):
        return views.ask_undo(desk.language, entry, names)
    return _undo(desk, entry_id)


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
        names = filing.spoken(books, desk)
    goes_on = begun if begun and begun.state is not State.ENDED else None
    return views.taken_back(desk.language, entry, reversal, names, goes_on, back if back and back.stands else None)


def _campaign(desk: Desk, name: str) -> str:
    if not name.strip():
        return ""
    with desk.database.reading() as books:
        known = campaigns.every(books, desk.workspace.id)
    if slug(name) not in known:
        raise UnknownCampaign(name=name, alike=alike(name, known))
    return slug(name)


def _history(desk: Desk, campaign: str, before: tuple[int, int]) -> Block:
    """Entries and metrics in one list, by when they were logged. ``before``: the ids where each goes on."""
    with desk.database.reading() as books:
        found = ledger.history(books, desk.workspace.id, campaign or None, before[0], PAGE + 1)
        counted = metrics.history(books, desk.workspace.id, campaign or None, before[1], PAGE + 1)
        rhythms = repeats.rhythms(books, desk.workspace.id, [entry.id for entry in found])
        corrected = [entry.replaces for entry in found if entry.replaces]
        replaced = ledger.these(books, desk.workspace.id, corrected)
        names = filing.spoken(books, desk)
    logged: tuple[Sequence[Entry | LoggedMetric], ...] = (found, counted)
    both = list(merge(*logged, key=_logged_at, reverse=True))
    shown = both[:PAGE]
    older = _place(shown, before) if len(both) > PAGE else ""
    reader = history_views.Reader(id=desk.person.id, admin=desk.person.admin, timezone=desk.timezone)
    return history_views.history_answer(
        desk.language,
        shown,
        names,
        reader,
        campaign=campaign,
        older=older,
        rhythms=rhythms,
        replaced=replaced,
    )


def _logged_at(logged: Entry | LoggedMetric) -> datetime:
    return logged.logged_at


def _place(shown: Sequence[Entry | LoggedMetric], before: tuple[int, int]) -> str:
    """Where the page before begins: the last entry's id and the last metric's."""
    entries = [logged.id for logged in shown if isinstance(logged, Entry)]
    counted = [logged.id for logged in shown if isinstance(logged, LoggedMetric)]
    return f"{[before[0], *entries][-1]}/{[before[1], *counted][-1]}"
