"""Figures: what one figure of an answer is made of. Sums of the totals and parts of entries are taken alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from core.calendar.periods import Period
from core.ledger.entries import Entry
from core.ledger.postings import Posting, postings
from core.performance.cells import Cell
from core.performance.performance import Performance
from core.reports.cover import Paid

LONGEST_ID = 100


class Kind(StrEnum):
    """The kinds of figure: of all, and of one category, goal, channel, content type or campaign."""

    ROI = "roi"
    MARGIN_ROI = "margin_roi"
    COST = "cost"
    RETURN = "return"
    EXCESS = "excess"
    ROAS = "roas"
    ADS = "ads"
    CPL = "cpl"
    CPL_ADS = "cpl_ads"
    CPA = "cpa"
    CPA_ADS = "cpa_ads"
    EACH = "cost_per_conversion"
    CONVERSIONS = "conversions"
    BREAK_EVEN_CPL = "break_even_cpl"
    BREAK_EVEN_CPA = "break_even_cpa"
    BREAK_EVEN = "break_even"
    CATEGORY = "category"
    GOAL = "goal"
    PRICE = "price"
    CHANNEL = "channel"
    CONTENT = "content"
    CAMPAIGN = "campaign"


ROWS = frozenset({Kind.CHANNEL, Kind.CONTENT, Kind.CAMPAIGN})
"""The kinds that are a row of a table: cost, return and conversions at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A sum that falls into a figure, in minor units; ``count``: conversions."""

    cost: int = 0
    count: int = 0
    value: int = 0

    def __add__(self, other: Part) -> Part:
        return Part(cost=self.cost + other.cost, count=self.count + other.count, value=self.value + other.value)

    def __sub__(self, other: Part) -> Part:
        return Part(cost=self.cost - other.cost, count=self.count - other.count, value=self.value - other.value)

    def __bool__(self) -> bool:
        return bool(self.cost or self.count or self.value)


NOTHING = Part()


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The place that a figure looks at.

    ``campaign``: None for all, empty for what belongs to none. ``campaign``: None for all, empty for what belongs to
    none. ``channels`` and ``contents``: None for all. ``campaigns``: those that share a row, where there are several.
    """

    period: Period
    campaign: str | None = None
    channels: frozenset[str] | None = None
    contents: frozenset[str] | None = None
    campaigns: frozenset[str] | None = None

    def holds(self, one: Cell | Posting | Paid) -> bool:
        """Whether the place holds a posting, whatever its day."""
        return (
            self.campaign in (None, one.campaign)
            and (self.campaigns is None or one.campaign in self.campaigns)
            and (self.channels is None or one.channel in self.channels)
            and (self.contents is None or one.content in self.contents)
        )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of an answer. ``key``: of the category, goal or row. ``number``: which side of a comparison it belongs
    to.

    ``cells``: all that its place holds; of them it takes the costs of ``categories`` and, of the goals' versions
    ``goals``, the return (``values``) or the number (``counts``). ``total``: the performance of its cells.
    ``excess``: of a row of a table, in minor units, unrounded. ``whole``: the cells of the whole answer; ``within``:
    the channels it is about, None for all.
    """

    kind: Kind
    place: Place
    cells: tuple[Cell, ...]
    total: Performance
    categories: frozenset[str]
    goals: frozenset[int]
    counts: bool = False
    values: bool = False
    key: str = ""
    number: int = 0
    margin: Fraction = Fraction(1)
    excess: Fraction = Fraction()
    whole: tuple[Cell, ...] = ()
    within: frozenset[str] | None = None

    @cached_property
    def id(self) -> str:
        """``roi``, ``category:ads``; of the second side of a comparison ``1.roi``."""
        name = (
            f"{self.kind.value}:{self.key}"
            if self.kind in (*ROWS, Kind.CATEGORY, Kind.GOAL, Kind.PRICE)
            else self.kind.value
        )
        name = f"{self.number}.{name}" if self.number else name
        return name if len(name) <= LONGEST_ID else hashlib.sha256(name.encode()).hexdigest()

    @cached_property
    def sum(self) -> Part:
        """The sum of all its rows."""
        return sum_of(map(self.part, self.cells))

    def part(self, one: Cell | Posting) -> Part:
        """The part of a cell or posting that falls into this figure, its day apart."""
        if not self.place.holds(one):
            return NOTHING
        counts = one.goal in self.goals
        return Part(
            cost=one.cost if one.category in self.categories else 0,
            count=one.count if counts and self.counts else 0,
            value=one.value if counts and self.values else 0,
        )

    def part_of(self, entry: Entry) -> Part:
        """The part of an entry that falls into this figure."""
        posted = postings(entry.fact, entry.sign)
        return sum_of(self.part(one) for one in posted if one.day in self.place.period)

    def without(self, categories: frozenset[str]) -> Figure:
        """The same figure without the costs of these categories."""
        return replace(self, categories=self.categories - categories)


def sum_of(parts: Iterable[Part]) -> Part:
    cost = count = value = 0
    for part in parts:
        cost, count, value = cost + part.cost, count + part.count, value + part.value
    return Part(cost=cost, count=count, value=value)
