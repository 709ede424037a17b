"""`/roi close`: a month is closed by an admin, and opened again. Who did it, and when, is kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.closings import CloseForm, month
from bot.forms.fields import read
from bot.forms.state import typed
from bot.views import closings as views
from bot.views.drafts import not_used, with_left
from core.ledger.closings import MonthNotOver, finished_months
from core.setup.rights import Step
from storage import closings
from storage.totals import WorkspaceBooks


def close_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, with the closed months above it."""
    desk.require(Step.CLOSING)
    with desk.database.reading() as connection:
        months = finished_months(_first_day(connection, desk), desk.today)
        closed = closings.closed(connection, desk.workspace.id)
    form = views.close_form(desk.language, months, closed, desk.timezone, form_metadata.new_metadata())
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, rest)))


def submit_close(desk: Desk, body: Body) -> Reply:
    """Closes it once and turns the form into what was done."""
    desk.require(Step.CLOSING)
    form = read(CloseForm, typed(body["view"]), desk.world)
    request = replies.request_of(body)
    with desk.changing() as connection:
        if form.month not in finished_months(_first_day(connection, desk), desk.today):
            raise MonthNotOver(text=form.month.isoformat())
        closing = closings.close(connection, desk.act, form.month, request=request)
    return replies.updated(replies.as_modal(desk, views.month_closed(desk.language, closing)))


def reopen(desk: Desk, body: Body) -> Reply:
    """*Reopen*, in the form or where a month was just closed; pressed twice, the same is said."""
    desk.require(Step.CLOSING)
    which = month(replies.pressed(body).get("value", ""))
    with desk.changing() as connection:
        closings.reopen(connection, desk.act, which)
    return replies.replace(desk, body, views.month_reopened(desk.language, which))


def _first_day(connection: Connection, desk: Desk) -> date | None:
    days = WorkspaceBooks(connection, desk.workspace.id, desk.currency).days()
    return days[0] if days else None
