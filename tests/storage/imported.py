"""Imports of the tests of storage: staged, and carried out to their end a part at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from core.calendar.periods import Period
from core.imports.records import ImportRecord, Scope, State
from core.ledger.entries import Cost
from core.setup.categories import Category
from storage import imports
from storage.database import Database
from storage.import_facts import Fact
from tests.storage.facts import ANNA, NOW, act, usd

MAY = Period(start=date(2026, 5, 1), end=date(2026, 6, 1))


def spend(day: int, minor: int, *, campaign: str = "alpha", channel: str = "facebook") -> Cost:
    """What was spent on a day of May."""
    return Cost(day=date(2026, 5, day), category=Category.ADS, amount=usd(minor), campaign=campaign, channel=channel)


def many(count: int, minor: int = 100) -> list[Cost]:
    """Costs of as many days and campaigns."""
    first = date(2026, 1, 1)
    return [
        Cost(
            day=first + timedelta(days=number % 150),
            category=Category.ADS,
            amount=usd(minor + number),
            campaign=f"c{number // 150}",
            channel="facebook",
        )
        for number in range(count)
    ]


def record(file: str = "meta.csv", *, kind: str = "meta", account: str = "1", period: Period = MAY) -> ImportRecord:
    """A record that is not staged yet."""
    return ImportRecord(
        id=0,
        scope=Scope(kind=kind, account=account, level=None, period=period),
        currency="USD",
        file=file,
        digest=f"of {file}",
        rows=1,
        left_out=0,
        refused=0,
        sum_minor=0,
        facts=0,
        taken=0,
        position=0,
        state=State.STAGED,
        by=ANNA,
        at=NOW,
    )


def staged(
    database: Database, workspace: int, adds: Iterable[Fact], takes: Iterable[int] = (), of: ImportRecord | None = None
) -> ImportRecord:
    with database.writing() as connection:
        return imports.stage(connection, act(workspace), of or record(), adds, takes)


def booked(
    database: Database, workspace: int, adds: Iterable[Fact], takes: Iterable[int] = (), of: ImportRecord | None = None
) -> ImportRecord:
    """Staged, begun, and carried out."""
    number = staged(database, workspace, adds, takes, of).id
    with database.writing() as connection:
        imports.begin(connection, act(workspace), number)
    return carried_out(database, workspace, number)


def taken_back(database: Database, workspace: int, number: int) -> ImportRecord:
    with database.writing() as connection:
        imports.take_back(connection, act(workspace), number)
    return carried_out(database, workspace, number)


def carried_out(database: Database, workspace: int, number: int, most: int = 1) -> ImportRecord:
    """To its end, each part in a transaction of its own."""
    while True:
        with database.writing() as connection:
            gone_on = imports.book_some(connection, workspace, number, most)
        if gone_on.ended:
            return gone_on
