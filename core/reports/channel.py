"""The report on one channel, or on one campaign's part of it, as `/roi` answers it, in values.

Its figures are those of its row among all channels. Where a reader is not to see what one person costs, that row is
shared with other channels, and the report is on the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial

from core.calendar.periods import ALL, Period
from core.ledger.metrics import Measured, measured
from core.performance.cells import Cell
from core.performance.maturity import mature_through
from core.performance.performance import Performance, Row, performance
from core.performance.primary import Primary, primary_set
from core.performance.ranges import Ranges, ranges
from core.plans.benchmarks import Benchmark
from core.plans.price_comparison import Priced, priced
from core.reports.books import Books, cells_by
from core.reports.claimed import Claimed, claimed
from core.reports.completeness import Completeness, completeness
from core.reports.due_spend import year_before
from core.reports.gaps import by_category
from core.reports.judging import CampaignVerdict, Judged, verdict_in, worth_more
from core.reports.missing import Scope
from core.reports.open_alerts import with_alerts
from core.reports.privacy import Categories, Veil, sharers, tells_ads
from core.reports.ranking import bounded, judged_part, judged_rows, masked_cells, overhead_last, rows
from core.setup.campaigns import Campaign


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelReport:
    """The report on a channel, in ``campaign`` alone where there is one.

    ``key``: of its row, `sharers` of which are the channels in it. ``row``: its sums over ``period``; ``so_far``: those
    up to and with today, which verdict and ranges are of; ``behind``: cost - return × margin so far, in minor units,
    unrounded, below zero where it is ahead. ``campaigns``: the same sums by campaign; none where it is of
    one. ``primary``: whose results are counted, those of all channels. ``before``: of ``days_before``, which lie right
    before; None where nothing may be said of them. ``year``: of the 365 days up to the end of the period, where it was
    used for one campaign at most. ``elsewhere``: the row of the channel where the next money goes, where that is
    another. ``whole``: whether all days are asked about. The rest is as of a `CampaignReport`.
    """

    channel: str
    campaign: Campaign | None
    period: Period
    row: Row
    passed: Period
    so_far: Performance
    behind: Fraction
    primary: Primary
    names: Mapping[str, str]
    categories: Categories
    ranges: Ranges
    days_before: Period
    campaigns: tuple[Row, ...] = ()
    before: Performance | None = None
    year: Performance | None = None
    elsewhere: Row | None = None
    metrics: tuple[Measured, ...] = ()
    priced: tuple[Priced, ...] = ()
    completeness: Completeness | None = None
    verdict: CampaignVerdict | None = None
    whole: bool = False
    claimed: Claimed | None = None

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def total(self) -> Performance:
        return self.row.performance

    @property
    def own_campaign(self) -> None:
        """None: it is no whole campaign, which one could end."""

    @property
    def alerted(self) -> date | None:
        return self.row.alerted

    @property
    def tells_ads(self) -> bool:
        """Whether ad spend, and what is worked out of it, is the reader's to see."""
        return tells_ads(self.categories)

    @property
    def margin_roi(self) -> Fraction | None:
        """The ROI on margin, in percent; None where no margin is set, or nothing was spent."""
        cost = self.total.cost
        return -self.row.excess * 100 / cost if self.row.margin_set and cost > 0 else None

    @property
    def mature_through(self) -> date | None:
        """The last day whose money has brought nine tenths of its results; None where they come at once."""
        delay = self.verdict.judgement.evidence.delay if self.verdict else 0
        return mature_through(delay, self.period.last) if delay else None


def channel_report(
    books: Books,
    channel: str,
    period: Period,
    today: date,
    benchmarks: Sequence[Benchmark] = (),
    campaign: Campaign | None = None,
    *,
    veil: Veil,
) -> ChannelReport:
    """The report on the channel of this key over ``period``. ``veil``: what its reader may see of one person's cost."""
    own = campaign.key if campaign else None
    asked = bounded(period, books.days(own), today)
    counted = primary_set(cells_by(books, "channel", asked, own), books.goals())
    weighed = judged_rows(books, asked, "channel", today, counted, campaign, veil=veil)
    row = _marked(books, weighed.rows, channel, campaign, today) or _nothing(books, channel, counted)
    report = _of_row(books, row, channel, campaign, asked, counted, today, veil=veil)
    report = _complete(books, report, today, veil=veil)
    report = _beside_other_days(books, report, _days_before(period, asked, today), veil=veil)
    report = _beside_a_year(books, report, veil=veil)
    report = _weighed(report, weighed)
    report = _measured(books, report, period, benchmarks, veil)
    return replace(report, whole=period == ALL, elsewhere=_elsewhere(weighed.rows, report.key))


def _elsewhere(every: Sequence[Row], key: str) -> Row | None:
    more = worth_more(every)
    return next((row for row in every if more and row.key == more.key != key), None)


def _beside_a_year(books: Books, report: ChannelReport, *, veil: Veil) -> ChannelReport:
    """The report with the sums of twelve months, which stand in the place of a table of one campaign."""
    if report.campaign or len([row for row in report.campaigns if not row.overhead]) > 1:
        return report
    year = year_before(report.period.end)
    row = _row_of(books, report.key, year, report.primary, None, veil=veil)
    return replace(report, year=_performance(row))


def _of_row(
    books: Books,
    row: Row,
    channel: str,
    campaign: Campaign | None,
    period: Period,
    primary: Primary,
    today: date,
    *,
    veil: Veil,
) -> ChannelReport:
    """The sums of the row, those of ``period`` standing for those so far as well; without a verdict."""
    own = campaign.key if campaign else None
    here = _cells(books, row.key, period, own)
    row = _summed(books, row, here, primary)
    return ChannelReport(
        channel=channel,
        campaign=campaign,
        period=period,
        row=row,
        passed=judged_part(period, today),
        so_far=row.performance,
        behind=row.excess,
        primary=primary,
        names=books.names(),
        categories=veil.categories(by_category(here), partial(books.persons, period, own, channels=sharers(row.key))),
        ranges=Ranges(),
        days_before=period,
        campaigns=() if campaign else _by_campaign(books, here, period, primary, veil),
    )


def _summed(books: Books, row: Row, cells: Sequence[Cell], primary: Primary) -> Row:
    """The row with the sums of its cells, in which ads are seen: on which of several channels they ran is not."""
    return replace(row, performance=performance(cells, books.goals(), books.currency, primary))


def _complete(books: Books, report: ChannelReport, today: date, *, veil: Veil) -> ChannelReport:
    """The report with how complete its costs are."""
    own = report.campaign.key if report.campaign else None
    scope = _scope(report.period, report.channel, report.row, own)
    return replace(report, completeness=completeness(books, scope, report.total.cost, today, veil=veil))


def _cells(books: Books, key: str, period: Period, campaign: str | None) -> list[Cell]:
    """The cells of all channels that share the row of this key."""
    return [cell for cell in cells_by(books, "channel", period, campaign) if cell.channel in sharers(key)]


def _beside_other_days(books: Books, report: ChannelReport, before: Period, *, veil: Veil) -> ChannelReport:
    """The report with the sums so far, and those of the days ``before``."""
    key, own = report.row.key, report.campaign.key if report.campaign else None
    passed, earlier = (_row_of(books, key, days, report.primary, own, veil=veil) for days in (report.passed, before))
    so_far = passed or _nothing(books, key, report.primary)
    return replace(
        report, so_far=so_far.performance, behind=so_far.excess, days_before=before, before=_performance(earlier)
    )


def _marked(books: Books, every: Sequence[Row], channel: str, campaign: Campaign | None, today: date) -> Row | None:
    """The row of the channel; with the day of an alert that is open on it, which are of whole channels."""
    row = next((row for row in every if channel in sharers(row.key)), None)
    if row is None or campaign:
        return row
    [marked] = with_alerts(books, [row], "channel", today)
    return marked


def _row_of(
    books: Books, key: str, period: Period, primary: Primary, campaign: str | None, *, veil: Veil
) -> Row | None:
    """The row of this key over other days; None where there is none, or another, so that no difference tells."""
    masked = masked_cells(books, "channel", period, campaign, veil=veil)
    ranked = rows(masked, "channel", books.goals(), books.currency, books.campaigns(), primary)
    return next((row for row in ranked if row.key == key), None)


def _nothing(books: Books, key: str, primary: Primary) -> Row:
    """The row of a channel for which nothing was logged."""
    return Row(key=key, performance=Performance(currency=books.currency, primary=primary.goals), excess=Fraction())


def _performance(row: Row | None) -> Performance | None:
    return row.performance if row else None


def _days_before(period: Period, asked: Period, today: date) -> Period:
    """The like days right before as much of ``asked`` as has passed."""
    return asked.like_before(asked if period.end >= ALL.end else asked.until(today))


def _scope(period: Period, channel: str, row: Row, campaign: str | None) -> Scope:
    """The costs asked about; of a row that is shared, all."""
    return Scope(period=period, campaign=campaign, channel=channel if row.key == channel else "")


def _by_campaign(books: Books, cells: Sequence[Cell], period: Period, primary: Primary, veil: Veil) -> tuple[Row, ...]:
    """The sums of a channel by campaign, the greatest loss first; what belongs to none comes last.

    There are none where a campaign's own answer merges its part of the channel: the difference would be one person's.
    """
    if any(_shares_there(books, cell, period, veil) for cell in _first_of_each(cells)):
        return ()
    known, channels = books.campaigns(), {cell.channel for cell in cells}
    masked = veil.rows(cells, "campaign", partial(books.persons, period, None, channels))
    ranked = rows(masked, "channel", books.goals(), books.currency, known, primary)
    return overhead_last([replace(row, serves_all=row.key in known and known[row.key].serves_all) for row in ranked])


def _first_of_each(cells: Sequence[Cell]) -> Iterable[Cell]:
    return {(cell.campaign, cell.channel): cell for cell in cells if cell.campaign}.values()


def _shares_there(books: Books, cell: Cell, period: Period, veil: Veil) -> bool:
    """Whether the channel of the cell has no row of its own in the answer on the campaign of the cell."""
    parts = masked_cells(books, "channel", period, cell.campaign, veil=veil)
    return not any(part.channel == cell.channel for part in parts)


def _weighed(report: ChannelReport, weighed: Judged) -> ChannelReport:
    """The report with its verdict and ranges."""
    judgement = report.row.judgement
    possible = ranges(report.total, report.so_far, judgement)
    if judgement is None:
        return replace(report, ranges=possible)
    dearest = weighed.yardstick.dearest
    margin = Fraction(judgement.evidence.results.dearest / dearest) if dearest else Fraction(1)
    return replace(report, ranges=possible, verdict=verdict_in(judgement, weighed.yardstick, margin))


def _measured(
    books: Books, report: ChannelReport, period: Period, benchmarks: Sequence[Benchmark], veil: Veil
) -> ChannelReport:
    """The report with what is not money, and what ads brought. ``period``: before it was bounded."""
    own = report.campaign.key if report.campaign else None
    tallies = [tally for tally in books.metrics(period, own) if tally.channel == report.channel]
    row = _cells(books, report.key, report.period, own)
    cells = [cell for cell in row if cell.channel == report.channel]
    persons = partial(books.persons, report.period, own, sharers(report.key))
    told = report.tells_ads and not veil.hides_ads(row, "campaign", persons)
    return replace(
        report,
        metrics=measured(tallies, cells, books.currency, told=told),
        priced=priced(cells, tallies, books.goals(), books.currency, benchmarks, told=told),
        claimed=claimed(books.claims(report.period, own, report.channel), report.total.conversions),
    )
