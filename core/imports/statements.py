"""Statements: the lines of a bank or a card, of which people choose those that are spend. Each stays one by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.imports.gathering import ODD
from core.imports.headers import folded
from core.imports.meanings import Meaning
from core.imports.readings import Left
from core.imports.settling import Settled
from core.imports.sifting import Sifted, sifted
from core.imports.spots import Fault, Spot
from core.imports.tables import Table


def sifted_lines(settled: Settled, understood: Sequence[Spot | Fault], lines: frozenset[int] | None) -> Sifted:
    """The lines chosen, each as a key of its own; all of them as long as none is chosen."""
    every = sifted(settled, understood)
    readable = _readable(settled, every)
    rows = [row for row in readable if lines is None or settled.table.line(row) in lines]
    values = _values(settled, rows)
    paid_below = _is_paid_below(settled.table, _values(settled, readable), values)
    spots = {place: every.spots[settled.rows.numbers[row]] for place, row in enumerate(rows)}
    every.left[Left.NOT_CHOSEN] += sum(every.counts) - len(rows)
    return Sifted(
        spots=spots,
        sums=[-value if paid_below else value for value in values],
        counts=[1] * len(rows),
        left=+every.left,
        refused=every.refused,
        totals=[],
        lines=[settled.table.line(row) for row in rows],
    )


def _is_paid_below(table: Table, every: Sequence[Decimal], chosen: Sequence[Decimal]) -> bool:
    """Whether what was paid stands below zero.

    A column of debits holds it above, with refunds below, unless all of it stands below. In an account it stands below;
    a card may write it above: then most of the lines are above zero, and so are most of the chosen ones.
    """
    below = [value < 0 for value in every]
    if folded(table.head(Meaning.SPEND)).startswith(table.kind.debits):
        return all(below)
    is_account = not {folded(head) for head in table.heads}.isdisjoint(table.kind.accounts)
    return any(below) and (is_account or not (_are_few(below) and _are_few([value < 0 for value in chosen])))


def _are_few(below: Sequence[bool]) -> bool:
    return 2 * sum(below) < len(below)


def _values(settled: Settled, rows: Iterable[int]) -> list[Decimal]:
    return [settled.amounts.values[settled.rows.values[settled.amount][row]] for row in rows]


def _readable(settled: Settled, every: Sifted) -> list[int]:
    """The rows, from 0, that have a day and an amount."""
    cells = settled.rows.values[settled.amount]
    return [
        row
        for row, number in enumerate(settled.rows.numbers)
        if number != ODD and number in every.spots and _amount(settled, cells[row])
    ]


def _amount(settled: Settled, cell: str) -> bool:
    return bool(settled.amounts.values.get(cell)) and cell not in settled.money.refused
