"""Lines of costs: one is logged, or what it may mean or whether it is right is asked first."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.services import doubts, effects, log_entry, old_receipts, readings
from bot.services.exchange_rates import exchanged
from bot.services.typed_lines import TypedLine
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.line_commands import COST
from core.ledger.doubts import Doubtful
from core.ledger.quick_entry import QuickCost, read_quick_cost, written_cost
from core.ledger.quick_readings import UNCLEAR
from core.ledger.quick_words import Vocabulary
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
        return doubts.question_of_line(desk, asked, cost, _written(replace(quick, cost=cost)), line, COST)
    except UNCLEAR as unclear:
        return readings.question_of_line(desk, unclear, COST, line, rewritten)
    if not entry.stands:
        return old_receipts.receipt(desk, entry.id)
    twin = before not in (None, entry.id)
    repeating = views.Repeating(repeat=repeat)
    effect = None if line.is_one_of_many else effects.of(desk, entry)
    return views.receipt(
        desk.language, entry, names, desk.today, twin=twin, repeating=repeating, closed=closed, effect=effect
    )


def rewritten(text: str, vocabulary: Vocabulary) -> str:
    """The line once more, each word saying what it is. Raises a problem where it cannot be logged."""
    return _written(read_quick_cost(text, vocabulary))


def _written(quick: QuickCost) -> str:
    return written_cost(quick.cost, quick.every)
