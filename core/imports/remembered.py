"""Remembered: what was decided about a file, for the next of the same kind and account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from core.imports.choices import Choices
from core.imports.kinds.table import TABLE as UNKNOWN
from core.imports.readings import Reading

K = TypeVar("K")
V = TypeVar("V")

TABLE = "#"
"""Before the fingerprint of a header, in the place of an account that the file does not name."""


def account_of(reading: Reading) -> str:
    """The account of a file; of a table nobody knows the fingerprint of its header, so that it is told from others."""
    if reading.account or reading.kind != UNKNOWN.key:
        return reading.account
    return f"{TABLE}{reading.header}"


def merged(remembered: Choices, now: Choices) -> Choices:
    """What was decided ``now``, over what is remembered; lines, overlaps and days are said of one file alone."""
    return Choices(
        columns=_over(remembered.columns, now.columns),
        day_first=remembered.day_first if now.day_first is None else now.day_first,
        decimal=now.decimal or remembered.decimal,
        currency=now.currency or remembered.currency,
        level=now.level or remembered.level,
        channel=now.channel or remembered.channel,
        micros=remembered.micros if now.micros is None else now.micros,
        tax=remembered.tax if now.tax is None else now.tax,
        campaigns=_over(remembered.campaigns, now.campaigns),
        goals=_over(remembered.goals, now.goals),
        sources=_over(remembered.sources, now.sources),
        stages=_over(remembered.stages, now.stages),
        doubles=_over(remembered.doubles, now.doubles),
        lines=now.lines,
        overlaps=now.overlaps,
        period=now.period,
        year=now.year,
        sheet=now.sheet or remembered.sheet,
    )


def to_keep(choices: Choices) -> Choices:
    """What of the choices holds for the next file, too."""
    return replace(choices, lines=None, overlaps={}, period=None, year=0)


def _over(remembered: Mapping[K, V], now: Mapping[K, V]) -> Mapping[K, V]:
    return {**remembered, **now}
