"""The figures that stand in an answer, each with the place it looks at and what it takes from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from core.performance.cells import Cell
from core.performance.performance import Performance, Row, advertised, performance
from core.performance.primary import Primary, primary_set
from core.reports import privacy
from core.reports.advice import Advice
from core.reports.books import Books, cells_by
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.cohorts import CohortReport
from core.reports.comparisons import Comparison, Side
from core.reports.figures import ROWS, Figure, Kind, Place
from core.reports.overview import Overview
from core.reports.ranking import Ranking
from core.setup.categories import Category
from core.setup.goals import Goal, Stage

MOST = 100
"""Figures in a menu: Slack takes no more options in one."""

Report = Advice | CampaignReport | ChannelReport | Overview | Ranking | Comparison | CohortReport

OF_CAMPAIGN = (
    *(Kind.ROI, Kind.COST, Kind.RETURN, Kind.EXCESS, Kind.ROAS, Kind.ADS),
    *(Kind.CPL, Kind.CPA, Kind.EACH, Kind.CONVERSIONS),
)
OF_CHANNEL = (Kind.ROI, Kind.COST, Kind.RETURN, Kind.ROAS, Kind.ADS, Kind.CPL, Kind.CPA, Kind.EACH, Kind.CONVERSIONS)
OF_RANKING = (Kind.ROI, Kind.COST, Kind.RETURN)
OF_SIDE = (Kind.ROI, Kind.COST, Kind.RETURN, Kind.CONVERSIONS, Kind.EACH)
EVERYTHING = frozenset(category.value for category in Category)
ADS = frozenset({Category.ADS.value})
OF_LEADS = frozenset({Kind.CPL, Kind.CPL_ADS})
OF_CUSTOMERS = frozenset({Kind.CPA, Kind.CPA_ADS})
OF_ADS = frozenset({Kind.ROAS, Kind.ADS, Kind.CPL_ADS, Kind.CPA_ADS})
OF_BREAK_EVEN = frozenset({Kind.BREAK_EVEN_CPL, Kind.BREAK_EVEN_CPA, Kind.BREAK_EVEN})
WITHOUT_COST = OF_BREAK_EVEN | {Kind.RETURN, Kind.CONVERSIONS, Kind.GOAL}
VALUING = ROWS | OF_BREAK_EVEN | {Kind.ROI, Kind.MARGIN_ROI, Kind.EXCESS, Kind.RETURN, Kind.ROAS, Kind.GOAL}
COUNTING = ROWS | OF_LEADS | OF_CUSTOMERS | {Kind.EACH, Kind.CONVERSIONS, Kind.GOAL, Kind.PRICE}


@dataclass(frozen=True, kw_only=True)
class _Source:
    """One side's cells, and what they are read with."""

    place: Place
    cells: tuple[Cell, ...]
    goals: Mapping[int, Goal]
    currency: str
    primary: Primary
    margin: Fraction = Fraction(1)
    number: int = 0


def figures(books: Books, report: Report) -> tuple[Figure, ...]:
    """Every figure of the answer that can be opened, in its order; the first is its ROI. Cohorts have none."""
    if isinstance(report, CampaignReport):
        every = _of_campaign(books, report)
    elif isinstance(report, ChannelReport):
        every = _of_channel(books, report)
    elif isinstance(report, Overview):
        every = _of_ranking(books, report.ranking)
    elif isinstance(report, Ranking):
        every = _of_ranking(books, report)
    elif isinstance(report, Advice):
        every = chain(_of_ranking(books, report.campaigns), _rows_of_ranking(books, report.channels))
    elif isinstance(report, Comparison):
        every = _of_comparison(books, report)
    else:
        return ()
    return tuple(every)[:MOST]


def sides(comparison: Comparison) -> list[Side]:
    """The base, and each that stands beside it; of one cut short, the full one too."""
    side_by_side = [comparison.base, *(pair.side for pair in comparison.pairs)]
    return [side for one in side_by_side for side in (one, one.full) if side]


def _of_campaign(books: Books, report: CampaignReport) -> Iterator[Figure]:
    campaign, goals = report.campaign, books.goals()
    place = Place(period=report.period, campaign=campaign.key)
    source = _Source(
        place=place,
        cells=tuple(books.of_campaign(campaign.key, report.period)),
        goals=goals,
        currency=books.currency,
        primary=report.primary,
        margin=campaign.margin_share,
    )
    yield from _main(source, _told(_campaign_kinds(report), report))
    yield from (_figure(source, Kind.CATEGORY, key) for key in report.categories)
    yield from (_figure(source, Kind.GOAL, key) for key in report.total.by_goal)
    yield from (_figure(source, Kind.PRICE, key) for key in report.total.by_goal if report.total.price_of(key))
    yield from (_row(source, Kind.CHANNEL, row) for row in report.channels)
    yield from (_row(source, Kind.CONTENT, row) for row in report.contents)
    yield from _before(books, source, report)


def _before(books: Books, source: _Source, report: CampaignReport) -> Iterator[Figure]:
    """The same length of time before, as a second side."""
    if report.before is None:
        return
    earlier = replace(source.place, period=report.days_before or report.period.previous())
    cells = tuple(books.of_campaign(report.campaign.key, earlier.period))
    yield from _main(replace(source, place=earlier, cells=cells, number=1), OF_SIDE)


def _of_channel(books: Books, report: ChannelReport) -> Iterator[Figure]:
    """Of the channel alone, or of the row it shares."""
    own, keys = report.campaign.key if report.campaign else None, frozenset(privacy.sharers(report.key))
    place = Place(period=report.period, campaign=own, channels=keys)
    source = _Source(
        place=place,
        cells=tuple(cell for cell in cells_by(books, "channel", report.period, own) if place.holds(cell)),
        goals=books.goals(),
        currency=books.currency,
        primary=report.primary,
    )
    yield from _main(source, _told(OF_CHANNEL, report))
    yield from (_figure(source, Kind.CATEGORY, key) for key in report.categories)
    yield from (_figure(source, Kind.GOAL, key) for key in report.total.by_goal)
    yield from (_row(source, Kind.CAMPAIGN, row) for row in report.campaigns)


def _campaign_kinds(report: CampaignReport) -> list[Kind]:
    kinds = list(OF_CAMPAIGN)
    if report.margin_roi is not None:
        kinds.insert(1, Kind.MARGIN_ROI)
    if report.total.leads:
        kinds.insert(kinds.index(Kind.CPL) + 1, Kind.CPL_ADS)
    if report.total.customers:
        kinds.insert(kinds.index(Kind.CPA) + 1, Kind.CPA_ADS)
    break_even = report.break_even
    even = {Kind.BREAK_EVEN_CPL: break_even.cpl, Kind.BREAK_EVEN_CPA: break_even.cpa, Kind.BREAK_EVEN: break_even.each}
    return kinds + [kind for kind, most in even.items() if most]


def _told(kinds: Iterable[Kind], report: CampaignReport | ChannelReport) -> list[Kind]:
    """Without those of ads, where ads are what one person's cost is merged with."""
    return [kind for kind in kinds if report.tells_ads or kind not in OF_ADS]


def _of_ranking(books: Books, ranking: Ranking) -> Iterator[Figure]:
    yield from _main(_source_of_ranking(books, ranking), OF_RANKING)
    yield from _rows_of_ranking(books, ranking)


def _rows_of_ranking(books: Books, ranking: Ranking) -> Iterator[Figure]:
    source = _source_of_ranking(books, ranking)
    yield from (_row(source, Kind(ranking.by), row) for row in ranking.rows)


def _source_of_ranking(books: Books, ranking: Ranking) -> _Source:
    read = {"channel": books.by_channel, "content": books.by_content, "campaign": books.by_campaign}
    cells = tuple(read[ranking.by](ranking.period))
    return _Source(
        place=Place(period=ranking.period),
        cells=cells,
        goals=books.goals(),
        currency=books.currency,
        primary=primary_set(cells, books.goals()),
    )


def _of_comparison(books: Books, comparison: Comparison) -> Iterator[Figure]:
    for number, side in enumerate(sides(comparison)):
        channels = frozenset({side.channel}) if side.channel else None
        place = Place(period=side.period, campaign=side.campaign.key if side.campaign else None, channels=channels)
        cells = tuple(side.cells)
        source = _Source(
            place=place,
            cells=cells,
            goals=books.goals(),
            currency=books.currency,
            primary=comparison.primary,
            number=number,
        )
        yield from _main(source, OF_SIDE)


def _main(source: _Source, kinds: Iterable[Kind]) -> Iterator[Figure]:
    """A mixture of goals has no price (J-01)."""
    priced = len(source.primary.goals) < 2
    return (_figure(source, kind) for kind in kinds if priced or kind is not Kind.EACH)


def _figure(source: _Source, kind: Kind, key: str = "") -> Figure:
    total = performance(source.cells, source.goals, source.currency, source.primary)
    place = _of_ads(source) if kind in OF_ADS else source.place
    cells = tuple(cell for cell in source.cells if place.holds(cell))
    return _made(source, kind, key, place, cells, total)


def _of_ads(source: _Source) -> Place:
    """The place of what ads brought: the channels that they ran on, of those that are looked at."""
    channels = advertised(source.cells)
    return source.place if channels is None else replace(source.place, channels=channels)


def _row(source: _Source, kind: Kind, row: Row) -> Figure:
    keys, whole = frozenset(privacy.sharers(row.key)), source.place
    place = {
        Kind.CHANNEL: replace(whole, channels=keys),
        Kind.CONTENT: replace(whole, contents=keys),
        Kind.CAMPAIGN: _of_row(whole, row.key, keys),
    }[kind]
    cells = tuple(cell for cell in source.cells if place.holds(cell))
    return _made(source, kind, row.key, place, cells, row.performance, row.excess)


def _of_row(whole: Place, key: str, keys: frozenset[str]) -> Place:
    """The figure of one campaign, or of those that share its row."""
    return replace(whole, campaigns=keys) if len(keys) > 1 else replace(whole, campaign=key)


def _made(
    source: _Source,
    kind: Kind,
    key: str,
    place: Place,
    cells: tuple[Cell, ...],
    total: Performance,
    excess: Fraction = Fraction(),
) -> Figure:
    return Figure(
        kind=kind,
        key=key,
        number=source.number,
        place=place,
        cells=cells,
        total=total,
        categories=_categories(kind, key),
        goals=_counted(kind, key, source),
        counts=kind in COUNTING,
        values=kind in VALUING,
        margin=source.margin,
        excess=excess,
        whole=source.cells,
        within=source.place.channels,
    )


def _categories(kind: Kind, key: str) -> frozenset[str]:
    if kind is Kind.CATEGORY:
        return privacy.categories_of(key)
    if kind in WITHOUT_COST:
        return frozenset()
    return ADS if kind in OF_ADS else EVERYTHING


def _counted(kind: Kind, key: str, source: _Source) -> frozenset[int]:
    """Of which versions of goals it takes the conversions."""
    return frozenset(version for version in source.goals if _counts(kind, key, version, source))


def _counts(kind: Kind, key: str, version: int, source: _Source) -> bool:
    """Conversions are those of the answer's primary set."""
    goal = source.goals[version]
    if kind in (Kind.GOAL, Kind.PRICE):
        return goal.key == key
    if kind in OF_LEADS or kind in OF_CUSTOMERS:
        return goal.stage is (Stage.LEAD if kind in OF_LEADS else Stage.CUSTOMER)
    if kind in COUNTING:
        return version in source.primary.versions
    return kind in VALUING
