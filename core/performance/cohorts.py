"""Cohorts: what came of those who were first met in a month, and what was spent in that month (J-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Cohort:
    """Of the month that begins on ``month``, in minor units.

    ``goal``: the version whose ``count`` and ``value`` these are; 0 for the ``cost`` of the month itself.
    """

    month: date
    goal: int = 0
    count: int = 0
    value: int = 0
    cost: int = 0
