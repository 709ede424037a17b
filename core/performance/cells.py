"""Cells: sums of what shares its keys, as the store hands them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Sums over a period of what shares these keys; keys not asked for are empty. Minor units.

    ``standing``: of how many postings; sums of nothing are something as long as there are any. ``sales``: how many of
    ``count`` are sales with real revenue of a goal that counts; ``squares``: the sum of the squares of what each of
    them weighs (J-02).
    """

    campaign: str = ""
    channel: str = ""
    category: str = ""
    goal: int = 0
    content: str = ""
    cost: int = 0
    count: int = 0
    value: int = 0
    revenue: int = 0
    standing: int = 0
    sales: int = 0
    squares: int = 0


def grouped(cells: Iterable[Cell], key: str) -> dict[str, list[Cell]]:
    """Cells by the value of their ``key`` field, in order of first appearance."""
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(getattr(cell, key), []).append(cell)
    return groups
