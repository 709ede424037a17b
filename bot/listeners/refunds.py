"""Refunds: the form behind *Refund*, and its submission."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.refunds import RefundForm
from bot.forms.state import typed
from bot.services import effects, log_entry, origins
from bot.views import receipts
from bot.views.refunds import refund_form
from core.ledger.entries import Conversion
from core.ledger.refunds import NothingToRefund
from storage import closings, ledger, refunds


def open_refund(desk: Desk, body: Body) -> Reply:
    """Opens the form of a refund, with all that is left filled in.

    For a sale that does not stand any more what stands now is shown, and nothing is opened.
    """
    number = replies.number_pressed(body)
    with desk.database.reading() as connection:
        stands = ledger.newest(connection, desk.workspace.id, number).stands
    if not stands:
        return origins.stale(desk, body, number)
    with desk.database.reading() as connection:
        entry, left = refunds.sale(connection, desk.act, number)
        names = log_entry.spoken(connection, desk)
    metadata = form_metadata.new_metadata({"entry": entry.id, **origins.of_press(body)})
    return replies.open_form(desk, body, refund_form(desk.language, entry, left, names, desk.today, metadata))


def submit_refund(desk: Desk, body: Body) -> Reply:
    """Gives it back once and turns the form into the receipt."""
    number = replies.number_in(form_metadata.metadata(body).get("entry"))
    with desk.changing() as connection:
        sale = ledger.newest(connection, desk.workspace.id, number)
        if not isinstance(sale.fact, Conversion) or sale.fact.revenue is None:
            raise NothingToRefund
        currency = sale.fact.revenue.currency
        form = read(RefundForm, typed(body["view"]), replace(desk.world, currency=currency))
        amount = form.money(currency)
        entry = refunds.save(
            connection, desk.act, number, amount, day=form.date, note=form.note, request=replies.request_of(body)
        )
        left = refunds.left_of_each(connection, desk.workspace.id, [sale]).get(sale.id)
        closed = closings.touched(connection, desk.workspace.id, entry)
        names = log_entry.spoken(connection, desk)
    changed, effect = _says_other(entry.fact, form), effects.of(desk, entry)
    receipt = receipts.receipt(
        desk.language, entry, names, desk.today, changed=changed, closed=closed, left=left, effect=effect
    )
    return origins.saved(desk, body, receipt)


def _says_other(fact: object, form: RefundForm) -> bool:
    """Whether the form was sent before, and says other things now."""
    if not isinstance(fact, Conversion) or fact.revenue is None or fact.refund is None:
        return True
    submitted = (-form.money(fact.revenue.currency), form.date, form.note)
    return (fact.revenue, fact.refund.day, fact.note) != submitted
