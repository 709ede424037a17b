"""Rankings: channels, campaigns and content types over a period, the greatest loss first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from core.calendar.periods import ALL, Period
from core.ledger.metrics import Measured, measured_by_channel
from core.performance.blocks import RowKind
from core.performance.cells import Cell, grouped
from core.performance.extremes import Candidate, Extremes
from core.performance.performance import Performance, Row, performance
from core.performance.primary import Primary, primary_set
from core.reports.books import Books, cells_by
from core.reports.completeness import Completeness, completeness
from core.reports.due_spend import year_before
from core.reports.judging import Judged, as_far_as_complete, best_and_worst, judged, placed_in, worth_more
from core.reports.missing import Scope
from core.reports.open_alerts import with_alerts
from core.reports.privacy import Masked, Veil
from core.sales.pipelines import Pipeline, pipeline, seen_on
from core.setup.campaigns import Campaign
from core.setup.goals import Goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """Rows of channels, campaigns or content types, the greatest loss first.

    ``total`` is their sum, divided once. ``extremes``: the best and the worst of them. ``more``: the one where the next
    money goes. ``running``: keys of campaigns that have not ended. ``metrics``: of the channels, what is not money.
    ``by``: what a row is of. ``pipeline``: as of a campaign, of everything; content types have none.
    ``mature_through``: the last day whose money has brought nine tenths of its results; None where they come at once.
    """

    period: Period
    total: Performance
    rows: tuple[Row, ...]
    names: Mapping[str, str]
    extremes: Extremes = field(default_factory=Extremes)
    more: Candidate | None = None
    metrics: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    completeness: Completeness | None = None
    pipeline: Pipeline | None = None
    by: str = "campaign"
    running: frozenset[str] = frozenset()
    mature_through: date | None = None

    @property
    def excess(self) -> Fraction:
        """Cost - return × margin of all rows, in minor units, unrounded."""
        return sum((row.excess for row in self.rows), Fraction())


def channel_ranking(books: Books, period: Period, today: date, *, veil: Veil) -> Ranking:
    """Channels over ``period``; what has no channel is a row of its own, so that the rows add up.

    ``veil``: what the reader may see of one person's cost.
    """
    asked = bounded(period, books.days(), today)
    ranking, cells = _ranking(books, asked, "channel", today, veil=veil), books.by_channel(asked)
    tallies = books.metrics(period)
    hidden = veil.hides_ads(cells, "channel", partial(books.persons, asked)) if tallies else frozenset()
    return replace(
        ranking,
        metrics=measured_by_channel(tallies, cells, books.currency, hidden),
        pipeline=expected(books, asked, today, ranking.total),
    )


def campaign_ranking(books: Books, period: Period, today: date, *, veil: Veil) -> Ranking:
    """Campaigns over ``period``; what belongs to none is a row of its own. ``veil``: as for channels."""
    asked = bounded(period, books.days(), today)
    ranking = _ranking(books, asked, "campaign", today, veil=veil)
    running = frozenset(key for key, one in books.campaigns().items() if one.end is None or one.end >= today)
    return replace(
        ranking,
        pipeline=expected(books, asked, today, ranking.total),
        running=running,
        more=worth_more([row for row in ranking.rows if row.key in running]),
    )


def last_year(today: date) -> Period:
    """The 365 days up to and with ``today``, over which it is judged where to cut (J-03)."""
    return year_before(today + timedelta(days=1))


def content_ranking(books: Books, period: Period, today: date, *, veil: Veil) -> Ranking:
    """Content types over ``period``; what has none is a row of its own. ``veil``: as for channels."""
    return _ranking(books, bounded(period, books.days(), today), "content", today, veil=veil)


def _ranking(books: Books, period: Period, kind: RowKind, today: date, *, veil: Veil) -> Ranking:
    """``kind``: what a row is of.

    The total is read off all cells: which channels ads ran on is not seen in masked ones.
    """
    cells, goals = cells_by(books, kind, period), books.goals()
    counted = primary_set(cells, goals)
    total = performance(cells, goals, books.currency, counted)
    weighed = judged_rows(books, period, kind, today, counted, veil=veil)
    complete = completeness(books, Scope(period=period), total.cost, today, veil=veil)
    marked = with_alerts(books, weighed.rows, kind, today)
    return Ranking(
        period=period,
        total=total,
        rows=overhead_last(as_far_as_complete(marked, complete)),
        names=books.names(),
        extremes=best_and_worst(marked),
        more=worth_more(marked),
        completeness=complete,
        by=kind,
        mature_through=weighed.mature_through,
    )


def judged_rows(
    books: Books,
    period: Period,
    kind: RowKind,
    today: date,
    primary: Primary,
    campaign: Campaign | None = None,
    *,
    veil: Veil,
) -> Judged:
    """The rows of that kind over ``period`` with their verdicts; of one ``campaign``, or of all."""
    key = campaign.key if campaign else None
    cells, passed = cells_by(books, kind, period, key), judged_part(period, today)
    masked = masked_cells(books, kind, period, key, veil=veil)
    ranked = rows(masked, placed_in(kind), books.goals(), books.currency, books.campaigns(), primary)
    all_of_it = holds_all(cells, cells_by(books, kind, passed, key))
    so_far = masked if all_of_it else masked_cells(books, kind, passed, key, veil=veil)
    return judged(books, ranked, so_far, kind, passed, today, primary, campaign)


def masked_cells(
    books: Books, kind: RowKind, period: Period, campaign: str | None = None, *, veil: Veil
) -> Sequence[Masked]:
    """The sums of ``period`` that rows of that kind are made of, as the reader may see them."""
    return veil.rows(cells_by(books, kind, period, campaign), kind, partial(books.persons, period, campaign))


def rows(
    cells: Sequence[Masked],
    by: str,
    goals: Mapping[int, Goal],
    currency: str,
    campaigns: Mapping[str, Campaign],
    primary: Primary,
) -> tuple[Row, ...]:
    """One row a value of ``by``, the greatest loss first; each return is weighed with its own campaign's margin.

    ``primary``: of the whole answer.
    """
    ranked = []
    for key, group in grouped(cells, by).items():
        total = performance(group, goals, currency, primary)
        if not total.empty:
            excess, set_there = total.cost - on_margin(group, campaigns), _margin_set(group, campaigns)
            ranked.append(Row(key=key, performance=total, excess=excess, margin_set=set_there))
    return tuple(sorted(ranked, key=lambda row: (-row.excess, row.key)))


def overhead_last(ranked: Sequence[Row]) -> tuple[Row, ...]:
    """The same order, but for what is not tied to a unit: its cost stands below the others (J-03)."""
    return tuple(sorted(ranked, key=lambda row: row.overhead))


def judged_part(period: Period, today: date) -> Period:
    """The period as far as it has passed, which is what is judged."""
    end = min(period.end, today + timedelta(days=1))
    return Period(start=min(period.start, end), end=end)


def holds_all(cells: Sequence[Cell], passed: Sequence[Cell]) -> bool:
    """Whether nothing of a period is still to come: ``passed`` are then its ``cells``, and its rows those to judge.

    Whose costs they are, which takes as long as there are entries, is then not read once more.
    """
    return set(cells) == set(passed)


def on_margin(cells: Sequence[Cell], campaigns: Mapping[str, Campaign]) -> Fraction:
    """Return × margin, each campaign's summed first: few campaigns, many cells."""
    values: dict[str, int] = {}
    for cell in cells:
        values[cell.campaign] = values.get(cell.campaign, 0) + cell.value
    return sum((value * _margin(campaigns.get(key)) for key, value in values.items() if value), Fraction())


def _margin_set(cells: Sequence[Cell], campaigns: Mapping[str, Campaign]) -> bool:
    """Whether a margin is set for a campaign that something stands for."""
    standing = {cell.campaign for cell in cells if cell.standing}
    return any(key in standing and one.margin is not None for key, one in campaigns.items())


def _margin(campaign: Campaign | None) -> Fraction:
    return campaign.margin_share if campaign else Fraction(1)


def bounded(period: Period, days: tuple[date, date] | None, today: date) -> Period:
    """An open period is shown from the first day with an entry to the last, or to today."""
    if period.start > ALL.start and period.end < ALL.end:
        return period
    first, last = days or (today, today)
    start = min(first, today) if period.start <= ALL.start else period.start
    end = max(last, today, period.start) if period.end >= ALL.end else None
    bounded_end = end + timedelta(days=1) if end else period.end
    return Period(start=min(start, bounded_end), end=bounded_end)


def expected(books: Books, period: Period, today: date, total: Performance) -> Pipeline | None:
    """What all open deals may bring: no ratio, because their costs lie in many campaigns and periods (J-10)."""
    day = seen_on(period, today)
    return pipeline(books.open_deals(day, period.end), day, total, books.goals())
