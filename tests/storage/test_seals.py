"""The chain of seals: whatever is altered in the tables themselves is named by the first entry that does not follow."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from alembic import command
from sqlalchemy import select, text

from bot.operations import tampering
from core.money.exchange import ExchangeRate, Published, RateSource
from core.money.money import Money
from core.setup.workspaces import Workspace
from storage import audit, goals, ledger, seals
from storage import exchange as exchange_rates
from storage.database import Database
from storage.seals import Chain
from storage.tables import entries
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import BEN, NOW, act
from tests.storage.test_schema import migration_config

COPY = (
    "INSERT INTO entries (id, workspace_id, sign, day, category, amount_minor, currency, logged_by, logged_at, source, "
    "seal) SELECT 99, workspace_id, sign, day, category, amount_minor, currency, logged_by, logged_at, source, {seal} "
    "FROM entries WHERE id = 1"
)
SWAP = (
    "UPDATE entries SET id = 1000 WHERE id = 5; UPDATE entries SET id = 5 WHERE id = 3; "
    "UPDATE entries SET id = 3 WHERE id = 1000"
)
ALTERED = "entry {} of 2026-08-03 is the first that does not follow: it was altered, or put there"
TOO_FEW, TOO_MANY = "5 entries were logged and 4 stand: some were taken out.", "5 entries were logged and 6 stand"
NOT_LAST = "the newest entry that stands is not the one that was logged last."

ALTERATIONS = {
    "an amount": ("UPDATE entries SET amount_minor = amount_minor + 1 WHERE id = 2", [ALTERED.format(2)]),
    "a date": ("UPDATE entries SET day = '2026-08-02' WHERE id = 3", ["entry 3 of 2026-08-02 is the first"]),
    "a campaign": ("UPDATE entries SET campaign = 'beta' WHERE id = 1", [ALTERED.format(1)]),
    "the currency of a cost": ("UPDATE entries SET currency = 'EUR' WHERE id = 2", [ALTERED.format(2)]),
    "a number of conversions": ("UPDATE entries SET count = 7 WHERE id = 5", [ALTERED.format(5)]),
    "who logged it": ("UPDATE entries SET logged_by = 'UBEN' WHERE id = 1", [ALTERED.format(1)]),
    "when it was logged": ("UPDATE entries SET logged_at = '2026-08-03 12:30:16' WHERE id = 1", [ALTERED.format(1)]),
    "a seal": ("UPDATE entries SET seal = 'abc' WHERE id = 2", [ALTERED.format(2)]),
    "one taken out": ("DELETE FROM entries WHERE id = 3", [ALTERED.format(4), TOO_FEW]),
    "the last taken out": ("DELETE FROM entries WHERE id = 5", [TOO_FEW, NOT_LAST]),
    "one put in": (COPY.format(seal="''"), ["entry 99 of 2026-08-03 carries no seal", TOO_MANY, NOT_LAST]),
    "one put in with a seal": (COPY.format(seal="seal"), [ALTERED.format(99), TOO_MANY, NOT_LAST]),
    "the order": (SWAP, [ALTERED.format(3), NOT_LAST]),
    "that it was taken back": ("UPDATE entries SET reverses = NULL WHERE id = 4", [ALTERED.format(4)]),
    "what was taken back": ("UPDATE entries SET reverses = 1 WHERE id = 4", [ALTERED.format(4)]),
    "the head": ("UPDATE workspaces SET chain_head = 'abc'", [NOT_LAST]),
}

SPOILED = {
    "UPDATE entries SET category = 'adsx' WHERE id = 2": "category",
    "UPDATE entries SET hours = 'many' WHERE id = 2": "hours",
    "UPDATE entries SET share = 'x' WHERE id = 2": "share",
    "UPDATE entries SET split = '{' WHERE id = 2": "split",
    "UPDATE entries SET people = 'x' WHERE id = 2": "people",
    "UPDATE entries SET fx_rate = 'x' WHERE id = 2": "fx_rate",
    "UPDATE entries SET media_minor = 5 WHERE id = 2": "row",
}
SPOILED_IN_SQLITE = {
    "UPDATE entries SET day = 'abc' WHERE id = 2": "day",
    "UPDATE entries SET logged_at = 'noon' WHERE id = 2": "logged_at",
    "UPDATE entries SET amount_minor = 'abc' WHERE id = 2": "amount_minor",
    "UPDATE entries SET amount_minor = 100.5 WHERE id = 2": "amount_minor",
    "UPDATE entries SET sign = 'x' WHERE id = 2": "sign",
}
"""PostgreSQL takes nothing of the kind."""

TAMPERED = {
    "DELETE FROM workspaces WHERE id = 2": "workspace 2 does not exist, and entries are of it: 1, the first "
    "is entry 6.",
    "UPDATE workspaces SET currency = 'EUR' WHERE id = 1": "T1: it counts in EUR, and entries are booked in USD: 5, "
    "the first is entry 1.",
    "UPDATE entries SET fx_currency = 'PLN' WHERE id = 5": "T1: it counts in USD, and entries are booked in PLN: 1, "
    "the first is entry 5.",
    "UPDATE entries SET value_minor = 3000 WHERE id = 5; UPDATE daily_totals SET value = 3000 WHERE goal_id = 1; "
    "UPDATE monthly_totals SET value = 3000 WHERE goal_id = 1; "
    "UPDATE place_totals SET value = 3000 WHERE goal_id = 1; "
    "UPDATE cohort_totals SET value = 3000": "T1: entry 5 of 2026-08-03 brings 3000 in minor units, "
    "and 300 by its goal or revenue.",
    "DELETE FROM goals": "T1: entry 5 of 2026-08-03 is of a goal that does not exist.",
}
"""What the sums and the seals agree with."""
UNCHECKED = {True: "PRAGMA defer_foreign_keys = ON", False: "SET LOCAL session_replication_role = replica"}
"""On SQLite, and on PostgreSQL: as somebody does it who may."""


@pytest.fixture
def books(database: Database, workspace: Workspace) -> Database:
    """Three costs (1 to 3), the second taken back (4), and conversions (5); another workspace has a cost (6)."""
    with database.writing() as connection:
        for minor in (100, 200, 300):
            fact = replace(facts.cost(minor=minor), share=Decimal("33.33"), note="łódź “x”\n")
            ledger.log(connection, act(workspace.id), fact, source="form", request=f"r{minor}")
        ledger.undo(connection, act(workspace.id, at=NOW + timedelta(minutes=1)), 2)
        sale = goals.save(connection, act(workspace.id), facts.goal("sale", 100))
        ledger.log(connection, act(workspace.id, BEN), facts.conversion(sale, 3), source="quick", request="")
    other = add_workspace(database, "T2")
    with database.writing() as connection:
        ledger.log(connection, act(other.id), facts.cost(), source="form", request="")
    return database


def chains(database: Database) -> list[Chain]:
    with database.reading() as connection:
        return list(audit.check(connection).chains)


def alter(database: Database, statements: str) -> None:
    with database.writing() as connection:
        for statement in statements.split("; "):
            connection.execute(text(statement))


def test_what_the_bot_does_itself_follows(books: Database) -> None:
    """Logged, taken back, put back, corrected: each workspace has a chain of its own, and both hold."""
    with books.writing() as open_books:
        ledger.redo(open_books, act(1), 4)
        old = ledger.give_way(open_books, act(1), 1)
        ledger.log(open_books, act(1), facts.cost(minor=150), source="form", request="", replaces=old.id)
    mine, theirs = chains(books)
    assert (mine.length, theirs.length, mine.holds, theirs.holds) == (8, 1, True, True)
    assert mine.head != theirs.head
    assert list(tampering.findings(mine)) == []
    assert tampering.heading(mine) == f"T1: 8 entries logged, head {mine.head}"


def test_what_is_altered_is_named(books: Database) -> None:
    """The first entry that does not follow, and whether there are too few or too many; the other chain holds."""
    before = chains(books)
    for what, (statements, expected) in ALTERATIONS.items():
        with books.rehearsing() as open_books:
            for statement in statements.split("; "):
                open_books.execute(text(statement))
            mine, theirs = audit.check(open_books).chains
        told = list(tampering.findings(mine))
        assert not mine.holds, what
        assert [words in said for words, said in zip(expected, told, strict=True)] == [True] * len(expected), told
        assert theirs == before[1] or what == "the head"
    assert chains(books) == before


def test_a_chain_written_anew_shows_beside_a_head_that_was_noted(books: Database) -> None:
    """Whoever alters an entry and every seal after it, and the head, leaves books that balance with another head."""
    noted = chains(books)[0].head
    alter(books, "UPDATE entries SET note = 'mine' WHERE id = 1")
    mine = select(entries).where(entries.c.workspace_id == 1).order_by(entries.c.id)
    with books.writing() as open_books:
        last = ""
        for row in open_books.execute(mine).mappings().all():
            last = seals.seal(last, row)
            open_books.execute(entries.update().where(entries.c.id == row["id"]).values(seal=last))
        open_books.execute(text("UPDATE workspaces SET chain_head = :head WHERE id = 1"), {"head": last})
    rewritten = chains(books)[0]
    assert (rewritten.holds, rewritten.head == noted) == (True, False)


def test_the_canonical_form_of_version_one() -> None:
    """Word for word, so that anybody can compute it, and no later version changes it."""
    row = dict.fromkeys(seals.FACTS) | {
        "workspace_id": 1,
        "sign": 1,
        "day": facts.TODAY,
        "campaign": "alpha",
        "category": "ads",
        "amount_minor": 100,
        "share": "33.33",
        "note": "łódź",
        "logged_by": "UANNA",
        "logged_at": datetime(2026, 8, 3, 9, tzinfo=timezone(timedelta(hours=2))),
        "currency": "USD",
        "value_minor": 5,
    }
    written = (
        '["v1",1,1,"2026-08-03","alpha",null,null,"ads",null,100,null,null,null,null,null,"33.33",null,null,null,null,'
        '"\\u0142\\u00f3d\\u017a","UANNA","2026-08-03T07:00:00.000000Z",null,null,null,null,null,null,"USD"]'
    )
    assert seals.canonical(row) == written
    assert seals.seal("before", row) == hashlib.sha256(f"before\n{written}".encode()).hexdigest()
    same = row | {"value_minor": 9, "logged_at": datetime(2026, 8, 3, 7, tzinfo=UTC)}
    assert seals.canonical(same) == written
    conversions = row | {"category": "", "currency": "EUR"}
    assert seals.canonical(conversions).endswith("null,null]")
    assert seals.canonical(conversions | {"revenue_minor": 9}).endswith('"EUR"]')


def test_every_fact_of_an_entry_is_sealed_or_is_known_not_to_be() -> None:
    """A new column is put with the one or the other; what is sealed comes behind all else, where something is said."""
    recomputed = {"id", "seal", "value_minor", "frozen_minor", "fx_currency", "fx_rate", "fx_day", "fx_source"}
    beside_the_facts = {"currency", "first_contact", "media_from", "media_until"}
    assert {column.name for column in entries.c} == {*seals.FACTS, *beside_the_facts, *recomputed}


@pytest.mark.tables_change
def test_old_entries_are_sealed_by_the_migration(books: Database) -> None:
    """Books from before are sealed as if they had been all along."""
    before = chains(books)
    with books.writing() as open_books:
        command.downgrade(migration_config(open_books), "0021")
        command.upgrade(migration_config(open_books), "head")
    assert chains(books) == before
    assert all(chain.holds for chain in before)


def test_what_cannot_be_read_is_named_and_the_rest_is_checked(books: Database) -> None:
    """Whatever was put into a column of entry 2; beside it the last entry of the others is found altered as well."""
    for change, column in (SPOILED | (SPOILED_IN_SQLITE if books.sqlite else {})).items():
        with books.rehearsing() as open_books:
            open_books.execute(text(change))
            open_books.execute(text("UPDATE entries SET note = 'mine' WHERE id = 6"))
            found = audit.check(open_books)
        told = f"entry 2 cannot be read: its {column} is not as the bot writes it."
        assert [tampering.flaw(one) for one in found.flaws] == [told], change
        assert [chain.entries for chain in found.chains] == [5, 1], change
        assert "entry 6 of 2026-08-03 is the first" in " ".join(tampering.findings(found.chains[1])), change
        assert not found.balances


def test_a_total_that_cannot_be_read_is_named(sqlite: Database) -> None:
    """SQLite keeps text where a sum or a day belongs, and in the counter of a workspace's entries."""
    workspace = add_workspace(sqlite)
    with sqlite.writing() as open_books:
        ledger.log(open_books, act(workspace.id), facts.cost(), source="form", request="")
        open_books.execute(text("UPDATE daily_totals SET cost = 'abc'"))
        open_books.execute(text("UPDATE monthly_totals SET month = 'abc'"))
        open_books.execute(text("UPDATE workspaces SET chain_length = 'abc'"))
        found = audit.check(open_books)
    assert [tampering.flaw(one) for one in found.flaws] == [
        "a total by day of workspace 1 cannot be read: its row is not as the bot writes it.",
        "a total by month of workspace 1 cannot be read: its month is not as the bot writes it.",
    ]
    assert {one.grain for one in found.differences} == {"day", "month"}
    assert found.chains[0].length == 0


def test_what_no_seal_holds_is_recomputed(books: Database) -> None:
    """A workspace gone, a currency renamed, conversions made worth more with their totals: each is named."""
    for statements, told in TAMPERED.items():
        with books.rehearsing() as open_books:
            for statement in (UNCHECKED[books.sqlite], *statements.split("; ")):
                open_books.execute(text(statement))
            found = audit.check(open_books)
        assert [tampering.flaw(one) for one in found.flaws] == [told], statements
        assert found.differences == ()
        assert not found.balances


def test_a_published_rate_that_was_altered_is_named(books: Database) -> None:
    """Right by the rates the bot came with, or by those taken in, it is right; what was typed cannot be told."""
    euros = Money(minor=100_00, currency="EUR")
    rate = ExchangeRate(currency="EUR", reporting="USD", value=Fraction("1.25"), day=facts.TODAY, source=RateSource.ECB)
    typed = replace(rate, value=Fraction("1.3"), source=RateSource.TYPED)
    with books.writing() as open_books:
        for number, exchange in enumerate((rate, typed)):
            fact = replace(facts.cost(), amount=euros, exchange=exchange)
            ledger.log(open_books, act(1), fact, source="form", request=f"e{number}")
    known = {facts.TODAY: {"USD": Decimal("1.25")}}
    assert flaws_by(books, lambda day: known.get(day, {})) == []
    told = "T1: entry 7 of 2026-08-03 is booked at the rate 5/4, and the bank published 6/5."
    other = {facts.TODAY: {"USD": Decimal("1.2")}}
    assert flaws_by(books, lambda day: other.get(day, {})) == [told]
    with books.writing() as open_books:
        exchange_rates.publish(open_books, known)
    assert flaws_by(books, lambda day: other.get(day, {})) == []
    assert flaws_by(books, lambda _: {}) == []


def flaws_by(books: Database, published: Published) -> list[str]:
    with books.reading() as open_books:
        return [tampering.flaw(one) for one in audit.check(open_books, published).flaws]
