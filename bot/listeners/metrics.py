"""`/roi metric`: what is counted beside the money; the form, its submission, and taking one back."""

from __future__ import annotations

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.metrics import MetricForm
from bot.forms.state import typed
from bot.services import history, log_entry, reversals
from bot.views import metrics as views
from bot.views.blocks import Block
from bot.views.drafts import not_used, with_left
from bot.views.forms.entries import metric_form
from core.ledger.metrics import Metric
from storage import metrics

MOST_LISTED = 5


def metric_command(desk: Desk, body: Body, rest: str) -> Reply:
    return replies.open_form(desk, body, with_left(_form(desk), not_used(desk.language, rest)))


def open_metric(desk: Desk, body: Body) -> Reply:
    return replies.open_form(desk, body, _form(desk))


def _form(desk: Desk) -> Block:
    """The form, with the latest that stand listed above it."""
    with desk.database.reading() as connection:
        latest = metrics.history(connection, desk.workspace.id, None, most=MOST_LISTED * 2)
        names = log_entry.spoken(connection, desk)
    standing = [logged for logged in latest if logged.stands][:MOST_LISTED]
    listed = "\n".join(views.metric_line(desk.language, logged.fact, names) for logged in standing)
    return metric_form(desk.language, listed, desk.today, form_metadata.new_metadata())


def submit_metric(desk: Desk, body: Body) -> Reply:
    """Saves the form once and turns it into its receipt."""
    form = read(MetricForm, typed(body["view"]), desk.world)
    with desk.changing() as connection:
        fact = Metric(
            day=form.date,
            kind=form.metric,
            count=form.count,
            channel=log_entry.channel_key(connection, desk, form.channel),
            campaign=log_entry.campaign_key(connection, desk, form.campaign),
        )
        request = replies.request_of(body)
        logged = metrics.log(connection, desk.act, fact, request=request)
        names = log_entry.spoken(connection, desk)
    receipt = views.receipt(desk.language, logged, names, changed=logged.fact != fact)
    return replies.updated(replies.as_modal(desk, receipt))


def undo_metric(desk: Desk, body: Body) -> Reply:
    """Takes a metric back, from *Undo* under a receipt: what stood there says what was taken back."""
    return replies.replace(
        desk, body, reversals.take_back_or_ask(desk, reversals.METRICS, replies.number_pressed(body))[0]
    )


def undo_metric_listed(desk: Desk, body: Body) -> Reply:
    """Takes a metric back, from *Take back* in the history; the answer stands beside the list, drawn anew."""
    return history.answer(
        desk, body, reversals.take_back_or_ask(desk, reversals.METRICS, replies.number_pressed(body))[0]
    )


def undo_metric_sure(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, reversals.take_back(desk, reversals.METRICS, replies.number_pressed(body)))


def redo_metric(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, reversals.put_back(desk, reversals.METRICS, replies.number_pressed(body)))
