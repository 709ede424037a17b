"""Undo restores the books exactly: whatever was logged, each total is as it was before; redo, as it was after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, select

from core.ledger.entries import Conversion, Cost, work_amount
from core.ledger.hourly_rates import Work
from core.ledger.media import Media
from core.ledger.splits import Part, Split, SplitKey, months_of
from core.ledger.spreads import service_period
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.problems import Problem
from core.setup.categories import Category
from core.setup.goals import Goal
from storage import audit, deals, entry_lists, goals, ledger, refunds
from storage.database import Database
from storage.tables import (
    cohort_totals,
    currency_totals,
    daily_totals,
    dearest_sales,
    monthly_totals,
    person_totals,
    place_totals,
)
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import act
from tests.storage.test_deals import CHANCES, NAMES, deal

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

TOTALS = (daily_totals, monthly_totals, place_totals, currency_totals, dearest_sales, cohort_totals, person_totals)
WEIGHED = ("sales", "squares_high", "squares_low", "minor")
SUMS = ("cost", "count", "value", "revenue", "standing", "own_cost", "own_value", *WEIGHED)
NOWHERE: Mapping[str, Any] = {}
places: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries(
    {"campaign": facts.campaigns, "channel": facts.channels, "content": facts.contents}
)

Turn = Callable[[Connection], int]
"""Does or undoes something; answers with the id of what it added."""


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    """Of tools or an agency: a credit too, in part, spread, split or with media left out, in either currency."""
    day, exchange = draw(st.dates(date(2026, 1, 15), date(2026, 9, 5))), draw(facts.exchanges)
    until = draw(st.none() | st.integers(0, 100).map(lambda days: day + timedelta(days=days)))
    currency = exchange.currency if exchange else "USD"
    amount = Money(minor=draw(facts.minors) * draw(st.sampled_from([1, 1, -1])), currency=currency)
    split = draw(st.none() | splits(day, until))
    left_out = Money(minor=draw(st.integers(0, max(0, amount.minor))), currency=currency)
    return Cost(
        day=day,
        until=until,
        category=draw(st.sampled_from([Category.TOOLS, Category.AGENCY])),
        amount=amount,
        share=draw(st.decimals("0.01", "100", places=2)),
        split=split,
        media=draw(st.none() | st.just(Media(said=left_out, left_out=left_out))),
        exchange=exchange,
        note="why",
        **(NOWHERE if split else draw(places)),
    )


@st.composite
def splits(draw: st.DrawFn, day: date, until: date | None) -> Split:
    """Other weights in each month; by today's rule or that of older entries."""
    part = st.builds(Part, campaign=st.sampled_from(["alpha", "beta"]), weight=st.integers(1, 9).map(Decimal))
    months = months_of(service_period(day, until))
    return Split(
        key=SplitKey.ADS,
        months=tuple((month, tuple(draw(st.lists(part, min_size=1, max_size=3)))) for month in months),
        by_itself=draw(st.booleans()),
    )


@st.composite
def hours(draw: st.DrawFn) -> Cost:
    """One to three people in an entry."""
    exchange = draw(facts.exchanges)
    rate = st.integers(100, 99_999).map(
        lambda minor: Money(minor=minor, currency=exchange.currency if exchange else "USD")
    )
    work = st.builds(Work, person=st.sampled_from("ABC"), hours=st.decimals("0.25", "99", places=2), rate=rate)
    people = tuple(draw(st.lists(work, min_size=1, max_size=3)))
    return Cost(
        day=draw(facts.days),
        category=Category.PEOPLE,
        amount=work_amount(people),
        people=people,
        exchange=exchange,
        **draw(places),
    )


@st.composite
def conversions(draw: st.DrawFn) -> Conversion:
    """With or without real revenue; the goal is put in when it is logged."""
    exchange = draw(facts.exchanges)
    revenue = draw(st.none() | facts.minors)
    real = None if revenue is None else Money(minor=revenue, currency=exchange.currency if exchange else "USD")
    goal = facts.goal("sale", 1_234)
    return facts.conversion(goal, draw(st.integers(1, 40)), real, exchange=exchange if real else None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "correct", "refund", "deal"]),
        costs() | hours() | conversions(),
        st.integers(0, 30),
        st.sampled_from(sorted(CHANCES)),
        facts.exchanges,
    ),
    min_size=1,
    max_size=8,
)
SALE = facts.conversion(facts.goal("sale", 1_234), 3, facts.usd(9_999))
Step = tuple[str, Cost | Conversion, int, str, ExchangeRate | None]


def test_undo_restores_every_total(database: Database, engine: str) -> None:
    """Costs in any shape, people, conversions, corrections, refunds and deals, each on the books of those before it."""
    teams, kinds = count(1), set[str]()

    @given(STEPS)
    @example([(kind, facts.cost(), 0, min(CHANCES), None) for kind in DO])
    @examples(8, engine=engine)
    def holds(steps: list[Step]) -> None:
        workspace = add_workspace(database, f"U{next(teams)}").id
        with database.writing() as connection:
            goal = goals.save(connection, act(workspace), facts.goal("sale", 1_234))
            _log(connection, workspace, goal, ("log", SALE, 0, "", None))
        for step in steps:
            with suppress(Problem), database.writing() as connection:
                _there_and_back(connection, workspace, goal, step)
                kinds.add(step[0])
        with database.reading() as connection:
            assert audit.check(connection).balances

    holds()
    assert kinds == set(DO)


def _there_and_back(connection: Connection, workspace: int, goal: Goal, step: Step) -> None:
    """Whether a step can be done at all may be refused, before the totals are looked at; undoing it may not."""
    turns = deals if step[0] == "deal" else ledger
    before = _totals(connection, workspace)
    done = DO[step[0]](connection, workspace, goal, step)
    after = _totals(connection, workspace)
    try:
        back = _id(turns.undo(connection, act(workspace, admin=True), done))
        assert _totals(connection, workspace) == before
        turns.redo(connection, act(workspace, admin=True), back)
        assert _totals(connection, workspace) == after
    except Problem as problem:
        raise AssertionError(problem) from problem


def _log(connection: Connection, workspace: int, goal: Goal, step: Step, replaces: int | None = None) -> int:
    fact = step[1]
    if isinstance(fact, Conversion):
        fact = facts.conversion(goal, fact.count, fact.revenue, exchange=fact.exchange)
    made = ledger.log(connection, act(workspace), fact, source="form", request="", replaces=replaces)
    return made.id


def _correct(connection: Connection, workspace: int, goal: Goal, step: Step) -> int:
    """What was logged takes the place of something that is there."""
    old = ledger.give_way(connection, act(workspace, admin=True), _some(connection, workspace, step))
    return _log(connection, workspace, goal, step, old.id)


def _refund(connection: Connection, workspace: int, _goal: Goal, step: Step) -> int:
    """A part of a sale, or all that is left of it."""
    sales = list(
        refunds.left_of_each(connection, workspace, entry_lists.history(connection, workspace, None, most=100))
    )
    entry, left = refunds.sale(connection, act(workspace, admin=True), sales[step[2] % len(sales)] if sales else 0)
    amount = Money(minor=max(1, left.amount.minor * (step[2] % 4 + 1) // 4), currency=left.amount.currency)
    made = refunds.save(
        connection,
        act(workspace, admin=True, today=date(2026, 12, 31)),
        entry.id,
        amount,
        day=date(2026, 12, 31),
        note="back",
        request="",
    )
    return made.id


def _deal(connection: Connection, workspace: int, goal: Goal, step: Step) -> int:
    """One of three deals moves to a stage; won, it books a sale."""
    fact = deal(NAMES[step[2] % 3], step[3], 100 + step[2], exchange=step[4], goal=goal)
    return deals.log(connection, act(workspace), fact, request="").step.id


DO: Mapping[str, Callable[[Connection, int, Goal, Step], int]] = {
    "log": _log,
    "correct": _correct,
    "refund": _refund,
    "deal": _deal,
}


def _some(connection: Connection, workspace: int, step: Step) -> int:
    """Any entry there is; 0 where there is none."""
    found = entry_lists.history(connection, workspace, None, most=100)
    return found[step[2] % len(found)].id if found else 0


def _id(turned: Any) -> int:
    """Of the reversal: a deal's is the step of its move."""
    return int(getattr(turned, "step", turned).id)


def _totals(connection: Connection, workspace: int) -> dict[tuple[object, ...], tuple[int, ...]]:
    """Everything the totals hold that is not nothing."""
    return {key: sums for table in TOTALS for key, sums in _rows(connection, table, workspace) if any(sums)}


def _rows(connection: Connection, table: Table, workspace: int) -> list[tuple[tuple[object, ...], tuple[int, ...]]]:
    rows = connection.execute(select(table).where(table.c.workspace_id == workspace)).mappings()
    return [
        (
            (table.name, *(value for name, value in row.items() if name not in SUMS)),
            tuple(int(value) for name, value in row.items() if name in SUMS),
        )
        for row in rows
    ]
