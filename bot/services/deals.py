"""Dealings: from what the deal form says to a step, and taking steps back, by their buttons and by `/roi undo`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.forms.deals import DealForm
from bot.language import LOCALES
from bot.services import log_entry
from bot.views import deals as views
from bot.views.blocks import Block
from core.calendar.weekly import UnknownChoice
from core.sales.deals import WON, Deal, DealRenamed, Move, check_sale, sale_goal
from core.sales.stages import OURS, stage_on
from core.setup.goals import Goal
from core.setup.names import NameTaken, free_like, same_writing, slug
from storage import closings, deals, goals, stages


def deal_of(connection: Connection, desk: Desk, form: DealForm, changing: str = "") -> Deal:
    """The step of a form, with the probability and the rate of its day. ``changing``: the deal it was opened for.

    Raises `DealRenamed`, `UnknownChoice`, `SaleGoalUnknown`, `LeadIsNoSale`, `UnknownGoal`, `RateUnknown`.
    """
    key = _key(connection, desk, form.name, changing)
    stage = stage_on(form.stage, stages.every(connection, desk.workspace.id), form.date)
    if stage is None:
        raise UnknownChoice(text=form.stage, field="stage")
    return Deal(
        key=key,
        name=form.name,
        day=form.date,
        stage=stage.key,
        stage_name=stage.name,
        probability=stage.probability,
        amount=form.money,
        exchange=log_entry.exchange_of(connection, desk, form.currency, form.date),
        campaign=log_entry.campaign_key(connection, desk, form.campaign),
        channel=log_entry.channel_key(connection, desk, form.channel),
        goal=_goal(connection, desk, form.goal, stage.key),
    )


def _key(connection: Connection, desk: Desk, name: str, changing: str) -> str:
    """The key of a deal: one that is changed keeps its own, and its name. Raises `DealRenamed`, `NameTaken`."""
    if changing:
        known = deals.known(connection, desk.workspace.id, changing).fact.name
        if slug(name) != slug(known):
            raise DealRenamed(name=known)
        return changing
    named = deals.named(connection, desk.workspace.id)
    return next((key for key, known in named if slug(known) == slug(name) and same_writing(known, name)), "") or (
        _new_key(name, dict(reversed(named)))
    )


def _new_key(name: str, named: Mapping[str, str]) -> str:
    """``named``: key -> how the deal is written now. Raises `NameTaken` where it is another's."""
    key = slug(name)
    held = key if key in named else next((one for one, known in named.items() if slug(known) == key), "")
    if held:
        suggestion = free_like(key, "deal", {*named, *map(slug, named.values())})
        raise NameTaken(name=name, kind="deal", suggestion=suggestion, other=named[held])
    return key


def our_stages(desk: Desk) -> Mapping[str, str]:
    """Slug of each stage of ours, in any of our languages -> its key."""
    known = {key: key for key in OURS}
    for code in LOCALES:
        language = desk.office.languages.get(code)
        known |= {slug(views.stage_name(language, key)): key for key in OURS}
    return known


def take_back_or_ask(desk: Desk, step: int, request: str = "") -> Block:
    """Takes a step back; one older than a day, or that moves a closed month, only on a second word.

    What it would move is rehearsed: it may bring back what the step before had booked. Raises what `take_back` does.
    """
    with desk.database.reading() as connection:
        logged = deals.find(connection, desk.workspace.id, step)
        booked = deals.booked(connection, desk.workspace.id, step)
        names = log_entry.spoken(connection, desk)
        any_closed = bool(closings.closed(connection, desk.workspace.id))
    closed: tuple[date, ...] = ()
    if any_closed:
        with desk.database.rehearsing() as connection:
            closed = closings.touched(connection, desk.workspace.id, *_undone(connection, desk, step, "").restates)
    may = desk.person.admin or logged.logged_by == desk.person.id
    old = logged.stands and logged.asks_before_undo(desk.now)
    if may and (closed or old):
        return views.ask_undo(desk.language, logged, names, booked=booked is not None, closed=closed, old=old)
    return take_back(desk, step, request)


def take_back(desk: Desk, step: int, request: str = "") -> Block:
    """With the conversion it booked. Raises `UnknownEntry`, `NotYours`, `SaleRefunded`."""
    with desk.changing() as connection:
        move = _undone(connection, desk, step, request)
        closed = closings.touched(connection, desk.workspace.id, *move.restates)
        names = log_entry.spoken(connection, desk)
    return views.taken_back(desk.language, move, names, closed)


def put_back_or_ask(desk: Desk, reversal: int) -> Block:
    """Puts it back; where that moves a closed month only on a second word."""
    with desk.database.rehearsing() as connection:
        move = _redone(connection, desk, reversal)
        closed = closings.touched(connection, desk.workspace.id, *move.restates)
        names = log_entry.spoken(connection, desk)
    if closed:
        return views.ask_redo(desk.language, reversal, move.step, names, closed)
    return put_back(desk, reversal)


def put_back(desk: Desk, reversal: int) -> Block:
    """With the conversion it had booked. Raises `UnknownEntry`, `NotYours`, `SaleRefunded`."""
    with desk.changing() as connection:
        move = _redone(connection, desk, reversal)
        closed = closings.touched(connection, desk.workspace.id, *move.restates)
        names = log_entry.spoken(connection, desk)
    return views.put_back(desk.language, move, names, closed)


def _undone(connection: Connection, desk: Desk, step: int, request: str) -> Move:
    return deals.undo(
        connection, desk.workspace.id, step, by=desk.person.id, at=desk.now, anyone=desk.person.admin, request=request
    )


def _redone(connection: Connection, desk: Desk, reversal: int) -> Move:
    return deals.redo(connection, desk.workspace.id, reversal, by=desk.person.id, at=desk.now, anyone=desk.person.admin)


def _goal(connection: Connection, desk: Desk, chosen: str, stage: str) -> int:
    """The version that a won deal is booked under; 0 for any other, whose goal need only exist."""
    if stage == WON:
        return _sale_goal(connection, desk, chosen).id
    if chosen:
        log_entry.goal_of(connection, desk, chosen)
    return 0


def _sale_goal(connection: Connection, desk: Desk, chosen: str) -> Goal:
    if chosen:
        return check_sale(log_entry.goal_of(connection, desk, chosen))
    return sale_goal(goals.current(connection, desk.workspace.id))
