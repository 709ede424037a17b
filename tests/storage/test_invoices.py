"""Media of agency invoices and imported ads: counted once, whichever came first and whenever it was billed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.calendar.periods import ALL
from core.imports.records import State
from core.ledger.entries import Cost, Entry
from core.ledger.media import Media, media_of
from core.setup.categories import Category
from core.setup.workspaces import Workspace
from storage import audit, entry_lists, ledger, media
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.storage.facts import BEN, act, usd
from tests.storage.imported import booked, record, spend, taken_back

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

MAY = (date(2026, 5, 1), date(2026, 5, 31))


def test_ads_imported_after_the_invoice_count_once(database: Database, workspace: Workspace) -> None:
    """Invoice first, export later: 6,000 with 4,500 of media and 4,500 of ads are 6,000, and undone they still are."""
    _invoice(database, workspace, date(2026, 5, 20))
    number = booked(database, workspace.id, _ads(450_000)).id
    assert _spent(database, workspace) == 600_000
    taken_back(database, workspace.id, number)
    assert _spent(database, workspace) == 600_000
    assert [fact.media for fact in _costs(database, workspace)] == [Media(said=usd(450_000), left_out=usd(0))]
    _check(database)


def test_media_of_may_billed_in_june_is_found(database: Database, workspace: Workspace) -> None:
    """Across the end of a month, in both orders, for an invoice that names the days of its media."""
    _invoice(database, workspace, date(2026, 6, 3), named=True)
    booked(database, workspace.id, _ads(450_000))
    assert _spent(database, workspace) == 600_000
    with database.reading() as connection:
        june = WorkspaceBooks(connection, workspace.id, "USD").by_campaign(replace(ALL, start=date(2026, 6, 1)))
    assert sum(cell.cost for cell in june) == 150_000
    with database.reading() as connection:
        period = _costs(database, workspace)[-1].media_days
        assert media.unclaimed(connection, workspace.id, period, "", "") == 0


def test_without_days_of_its_own_an_invoice_is_about_its_month(database: Database, workspace: Workspace) -> None:
    """May's ads are no part of an invoice of June that does not say so."""
    _invoice(database, workspace, date(2026, 6, 3))
    booked(database, workspace.id, _ads(450_000))
    assert _spent(database, workspace) == 1_050_000


def test_more_ads_than_media_are_left_out_up_to_the_media(database: Database, workspace: Workspace) -> None:
    """And of two invoices each ad is left out of one only."""
    for _ in range(2):
        _invoice(database, workspace, date(2026, 5, 20))
    booked(database, workspace.id, _ads(500_000))
    lefts = [fact.media.left_out.minor for fact in _costs(database, workspace) if fact.media]
    assert sorted(lefts) == [50_000, 450_000]
    assert _spent(database, workspace) == 2 * 600_000
    _check(database)


def test_a_newer_export_with_less_spend_counts_the_rest_of_the_invoice(
    database: Database, workspace: Workspace
) -> None:
    """What is on the books no more is left out no more."""
    _invoice(database, workspace, date(2026, 5, 20))
    first = booked(database, workspace.id, _ads(450_000))
    gone = [entry.id for entry in _standing(database, workspace) if entry.source == "import" and not entry.replaces]
    newer = replace(record("newer.csv"), replaces=(first.id,))
    number = booked(database, workspace.id, _ads(300_000), gone, newer).id
    assert _spent(database, workspace) == 600_000
    taken_back(database, workspace.id, number)
    assert _spent(database, workspace) == 600_000
    taken_back(database, workspace.id, first.id)
    assert _spent(database, workspace) == 600_000
    _check(database)


def test_the_invoice_stays_its_authors_and_its_history_stands(database: Database, workspace: Workspace) -> None:
    """Entry, reversal, and what took its place, in the name of who logged the invoice."""
    invoice = _invoice(database, workspace, date(2026, 5, 20), by=BEN)
    booked(database, workspace.id, _ads(100))
    with database.reading() as connection:
        now = ledger.as_it_stands(connection, workspace.id, invoice.id)
        signs = [one.sign for one in entry_lists.in_order(connection, workspace.id)]
    assert (now.logged_by, now.replaces, _cost(now).media) == (BEN, invoice.id, media_of(usd(450_000), 100))
    assert signs == [1, 1, 1, -1, 1]


def test_an_invoice_corrected_since_follows_anew(database: Database, workspace: Workspace) -> None:
    """After a correction by hand the undo of the import leaves that, with nothing left out of it any more."""
    invoice = _invoice(database, workspace, date(2026, 5, 20))
    number = booked(database, workspace.id, _ads(450_000)).id
    with database.writing() as connection:
        now = ledger.as_it_stands(connection, workspace.id, invoice.id)
        ledger.give_way(connection, act(workspace.id), now.id)
        fact = replace(_cost(now), amount=usd(610_000))
        ledger.log(connection, act(workspace.id), fact, source="form", request="", replaces=now.id)
    assert taken_back(database, workspace.id, number).state is State.UNDONE
    assert _spent(database, workspace) == 610_000
    _check(database)


def _ads(minor: int) -> list[Cost]:
    return [spend(1, minor - 30), spend(2, 30)]


def _invoice(database: Database, workspace: Workspace, day: date, *, named: bool = False, by: str = "UANNA") -> Entry:
    """6,000.00 of which 4,500.00 are media; none of them is on the books."""
    start, until = MAY if named else (None, None)
    paid = media_of(usd(450_000), 0, start, until)
    fact = Cost(day=day, category=Category.AGENCY, amount=usd(600_000), media=paid)
    with database.writing() as connection:
        return ledger.log(connection, act(workspace.id, by), fact, source="form", request="")


def _spent(database: Database, workspace: Workspace) -> int:
    with database.reading() as connection:
        cells = WorkspaceBooks(connection, workspace.id, "USD").by_campaign(ALL)
    return sum(cell.cost for cell in cells)


def _standing(database: Database, workspace: Workspace) -> list[Entry]:
    with database.reading() as connection:
        return [entry for entry in entry_lists.in_order(connection, workspace.id) if entry.stands]


def _costs(database: Database, workspace: Workspace) -> list[Cost]:
    return [_cost(entry) for entry in _standing(database, workspace)]


def _cost(entry: Entry) -> Cost:
    assert isinstance(entry.fact, Cost)
    return entry.fact


def _check(database: Database) -> None:
    with database.reading() as connection:
        assert audit.check(connection).balances
