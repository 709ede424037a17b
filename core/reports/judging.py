"""Judging: the verdict of each row of an answer, from what the team's own last year says of chance (J-02, J-03)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from core.calendar.periods import Period
from core.performance.blocks import RowKind
from core.performance.cells import Cell, grouped
from core.performance.extremes import Candidate, Extremes, extremes, where_more
from core.performance.maturity import mature_through
from core.performance.performance import Row
from core.performance.primary import Primary
from core.performance.results import BLOCKS, Results, waves
from core.performance.statistics import nearly
from core.performance.verdicts import IDLE_DAYS, YOUNG_DAYS, Evidence, Judgement, judge, settles_after_about
from core.reports.books import Books
from core.reports.completeness import Completeness
from core.reports.due_spend import DueSpend
from core.reports.idleness import Idleness
from core.reports.privacy import Masked, sharers
from core.reports.yardstick import Yardstick, yardstick
from core.setup.campaigns import Campaign
from core.setup.goals import Goal

Blocks = Sequence[tuple[int, Cell]]
"""(number of the four-week block, 0 the oldest; its sums)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignVerdict:
    """``settles_after``: about how many further results settle it. ``worths``: goal key -> of one, minor × margin."""

    judgement: Judgement
    settles_after: int | None
    worths: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedWhole:
    """A campaign as one. ``verdict``: None where there is nothing to judge by. ``mature_through``: as of `Judged`."""

    verdict: CampaignVerdict | None
    mature_through: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """Rows with their verdicts, and the ``yardstick`` they were measured with.

    ``mature_through``: the last day whose money has brought nine tenths of its results, in the slowest of the rows;
    None where results come at once.
    """

    rows: tuple[Row, ...]
    yardstick: Yardstick
    mature_through: date | None


def judged(
    books: Books,
    rows: Sequence[Row],
    cells: Sequence[Masked],
    by: RowKind,
    period: Period,
    today: date,
    primary: Primary,
    campaign: Campaign | None = None,
) -> Judged:
    """``rows`` by ``by`` (campaign, channel or content) with the verdict of each.

    ``period``: the days of the answer as far as they have passed. ``cells``: those of these days, masked as if these
    were asked about, so that a verdict tells no more than such an answer: a row that is not the same there has none.
    ``primary``: of the whole answer. ``campaign``: the one that all of it belongs to.
    """
    measure = yardstick(books, period.end, campaign)
    judging = _Judging(books, measure, by, period, today, primary, campaign)
    by_row = grouped(cells, placed_in(by))
    weighed = tuple(judging.row(row, by_row.get(row.key, ())) for row in rows)
    return Judged(
        rows=weighed,
        yardstick=measure,
        mature_through=judging.mature_through([row.key for row in weighed if not row.overhead]),
    )


def placed_in(by: RowKind) -> str:
    """The field of a masked cell that names its row."""
    return "content" if by == "content" else "channel"


def judged_whole(books: Books, campaign: Campaign, period: Period, today: date, primary: Primary) -> JudgedWhole:
    """The verdict of a whole campaign over ``period``, the days of the answer as far as they have passed."""
    measure = yardstick(books, period.end, campaign)
    judging = _Judging(books, measure, "campaign", period, today, primary, campaign)
    judgement = judging.of(campaign.key, books.of_campaign(campaign.key, period))
    verdict = verdict_in(judgement, measure, campaign.margin_share) if judgement else None
    return JudgedWhole(verdict=verdict, mature_through=judging.mature_through([campaign.key]))


def verdict_in(judgement: Judgement, measure: Yardstick, margin: Fraction) -> CampaignVerdict:
    """The verdict of one unit with what would settle and turn it; ``margin``: that of its return."""
    return CampaignVerdict(
        judgement=judgement,
        settles_after=settles_after_about(judgement.evidence),
        worths={key: nearly(worth * margin) for key, worth in measure.worths.items()},
    )


def candidates(rows: Sequence[Row]) -> list[Candidate]:
    """The rows that can be compared."""
    return [Candidate(key=row.key, judgement=row.judgement) for row in rows if row.judgement and not row.overhead]


def best_and_worst(rows: Sequence[Row]) -> Extremes:
    """Of the rows that can be compared; an open alert stands in place of praise, too (J-03, J-04)."""
    named = extremes(candidates(rows))
    alerted = {row.key for row in rows if row.alerted}
    praised = named.best is not None and named.best.candidate.key not in alerted
    return named if praised else replace(named, best=None)


def worth_more(rows: Sequence[Row]) -> Candidate | None:
    """Where the next money goes: not to a row with an open alert (J-03, J-04)."""
    return where_more(candidates([row for row in rows if not row.alerted]))


def as_far_as_complete(rows: Sequence[Row], complete: Completeness | None) -> tuple[Row, ...]:
    """The rows; without their verdicts while too little of the costs is there (J-03)."""
    if complete is None or complete.enough:
        return tuple(rows)
    return tuple(row if row.overhead else replace(row, judgement=None) for row in rows)


class _Judging:
    """What all rows of one answer are judged with."""

    def __init__(
        self,
        books: Books,
        measure: Yardstick,
        by: RowKind,
        period: Period,
        today: date,
        primary: Primary,
        campaign: Campaign | None,
    ) -> None:
        self._goals = books.goals()
        self._campaigns = books.campaigns()
        self._measure = measure
        self._by = by
        self._idleness = Idleness(books, by, period.end, primary, campaign)
        self._end = period.end
        self._today = today
        key = campaign.key if campaign else None
        self._blocks = _by_key(books.blocks(period.end, by, key), by)
        self._first_costs = books.first_costs(by, period.end, key)
        self._due = DueSpend(books, measure.best, by, period, campaign)

    def row(self, row: Row, cells: Sequence[Cell]) -> Row:
        """``row``, whose sums are ``cells``, with its verdict; what serves all is marked even without one."""
        serves_all = self._serves_all(sharers(row.key))
        judgement = self.of(row.key, cells)
        return replace(row, judgement=judgement, serves_all=serves_all)

    def of(self, key: str, cells: Sequence[Cell]) -> Judgement | None:
        """The verdict of the row ``key``, whose sums are ``cells``."""
        keys = sharers(key)
        if "" in keys and len(keys) > 1:  # overhead shares the row: neither it nor the others can be told apart
            return None
        cost = sum(cell.cost for cell in cells)
        evidence = Evidence(
            cost=cost,
            due=self._due.of(keys, cost),
            delay=self._due.delay(keys),
            results=self._results(keys, cells),
            fruitless=self._fruitless(keys, cells),
            age=self._age(keys, self._end),
            old=self._age(keys, self._today) >= YOUNG_DAYS,
            uncertain=self._measure.uncertain,
            overhead=self._overhead(keys),
        )
        return judge(evidence)

    def mature_through(self, rows: Iterable[str]) -> date | None:
        """By the slowest of ``rows``; None where their results come at once."""
        slowest = max((self._due.delay(sharers(key)) for key in rows), default=0)
        return mature_through(slowest, self._end - timedelta(days=1)) if slowest else None

    def _results(self, keys: Collection[str], cells: Sequence[Cell]) -> Results:
        """Of the row, with the waves of its own year."""
        sums, margin = self._sums(cells), nearly(self._margin(cells))
        return Results(
            total=sums.value,
            squares=sums.squares,
            dearest=self._measure.dearest * margin,
            typical=self._measure.typical * margin,
            waves=self._waves(keys),
            count=sums.count,
        )

    def _waves(self, keys: Collection[str]) -> float:
        of_row = self._blocks_of(keys)
        blocks = [self._sums([cell for number, cell in of_row if number == block]) for block in range(BLOCKS)]
        return waves(
            [block.value for block in blocks],
            self._due.of_blocks(keys, [block.cost for block in blocks]),
            sum(block.squares for block in blocks),
            sum(block.count for block in blocks),
        )

    def _blocks_of(self, keys: Collection[str]) -> Blocks:
        return [one for key in keys for one in self._blocks.get(key, ())]

    def _fruitless(self, keys: Collection[str], cells: Sequence[Cell]) -> int:
        """As of `Idleness`, which is asked only of what may be idle at all: else a year would be read for nothing."""
        if self._overhead(keys) or self._age(keys, self._end) <= IDLE_DAYS:
            return 0
        return self._idleness.fruitless(keys, [*cells, *(cell for _, cell in self._blocks_of(keys))])

    def _sums(self, cells: Iterable[Cell]) -> _Sums:
        cost = count = 0
        value = squares = 0.0
        for cell in cells:
            cost += cell.cost
            goal = self._goals.get(cell.goal)
            if goal and goal.counts:
                margin = nearly(self._margin_of(cell.campaign))
                count += cell.count
                value += margin * cell.value
                squares += margin**2 * _squares(cell, goal)
        return _Sums(cost=cost, count=count, value=value, squares=squares)

    def _margin(self, cells: Sequence[Cell]) -> Fraction:
        """The row's margin: by its return; where nothing came, by its cost."""
        for weight in ("value", "cost"):
            whole = sum(getattr(cell, weight) for cell in cells)
            if whole > 0:
                parts = [Fraction(getattr(cell, weight)) * self._margin_of(cell.campaign) for cell in cells]
                weighed: Fraction = sum(parts, Fraction()) / whole
                return weighed
        return Fraction(1)

    def _margin_of(self, campaign: str) -> Fraction:
        stored = self._campaigns.get(campaign)
        return stored.margin_share if stored else Fraction(1)

    def _age(self, keys: Collection[str], end: date) -> int:
        """Days from the first cost of any of them to ``end``."""
        days = [self._first_costs[key] for key in keys if key in self._first_costs]
        return (end - min(days)).days if days else 0

    def _overhead(self, keys: Collection[str]) -> bool:
        return "" in keys or self._serves_all(keys)

    def _serves_all(self, keys: Collection[str]) -> bool:
        marked = [campaign for key in keys if (campaign := self._campaigns.get(key))]
        return self._by == "campaign" and any(campaign.serves_all for campaign in marked)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sums:
    """``value`` and ``squares`` on margin, in minor units and their squares."""

    cost: int
    count: int
    value: float
    squares: float


def _by_key(blocks: Blocks, by: RowKind) -> dict[str, list[tuple[int, Cell]]]:
    by_key: dict[str, list[tuple[int, Cell]]] = {}
    for number, cell in blocks:
        by_key.setdefault(getattr(cell, by), []).append((number, cell))
    return by_key


def _squares(cell: Cell, goal: Goal) -> float:
    """The squares of real sales are kept; of a typed worth they are that worth times what it brought."""
    return cell.squares + nearly((cell.value - cell.revenue) * goal.worth)
