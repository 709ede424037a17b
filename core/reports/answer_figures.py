"""The figures that stand in an answer, each with the place it looks at and what it takes from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from core.performance.performance import Row
from core.performance.primary import primary_set
from core.reports import privacy
from core.reports.advice import Advice
from core.reports.books import Books, cells_by
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.cohorts import CohortReport
from core.reports.comparisons import Comparison, Side
from core.reports.figure_sources import OF_ADS, Source, figure, main_figures, row_figures, source_of
from core.reports.figures import OF_ROWS, Figure, Kind, Place
from core.reports.overview import Overview
from core.reports.privacy import Veil
from core.reports.ranking import Ranking
from core.reports.reckoned_figures import (
    advised_figures,
    change_figures,
    company_figures,
    lead_figures,
    plan_figures,
    range_figures,
)

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


def figures(books: Books, report: Report | None, *, veil: Veil) -> tuple[Figure, ...]:
    """Every figure of the answer that can be opened, in its order; the first is its ROI. Cohorts have none, nor has
    what no report is the same as (None).

    ``veil``: what the reader may see of one person's cost, as in the answer.
    """
    if isinstance(report, CampaignReport):
        every = _of_campaign(books, report)
    elif isinstance(report, ChannelReport):
        every = _of_channel(books, report)
    elif isinstance(report, Overview):
        every = _of_overview(books, report)
    elif isinstance(report, Ranking):
        every = _of_ranking(books, report)
    elif isinstance(report, Advice):
        every = _of_advice(books, report)
    elif isinstance(report, Comparison):
        every = _of_comparison(books, report, veil)
    else:
        return ()
    return tuple(_fitting(tuple(every)))[:MOST]


def _fitting(every: Sequence[Figure]) -> Iterator[Figure]:
    """As many as a menu holds. A row opens them all, so those of single rows are left out first, the last ones."""
    room = MOST - sum(one.kind not in OF_ROWS for one in every)
    of_rows = [one.id for one in every if one.kind in OF_ROWS]
    kept = frozenset(of_rows[: max(0, room)])
    return (one for one in every if one.kind not in OF_ROWS or one.id in kept)


def sides(comparison: Comparison) -> list[Side]:
    """The base, and each that stands beside it; of one cut short, the full one too."""
    side_by_side = [comparison.base, *(pair.side for pair in comparison.pairs)]
    return [side for one in side_by_side for side in (one, one.full) if side]


def _of_campaign(books: Books, report: CampaignReport) -> Iterator[Figure]:
    campaign = report.campaign
    place = Place(period=report.period, campaign=campaign.key)
    source = replace(
        source_of(books, place, books.of_campaign(campaign.key, report.period), report.primary),
        margin=campaign.margin_share,
    )
    yield from main_figures(source, _told(_campaign_kinds(report), report))
    yield from lead_figures(source, report)
    yield from range_figures(books, source, report)
    yield from (figure(source, Kind.CATEGORY, key) for key in report.categories)
    yield from (figure(source, Kind.GOAL, key) for key in report.total.by_goal)
    yield from (figure(source, Kind.PRICE, key) for key in report.total.by_goal if report.total.price_of(key))
    yield from _rows(source, Kind.CHANNEL, report.channels)
    yield from _rows(source, Kind.CONTENT, report.contents)
    yield from plan_figures(books, source, report)
    yield from _before(books, source, report)


def _rows(source: Source, kind: Kind, rows: Iterable[Row]) -> Iterator[Figure]:
    return chain.from_iterable(row_figures(source, kind, row) for row in rows)


def _before(books: Books, source: Source, report: CampaignReport) -> Iterator[Figure]:
    """The same length of time before, as a second side."""
    if report.before is None:
        return
    earlier = replace(source.place, period=report.days_before or report.period.previous())
    before = source.moved(earlier, books.of_campaign(report.campaign.key, earlier.period))
    yield from main_figures(replace(before, number=1), OF_SIDE)


def _of_channel(books: Books, report: ChannelReport) -> Iterator[Figure]:
    """Of the channel alone, or of the row it shares."""
    own, keys = report.campaign.key if report.campaign else None, frozenset(privacy.sharers(report.key))
    place = Place(period=report.period, campaign=own, channels=keys)
    every = cells_by(books, "channel", report.period, own)
    source = source_of(books, place, (cell for cell in every if place.holds(cell)), report.primary)
    yield from main_figures(source, _told(OF_CHANNEL, report))
    yield from range_figures(books, source, report)
    yield from (figure(source, Kind.CATEGORY, key) for key in report.categories)
    yield from (figure(source, Kind.GOAL, key) for key in report.total.by_goal)
    yield from _rows(source, Kind.CAMPAIGN, report.campaigns)


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


def _of_overview(books: Books, overview: Overview) -> Iterator[Figure]:
    yield from _of_ranking(books, overview.ranking)
    yield from company_figures(_source_of_ranking(books, overview.ranking), overview.company)


def _of_ranking(books: Books, ranking: Ranking) -> Iterator[Figure]:
    yield from main_figures(_source_of_ranking(books, ranking), OF_RANKING)
    yield from _rows_of_ranking(books, ranking)


def _rows_of_ranking(books: Books, ranking: Ranking) -> Iterator[Figure]:
    return _rows(_source_of_ranking(books, ranking), Kind(ranking.by), ranking.rows)


def _source_of_ranking(books: Books, ranking: Ranking) -> Source:
    read = {"channel": books.by_channel, "content": books.by_content, "campaign": books.by_campaign}
    cells = tuple(read[ranking.by](ranking.period))
    return source_of(books, Place(period=ranking.period), cells, primary_set(cells, books.goals()))


def _of_advice(books: Books, advice: Advice) -> Iterator[Figure]:
    yield from _of_ranking(books, advice.campaigns)
    yield from _rows_of_ranking(books, advice.channels)
    yield from advised_figures(books, _source_of_ranking(books, advice.campaigns), advice)


def _of_comparison(books: Books, comparison: Comparison, veil: Veil) -> Iterator[Figure]:
    changes = {id(pair.side): pair for pair in comparison.pairs}
    for number, side in enumerate(sides(comparison)):
        channels = frozenset({side.channel}) if side.channel else None
        place = Place(period=side.period, campaign=side.campaign.key if side.campaign else None, channels=channels)
        source = replace(source_of(books, place, side.cells, comparison.primary), number=number)
        yield from main_figures(source, OF_SIDE)
        if pair := changes.get(id(side)):
            yield from change_figures(source, pair, comparison.base, veil=veil)
