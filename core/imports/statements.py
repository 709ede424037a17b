"""Statements: the lines of a bank or a card, of which people choose those that are spend. Each stays one by itself."""

from __future__ import annotations

from collections.abc import Sequence

from core.imports.gathering import ODD
from core.imports.readings import Left
from core.imports.settling import Settled
from core.imports.sifting import Sifted, sifted
from core.imports.spots import Fault, Spot


def sifted_lines(settled: Settled, understood: Sequence[Spot | Fault], lines: frozenset[int] | None) -> Sifted:
    """The lines chosen, each as a key of its own; all of them as long as none is chosen.

    What is paid is below zero in a statement that has such lines at all, and above zero in any other.
    """
    every = sifted(settled, understood)
    rows = [row for row in _readable(settled, every) if lines is None or settled.table.line(row) in lines]
    values = [settled.amounts.values[settled.rows.values[settled.amount][row]] for row in rows]
    paid_below = any(value < 0 for value in settled.amounts.values.values())
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
