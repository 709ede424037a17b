"""What the books say to divide by: hours and persons by campaign, read by an index and of the period alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, event

from core.calendar.periods import Period
from core.ledger.entries import Cost
from core.ledger.hourly_rates import Work
from core.ledger.splits import SplitKey, SplitTellsHours
from core.money.money import Money
from core.setup.categories import Category
from storage import ledger, person_totals, splits
from storage.database import Database
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import ANNA, act

AUGUST = Period(start=date(2026, 8, 1), end=date(2026, 9, 1))


def worked(hours: str, campaign: str, day: date) -> Cost:
    made = replace(facts.cost(minor=5000, campaign=campaign), category=Category.PEOPLE, day=day)
    return replace(made, hours=Decimal(hours))


@contextmanager
def listening(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Notes each statement with its parameters, as the driver gets them."""
    heard: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        heard.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    yield heard
    event.remove(connection, "before_cursor_execute", note)


def plans(connection: Connection, heard: list[tuple[str, Any]]) -> list[str]:
    """How the database would look each of them up; with as few rows as here PostgreSQL is told not to read them all.

    It plans by the size of tables and indices too, and those that earlier tests filled stay large: they begin anew.
    """
    if connection.dialect.name == "sqlite":
        return [_words(connection, f"EXPLAIN QUERY PLAN {statement}", given) for statement, given in heard]
    connection.exec_driver_sql("TRUNCATE workspaces CASCADE")
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return [_words(connection, f"EXPLAIN {statement}", given) for statement, given in heard]


def _words(connection: Connection, statement: str, given: Any) -> str:
    return " ".join(str(row[-1]) for row in connection.exec_driver_sql(statement, given))


def test_hours_are_those_of_the_period(database: Database) -> None:
    """Summed by campaign to the hundredth; what was taken back is gone, what belongs to none is left out."""
    workspace = add_workspace(database).id
    days = (date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 31), date(2026, 9, 1))
    with database.writing() as connection:
        for day in days:
            for hours, campaign in (("37.25", "alpha"), ("0.01", "alpha"), ("5", "beta"), ("7", "")):
                what = worked(hours, campaign, day)
                ledger.log(connection, act(workspace), what, source="form", request="")
        last = ledger.log(connection, act(workspace), worked("9", "beta", days[1]), source="form", request="")
        ledger.undo(connection, act(workspace), last.id)
    with database.reading() as connection:
        assert splits.hours(connection, workspace, AUGUST) == {"alpha": Decimal("74.52"), "beta": Decimal(10)}
        parts = splits.by_month(connection, workspace, SplitKey.HOURS, AUGUST)
    assert [(part.campaign, part.weight) for part in parts[date(2026, 8, 1)]] == [
        ("alpha", Decimal("74.52")),
        ("beta", Decimal(10)),
    ]


def test_hours_of_fewer_than_three_divide_nothing(database: Database) -> None:
    """Of what stands, in the months that are taken: who was taken back is nobody, an earlier month is of no matter."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        for day, names in ((date(2026, 7, 1), "AB"), (date(2026, 8, 1), "ABC")):
            _log(connection, workspace, names, day)
        assert splits.divide(connection, workspace, SplitKey.HOURS, AUGUST).campaigns == ("alpha",)
        with pytest.raises(SplitTellsHours) as july:
            splits.divide(connection, workspace, SplitKey.HOURS, Period(start=date(2026, 7, 1), end=date(2026, 9, 1)))
        assert (july.value.campaign, july.value.month) == ("alpha", date(2026, 7, 1))
        late = _log(connection, workspace, "DE", date(2026, 8, 2), "beta")
        with pytest.raises(SplitTellsHours):
            splits.divide(connection, workspace, SplitKey.HOURS, AUGUST, by=ANNA)
        ledger.undo(connection, act(workspace), late)
        assert splits.divide(connection, workspace, SplitKey.HOURS, AUGUST, by=ANNA).campaigns == ("alpha",)


def _log(connection: Connection, workspace: int, names: str, day: date, campaign: str = "alpha") -> int:
    """An hour of each."""
    rate = Money(minor=5000, currency="USD")
    people = tuple(Work(person=name, hours=Decimal(1), rate=rate) for name in names)
    fact = replace(worked(str(len(names)), campaign, day), people=people)
    return ledger.log(connection, act(workspace), fact, source="form", request="").id


@pytest.mark.parametrize("key", [SplitKey.ADS, SplitKey.HOURS, SplitKey.CONVERSIONS])
def test_an_index_finds_what_to_divide_by(database: Database, key: SplitKey) -> None:
    """By workspace and day or month: a long ledger is not read for the hours of a year."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        with listening(connection) as heard:
            splits.by_month(connection, workspace, key, AUGUST)
        found = plans(connection, heard)
    wanted = "ix_entries_" if key is SplitKey.HOURS else "monthly_totals"
    assert len(found) == 1
    assert wanted in found[0]
    assert "SCAN" not in found[0]
    assert "Seq Scan on entries" not in found[0]


def test_an_index_finds_who_has_worked(database: Database) -> None:
    """Of all campaigns, of one, and for the weights by hours."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        with listening(connection) as heard:
            for period in (AUGUST, Period(start=AUGUST.start, end=AUGUST.end + timedelta(days=3))):
                person_totals.persons(connection, workspace, period)
                person_totals.persons(connection, workspace, period, "alpha")
            splits.hours(connection, workspace, AUGUST)
        found = plans(connection, heard)
    assert len(found) == 7  # August alone is read from its month, three days more from entries
    assert not [plan for plan in found if "SCAN" in plan or "Seq Scan" in plan]
    assert sum("person_totals" in plan for plan in found) == 4
    assert sum("ix_entries_" in plan and "person_totals" not in plan for plan in found) == 3
