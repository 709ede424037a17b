"""The primary set: whose results an answer counts, chosen once for all of it, so that its rows sum to its total (J-01).

Results of goals that count towards return and of goals that do not are never added in one figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.performance.cells import Cell
from core.setup.goals import Goal, Stage

LATEST_FIRST = (Stage.CUSTOMER, Stage.LEAD, Stage.OTHER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Primary:
    """``versions``: ids of the versions of goals that are counted; ``goals``: keys of those that have results."""

    versions: frozenset[int] = frozenset()
    goals: tuple[str, ...] = ()


def primary_set(cells: Iterable[Cell], goals: Mapping[int, Goal]) -> Primary:
    """The goals that count towards return; where none of them has results, those of the latest stage that has.

    ``cells``: of the whole answer, the time before included. ``goals``: version id -> goal.
    """
    counts = _counts(cells, goals)
    versions = _counting(counts, goals) or _of_latest_stage(counts, goals)
    keys = {goals[version].key: None for version in counts if version in versions}
    return Primary(versions=versions, goals=tuple(keys))


def _counts(cells: Iterable[Cell], goals: Mapping[int, Goal]) -> dict[int, int]:
    """Version id -> how many results it has; those without are left out."""
    counts: dict[int, int] = {}
    for cell in cells:
        if cell.goal in goals:
            counts[cell.goal] = counts.get(cell.goal, 0) + cell.count
    return {version: count for version, count in counts.items() if count}


def _counting(counts: Mapping[int, int], goals: Mapping[int, Goal]) -> frozenset[int]:
    """Every version that counts, where one of them has results."""
    if not any(goals[version].counts for version in counts):
        return frozenset()
    return frozenset(version for version, goal in goals.items() if goal.counts)


def _of_latest_stage(counts: Mapping[int, int], goals: Mapping[int, Goal]) -> frozenset[int]:
    stages = {goals[version].stage for version in counts}
    latest = next((stage for stage in LATEST_FIRST if stage in stages), None)
    return frozenset(version for version, goal in goals.items() if goal.stage is latest and not goal.counts)
