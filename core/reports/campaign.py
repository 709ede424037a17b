"""The report on one campaign, as `/roi` answers it, in values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from core.calendar.periods import ALL, Period
from core.ledger.metrics import Measured, measured
from core.money.money import Money
from core.performance.blocks import RowKind
from core.performance.break_even import BreakEven, break_even
from core.performance.cells import Cell
from core.performance.performance import Performance, Row, performance
from core.performance.primary import Primary, primary_set
from core.performance.ranges import Ranges, ranges
from core.plans.benchmarks import Benchmark
from core.plans.budgets import Spending, spending
from core.plans.price_comparison import Priced, priced
from core.plans.progress import Progress, progress_today
from core.reports.books import Books
from core.reports.claimed import Claimed, claimed
from core.reports.completeness import Completeness, completeness
from core.reports.gaps import Gaps, by_category, gaps
from core.reports.judging import CampaignVerdict, as_far_as_complete, judged_whole
from core.reports.missing import Scope
from core.reports.open_alerts import open_alerts
from core.reports.privacy import Categories, Veil, tells_ads
from core.reports.ranking import bounded, judged_part, judged_rows, overhead_last
from core.sales.pipelines import Pipeline, pipeline, seen_on
from core.setup.campaigns import Campaign, UnknownCampaign
from core.setup.goals import Twice, counted_twice
from core.setup.names import alike

BREAKDOWNS: tuple[RowKind, RowKind] = ("channel", "content")


@dataclass(frozen=True, kw_only=True, slots=True)
class InFull:
    """The whole of what another figure is a part of."""

    period: Period
    total: Performance


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignReport:
    """The report on a campaign. ``spending`` and ``targets`` are of today, whatever the period.

    ``passed``: the part of the period up to and with today, ``so_far``: its sums; verdict and ranges are of these.
    ``primary``: whose results are counted. ``before``: of ``days_before``, which lie right before; ``in_full``: of the
    whole unit of a calendar that these are the first days of. ``contents``: by content type, empty where no entry has
    one. ``metrics``: what is not money. ``priced``: what each channel's ads brought, beside benchmarks. ``pipeline``:
    what open deals may bring, beside the total, never in it. ``verdict``: None where there is nothing to judge by.
    ``mature_through``: as of a ranking, of the campaign and its channels. ``twice``: two goals of it by which the same
    sale may count twice (J-09). ``alerted``: the day of an alert that is open on it. ``is_over``:
    its last day has passed. ``claimed``: what platforms say of their results, beside those on the books.
    """

    campaign: Campaign
    period: Period
    total: Performance
    passed: Period
    so_far: Performance
    before: Performance | None
    primary: Primary
    categories: Categories
    channels: tuple[Row, ...]
    gaps: Gaps
    names: Mapping[str, str]
    ranges: Ranges
    break_even: BreakEven
    spending: Spending | None = None
    targets: tuple[Progress, ...] = ()
    contents: tuple[Row, ...] = ()
    metrics: tuple[Measured, ...] = ()
    priced: tuple[Priced, ...] = ()
    completeness: Completeness | None = None
    pipeline: Pipeline | None = None
    days_before: Period | None = None
    in_full: InFull | None = None
    verdict: CampaignVerdict | None = None
    twice: Twice | None = None
    mature_through: date | None = None
    alerted: date | None = None
    is_over: bool = False
    claimed: Claimed | None = None

    @property
    def own_campaign(self) -> Campaign:
        return self.campaign

    @property
    def tells_ads(self) -> bool:
        """Whether ad spend, and what is worked out of it, is the reader's to see."""
        return tells_ads(self.categories)

    @property
    def behind(self) -> Fraction:
        """By how much it is behind so far, cost - return × margin, in minor units; below zero it is ahead."""
        return self.so_far.excess(self.campaign.margin_share)

    @property
    def margin_roi(self) -> Fraction | None:
        """The ROI on margin, in percent; None where the campaign has no margin (D-03)."""
        return None if self.campaign.margin is None else self.total.margin_roi(self.campaign.margin_share)


def campaign_report(
    books: Books,
    name: str,
    period: Period | None,
    today: date,
    benchmarks: Sequence[Benchmark] = (),
    *,
    veil: Veil,
) -> CampaignReport:
    """The campaign's report over ``period``, else over its own up to today. Raises `UnknownCampaign`.

    ``benchmarks``: those that its figures and the price of its targets are compared with. ``veil``: what its reader
    may see of one person's cost.
    """
    campaign = find_campaign(books, name)
    whole = period or campaign.period_until(today)
    asked = bounded(whole, books.days(campaign.key), today)
    report = _figures(books, campaign, asked, today, veil)
    return _beside(books, _measured(books, report, whole, benchmarks, veil), period, today, benchmarks)


def _figures(books: Books, campaign: Campaign, period: Period, today: date, veil: Veil) -> CampaignReport:
    """The report as far as the costs and conversions of ``period`` alone say it."""
    cells, passed = books.of_campaign(campaign.key, period), judged_part(period, today)
    counted = primary_set(cells, books.goals())
    total, so_far = (_performance(books, campaign.key, days, counted) for days in (period, passed))
    complete = completeness(books, Scope(period=period, campaign=campaign.key), total.cost, today, veil=veil)
    report = CampaignReport(
        campaign=campaign,
        period=period,
        total=total,
        passed=passed,
        so_far=so_far,
        before=None,
        primary=counted,
        categories=veil.categories(by_category(cells), partial(books.persons, period, campaign.key)),
        channels=(),
        gaps=gaps(books, campaign.key, cells, total),
        names=books.names(),
        ranges=Ranges(),
        twice=_twice(books, cells),
        break_even=break_even(total, campaign.margin_share),
        completeness=complete,
        is_over=campaign.end is not None and campaign.end < today,
    )
    return _weighed(books, report, today, veil)


def _weighed(books: Books, report: CampaignReport, today: date, veil: Veil) -> CampaignReport:
    """The report with its verdict, and with its channels and content types and theirs."""
    whole = judged_whole(books, report.campaign, report.passed, today, report.primary)
    channels, contents = (
        judged_rows(books, report.period, by, today, report.primary, report.campaign, veil=veil) for by in BREAKDOWNS
    )
    return replace(
        report,
        ranges=ranges(report.total, report.so_far, whole.verdict.judgement if whole.verdict else None),
        verdict=whole.verdict,
        mature_through=min(filter(None, (whole.mature_through, channels.mature_through)), default=None),
        channels=as_far_as_complete(overhead_last(channels.rows), report.completeness),
        contents=as_far_as_complete(_contents(contents.rows), report.completeness),
    )


def _twice(books: Books, cells: Sequence[Cell]) -> Twice | None:
    """Among the goals with results, at the versions they were logged with."""
    goals, seen = books.goals(), dict.fromkeys(cell.goal for cell in cells if cell.count)
    return counted_twice(goals[version] for version in seen if version in goals)


def _measured(
    books: Books, report: CampaignReport, whole: Period, benchmarks: Sequence[Benchmark], veil: Veil
) -> CampaignReport:
    """The report with what is not money, and what ads brought. ``whole``: the period before it was bounded."""
    key = report.campaign.key
    cells, tallies = books.of_campaign(key, report.period), books.metrics(whole, key)
    hidden = veil.hides_ads(cells, "channel", partial(books.persons, report.period, key))
    # Of no channel where it is withheld of one: the others' would tell it.
    told = report.tells_ads and not hidden
    return replace(
        report,
        metrics=measured(tallies, cells, books.currency, told=told),
        priced=priced(cells, tallies, books.goals(), books.currency, benchmarks, told=told),
        claimed=claimed(books.claims(report.period, key), report.total.conversions),
    )


def _beside(
    books: Books, report: CampaignReport, period: Period | None, today: date, benchmarks: Sequence[Benchmark]
) -> CampaignReport:
    """The report with what stands beside its figures: the past, the budget, the targets, the open deals."""
    campaign = report.campaign
    unit, earlier = _earlier(books, campaign, period, today)
    return replace(
        report,
        before=_before(books, campaign.key, earlier, report.primary),
        spending=spending_of(books, campaign, today),
        targets=_targets(books, campaign.key, today, benchmarks),
        alerted=open_alerts(books, "campaign", today, campaign.key).get(campaign.key),
        pipeline=_pipeline(books, report, (period or campaign.period_until(today)).start, today),
        days_before=earlier,
        in_full=_in_full(books, campaign.key, unit, earlier, report.primary),
    )


def _pipeline(books: Books, report: CampaignReport, start: date, today: date) -> Pipeline | None:
    """What its open deals may bring. ``start``: of what was asked for; all cost since then is in the report."""
    period, key = report.period, report.campaign.key
    day = seen_on(period, today)
    deals = books.open_deals(day, period.end, key)
    if not deals:
        return None
    begun = books.begun(day)
    own_cost = all(begun[deal.key] >= start for deal in deals)
    return pipeline(deals, day, report.total, books.goals(), own_cost=own_cost)


def find_campaign(books: Books, name: str) -> Campaign:
    """The campaign so named, by key or by name. Raises `UnknownCampaign` with the nearest keys."""
    campaign = books.campaign(name)
    if campaign is None:
        raise UnknownCampaign(name=name, alike=alike(name, books.campaigns()))
    return campaign


def _earlier(books: Books, campaign: Campaign, period: Period | None, today: date) -> tuple[Period, Period]:
    """The like period right before what was meant, whole and as far as that has passed: as a comparison has it."""
    own = campaign.period if campaign.end else campaign.period_until(today)
    meant = period or own
    whole = bounded(meant, books.days(campaign.key), today)
    passed = whole if meant.end >= ALL.end else whole.until(today)
    like_passed = whole.like_before(passed)
    return whole.previous() if whole.calendar else like_passed, like_passed


def _before(books: Books, key: str, earlier: Period, primary: Primary) -> Performance | None:
    """Counted as the answer counts (J-01)."""
    total = _performance(books, key, earlier, primary)
    return None if total.empty else total


def _performance(books: Books, key: str, period: Period, primary: Primary) -> Performance:
    return performance(books.of_campaign(key, period), books.goals(), books.currency, primary)


def _in_full(books: Books, key: str, whole: Period, earlier: Period, primary: Primary) -> InFull | None:
    """None where nothing was cut, or nothing was logged."""
    total = _before(books, key, whole, primary) if earlier.days < whole.days else None
    return InFull(period=whole, total=total) if total else None


def spending_of(books: Books, campaign: Campaign, today: date) -> Spending | None:
    """Of all that was ever logged for the campaign: a prepaid bill counts whole, and what came before it as well."""
    if campaign.budget is None:
        return None
    so_far = Period(start=ALL.start, end=today + timedelta(days=1))
    spent, accrued = (_cost(books, campaign.key, period) for period in (ALL, so_far))
    return spending(campaign, spent, today, accrued if accrued != spent else None)


def _cost(books: Books, key: str, period: Period) -> Money:
    return Money(minor=sum(cell.cost for cell in books.of_campaign(key, period)), currency=books.currency)


def _targets(books: Books, key: str, today: date, benchmarks: Sequence[Benchmark]) -> tuple[Progress, ...]:
    """The campaign's targets, the last to end first."""
    own = sorted((t for t in books.targets() if t.campaign == key), key=lambda t: (t.end, t.goal), reverse=True)
    return tuple(progress_today(books, target, today, benchmarks) for target in own)


def _contents(every: Sequence[Row]) -> tuple[Row, ...]:
    """One of no content type alone is no breakdown."""
    return overhead_last(every) if any(row.key for row in every) else ()
