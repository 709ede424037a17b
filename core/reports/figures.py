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
from core.reports.inputs import Inputs

LONGEST_ID = 75
"""Characters of an option's value that Slack is sure to take."""


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
    ROW_COUNT = "row_count"
    ROW_PRICE = "row_price"
    ROW_LOSS = "row_loss"
    RANGE_ROI = "range_roi"
    RANGE_PRICE = "range_price"
    RANGE_LEADS = "range_leads"
    PACE = "pace"
    TARGET = "target"
    MER = "mer"
    BREAK_EVEN_MER = "break_even_mer"
    CAC = "cac"
    LTV = "ltv"
    LTV_TO_CAC = "ltv_to_cac"
    PAYBACK = "payback"
    CHANGE = "change"


ROWS = frozenset({Kind.CHANNEL, Kind.CONTENT, Kind.CAMPAIGN})
"""The kinds that are a row of a table: cost, return and conversions at once."""

OF_ROWS = frozenset({Kind.ROW_COUNT, Kind.ROW_PRICE, Kind.ROW_LOSS})
"""The kinds that are one figure of a row: how many of one goal, at what price, and what the row lost or earned."""

OF_COMPANY = frozenset({Kind.MER, Kind.BREAK_EVEN_MER, Kind.CAC, Kind.LTV, Kind.LTV_TO_CAC, Kind.PAYBACK})
"""The kinds that are worked out of what is kept of the company."""

UNLISTED = OF_COMPANY | {Kind.CHANGE}
"""The kinds that no entries are listed behind."""


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
    """A figure of an answer. ``key``: of the category, goal, row, cause, or campaign of a plan. ``number``: which side
    of a comparison it belongs to. ``row``: of a figure of a row, what that is a row of; ``goal``: which of its goals,
    or of a target.

    ``cells``: all that its place holds; of them it takes the costs of ``categories`` and, of the goals' versions
    ``goals``, the return (``values``) or the number (``counts``). ``total``: the performance of its cells.
    ``excess``: of a row of a table, in minor units, unrounded. ``whole``: the cells of the whole answer; ``within``:
    the channels it is about, None for all. ``inputs``: what it is worked out of, where that is no sum of entries.
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
    row: Kind | None = None
    goal: str = ""
    number: int = 0
    margin: Fraction = Fraction(1)
    excess: Fraction = Fraction()
    whole: tuple[Cell, ...] = ()
    within: frozenset[str] | None = None
    inputs: Inputs | None = None

    @cached_property
    def id(self) -> str:
        """``roi``, ``category:ads``, ``row_price:channel:linkedin:lead``; of the second side of a comparison
        ``1.roi``.
        """
        of_row = [self.row.value] if self.row else []
        key = [self.key] if self.key or self.kind in ROWS or self.row else []
        name = ":".join([self.kind.value, *of_row, *key, *([self.goal] if self.goal else [])])
        name = f"{self.number}.{name}" if self.number else name
        return name if len(name) <= LONGEST_ID else hashlib.sha256(name.encode()).hexdigest()

    @property
    def row_of(self) -> Kind | None:
        """What the row is of that this is, or is a figure of; None where it is neither."""
        return self.kind if self.kind in ROWS else self.row

    @property
    def listed(self) -> bool:
        """Whether it has rows, be it none so far; what is worked out of other figures alone has not."""
        return self.kind not in UNLISTED

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
