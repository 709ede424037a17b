"""Reckoned figures: those that are more than a sum of entries, each with what it is worked out of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from core.calendar.periods import Period
from core.performance.ranges import conversions
from core.performance.verdicts import Judgement
from core.plans.budgets import Spending
from core.plans.progress import Progress
from core.reports.advice import Advice
from core.reports.books import Books, cells_by
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.company import CompanyReport
from core.reports.comparisons import Pair, Side
from core.reports.figure_sources import Source, figure
from core.reports.figures import Figure, Kind, Place
from core.reports.inputs import Explained, LeadRange, OfCompany, PaidBack, PriceRange, RoiRange
from core.reports.privacy import Veil
from core.reports.roi_change import Change
from core.setup.categories import Category


def range_figures(books: Books, source: Source, report: CampaignReport | ChannelReport) -> Iterator[Figure]:
    """The 95 % ranges of ROI and of the cost per conversion, of the days that have passed."""
    possible, judgement = report.ranges, _judgement(report)
    if not (possible.roi or possible.cost_per_conversion):
        return
    passed = _passed(books, source, report)
    if possible.roi and judgement:
        yield figure(
            passed, Kind.RANGE_ROI, inputs=RoiRange(judgement=judgement, on_margin=report.margin_roi is not None)
        )
    if possible.cost_per_conversion:
        waves = judgement.evidence.results.waves if judgement else 1.0
        counts = conversions(report.so_far, waves)
        inputs = PriceRange(price=possible.cost_per_conversion, results=counts, waves=waves)
        yield figure(passed, Kind.RANGE_PRICE, inputs=inputs)


def lead_figures(source: Source, report: CampaignReport) -> Iterator[Figure]:
    """The 95 % range of customers from leads, where the answer has it: beside the break-even of a lead."""
    share = report.ranges.lead_rate
    if share and report.total.lead_rate and report.break_even.cpl:
        yield figure(source, Kind.RANGE_LEADS, inputs=LeadRange(share=share))


def plan_figures(books: Books, source: Source, report: CampaignReport) -> Iterator[Figure]:
    """Budget pace, of all that was ever logged for the campaign, and each target, of its own days."""
    if report.spending and report.spending.share is not None:
        yield _pace(books, source, report.campaign.key, report.spending)
    yield from (_target(books, source, progress) for progress in report.targets)


def advised_figures(books: Books, source: Source, advice: Advice) -> Iterator[Figure]:
    """The same of each campaign whose budget or target the advice tells, by its key."""
    paces = {key: spending for key, spending in advice.budgets.items() if spending.share is not None}
    yield from (replace(_pace(books, source, key, spending), key=key) for key, spending in paces.items())
    yield from (replace(_target(books, source, one), key=one.target.campaign) for one in advice.targets)


def company_figures(source: Source, company: CompanyReport | None) -> Iterator[Figure]:
    """The company figures that have an answer. No entries of ours are listed behind them."""
    if company is None:
        return
    of_company = source.moved(replace(source.place, period=company.period), ())
    yield from (figure(of_company, kind, inputs=inputs) for kind, inputs in _answered(company))


def change_figures(source: Source, pair: Pair, base: Side, *, veil: Veil) -> Iterator[Figure]:
    """The change of ROI from ``pair`` to the ``base``, and each part of it that has moved.

    ``source``: of the side of the pair. ``veil``: what the reader may see of one person's cost.
    """
    change = pair.change
    moved = {cause: part for cause, part in change.shown.items() if part} if change else {}
    if change is None or not moved:
        return
    tells = _tells_steps(change, base, veil)
    for cause in (None, *moved):
        inputs = Explained(change=change, cause=cause, until=base.period, tells=tells)
        yield figure(source, Kind.CHANGE, cause.value if cause else "", inputs)


def _judgement(report: CampaignReport | ChannelReport) -> Judgement | None:
    return report.verdict.judgement if report.verdict else None


def _passed(books: Books, source: Source, report: CampaignReport | ChannelReport) -> Source:
    """The part of the answer that its ranges are of."""
    if report.passed == source.place.period:
        return source
    place = replace(source.place, period=report.passed)
    every = cells_by(books, "channel", place.period, place.campaign)
    return source.moved(place, (cell for cell in every if place.holds(cell)))


def _pace(books: Books, source: Source, campaign: str, spending: Spending) -> Figure:
    days = books.days(campaign)
    ever = Period(start=days[0], end=days[1] + timedelta(days=1)) if days else source.place.period
    whole = source.moved(Place(period=ever, campaign=campaign), books.of_campaign(campaign, ever))
    return figure(whole, Kind.PACE, inputs=spending)


def _target(books: Books, source: Source, progress: Progress) -> Figure:
    target = progress.target
    days = target.until(progress.day)
    own = source.moved(Place(period=days, campaign=target.campaign), books.of_campaign(target.campaign, days))
    return replace(figure(own, Kind.TARGET, target.goal, progress), key="", goal=target.goal)


def _answered(company: CompanyReport) -> Iterator[tuple[Kind, OfCompany]]:
    """The company figures of the overview, in its order."""
    blended, acquired, customer = company.blended, company.acquired, company.customer
    if blended and blended.mer is not None:
        yield Kind.MER, blended
    if blended and blended.break_even is not None:
        yield Kind.BREAK_EVEN_MER, blended
    if acquired and acquired.exact is not None:
        yield Kind.CAC, acquired
    if customer and customer.exact is not None:
        yield Kind.LTV, customer
    if customer and acquired:
        yield from _paid_back(PaidBack(customer=customer, acquired=acquired))


def _paid_back(both: PaidBack) -> Iterator[tuple[Kind, OfCompany]]:
    if both.to_cac is not None:
        yield Kind.LTV_TO_CAC, both
    if both.months is not None:
        yield Kind.PAYBACK, both


def _tells_steps(change: Change, base: Side, veil: Veil) -> bool:
    """Whether the sums behind the parts tell nobody's cost.

    What everything cost at the exchange rates of before, to the cent, would tell what one person cost in another
    currency: the rates are public, and all other costs stand in the history.
    """
    steps = change.steps
    if steps is None:
        return False
    people = any(cell.cost for cell in base.cells if cell.category == Category.PEOPLE)
    return veil.open or not people or steps.at_old_rates.cost == steps.after.cost
