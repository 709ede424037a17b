"""Imports as stored: wholly in or wholly out in the end, never twice, and taken back to the minor unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import Connection, select

from core.currency_change import Rebuild, rebuild
from core.imports.booked_results import Origin, Sourced
from core.imports.readings import Result
from core.imports.records import (
    ChangedSince,
    ImportedSince,
    ImportNotYours,
    ImportRunning,
    ReplacedSince,
    State,
    UnknownImport,
)
from core.ledger.entries import Conversion, Cost, NothingToUndo
from core.money.cross_rates import RatesInto
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.sales.deals import WON, Deal
from core.setup.workspaces import Workspace
from storage import (
    audit,
    closings,
    currency_change,
    deals,
    entry_lists,
    entry_sources,
    goals,
    import_claims,
    import_history,
    imports,
    ledger,
    refunds,
    workspaces,
)
from storage.database import Database
from storage.tables import derived
from tests.storage import facts, imported
from tests.storage.facts import ANNA, BEN, NOW, act, usd
from tests.storage.imported import MAY, booked, carried_out, record, spend, staged, taken_back

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

NOTHING_STANDS = {"cost", "count", "value", "revenue", "standing", "sales", "squares_high", "squares_low", "own_cost"}
NOTHING_STANDS |= {"own_value", "minor"}


def test_what_is_staged_is_not_on_the_books(database: Database, workspace: Workspace) -> None:
    """A preview changes nothing, and what is not wanted leaves nothing behind."""
    before = _totals(database, workspace.id)
    number = staged(database, workspace.id, [spend(1, 100)]).id
    assert _totals(database, workspace.id) == before
    with database.writing() as connection:
        imports.forget(connection, workspace.id, number)
        assert import_history.find(connection, workspace.id, number) is None
        with pytest.raises(UnknownImport):
            imports.begin(connection, act(workspace.id), number)
    assert staged(database, workspace.id, []).id > number


def test_what_was_only_shown_is_forgotten_in_time(database: Database, workspace: Workspace) -> None:
    """What is begun stays, however old."""
    begun = booked(database, workspace.id, [spend(1, 100)]).id
    number = staged(database, workspace.id, [spend(1, 100)], of=record("x.csv", account="2")).id
    with database.writing() as connection:
        imports.forget_old(connection, workspace.id, NOW)
        assert import_history.find(connection, workspace.id, number)
        imports.forget_old(connection, workspace.id, NOW + timedelta(seconds=1))
        assert not import_history.find(connection, workspace.id, number)
        assert import_history.find(connection, workspace.id, begun)


def test_an_import_is_booked_in_the_name_of_who_saved_it(database: Database, workspace: Workspace) -> None:
    """Part by part, with an answer meanwhile that one is running; its entries say where they came from."""
    number = staged(database, workspace.id, imported.many(600)).id
    with database.writing() as connection:
        begun = imports.begin(connection, act(workspace.id, BEN), number)
        assert (begun.state, begun.position) == (State.BOOKING, 0)
        assert workspaces.load(connection, workspace.id).importing
        part = imports.book_some(connection, workspace.id, number, 1)
        assert audit.check(connection).balances
        assert 0 < part.position < part.steps
        assert [one.id for one in import_history.unfinished(connection, workspace.id)] == [number]
    ended = carried_out(database, workspace.id, number)
    assert (ended.state, ended.position) == (State.BOOKED, 600)
    with database.reading() as connection:
        assert not workspaces.load(connection, workspace.id).importing
        entries = import_history.standing(connection, workspace.id, number)
        assert {(one.logged_by, one.source, one.stands) for one in entries} == {(BEN, "import", True)}
        assert Counter(one.fact for one in entries) == Counter(imported.many(600))
        assert import_history.unfinished(connection, workspace.id) == []
        assert import_history.latest(connection, workspace.id, 5)[0] == ended
    _check(database)


def test_an_import_brings_the_books_to_what_one_entry_after_the_other_does(
    database: Database, workspace: Workspace
) -> None:
    """Sums put together first are the sums of all entries: of any cost, currency and sale."""
    other = _workspace(database)
    listed = [*_mixed(database, workspace.id)]
    booked(database, workspace.id, listed)
    with database.writing() as connection:
        for fact in _mixed_of(connection, other):
            ledger.log(connection, act(other), fact, source="import", request="")
    one, both = _totals(database, workspace.id), _totals(database, other)
    assert one == both
    _check(database)


def test_undo_restores_every_total(database: Database, workspace: Workspace) -> None:
    """To the minor unit, of what was there before and of nothing else."""
    with database.writing() as connection:
        ledger.log(connection, act(workspace.id), spend(3, 777), source="form", request="")
    before = _totals(database, workspace.id)
    number = booked(database, workspace.id, _mixed(database, workspace.id)).id
    assert _totals(database, workspace.id) != before
    undone = taken_back(database, workspace.id, number)
    assert (undone.state, undone.position) == (State.UNDONE, 0)
    assert _totals(database, workspace.id) == before
    assert taken_back(database, workspace.id, number) == undone
    _check(database)


def test_only_who_brought_it_or_an_admin_takes_it_back(database: Database, workspace: Workspace) -> None:
    """Another member is told that it is not theirs."""
    number = booked(database, workspace.id, [spend(1, 100)]).id
    with database.writing() as connection:
        with pytest.raises(ImportNotYours):
            imports.take_back(connection, act(workspace.id, BEN), number)
        imports.take_back(connection, act(workspace.id, BEN, admin=True), number)
    assert carried_out(database, workspace.id, number).state is State.UNDONE


def test_a_newer_export_replaces_and_its_undo_brings_the_older_back(database: Database, workspace: Workspace) -> None:
    """Only the difference is booked; undone, the books are those of the first import, under its author."""
    first = booked(database, workspace.id, [spend(1, 100), spend(2, 200)])
    totals = _totals(database, workspace.id)
    with database.reading() as connection:
        gone = [one.id for one in import_history.standing(connection, workspace.id, first.id) if one.fact.day.day == 2]
    newer = replace(record("newer.csv"), replaces=(first.id,))
    with database.writing() as connection:
        number = imports.stage(connection, act(workspace.id, BEN), newer, [spend(2, 250)], gone).id
        imports.begin(connection, act(workspace.id, BEN), number)
    carried_out(database, workspace.id, number)
    with database.reading() as connection:
        assert [one.fact for one in import_history.standing(connection, workspace.id, first.id)] == [spend(1, 100)]
        assert import_history.turns(connection, workspace.id, number) == [(-1, spend(2, 200)), (1, spend(2, 250))]
    with database.writing() as connection, pytest.raises(ReplacedSince):
        imports.take_back(connection, act(workspace.id), first.id)
    with database.writing() as connection:
        imports.take_back(connection, act(workspace.id, BEN), number)
    carried_out(database, workspace.id, number)
    assert _totals(database, workspace.id) == totals
    with database.reading() as connection:
        entries = import_history.standing(connection, workspace.id, first.id)
        assert {(one.fact, one.logged_by) for one in entries} == {(spend(1, 100), ANNA), (spend(2, 200), ANNA)}
    assert taken_back(database, workspace.id, first.id).state is State.UNDONE
    assert _totals(database, workspace.id) == {}
    _check(database)


def test_what_somebody_has_changed_since_stays(database: Database, workspace: Workspace) -> None:
    """Taken back or corrected by hand, an entry is left as it is by an undo; what would replace it is shown anew."""
    number = booked(database, workspace.id, [spend(1, 100), spend(2, 200), spend(3, 300)]).id
    with database.writing() as connection:
        one, two, three = import_history.standing(connection, workspace.id, number)
        ledger.undo(connection, act(workspace.id), one.id)
        ledger.give_way(connection, act(workspace.id), two.id)
        ledger.log(connection, act(workspace.id), spend(2, 222), source="form", request="", replaces=two.id)
        assert [one.stands for one in import_history.standing(connection, workspace.id, number)] == [False, False, True]
    for gone in (one, two):
        newer = staged(database, workspace.id, [spend(4, 400)], [three.id, gone.id], record("other.csv", account="2"))
        with database.writing() as connection, pytest.raises(ChangedSince):
            imports.begin(connection, act(workspace.id), newer.id)
    taken_back(database, workspace.id, number)
    assert _sum(database, workspace.id) == {"alpha": 222}
    assert not three.reversed_by
    _check(database)


def test_while_an_import_is_saved_what_files_have_brought_is_not_changed_by_hand(
    database: Database, workspace: Workspace
) -> None:
    """It may be about to be replaced: the correction and the newer one would both count. What was typed may change."""
    number = booked(database, workspace.id, [spend(1, 100), _sale(database, workspace.id)]).id
    with database.writing() as connection:
        brought, sold = import_history.standing(connection, workspace.id, number)
        typed = ledger.log(connection, act(workspace.id), spend(2, 200), source="form", request="")
        taken = ledger.undo(connection, act(workspace.id), brought.id)
        ledger.redo(connection, act(workspace.id), taken.id)
    newer = staged(database, workspace.id, [spend(1, 150)], [brought.id], replace(record("n.csv"), replaces=(number,)))
    with database.writing() as connection:
        imports.begin(connection, act(workspace.id), newer.id)
    hands = (
        lambda connection: ledger.undo(connection, act(workspace.id), brought.id),
        lambda connection: ledger.give_way(connection, act(workspace.id), brought.id),
        lambda connection: refunds.save(
            connection, act(workspace.id), sold.id, usd(10), day=sold.fact.day, note="", request=""
        ),
        lambda connection: closings.close(connection, act(workspace.id), date(2026, 4, 1), request=""),
    )
    for change in hands:
        with database.writing() as connection, pytest.raises(ImportRunning):
            change(connection)
    with database.writing() as connection:
        ledger.undo(connection, act(workspace.id), typed.id)
    carried_out(database, workspace.id, newer.id)
    with database.writing() as connection:
        ledger.undo(connection, act(workspace.id), sold.id)
    assert _sum(database, workspace.id) == {"alpha": 150}
    _check(database)


def test_a_refunded_sale_stays(database: Database, workspace: Workspace) -> None:
    """Nothing goes below zero: of a sale that was imported and refunded since, the undo leaves both."""
    sale = _sale(database, workspace.id)
    number = booked(database, workspace.id, [sale, spend(1, 100)]).id
    with database.writing() as connection:
        sold = import_history.standing(connection, workspace.id, number)[0]
        refunds.save(
            connection, act(workspace.id), sold.id, usd(10), day=sold.fact.day + timedelta(days=1), note="", request=""
        )
    taken_back(database, workspace.id, number)
    with database.reading() as connection:
        assert ledger.newest(connection, workspace.id, sold.id).stands
    _check(database)


def test_undo_of_a_persons_last_entry_takes_none_out_of_an_import(database: Database, workspace: Workspace) -> None:
    """``/roi undo`` is about what was typed."""
    booked(database, workspace.id, [spend(1, 100)])
    with database.reading() as connection, pytest.raises(NothingToUndo):
        ledger.latest(connection, workspace.id, ANNA)


def test_a_file_shown_before_another_was_saved_is_shown_anew(database: Database, workspace: Workspace) -> None:
    """What would be booked was reckoned on other books; of another account it is not, and may be saved."""
    one = staged(database, workspace.id, [spend(1, 100)])
    two = staged(database, workspace.id, [spend(1, 100)], of=record("same.csv"))
    apart = staged(database, workspace.id, [spend(1, 50)], of=record("apart.csv", account="2"))
    with database.writing() as connection:
        imports.begin(connection, act(workspace.id), one.id)
        with pytest.raises(ImportRunning):
            imports.begin(connection, act(workspace.id), two.id)
        imports.begin(connection, act(workspace.id), apart.id)
    carried_out(database, workspace.id, one.id)
    with database.writing() as connection, pytest.raises(ImportedSince):
        imports.begin(connection, act(workspace.id), two.id)
    carried_out(database, workspace.id, apart.id)
    assert _sum(database, workspace.id) == {"alpha": 150}
    with database.reading() as connection:
        assert import_history.same_file(connection, workspace.id, "of meta.csv") is not None
        assert import_history.same_file(connection, workspace.id, "of same.csv") is None
        overlaps = import_history.overlapping(connection, workspace.id, "meta", "1", MAY)
        assert [found.id for found in overlaps] == [one.id]


def test_sales_of_two_kinds_of_files_are_not_saved_on_the_same_books(database: Database, workspace: Workspace) -> None:
    """One order may stand in both: whichever comes second is shown anew."""
    sale = Sourced(fact=_sale(database, workspace.id), origin=Origin(source="google", external_id="A-1"))
    one = staged(database, workspace.id, [sale], of=record("ga.csv", kind="ga4"))
    two = staged(database, workspace.id, [sale], of=record("crm.csv", kind="hubspot"))
    with database.writing() as connection:
        imports.begin(connection, act(workspace.id), one.id)
    carried_out(database, workspace.id, one.id)
    with database.writing() as connection:
        with pytest.raises(ImportedSince):
            imports.begin(connection, act(workspace.id), two.id)
        [source] = entry_sources.numbered(connection, workspace.id)
        assert (source.origin, source.kind, source.entry.fact) == (sale.origin, "ga4", sale.fact)
        assert entry_sources.of(connection, workspace.id, [source.entry.id]) == {source.entry.id: sale.origin}


def test_the_currency_waits_for_an_import(database: Database, workspace: Workspace) -> None:
    """It does not change while one is being booked, and what was shown in the old one is shown anew."""
    booked(database, workspace.id, [spend(1, 100)])
    number = staged(database, workspace.id, [spend(1, 100)], of=record("x.csv", account="2")).id
    other = staged(database, workspace.id, [spend(1, 100)], of=record("y.csv", account="3")).id
    with database.writing() as connection:
        imports.begin(connection, act(workspace.id), number)
        with pytest.raises(ImportRunning):
            currency_change.apply(connection, act(workspace.id), _in_euros(connection, workspace.id))
    carried_out(database, workspace.id, number)
    with database.writing() as connection:
        currency_change.apply(connection, act(workspace.id), _in_euros(connection, workspace.id))
        with pytest.raises(ImportedSince):
            imports.begin(connection, act(workspace.id), other)
    taken_back(database, workspace.id, number)
    _check(database)


def test_deals_of_a_file_are_steps_and_go_back_with_it(database: Database, workspace: Workspace) -> None:
    """A won one books its sale; the undo of the import takes both."""
    fact = _sale(database, workspace.id)
    step = Deal(
        key="hubspot-1",
        name="HubSpot 1",
        day=facts.TODAY,
        stage=WON,
        probability=Decimal(100),
        amount=usd(5000),
        goal=fact.goal.id,
    )
    number = booked(database, workspace.id, [step]).id
    with database.reading() as connection:
        assert deals.known(connection, workspace.id, "hubspot-1").fact == step
    assert _totals(database, workspace.id) != {}
    taken_back(database, workspace.id, number)
    assert _totals(database, workspace.id) == {}
    with database.reading() as connection:
        assert deals.last(connection, workspace.id, "hubspot-1") is None
    _check(database)


def test_claims_stand_beside_the_books(database: Database, workspace: Workspace) -> None:
    """They count in no sum; those of a newer file take the place of the older ones, until it is undone."""
    older, newer = (Result(day=spend(2, 1).day, campaign="alpha", type="Leads", count=count) for count in (31, 33))
    with database.writing() as connection:
        first = imports.stage(connection, act(workspace.id), record(), [], [], [older]).id
        assert import_claims.standing(connection, workspace.id, MAY) == []
        imports.begin(connection, act(workspace.id), first)
    carried_out(database, workspace.id, first)
    with database.writing() as connection:
        assert import_claims.standing(connection, workspace.id, MAY) == [("meta", older)]
        again = replace(record("newer.csv"), replaces=(first,))
        number = imports.stage(connection, act(workspace.id), again, [], [], [newer]).id
        imports.begin(connection, act(workspace.id), number)
    carried_out(database, workspace.id, number)
    with database.reading() as connection:
        assert import_claims.standing(connection, workspace.id, MAY) == [("meta", newer)]
    taken_back(database, workspace.id, number)
    with database.reading() as connection:
        assert import_claims.standing(connection, workspace.id, MAY) == [("meta", older)]


def _mixed(database: Database, workspace: int) -> list[Cost | Conversion]:
    with database.writing() as connection:
        return _mixed_of(connection, workspace)


def _mixed_of(connection: Connection, workspace: int) -> list[Cost | Conversion]:
    """Costs of any shape and conversions, of a goal that is made where there is none."""
    goal = goals.find(connection, workspace, "sale") or goals.save(connection, act(workspace), facts.goal("sale", 5000))
    rate = ExchangeRate(currency="EUR", reporting="USD", value=Fraction(11, 10), day=facts.TODAY, source=RateSource.ECB)
    euros = replace(spend(4, 999), amount=Money(minor=999, currency="EUR"), exchange=rate)
    return [
        *(spend(1 + number % 28, 100 + number, channel="x" if number % 3 else "y") for number in range(300)),
        *(replace(spend(5, 1001), until=spend(9, 1).day) for _ in range(3)),
        euros,
        facts.conversion(goal, 3),
        facts.conversion(goal, 1, usd(123_456_789)),
        replace(facts.conversion(goal, 2, usd(700)), first_contact=spend(1, 1).day),
    ]


def _sale(database: Database, workspace: int) -> Conversion:
    with database.writing() as connection:
        goal = goals.find(connection, workspace, "sale") or goals.save(
            connection, act(workspace), facts.goal("sale", 5000)
        )
    return facts.conversion(goal, 1, usd(5000))


def _workspace(database: Database) -> int:
    with database.writing() as connection:
        return workspaces.add(connection, "", "T2").id


def _totals(database: Database, workspace: int) -> dict[object, object]:
    """Every row of every derived table in which anything stands, whichever ids the goals have."""
    rows: dict[object, object] = {}
    with database.reading() as connection:
        for grain, table in derived.items():
            for row in connection.execute(select(table).where(table.c.workspace_id == workspace)).mappings():
                keys = tuple(
                    (bool(value) if name == "goal_id" else value)
                    for name, value in row.items()
                    if name not in NOTHING_STANDS and name != "workspace_id"
                )
                sums = tuple(int(value) for name, value in row.items() if name in NOTHING_STANDS)
                if any(sums):
                    rows[grain, keys] = sums
    return rows


def _sum(database: Database, workspace: int) -> dict[str, int]:
    """Campaign -> what stands of its costs."""
    sums: Counter[str] = Counter()
    with database.reading() as connection:
        for entry in entry_lists.in_order(connection, workspace):
            sums[entry.fact.campaign] += entry.sign * _minor(entry.fact)
    return {campaign: minor for campaign, minor in sums.items() if minor}


def _minor(fact: Cost | Conversion) -> int:
    return fact.booked.minor if isinstance(fact, Cost) else 0


def _in_euros(connection: Connection, workspace: int) -> Rebuild:
    kept = currency_change.kept_in(connection, workspace, "EUR")
    plans = currency_change.plans(connection, workspace, "USD")
    days = {facts.TODAY - timedelta(days=back): Fraction(1, 2) for back in range(200)}
    rates = RatesInto("EUR", "USD", {("USD", "EUR"): days}, lambda _: {})
    return rebuild(entry_lists.in_order(connection, workspace), plans, kept, rates, "USD", facts.TODAY)


def _check(database: Database) -> None:
    """`roibot check` finds nothing."""
    with database.reading() as connection:
        assert audit.check(connection).balances


def test_the_moment_of_an_import_is_when_it_was_saved(database: Database, workspace: Workspace) -> None:
    """Not when it was shown, and not when the last of it was booked."""
    number = staged(database, workspace.id, [spend(1, 100)]).id
    with database.writing() as connection:
        imports.begin(connection, act(workspace.id, at=NOW + timedelta(hours=1)), number)
    carried_out(database, workspace.id, number)
    with database.reading() as connection:
        [entry] = import_history.standing(connection, workspace.id, number)
    assert entry.logged_at == NOW + timedelta(hours=1)
