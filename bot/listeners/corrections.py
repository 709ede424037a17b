"""*Correct*: an entry's form, filled with what it says; `costs` and `conversions` save it."""

from __future__ import annotations

from bot import filing, replies
from bot.corrections import correction_form
from bot.desk import Desk
from bot.replies import Body, Reply
from core.refunds import check_undo
from storage import ledger

FIGURES = "figures"
"""The modal of an opened figure: the form lies over it, and it is drawn anew once that is saved."""


def correct(desk: Desk, body: Body) -> Reply:
    """Over opened figures; in the place of a receipt; at once from a message. Raises `UnknownEntry` and others.

    A sale that was refunded is not corrected before its refund is taken back.
    """
    shown = body.get("view") or {}
    opened = {"view": shown["id"], **_place(body)} if shown.get("callback_id") == FIGURES else {}
    with desk.database.reading() as books:
        entry = ledger.as_it_stands(books, desk.workspace.id, replies.number_pressed(body))
        names = filing.spoken(books, desk)
        form = correction_form(desk, entry, names, opened)
        first = ledger.first(books, desk.workspace.id, entry)
        check_undo(entry, ledger.refunds(books, desk.workspace.id, first.id))
    if shown.get("type") != "modal" or opened:
        return replies.open_form(desk, body, form)
    desk.slack.update_view(str(shown["id"]), str(shown.get("hash", "")), form)
    return {}


def _place(body: Body) -> dict[str, object]:
    known = replies.metadata(body)
    return {name: known[name] for name in ("typed", "figure") if name in known}
