"""Undo, redo and history."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import history, log_entry, origins, reversals
from bot.views import history as history_views
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.help import not_understood
from core.ledger.entries import Entry
from core.ledger.history_filter import Chosen, chosen_of, parse_chosen
from core.setup.categories import Category
from storage import closings
from storage import names as name_book


def undo_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Takes back one's own latest entry that stands; an older one only on a second word. The same request, once."""
    if rest:
        return replies.ephemeral(not_understood(desk.language, desk.language.say("Type /roi undo on its own.")))
    request = replies.command_request(body, "undo")
    book, record, repeated = reversals.last_logged(desk, request)
    if repeated and isinstance(record, Entry):
        return replies.ephemeral(_taken_back_before(desk, record))
    number = (record.reverses or 0) if repeated else record.id
    return replies.ephemeral(reversals.take_back_or_ask(desk, book, number, request)[0])


def _taken_back_before(desk: Desk, reversal: Entry) -> Block:
    """The answer to a request that has come before."""
    with desk.database.reading() as connection:
        closed = closings.touched(connection, desk.workspace.id, reversal)
        names = log_entry.spoken(connection, desk)
    return views.taken_back(desk.language, reversal, names, closed=closed)


def undo_pressed(desk: Desk, body: Body) -> Reply:
    """Takes an entry back, from *Undo* under a receipt: what stood there says what was taken back."""
    message, finished = reversals.take_back_or_ask(desk, reversals.ENTRIES, replies.number_pressed(body))
    return _shown(desk, body, message, finished=finished)


def undo_listed(desk: Desk, body: Body) -> Reply:
    """Takes an entry back, from *Take back* in the history; the answer stands beside the list, which is drawn anew."""
    message, _ = reversals.take_back_or_ask(desk, reversals.ENTRIES, replies.number_pressed(body))
    return history.answer(desk, body, message)


def undo_sure(desk: Desk, body: Body) -> Reply:
    return _shown(desk, body, reversals.take_back(desk, reversals.ENTRIES, replies.number_pressed(body)))


def redo_pressed(desk: Desk, body: Body) -> Reply:
    """Puts an entry back at once (*Redo*); in a closed month only on a second word."""
    message, finished = reversals.put_back_or_ask(desk, reversals.ENTRIES, replies.number_pressed(body))
    return _shown(desk, body, message, finished=finished)


def redo_sure(desk: Desk, body: Body) -> Reply:
    return _shown(desk, body, reversals.put_back(desk, reversals.ENTRIES, replies.number_pressed(body)))


def _shown(desk: Desk, body: Body, message: Block, *, finished: bool = True) -> Reply:
    """Shows ``message`` in the button's place; once something is ``finished``, the origin shows what stands now."""
    reply = origins.replace(desk, body, message)
    if finished:
        origins.tell(desk, body)
    return reply


def history_command(desk: Desk, _body: Body, rest: str) -> Reply:
    """The latest entries: of all, or of a campaign, a person and a category, in words of any order."""
    with desk.database.reading() as connection:
        register = name_book.register(connection, desk.workspace.id)
    return replies.ephemeral(history.draw(desk, parse_chosen(rest, register, desk.person.id)))


def history_older(desk: Desk, body: Body) -> Reply:
    value = str(replies.pressed(body).get("value", ""))
    place, _, code = value.partition(" ")
    older = history.draw(desk, chosen_of(code), _place(place))
    return replies.replace(desk, body, older)


def _place(text: str) -> tuple[int, ...]:
    """The ids in a button's place, ``12/3/4``; where one is missing or none, as on the first page."""
    ids = text.split("/")
    padded = ids + [""] * len(history.NEWEST)
    return tuple(_number(number, newest) for number, newest in zip(padded, history.NEWEST, strict=False))


def history_person(desk: Desk, body: Body) -> Reply:
    """Narrows the history to the person chosen in the menu under it."""
    person = str(replies.pressed(body).get("selected_user") or "")
    return _narrowed(desk, body, replace(_chosen_before(body), person=person))


def history_campaign(desk: Desk, body: Body) -> Reply:
    return _narrowed(desk, body, replace(_chosen_before(body), campaign=_option(body)))


def history_category(desk: Desk, body: Body) -> Reply:
    category = _option(body)
    is_category = category in Category.__members__.values()
    return _narrowed(desk, body, replace(_chosen_before(body), category=category if is_category else ""))


def history_all(desk: Desk, body: Body) -> Reply:
    """Shows the whole history again (*Show all*)."""
    return _narrowed(desk, body, Chosen())


def look(desk: Desk, body: Body) -> Reply:
    """Shows one's own latest entries, beside what made one ask (*Look*)."""
    return replies.append(desk, body, history.draw(desk, Chosen(person=desk.person.id)))


def _narrowed(desk: Desk, body: Body, chosen: Chosen) -> Reply:
    return replies.replace(desk, body, history.draw(desk, chosen))


def _chosen_before(body: Body) -> Chosen:
    """The filter that the controls' block id carries: Slack sends no message along with an ephemeral one's buttons."""
    kind, _, code = str(replies.pressed(body).get("block_id", "")).partition(":")
    return chosen_of(code) if kind == history_views.CONTROLS else Chosen()


def _option(body: Body) -> str:
    return str((replies.pressed(body).get("selected_option") or {}).get("value") or "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else otherwise
