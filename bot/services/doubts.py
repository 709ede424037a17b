"""Doubts: a day far ahead or an amount far above the usual is asked about, and nothing is saved before the answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body
from core.ledger.doubts import Doubtful, Doubts, doubts_about, is_far_ahead, is_notable, reported
from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from storage import entry_lists, ledger


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedLine:
    """A line as it was typed. ``request``: saves it once; empty before it has one. ``day``: when it was typed."""

    text: str
    request: str
    day: date


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


def button_value(line: TypedLine, text: str) -> str:
    """The value of *Log it anyway*: ``text`` for that of the line, its day, and its request, so that the press is the
    same one as the command."""
    return f"{line.request or f'asked:{secrets.token_hex(8)}'} {line.day.isoformat()} {text}"


def pressed_line(desk: Desk, body: Body) -> TypedLine:
    """The line that `button_value` wrote; of a button that says no day, as if it were typed today."""
    request, _, rest = str(replies.pressed(body).get("value", "")).partition(" ")
    day, _, text = rest.partition(" ")
    try:
        return TypedLine(text=text, request=request, day=date.fromisoformat(day))
    except ValueError:
        return TypedLine(text=rest, request=request, day=desk.today)


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
