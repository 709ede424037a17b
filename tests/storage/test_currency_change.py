"""Rebuilds: into other currencies and back again are the same books, whatever is on them, and balance on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, insert, select

import storage
from core.calendar.periods import ALL
from core.currency_change import Kept, PlanKind, Rebuild, rebuild
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.hourly_rates import Rate
from core.ledger.own_currency import own_postings
from core.ledger.postings import currency_of
from core.ledger.splits import Part, SplitKey, split_by
from core.ledger.spreads import service_period
from core.money.cross_rates import RatesInto
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.plans.targets import Target
from core.sales.deals import LOST, WON, Deal
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.company_figures import CompanyMonth
from storage import (
    audit,
    campaigns,
    company,
    currency_change,
    deals,
    entry_lists,
    entry_rows,
    goals,
    hourly_rates,
    ledger,
    postings,
    refunds,
    schedules,
    targets,
    workspaces,
)
from storage.database import Database
from storage.schema import migrate
from storage.tables import (
    cohort_totals,
    company_figures,
    currency_totals,
    daily_totals,
    deal_bookings,
    deal_steps,
    dearest_sales,
    entries,
    monthly_totals,
    person_totals,
    place_totals,
)
from storage.tables import (
    goals as goal_table,
)
from storage.totals import WorkspaceBooks
from tests.databases import TORTURE, add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, act

MANY = 10_000 if TORTURE else 1_000

CURRENCIES = ("USD", "EUR", "PLN", "JPY", "KWD")
"""Of two, no and three decimals."""

RATES = {"USD": Decimal("1.1404"), "PLN": Decimal("4.2755"), "JPY": Decimal("171.61"), "KWD": Decimal("0.3491")}


def published(day: date) -> Mapping[str, Decimal]:
    """Every day another rate, none of them round."""
    return {currency: rate + Decimal(day.toordinal() % 97) / 1000 for currency, rate in RATES.items()}


def worked_out(
    connection: Connection, workspace: int, reporting: str, typed: Mapping[date, Fraction] | None = None
) -> Rebuild:
    currency = workspaces.load(connection, workspace).currency or "USD"
    by_hand = {(c, reporting): typed for c in CURRENCIES} if typed else {}
    return rebuild(
        entry_lists.in_order(connection, workspace),
        currency_change.plans(connection, workspace, currency),
        currency_change.kept_in(connection, workspace, reporting),
        RatesInto(reporting, currency, by_hand, published),
        currency,
        facts.TODAY,
        deals.in_order(connection, workspace),
    )


def carried_out(
    database: Database, workspace: int, reporting: str, typed: Mapping[date, Fraction] | None = None
) -> Rebuild:
    with database.writing() as connection:
        workspaces.touch(connection, workspace)
        found = worked_out(connection, workspace, reporting, typed)
        assert found.possible
        currency_change.apply(connection, act(workspace), found)
    return found


def snapshot(database: Database, workspace: int) -> dict[str, object]:
    """Every row of the books."""
    with database.reading() as connection:
        return {table.name: _rows(connection, table, workspace) for table in _TABLES} | {
            "plans": sorted(
                repr(replace(plan, said=None)) for plan in currency_change.plans(connection, workspace, "USD")
            )
        }


def _rows(connection: Connection, table: Table, workspace: int) -> list[tuple[object, ...]]:
    found = connection.execute(select(table).where(table.c.workspace_id == workspace))
    return sorted((tuple(row) for row in found), key=repr)


_TABLES = (
    entries,
    daily_totals,
    monthly_totals,
    place_totals,
    currency_totals,
    dearest_sales,
    cohort_totals,
    person_totals,
    goal_table,
    deal_steps,
    deal_bookings,
    company_figures,
)

days = st.dates(date(2026, 6, 25), date(2026, 9, 5))


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    """In any currency, with a rate of its own, spread and split."""
    currency, day = draw(st.sampled_from(CURRENCIES)), draw(days)
    until = draw(st.none() | st.integers(0, 60).map(lambda n: day + timedelta(days=n)))
    parts = [Part(campaign="alpha", weight=Decimal(2)), Part(campaign="beta")]
    split = draw(st.booleans()) and split_by(SplitKey.WEIGHTS, service_period(day, until), {}, parts)
    return Cost(
        day=day,
        category=Category.TOOLS,
        amount=Money(minor=draw(st.integers(1, 10**7) | st.integers(-(10**5), -1)), currency=currency),
        campaign="" if split else draw(facts.campaigns),
        channel=draw(facts.channels),
        until=until,
        split=split or None,
        share=draw(st.sampled_from([Decimal(100), Decimal("33.33")])),
        note="x",
        exchange=_rate(draw, currency, day),
    )


@st.composite
def steps(draw: st.DrawFn) -> Deal:
    """Of one of two deals, in any currency, with a rate of its own."""
    currency, day, name = draw(st.sampled_from(CURRENCIES)), draw(days), draw(st.sampled_from(["Acme", "Bolt"]))
    return Deal(
        key=name.lower(),
        name=name,
        day=day,
        stage=draw(st.sampled_from([WON, LOST, "contract-sent"])),
        probability=Decimal(90),
        amount=Money(minor=draw(st.integers(1, 10**7)), currency=currency),
        exchange=_rate(draw, currency, day),
        campaign="alpha",
    )


GivenBack = tuple[int, int]
"""A refund: of which of the sales with something left, and how many hundredths of it."""

given_back = st.tuples(st.integers(0, 5), st.integers(1, 100) | st.just(100))


@st.composite
def conversions(draw: st.DrawFn) -> Conversion:
    """With real revenue in any currency, or without."""
    day, counts = draw(days), draw(st.booleans())
    goal = replace(facts.goal("lead" if counts else "seen", 1000, counts=counts))
    currency = draw(st.sampled_from(CURRENCIES))
    revenue = draw(st.none() | st.integers(1, 10**7).map(lambda minor: Money(minor=minor, currency=currency)))
    exchange = _rate(draw, currency, day) if revenue else None
    made = facts.conversion(goal, draw(st.integers(1, 9)), revenue, exchange=exchange)
    return replace(made, day=day)


def _rate(draw: st.DrawFn, currency: str, day: date) -> ExchangeRate | None:
    if currency == "USD":
        return None
    value = Fraction(draw(st.decimals("0.0001", "5", places=4)))
    return ExchangeRate(currency=currency, reporting="USD", value=value, day=day, source=RateSource.TYPED)


def _plan(connection: Connection, workspace: int) -> None:
    """One of each kind, of odd amounts."""
    usd = facts.usd
    campaigns.save(connection, act(workspace), Campaign(key="alpha", name="Alpha", budget=usd(99_999)))
    aim = Target(
        campaign="alpha", goal="lead", count=5, cost_per_conversion=usd(2_75), start=facts.TODAY, end=facts.TODAY
    )
    targets.save(connection, act(workspace), aim)
    hourly_rates.save(connection, act(workspace), Rate(person="Anna", rate=usd(40_01), start=facts.TODAY))
    schedules.save(connection, replace(facts.schedule(workspace), floor=100_01), "UTC", NOW, "USD")
    schedules.save(connection, facts.schedule(workspace, "C2"), "UTC", NOW)
    month = CompanyMonth(month=facts.TODAY.replace(day=1), revenue=usd(777_77), arpa=usd(2_49))
    company.save(connection, act(workspace), month, "USD")


def _log(connection: Connection, workspace: int, fact: Cost | Conversion) -> int:
    if isinstance(fact, Conversion):
        known = goals.find(connection, workspace, fact.goal.key) or goals.save(connection, act(workspace), fact.goal)
        fact = replace(fact, goal=known)
    return ledger.log(connection, act(workspace), fact, source="form", request="").id


def test_there_and_back_are_the_same_books(database: Database, engine: str) -> None:
    """Through any currencies, with other rates typed meanwhile; after each step the totals are those of the entries.

    Deals with what they booked, refunds and company figures are among the books.
    """
    teams = count(1)

    @given(
        st.lists(costs() | conversions(), min_size=1, max_size=6),
        st.lists(st.integers(0, 5), max_size=3),
        st.lists(steps(), max_size=3),
        st.lists(given_back, max_size=4),
        st.lists(st.sampled_from(CURRENCIES[1:]), min_size=1, max_size=3),
        st.booleans(),
    )
    @examples(8, engine=engine)
    def holds(
        logged: list[Cost | Conversion],
        undone: list[int],
        moved: list[Deal],
        refunded: list[GivenBack],
        way: list[str],
        redo: bool,
    ) -> None:
        workspace = add_workspace(database, f"R{next(teams)}").id
        with database.writing() as connection:
            _plan(connection, workspace)
            ids = [_log(connection, workspace, fact) for fact in logged]
            for number in dict.fromkeys(undone):
                if number < len(ids):
                    back = ledger.undo(connection, act(workspace, admin=True), ids[number])
                    if redo:
                        ledger.redo(connection, act(workspace, admin=True), back.id)
            _move(connection, workspace, moved, redo=redo)
            _give_back(connection, workspace, refunded, redo=redo)
        before = snapshot(database, workspace)
        with database.reading() as connection:
            totals = WorkspaceBooks(connection, workspace, "USD").by_channel(ALL)
        for reporting in way:
            current = _currency(database, workspace)
            if reporting != current:
                found = carried_out(database, workspace, reporting)
                _hangs_together(database, workspace, found)
        if _currency(database, workspace) != "USD":
            last = carried_out(database, workspace, "USD", {facts.TODAY: Fraction(7, 3), date(2026, 7, 1): Fraction(9)})
            assert last.after.cost == sum(cell.cost for cell in totals)
            assert last.after.value == sum(cell.value for cell in totals)
        assert snapshot(database, workspace) == before

    holds()


def _move(connection: Connection, workspace: int, moved: list[Deal], *, redo: bool) -> None:
    """The steps of deals, the last taken back, and put back where ``redo``."""
    goal = goals.save(connection, act(workspace), facts.goal("sale", 1000))
    made = [
        deals.log(connection, act(workspace), replace(step, goal=goal.id * step.won), request="").step for step in moved
    ]
    for step in made[-1:]:
        back = deals.undo(connection, act(workspace, admin=True), step.id).step
        if redo:
            deals.redo(connection, act(workspace, admin=True), back.id)


def _give_back(connection: Connection, workspace: int, refunded: list[GivenBack], *, redo: bool) -> None:
    """Refunds of what sales stand, the last of them taken back, and put back where ``redo``."""
    given = None
    for number, share in refunded:
        standing = [entry for entry in entry_lists.in_order(connection, workspace) if entry.stands]
        left = refunds.left_of_each(connection, workspace, standing)
        open_ones = [(entry, rest.amount) for entry, rest in left.items() if rest.amount.minor]
        if open_ones:
            sale, rest = open_ones[number % len(open_ones)]
            given = _refund(
                connection, workspace, sale, Money(minor=-(-rest.minor * share // 100), currency=rest.currency)
            )
    if given:
        back = ledger.undo(connection, act(workspace, admin=True), given)
        if redo:
            ledger.redo(connection, act(workspace, admin=True), back.id)


def _refund(connection: Connection, workspace: int, sale: int, amount: Money) -> int:
    made = refunds.save(
        connection,
        act(workspace, admin=True, today=NOW.date() + timedelta(days=60)),
        sale,
        amount,
        day=NOW.date() + timedelta(days=60),
        note="sent back",
        request="",
    )
    return made.id


@pytest.mark.parametrize("minor", [100_00, 100_01, 7])
def test_refunds_go_on_after_it(database: Database, minor: int) -> None:
    """Thirds of a sale in another currency: what is left is worth what it would be, a refund that was taken back is
    put back, and all of it given back nothing is left.
    """
    workspace = add_workspace(database).id
    with database.writing() as connection:
        sold = _log(connection, workspace, facts.conversion(facts.goal("lead", 5), 1, facts.usd(minor)))
        parts = [facts.usd(minor // 3 + (minor % 3 > number)) for number in range(3)]
        first = _refund(connection, workspace, sold, parts[0])
        second = _refund(connection, workspace, sold, parts[1])
        back = ledger.undo(connection, act(workspace, admin=True), second)
    carried_out(database, workspace, "PLN")
    with database.writing() as connection:
        ledger.redo(connection, act(workspace, admin=True), back.id)
        sale = ledger.find(connection, workspace, sold)
        left = refunds.left_of_each(connection, workspace, [sale])[sold]
        assert isinstance(sale.fact, Conversion)
        assert sale.fact.exchange
        assert left.value == sale.fact.exchange.convert(left.amount)
        again = ledger.undo(connection, act(workspace, admin=True), first)
        ledger.redo(connection, act(workspace, admin=True), again.id)
        _refund(connection, workspace, sold, parts[2])
        cells = WorkspaceBooks(connection, workspace, "PLN").by_channel(ALL)
        assert (sum(cell.value for cell in cells), sum(cell.count for cell in cells)) == (0, 0)
    carried_out(database, workspace, "EUR")
    with database.reading() as connection:
        cells = WorkspaceBooks(connection, workspace, "EUR").by_channel(ALL)
        assert (sum(cell.value for cell in cells), sum(cell.count for cell in cells)) == (0, 0)
        assert audit.check(connection).balances


def test_a_won_deal_and_what_it_booked_stay_one_sum(database: Database) -> None:
    """Also back where they came from, with another rate typed meanwhile; and a step of it taken back and put back."""
    workspace = add_workspace(database).id
    rate = ExchangeRate(currency="EUR", reporting="USD", value=Fraction(5, 4), day=facts.TODAY, source=RateSource.TYPED)
    amount = Money(minor=333_33, currency="EUR")
    with database.writing() as connection:
        goal = goals.save(connection, act(workspace), facts.goal("sale", 1000))
        won = Deal(
            key="acme",
            name="Acme",
            day=facts.TODAY,
            stage=WON,
            probability=Decimal(100),
            amount=amount,
            exchange=rate,
            goal=goal.id,
        )
        made = deals.log(connection, act(workspace), won, request="").step
    for reporting in ("PLN", "USD"):
        carried_out(database, workspace, reporting, {facts.TODAY: Fraction(3)})
        with database.writing() as connection:
            back = deals.undo(connection, act(workspace, admin=True), made.id).step
            again = deals.redo(connection, act(workspace, admin=True), back.id)
            assert again.booked
            assert isinstance(again.booked.fact, Conversion)
            assert again.step.fact.booked == again.booked.fact.value
            assert audit.check(connection).balances
    assert again.step.fact.booked == rate.convert(amount)


def _currency(database: Database, workspace: int) -> str:
    with database.reading() as connection:
        return workspaces.load(connection, workspace).currency or ""


def _hangs_together(database: Database, workspace: int, found: Rebuild) -> None:
    """What was previewed is on the books, all in the one currency, and they balance."""
    with database.reading() as connection:
        cells = WorkspaceBooks(connection, workspace, found.reporting).by_channel(ALL)
        assert (sum(c.cost for c in cells), sum(c.value for c in cells)) == (found.after.cost, found.after.value)
        standing = entry_lists.in_order(connection, workspace)
        assert {currency_of(entry.fact) for entry in standing} == {found.reporting}
        assert {plan.amount.currency for plan in found.plans} == {found.reporting}
        assert {goal.value.currency for goal in goals.current(connection, workspace)} <= {found.reporting}
        assert audit.check(connection).balances
        own = {one.currency for entry in standing for one in own_postings(entry.fact)}
        assert found.reporting not in own


def test_what_was_changed_meanwhile_stays_changed(database: Database) -> None:
    """A budget set anew in the other currency is exchanged back; the others are what they were."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _plan(connection, workspace)
    carried_out(database, workspace, "PLN")
    with database.writing() as connection:
        changed = Campaign(key="alpha", name="Alpha", budget=Money(minor=42_755, currency="PLN"))
        campaigns.save(connection, act(workspace), changed)
    back = carried_out(database, workspace, "USD")
    amounts = {plan.kind: plan.amount.minor for plan in back.plans}
    assert amounts[PlanKind.TARGET] == 2_75
    assert amounts[PlanKind.RATE] == 40_01
    assert amounts[PlanKind.FLOOR] == 100_01
    rate = published(facts.TODAY)
    assert abs(amounts[PlanKind.BUDGET] - 42_755 * rate["USD"] / rate["PLN"]) < 1


def test_what_has_no_money_is_no_plan(database: Database) -> None:
    """A digest has no floor; one of an alert that was stopped is exchanged with the rest, and not counted."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _plan(connection, workspace)
        stopped = schedules.save(connection, replace(facts.schedule(workspace, "C3"), floor=7), "UTC", NOW, "USD")
        schedules.stop(connection, workspace, stopped.id)
        found = [plan for plan in currency_change.plans(connection, workspace, "USD") if plan.kind is PlanKind.FLOOR]
    assert [(plan.amount.minor, plan.current) for plan in found] == [(100_01, True), (7, False)]


def test_what_was_changed_and_when_is_kept(database: Database) -> None:
    """Newest first, with who."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _plan(connection, workspace)
    carried_out(database, workspace, "PLN")
    carried_out(database, workspace, "USD")
    with database.reading() as connection:
        found = [
            (one.currency, one.reporting, one.by, one.at) for one in currency_change.changes(connection, workspace)
        ]
    assert found == [("PLN", "USD", ANNA, NOW), ("USD", "PLN", ANNA, NOW)]


def test_days_without_a_rate_are_all_named(database: Database) -> None:
    """Each with how many entries wait for it; and nothing of it is possible."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _plan(connection, workspace)
        for day in (date(1998, 5, 1), date(1998, 5, 1), date(1997, 1, 1), facts.TODAY):
            _log(connection, workspace, facts.cost(day))
        found = rebuild(
            entry_lists.in_order(connection, workspace),
            currency_change.plans(connection, workspace, "USD"),
            Kept(),
            RatesInto("PLN", "USD", {("PLN", "USD"): {date(1999, 1, 1): Fraction(1)}}, lambda _: {}),
            "USD",
            facts.TODAY,
        )
    told = [(one.day, one.entries, one.plans) for one in found.unknown]
    assert told == [(date(1997, 1, 1), 1, False), (date(1998, 5, 1), 2, False), (facts.TODAY, 1, True)]
    assert not found.possible


def test_what_would_be_too_large_is_counted(database: Database) -> None:
    """A million million dollars are no yen."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        _log(connection, workspace, facts.cost(facts.TODAY, 10**14))
        found = worked_out(connection, workspace, "JPY")
    assert (found.too_large, found.possible) == (1, False)


@pytest.mark.tables_change
def test_a_ledger_from_before_gets_its_sums(database: Database) -> None:
    """The migration fills in what was booked from other currencies, so that the books balance at once."""
    workspace = add_workspace(database).id
    split = split_by(SplitKey.WEIGHTS, service_period(facts.TODAY, facts.TODAY + timedelta(days=40)), {}, _PARTS)
    abroad = ExchangeRate(
        currency="EUR", reporting="USD", value=Fraction(11, 10), day=facts.TODAY, source=RateSource.ECB
    )
    bill = Cost(
        day=facts.TODAY,
        category=Category.TOOLS,
        amount=Money(minor=100_01, currency="EUR"),
        until=facts.TODAY + timedelta(days=40),
        split=split,
        exchange=abroad,
    )
    revenue = Money(minor=77_77, currency="EUR")
    with database.writing() as connection:
        _log(connection, workspace, bill)
        _log(connection, workspace, facts.conversion(facts.goal("lead", 5), 2, revenue, exchange=abroad))
        _log(connection, workspace, facts.conversion(facts.goal("seen", 5, counts=False), 2, revenue, exchange=abroad))
        back = _log(connection, workspace, replace(bill, until=None, split=None, campaign="alpha"))
        ledger.undo(connection, act(workspace, admin=True), back)
    before = snapshot(database, workspace)["currency_totals"]
    assert before
    with database.writing() as connection:
        command.downgrade(_config(connection), "0012-1")
    assert migrate(database)
    assert snapshot(database, workspace)["currency_totals"] == before
    with database.reading() as connection:
        assert audit.check(connection).balances


_PARTS = [Part(campaign="alpha", weight=Decimal(2)), Part(campaign="beta")]


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def test_many_entries_are_rebuilt_and_balance(sqlite: Database) -> None:
    """A third in another currency, a hundredth spread over a year."""
    database, workspace = sqlite, add_workspace(sqlite).id
    with database.writing() as connection:
        workspaces.touch(connection, workspace, "USD")
        rows = [entry_rows.row_of(workspace, _entry(number), "") for number in range(MANY)]
        connection.execute(insert(entries), rows)
        postings.post_all(connection, workspace, entry_lists.in_order(connection, workspace))
    assert len(carried_out(database, workspace, "PLN").entries) == MANY
    with database.reading() as connection:
        assert audit.check(connection).differences == ()  # put there at once, and so not sealed


def _entry(number: int) -> Entry:
    day = date(2025, 1, 1) + timedelta(days=number % 365)
    rate = ExchangeRate(currency="EUR", reporting="USD", value=Fraction(11, 10), day=day, source=RateSource.ECB)
    euro = number % 3 == 0
    fact = Cost(
        day=day,
        category=Category.TOOLS,
        amount=Money(minor=1000 + number, currency="EUR" if euro else "USD"),
        campaign=("alpha", "beta", "")[number % 3],
        channel="linkedin",
        exchange=rate if euro else None,
        until=day + timedelta(days=364) if number % 100 == 0 else None,
    )
    return Entry(id=0, fact=fact, logged_by=ANNA, logged_at=NOW, source="form")
