"""What a typical sale of a goal brings is asked once: under the first receipt with real revenue of it (J-02)."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.views import typical_sale as views
from bot.views.blocks import Paragraph
from core.ledger.entries import Conversion, Entry
from core.setup.goals import Goal
from core.setup.replacements import Kind
from storage import entry_lists, goals


def asked(connection: Connection, desk: Desk, entry: Entry | None) -> list[Paragraph]:
    """The question under the receipt of ``entry``; empty where it was asked before, or is answered already."""
    goal = _goal(connection, desk, entry.fact) if entry and isinstance(entry.fact, Conversion) else None
    if entry is None or goal is None or entry_lists.sold_before(connection, desk.workspace.id, goal.key, entry.id):
        return []
    return [views.question(desk.language, goal, admin=desk.may(Kind.GOAL))]


def _goal(connection: Connection, desk: Desk, fact: Conversion) -> Goal | None:
    """Today's version of the goal; None where it needs no average: nothing real, nothing counts, or it has one."""
    if fact.revenue is None or fact.refund:
        return None
    goal = goals.find(connection, desk.workspace.id, fact.goal.key)
    return goal if goal and goal.counts and goal.average is None else None
