"""Comparisons: what stands beside what, over which days, and why ROI moved from the one to the other.

A period that is not over yet is compared with the same number of days (D-20, D-21). Of a calendar month, quarter, year
or ISO week these are the first days of the one before, which keeps a week's weekdays; of any other, the days right
before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from core.calendar.periods import ALL, Period, month_number, months
from core.ledger.own_currency import Foreign
from core.performance.cells import Cell
from core.performance.performance import Performance, performance
from core.performance.primary import Primary, primary_set
from core.problems import Problem
from core.reports.books import Books, cells_by
from core.reports.completeness import Completeness, completeness
from core.reports.missing import Scope
from core.reports.privacy import Veil, sharers
from core.reports.ranking import bounded, masked_cells, on_margin
from core.reports.roi_change import Change, change
from core.setup.campaigns import Campaign
from core.setup.names import slug


@dataclass(eq=False)
class SharesRow(Problem):
    """The channel shares its row with others, so that the reader does not see what one person costs."""

    channel: str
    names: Mapping[str, str]


class Beside(StrEnum):
    """The reasons why something stands beside another."""

    ASKED = "asked"
    BEFORE = "before"
    LAST_YEAR = "last_year"
    SAME_KIND = "same_kind"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A campaign, or the whole workspace (None), over the ``whole`` period meant, of which ``shown`` has passed.

    ``channel``: the one that alone is meant there; empty for all.
    """

    campaign: Campaign | None
    whole: Period
    shown: Period
    channel: str = ""

    @property
    def over(self) -> bool:
        return self.shown == self.whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A side of a comparison; ``total`` sums ``cells``, of which ``foreign`` was booked from other currencies.

    ``full``: over all that has passed, where ``period`` was cut short. ``excess``: cost - return × margin, in minor
    units, unrounded.
    """

    campaign: Campaign | None
    period: Period
    total: Performance
    cells: Sequence[Cell] = ()
    foreign: Sequence[Foreign] = ()
    full: Side | None = None
    completeness: Completeness | None = None
    excess: Fraction = Fraction()
    channel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A side that stands beside the base. ``change``: from it to the base; None where one of them has no ROI.

    ``begins``: the first day on the books, where that lies within a past period, so that they do not hold all of it.
    """

    beside: Beside
    side: Side
    change: Change | None
    begins: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """``base`` beside each of ``pairs``. ``cut``: something is not over, so all have the same number of days.

    ``primary``: whose results are counted on every side.
    """

    base: Side
    pairs: tuple[Pair, ...]
    cut: bool
    primary: Primary = field(default_factory=Primary)
    names: Mapping[str, str] = field(default_factory=dict)


def asked(books: Books, campaign: Campaign | None, period: Period | None, today: date, channel: str = "") -> Asked:
    """The question as meant: without ``period`` a campaign's own, and of all else the month of ``today``."""
    meant = period or _own(campaign, today)
    whole = bounded(meant, books.days(campaign.key if campaign else None), today)
    until_today = whole if meant.end >= ALL.end else whole.until(today)
    return Asked(campaign=campaign, whole=whole, shown=until_today, channel=channel)


def with_the_past(books: Books, this: Asked, today: date) -> Comparison:
    """Compares with the period before, the same one last year and, of a campaign, the last of its kind (A-19, A-20).

    A last year that reaches into the period itself (of more than a year, of all) is left out; the period before a year
    is last year, and told once.
    """
    base = _side(books, this, this.shown)
    past = {beside: _of_the_past(books, this, *periods) for beside, periods in _past(this).items()}
    if last := _last_of_its_kind(books, this.campaign):
        same_kind = asked(books, last, None, today, this.channel)
        past[Beside.SAME_KIND] = _run(books, same_kind, None if this.over else this.shown.days)
    pairs = tuple(_pair(books, beside, side, base) for beside, side in past.items())
    return _counted_alike(books, Comparison(base=base, pairs=pairs, cut=not this.over))


def side_by_side(books: Books, one: Asked, other: Asked) -> Comparison:
    """The comparison of the later, the earlier beside it; of two that begin together, the first beside the second."""
    cut = not (one.over and other.over)
    days = min(one.shown.days, other.shown.days) if cut else None
    earlier, later = sorted((one, other), key=_begins)
    side, base = _run(books, earlier, days), _run(books, later, days)
    pair = _pair(books, Beside.ASKED, side, base)
    return _counted_alike(books, Comparison(base=base, pairs=(pair,), cut=cut))


def with_completeness(books: Books, comparison: Comparison, today: date, *, veil: Veil) -> Comparison:
    """The ``comparison``, each side saying how complete its costs are. ``veil``: as of a campaign's report."""
    pairs = tuple(replace(pair, side=_weighed(books, pair.side, today, veil=veil)) for pair in comparison.pairs)
    return replace(comparison, base=_weighed(books, comparison.base, today, veil=veil), pairs=pairs)


def check_channels(books: Books, comparison: Comparison, *, veil: Veil) -> None:
    """Raises `SharesRow` where a side is a channel that shares its row with others for this reader.

    So nothing is told of it that its own answer does not tell.
    """
    sides = [comparison.base, *(pair.side for pair in comparison.pairs)]
    every = [*sides, *(side.full for side in sides if side.full)]
    for side in (side for side in every if side.channel):
        own = side.campaign.key if side.campaign else None
        cells = masked_cells(books, "channel", side.period, own, veil=veil)
        if any(side.channel in sharers(cell.channel) and side.channel != cell.channel for cell in cells):
            raise SharesRow(channel=side.channel, names=books.names())


def _weighed(books: Books, side: Side, today: date, *, veil: Veil) -> Side:
    scope = Scope(period=side.period, campaign=side.campaign.key if side.campaign else None, channel=side.channel)
    return replace(side, completeness=completeness(books, scope, side.total.cost, today, veil=veil))


def _counted_alike(books: Books, comparison: Comparison) -> Comparison:
    """``comparison``, all its sides counting the results of one primary set (J-01)."""
    sides = [comparison.base, *(pair.side for pair in comparison.pairs)]
    primary = primary_set([cell for side in sides for cell in side.cells], books.goals())
    pairs = tuple(replace(pair, side=_counting(books, pair.side, primary)) for pair in comparison.pairs)
    return replace(
        comparison, base=_counting(books, comparison.base, primary), pairs=pairs, primary=primary, names=books.names()
    )


def _counting(books: Books, side: Side, primary: Primary) -> Side:
    total = performance(side.cells, books.goals(), books.currency, primary)
    excess = total.cost - on_margin(side.cells, books.campaigns())
    return replace(side, total=total, excess=excess, full=side.full and _counting(books, side.full, primary))


def _own(campaign: Campaign | None, today: date) -> Period:
    if campaign is None:
        return months(month_number(today), 1)
    return campaign.period if campaign.end else campaign.period_until(today)


def _past(this: Asked) -> dict[Beside, tuple[Period, Period]]:
    """Reason -> the period to compare with, and the whole unit of which it is the first days."""
    before, year_ago = this.whole.like_before(this.shown), this.whole.minus_a_year()
    last_year = _like(this, year_ago)
    whole = this.whole.previous() if this.whole.calendar else before
    past = {Beside.BEFORE: (before, whole)} if before != last_year else {}
    if last_year.end <= this.shown.start:
        past[Beside.LAST_YEAR] = last_year, year_ago if this.whole.calendar else last_year
    return past


def _of_the_past(books: Books, this: Asked, period: Period, whole: Period) -> Side:
    side = _side(books, this, period)
    full = _side(books, this, whole) if period.days < whole.days else side
    return side if full is side or full.total.empty else replace(side, full=full)


def _like(this: Asked, earlier: Period) -> Period:
    return earlier if this.over else earlier.first_days(this.shown.days)


def _begins(this: Asked) -> tuple[date, date]:
    return this.shown.start, (this.campaign and this.campaign.start) or this.shown.start


def _last_of_its_kind(books: Books, campaign: Campaign | None) -> Campaign | None:
    """The campaign of the same kind that began last before this one; who has no kind or no start has none."""
    if campaign is None or campaign.start is None or not slug(campaign.kind):
        return None
    alike = [other for other in books.campaigns().values() if slug(other.kind) == slug(campaign.kind)]
    earlier = [(other.start, other.key) for other in alike if other.start and other.start < campaign.start]
    return books.campaigns()[max(earlier)[1]] if earlier else None


def _run(books: Books, this: Asked, days: int | None) -> Side:
    """All days that have passed of it, or its first ``days``."""
    if days is None or days >= this.shown.days:
        return _side(books, this, this.shown)
    first = _side(books, this, this.shown.first_days(days))
    return replace(first, full=_side(books, this, this.shown))


def _side(books: Books, this: Asked, period: Period) -> Side:
    key = this.campaign.key if this.campaign else None
    cells, foreign = cells_by(books, "channel", period, key), books.foreign(period, key)
    if this.channel:
        cells = [cell for cell in cells if cell.channel == this.channel]
        foreign = [one for one in foreign if one.channel == this.channel]
    total = performance(cells, books.goals(), books.currency)
    return Side(campaign=this.campaign, channel=this.channel, period=period, total=total, cells=cells, foreign=foreign)


def _pair(books: Books, beside: Beside, side: Side, base: Side) -> Pair:
    moved = change(side.cells, base.cells, books.goals(), (side.foreign, base.foreign))
    is_past = beside in (Beside.BEFORE, Beside.LAST_YEAR)
    begins = _begins_within(books, side.period) if is_past else None
    return Pair(beside=beside, side=side, change=moved, begins=begins)


def _begins_within(books: Books, period: Period) -> date | None:
    days = books.days()
    return days[0] if days and period.start < days[0] < period.end else None
