"""*Correct*: an entry's form, filled with what it says; `costs` and `conversions` save it."""

from __future__ import annotations

from bot import filing, histories, openings, origins, replies, standing
from bot.corrections import correction_form
from bot.desk import Desk
from bot.openings import Seen
from bot.replies import Body, Reply
from bot.sentences import sentence
from bot.views.blocks import Block, paragraph
from bot.views.openings import FIGURES
from core.entries import CorrectedSince, CorrectionNotYours, Entry, TakenBack
from core.refunds import check_undo
from storage import ledger


def correct(desk: Desk, body: Body) -> Reply:
    """Over opened figures; in the place of a receipt; at once from a message. Raises `UnknownEntry` and others.

    A sale that was refunded is not corrected before its refund is taken back. Of an entry that does not stand any more
    what stands now is shown, and nothing is opened.
    """
    with desk.database.reading() as books:
        entry = ledger.newest(books, desk.workspace.id, replies.number_pressed(body))
        if entry.logged_by != desk.person.id and not desk.person.admin:
            raise CorrectionNotYours
        if entry.stands:
            names = filing.spoken(books, desk)
            form = correction_form(desk, entry, names, origins.of_press(body))
            first = ledger.first(books, desk.workspace.id, entry)
            check_undo(entry, ledger.refunds(books, desk.workspace.id, first.id))
        corrected = ledger.replacement(books, desk.workspace.id, entry.id) is not None
    return _opened(desk, body, form) if entry.stands else _stale(desk, body, entry, corrected=corrected)


def _opened(desk: Desk, body: Body, form: Block) -> Reply:
    shown = body.get("view") or {}
    if shown.get("type") != "modal" or shown.get("callback_id") == FIGURES:
        return replies.open_form(desk, body, form)
    desk.slack.update_view(str(shown["id"]), str(shown.get("hash", "")), form)
    return {}


def _stale(desk: Desk, body: Body, entry: Entry, *, corrected: bool) -> Reply:
    """Figures are drawn anew; the list is too, and the answer stands beside it; a receipt gives way."""
    shown = body.get("view") or {}
    if shown.get("callback_id") == FIGURES:
        told = paragraph(sentence(desk.language, CorrectedSince() if corrected else TakenBack()))
        view = openings.draw(desk, Seen.of(replies.metadata(body)), told=[told])
        desk.slack.update_view(str(shown["id"]), str(shown.get("hash", "")), view)
        return {}
    message = standing.receipt(desk, entry.id, meanwhile=True)
    listed = histories.listed_code(body) is not None
    return histories.answer(desk, body, message) if listed else origins.replace(desk, body, message)
