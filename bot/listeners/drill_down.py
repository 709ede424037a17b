"""*Details*: what is chosen and pressed in the modal behind an answer, and at its opened figures."""

from __future__ import annotations

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.services import drill_down, reversals
from bot.services.drill_down import Seen, Turn
from bot.views import drill_down as views
from bot.views.blocks import Block, Paragraph, paragraph
from core.ledger.entries import CorrectedSince


def open_details(desk: Desk, body: Body) -> Reply:
    """Opens the first section of the answer whose words the button carries."""
    typed = str(replies.pressed(body).get("value", "")).removeprefix("-")
    return replies.open_form(desk, body, drill_down.draw(desk, Seen(typed=typed, section="")))


def choose_section(desk: Desk, body: Body) -> Reply:
    section = str((replies.pressed(body).get("selected_option") or {}).get("value", ""))
    return _show(desk, body, drill_down.draw(desk, Seen(typed=_seen(body).typed, section=section)))


def open_figures(desk: Desk, body: Body) -> Reply:
    """Opens the ROI of the answer whose words the button carries."""
    typed = str(replies.pressed(body).get("value", "")).removeprefix("-")
    return replies.open_form(desk, body, drill_down.draw(desk, Seen(typed=typed)))


def choose_figure(desk: Desk, body: Body) -> Reply:
    chosen = (replies.pressed(body).get("selected_option") or {}).get("value", "")
    return _show(desk, body, drill_down.draw(desk, Seen(typed=_seen(body).typed, figure=str(chosen))))


def figures_older(desk: Desk, body: Body) -> Reply:
    return _show(desk, body, drill_down.draw(desk, _seen(body), Turn(older=replies.number_pressed(body))))


def figures_newer(desk: Desk, body: Body) -> Reply:
    return _show(desk, body, drill_down.draw(desk, _seen(body), Turn(newer=replies.number_pressed(body))))


def figures_back(desk: Desk, body: Body) -> Reply:
    """Goes back from the question whether to take an old entry back."""
    return _show(desk, body, drill_down.draw(desk, _seen(body)))


def undo_opened(desk: Desk, body: Body) -> Reply:
    """Takes an entry back at its row: the figures are drawn anew without it.

    An old entry, or one in a closed month, only on a second word.
    """
    asked = reversals.before_undo(desk, reversals.ENTRIES, replies.number_pressed(body))
    if not asked:
        return undo_opened_sure(desk, body)
    context, metadata = views.Known(names=asked.names), _seen(body).metadata
    return _show(
        desk, body, views.ask_view(desk.language, asked.logged, context, metadata, asked.closed, old=asked.old)
    )


def undo_opened_sure(desk: Desk, body: Body) -> Reply:
    try:
        taken = reversals.undo(desk, reversals.ENTRIES, replies.number_pressed(body))
    except CorrectedSince as problem:
        return _drawn(desk, body, paragraph(sentence(desk.language, problem)))
    note = views.taken_back_note(desk.language, taken.result, taken.names, taken.goes_on, taken.closed, taken.back)
    return _drawn(desk, body, note)


def redo_opened(desk: Desk, body: Body) -> Reply:
    """Puts an entry back above the figures (*Redo*); in a closed month only on a second word."""
    asked = reversals.before_redo(desk, reversals.ENTRIES, replies.number_pressed(body))
    if not asked:
        return redo_opened_sure(desk, body)
    context, metadata = views.Known(names=asked.names), _seen(body).metadata
    return _show(desk, body, views.ask_redo_view(desk.language, asked.logged, context, metadata, asked.closed))


def redo_opened_sure(desk: Desk, body: Body) -> Reply:
    try:
        turned = reversals.redo(desk, reversals.ENTRIES, replies.number_pressed(body))
    except CorrectedSince as problem:
        return _drawn(desk, body, paragraph(sentence(desk.language, problem)))
    return _drawn(desk, body, views.put_back_note(desk.language, turned.result, turned.names, turned.closed))


def _drawn(desk: Desk, body: Body, note: Paragraph) -> Reply:
    return _show(desk, body, drill_down.draw(desk, _seen(body), notes=[note]))


def _seen(body: Body) -> Seen:
    return Seen.of(form_metadata.metadata(body))


def _show(desk: Desk, body: Body, view: Block) -> Reply:
    """Shows a view in the place of the modal that the press came from."""
    opened_in = body.get("view") or {}
    desk.slack.update_view(str(opened_in.get("id", "")), str(opened_in.get("hash", "")), view)
    return {}
