"""The last year in thirteen blocks of four weeks, and its spending by day: as one would count them by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import event

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.performance.blocks import BLOCKS, RowKind, block_edges, edge_at
from core.performance.cells import Cell
from core.setup.categories import Category
from core.setup.goals import Goal
from storage import goals, ledger
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, TODAY, act, usd

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

DAYS = st.integers(-5, 400).map(lambda back: TODAY - timedelta(days=back))
PLACES = {"campaign": facts.campaigns, "channel": facts.channels, "content": facts.contents}
COSTS = st.builds(
    Cost,
    day=DAYS,
    category=st.sampled_from([Category.ADS, Category.TOOLS]),
    amount=st.integers(1, 99_999).map(usd),
    **PLACES,
)
SALES = st.tuples(
    DAYS, st.integers(1, 5), st.none() | st.integers(1, 99_999), facts.campaigns, facts.channels, facts.contents
)
Sale = tuple[date, int, int | None, str, str, str]
AT_AN_EDGE = [TODAY - timedelta(days=back) for back in range(24, 38)]
DAILY = (
    [facts.cost(day, 100 + number) for number, day in enumerate(AT_AN_EDGE)],
    [(day, 1 + number, 700, "alpha", "linkedin", "") for number, day in enumerate(AT_AN_EDGE)],
)
"""On each of the days between a block's edge and the Monday that is nearest to it, which lies before it or behind."""
UNITS: tuple[RowKind, ...] = ("campaign", "channel", "content")
Sums = tuple[int, int, int, int, int, int]


def test_edges_are_four_weeks_apart() -> None:
    """Thirteen blocks and their end; where the calendar begins they are empty."""
    edges = block_edges(date(2026, 8, 3))
    assert (len(edges), edges[0], edges[-2], edges[-1]) == (14, date(2025, 8, 4), date(2026, 7, 6), date(2026, 8, 3))
    assert block_edges(date(1, 1, 20))[:-1] == (date.min,) * BLOCKS


@given(st.dates())
def test_an_edge_lies_near_a_monday(day: date) -> None:
    """What lies before it: the weeks before the nearest one, and at most three days more, or less."""
    edge = edge_at(day)
    assert edge.week.weekday() == 0
    assert edge.days.days <= 3 or day >= date(9999, 12, 27)
    reached = edge.week.toordinal() + edge.sign * edge.days.days
    assert reached == day.toordinal()
    assert day in (edge.days.start, edge.days.end)


def test_blocks_hold_what_lies_in_them(database: Database, engine: str) -> None:
    """By campaign, channel and content, of all and of one: count, value, revenue, sales, squares and cost."""
    teams = count(1)

    @given(st.lists(COSTS, max_size=10), st.lists(SALES, max_size=10), DAYS, st.none() | facts.campaigns)
    @example(*DAILY, TODAY - timedelta(days=2), None)
    @example(*DAILY, TODAY - timedelta(days=5), "alpha")
    @examples(8, engine=engine)
    def holds(spent: list[Cost], sold: list[Sale], end: date, campaign: str | None) -> None:
        workspace = add_workspace(database, f"B{next(teams)}").id
        with database.writing() as connection:
            goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1_234))
            logged: list[Cost | Conversion] = [*spent, *(sale(goal, one) for one in sold)]
            for fact in logged:
                ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
        with database.reading() as connection:
            books = WorkspaceBooks(connection, workspace, "USD")
            for unit in UNITS:
                cells = dict(listed(books.blocks(end, unit, campaign), unit))
                assert cells == expected(logged, end, unit, campaign)

    holds()


def sale(goal: Goal, one: Sale) -> Conversion:
    day, number, revenue, campaign, channel, content = one
    made = facts.conversion(goal, number, None if revenue is None else usd(revenue))
    return replace(made, day=day, campaign=campaign, channel=channel, content=content)


def listed(blocks: Sequence[tuple[int, Cell]], unit: RowKind) -> list[tuple[tuple[object, ...], Sums]]:
    return [
        (
            (number, cell.campaign, "" if unit == "campaign" else getattr(cell, unit), cell.goal),
            (cell.cost, cell.count, cell.value, cell.revenue, cell.sales, cell.squares),
        )
        for number, cell in blocks
    ]


def expected(
    logged: list[Cost | Conversion], end: date, unit: RowKind, campaign: str | None
) -> dict[tuple[object, ...], Sums]:
    sums: dict[tuple[object, ...], Sums] = {}
    for fact in logged:
        weeks_back = (end - fact.day).days - 1
        if campaign in (None, fact.campaign) and 0 <= weeks_back < 364:
            place = "" if unit == "campaign" else getattr(fact, unit)
            goal = fact.goal.id if isinstance(fact, Conversion) else 0
            keys = (12 - weeks_back // 28, fact.campaign, place, goal)
            before = sums.get(keys, (0,) * 6)
            a, b, c, d, e, f = (x + y for x, y in zip(before, amounts(fact), strict=True))
            sums[keys] = (a, b, c, d, e, f)
    return sums


def amounts(fact: Cost | Conversion) -> Sums:
    if isinstance(fact, Cost):
        return fact.amount.minor, 0, 0, 0, 0, 0
    if fact.revenue is None:
        return 0, fact.count, 1_234 * fact.count, 0, 0, 0
    minor = fact.revenue.minor
    return 0, fact.count, minor, minor, fact.count, (2 * minor**2 + fact.count) // (2 * fact.count)


def test_spending_is_told_by_day(database: Database) -> None:
    """Spread over its days; nothing where a credit has made up for it; of one campaign, or of all."""
    workspace = add_workspace(database).id
    spread = replace(facts.cost(minor=10), category=Category.TOOLS, until=TODAY + timedelta(days=2))
    other = replace(facts.cost(minor=7, campaign="beta"), content="reel")
    credited = replace(facts.cost(minor=-7, campaign="gamma"), note="why")
    for fact in (spread, facts.cost(minor=5), other, credited, replace(credited, amount=usd(7))):
        with database.writing() as connection:
            ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
    with database.reading() as connection:
        books = WorkspaceBooks(connection, workspace, "USD")
        all_spent = books.spending(TODAY, TODAY + timedelta(days=2))
        of_beta = books.spending(TODAY, TODAY + timedelta(days=2), "beta")
    assert [((one.day - TODAY).days, one.campaign, one.channel, one.content, one.cost) for one in all_spent] == [
        (0, "alpha", "linkedin", "", 8),
        (0, "beta", "linkedin", "reel", 7),
        (1, "alpha", "linkedin", "", 4),
    ]
    assert of_beta == [one for one in all_spent if one.campaign == "beta"]


def test_blocks_are_one_statement_of_the_totals(database: Database) -> None:
    """However much is logged, no entry is read; asked again, nothing is."""
    workspace, sent = add_workspace(database).id, list[str]()
    with database.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: sent.append(str(given[2])))
        books = WorkspaceBooks(connection, workspace, "USD")
        for _ in range(2):
            assert not books.blocks(TODAY, "channel")
            assert not books.spending(date(2026, 1, 1), TODAY, "alpha")
    assert len(sent) == 2
    assert not any("entries" in statement for statement in sent)


def test_blocks_are_read_with_as_much_work_however_many_days_and_categories(sqlite: Database) -> None:
    """A place with one cost a week, and the same with costs of four categories on each of its days: counted in steps
    of SQLite's machine, which do not depend on how busy ours is. So on every day of the week, of all and of one.
    """
    many, few = many_costs(sqlite), weekly_costs(sqlite)
    for weekday, asked in product(range(7), (None, "alpha")):
        end = TODAY - timedelta(days=weekday)

        def judge(books: WorkspaceBooks, end: date = end, asked: str | None = asked) -> None:
            for unit in UNITS:
                books.blocks(end, unit, asked)
            books.by_goal(Period(start=end - timedelta(days=365), end=end))

        assert steps(sqlite, many, judge) < 1.8 * steps(sqlite, few, judge), (weekday, asked)


def test_one_campaign_is_read_by_itself(sqlite: Database) -> None:
    """However many others there are."""
    year = Period(start=TODAY - timedelta(days=365), end=TODAY)

    def judge(books: WorkspaceBooks) -> None:
        for unit in UNITS:
            books.blocks(TODAY, unit, "alpha")
            books.first_costs(unit, TODAY, "alpha")
        books.spending(year.start, year.end, "alpha")
        books.last_results("campaign", year, "alpha")

    young = [fact for fact in costs_by_week() if fact.day > TODAY - timedelta(days=80)]
    bill = replace(facts.cost(TODAY - timedelta(days=400), 100_000), category=Category.TOOLS, until=TODAY)
    others = [replace(bill, campaign=f"other-{number}") for number in range(10)]
    alone = steps(sqlite, logged(sqlite, "A", young), judge)
    assert steps(sqlite, logged(sqlite, "M", [*young, *others]), judge) < 1.1 * alone


def costs_by_week() -> list[Cost]:
    return [facts.cost(day) for day in (TODAY - timedelta(days=7 * week) for week in range(60))]


def weekly_costs(database: Database) -> int:
    return logged(database, "W", costs_by_week())


def many_costs(database: Database) -> int:
    bill = facts.cost(TODAY - timedelta(days=400), 100_000)
    categories = (Category.TOOLS, Category.MATERIALS, Category.AGENCY, Category.OTHER)
    return logged(database, "D", [replace(bill, category=category, until=TODAY) for category in categories])


def logged(database: Database, team: str, spent: Sequence[Cost]) -> int:
    workspace = add_workspace(database, team).id
    with database.writing() as connection:
        for fact in spent:
            ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
    return workspace


def steps(database: Database, workspace: int, read: Callable[[WorkspaceBooks], None]) -> int:
    """Tens of SQLite's, until all is read."""
    taken = count()
    with database.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: next(taken) < 0, 10)
        read(WorkspaceBooks(connection, workspace, "USD"))
        driver.set_progress_handler(None, 10)
    return next(taken)
