"""Whatever stands on the books: exported and imported into empty books, the same stands there, to the minor unit."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.files.exported import ENCODING, delimiter
from bot.language import Languages
from bot.operations.tampering import differences
from bot.services import exports
from bot.services.restoring import is_export, restore
from core.exports.restored import BooksNotEmpty, NotAnExport
from core.ledger.entries import Conversion, Cost, work_amount
from core.ledger.hourly_rates import Work
from core.ledger.media import Media
from core.ledger.splits import Part, Split, SplitKey
from core.ledger.spreads import may_spread
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.reports.privacy import MERGING, OPEN, Veil
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage
from core.setup.names import slug
from storage import audit, campaigns, goals, ledger, log_entry, names, refunds
from storage.database import Database
from tests.bot.conftest import PUBLISHED
from tests.bot.test_exports import sums, workbook_table
from tests.databases import ENGINES, Copies, add_workspace, examples
from tests.storage.facts import TODAY, act, usd

LANGUAGES = Languages()
CAMPAIGNS = ("", "spring", "=sum(a1)", "ż; „ółw”")
CHANNELS = ("", "linkedin", "x", "+our own")
NOTES = ("", "boosted", "=1+1", "'quoted", "a\nb", '"; ,', "-5", " =2")
NOT_ROUND = Fraction(7, 3)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_books_come_back(copies: Copies, engine: str) -> None:
    """Random costs and conversions of every kind, with refunds, corrections and what was taken back among them."""

    @examples(20, engine=engine)
    @given(seed=st.integers(0, 2**32), code=st.sampled_from(["en", "pl"]))
    def tried(seed: int, code: str) -> None:
        with books(copies, engine) as old, TemporaryDirectory() as folder:
            _fill(old, random.Random(seed))
            for table in _exported(old, Path(folder), code):
                with books(copies, engine) as new:
                    _restored(new, table)
                    assert sums(new, "T2") == sums(old, "T1")

    tried()


def test_a_member_s_export_is_not_taken_for_the_books(copies: Copies) -> None:
    with books(copies, "sqlite") as old, TemporaryDirectory() as folder, books(copies, "sqlite") as new:
        _fill(old, random.Random(1))
        table = _exported(old, Path(folder), "en", veil=MERGING)[0]
        with pytest.raises(NotAnExport):
            _restored(new, table)
        assert sums(new, "T2") == []


def test_nothing_is_restored_beside_other_entries(copies: Copies) -> None:
    with books(copies, "sqlite") as old, TemporaryDirectory() as folder:
        _fill(old, random.Random(1))
        table, before = _exported(old, Path(folder), "en")[0], sums(old, "T1")
        workspace = add_workspace(old).id
        with pytest.raises(BooksNotEmpty), old.writing() as connection:
            restore(connection, act(workspace), table)
        assert sums(old, "T1") == before


def test_other_tables_are_no_exports() -> None:
    for table in ([], [["date", "amount"], ["2026-08-03", "1"]], [[""]]):
        assert not is_export(table)


@contextmanager
def books(copies: Copies, engine: str) -> Iterator[Database]:
    url = copies.url(engine)
    with copies.opened(url) as database:
        yield database
    copies.empty(url)


def _restored(database: Database, table: Sequence[Sequence[str]]) -> None:
    workspace = add_workspace(database, "T2").id
    with database.writing() as connection:
        restore(connection, act(workspace), table)
    with database.reading() as connection:
        assert differences(audit.check(connection, PUBLISHED)) == []


def _exported(database: Database, folder: Path, code: str, veil: Veil = OPEN) -> list[list[list[str]]]:
    """The entries as CSV and as the workbook's first sheet."""
    language = LANGUAGES.get(code)
    wanted = exports.Order(
        workspace=add_workspace(database).id, currency="USD", language=language, today=TODAY, veil=veil
    )
    workbook, entries, *_ = exports.write(database, wanted, folder).files
    with entries.open(encoding=ENCODING, newline="") as written:
        rows = list(csv.reader(written, delimiter=delimiter(language)))
    return [rows, workbook_table(workbook.read_bytes())]


def _fill(database: Database, chance: random.Random) -> None:
    workspace = add_workspace(database).id
    with database.writing() as connection:
        for key in CAMPAIGNS[1:]:
            campaigns.save(connection, act(workspace), Campaign(key=slug(key), name=key))
        names.add_channel(connection, act(workspace), slug(CHANNELS[-1]), CHANNELS[-1])
        versions = [goals.save(connection, act(workspace), goal) for goal in _goals()]
        for _ in range(chance.randint(1, 25)):
            _log(connection, workspace, chance, versions)


def _goals() -> list[Goal]:
    lead = Goal(key="lead", name="Lead", basis=Basis.HISTORY, value=usd(15_000), rate=Decimal("12.5"), stage=Stage.LEAD)
    sale = Goal(key="sale", name="Sale", basis=Basis.FIXED, value=usd(333), stage=Stage.CUSTOMER)
    return [
        lead,
        replace(lead, value=usd(9_999)),
        sale,
        Goal(key="like", name="Like", basis=Basis.GUESS, value=usd(1), counts=False),
    ]


def _log(connection: Connection, workspace: int, chance: random.Random, versions: Sequence[Goal]) -> None:
    """One entry; now and then it is taken back, put back, corrected and refunded."""
    fact = _cost(chance) if chance.random() < 0.6 else _conversion(chance, versions)
    entry = log_entry.log(connection, act(workspace), fact, source="form")
    if chance.random() < 0.2:
        reversal = ledger.undo(connection, act(workspace), entry.id)
        if chance.random() < 0.5:
            return
        entry = ledger.redo(connection, act(workspace), reversal.id)
    if chance.random() < 0.2:
        ledger.give_way(connection, act(workspace), entry.id)
        fact = replace(fact, note="corrected")
        entry = log_entry.log(connection, act(workspace), fact, source="form", replaces=entry.id)
    if isinstance(fact, Conversion) and fact.revenue and fact.goal.counts and chance.random() < 0.5:
        part = replace(fact.revenue, minor=chance.randint(1, fact.revenue.minor))
        refunds.save(connection, act(workspace, admin=True), entry.id, part, day=TODAY, note="", request="")


def _cost(chance: random.Random) -> Cost:
    """Of any category, with what its form lets it have."""
    category, currency = chance.choice(list(Category)), chance.choice(["USD", "USD", "EUR", "JPY"])
    plain = Cost(day=_day(chance), category=category, amount=_money(chance, currency), **_place(chance))
    plain = replace(plain, note=chance.choice(NOTES), exchange=_exchange(currency, plain.day, chance))
    if category is Category.PEOPLE:
        work = (
            Work(person="Wanda", hours=Decimal("7.25"), rate=_money(chance, currency)),
            Work(person="=Max", hours=Decimal(1), rate=_money(chance, currency)),
        )
        return replace(plain, amount=work_amount(work), hours=Decimal("8.25"), people=work)
    if not may_spread(category):
        return plain
    return _shared(plain, chance)


def _shared(plain: Cost, chance: random.Random) -> Cost:
    """In part, over days, over campaigns, with media in it."""
    share = chance.choice([Decimal(100), Decimal("33.3")])
    until = plain.day + timedelta(days=chance.randint(1, 200)) if chance.random() < 0.5 else None
    shared = replace(plain, share=share, until=until)
    if chance.random() < 0.4:
        shared = replace(shared, campaign="", split=_split(shared, chance))
    if plain.category is Category.AGENCY:
        part = Money(minor=shared.amount.minor // 3, currency=shared.amount.currency)
        shared = replace(shared, media=Media(said=part, left_out=Money(minor=part.minor // 2, currency=part.currency)))
    return shared


def _split(cost: Cost, chance: random.Random) -> Split:
    """The same in each month, or other weights in each."""
    months = sorted({day.replace(day=1) for day in (cost.day, cost.until or cost.day)})
    parts = [
        (
            month,
            (
                Part(campaign="spring", weight=Decimal(chance.randint(1, 9))),
                Part(campaign=slug(CAMPAIGNS[2]), channel="x"),
            ),
        )
        for month in months
    ]
    return Split(key=SplitKey.WEIGHTS, months=tuple(parts), by_itself=chance.random() < 0.5)


def _conversion(chance: random.Random, versions: Sequence[Goal]) -> Conversion:
    goal, count, day = chance.choice(versions), chance.randint(1, 40), _day(chance)
    currency = chance.choice(["USD", "EUR"])
    revenue = _money(chance, currency) if chance.random() < 0.5 else None
    exchange = _exchange(currency, day, chance) if revenue else None
    taken = exchange.convert(revenue) if exchange and revenue else revenue
    first = day - timedelta(days=chance.randint(0, 90)) if chance.random() < 0.3 else None
    return Conversion(
        day=day,
        goal=goal,
        count=count,
        value=goal.return_of(count, taken),
        revenue=revenue,
        note=chance.choice(NOTES),
        exchange=exchange,
        first_contact=first,
        **_place(chance),
    )


def _place(chance: random.Random) -> dict[str, Any]:
    campaign, channel = chance.choice(CAMPAIGNS), chance.choice(CHANNELS)
    return {
        "campaign": campaign and slug(campaign),
        "channel": channel and slug(channel),
        "content": chance.choice(["", "reel"]),
    }


def _day(chance: random.Random) -> date:
    return TODAY - timedelta(days=chance.randint(0, 500))


def _money(chance: random.Random, currency: str) -> Money:
    return Money(minor=chance.choice([1, 333, chance.randint(1, 10**7)]), currency=currency)


def _exchange(currency: str, day: date, chance: random.Random) -> ExchangeRate | None:
    if currency == "USD":
        return None
    value = chance.choice([Fraction("1.0731"), NOT_ROUND, Fraction(1, 157)])
    return ExchangeRate(currency=currency, reporting="USD", value=value, day=day, source=RateSource.TYPED)
