"""The weekly digest: the last whole week, in total and by channel, beside the week before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.performance.extremes import Extremes, extremes
from core.performance.performance import Performance, Row, performance
from core.performance.primary import primary_set
from core.plans.progress import Progress, progress_of_week
from core.reports.books import Books
from core.reports.campaign import ASKED_FOR
from core.reports.completeness import Completeness, completeness
from core.reports.judging import as_far_as_complete, candidates, judged
from core.reports.missing import Scope
from core.reports.open_alerts import with_alerts
from core.reports.privacy import Veil
from core.reports.ranking import overhead_last, rows
from core.reports.restatements import Restatement, Since, moved, restatements
from core.setup.categories import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestReport:
    """The figures of a digest. ``channel``: the one marketing channel it is about, empty for all. ``rows_before``: the
    same a week earlier.

    ``targets``: those that ran in the week, as it ended; none where the digest is about one channel. ``restated``:
    months that have moved since the digest before; ``before_restated``: whether the week before has.
    ``mature_through``: the last day whose money has brought nine tenths of its results; None where they come at once.
    """

    period: Period
    channel: str
    total: Performance
    before: Performance
    rows: tuple[Row, ...]
    rows_before: Mapping[str, Performance]
    without_channel: int
    no_cost: tuple[Category, ...]
    names: Mapping[str, str]
    targets: tuple[Progress, ...] = ()
    extremes: Extremes = field(default_factory=Extremes)
    completeness: Completeness | None = None
    restated: tuple[Restatement, ...] = ()
    before_restated: bool = False
    mature_through: date | None = None

    @property
    def excess(self) -> Fraction:
        """Cost - return × margin of all rows, in minor units, unrounded."""
        return sum((row.excess for row in self.rows), Fraction())


def digest_report(books: Books, week: Period, channel: str, since: Since | None = None, *, veil: Veil) -> DigestReport:
    """``week``: Monday to Monday, half-open. ``since``: what was logged since the digest before; None for the first.

    ``veil``: what those who read the post may see of one person's cost.
    """
    goals, currency = books.goals(), books.currency
    cells = _only(books.by_channel(week), channel)
    earlier = _only(books.by_channel(week.before()), channel)
    this_week, theirs = (cells, books.persons(week)), (earlier, books.persons(week.before()))
    masked, shown_before = veil.rows_alike(*this_week, theirs), veil.rows_alike(*theirs, this_week)
    counted = primary_set([*cells, *earlier], goals)
    ranked = rows(masked, "channel", goals, currency, books.campaigns(), counted)
    weighed = judged(books, ranked, masked, "channel", week)
    before = {row.key: row.performance for row in rows(shown_before, "channel", goals, currency, {}, counted)}
    total = performance(cells, goals, currency, counted)
    complete = completeness(books, Scope(period=week, channel=channel), total.cost, week.last, veil=veil)
    judged_rows = as_far_as_complete(weighed.rows, complete)
    nothing = performance((), goals, currency, counted)
    quiet = tuple(
        Row(key=key, performance=nothing, excess=Fraction())
        for key in sorted(before.keys() - {row.key for row in ranked})
    )
    return DigestReport(
        period=week,
        channel=channel,
        total=total,
        before=performance(earlier, goals, currency, counted),
        rows=overhead_last([*with_alerts(books, judged_rows, "channel", week.last), *quiet]),
        rows_before=before,
        without_channel=sum(cell.count for cell in cells if not cell.channel),
        no_cost=() if channel else _no_cost(cells),
        names=books.names(),
        targets=() if channel else progress_of_week(books, week),
        extremes=extremes(candidates(weighed.rows)),
        completeness=complete,
        restated=restatements(books, since, channel) if since else (),
        before_restated=since is not None and since.told == week.before() and moved(books, since, channel),
        mature_through=weighed.mature_through,
    )


def _only(cells: Sequence[Cell], channel: str) -> list[Cell]:
    return [cell for cell in cells if not channel or cell.channel == channel]


def _no_cost(cells: Sequence[Cell]) -> tuple[Category, ...]:
    spent = {cell.category for cell in cells if cell.cost or cell.standing}
    return tuple(category for category in ASKED_FOR if category.value not in spent)
