"""Reports: what `/roi` answers, as values. They ask the `Books` for sums and never see a row or a word of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Protocol

from core.calendar.periods import ALL, Period
from core.ledger.metrics import Measured, Tally, measured, measured_by_channel
from core.ledger.own_currency import Foreign
from core.money.money import Money, half_up
from core.performance.break_even import BreakEven, break_even
from core.performance.performance import Cell, Performance, Row, grouped, performance
from core.performance.ranges import Ranges, ranges
from core.performance.verdicts import Verdict, verdict
from core.plans.benchmarks import Benchmark
from core.plans.budgets import Spending, spending
from core.plans.price_comparison import Priced, priced
from core.plans.progress import Progress, progress_today
from core.plans.targets import Target
from core.reports.completeness import Completeness, Costs, completeness
from core.reports.missing import Scope
from core.reports.privacy import Categories, Masked, Persons, Veil
from core.sales.deals import Deal
from core.sales.pipelines import Pipeline, pipeline, seen_on
from core.setup.campaigns import Campaign, UnknownCampaign
from core.setup.categories import Category
from core.setup.goals import Goal
from core.setup.names import alike

ASKED_FOR = (Category.ADS, Category.TOOLS, Category.PEOPLE, Category.MATERIALS, Category.AGENCY)
"""Categories a campaign usually costs something in (article A-10, A-16)."""


class Books(Costs, Protocol):
    """What a report needs of the store: one workspace's books, read in one snapshot."""

    def campaign(self, name: str) -> Campaign | None: ...
    def campaigns(self) -> Mapping[str, Campaign]: ...
    def names(self) -> Mapping[str, str]: ...
    def targets(self) -> Sequence[Target]: ...
    def goals(self) -> Mapping[int, Goal]: ...
    def of_campaign(self, key: str, period: Period) -> Sequence[Cell]: ...
    def by_campaign(self, period: Period) -> Sequence[Cell]: ...
    def by_channel(self, period: Period) -> Sequence[Cell]: ...
    def persons(self, period: Period, campaign: str | None = None, by: str = "channel") -> Persons: ...
    def by_content(self, period: Period) -> Sequence[Cell]: ...
    def foreign(self, period: Period, campaign: str | None = None) -> Sequence[Foreign]: ...
    def metrics(self, period: Period, campaign: str | None = None) -> Sequence[Tally]: ...
    def open_deals(self, day: date, end: date, campaign: str | None = None) -> Sequence[Deal]: ...
    def days(self, campaign: str | None = None) -> tuple[date, date] | None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Gaps:
    """What is missing: the reader decides whether the figure can be trusted."""

    categories: tuple[Category, ...] = ()
    without_channel: int = 0
    outside: Performance | None = None
    no_conversions: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class InFull:
    """The whole of what another figure is a part of."""

    period: Period
    total: Performance


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignReport:
    """``spending`` and ``targets`` are of today, whatever the period.

    ``before``: of ``days_before``, which lie right before; ``in_full``: of the whole unit of a calendar that these are
    the first days of. ``contents``: by content type, empty where no entry has one. ``metrics``: what is not money.
    ``priced``: what each channel's ads brought, beside benchmarks. ``pipeline``: what open deals may bring, beside the
    total, never in it.
    """

    campaign: Campaign
    period: Period
    total: Performance
    before: Performance | None
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

    @property
    def margin_roi(self) -> Fraction | None:
        """In percent; None where the campaign has no margin (D-03)."""
        return None if self.campaign.margin is None else self.total.margin_roi(self.campaign.margin_share)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """Rows of channels, campaigns or content types, worst excess cost first.

    ``total`` is their sum, divided once. ``metrics``: of the channels, what is not money. ``by``: what a row is of.
    ``pipeline``: as of a campaign, of everything; content types have none.
    """

    period: Period
    total: Performance
    rows: tuple[Row, ...]
    names: Mapping[str, str]
    verdict: Verdict | None = None
    metrics: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    completeness: Completeness | None = None
    pipeline: Pipeline | None = None
    by: str = "campaign"


def campaign_report(
    books: Books,
    name: str,
    period: Period | None,
    today: date,
    known: Sequence[Benchmark] = (),
    *,
    veil: Veil,
) -> CampaignReport:
    """The campaign's report over ``period``, else over its own up to today. Raises `UnknownCampaign`.

    ``known``: the benchmarks that its figures and the price of its targets are compared with. ``veil``: what its
    reader may see of one person's cost.
    """
    campaign = find_campaign(books, name)
    whole = period or campaign.period_until(today)
    asked = bounded(whole, books.days(campaign.key), today)
    unit, earlier = _earlier(books, campaign, period, today)
    goals, currency = books.goals(), books.currency
    cells = books.of_campaign(campaign.key, asked)
    total = performance(cells, goals, currency)
    sums = _by_category(cells)
    tallies = books.metrics(whole, campaign.key)
    persons = partial(books.persons, asked, campaign.key)
    return CampaignReport(
        campaign=campaign,
        period=asked,
        total=total,
        before=_before(books, campaign.key, earlier),
        categories=veil.categories(sums, persons),
        channels=rows(veil.rows(cells, "channel", persons), "channel", goals, currency, {campaign.key: campaign}),
        gaps=_gaps(books, campaign.key, cells, total),
        names=books.names(),
        spending=_spending(books, campaign, today),
        targets=_targets(books, campaign.key, today, known),
        ranges=ranges(total, campaign.margin_share),
        break_even=break_even(total, campaign.margin_share),
        contents=_contents(veil.rows(cells, "content", partial(persons, by="content")), books, campaign),
        metrics=measured(tallies, cells, currency),
        priced=priced(cells, tallies, goals, currency, known),
        completeness=completeness(books, Scope(period=asked, campaign=campaign.key), total.cost, today, veil=veil),
        pipeline=_pipeline(books, asked, today, total, campaign.key),
        days_before=earlier,
        in_full=_in_full(books, campaign.key, unit, earlier),
    )


def find_campaign(books: Books, name: str) -> Campaign:
    """The campaign so named, by key or by name. Raises `UnknownCampaign` with the nearest keys."""
    found = books.campaign(name)
    if found is None:
        raise UnknownCampaign(name=name, alike=alike(name, books.campaigns()))
    return found


def channel_ranking(books: Books, period: Period, today: date, *, veil: Veil) -> Ranking:
    """Channels over ``period``; what has no channel is a row of its own, so that the rows add up.

    ``veil``: what the reader may see of one person's cost.
    """
    asked = bounded(period, books.days(), today)
    cells = books.by_channel(asked)
    masked = veil.rows(cells, "channel", partial(books.persons, asked))
    found = _ranking(books, asked, masked, "channel", today, veil=veil)
    return replace(
        found,
        metrics=measured_by_channel(books.metrics(period), cells, books.currency),
        pipeline=_pipeline(books, asked, today, found.total),
    )


def campaign_ranking(books: Books, period: Period, today: date, *, veil: Veil) -> Ranking:
    """Campaigns over ``period``; what belongs to none is a row of its own. ``veil``: as for channels."""
    asked = bounded(period, books.days(), today)
    cells = books.by_campaign(asked)
    masked = veil.rows(cells, "campaign", partial(books.persons, asked, by="campaign"))
    found = _ranking(books, asked, masked, "channel", today, veil=veil)
    return replace(found, pipeline=_pipeline(books, asked, today, found.total), by="campaign")


def content_ranking(books: Books, period: Period, today: date, *, veil: Veil) -> Ranking:
    """Content types over ``period``; what has none is a row of its own. ``veil``: as for channels."""
    asked = bounded(period, books.days(), today)
    masked = veil.rows(books.by_content(asked), "content", partial(books.persons, asked, by="content"))
    return _ranking(books, asked, masked, "content", today, veil=veil)


def _ranking(books: Books, period: Period, cells: Sequence[Masked], by: str, today: date, *, veil: Veil) -> Ranking:
    goals, currency = books.goals(), books.currency
    found = rows(cells, by, goals, currency, books.campaigns())
    total = performance(cells, goals, currency)
    return Ranking(
        period=period,
        total=total,
        rows=found,
        names=books.names(),
        verdict=verdict(found),
        completeness=completeness(books, Scope(period=period), total.cost, today, veil=veil),
        by=by,
    )


def rows(
    cells: Sequence[Masked], by: str, goals: Mapping[int, Goal], currency: str, campaigns: Mapping[str, Campaign]
) -> tuple[Row, ...]:
    """One row a value of ``by``, worst excess cost first; each return is weighed with its own campaign's margin."""
    found = []
    for key, group in grouped(cells, by).items():
        done = performance(group, goals, currency)
        if not done.empty:
            found.append(Row(key=key, performance=done, excess=half_up(done.cost - _on_margin(group, campaigns))))
    return tuple(sorted(found, key=lambda row: (-row.excess, row.key)))


def _on_margin(cells: Sequence[Cell], campaigns: Mapping[str, Campaign]) -> Fraction:
    """Return × margin, each campaign's summed first: few campaigns, many cells."""
    values: dict[str, int] = {}
    for cell in cells:
        values[cell.campaign] = values.get(cell.campaign, 0) + cell.value
    return sum((value * _margin(campaigns.get(key)) for key, value in values.items() if value), Fraction())


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


def _pipeline(
    books: Books, period: Period, today: date, total: Performance, campaign: str | None = None
) -> Pipeline | None:
    day = seen_on(period, today)
    return pipeline(books.open_deals(day, period.end, campaign), day, total, books.goals())


def _earlier(books: Books, campaign: Campaign, period: Period | None, today: date) -> tuple[Period, Period]:
    """The like period right before what was meant, whole and as far as that has passed: as a comparison has it."""
    meant = period or (campaign.period if campaign.end else campaign.period_until(today))
    whole = bounded(meant, books.days(campaign.key), today)
    passed = whole if meant.end >= ALL.end else whole.until(today)
    return (whole.previous() if whole.calendar else whole.like_before(passed)), whole.like_before(passed)


def _before(books: Books, key: str, earlier: Period) -> Performance | None:
    done = performance(books.of_campaign(key, earlier), books.goals(), books.currency)
    return None if done.empty else done


def _in_full(books: Books, key: str, whole: Period, earlier: Period) -> InFull | None:
    """None where nothing was cut, or nothing was logged."""
    done = _before(books, key, whole) if earlier.days < whole.days else None
    return InFull(period=whole, total=done) if done else None


def _spending(books: Books, campaign: Campaign, today: date) -> Spending | None:
    """Of all that was ever logged for the campaign, up to and with today: what came before it counts as well."""
    if campaign.budget is None:
        return None
    cells = books.of_campaign(campaign.key, Period(start=ALL.start, end=today + timedelta(days=1)))
    spent = Money(minor=sum(cell.cost for cell in cells), currency=books.currency)
    return spending(campaign, spent, today)


def _targets(books: Books, key: str, today: date, known: Sequence[Benchmark]) -> tuple[Progress, ...]:
    """The campaign's targets, the last to end first."""
    mine = sorted((t for t in books.targets() if t.campaign == key), key=lambda t: (t.end, t.goal), reverse=True)
    return tuple(progress_today(books, target, today, known) for target in mine)


def _contents(cells: Sequence[Masked], books: Books, campaign: Campaign) -> tuple[Row, ...]:
    found = rows(cells, "content", books.goals(), books.currency, {campaign.key: campaign})
    return found if any(row.key for row in found) else ()


def _by_category(cells: Sequence[Cell]) -> dict[str, int]:
    """In the order of the categories; one whose costs come to nothing is among them, one without costs is not."""
    spent = grouped((cell for cell in cells if cell.cost or cell.standing), "category")
    sums = {category.value: sum(cell.cost for cell in spent.get(category.value, ())) for category in Category}
    return {key: minor for key, minor in sums.items() if minor or sum(cell.standing for cell in spent.get(key, ()))}


def _gaps(books: Books, key: str, cells: Sequence[Cell], total: Performance) -> Gaps:
    spent = _by_category(cells)
    every = performance(books.of_campaign(key, ALL), books.goals(), books.currency)
    outside = Performance(
        currency=books.currency,
        cost=every.cost - total.cost,
        value=every.value - total.value,
        counting=every.counting - total.counting,
        not_counting=every.not_counting - total.not_counting,
        costs=every.costs - total.costs,
        results=every.results - total.results,
    )
    return Gaps(
        categories=tuple(c for c in ASKED_FOR if c.value not in spent),
        without_channel=sum(cell.count for cell in cells if cell.goal and not cell.channel),
        outside=None if outside.empty else outside,
        no_conversions=not total.conversions,
    )
