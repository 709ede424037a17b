"""Opened figures: whatever is on the books, the parts of the rows add up to the figure of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.hourly_rates import Work
from core.ledger.media import Media
from core.ledger.splits import Part as Share
from core.ledger.splits import Split, SplitKey, months_of
from core.ledger.spreads import service_period
from core.performance.performance import Row as RankedRow
from core.plans.budgets import Spending
from core.plans.progress import Progress
from core.plans.targets import Target
from core.reports.advice import Advice, advice
from core.reports.answer_figures import Report, figures, sides
from core.reports.campaign import CampaignReport, campaign_report
from core.reports.channel import ChannelReport, channel_report
from core.reports.cohorts import CohortReport
from core.reports.comparison_words import comparison
from core.reports.comparisons import Comparison
from core.reports.drill_down import Row, hidden, newer_page, older_page, worths
from core.reports.figures import ROWS, Figure, Kind, Part, sum_of
from core.reports.inputs import Loss
from core.reports.overview import Overview
from core.reports.privacy import MERGING, OPEN
from core.reports.ranking import Ranking, campaign_ranking, channel_ranking, content_ranking
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage
from core.setup.question_words import Question
from storage import campaigns, drill_down, entry_lists, goals, ledger, targets
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, act, usd

TODAY = date(2026, 9, 1)
GOALS = (
    Goal(key="lead", name="Lead", basis=Basis.HISTORY, value=usd(150_00), rate=Decimal("3.7"), stage=Stage.LEAD),
    Goal(key="sale", name="Sale", basis=Basis.FIXED, value=usd(99_00), stage=Stage.CUSTOMER, counts=False),
    Goal(key="like", name="Like", basis=Basis.GUESS, value=usd(1_37)),
)
TARGET = Target(
    campaign="alpha",
    goal="lead",
    count=500,
    cost_per_conversion=usd(2_75),
    start=date(2026, 7, 8),
    end=date(2026, 10, 7),
)
BUDGET = usd(500_00)
weights = st.decimals("0.5", "9", places=1)
parts = st.builds(
    Share, campaign=st.sampled_from(["alpha", "beta"]), channel=st.sampled_from(["", "linkedin", "x"]), weight=weights
)
work = st.builds(
    Work,
    person=st.sampled_from(["Wanda", "Xaver"]),
    hours=st.decimals("0.25", "9", places=2),
    rate=st.integers(1, 99_00).map(usd),
)


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    """Of any category, with whatever it may have: share, split, spread, currency, media left out, people."""
    category, day = draw(st.sampled_from(Category)), draw(facts.days.filter(lambda day: day.year > 2000))
    exchange = draw(facts.exchanges)
    currency = exchange.currency if exchange else "USD"
    amount = replace(usd(draw(st.integers(1, 99_999))), currency=currency)
    cost = Cost(
        day=day,
        category=category,
        amount=amount,
        campaign=draw(facts.campaigns),
        channel=draw(facts.channels),
        content=draw(facts.contents),
        exchange=exchange,
    )
    if category is Category.PEOPLE:
        return replace(cost, people=tuple(draw(st.lists(work, max_size=2))), exchange=None, amount=usd(amount.minor))
    if category is Category.ADS:
        return cost
    return draw(divided(cost))


@st.composite
def divided(draw: st.DrawFn, cost: Cost) -> Cost:
    until = draw(st.none() | st.integers(0, 400).map(lambda days: cost.day + timedelta(days=days)))
    service = service_period(cost.day, until)
    split = None
    if not cost.campaign and draw(st.booleans()):
        months = tuple((month, tuple(draw(st.lists(parts, max_size=3)))) for month in months_of(service))
        split = Split(key=SplitKey.WEIGHTS, months=months)
    left = replace(cost.amount, minor=draw(st.integers(0, cost.amount.minor)))
    media = Media(said=cost.amount, left_out=left) if cost.category is Category.AGENCY else None
    share = draw(st.decimals("0.01", "100", places=2))
    return replace(cost, until=until, split=split, media=media, share=share)


@st.composite
def conversions(draw: st.DrawFn, known: Sequence[Goal]) -> Conversion:
    revenue = draw(st.none() | st.integers(0, 50_000).map(usd))
    made = facts.conversion(draw(st.sampled_from(list(known))), draw(st.integers(1, 40)), revenue)
    return replace(
        made,
        day=draw(facts.days.filter(lambda day: day.year > 2000)),
        campaign=draw(facts.campaigns),
        channel=draw(facts.channels),
        content=draw(facts.contents),
    )


OF_PASSED = (Kind.RANGE_ROI, Kind.RANGE_PRICE)
"""Ranges are of the days that have passed."""

periods = st.sampled_from(
    [
        Period(start=date(2026, 7, 1), end=date(2026, 8, 1)),
        Period(start=date(2026, 7, 6), end=date(2026, 7, 13)),
        Period(start=date(2026, 6, 1), end=date(2027, 1, 1)),
        Period(start=date(2026, 8, 3), end=date(2026, 8, 4)),
    ]
)


def test_the_parts_add_up_to_every_figure(database: Database, engine: str) -> None:
    """Share, split, spread, currency, media, people, conversions, undo, redo and correction: every figure of every
    answer is the sum of its rows, page by page, and is the figure that the answer shows.
    """
    teams = count(1)

    @given(st.data())
    @examples(8, engine=engine)
    def holds(data: st.DataObject) -> None:
        workspace = add_workspace(database, f"O{next(teams)}")
        with database.writing() as connection:
            known = set_up(connection, workspace.id)
        for _ in range(data.draw(st.integers(1, 12))):
            fact = data.draw(costs() | conversions(known))
            with database.writing() as connection:
                enter(
                    connection,
                    workspace.id,
                    fact,
                    data.draw(st.sampled_from(["log", "log", "undo", "redo", "correct"])),
                )
        period = data.draw(periods)
        with database.reading() as connection:
            own = WorkspaceBooks(connection, workspace.id, "USD")
            opened = Opened(connection=connection, workspace=workspace.id)
            for admin in (True, False):
                for report in reports(own, period, admin=admin):
                    shown = figures(own, report, veil=OPEN if admin else MERGING)
                    assert_shows(report, shown)
                    for figure in shown:
                        check(own, opened, figure, admin=admin)

    holds()


def set_up(connection: Connection, workspace: int) -> list[Goal]:
    for key in ("alpha", "beta"):
        campaign = Campaign(key=key, name=key.title(), start=date(2026, 6, 1), margin=Decimal(40), budget=BUDGET)
        campaigns.save(connection, act(workspace), campaign)
    saved = [goals.save(connection, act(workspace), goal) for goal in GOALS]
    targets.save(connection, act(workspace), TARGET)
    return saved


def enter(connection: Connection, workspace: int, fact: Cost | Conversion, what: str) -> None:
    """Logs the fact; then takes it back, puts it back or lets another take its place."""
    entry = ledger.log(connection, act(workspace), fact, source="form", request="")
    if what == "correct":
        correct(connection, workspace, entry, replace(fact, channel="x", day=fact.day))
    elif what != "log":
        reversal = ledger.undo(connection, act(workspace), entry.id)
        if what == "redo":
            ledger.redo(connection, act(workspace), reversal.id)


def correct(connection: Connection, workspace: int, entry: Entry, fact: Cost | Conversion, by: str = ANNA) -> Entry:
    old = ledger.give_way(connection, act(workspace, by, admin=by != entry.logged_by), entry.id)
    return ledger.log(connection, act(workspace, by), fact, source="form", request="", replaces=old.id)


def reports(own: WorkspaceBooks, period: Period, *, admin: bool) -> Iterator[Report]:
    for name in ("alpha", "beta"):
        yield campaign_report(own, name, period, TODAY, veil=OPEN if admin else MERGING)
        campaign = own.campaign(name)
        for channel in ("linkedin", "x"):
            yield channel_report(own, channel, period, TODAY, campaign=campaign, veil=OPEN if admin else MERGING)
    for channel in ("linkedin", "x"):
        yield channel_report(own, channel, period, TODAY, veil=OPEN if admin else MERGING)
    yield channel_ranking(own, period, TODAY, veil=OPEN if admin else MERGING)
    for question in (Question.CUT, Question.BUDGET):
        yield advice(own, question, period, TODAY, veil=OPEN if admin else MERGING)
    yield content_ranking(own, period, TODAY, veil=OPEN if admin else MERGING)
    yield campaign_ranking(own, period, TODAY, veil=MERGING)
    yield comparison(own, "alpha beta", TODAY, veil=MERGING)
    yield comparison(own, "2026-07 2026-08", TODAY, veil=MERGING)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What the figures of one workspace consist of. Those that take the same have the same rows: asked for once."""

    connection: Connection
    workspace: int
    listed: dict[object, list[Row]] = field(default_factory=dict)
    counted: dict[object, Mapping[int, int]] = field(default_factory=dict)

    def rows(self, figure: Figure) -> list[Row]:
        if (taken := _taken(figure)) not in self.listed:
            pages = paged(self.connection, self.workspace, figure)
            self.listed[taken] = [row for page in pages for row in page]
        return self.listed[taken]

    def sold(self, figure: Figure) -> Mapping[int, int]:
        if (taken := _taken(figure)) not in self.counted:
            self.counted[taken] = drill_down.sold(self.connection, self.workspace, figure)
        return self.counted[taken]


def _taken(figure: Figure) -> tuple[object, ...]:
    """All by which an entry has a part in it."""
    return figure.place, figure.categories, figure.goals, figure.counts, figure.values


def check(own: WorkspaceBooks, opened: Opened, figure: Figure, *, admin: bool) -> None:
    kept = hidden(own, figure, veil=OPEN if admin else MERGING)
    listed = figure.without(kept)
    rows = opened.rows(listed)
    assert sum_of(row.part for row in rows) == listed.sum
    merged = sum(cell.cost for cell in figure.cells if cell.category in kept & figure.categories)
    assert listed.sum + Part(cost=merged) == figure.sum
    assert_as_answered(figure)
    assert [row.entry.id for row in rows] == sorted({row.entry.id for row in rows}, reverse=True)
    assert all(admin or not isinstance(fact := row.entry.fact, Cost) or fact.category.value not in kept for row in rows)
    found = worths(figure, own.goals(), opened.sold(figure))
    if figure.values:
        whole = figure.total.ads_value if figure.kind is Kind.ROAS else figure.total.value
        assert sum(one.value for one in found) == whole or figure.kind in (Kind.GOAL, Kind.ROW_COUNT)
    assert all(0 <= one.sold <= one.count and 0 <= one.revenue <= one.value for one in found if one.goal.counts)


def paged(connection: Connection, workspace: int, figure: Figure) -> Iterator[tuple[Row, ...]]:
    """All pages, going back one each time to see that it is the same; what comes behind each is as many as follow."""
    before, pages = entry_lists.FROM_NOW_BACK, []
    while True:
        rows, more = older_page(drill_down.older(connection, workspace, figure, before), figure)
        pages.append((rows, more))
        if pages[1:]:
            assert newer_page(drill_down.newer(connection, workspace, figure, before), figure) == pages[-2][0]
        yield rows
        if not more:
            break
        before = rows[-1].entry.id
    assert [more for _, more in pages] == [sum(len(rows) for rows, _ in pages[n + 1 :]) for n in range(len(pages))]


def assert_as_answered(figure: Figure) -> None:
    """The sum of the rows is what the answer's own performance says."""
    done, found = figure.total, figure.sum
    expected = {
        Kind.COST: Part(cost=done.cost),
        Kind.ADS: Part(cost=done.ads),
        Kind.RETURN: Part(value=done.value),
        Kind.ROAS: Part(cost=done.ads, value=done.ads_value),
        Kind.CPL: Part(cost=done.cost, count=done.leads),
        Kind.CPL_ADS: Part(cost=done.ads, count=done.ads_leads),
        Kind.CPA: Part(cost=done.cost, count=done.customers),
        Kind.CPA_ADS: Part(cost=done.ads, count=done.ads_customers),
        Kind.EACH: Part(cost=done.cost, count=done.conversions),
        Kind.CONVERSIONS: Part(count=done.conversions),
        **dict.fromkeys((Kind.ROI, Kind.MARGIN_ROI, Kind.EXCESS), Part(cost=done.cost, value=done.value)),
        **dict.fromkeys(
            (Kind.CHANNEL, Kind.CONTENT, Kind.CAMPAIGN),
            Part(cost=done.cost, value=done.value, count=done.conversions),
        ),
        **dict.fromkeys((Kind.BREAK_EVEN_CPL, Kind.BREAK_EVEN_CPA, Kind.BREAK_EVEN), Part(value=done.value)),
        Kind.PRICE: Part(cost=done.cost, count=done.by_goal.get(figure.key, 0)),
        Kind.GOAL: Part(count=done.by_goal.get(figure.key, 0), value=done.returns.get(figure.key, 0)),
        Kind.ROW_COUNT: Part(count=done.by_goal.get(figure.goal, 0), value=done.returns.get(figure.goal, 0)),
        Kind.ROW_PRICE: Part(cost=done.cost, count=done.by_goal.get(figure.goal, 0)),
        **dict.fromkeys((Kind.ROW_LOSS, Kind.RANGE_ROI), Part(cost=done.cost, value=done.value)),
        Kind.RANGE_PRICE: Part(cost=done.cost, count=done.conversions),
        Kind.RANGE_LEADS: Part(count=done.leads + done.customers),
        Kind.PACE: Part(cost=done.cost),
        Kind.TARGET: Part(cost=done.cost, count=done.by_goal.get(figure.goal, 0)),
        Kind.CHANGE: Part(),
    }
    assert found == expected.get(figure.kind, found)
    assert figure.listed == (figure.kind is not Kind.CHANGE)
    match figure.inputs:
        case Spending(spent=spent):
            assert spent.minor == found.cost
        case Progress(count=number, cost=cost):
            assert (number, cost.minor) == (found.count, found.cost)
        case Loss(returns=returns):
            assert sum(one.value for one in returns) == found.value
            assert found.cost - sum(one.value * one.margin for one in returns) == figure.excess


def assert_rows_told(shown: Sequence[Figure]) -> None:
    """Each row's counts and prices, goal by goal, and what it lost or earned, are there with the row's performance."""
    rows = {(figure.kind, figure.key): figure for figure in shown if figure.kind in ROWS}
    for (kind, key), row in rows.items():
        own = [figure for figure in shown if (figure.row, figure.key) == (kind, key)]
        assert all((figure.total, figure.excess, figure.place) == (row.total, row.excess, row.place) for figure in own)
        counted = {figure.goal for figure in own if figure.kind is Kind.ROW_COUNT}
        assert set(row.total.by_goal) <= counted <= {*row.total.by_goal, *row.total.primary}
        priced = {figure.goal for figure in own if figure.kind is Kind.ROW_PRICE}
        assert priced == {goal for goal in row.total.by_goal if row.total.price_of(goal)}
        assert len({figure.id for figure in own}) == len(own)
    assert {(figure.row, figure.key) for figure in shown if figure.row} <= set(rows)


def _listed(report: Advice | CampaignReport | ChannelReport | Ranking) -> Sequence[RankedRow]:
    if isinstance(report, Ranking):
        return report.rows
    if isinstance(report, Advice):
        return (*report.campaigns.rows, *report.channels.rows)
    return report.campaigns if isinstance(report, ChannelReport) else (*report.channels, *report.contents)


def assert_shows(report: Report, shown: Sequence[Figure]) -> None:
    """Every figure of the answer is there, with the performance the answer tells."""
    rows = [(figure.key, figure.total, figure.excess) for figure in shown if figure.kind in ROWS]
    assert_rows_told(shown)
    plain = [figure for figure in shown if not figure.row_of and figure.kind not in (Kind.PACE, Kind.TARGET)]
    main = [figure for figure in plain if not figure.key and figure.kind not in OF_PASSED]
    if isinstance(report, Overview):
        report = report.ranking
    if isinstance(report, Comparison):
        assert all(figure.total == sides(report)[figure.number].total for figure in main)
        assert {figure.number for figure in main} == set(range(len(sides(report))))
        return
    if isinstance(report, CampaignReport | ChannelReport):
        assert all(figure.total == report.so_far for figure in plain if figure.kind in OF_PASSED)
    before = [figure.total for figure in main if figure.number]
    main = [figure for figure in main if not figure.number]
    assert {figure.total.cost for figure in main} == {report.total.cost}
    assert [(figure.kind, figure.total) for figure in main if figure.total != report.total] == []
    earlier = report.before if isinstance(report, CampaignReport) else None
    assert before == ([earlier] * len(before) if earlier else [])
    assert bool(before) == (earlier is not None)
    assert not isinstance(report, CohortReport)
    listed = _listed(report)
    assert rows == [(row.key, row.performance, row.excess) for row in listed]
    if isinstance(report, CampaignReport | ChannelReport):
        spent = {figure.key: figure.sum.cost for figure in shown if figure.kind is Kind.CATEGORY}
        assert spent == dict(report.categories)
        assert {figure.key for figure in shown if figure.kind is Kind.GOAL} == set(report.total.by_goal)
