"""Two workspaces with the same keys: whatever one does, the other reads exactly what it wrote itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from itertools import count
from pkgutil import iter_modules
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

import storage
from core.calendar.periods import ALL, Period
from core.calendar.weekly import Weekday
from core.currency_change import rebuild
from core.imports.booked_results import Origin as Utm
from core.imports.booked_results import Sourced
from core.imports.choices import Choices
from core.imports.readings import Result
from core.imports.records import ImportRunning, UnknownImport
from core.imports.utm import Link
from core.ledger.entries import Cost, Entry, NothingToUndo, UnknownEntry
from core.ledger.hourly_rates import Rate, Work
from core.ledger.metrics import Metric, MetricKind, Tally
from core.ledger.own_currency import Foreign
from core.ledger.repeats import Every, UnknownRepeat, first_repeat
from core.ledger.splits import NothingToSplitBy, Split, SplitKey
from core.money.cross_rates import RatesInto
from core.money.exchange import days_standing, typed_rate
from core.money.money import Money
from core.performance.cells import Cell
from core.plans.benchmarks import Origin, Ratio
from core.plans.own_benchmarks import OwnBenchmark
from core.plans.targets import Target
from core.posts.deliveries import Kind, State, UnknownDelivery, UnknownSchedule
from core.posts.native_blocks import Experience, NativeBlock, WayOut
from core.reports.answer_figures import figures
from core.reports.campaign import campaign_report
from core.reports.figures import Figure
from core.reports.missing import Scope
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking
from core.sales.deals import LOST, WON, Deal, UnknownDeal
from core.sales.stages import DealStage, Stages
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.company_figures import CompanyMonth
from core.setup.goals import Goal
from core.setup.replacements import Kind as Replaced
from core.setup.replacements import Replacement, UnknownReplacement
from core.setup.workspaces import Workspace
from storage import (
    alerts,
    audit,
    benchmarks,
    blocks,
    campaigns,
    claims,
    closings,
    cohorts,
    company,
    completeness,
    counted,
    currency_change,
    currency_totals,
    daily,
    deal_returns,
    deal_sources,
    deals,
    dearest_sales,
    deliveries,
    drill_down,
    entry_lists,
    entry_sources,
    exports,
    first_contacts,
    form_answers,
    goals,
    held_entries,
    hourly_rates,
    import_choices,
    import_claims,
    import_counts,
    import_history,
    import_stays,
    import_steps,
    imports,
    invoices,
    language_choices,
    ledger,
    log_entry,
    many_entries,
    media,
    metrics,
    names,
    native_blocks,
    person_totals,
    postings,
    refunds,
    repeats,
    replacements,
    request_keys,
    sales,
    schedules,
    source_links,
    source_moves,
    splits,
    stages,
    targets,
    totals,
    typed_texts,
    undone_imports,
    workspaces,
)
from storage import exchange as exchange_rates
from storage.database import Database
from storage.deal_sources import DealSource
from storage.typed_texts import Menu
from storage.wordings import Hot, worded
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, act
from tests.storage.guard import ALLOWED, TABLES, guarded, says_whose
from tests.storage.imported import MAY, record

View = dict[str, object]
Act = Callable[[Connection, Workspace, int], object]

MINE, THEIRS = 135_792_463, 864_197_537
"""Canaries: no small multiple of the one, as sums are, has the digits of the other."""


def as_it_is(_connection: Connection, cost: Cost) -> Cost:
    """No other currency is about."""
    return cost


BOOKS = (
    alerts,
    benchmarks,
    blocks,
    campaigns,
    claims,
    closings,
    cohorts,
    company,
    completeness,
    counted,
    currency_change,
    currency_totals,
    daily,
    deal_returns,
    deal_sources,
    deals,
    dearest_sales,
    deliveries,
    drill_down,
    entry_lists,
    entry_sources,
    exchange_rates,
    exports,
    first_contacts,
    form_answers,
    goals,
    held_entries,
    hourly_rates,
    import_choices,
    import_claims,
    import_counts,
    import_history,
    import_stays,
    import_steps,
    imports,
    invoices,
    language_choices,
    ledger,
    log_entry,
    many_entries,
    media,
    metrics,
    names,
    native_blocks,
    person_totals,
    postings,
    refunds,
    repeats,
    replacements,
    request_keys,
    sales,
    schedules,
    source_links,
    source_moves,
    splits,
    stages,
    targets,
    typed_texts,
    undone_imports,
    workspaces,
)
READS = {
    "alerts": {"alerted", "posted"},
    "benchmarks": {"find", "standing"},
    "campaigns": {"every", "find"},
    "company": {"every"},
    "completeness": {"due", "imported", "look", "result_files", "worked"},
    "currency_totals": {"any_at_all", "foreign"},
    "blocks": {"blocks", "by_goal", "by_week", "spending"},
    "cohorts": {"cohorts"},
    "person_totals": {"persons"},
    "dearest_sales": {"dearest"},
    "daily": {"daily", "last_results"},
    "deals": {
        "booked",
        "closed",
        "find",
        "history",
        "in_order",
        "known",
        "moved_since",
        "last",
        "last_of_each",
        "last_steps",
        "latest",
        "named",
        "open_on",
        "seen",
    },
    "first_contacts": {"begun", "of_deal"},
    "deal_sources": {"every"},
    "sales": {"standing"},
    "counted": {"elsewhere"},
    "source_links": {"own", "table"},
    "source_moves": {"moves", "unlinked"},
    "deal_returns": {"booked", "refunded"},
    "closings": {"closed", "closed_since", "first_closed", "touched"},
    "deliveries": {"last_runs", "of_schedule", "of_period", "owned", "sent_before"},
    "exchange": {"every", "latest", "typed"},
    "goals": {"current", "find", "versions", "versions_and_current"},
    "language_choices": {"chosen"},
    "media": {"free", "unclaimed"},
    "metrics": {"find", "history", "latest", "seen", "tallies"},
    "entry_lists": {"costs_of", "history", "in_order", "logged_after", "own", "refunds", "sold_before", "these"},
    "exports": {"authors", "count", "days", "lines", "roots"},
    "ledger": {"as_it_stands", "check_at_rest", "find", "first", "latest", "newest", "replacement", "seen"},
    "names": {"every", "of_kind", "register"},
    "native_blocks": {"every"},
    "drill_down": {"newer", "older", "sold", "used_rates"},
    "currency_change": {"changes", "kept_in", "plans"},
    "repeats": {"cost_on", "every", "find", "last_logged", "logged", "of_entry", "rhythms", "unlogged"},
    "replacements": {"find", "latest", "seen"},
    "schedules": {"every", "find"},
    "hourly_rates": {"every", "known"},
    "refunds": {"left_of_each", "sale"},
    "splits": {"by_month", "divide", "hours"},
    "stages": {"every"},
    "form_answers": {"look"},
    "import_history": {
        "begun",
        "find",
        "latest",
        "left_by_hand",
        "orders",
        "overlapping",
        "is_taken_over",
        "same_file",
        "staged_before",
        "standing",
        "turns",
        "undone",
        "unfinished",
    },
    "invoices": {"standing"},
    "import_choices": {"kept"},
    "import_claims": {"standing"},
    "import_stays": {"sold_since", "stays_beside"},
    "import_steps": {"conversions", "made", "moved_deals", "moves_costs", "of_results", "takes"},
    "import_counts": {"of"},
    "undone_imports": {"brought"},
    "held_entries": {"held"},
    "entry_sources": {"every", "numbered", "of"},
    "many_entries": {"left_alone", "newest", "refunded", "these"},
    "targets": {"every"},
    "typed_texts": {"last", "of_view"},
    "workspaces": {"find", "glance", "load", "any_money", "of_token"},
}
"""What a workspace reads; `_view` asks all of them, and all of `totals.WorkspaceBooks`."""

WRITES = {
    "benchmarks": {"log", "redo", "undo"},
    "campaigns": {"make", "save"},
    "claims": {"absent", "begin_sending", "claim", "claim_one", "claim_unclear", "postpone", "settle"},
    "company": {"save"},
    "deals": {"exchange", "log", "redo", "undo"},
    "deal_returns": {"settle"},
    "deal_sources": {"keep"},
    "source_links": {"add", "turn"},
    "closings": {"close", "reopen"},
    "request_keys": {"forget_old", "keep"},
    "deliveries": {"add", "first_time", "forget", "plan", "send_again"},
    "currency_totals": {"post"},
    "exchange": {"save"},
    "goals": {"save"},
    "imports": {"begin", "book_some", "forget", "forget_old", "place", "stage", "take_back"},
    "invoices": {"follow", "go_back"},
    "import_choices": {"keep"},
    "import_claims": {"come_back", "forget", "give_way", "stage"},
    "import_steps": {"book", "forget", "stage", "take_back"},
    "entry_sources": {"add"},
    "many_entries": {"add", "turn"},
    "log_entry": {"log", "log_all", "take_back_all"},
    "ledger": {"give_way", "log", "redo", "settle", "undo"},
    "language_choices": {"choose"},
    "metrics": {"log", "redo", "undo"},
    "cohorts": {"keep", "keep_all"},
    "person_totals": {"keep", "keep_all"},
    "dearest_sales": {"keep", "keep_all", "keep_more"},
    "postings": {"post", "post_all", "post_anew", "post_more"},
    "names": {"add_channel", "add_content", "claim", "claim_all", "rename"},
    "native_blocks": {"keep"},
    "currency_change": {"apply"},
    "repeats": {"add", "change", "log_due", "pause_all"},
    "replacements": {"add", "undo"},
    "schedules": {"advance", "pause", "resume", "save", "stop", "stop_all"},
    "hourly_rates": {"save"},
    "stages": {"save"},
    "refunds": {"save"},
    "form_answers": {"answer", "claim", "drop", "forget_old"},
    "targets": {"save"},
    "typed_texts": {"ask", "forget", "forget_old", "keep"},
    "workspaces": {
        *("add", "note_importing", "remember_first_admin", "remember_token"),
        *("save_currency", "save_settings", "touch"),
    },
}
OF_ALL = {
    "alerts": {"subject", "findings_of"},
    "deliveries": {"counts", "find"},
    "exchange": {"newest", "publish", "published"},
    "goals": {"goal_of"},
    "import_choices": {"read", "written"},
    "import_steps": {"made_of"},
    "hourly_rates": {"read", "written"},
    "repeats": {"waiting"},
    "splits": {"mention", "read", "written"},
    "schedules": {"due", "next_due", "schedule_of"},
    "workspaces": {"every"},
}
"""What is not a workspace's own: the scheduler's questions, published exchange rates, and readers of one row."""


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.__name__)
def test_every_function_of_storage_is_known_here(book: ModuleType) -> None:
    """A new function has to be put with the reads or the writes, so that it is tested between two workspaces."""
    name = book.__name__.removeprefix("storage.")
    public = {n for n, f in inspect.getmembers(book, inspect.isfunction) if f.__module__ == book.__name__}
    known = READS.get(name, set()) | WRITES.get(name, set()) | OF_ALL.get(name, set())
    assert {n for n in public if not n.startswith("_")} == known


def test_what_one_does_the_other_does_not_see(database: Database, engine: str) -> None:
    """After every step of one workspace the other reads what it read before, and no canary in it."""
    teams = count(1)

    @given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8), st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
    @examples(2, engine=engine)
    def holds(before: list[str], after: list[str]) -> None:
        mine, theirs = (add_workspace(database, f"{side}{next(teams)}") for side in "MT")
        _do(database, theirs, before, THEIRS)
        _do(database, mine, sorted(ACTS) + after, MINE)
        seen = _view(database, mine)
        assert str(THEIRS) not in repr(seen)
        for name in after:
            _do(database, theirs, [name], THEIRS)
            assert _view(database, mine) == seen
        assert str(MINE) not in repr(_view(database, theirs))

    with guarded():
        holds()


def test_each_reads_exactly_what_it_wrote(database: Database) -> None:
    """Two workspaces that do the same under the same names read the same, each with its own figures."""
    mine, theirs = add_workspace(database, "T1"), add_workspace(database, "T2")
    for name in sorted(ACTS):
        _do(database, mine, [name], MINE)
        _do(database, theirs, [name], THEIRS)
    with database.reading() as connection:
        own = totals.WorkspaceBooks(connection, mine.id, "USD")
        assert sum(cell.cost for cell in own.of_campaign("alpha", ALL)) == MINE
        assert [cell.value for cell in own.by_campaign(ALL) if cell.goal] == [2 * MINE - MINE // 3, MINE]
        assert [deal.booked.minor for deal in own.open_deals(facts.TODAY, ALL.end)] == [MINE]
        assert [t.cost_per_conversion.minor for t in targets.every(connection, mine.id)] == [MINE]
        assert [g.value.minor for g in goals.current(connection, mine.id)] == [MINE]
        assert {budget.minor for c in own.campaigns().values() if (budget := c.budget)} == {MINE}
        assert [s.floor for s in schedules.every(connection, mine.id, Kind.DIGEST)] == [MINE]
        assert {e.fact.note for e in entry_lists.history(connection, mine.id, None)} == {str(MINE)}
        assert audit.check(connection).balances


def test_the_ids_of_one_open_nothing_for_the_other(database: Database) -> None:
    """Entry, schedule and delivery of another workspace are unknown to every function that takes an id."""
    mine, theirs = add_workspace(database, "T1"), add_workspace(database, "T2")
    _do(database, mine, sorted(ACTS), MINE)
    seen = _view(database, mine)
    with database.writing() as connection:
        entry = entry_lists.history(connection, mine.id, None)[0]
        schedule = schedules.every(connection, mine.id, Kind.DIGEST)[0]
        owed = deliveries.of_schedule(connection, schedule.id)[0]
        claims.settle(connection, owed, State.UNCONFIRMED)
        with pytest.raises(UnknownEntry):
            ledger.undo(connection, act(theirs.id, admin=True), entry.id)
        with pytest.raises(UnknownEntry):
            ledger.redo(connection, act(theirs.id, admin=True), entry.id)
        with pytest.raises(UnknownEntry):
            refunds.sale(connection, act(theirs.id, admin=True), entry.id)
        assert not closings.reopen(connection, act(theirs.id), date(2026, 7, 1))
        with pytest.raises(UnknownEntry):
            ledger.give_way(connection, act(theirs.id, admin=True), entry.id)
        counted = metrics.history(connection, mine.id, None)[0]
        for turn in (metrics.undo, metrics.redo):
            with pytest.raises(UnknownEntry):
                turn(connection, act(theirs.id, admin=True), counted.id)
        learnt = benchmarks.standing(connection, mine.id)[0]
        for turn_back in (benchmarks.undo, benchmarks.redo):
            with pytest.raises(UnknownEntry):
                turn_back(connection, act(theirs.id, admin=True), learnt.id)
        shown = [one.id for one in import_history.latest(connection, mine.id, 9)]
        for turn_import in (imports.begin, imports.take_back):
            with pytest.raises(UnknownImport):
                turn_import(connection, act(theirs.id, admin=True), shown[0])
        with pytest.raises(UnknownImport):
            imports.book_some(connection, theirs.id, shown[0], 1)
        for number in shown:
            imports.forget(connection, theirs.id, number)
        assert log_entry.take_back_all(connection, act(theirs.id, admin=True), [entry.id]) == [0]
        step = deals.history(connection, mine.id, None)[0]
        for turn_deal in (deals.undo, deals.redo):
            with pytest.raises(UnknownEntry):
                turn_deal(connection, act(theirs.id, admin=True), step.id)
        with pytest.raises(UnknownEntry):
            deals.booked(connection, theirs.id, step.id)
        with pytest.raises(UnknownEntry):
            ledger.settle(connection, act(theirs.id), entry.id, stands=False)
        with pytest.raises(UnknownDeal):
            deals.known(connection, theirs.id, step.fact.key)
        with pytest.raises(UnknownReplacement):
            replacements.find(connection, theirs.id, 1)
        with pytest.raises(UnknownSchedule):
            schedules.stop(connection, theirs.id, schedule.id)
        with pytest.raises(UnknownSchedule):
            schedules.pause(connection, theirs.id, schedule.id)
        with pytest.raises(UnknownSchedule):
            schedules.resume(connection, theirs.id, schedule.id, "UTC", NOW)
        with pytest.raises(UnknownSchedule):
            schedules.find(connection, theirs.id, schedule.id)
        repeat = repeats.every(connection, mine.id)[0]
        with pytest.raises(UnknownRepeat):
            repeats.find(connection, theirs.id, repeat.id)
        repeats.change(connection, replace(repeat, workspace=theirs.id).ended())
        repeats.pause_all(connection, theirs.id)
        assert repeats.of_entry(connection, theirs.id, repeat.entry) is None
        assert repeats.rhythms(connection, theirs.id, [repeat.entry]) == {}
        assert repeats.logged(connection, replace(repeat, workspace=theirs.id), date.min) == []
        with pytest.raises(UnknownDelivery):
            deliveries.send_again(connection, theirs.id, owed.id, NOW)
        schedules.stop_all(connection, theirs.id)
    after = _view(database, mine)
    assert {key for key in seen if seen[key] != after[key]} <= {"deliveries"}


def test_a_request_handled_for_one_is_new_for_the_other(database: Database) -> None:
    """The same button pressed in two workspaces is handled once in each."""
    with database.writing() as connection:
        ids = [workspaces.add(connection, "", team).id for team in ("T1", "T2", "T1", "T2")]
        assert [deliveries.first_time(connection, one, "B1", NOW) for one in ids] == [True, True, False, False]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT note FROM entries WHERE id = :workspace",
        "SELECT workspace_id FROM entries",
        "SELECT e.note FROM entries e JOIN names n ON n.workspace_id = e.workspace_id WHERE e.id = :workspace",
        "SELECT cost FROM daily_totals WHERE workspace_id = :workspace UNION ALL SELECT cost FROM monthly_totals",
        "UPDATE campaigns SET kind = '' WHERE key = 'alpha' AND :workspace = 1",
        "DELETE FROM deliveries WHERE id = :workspace",
    ],
)
def test_the_guard_catches_a_statement_that_does_not_say_whose(database: Database, statement: str) -> None:
    """By id only, only read, only joined, in one arm of two: each is noticed."""
    with pytest.raises(AssertionError), guarded(), database.writing() as connection:
        connection.execute(text(statement), {"workspace": 1})


@pytest.mark.parametrize("table", TABLES)
def test_the_guard_lets_pass_what_says_whose(table: str) -> None:
    """A condition on the workspace is enough, in the way of either driver."""
    for statement in (
        "SELECT * FROM {0} WHERE {0}.workspace_id = ?",
        "DELETE FROM {0} WHERE workspace_id = %(workspace)s",
        "INSERT INTO {0} (workspace_id, a) VALUES (?, ?)",
    ):
        assert says_whose(statement.format(table))
    for statement in ("INSERT INTO {0} (a, b) VALUES (?, ?)", "UPDATE {0} SET a = ? WHERE id = ? OR 1 = 1"):
        assert not says_whose(statement.format(table))


def test_hot_statements_say_whose(database: Database) -> None:
    """On SQLite they go past the events that the guard listens to, so they are looked at as they are worded."""
    modules = [import_module(f"storage.{found.name}") for found in iter_modules(storage.__path__)]
    hot = {one for module in modules for one in vars(module).values() if isinstance(one, Hot)}
    with database.reading() as connection:
        wordings = [worded(one.statement, connection.dialect).sql for one in hot]
    assert len(wordings) > 5
    assert [sql for sql in wordings if not says_whose(sql)] == []


def test_a_hot_statement_begins_a_transaction(sqlite: Database) -> None:
    """Even where it comes first on a connection: what is rolled back leaves nothing."""
    workspace = add_workspace(sqlite)
    with sqlite._writer.connect() as connection:
        assert request_keys.keep(connection, workspace.id, "asked once", NOW)
    with sqlite.writing() as connection:
        assert request_keys.keep(connection, workspace.id, "asked once", NOW)
        assert not request_keys.keep(connection, workspace.id, "asked once", NOW)


def test_every_exception_of_the_guard_has_its_reason() -> None:
    """No statement is let through without a word."""
    assert all(len(reason.split()) > 4 for reason in ALLOWED)


# --- what a workspace can do ---


def _do(database: Database, workspace: Workspace, acts: list[str], canary: int) -> None:
    for name in acts:
        with database.writing() as connection:
            ACTS[name](connection, workspace, canary)


def _log_a_cost(connection: Connection, workspace: Workspace, canary: int) -> None:
    what = facts.cost(minor=canary, note=str(canary))
    ledger.log(connection, act(workspace.id), what, source="form", request="")


def _log_a_request(connection: Connection, workspace: Workspace, canary: int) -> None:
    what = facts.cost(minor=canary, note=str(canary), campaign="")
    ledger.log(connection, act(workspace.id), what, source="form", request="V1")


def _work(connection: Connection, workspace: Workspace, canary: int) -> None:
    worked = replace(facts.cost(minor=canary, note=str(canary), campaign="beta"), category=Category.PEOPLE)
    what = replace(worked, hours=Decimal(canary))
    ledger.log(connection, act(workspace.id), what, source="form", request="")


def _log_a_conversion(connection: Connection, workspace: Workspace, canary: int) -> None:
    goal = goals.find(connection, workspace.id, "lead") or _change_a_goal(connection, workspace, canary)
    what = facts.conversion(goal, note=str(canary))
    ledger.log(connection, act(workspace.id), what, source="form", request="")


def _refund(connection: Connection, workspace: Workspace, canary: int) -> None:
    """A sale of which a third is given back."""
    goal = goals.find(connection, workspace.id, "lead") or _change_a_goal(connection, workspace, canary)
    what = facts.conversion(goal, revenue=facts.usd(canary), note=str(canary))
    sold = ledger.log(connection, act(workspace.id), what, source="form", request="")
    refunds.save(
        connection, act(workspace.id), sold.id, facts.usd(canary // 3), day=facts.TODAY, note=str(canary), request=""
    )


def _close(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Two months, of which one is opened again."""
    for month in (6, 7):
        which, person = date(2026, month, 1), f"U{canary}"
        if which not in closings.closed(connection, workspace.id):
            closings.close(connection, act(workspace.id, person), which, request="")
    closings.reopen(connection, act(workspace.id), date(2026, 6, 1))


def _repeat(connection: Connection, workspace: Workspace, canary: int) -> None:
    """One that runs and one that is paused; what is due of all is logged."""
    for number, campaign in enumerate(("beta", "")):
        what = replace(facts.cost(minor=canary, note=str(canary), campaign=campaign), category=Category.TOOLS)
        request = f"R{number}"
        entry = ledger.log(connection, act(workspace.id), what, source="form", request=request)
        begun = first_repeat(workspace.id, entry.id, what, Every.MONTHLY, ANNA)
        repeats.change(
            connection,
            repeats.add(connection, begun, NOW) if campaign else repeats.add(connection, begun, NOW).paused(),
        )
    repeats.log_due(connection, act(workspace.id, today=date(2026, 10, 1)), as_it_is)


def _import(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Ads from a file, and hours."""
    ads = facts.cost(minor=canary, note=str(canary), campaign="beta")
    rate = facts.usd(canary)
    hours = replace(ads, category=Category.PEOPLE, hours=Decimal(1), people=(), rate=rate)
    named = replace(hours, rate=None, people=(Work(person=f"Anna {canary}", hours=Decimal(1), rate=rate),))
    for fact in (ads, hours, named):
        ledger.log(connection, act(workspace.id), fact, source="import", request="")
    _import_files(connection, workspace, canary)


def _import_files(connection: Connection, workspace: Workspace, canary: int) -> None:
    """One that is booked, one with a sale that is taken back again, and one that is only shown."""
    goal = goals.find(connection, workspace.id, "lead") or _change_a_goal(connection, workspace, canary)
    origin = Utm(source=f"s{canary}", external_id=f"A-{canary}")
    sale = Sourced(fact=facts.conversion(goal, note=str(canary)), origin=origin)
    claim = Result(day=facts.TODAY, campaign="beta", type=str(canary), count=canary)
    ads = facts.cost(minor=canary, note=str(canary), campaign="beta")
    for file, fact in (("a", ads), ("b", sale), ("c", ads)):
        shown = record(f"{file}-{canary}.csv", account=file)
        number = imports.stage(connection, act(workspace.id), shown, [fact], [], [claim]).id
        if fact is sale or file == "a":
            imports.begin(connection, act(workspace.id), number)
            imports.book_some(connection, workspace.id, number, 1)
        if fact is sale:
            imports.take_back(connection, act(workspace.id), number)
            imports.book_some(connection, workspace.id, number, 1)
    import_choices.keep(connection, act(workspace.id), "meta", "1", Choices(campaigns={str(canary): "beta"}))


def _pause_all(connection: Connection, workspace: Workspace, canary: int) -> None:
    for repeat in repeats.every(connection, workspace.id):
        repeats.change(connection, repeat.resumed(date(2026, 10, 1)))
    repeats.pause_all(connection, workspace.id)


def _change_a_goal(connection: Connection, workspace: Workspace, canary: int) -> Goal:
    return goals.save(connection, act(workspace.id), facts.goal("lead", canary))


def _undo(connection: Connection, workspace: Workspace, canary: int) -> None:
    try:
        latest = ledger.latest(connection, workspace.id, ANNA)
    except NothingToUndo:
        return
    reversal = ledger.undo(connection, act(workspace.id), latest.id)
    if latest.fact.campaign:
        ledger.redo(connection, act(workspace.id), reversal.id)


def _correct(connection: Connection, workspace: Workspace, canary: int) -> None:
    """A cost in euro, of another campaign, by one that says the same."""
    exchange = typed_rate("EUR", "USD", Decimal(1), facts.TODAY)
    amount = Money(minor=1, currency="EUR")  # not the canary: seven of the one are one of the other
    what = replace(facts.cost(note=str(canary), campaign="beta"), amount=amount, exchange=exchange)
    entry = ledger.log(connection, act(workspace.id), what, source="form", request="")
    old = ledger.give_way(connection, act(workspace.id), entry.id)
    ledger.log(connection, act(workspace.id), what, source="form", request="", replaces=old.id)


def _count(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Four kinds of each thing: standing, asked for twice, taken back, put back."""
    for kind, request in ((MetricKind.CLICKS, ""), (MetricKind.FOLLOWERS, ""), (MetricKind.REACH, "M1")):
        fact = Metric(day=facts.TODAY, kind=kind, count=canary, channel="linkedin", campaign="alpha")
        metrics.log(connection, act(workspace.id), fact, request=request)
    latest = metrics.latest(connection, workspace.id, ANNA)
    assert latest is not None
    reversal = metrics.undo(connection, act(workspace.id), latest.id)
    metrics.redo(connection, act(workspace.id), reversal.id)


def _deal(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Deals that are open, won, taken back and put back, lost; the stages of one's own."""
    goal = goals.find(connection, workspace.id, "lead") or _change_a_goal(connection, workspace, canary)
    own = DealStage(key="demo", name=f"Demo {canary}", probability=Decimal(50))
    stages.save(connection, act(workspace.id), Stages(start=facts.TODAY, stages=(own,)))
    for key, stage, request in (("acme", "demo", ""), ("acme", WON, "D1"), ("bolt", "demo", ""), ("cog", LOST, "")):
        fact = Deal(
            key=key,
            name=str(canary),
            day=facts.TODAY,
            stage=stage,
            probability=Decimal(50),
            amount=facts.usd(canary),
            campaign="beta",
            goal=goal.id if stage == WON else 0,
        )
        step = deals.log(connection, act(workspace.id), fact, request=request).step
        if stage == WON:
            reversal = deals.undo(connection, act(workspace.id), step.id).step
            deals.redo(connection, act(workspace.id), reversal.id)
    known = DealSource(deal="acme", external_id=str(canary), source=f"src{canary}", medium="cpc")
    deal_sources.keep(connection, act(workspace.id), [known])
    linked = source_links.add(connection, act(workspace.id), [Link(source=f"x{canary}", medium="cpc", channel="x")])
    source_links.turn(connection, act(workspace.id), linked, undone=True)
    source_links.turn(connection, act(workspace.id), linked, undone=False)


def _add_a_campaign(connection: Connection, workspace: Workspace, canary: int) -> None:
    campaign = Campaign(key="alpha", name=f"alpha {canary}", start=date(2026, 7, 1), budget=facts.usd(canary))
    campaigns.save(connection, act(workspace.id), campaign)


def _add_a_channel(connection: Connection, workspace: Workspace, canary: int) -> None:
    names.add_channel(connection, act(workspace.id), "fair", f"Fair {canary}")
    names.add_content(connection, act(workspace.id), "quiz", f"Quiz {canary}")
    names.rename(connection, workspace.id, "quiz", f"QUIZ {canary}")


def _pay(connection: Connection, workspace: Workspace, canary: int) -> None:
    rate = Rate(person=f"Anna {canary}", rate=facts.usd(canary), start=date(2026, 7, 1))
    hourly_rates.save(connection, act(workspace.id), rate)


def _aim(connection: Connection, workspace: Workspace, canary: int) -> None:
    target = Target(
        campaign="alpha",
        goal="lead",
        count=canary,
        cost_per_conversion=facts.usd(canary),
        start=date(2026, 7, 1),
        end=date(2026, 9, 30),
    )
    targets.save(connection, act(workspace.id), target)


def _type_a_rate(connection: Connection, workspace: Workspace, canary: int) -> None:
    rate = typed_rate("EUR", "USD", Decimal(canary), facts.TODAY)
    exchange_rates.save(connection, act(workspace.id), rate)


def _learn(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Recorded, asked for twice, taken back and put back."""
    fact = OwnBenchmark(
        channel="linkedin",
        ratio=Ratio.CPL,
        value=Decimal(canary),
        unit="USD",
        source=str(canary),
        day=facts.TODAY,
        origin=Origin.COMPETITOR,
    )
    for request in ("", "B1"):
        logged = benchmarks.log(connection, act(workspace.id), fact, request=request)
    reversal = benchmarks.undo(connection, act(workspace.id), logged.id)
    benchmarks.redo(connection, act(workspace.id), reversal.id)


def _replace(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Kept once for its request, and undone."""
    before, after = {"value": str(canary)}, {"value": f"{canary}.5"}
    said = Replacement(id=0, kind=Replaced.GOAL, key="lead", before=before, after=after, by=ANNA, at=NOW)
    if replacements.seen(connection, workspace.id, "R1") is None:
        found = replacements.add(connection, workspace.id, said, "R1")
        replacements.undo(connection, act(workspace.id), found)


def _report_the_company(connection: Connection, workspace: Workspace, canary: int) -> None:
    for month in (7, 8):
        said = CompanyMonth(month=date(2026, month, 1), revenue=facts.usd(canary), churn=Decimal(canary))
        company.save(connection, act(workspace.id), said, "USD")


def _schedule(connection: Connection, workspace: Workspace, canary: int) -> None:
    wanted = replace(facts.schedule(workspace.id), floor=canary, weekday=list(Weekday)[canary % 7])
    saved = schedules.save(connection, wanted, "UTC", NOW)
    deliveries.add(connection, saved, Kind.INTRO, "intro", "C1", NOW + timedelta(days=1), str(canary))


def _stop(connection: Connection, workspace: Workspace, canary: int) -> None:
    schedules.save(connection, replace(facts.schedule(workspace.id, "C2"), floor=canary), "UTC", NOW)
    for schedule in schedules.every(connection, workspace.id, Kind.DIGEST):
        if schedule.conversation == "C2":
            schedules.pause(connection, workspace.id, schedule.id)
            schedules.resume(connection, workspace.id, schedule.id, "UTC", NOW)
            schedules.stop(connection, workspace.id, schedule.id)


def _set(connection: Connection, workspace: Workspace, canary: int) -> None:
    workspaces.remember_first_admin(connection, workspace.id, f"Zone/{canary}", "pl")
    workspaces.remember_token(connection, workspace.id, f"of {workspace.id}")
    known = workspaces.load(connection, workspace.id)
    spoken = replace(known, language="en", answer_language=f"pl {canary}", fiscal_month=4)
    workspaces.save_settings(connection, replace(spoken, currency="USD", timezone=f"Zone/{canary}"))


def _change_the_currency(connection: Connection, workspace: Workspace, canary: int) -> None:
    """To euros and back: the figures stay what they are, and what was kept is read."""
    for currency, reporting in (("USD", "EUR"), ("EUR", "USD")):
        workspaces.touch(connection, workspace.id)
        entries = entry_lists.in_order(connection, workspace.id)
        steps = deals.in_order(connection, workspace.id)
        dated = {entry.fact.day for entry in entries} | {step.fact.day for step in steps}
        days = dict.fromkeys(dated | {facts.TODAY}, Fraction(1))
        rates_into = RatesInto(reporting, currency, {(currency, reporting): days}, lambda _: {})
        kept = currency_change.kept_in(connection, workspace.id, reporting)
        plans = currency_change.plans(connection, workspace.id, currency)
        rebuilt = rebuild(entries, plans, kept, rates_into, currency, facts.TODAY, steps)
        currency_change.apply(connection, act(workspace.id, f"U{canary}"), rebuilt)


def _type(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Into three forms: one is saved, one was left open long ago, one still is."""
    for view, age in (("V1", 0), ("V2", 0), ("V3", 9)):
        menu = Menu(view=view, person=ANNA, field="campaign")
        typed_texts.keep(connection, workspace.id, menu, str(canary), NOW - timedelta(days=age))
        typed_texts.ask(connection, workspace.id, menu)
    typed_texts.forget(connection, workspace.id, "V1", ANNA)
    typed_texts.forget_old(connection, workspace.id, NOW - timedelta(days=1))


def _speak(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Twice, for the second choice takes the place of the first."""
    for language in ("en", f"pl {canary}"):
        language_choices.choose(connection, act(workspace.id, ANNA), language)


def _show(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Twice, for what came of the second message takes the place of the first."""
    for taken in (True, False):
        at = NOW + timedelta(microseconds=canary % 1_000_000)
        experience = Experience(way=WayOut.POST, kind=NativeBlock.TABLE, taken=taken, at=at)
        native_blocks.keep(connection, workspace.id, experience)


def _submit(connection: Connection, workspace: Workspace, canary: int) -> None:
    """Three forms: one is answered, one came to nothing, one was sent long ago."""
    for request, age in (("F1", 0), ("F2", 0), ("F3", 9)):
        at = NOW - timedelta(days=age)
        form_answers.claim(connection, workspace.id, request, "A1", at)
        form_answers.answer(connection, workspace.id, request, str(canary), final=True)
        request_keys.keep(connection, workspace.id, request, at)
    request_keys.forget_old(connection, workspace.id, NOW - timedelta(days=1))
    form_answers.drop(connection, workspace.id, "F2")
    form_answers.forget_old(connection, workspace.id, NOW - timedelta(days=1))


ACTS: Mapping[str, Act] = {
    "add a campaign": _add_a_campaign,
    "add a channel": _add_a_channel,
    "aim": _aim,
    "change a goal": _change_a_goal,
    "close": _close,
    "correct": _correct,
    "count": _count,
    "learn": _learn,
    "import": _import,
    "deal": _deal,
    "log a conversion": _log_a_conversion,
    "log a cost": _log_a_cost,
    "log a request": _log_a_request,
    "pay": _pay,
    "pause all": _pause_all,
    "refund": _refund,
    "repeat": _repeat,
    "replace": _replace,
    "report the company": _report_the_company,
    "schedule": _schedule,
    "set": _set,
    "show": _show,
    "stop": _stop,
    "submit": _submit,
    "speak": _speak,
    "type": _type,
    "type a rate": _type_a_rate,
    "undo": _undo,
    "work": _work,
    "z change the currency": _change_the_currency,
}
"""Done in this order they fit together. The last entry logged is taken back, one of a campaign is put back."""


# --- what a workspace can read ---


def _view(database: Database, workspace: Workspace) -> View:
    """Everything every read function answers for this workspace."""
    with database.reading() as connection:
        found = (
            _read_ledger(connection, workspace.id)
            | _read_names(connection, workspace.id)
            | _read_rest(connection, workspace)
        )
        return found | _read_forms(database, connection, workspace.id)


def _read_forms(database: Database, connection: Connection, workspace: int) -> View:
    """What was typed into forms, and what they were answered with."""
    views = ("V1", "V2", "V3")
    return {
        "spoken": language_choices.chosen(database, workspace, ANNA),
        "shown": native_blocks.every(connection, workspace),
        "typed": [typed_texts.of_view(connection, workspace, view, ANNA) for view in views],
        "typed last": [
            typed_texts.last(database, workspace, Menu(view=view, person=ANNA, field="campaign")) for view in views
        ],
        "answers": [form_answers.look(database, workspace, request) for request in ("F1", "F2", "F3")],
    }


def _exported(connection: Connection, workspace: int) -> list[object]:
    """What goes out as files, of all campaigns and of one."""
    asked = [exports.Asked(workspace=workspace, period=ALL, campaign=campaign) for campaign in ("", "alpha")]
    read = (exports.lines, exports.days)
    listed = [list(of(connection, one)) for of in read for one in asked]
    counted = [exports.count(connection, one) for one in asked]
    return [listed, counted, exports.authors(connection, workspace), exports.roots(connection, workspace)]


def _read_ledger(connection: Connection, workspace: int) -> View:
    history = entry_lists.history(connection, workspace, None, most=1000)
    own = totals.WorkspaceBooks(connection, workspace, "USD")
    return {
        "history": history,
        "history of alpha": entry_lists.history(connection, workspace, "alpha", most=1000),
        "in order": entry_lists.in_order(connection, workspace),
        "exported": _exported(connection, workspace),
        "found": [ledger.find(connection, workspace, entry.id) for entry in history],
        "newest": [ledger.newest(connection, workspace, entry.id) for entry in history],
        "as they stand": [ledger.as_it_stands(connection, workspace, entry.id) for entry in history],
        "replacements": [ledger.replacement(connection, workspace, entry.id) for entry in history],
        "these": entry_lists.these(connection, workspace, range(1, 1000)),
        "opened": [_opened(connection, workspace, figure) for figure in _figures(own)],
        "imports": _read_imports(connection, workspace),
        "latest": _latest(connection, workspace),
        "first": [ledger.first(connection, workspace, entry) for entry in history],
        "logged after": entry_lists.logged_after(connection, workspace, NOW - timedelta(days=1), date.max),
        "sold before": [
            entry_lists.sold_before(connection, workspace, goal.key, 2**62)
            for goal in goals.current(connection, workspace)
        ],
        "refunds": [entry_lists.refunds(connection, workspace, entry.id) for entry in history],
        "own entries": entry_lists.own(connection, workspace, ANNA, 1000),
        "chosen": entry_lists.history(connection, workspace, "alpha", most=1000, person=ANNA, category="ads"),
        "left": refunds.left_of_each(connection, workspace, history),
        "sales": [
            refunds.sale(connection, act(workspace, admin=True), entry)
            for entry in refunds.left_of_each(connection, workspace, history)
        ],
        "closed": (closings.closed(connection, workspace), closings.first_closed(connection, workspace)),
        "closed since": closings.closed_since(connection, workspace, NOW - timedelta(days=10_000)),
        "touched": [closings.touched(connection, workspace, entry) for entry in history],
        "at rest": [_is_at_rest(connection, workspace, entry) for entry in history],
        "seen": ledger.seen(connection, workspace, "V1"),
        **_read_metrics(connection, workspace),
        **_read_completeness(connection, workspace),
        **_read_deals(connection, workspace),
        "own metrics": (_sorted_tallies(own.metrics(ALL)), _sorted_tallies(own.metrics(ALL, "alpha"))),
        "of campaign": _sorted(own.of_campaign("alpha", ALL)),
        "by campaign": _sorted(own.by_campaign(ALL)),
        "by channel": _sorted(own.by_channel(ALL)),
        "by content": _sorted(own.by_content(ALL)),
        "by day": [sorted(own.daily(by, ALL), key=str) for by in ("channel", "campaign")],
        "last results": [
            sorted(daily.last_results(connection, workspace, "campaign", ALL, one)) for one in (None, "alpha")
        ],
        "days of channels": sorted(daily.daily(connection, workspace, "channel", ALL), key=str),
        "hours": (own.hours(ALL), splits.hours(connection, workspace, ALL)),
        "days": (own.days(), own.days("alpha"), own.days("beta")),
        "own benchmarks": (own.benchmarks(), [b.fact for b in benchmarks.standing(connection, workspace)]),
        "found benchmarks": [
            benchmarks.find(connection, workspace, b.id) for b in benchmarks.standing(connection, workspace)
        ],
        "company": (own.company(), company.every(connection, workspace)),
        "replaced": (
            replacements.latest(connection, workspace, Replaced.GOAL, "lead"),
            replacements.seen(connection, workspace, "R1"),
            replacements.find(connection, workspace, 1) if replacements.seen(connection, workspace, "R1") else None,
        ),
        "own": (own.campaign("alpha"), own.campaigns(), own.goals(), own.names(), own.currency),
    }


def _is_at_rest(connection: Connection, workspace: int, entry: Entry) -> bool:
    try:
        ledger.check_at_rest(connection, act(workspace), entry)
    except ImportRunning:
        return False
    return True


def _read_imports(connection: Connection, workspace: int) -> View:
    records = import_history.latest(connection, workspace, 1000)
    numbers = [one.id for one in records]
    listed = list(range(1, 1000))
    return {
        "records": records,
        "found": [import_history.find(connection, workspace, number) for number in numbers],
        "unfinished": import_history.unfinished(connection, workspace),
        "begun": import_history.begun(connection, workspace),
        "staged": import_history.staged_before(connection, workspace, NOW + timedelta(days=10_000)),
        "same": [import_history.same_file(connection, workspace, one.digest) for one in records],
        "overlaps": import_history.overlapping(connection, workspace, "meta", "", MAY),
        "invoices": invoices.standing(connection, workspace, MAY),
        "undone": import_history.undone(connection, workspace, "meta", "", MAY),
        "orders": [import_history.orders(connection, workspace, number) for number in numbers],
        "by hand": [import_history.left_by_hand(connection, workspace, number) for number in numbers],
        "counts": [import_counts.of(connection, workspace, number) for number in numbers],
        "deals to be moved": [import_steps.moved_deals(connection, workspace, number) for number in numbers],
        "results": [import_steps.of_results(connection, workspace, number) for number in numbers],
        "deals moved": deals.moved_since(connection, workspace, NOW - timedelta(days=10_000)),
        "taken over": [import_history.is_taken_over(connection, workspace, one) for one in records],
        "stays beside": [import_stays.stays_beside(connection, workspace, number) for number in numbers],
        "sold since": [import_stays.sold_since(connection, workspace, number) for number in numbers],
        "held": held_entries.held(connection, workspace, listed),
        "entries": [import_history.standing(connection, workspace, number) for number in numbers],
        "turns": [import_history.turns(connection, workspace, number) for number in numbers],
        "added": [import_steps.made(connection, workspace, number) for number in numbers],
        "origins": (entry_sources.every(connection, workspace), entry_sources.of(connection, workspace, listed)),
        "numbered": entry_sources.numbered(connection, workspace),
        "conversions": [import_steps.conversions(connection, workspace, number) for number in numbers],
        "to be taken back": [import_steps.takes(connection, workspace, number) for number in numbers],
        "undone since": [undone_imports.brought(connection, workspace, entry) for entry in listed[:50]],
        "moving costs": [import_steps.moves_costs(connection, workspace, number) for number in numbers],
        "claims": import_claims.standing(connection, workspace, ALL),
        "chosen": import_choices.kept(connection, workspace, "meta", "1"),
        "entries of ids": (
            many_entries.these(connection, workspace, listed),
            many_entries.newest(connection, workspace, listed),
            many_entries.left_alone(connection, workspace, listed),
        ),
    }


def _read_completeness(connection: Connection, workspace: int) -> View:
    own, late = totals.WorkspaceBooks(connection, workspace, "USD"), date(2026, 12, 1)
    scopes = (Scope(period=ALL), Scope(period=ALL, campaign="beta"))
    unlogged = repeats.unlogged(connection, workspace, late)
    return {
        "look": completeness.look(connection, workspace),
        "due": (completeness.due(connection, workspace, late, "USD"), own.due(late)),
        "imported": (completeness.imported(connection, workspace), own.imported()),
        "result files": (completeness.result_files(connection, workspace), own.result_files()),
        "worked": [(completeness.worked(connection, workspace, scope, "USD"), own.worked(scope)) for scope in scopes],
        "ads": (own.ads("linkedin", ALL, None), own.ads("linkedin", ALL, "beta")),
        "kept": own.kept_rates(late),
        "unlogged": unlogged,
        "last logged": [repeats.last_logged(connection, repeat) for repeat in unlogged],
        "costs on": [repeats.cost_on(connection, repeat, late) for repeat in unlogged],
    }


def _read_deals(connection: Connection, workspace: int) -> View:
    history = deals.history(connection, workspace, None, most=1000)
    own = totals.WorkspaceBooks(connection, workspace, "USD")
    return {
        "deals": history,
        "last of each": (deals.last_of_each(connection, workspace), deals.last_steps(connection, workspace)),
        "deals of beta": deals.history(connection, workspace, "beta", most=1000),
        "found deals": [deals.find(connection, workspace, step.id) for step in history],
        "named deals": deals.named(connection, workspace),
        "deals in order": deals.in_order(connection, workspace),
        "known deals": [
            (deals.last(connection, workspace, key), _known(connection, workspace, key)) for key in ("acme", "cog")
        ],
        "booked": [deals.booked(connection, workspace, step.id) for step in history],
        "latest deal": deals.latest(connection, workspace, ANNA),
        "seen deal": deals.seen(connection, workspace, "D1"),
        "closed": deals.closed(connection, workspace, facts.TODAY),
        "open": deals.open_on(connection, workspace, facts.TODAY, ALL.end),
        "own deals": (own.open_deals(facts.TODAY, ALL.end), own.open_deals(facts.TODAY, ALL.end, "beta")),
        "begun": (first_contacts.begun(connection, workspace, facts.TODAY), own.begun(facts.TODAY)),
        "stages": stages.every(connection, workspace),
        "sources": _read_sources(connection, workspace),
    }


def _read_sources(connection: Connection, workspace: int) -> View:
    last, known = deals.last_of_each(connection, workspace), deal_sources.every(connection, workspace)
    links = source_links.table(connection, workspace)
    return {
        "last steps": last,
        "deal sources": known,
        "own links": (source_links.own(connection, workspace), links),
        "sales": sales.standing(connection, workspace, {str(MINE), str(THEIRS)}, last),
        "counted": counted.elsewhere(connection, workspace, replace(record().scope, kind="ga4"), ALL, last),
        "unlinked": source_moves.unlinked(connection, workspace, {}),
        "moves": source_moves.moves(connection, workspace, {}, {"*": "x", **links}),
    }


def _known(connection: Connection, workspace: int, key: str) -> object:
    try:
        return deals.known(connection, workspace, key)
    except UnknownDeal:
        return None


def _figures(own: totals.WorkspaceBooks) -> list[Figure]:
    """Of the whole workspace, and of one campaign."""
    found = [*figures(own, campaign_ranking(own, ALL, facts.TODAY, veil=MERGING), veil=MERGING)]
    if own.campaign("alpha"):
        found += figures(own, campaign_report(own, "alpha", ALL, facts.TODAY, veil=MERGING), veil=MERGING)
    return found


def _opened(connection: Connection, workspace: int, figure: Figure) -> object:
    return (
        figure.id,
        list(drill_down.older(connection, workspace, figure)),
        list(drill_down.newer(connection, workspace, figure, 0)),
        drill_down.sold(connection, workspace, figure),
        drill_down.used_rates(connection, workspace, figure),
    )


def _read_metrics(connection: Connection, workspace: int) -> View:
    history = metrics.history(connection, workspace, None, most=1000)
    return {
        "metrics": history,
        "metrics of alpha": metrics.history(connection, workspace, "alpha", most=1000),
        "metrics of Anna": metrics.history(connection, workspace, None, most=1000, person=ANNA),
        "found metrics": [metrics.find(connection, workspace, logged.id) for logged in history],
        "latest metric": metrics.latest(connection, workspace, ANNA),
        "seen metric": metrics.seen(connection, workspace, "M1"),
        "tallies": _sorted_tallies(metrics.tallies(connection, workspace, ALL)),
    }


def _sorted_tallies(tallies: Sequence[Tally]) -> list[Tally]:
    return sorted(tallies, key=repr)


def _read_names(connection: Connection, workspace: int) -> View:
    return {
        "names": names.every(connection, workspace),
        "register": names.register(connection, workspace).names,
        "channels": names.of_kind(connection, workspace, names.CHANNEL),
        "contents": names.of_kind(connection, workspace, names.CONTENT),
        "campaigns": campaigns.every(connection, workspace),
        "campaign": campaigns.find(connection, workspace, "alpha"),
        "goals": goals.current(connection, workspace),
        "goal": goals.find(connection, workspace, "lead"),
        "versions": goals.versions(connection, workspace),
        "versions and current": goals.versions_and_current(connection, workspace),
        "targets": targets.every(connection, workspace),
        "unclaimed": [media.unclaimed(connection, workspace, ALL, key, "") for key in ("", "alpha")],
        "rates": hourly_rates.every(connection, workspace),
        "people": [hourly_rates.known(connection, workspace, rated=rated) for rated in (True, False)],
        "costs": [entry_lists.costs_of(connection, workspace, "alpha", people=people) for people in (True, False)],
        "persons": (
            person_totals.persons(connection, workspace, ALL),
            person_totals.persons(connection, workspace, ALL, "alpha"),
            person_totals.persons(
                connection, workspace, Period(start=facts.TODAY, end=facts.TODAY + timedelta(days=1))
            ),
        ),
        "exchange rates": exchange_rates.latest(connection, workspace, "USD", most=1000),
        "all rates": exchange_rates.every(connection, workspace),
        "rates of days": exchange_rates.typed(connection, workspace, "EUR", "USD", days_standing(facts.TODAY)),
    }


def _read_rest(connection: Connection, workspace: Workspace) -> View:
    repeating = repeats.every(connection, workspace.id)
    listed = [entry.id for entry in entry_lists.history(connection, workspace.id, None, most=1000)]
    own = totals.WorkspaceBooks(connection, workspace.id, "USD")
    running = [schedule for kind in Kind for schedule in schedules.every(connection, workspace.id, kind)]
    return {
        "schedules": running,
        "schedule": [schedules.find(connection, workspace.id, schedule.id) for schedule in running],
        "alerted": [alerts.alerted(connection, workspace.id, schedule.id) for schedule in running],
        "posted": alerts.posted(connection, workspace.id, facts.TODAY),
        "repeats": repeating,
        "repeat": [repeats.find(connection, workspace.id, repeat.id) for repeat in repeating],
        "of entry": [repeats.of_entry(connection, workspace.id, repeat.entry) for repeat in repeating],
        "logged by repeats": [repeats.logged(connection, repeat, date.min) for repeat in repeating],
        "rhythms": repeats.rhythms(connection, workspace.id, listed),
        "divided": _divided(connection, workspace.id),
        "deliveries": [deliveries.of_schedule(connection, schedule.id) for schedule in running],
        "last runs": deliveries.last_runs(connection, workspace.id),
        "sent before": [
            deliveries.sent_before(connection, owed)
            for schedule in running
            for owed in deliveries.of_schedule(connection, schedule.id)
        ],
        "workspace": workspaces.load(connection, workspace.id),
        "found workspace": workspaces.find(connection, workspace.enterprise_id, workspace.team_id),
        "any money": workspaces.any_money(connection, workspace.id),
        "of token": workspaces.of_token(connection, f"of {workspace.id}"),
        "foreign": _sorted_foreign(own.foreign(ALL), own.foreign(ALL, "alpha")),
        "any foreign": currency_totals.any_at_all(connection, workspace.id),
        "foreign alone": _sorted_foreign(currency_totals.foreign(connection, workspace.id, ALL)),
        "dearest sales": dearest_sales.dearest(connection, workspace.id, ALL),
        "cohorts": [cohorts.cohorts(connection, workspace.id, ALL, campaign) for campaign in (None, "alpha")],
        "blocks": [
            sorted(blocks.blocks(connection, workspace.id, facts.TODAY, "channel", campaign), key=repr)
            for campaign in (None, "alpha")
        ],
        "by goal": blocks.by_goal(connection, workspace.id, ALL),
        "by week": blocks.by_week(connection, workspace.id, Period(start=date(2026, 6, 1), end=date(2026, 7, 27))),
        "spending": blocks.spending(connection, workspace.id, date.min, date.max),
        "kept exchanges": currency_change.kept_in(connection, workspace.id, "USD"),
        "plans": currency_change.plans(connection, workspace.id, "USD"),
        "currency changes": currency_change.changes(connection, workspace.id),
    }


def _latest(connection: Connection, workspace: int) -> Entry | None:
    try:
        return ledger.latest(connection, workspace, ANNA)
    except NothingToUndo:
        return None


def _divided(connection: Connection, workspace: int) -> Split | None:
    summer = Period(start=date(2026, 7, 1), end=date(2026, 9, 1))
    try:
        return splits.divide(connection, workspace, SplitKey.EQUAL, summer)
    except NothingToSplitBy:
        return None


def _sorted_foreign(*found: Sequence[Foreign]) -> list[Foreign]:
    return sorted((one for each in found for one in each), key=repr)


def _sorted(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(cells, key=repr)
