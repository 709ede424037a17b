"""*Open the figures*: what is chosen and pressed in the modal of an opened figure."""

from __future__ import annotations

from dataclasses import replace

from bot import filing, openings, replies
from bot.desk import Desk
from bot.openings import Seen, Turn
from bot.replies import Body, Reply
from bot.views import openings as views
from bot.views.blocks import Block
from storage import closings, ledger


def open_figures(desk: Desk, body: Body) -> Reply:
    """The ROI of the answer whose words the button carries."""
    typed = str(replies.pressed(body).get("value", "")).removeprefix("-")
    return replies.open_form(desk, body, openings.draw(desk, Seen(typed=typed)))


def choose_figure(desk: Desk, body: Body) -> Reply:
    chosen = (replies.pressed(body).get("selected_option") or {}).get("value", "")
    return _show(desk, body, openings.draw(desk, replace(_seen(body), figure=str(chosen), revision=0)))


def figures_older(desk: Desk, body: Body) -> Reply:
    return _show(desk, body, openings.draw(desk, _seen(body), Turn(older=replies.number_pressed(body))))


def figures_newer(desk: Desk, body: Body) -> Reply:
    return _show(desk, body, openings.draw(desk, _seen(body), Turn(newer=replies.number_pressed(body))))


def figures_back(desk: Desk, body: Body) -> Reply:
    """From the question whether to take an old entry back."""
    return _show(desk, body, openings.draw(desk, _seen(body)))


def undo_opened(desk: Desk, body: Body) -> Reply:
    """*Take back* at a row: the figures are drawn anew without it.

    An old entry, or one in a closed month, only on a second word.
    """
    number = replies.number_pressed(body)
    with desk.database.reading() as books:
        entry = ledger.find(books, desk.workspace.id, number)
        closed = closings.touched(books, desk.workspace.id, entry)
        names = filing.spoken(books, desk)
    old = entry.asks_before_undo(desk.now)
    if openings.reader(desk).may_undo(entry) and (closed or old):
        known, metadata = views.Known(names=names), _seen(body).metadata
        asked = views.ask_view(desk.language, entry, known, metadata, closed, old=old)
        return _show(desk, body, asked)
    return undo_opened_sure(desk, body)


def undo_opened_sure(desk: Desk, body: Body) -> Reply:
    number = replies.number_pressed(body)
    with desk.database.writing() as books:
        reversal = ledger.undo(
            books, desk.workspace.id, number, by=desk.person.id, at=desk.now, anyone=desk.person.admin
        )
        closed = closings.touched(books, desk.workspace.id, reversal)
        names = filing.spoken(books, desk)
    told = views.taken_back_note(desk.language, reversal, reversal, names, closed)
    return _show(desk, body, openings.draw(desk, _seen(body), told=[told]))


def redo_opened(desk: Desk, body: Body) -> Reply:
    number = replies.number_pressed(body)
    with desk.database.writing() as books:
        restored = ledger.redo(
            books, desk.workspace.id, number, by=desk.person.id, at=desk.now, anyone=desk.person.admin
        )
        closed = closings.touched(books, desk.workspace.id, restored)
        names = filing.spoken(books, desk)
    told = views.put_back_note(desk.language, restored, names, closed)
    return _show(desk, body, openings.draw(desk, _seen(body), told=[told]))


def _seen(body: Body) -> Seen:
    return Seen.of(replies.metadata(body))


def _show(desk: Desk, body: Body, view: Block) -> Reply:
    """In the place of the modal that the press came from."""
    shown = body.get("view") or {}
    desk.slack.update_view(str(shown.get("id", "")), str(shown.get("hash", "")), view)
    return {}
