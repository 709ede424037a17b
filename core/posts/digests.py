"""The weekly digest: the last whole week, in total and by channel, beside the week before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.performance.extremes import Extremes
from core.performance.performance import Performance, Row, performance
from core.performance.primary import Primary, primary_set
from core.plans.progress import Progress, progress_of_week
from core.posts.causes import Cause, cause
from core.reports.advice import Advice, advice
from core.reports.books import Books
from core.reports.completeness import Completeness, completeness
from core.reports.gaps import ASKED_FOR
from core.reports.judging import Judged, as_far_as_complete, best_and_worst, judged, worth_more
from core.reports.missing import Scope
from core.reports.open_alerts import with_alerts
from core.reports.privacy import JOINT, Masked, Veil, sharers
from core.reports.ranking import overhead_last, rows
from core.reports.restatements import Restatement, Since, moved, restatements
from core.setup.categories import Category
from core.setup.question_words import Question


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestReport:
    """The figures of a digest. ``channel``: of the row of the one marketing channel it is about, empty for all.
    ``asked``: the key of that channel. ``rows_before``: the same a week earlier. ``excess_before``: of all those rows.

    ``advice``: of the last 365 days; None where it is not told. ``untied``: what the costs of no channel are of.
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
    names: Mapping[str, str]
    no_cost: tuple[Category, ...] = ()
    targets: tuple[Progress, ...] = ()
    extremes: Extremes = field(default_factory=Extremes)
    completeness: Completeness | None = None
    restated: tuple[Restatement, ...] = ()
    before_restated: bool = False
    mature_through: date | None = None
    asked: str = ""
    excess_before: Fraction = Fraction()
    advice: Advice | None = None
    untied: tuple[Category, ...] = ()

    @property
    def cause(self) -> Cause | None:
        """What made it better or worse than the week before, where that is one thing and no margin lessens it."""
        if self.before.empty or self.excess != self.total.excess() or self.excess_before != self.before.excess():
            return None
        return cause({row.key: row.performance for row in self.rows}, self.rows_before)

    @property
    def excess(self) -> Fraction:
        """Cost - return × margin of all rows, in minor units, unrounded."""
        return sum((row.excess for row in self.rows), Fraction())


def digest_report(
    books: Books, week: Period, channel: str, since: Since | None = None, told: date | None = None, *, veil: Veil
) -> DigestReport:
    """``week``: Monday to Monday, half-open. ``since``: what was logged since the digest before; None for the first.

    ``told``: the day on which it is told what to do; None where that is not. ``veil``: what those who read it may see
    of one person's cost.
    """
    report = _figures(books, week, channel, veil)
    return replace(
        report,
        no_cost=() if channel else _no_cost(books.by_channel(week)),
        targets=() if channel else progress_of_week(books, week),
        # What a month has cost there is not told where the week is not.
        restated=restatements(books, since, channel) if since and report.channel == channel else (),
        before_restated=since is not None and since.told == week.before() and moved(books, since, channel),
        advice=_advice(books, channel, told, veil) if told else None,
    )


def _figures(books: Books, week: Period, channel: str, veil: Veil) -> DigestReport:
    """The sums of the week and of the week before, counted and masked alike; of one ``channel`` those of its row."""
    goals, currency = books.goals(), books.currency
    sides = [(books.by_channel(days), books.persons(days)) for days in (week, week.before())]
    now, then = (_of_row(side[0], veil.rows_alike(*side, *sides), channel) for side in sides)
    cells, earlier = ([cell for cell, _ in pairs] for pairs in (now, then))
    row = next((masked.channel for _, masked in (*now, *then)), channel) if channel else ""
    counted = primary_set([*cells, *earlier], goals)
    total = performance(cells, goals, currency, counted)
    complete = completeness(books, _scope(week, row), total.cost, week.last, veil=veil)
    rows_before = rows([masked for _, masked in then], "channel", goals, currency, books.campaigns(), counted)
    before = {row.key: row.performance for row in rows_before}
    weighed = _judged(books, week, [masked for _, masked in now], counted)
    marked = with_alerts(books, weighed.rows, "channel", week.last)
    return DigestReport(
        period=week,
        channel=row,
        total=total,
        before=performance(earlier, goals, currency, counted),
        rows=_with_quiet(books, as_far_as_complete(marked, complete), before, counted),
        rows_before=before,
        without_channel=sum(cell.count for cell in cells if not cell.channel),
        names=books.names(),
        extremes=best_and_worst(marked),
        completeness=complete,
        mature_through=weighed.mature_through,
        asked=channel,
        excess_before=sum((one.excess for one in rows_before), Fraction()),
        untied=_untied([masked for _, masked in now]),
    )


def _with_quiet(
    books: Books, judged: Sequence[Row], before: Mapping[str, Performance], counted: Primary
) -> tuple[Row, ...]:
    """The rows of the week, and of those that had only the week before."""
    return overhead_last([*judged, *_quiet(books, before.keys() - {row.key for row in judged}, counted)])


def _judged(books: Books, week: Period, cells: Sequence[Masked], counted: Primary) -> Judged:
    ranked = rows(cells, "channel", books.goals(), books.currency, books.campaigns(), counted)
    return judged(books, ranked, cells, "channel", week, week.last, counted)


def _untied(cells: Sequence[Masked]) -> tuple[Category, ...]:
    spent = {cell.category for cell in cells if not cell.channel and cell.cost}
    return tuple(category for category in Category if category.value in spent)


def _advice(books: Books, channel: str, day: date, veil: Veil) -> Advice:
    """What to do, as of ``day``; where the digest is about one channel, about that alone."""
    every = advice(books, Question.WORST, None, day, veil=veil)
    if not channel:
        return every
    campaigns, channels = every.year.campaigns, every.year.channels
    own = tuple(row for row in channels.rows if channel in sharers(row.key))
    year = replace(
        every.year,
        channels=replace(channels, rows=own, more=worth_more(own)),
        campaigns=replace(campaigns, rows=(), more=None),
    )
    return replace(every, year=year)


def _quiet(books: Books, keys: Collection[str], counted: Primary) -> list[Row]:
    """The channels of the week before that nothing stands for in this one."""
    nothing = performance((), books.goals(), books.currency, counted)
    return [Row(key=key, performance=nothing, excess=Fraction()) for key in sorted(keys)]


def _of_row(cells: Sequence[Cell], masked: Sequence[Masked], channel: str) -> list[tuple[Cell, Masked]]:
    """The cells in the row of ``channel``, or all, each beside itself as it is shown."""
    return [
        (cell, one) for cell, one in zip(cells, masked, strict=True) if not channel or channel in sharers(one.channel)
    ]


def _scope(week: Period, row: str) -> Scope:
    """The costs told of; of a row that is shared, all."""
    return Scope(period=week, channel="" if JOINT in row else row)


def _no_cost(cells: Sequence[Cell]) -> tuple[Category, ...]:
    spent = {cell.category for cell in cells if cell.cost or cell.standing}
    return tuple(category for category in ASKED_FOR if category.value not in spent)
