"""*Correct*: an entry's form, filled with what it says; `costs` and `conversions` save it."""

from __future__ import annotations

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import log_entry, origins
from bot.services.corrections import correction_form
from bot.views.blocks import Block
from bot.views.drill_down import FIGURES
from core.ledger.entries import CorrectionNotYours
from core.ledger.refunds import check_undo
from storage import entry_lists, ledger


def correct(desk: Desk, body: Body) -> Reply:
    """Opens the form over opened figures, in the place of a receipt, or at once from a message.

    A sale that was refunded is not corrected before its refund is taken back. For an entry that does not stand any more
    what stands now is shown, and nothing is opened. Raises `UnknownEntry` and others.
    """
    with desk.database.reading() as connection:
        entry = ledger.newest(connection, desk.workspace.id, replies.number_pressed(body))
        if not desk.act.may_change(entry.logged_by):
            raise CorrectionNotYours
        if entry.stands:
            names = log_entry.spoken(connection, desk)
            form = correction_form(desk, entry, names, origins.of_press(body))
            first = ledger.first(connection, desk.workspace.id, entry)
            check_undo(entry, entry_lists.refunds(connection, desk.workspace.id, first.id))
    return _opened(desk, body, form) if entry.stands else origins.stale(desk, body, entry.id)


def _opened(desk: Desk, body: Body, form: Block) -> Reply:
    is_figures = (body.get("view") or {}).get("callback_id") == FIGURES
    show = replies.open_form if is_figures else replies.open_in_place
    return show(desk, body, form)
