"""Names on the books of an older program: keys stay, what is typed finds them, and no sum moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from core.calendar.periods import ALL
from core.ledger.entries import Cost
from core.ledger.hourly_rates import Rate, Work
from core.money.money import Money
from core.sales.deals import Deal
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from storage import audit, campaigns, deals, goals, hourly_rates, ledger, names, namesakes, tables
from storage.database import Database
from storage.namesakes import Kind, Namesakes
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import act
from tests.storage.test_repairs import again, contents

OLD_KEYS = {"c-course": "C++ course", "coeur": "Coeur", "cœur": "Cœur", "द-न": "दिन"}
PEOPLE = ("मीना", "मोना 10", "Işıl", "Isil")


@pytest.fixture
def workspace(database: Database) -> int:
    """Books as the program before has left them: keys, and the keys of people, by its rule."""
    found = add_workspace(database).id
    with database.writing() as connection:
        goal = goals.save(connection, act(found), facts.goal("c-course", 900_00))
        for number, key in enumerate(("coeur", "cœur", "द-न")):
            campaigns.save(connection, act(found), Campaign(key=key, name=f"Campaign {number}"))
        for key, name in OLD_KEYS.items():
            names.rename(connection, found, key, name)
        for fact in (replace(facts.conversion(goal, 2), campaign="द-न"), facts.cost(campaign="cœur"), hours()):
            ledger.log(connection, act(found), fact, source="form", request="")
        for person in PEOPLE[:3]:
            rate = Rate(person=person, rate=Money(minor=40_00, currency="USD"), start=date(2026, 1, 1))
            hourly_rates.save(connection, act(found), rate)
        connection.execute(update(tables.rates).where(tables.rates.c.name == "मीना").values(person="म-न"))
        connection.execute(update(tables.rates).where(tables.rates.c.name == "Işıl").values(person="ısıl"))
        for number, name in enumerate(("C++ deal", "C# deal")):
            deals.log(connection, act(found), step(name), request=f"D{number}")
    return found


def hours() -> Cost:
    """One person's, who has a digit in her name, and another's."""
    rate = facts.usd(40_00)
    work = tuple(Work(person=person, hours=Decimal(1), rate=rate) for person in PEOPLE[1:])
    worked = replace(facts.cost(minor=120_00), category=Category.PEOPLE, channel="", hours=Decimal(3))
    return replace(worked, people=work)


def step(name: str) -> Deal:
    return Deal(
        key="c-deal", name=name, day=facts.TODAY, stage="contract-sent", probability=Decimal(90), amount=facts.usd(5_00)
    )


def test_keys_stay_and_no_sum_moves(database: Database, workspace: int) -> None:
    """The migration writes the keys of people anew, and not one other word or number."""
    with database.reading() as connection:
        before = contents(connection)
    again(database, "0016")
    with database.reading() as connection:
        after = contents(connection)
        assert dict(connection.execute(select(tables.rates.c.name, tables.rates.c.person)).all()) == {
            "मीना": "मीना",
            "मोना 10": "मोना-10",
            "Işıl": "isil",
        }
        assert audit.check(connection).balances
    assert before.pop("rates") != after.pop("rates")
    assert before == after


def test_what_was_named_before_is_found_by_its_name(database: Database, workspace: int) -> None:
    """Its entries are what they were; a name that is written differently is another's."""
    again(database, "0016")
    with database.reading() as connection:
        known = names.register(connection, workspace)
        assert [known.find(typed) for typed in ("c++ course", "दिन", "Cœur", "coeur")] == [
            "c-course",
            "द-न",
            "cœur",
            "coeur",
        ]
        assert [known.find(typed) for typed in ("C# course", "C course", "दान")] == ["", "", ""]
        own = WorkspaceBooks(connection, workspace, "USD")
        assert own.campaign("दिन") == campaigns.find(connection, workspace, "द-न")
        assert sum(cell.value for cell in own.of_campaign("द-न", ALL)) == 1_800_00


def test_namesakes_are_told_by_name_and_without_a_sum(database: Database, workspace: int) -> None:
    """Whoever runs the bot reads which names are alike, who was one person or is one now, and who has a digit."""
    with database.reading() as connection:
        found = {(one.kind, one.names) for one in namesakes.namesakes(connection)}
    assert found == {
        (Kind.ALIKE, ("Coeur", "Cœur")),
        (Kind.JOINED, ("Isil", "Işıl")),
        (Kind.DEALS, ("C# deal", "C++ deal")),
        (Kind.DIGITS, ("मोना 10",)),
    }


def test_people_that_were_one_are_told(database: Database) -> None:
    """मीना and मोना had one key, so the rate of the one may have been the other's."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        for person in ("मीना", "मोना"):
            rate = Rate(person=person, rate=Money(minor=40_00, currency="USD"), start=date(2026, 1, 1))
            hourly_rates.save(connection, act(workspace), rate)
    with database.reading() as connection:
        assert namesakes.namesakes(connection) == [Namesakes(team="T1", kind=Kind.PARTED, names=("मीना", "मोना"))]
