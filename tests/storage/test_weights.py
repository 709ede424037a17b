"""Squares of real sales beside the totals: whatever is logged, given back, taken back and put back, they are those of
the sales as they stand, on both databases; and the migration fills them so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import count
from typing import Any

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from core.calendar.periods import ALL, Period
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.hourly_rates import Work
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.performance.cells import Cell
from core.problems import Problem
from core.setup.categories import Category
from core.setup.goals import Goal
from core.setup.workspaces import Workspace
from storage import audit, goals, hourly_rates, ledger, refunds, schema
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, act, usd
from tests.storage.test_repairs import again, contents
from tests.storage.test_schema import migration_config

GUARDED = pytest.mark.usefixtures("tenants_kept_apart")

DAYS = st.dates(date(2026, 6, 25), date(2026, 9, 5))
LATER = date(2026, 12, 31)


@dataclass
class Sale:
    """As one would note it by hand: what was taken, and by which refunds, that stand or do not."""

    fact: Conversion
    entry: int
    stands: bool = True
    given: dict[int, Conversion] = field(default_factory=dict)

    @property
    def left(self) -> tuple[int, int]:
        value = self.fact.value.minor + sum(fact.value.minor for fact in self.given.values())
        return value, self.fact.count + sum(fact.count for fact in self.given.values())

    @property
    def squares(self) -> int:
        value, number = self.left
        if not self.stands or value <= 0:
            return 0
        with localcontext() as context:
            context.prec = 60
            return int((Decimal(value) ** 2 / number).quantize(Decimal(1), ROUND_HALF_UP))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["sell", "sell", "refund", "undo", "redo"]),
        st.integers(0, 50),
        facts.minors,
        st.integers(1, 40),
        DAYS,
        facts.exchanges,
    ),
    min_size=4,
    max_size=14,
)
Step = tuple[str, int, int, int, date, ExchangeRate | None]


class Notes:
    """What stands, beside a ledger; ``reversals``: of what can be put back."""

    def __init__(self, connection: Connection, workspace: int, goal: Goal) -> None:
        self.connection, self.workspace, self.goal = connection, workspace, goal
        self.sales: list[Sale] = []
        self.reversals: list[tuple[int, Sale, Conversion | None]] = []

    def take(self, step: Step) -> None:
        with suppress(Problem):
            getattr(self, step[0])(*step[1:])

    def sell(self, place: int, minor: int, number: int, day: date, exchange: ExchangeRate | None) -> None:
        exchanged = exchange if place % 2 else None
        amount = replace(usd(minor), currency="EUR") if exchanged else usd(minor)
        fact = replace(facts.conversion(self.goal, number, amount, exchange=exchanged), day=day)
        entry = ledger.log(self.connection, act(self.workspace, ANNA, NOW), fact, source="form", request="")
        self.sales.append(Sale(fact=fact, entry=entry.id))

    def refund(self, place: int, minor: int, *_: object) -> None:
        sale = self.sales[place % len(self.sales)]
        left = refunds.sale(self.connection, act(self.workspace, ANNA, admin=True), sale.entry)[1]
        amount = left.amount if place % 4 == 0 else replace(left.amount, minor=1 + minor % left.amount.minor)
        made = self._give_back(sale, amount)
        assert isinstance(made.fact, Conversion)
        sale.given[made.id] = made.fact

    def undo(self, place: int, *_: object) -> None:
        sale = self.sales[place % len(self.sales)]
        if sale.given:
            number, fact = list(sale.given.items())[place % len(sale.given)]
            back = self._undo(number)
            del sale.given[number]
            self.reversals.append((back, sale, fact))
        elif sale.stands:
            back = self._undo(sale.entry)
            sale.stands = False
            self.reversals.append((back, sale, None))

    def redo(self, place: int, *_: object) -> None:
        back, sale, fact = self.reversals[place % len(self.reversals)]
        made = ledger.redo(self.connection, act(self.workspace, ANNA, NOW, admin=True), back)
        self.reversals.remove((back, sale, fact))
        if fact is None:
            sale.stands = True
        else:
            sale.given[made.id] = fact

    def squares(self, period: Period) -> tuple[int, int]:
        standing = [sale for sale in self.sales if sale.stands and sale.fact.day in period and sale.left[0] > 0]
        return sum(sale.left[1] for sale in standing), sum(sale.squares for sale in standing)

    def dearest(self, period: Period) -> Mapping[str, int]:
        standing = [sale.left for sale in self.sales if sale.stands and sale.fact.day in period and sale.left[0] > 0]
        each = [int((Decimal(value) / number).quantize(Decimal(1), ROUND_HALF_UP)) for value, number in standing]
        return {"sale": max(each)} if any(each) else {}

    def _undo(self, entry: int) -> int:
        return ledger.undo(self.connection, act(self.workspace, ANNA, NOW, admin=True), entry).id

    def _give_back(self, sale: Sale, amount: Money) -> Entry:
        return refunds.save(
            self.connection,
            act(self.workspace, ANNA, NOW, admin=True, today=LATER),
            sale.entry,
            amount,
            day=LATER,
            note="back",
            request="",
        )


@GUARDED
def test_squares_are_those_of_the_sales_that_stand(database: Database, engine: str) -> None:
    """Over any period: how many sales, the sum of the squares of what is left of each, and the dearest single one; the
    books balance.
    """
    teams = count(1)

    @given(STEPS, facts.periods())
    @examples(8, engine=engine)
    def holds(steps: list[Step], period: Period) -> None:
        workspace = add_workspace(database, f"W{next(teams)}").id
        with database.writing() as connection:
            goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1_234))
            notes = Notes(connection, workspace, goal)
            notes.sell(1, 10_000, 3, facts.TODAY, None)
            for step in steps:
                if step[0] != "redo" or notes.reversals:
                    notes.take(step)
            books = WorkspaceBooks(connection, workspace, "USD")
            for asked in (period, ALL):
                assert weighed(books.by_channel(asked)) == weighed(books.by_campaign(asked)) == notes.squares(asked)
                assert books.dearest_sales(asked) == notes.dearest(asked)

    holds()
    with database.reading() as connection:
        assert audit.check(connection).balances


@GUARDED
def test_sums_past_64_bits_are_whole(database: Database, workspace: Workspace) -> None:
    """The largest sales there can be, a hundred to a day: no bit is lost, and every column is a whole number."""
    with database.writing() as connection:
        goal = goals.save(connection, act(workspace.id, ANNA, NOW), facts.goal("sale", 1))
        sold = [10**14 - number for number in range(100)]
        for minor in sold:
            _log(connection, workspace.id, facts.conversion(goal, 1, usd(minor)))
    with database.reading() as connection:
        cells = WorkspaceBooks(connection, workspace.id, "USD").by_channel(ALL)
        assert weighed(cells) == (100, sum(minor**2 for minor in sold))
        columns = text("SELECT squares_high, squares_low FROM daily_totals WHERE workspace_id = :workspace")
        rows = connection.execute(columns, {"workspace": workspace.id}).all()
        assert all(isinstance(half, int) and 0 <= half < 2**63 for row in rows for half in row)
        assert audit.check(connection).balances


@GUARDED
def test_a_logged_cost_does_nothing_new(sqlite: Database) -> None:
    """Its statements hold no word of weights; those of a sale do."""
    workspace = add_workspace(sqlite).id
    with sqlite.writing() as connection:
        goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1))
        assert not any("squares" in sent for sent in _sent(connection, workspace, facts.cost()))
        assert not any("squares" in sent for sent in _sent(connection, workspace, facts.conversion(goal, 2)))
        assert any("squares" in sent for sent in _sent(connection, workspace, facts.conversion(goal, 2, usd(5))))


BREACHES = (
    ("UPDATE daily_totals SET squares_low = squares_low + 1 WHERE sales > 0", "day"),
    ("UPDATE monthly_totals SET squares_high = squares_high - 1 WHERE sales > 0", "month"),
    ("UPDATE monthly_totals SET sales = sales + 1 WHERE sales > 0", "month"),
    ("UPDATE place_totals SET squares_low = squares_low + 1 WHERE sales > 0 AND days = 7", "place"),
    ("UPDATE place_totals SET cost = cost + 1 WHERE goal_id = 0 AND days = 1", "place"),
    ("DELETE FROM place_totals WHERE days = 7", "place"),
    ("UPDATE dearest_sales SET minor = minor + 1", "dearest"),
    ("DELETE FROM dearest_sales", "dearest"),
    ("UPDATE cohort_totals SET value = value + 1", "cohort"),
    ("UPDATE cohort_totals SET campaign = 'elsewhere'", "cohort"),
    ("UPDATE person_totals SET cost = cost + 1", "person"),
    ("UPDATE person_totals SET channel = 'nowhere'", "person"),
)
"""What is made wrong -> the table that tells it."""


def test_the_check_sees_what_does_not_agree(database: Database, workspace: Workspace) -> None:
    """One of a square, one of a count, a person by another name: each is told by the table it stands in."""
    with database.writing() as connection:
        _many(connection, workspace.id)
    with database.writing() as connection:
        assert audit.check(connection).balances
        for breach, grain in BREACHES:
            with connection.begin_nested() as broken:
                connection.execute(text(breach))
                assert {one.grain for one in audit.check(connection).differences} == {grain}, breach
                broken.rollback()
        assert audit.check(connection).balances


@pytest.mark.tables_change
def test_the_migration_fills_what_the_program_would_have_kept(database: Database) -> None:
    """Down and up again, every table holds what it held: sales in euros, of several, refunds in part and whole, what
    was taken back and put back, hours of one and of two, over two workspaces.
    """
    for team in ("T1", "T2"):
        workspace = add_workspace(database, team).id
        with database.writing() as connection:
            _many(connection, workspace)
    with database.reading() as connection:
        before = contents(connection)
        assert audit.check(connection).balances
    again(database, "0022")
    with database.reading() as connection:
        assert contents(connection) == before


@pytest.mark.tables_change
def test_a_migration_that_breaks_on_the_way_starts_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped after the squares are filled, the database is of the version before; started again, all is there."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _many(connection, workspace)
    with database.writing() as connection:
        before = contents(connection)
        command.downgrade(migration_config(connection), "0022")

    def stop(people: str) -> frozenset[str]:
        raise InterruptedError(people)

    with monkeypatch.context() as patched:
        patched.setattr(hourly_rates, "named", stop)
        with pytest.raises(InterruptedError):
            schema.migrate(database)
    with database.reading() as connection:
        assert schema.version(connection) == "0022"
    assert schema.migrate(database)
    with database.reading() as connection:
        assert contents(connection) == before


def _many(connection: Connection, workspace: int) -> None:
    goal = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("sale", 1_234))
    seen = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("seen", 1, counts=False))
    for other in (facts.conversion(goal, 7), facts.conversion(seen, 2, usd(500))):
        _log(connection, workspace, other)
    for names in ("", "A", "AB", "ab"):
        rate = replace(usd(4_000), currency="USD")
        people = tuple(Work(person=name, hours=Decimal(1), rate=rate) for name in names)
        worked = replace(facts.cost(), category=Category.PEOPLE, people=people, hours=Decimal(2))
        saved = _log(connection, workspace, worked)
        if names == "AB":
            back = ledger.undo(connection, act(workspace, "U9", NOW, admin=True), saved.id)
        if names == "ab":
            ledger.redo(connection, act(workspace, "U9", NOW, admin=True), back.id)
    notes = Notes(connection, workspace, goal)
    for number in range(40):
        notes.sell(number, 10_000 + 997 * number, 1 + number % 5, date(2026, 6, 25 + number % 5), None)
    for number in range(0, 60, 3):
        notes.take(("refund", number, 7_919 * number, 1, LATER, None))
    for number in range(0, 40, 5):
        notes.take(("undo", number, 1, 1, LATER, None))
    for number in range(0, 8, 2):
        notes.take(("redo", number, 1, 1, LATER, None))


def weighed(cells: Iterable[Cell]) -> tuple[int, int]:
    """Sales and squares."""
    listed = list(cells)
    return sum(cell.sales for cell in listed), sum(cell.squares for cell in listed)


def _log(connection: Connection, workspace: int, fact: Cost | Conversion) -> Entry:
    return ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")


def _sent(connection: Connection, workspace: int, fact: Cost | Conversion) -> list[str]:
    """What the driver of SQLite is sent for one entry."""
    sent: list[str] = []
    driver: Any = connection.connection.driver_connection
    driver.set_trace_callback(sent.append)
    _log(connection, workspace, fact)
    driver.set_trace_callback(None)
    assert sent
    return sent
