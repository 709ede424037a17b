"""`roibot check --mend`: sums that an older program has left behind are put together anew from the entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from subprocess import CompletedProcess

import pytest
from sqlalchemy import text

from core.ledger.hourly_rates import Work
from core.setup.categories import Category
from storage import goals, ledger
from storage.database import Database
from tests.databases import add_workspace
from tests.program import ROOT, run
from tests.storage import facts
from tests.storage.facts import act, usd
from tests.storage.test_repairs import contents

UNFED = (
    "DELETE FROM cohort_totals WHERE workspace_id = 1",
    "DELETE FROM person_totals WHERE workspace_id = 1",
    "DELETE FROM dearest_sales WHERE workspace_id = 1",
    "UPDATE daily_totals SET sales = 0, squares_high = 0, squares_low = 0 WHERE workspace_id = 1",
    "UPDATE monthly_totals SET sales = 0, squares_high = 0, squares_low = 0 WHERE workspace_id = 1",
)
"""As a program from before version 0023 leaves what it logs."""
ADVICE = "`roibot check --mend` puts the sums of these workspaces together anew from their entries: T1."


@pytest.fixture
def books(database: Database) -> Database:
    """Two workspaces with a sale and somebody's hours, those of one logged by an older program."""
    for team in ("T1", "T2"):
        workspace = add_workspace(database, team).id
        with database.writing() as connection:
            goal = goals.save(connection, act(workspace), facts.goal("sale", 1))
            sold = replace(facts.conversion(goal, 2, usd(900)), first_contact=date(2026, 5, 4))
            work = (Work(person="Anna", hours=Decimal(2), rate=usd(4_000)),)
            worked = replace(facts.cost(), category=Category.PEOPLE, hours=Decimal(2), people=work)
            for fact in (sold, worked):
                ledger.log(connection, act(workspace), fact, source="form", request="")
    return database


def check(database: Database, *options: str) -> CompletedProcess[str]:
    url = database.url.render_as_string(hide_password=False)
    return run("check", *options, env={"PYTHONPATH": str(ROOT), "DATABASE_URL": url, "PATH": ""})


def test_what_an_older_program_left_behind_is_mended(books: Database) -> None:
    """The check names it and the command; that says what it did, and every table is as if it had never happened."""
    with books.writing() as connection:
        before = contents(connection)
        for statement in UNFED:
            connection.execute(text(statement))
    told = check(books)
    assert told.returncode == 1
    assert told.stderr.endswith(f"{ADVICE}\n")
    mended = check(books, "--mend")
    assert mended.returncode == 0
    before_it = told.stderr.splitlines()[:-2]
    assert before_it != []
    assert mended.stderr.splitlines() == [f"Before: {line}" for line in before_it]
    done, balance = mended.stdout.splitlines()[:2]
    assert done == "T1: its sums were put together anew from its entries."
    assert balance.startswith("The books balance: 4 entries")
    with books.reading() as connection:
        after = contents(connection)
    moved = {name for name in before if before[name] != after[name]}
    assert moved == {"workspaces"}  # its revision, so that no answer is remembered
    assert check(books, "--mend").stdout.startswith("The books balance: 4 entries")


def test_entries_that_cannot_be_trusted_are_not_summed(books: Database) -> None:
    """Where the chain of seals does not hold, nothing is mended: the totals may be what is right."""
    with books.writing() as connection:
        connection.execute(text("UPDATE entries SET value_minor = 1, revenue_minor = 1 WHERE id = 1"))
        before = contents(connection)
    told = check(books, "--mend")
    assert told.returncode == 1
    assert "entry 1 of 2026-08-03 is the first that does not follow" in told.stderr
    assert "--mend" not in told.stderr
    with books.reading() as connection:
        assert contents(connection) == before


def test_an_entry_whose_rate_cannot_be_read_ends_in_a_sentence(books: Database) -> None:
    """Its sums may be the only witness of what it said: they stay as they are."""
    with books.writing() as connection:
        connection.execute(text("UPDATE entries SET fx_rate = '2', fx_currency = 'USD' WHERE id = 1"))
        connection.execute(text("UPDATE daily_totals SET cost = cost + 1 WHERE workspace_id = 1"))
        before = contents(connection)
    told = check(books, "--mend")
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    with books.reading() as connection:
        assert contents(connection) == before
