"""Taking metrics back: what their buttons do, and `/roi undo` where a metric is what one logged last."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.services import log_entry
from bot.views import metrics as views
from bot.views.blocks import Block
from storage import metrics


def take_back_or_ask(desk: Desk, metric: int, request: str = "") -> Block:
    """Takes it back; one older than a day only on a second word. Raises `UnknownEntry`, `NotYours`."""
    with desk.database.reading() as connection:
        logged = metrics.find(connection, desk.workspace.id, metric)
        names = log_entry.spoken(connection, desk)
    may = desk.person.admin or logged.logged_by == desk.person.id
    if may and logged.stands and logged.asks_before_undo(desk.now):
        return views.ask_undo(desk.language, logged, names)
    return take_back(desk, metric, request)


def take_back(desk: Desk, metric: int, request: str = "") -> Block:
    """Raises `UnknownEntry`, `NotYours`."""
    with desk.changing() as connection:
        reversal = metrics.undo(
            connection,
            desk.workspace.id,
            metric,
            by=desk.person.id,
            at=desk.now,
            anyone=desk.person.admin,
            request=request,
        )
        names = log_entry.spoken(connection, desk)
    return views.taken_back(desk.language, reversal, reversal, names)


def put_back(desk: Desk, reversal: int) -> Block:
    """Raises `UnknownEntry`, `NotYours`."""
    with desk.changing() as connection:
        restored = metrics.redo(
            connection, desk.workspace.id, reversal, by=desk.person.id, at=desk.now, anyone=desk.person.admin
        )
        names = log_entry.spoken(connection, desk)
    return views.put_back(desk.language, restored, names)
