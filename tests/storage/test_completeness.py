"""What tells which costs are missing, as the databases find it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import Connection

from core.calendar.periods import ALL, Period
from core.ledger.entries import Cost, Entry
from core.ledger.hourly_rates import Work
from core.ledger.repeats import Every, first_repeat
from core.money.exchange import ExchangeRate, RateSource, typed_rate
from core.money.money import Money
from core.reports.missing import Due, Imported, Scope
from core.setup.categories import Category
from storage import completeness, entry_lists, exchange, ledger, repeats
from storage.database import Database
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import ANNA, BEN, NOW, act, usd


def log(connection: Connection, workspace: int, cost: Cost, source: str = "form", by: str = ANNA) -> Entry:
    return ledger.log(connection, act(workspace, by), cost, source=source, request="")


def test_of_each_channel_the_newest_import_that_stands(database: Database) -> None:
    """What was typed, was no ad spend or was taken back does not count; what was put back does."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        for channel in ("", "linkedin", "x"):
            for day in (3, 1, 2):
                cost = replace(facts.cost(date(2026, 7, day)), channel=channel)
                newest = log(connection, workspace, cost, "import", BEN if day == 3 else ANNA)
                if day == 3 and channel != "x":
                    undone = ledger.undo(connection, act(workspace, BEN), newest.id)
                    if not channel:
                        ledger.redo(connection, act(workspace, BEN), undone.id)
        log(connection, workspace, facts.cost(date(2026, 7, 9)), "form")
        log(connection, workspace, replace(facts.cost(date(2026, 7, 9)), category=Category.AGENCY), "import")
    with database.reading() as connection:
        assert completeness.imported(connection, workspace) == [
            Imported(channel="", last=date(2026, 7, 3), by=BEN),
            Imported(channel="linkedin", last=date(2026, 7, 2), by=ANNA),
            Imported(channel="x", last=date(2026, 7, 3), by=BEN),
        ]
        assert completeness.look(connection, workspace).imports


def test_hours_that_stand_with_whose_they_are(database: Database) -> None:
    """Of one and of several; in dollars at the entry's own rate; not what was taken back."""
    workspace = add_workspace(database).id
    hours = replace(facts.cost(date(2026, 7, 1), 400_00), category=Category.PEOPLE, hours=Decimal(10), rate=usd(40_00))
    works = tuple(Work(person=name, hours=Decimal(n), rate=Money(minor=50_00, currency="EUR")) for name, n in PEOPLE)
    half = ExchangeRate(
        currency="EUR", reporting="USD", value=Fraction(1, 2), day=date(2026, 7, 1), source=RateSource.ECB
    )
    several = replace(
        hours,
        amount=Money(minor=150_00, currency="EUR"),
        hours=Decimal(3),
        rate=None,
        people=works,
        exchange=half,
        campaign="beta",
        day=date(2026, 7, 9),
    )
    with database.writing() as connection:
        log(connection, workspace, hours, by=BEN)
        log(connection, workspace, several)
        ledger.undo(connection, act(workspace), log(connection, workspace, hours).id)
    with database.reading() as connection:
        found = completeness.worked(connection, workspace, Scope(period=ALL), "USD")
        assert [(w.person, int(w.hours), w.rate, w.cost, w.by) for w in found] == [
            ("", 10, 40_00, 400_00, BEN),
            ("Anna", 1, 25_00, 25_00, ANNA),
            ("Ben", 2, 25_00, 50_00, ANNA),
        ]
        july = Period(start=date(2026, 7, 2), end=date(2026, 8, 1))
        assert completeness.worked(connection, workspace, Scope(period=july), "USD") == found[1:]
        assert completeness.worked(connection, workspace, Scope(period=ALL, campaign="alpha"), "USD") == found[:1]
        assert completeness.worked(connection, workspace, Scope(period=ALL, channel="x"), "USD") == []
        assert completeness.worked(connection, workspace, Scope(period=ALL), "EUR") == []


PEOPLE = (("Anna", 1), ("Ben", 2))


def test_what_is_due_is_what_the_tick_will_log(database: Database) -> None:
    """The same days, campaigns and amounts; none of what is paused; nothing once it is logged."""
    workspace = add_workspace(database).id
    today = date(2026, 10, 1)
    with database.writing() as connection:
        for note, paused in (("runs", False), ("paused", True)):
            cost = replace(facts.cost(date(2026, 7, 31), 49_00, note=note), category=Category.TOOLS)
            begun = first_repeat(workspace, log(connection, workspace, cost).id, cost, Every.MONTHLY, BEN)
            added = repeats.add(connection, begun, NOW)
            repeats.change(connection, added.paused() if paused else added)
    with database.reading() as connection:
        owed = completeness.due(connection, workspace, today, "USD")
        assert completeness.look(connection, workspace).next_day == date(2026, 8, 31)
        assert completeness.due(connection, workspace, date(2026, 8, 30), "USD") == []
    assert [(one.cost.day.isoformat(), one.cost.note) for one in owed] == [
        ("2026-08-31", "runs"),
        ("2026-09-30", "runs"),
    ]
    with database.writing() as connection:
        repeats.log_due(connection, act(workspace, today=today), lambda _, cost: cost)
        repeats.log_due(connection, act(workspace, today=today), lambda _, cost: cost)
        logged = [entry.fact for entry in entry_lists.history(connection, workspace, None) if entry.source == "repeat"]
        assert sorted(logged, key=lambda fact: fact.day) == [one.cost for one in owed]
        assert completeness.due(connection, workspace, today, "USD") == []


@pytest.mark.parametrize(("typed", "expected"), [(None, []), ("0.5", [50_00])])
def test_what_waits_for_a_currency_counts_at_the_last_rate_typed(
    database: Database, typed: str | None, expected: list[int]
) -> None:
    """The workspace counts in euros since: 100 dollars are 50 of them, or are not known."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        cost = replace(facts.cost(date(2026, 7, 1), 100_00), category=Category.TOOLS)
        begun = first_repeat(workspace, log(connection, workspace, cost).id, cost, Every.MONTHLY, BEN)
        repeats.add(connection, begun, NOW)
        if typed:
            exchange.save(connection, act(workspace), typed_rate("USD", "EUR", Decimal(typed), date(2026, 5, 1)))
    with database.reading() as connection:
        owed = completeness.due(connection, workspace, date(2026, 8, 1), "EUR")
    assert [one.cost.booked.minor for one in owed if one.cost.booked.currency == "EUR"] == expected


def test_the_amount_is_that_of_the_last_one_logged(database: Database) -> None:
    """At the rate of its day, not of the first one's."""
    workspace = add_workspace(database).id
    first = replace(
        facts.cost(date(2026, 7, 1)),
        category=Category.TOOLS,
        amount=Money(minor=100_00, currency="EUR"),
        exchange=_euro(date(2026, 7, 1), 1),
    )

    def dearer(_connection: Connection, cost: Cost) -> Cost:
        return replace(cost, exchange=_euro(cost.day, 2))

    with database.writing() as connection:
        begun = first_repeat(workspace, log(connection, workspace, first).id, first, Every.MONTHLY, BEN)
        repeats.add(connection, begun, NOW)
        assert _booked(completeness.due(connection, workspace, date(2026, 8, 1), "USD")) == [100_00]
        repeats.log_due(connection, act(workspace, today=date(2026, 8, 1)), dearer)
        assert _booked(completeness.due(connection, workspace, date(2026, 9, 1), "USD")) == [200_00]


def _euro(day: date, value: int) -> ExchangeRate:
    return ExchangeRate(currency="EUR", reporting="USD", value=Fraction(value), day=day, source=RateSource.ECB)


def _booked(owed: list[Due]) -> list[int]:
    return [one.cost.booked.minor for one in owed]
