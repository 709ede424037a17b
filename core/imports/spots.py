"""Spots: what a row of spend is of, once the cells of its key are understood, or why they cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.imports.readings import Wrong
from core.setup.categories import Category

BLANK = frozenset({"", "-", "--", "–", "—"})
"""What stands in place of a name, without the spaces around it, where there is none."""


class Spot(NamedTuple):
    """The day, or the first and last, the campaign and the rest by which rows are summed."""

    day: date
    until: date | None = None
    campaign: str = ""
    channel: str = ""
    category: Category = Category.ADS
    currency: str = ""
    note: str = ""
    external_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Why a row is not read. ``doubtful``: it may be a sum of others, which the sums of those show.

    ``total``: it says itself that it is a sum.
    """

    why: Wrong
    header: str = ""
    cell: str = ""
    doubtful: bool = False
    total: bool = False
