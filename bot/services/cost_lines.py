"""Lines of costs: one is logged, or what it may mean or whether it is right is asked first."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.services import doubts, drafts, log_entry, old_receipts, readings
from bot.services.doubts import TypedLine
from bot.services.exchange_rates import exchanged
from bot.views import doubts as doubt_views
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.drafts import form_button
from core.ledger.doubts import Doubtful
from core.ledger.quick_entry import QuickCost, read_quick_cost, written_cost
from core.ledger.quick_readings import UNCLEAR, Unclear
from core.setup.names import one_line
from storage import closings


def logged(desk: Desk, line: TypedLine, *, sure: bool) -> Block:
    """The receipt of a line; where it is unclear, or in doubt and nobody is ``sure`` yet, the question.

    Of a line saved before and taken back or corrected since: what stands today.
    """
    try:
        with desk.changing(known_by=line.request) as connection:
            quick = read_quick_cost(line.text, log_entry.vocabulary(connection, desk, line.day))
            cost = exchanged(connection, desk, quick.cost)
            if not sure:
                doubts.check(connection, desk, cost, line.request)
            before = log_entry.twin_of(connection, desk, cost)
            entry = log_entry.log(connection, desk, cost, "quick", line.request)
            repeat = log_entry.repeat(connection, desk, entry, quick.every)
            closed = closings.touched(connection, desk.workspace.id, entry)
            names = log_entry.spoken(connection, desk)
    except Doubtful as asked:
        return _question(desk, asked, replace(quick, cost=cost), line)
    except UNCLEAR as unclear:
        return _which(desk, unclear, line)
    if not entry.stands:
        return old_receipts.receipt(desk, entry.id)
    twin = before not in (None, entry.id)
    return views.receipt(desk.language, entry, names, desk.today, twin=twin, repeat=repeat, closed=closed)


def _question(desk: Desk, asked: Doubtful, quick: QuickCost, line: TypedLine) -> Block:
    with desk.database.reading() as connection:
        names = log_entry.spoken(connection, desk)
    value = doubts.button_value(line, written_cost(quick.cost, quick.every))
    sure = doubt_views.sure_button(desk.language, "log_cost_anyway", value)
    form = form_button(desk.language, "open_cost_line", drafts.button_value(line.day, line.text))
    command = f"/roi-cost {one_line(line.text)}"
    return doubt_views.question(desk.language, quick.cost, asked.doubts, names, command, (sure, form))


def _which(desk: Desk, unclear: Unclear, line: TypedLine) -> Block:
    with desk.database.reading() as connection:
        vocabulary = log_entry.vocabulary(connection, desk, line.day)

    def rewritten(text: str) -> str:
        quick = read_quick_cost(text, vocabulary)
        return written_cost(quick.cost, quick.every)

    return readings.question_of_line(desk, unclear, "/roi-cost", line, "log_cost_as", rewritten)
