"""Doubts: a day far ahead or an amount far above the usual is asked about, and nothing is saved before the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body
from bot.services import log_entry
from bot.services.typed_lines import TypedLine, value_to_log, value_to_open
from bot.views import doubts as views
from bot.views.blocks import Block
from bot.views.drafts import form_button
from bot.views.line_commands import LineCommand
from core.ledger.doubts import Doubtful, Doubts, doubts_about, is_far_ahead, is_notable, reported
from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from core.setup.names import one_line
from storage import entry_lists, ledger


def check(
    connection: Connection, desk: Desk, fact: Cost | Conversion, request: str, before: Cost | Conversion | None = None
) -> None:
    """Raises `Doubtful`, unless this ``request`` has saved the fact.

    ``before``: what the fact corrects, or comes after; what it says already is not doubted.
    """
    doubts = _about_amount(connection, desk, fact, before) if isinstance(fact, Cost) else Doubts()
    if is_far_ahead(fact.day, desk.today) and not (before and before.day == fact.day):
        doubts = replace(doubts, day=fact.day)
    if doubts and not (request and ledger.seen(connection, desk.workspace.id, request)):
        raise Doubtful(doubts=doubts, said=_said(fact))


def check_form(
    connection: Connection, desk: Desk, body: Body, fact: Cost | Conversion, before: Cost | Conversion | None = None
) -> None:
    """Checks a form's fact as `check` does; not again once it was asked about, unless it says something else by now."""
    if form_metadata.metadata(body).get("sure") != _said(fact):
        check(connection, desk, fact, replies.request_of(body), before)


def check_day(desk: Desk, body: Body, day: date) -> None:
    """Checks the day of a form of which nothing else can be made yet."""
    if is_far_ahead(day, desk.today) and form_metadata.metadata(body).get("sure") != day.isoformat():
        raise Doubtful(doubts=Doubts(day=day), said=day.isoformat())


def asked_metadata(body: Body, asked: Doubtful) -> str:
    """The form's own metadata, with what it has been asked about."""
    return form_metadata.written({**form_metadata.metadata(body), "sure": asked.said})


def question_of_line(
    desk: Desk, asked: Doubtful, fact: Cost | Conversion, written: str, line: TypedLine, command: LineCommand
) -> Block:
    """The question about a line that is in doubt. ``written``: the fact as a line, which *Log it anyway* carries."""
    with desk.database.reading() as connection:
        names = log_entry.spoken(connection, desk)
    sure = views.sure_button(desk.language, command.log_anyway, value_to_log(line, written))
    form = form_button(desk.language, command.open_form, value_to_open(line))
    typed = f"{command.command} {one_line(line.text)}"
    return views.question(desk.language, fact, asked.doubts, names, typed, (sure, form))


def _about_amount(connection: Connection, desk: Desk, cost: Cost, before: Cost | Conversion | None) -> Doubts:
    amount = reported(cost)
    same = isinstance(before, Cost) and (before.amount, before.campaign) == (cost.amount, cost.campaign)
    if same or not is_notable(amount):
        return Doubts()
    return doubts_about(amount, _earlier(connection, desk, cost.campaign) if cost.campaign else ())


def _earlier(connection: Connection, desk: Desk, campaign: str) -> list[Money]:
    """The campaign's costs; to a member without people's, which could be found out by asking again and again."""
    return entry_lists.costs_of(connection, desk.workspace.id, campaign, people=desk.person.admin)


def _said(fact: Cost | Conversion) -> str:
    amount = f" {fact.amount.minor} {fact.amount.currency} {fact.campaign}" if isinstance(fact, Cost) else ""
    return f"{fact.day.isoformat()}{amount}"
