"""Lines: entries and daily totals as flat as they are read for an export, a hundred thousand in a second.

Days are ISO text and amounts minor units; what few entries have lies together in one text, which is mostly not there.
"""

from __future__ import annotations

from typing import NamedTuple

BETWEEN = "\x1f"
"""Stands between the parts of `Line.rare`, and in none of them."""


class Line(NamedTuple):
    """A standing entry. ``rare``: what a `Rare` holds, ``come``: of `core.exports.columns.ORIGINS` the cells together;
    None where they would be empty.
    """

    id: int
    category: str
    goal: int
    campaign: str
    channel: str
    content: str
    day: str
    amount: int
    currency: str
    number: int
    value: int
    revenue: int | None
    note: str
    logged_by: str
    logged_on: str
    origin: str
    rare: str | None
    come: str | None = None


class Rare(NamedTuple):
    """What few entries have, each as text; empty where there is none."""

    until: str = ""
    first_contact: str = ""
    share: str = ""
    split: str = ""
    hours: str = ""
    rate: str = ""
    people: str = ""
    media: str = ""
    left_out: str = ""
    reporting: str = ""
    fx_rate: str = ""
    fx_day: str = ""
    fx_source: str = ""
    refunds: str = ""
    refunded_on: str = ""
    frozen: str = ""


def rare_of(together: str) -> Rare:
    """What `Line.rare` holds."""
    return Rare._make(together.split(BETWEEN))


def origins_of(together: str) -> list[str]:
    """What `Line.come` holds."""
    return together.split(BETWEEN)


class DayLine(NamedTuple):
    """The sums of one day and one set of keys, as they are booked."""

    day: str
    campaign: str
    channel: str
    content: str
    category: str
    goal: int
    cost: int
    number: int
    value: int
    revenue: int
