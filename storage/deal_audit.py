"""The audit of deals: what each has on the books, beside what its steps say (storage/deal_returns.py).

The steps are put in order anew. First contacts are not compared: a sale rightly keeps the one it was booked with where
rules have changed since, or where it was refunded, and what an entry says is sealed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from core.sales.deals import SOURCE, WON
from storage import spoiled
from storage.flaws import Flaw, FlawKind
from storage.spoiled import SPOILED, Row, Spoiled
from storage.tables import deal_bookings, deal_steps, workspaces

_TEAMS = select(workspaces.c.id, workspaces.c.team_id)
_BOOKED = select(deal_bookings.c.workspace_id, deal_bookings.c.step_id, deal_bookings.c.entry_id)
_SAID = {
    "day": "day",
    "amount_minor": "revenue_minor",
    "currency": "currency",
    "campaign": "campaign",
    "channel": "channel",
    "goal_id": "goal_id",
}
"""What a step that is won says -> the column in which the sale says the same."""

Booked = Mapping[tuple[int, int], int]
"""Workspace and step -> the entry it has booked."""


class DealAudit:
    """Takes the entries one by one, in the order of their ids, then compares those of deals with the deals' steps."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        """Entry -> the first of its chain."""
        self._sales: dict[int, Row] = {}
        """First of a chain -> the sale that stands."""

    def add(self, row: Row) -> None:
        """Takes the next row of ``entries``."""
        if row["source"] != SOURCE:
            return
        first = self._first.get(row["reverses"] or 0) or int(row["id"])
        self._first[row["id"]] = first
        if row["sign"] > 0:
            self._sales[first] = row
        else:
            self._sales.pop(first, None)

    def flaws(self, connection: Connection) -> Iterator[Flaw]:
        """Each deal whose booking is not what its steps say, sales that no step has booked, and unreadable steps."""
        teams = {row.id: row.team_id for row in connection.execute(_TEAMS)}
        booked = {(row.workspace_id, row.step_id): row.entry_id for row in connection.execute(_BOOKED)}
        deals: defaultdict[tuple[int, str], list[Row]] = defaultdict(list)
        for row in spoiled.read(connection, deal_steps, select(deal_steps), {}):
            if isinstance(row, Spoiled):
                yield _unreadable(row.row, row.column)
            else:
                deals[row["workspace_id"], row["deal"]].append(row)
        for (workspace, deal), steps in deals.items():
            flaw = Flaw(kind=FlawKind.DEAL, workspace=teams.get(workspace, workspace), deal=deal)
            yield from self._compared(flaw, steps, booked)
        for first in self._sales.keys() - booked.values():
            row = self._sales[first]
            team = teams.get(row["workspace_id"], row["workspace_id"])
            yield Flaw(kind=FlawKind.DEAL, workspace=team, entry=row["id"])

    def _compared(self, flaw: Flaw, steps: Sequence[Row], booked: Booked) -> list[Flaw]:
        try:
            return list(self._differing(flaw, steps, booked))
        except SPOILED:
            return [_unreadable(steps[0], "")]

    def _differing(self, flaw: Flaw, steps: Sequence[Row], booked: Booked) -> Iterator[Flaw]:
        firsts = {step["id"]: booked.get((step["workspace_id"], step["id"]), 0) for step in steps}
        sales = {step: self._sales[first] for step, first in firsts.items() if first in self._sales}
        standing = _standing(steps)
        won = standing[-1] if standing and standing[-1]["stage"] == WON else None
        sale = sales.pop(_place(won), None) if won else None
        yield from (replace(flaw, entry=other["id"]) for other in sales.values())
        if won and sale:
            for name, column in _SAID.items():
                if sale[column] != won[name]:
                    stated = replace(flaw, entry=sale["id"], column=name, stands=str(sale[column] or ""))
                    yield replace(stated, expected=str(won[name] or ""))
        elif won:
            yield flaw


def _standing(steps: Sequence[Row]) -> list[Row]:
    """The steps that stand, by day, and of one day as they were first added."""
    reversed_ = {step["reverses"] for step in steps}
    standing = [step for step in steps if step["sign"] > 0 and step["id"] not in reversed_]
    return sorted(standing, key=lambda step: (step["day"], _place(step)))


def _place(step: Row) -> int:
    return int(step["first_id"] or step["id"])


def _unreadable(row: Row, column: str) -> Flaw:
    return Flaw(kind=FlawKind.UNREADABLE, workspace=row["workspace_id"], grain="step", entry=row["id"], stands=column)
