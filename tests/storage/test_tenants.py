"""Two workspaces with the same keys: whatever one does, the other reads exactly what it wrote itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from core.campaigns import Campaign
from core.categories import Category
from core.deliveries import Kind, State, UnknownDelivery, UnknownSchedule
from core.entries import Cost, Entry, NothingToUndo, UnknownEntry
from core.fx import days_standing, typed_rate
from core.goals import Goal
from core.metrics import Metric, MetricKind, Tally
from core.performance import Cell
from core.periods import ALL, Period
from core.rates import Rate
from core.repeats import Every, UnknownRepeat, first_repeat
from core.schedules import Weekday
from core.splits import NothingToSplitBy, Split, SplitKey
from core.targets import Target
from core.workspaces import CurrencyInUse, Workspace
from storage import (
    alerts,
    audit,
    campaigns,
    claims,
    deliveries,
    fx,
    goals,
    ledger,
    media,
    metrics,
    names,
    rates,
    repeats,
    schedules,
    splits,
    targets,
    totals,
    workspaces,
)
from storage.database import Database
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW
from tests.storage.guard import ALLOWED, TABLES, guarded, says_whose

View = dict[str, object]
Act = Callable[[Connection, Workspace, int], object]

MINE, THEIRS = 111_111_111, 777_777_777
"""Canaries: every figure of the one begins with ones, of the other with sevens."""


def as_it_is(_books: Connection, cost: Cost) -> Cost:
    """No other currency is about."""
    return cost


BOOKS = (
    alerts,
    campaigns,
    claims,
    deliveries,
    fx,
    goals,
    ledger,
    media,
    metrics,
    names,
    rates,
    repeats,
    schedules,
    splits,
    targets,
    workspaces,
)
READS = {
    "alerts": {"alerted"},
    "campaigns": {"every", "find"},
    "deliveries": {"of_schedule", "of_period", "owned"},
    "fx": {"latest", "typed"},
    "goals": {"current", "find", "versions"},
    "media": {"unclaimed"},
    "metrics": {"find", "history", "latest", "seen", "tallies"},
    "ledger": {"find", "history", "latest", "newest", "seen"},
    "names": {"every", "kinds", "of_kind"},
    "repeats": {"every", "find", "logged", "of_entry", "rhythms"},
    "schedules": {"every", "find"},
    "rates": {"every", "persons"},
    "splits": {"by_month", "divide"},
    "targets": {"every"},
    "workspaces": {"find", "glance", "load", "check_currency_free"},
}
"""What a workspace reads; `_view` asks all of them, and all of `totals.WorkspaceBooks`."""

WRITES = {
    "campaigns": {"save"},
    "claims": {"begin_sending", "claim", "claim_one", "claim_unclear", "postpone", "settle"},
    "deliveries": {"add", "first_time", "forget", "plan", "send_again"},
    "fx": {"save"},
    "goals": {"save"},
    "ledger": {"log", "redo", "undo"},
    "metrics": {"log", "redo", "undo"},
    "names": {"add_channel", "add_content", "claim"},
    "repeats": {"add", "change", "log_due", "pause_all"},
    "schedules": {"advance", "save", "stop", "stop_all"},
    "rates": {"save"},
    "targets": {"save"},
    "workspaces": {"add", "remember_first_admin", "save_settings", "touch"},
}
OF_ALL = {
    "alerts": {"subject", "units_of"},
    "deliveries": {"find"},
    "fx": {"publish", "published"},
    "goals": {"goal_of"},
    "rates": {"read", "written"},
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


def test_what_one_does_the_other_does_not_see(database: Database) -> None:
    """After every step of one workspace the other reads what it read before, and no canary in it."""
    teams = count(1)

    @given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8), st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
    @examples(15)
    def holds(before: list[str], after: list[str]) -> None:
        mine, theirs = (add_workspace(database, f"{side}{next(teams)}") for side in "MT")
        _do(database, theirs, before, THEIRS)
        _do(database, mine, sorted(ACTS) + after, MINE)
        seen = _view(database, mine)
        assert str(THEIRS) not in repr(seen)
        for act in after:
            _do(database, theirs, [act], THEIRS)
            assert _view(database, mine) == seen
        assert str(MINE) not in repr(_view(database, theirs))

    with guarded():
        holds()


def test_each_reads_exactly_what_it_wrote(database: Database) -> None:
    """Two workspaces that do the same under the same names read the same, each with its own figures."""
    mine, theirs = add_workspace(database, "T1"), add_workspace(database, "T2")
    for act in sorted(ACTS):
        _do(database, mine, [act], MINE)
        _do(database, theirs, [act], THEIRS)
    with database.reading() as books:
        own = totals.WorkspaceBooks(books, mine.id, "USD")
        assert sum(cell.cost for cell in own.of_campaign("alpha", ALL)) == MINE
        assert [cell.value for cell in own.by_campaign(ALL) if cell.goal] == [MINE]
        assert [t.cost_per_conversion.minor for t in targets.every(books, mine.id)] == [MINE]
        assert [g.value.minor for g in goals.current(books, mine.id)] == [MINE]
        assert {budget.minor for c in own.campaigns().values() if (budget := c.budget)} == {MINE}
        assert [s.floor for s in schedules.every(books, mine.id, Kind.DIGEST)] == [MINE]
        assert {e.fact.note for e in ledger.history(books, mine.id, None)} == {str(MINE)}
        assert audit.check(books).differences == ()


def test_the_ids_of_one_open_nothing_for_the_other(database: Database) -> None:
    """Entry, schedule and delivery of another workspace are unknown to every function that takes an id."""
    mine, theirs = add_workspace(database, "T1"), add_workspace(database, "T2")
    _do(database, mine, sorted(ACTS), MINE)
    seen = _view(database, mine)
    with database.writing() as books:
        entry = ledger.history(books, mine.id, None)[0]
        schedule = schedules.every(books, mine.id, Kind.DIGEST)[0]
        owed = deliveries.of_schedule(books, schedule.id)[0]
        claims.settle(books, owed, State.UNCONFIRMED)
        with pytest.raises(UnknownEntry):
            ledger.undo(books, theirs.id, entry.id, by=ANNA, at=NOW, anyone=True)
        with pytest.raises(UnknownEntry):
            ledger.redo(books, theirs.id, entry.id, by=ANNA, at=NOW, anyone=True)
        counted = metrics.history(books, mine.id, None)[0]
        for turn in (metrics.undo, metrics.redo):
            with pytest.raises(UnknownEntry):
                turn(books, theirs.id, counted.id, by=ANNA, at=NOW, anyone=True)
        with pytest.raises(UnknownSchedule):
            schedules.stop(books, theirs.id, schedule.id)
        with pytest.raises(UnknownSchedule):
            schedules.find(books, theirs.id, schedule.id)
        repeat = repeats.every(books, mine.id)[0]
        with pytest.raises(UnknownRepeat):
            repeats.find(books, theirs.id, repeat.id)
        repeats.change(books, replace(repeat, workspace=theirs.id).ended())
        repeats.pause_all(books, theirs.id)
        assert repeats.of_entry(books, theirs.id, repeat.entry) is None
        assert repeats.rhythms(books, theirs.id, [repeat.entry]) == {}
        assert repeats.logged(books, replace(repeat, workspace=theirs.id), date.min) == []
        with pytest.raises(UnknownDelivery):
            deliveries.send_again(books, theirs.id, owed.id, NOW)
        schedules.stop_all(books, theirs.id)
    after = _view(database, mine)
    assert {key for key in seen if seen[key] != after[key]} <= {"deliveries"}


def test_a_request_handled_for_one_is_new_for_the_other(database: Database) -> None:
    """The same button pressed in two workspaces is handled once in each."""
    with database.writing() as books:
        ids = [workspaces.add(books, "", team).id for team in ("T1", "T2", "T1", "T2")]
        assert [deliveries.first_time(books, one, "B1", NOW) for one in ids] == [True, True, False, False]


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
    with pytest.raises(AssertionError), guarded(), database.writing() as books:
        books.execute(text(statement), {"workspace": 1})


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


def test_every_exception_of_the_guard_has_its_reason() -> None:
    """No statement is let through without a word."""
    assert all(len(reason.split()) > 4 for reason in ALLOWED)


# --- what a workspace can do ---


def _do(database: Database, workspace: Workspace, acts: list[str], canary: int) -> None:
    for act in acts:
        with database.writing() as books:
            ACTS[act](books, workspace, canary)


def _log_a_cost(books: Connection, workspace: Workspace, canary: int) -> None:
    what = facts.cost(minor=canary, note=str(canary))
    ledger.log(books, workspace.id, what, by=ANNA, at=NOW, source="form", request="")


def _log_a_request(books: Connection, workspace: Workspace, canary: int) -> None:
    what = facts.cost(minor=canary, note=str(canary), campaign="")
    ledger.log(books, workspace.id, what, by=ANNA, at=NOW, source="form", request="V1")


def _log_a_conversion(books: Connection, workspace: Workspace, canary: int) -> None:
    goal = goals.find(books, workspace.id, "lead") or _change_a_goal(books, workspace, canary)
    what = facts.conversion(goal, note=str(canary))
    ledger.log(books, workspace.id, what, by=ANNA, at=NOW, source="form", request="")


def _repeat(books: Connection, workspace: Workspace, canary: int) -> None:
    """One that runs and one that is paused; what is due of all is logged."""
    for number, campaign in enumerate(("beta", "")):
        what = replace(facts.cost(minor=canary, note=str(canary), campaign=campaign), category=Category.TOOLS)
        request = f"R{number}"
        entry = ledger.log(books, workspace.id, what, by=ANNA, at=NOW, source="form", request=request)
        begun = first_repeat(workspace.id, entry.id, what, Every.MONTHLY, ANNA)
        repeats.change(books, repeats.add(books, begun, NOW) if campaign else repeats.add(books, begun, NOW).paused())
    repeats.log_due(books, workspace.id, date(2026, 10, 1), NOW, as_it_is)


def _pause_all(books: Connection, workspace: Workspace, canary: int) -> None:
    for repeat in repeats.every(books, workspace.id):
        repeats.change(books, repeat.resumed(date(2026, 10, 1)))
    repeats.pause_all(books, workspace.id)


def _change_a_goal(books: Connection, workspace: Workspace, canary: int) -> Goal:
    return goals.save(books, workspace.id, facts.goal("lead", canary), ANNA, NOW)


def _undo(books: Connection, workspace: Workspace, canary: int) -> None:
    try:
        latest = ledger.latest(books, workspace.id, ANNA)
    except NothingToUndo:
        return
    reversal = ledger.undo(books, workspace.id, latest.id, by=ANNA, at=NOW, anyone=False)
    if latest.fact.campaign:
        ledger.redo(books, workspace.id, reversal.id, by=ANNA, at=NOW, anyone=False)


def _count(books: Connection, workspace: Workspace, canary: int) -> None:
    """Four kinds of each thing: standing, asked for twice, taken back, put back."""
    for kind, request in ((MetricKind.CLICKS, ""), (MetricKind.FOLLOWERS, ""), (MetricKind.REACH, "M1")):
        fact = Metric(day=facts.TODAY, kind=kind, count=canary, channel="linkedin", campaign="alpha")
        metrics.log(books, workspace.id, fact, by=ANNA, at=NOW, request=request)
    latest = metrics.latest(books, workspace.id, ANNA)
    assert latest is not None
    reversal = metrics.undo(books, workspace.id, latest.id, by=ANNA, at=NOW, anyone=False)
    metrics.redo(books, workspace.id, reversal.id, by=ANNA, at=NOW, anyone=False)


def _add_a_campaign(books: Connection, workspace: Workspace, canary: int) -> None:
    campaign = Campaign(key="alpha", name=f"alpha {canary}", start=date(2026, 7, 1), budget=facts.usd(canary))
    campaigns.save(books, workspace.id, campaign, ANNA, NOW)


def _add_a_channel(books: Connection, workspace: Workspace, canary: int) -> None:
    names.add_channel(books, workspace.id, "fair", f"Fair {canary}", ANNA, NOW)
    names.add_content(books, workspace.id, "quiz", f"Quiz {canary}", ANNA, NOW)


def _pay(books: Connection, workspace: Workspace, canary: int) -> None:
    rate = Rate(person=f"Anna {canary}", rate=facts.usd(canary), start=date(2026, 7, 1))
    rates.save(books, workspace.id, rate, ANNA, NOW)


def _aim(books: Connection, workspace: Workspace, canary: int) -> None:
    target = Target(
        campaign="alpha",
        goal="lead",
        count=canary,
        cost_per_conversion=facts.usd(canary),
        start=date(2026, 7, 1),
        end=date(2026, 9, 30),
    )
    targets.save(books, workspace.id, target, ANNA, NOW)


def _type_a_rate(books: Connection, workspace: Workspace, canary: int) -> None:
    rate = typed_rate("EUR", "USD", Decimal(canary), facts.TODAY)
    fx.save(books, workspace.id, rate, ANNA, NOW)


def _schedule(books: Connection, workspace: Workspace, canary: int) -> None:
    wanted = replace(facts.schedule(workspace.id), floor=canary, weekday=list(Weekday)[canary % 7])
    saved = schedules.save(books, wanted, "UTC", NOW)
    deliveries.add(books, saved, Kind.INTRO, "intro", "C1", NOW + timedelta(days=1), str(canary))


def _stop(books: Connection, workspace: Workspace, canary: int) -> None:
    schedules.save(books, replace(facts.schedule(workspace.id, "C2"), floor=canary), "UTC", NOW)
    for schedule in schedules.every(books, workspace.id, Kind.DIGEST):
        if schedule.conversation == "C2":
            schedules.stop(books, workspace.id, schedule.id)


def _set(books: Connection, workspace: Workspace, canary: int) -> None:
    workspaces.remember_first_admin(books, workspace.id, f"Zone/{canary}", "pl")
    known = workspaces.load(books, workspace.id)
    workspaces.save_settings(books, replace(known, currency="USD", timezone=f"Zone/{canary}", language="en"))


ACTS: Mapping[str, Act] = {
    "add a campaign": _add_a_campaign,
    "add a channel": _add_a_channel,
    "aim": _aim,
    "change a goal": _change_a_goal,
    "count": _count,
    "log a conversion": _log_a_conversion,
    "log a cost": _log_a_cost,
    "log a request": _log_a_request,
    "pay": _pay,
    "pause all": _pause_all,
    "repeat": _repeat,
    "schedule": _schedule,
    "set": _set,
    "stop": _stop,
    "type a rate": _type_a_rate,
    "undo": _undo,
}
"""Done in this order they fit together. The last entry logged is taken back, one of a campaign is put back."""


# --- what a workspace can read ---


def _view(database: Database, workspace: Workspace) -> View:
    """Everything every read function answers for this workspace."""
    with database.reading() as books:
        return _read_ledger(books, workspace.id) | _read_names(books, workspace.id) | _read_rest(books, workspace)


def _read_ledger(books: Connection, workspace: int) -> View:
    history = ledger.history(books, workspace, None, most=1000)
    own = totals.WorkspaceBooks(books, workspace, "USD")
    return {
        "history": history,
        "history of alpha": ledger.history(books, workspace, "alpha", most=1000),
        "found": [ledger.find(books, workspace, entry.id) for entry in history],
        "newest": [ledger.newest(books, workspace, entry.id) for entry in history],
        "latest": _latest(books, workspace),
        "seen": ledger.seen(books, workspace, "V1"),
        **_read_metrics(books, workspace),
        "own metrics": (_sorted_tallies(own.metrics(ALL)), _sorted_tallies(own.metrics(ALL, "alpha"))),
        "of campaign": _sorted(own.of_campaign("alpha", ALL)),
        "by campaign": _sorted(own.by_campaign(ALL)),
        "by channel": _sorted(own.by_channel(ALL)),
        "by content": _sorted(own.by_content(ALL)),
        "days": (own.days(), own.days("alpha"), own.days("beta")),
        "own": (own.campaign("alpha"), own.campaigns(), own.goals(), own.names(), own.currency),
    }


def _read_metrics(books: Connection, workspace: int) -> View:
    history = metrics.history(books, workspace, None, most=1000)
    return {
        "metrics": history,
        "metrics of alpha": metrics.history(books, workspace, "alpha", most=1000),
        "found metrics": [metrics.find(books, workspace, logged.id) for logged in history],
        "latest metric": metrics.latest(books, workspace, ANNA),
        "seen metric": metrics.seen(books, workspace, "M1"),
        "tallies": _sorted_tallies(metrics.tallies(books, workspace, ALL)),
    }


def _sorted_tallies(tallies: Sequence[Tally]) -> list[Tally]:
    return sorted(tallies, key=repr)


def _read_names(books: Connection, workspace: int) -> View:
    return {
        "names": names.every(books, workspace),
        "kinds": names.kinds(books, workspace),
        "channels": names.of_kind(books, workspace, names.CHANNEL),
        "contents": names.of_kind(books, workspace, names.CONTENT),
        "campaigns": campaigns.every(books, workspace),
        "campaign": campaigns.find(books, workspace, "alpha"),
        "goals": goals.current(books, workspace),
        "goal": goals.find(books, workspace, "lead"),
        "versions": goals.versions(books, workspace),
        "targets": targets.every(books, workspace),
        "unclaimed": [media.unclaimed(books, workspace, ALL, key, "") for key in ("", "alpha")],
        "rates": rates.every(books, workspace),
        "persons": (rates.persons(books, workspace, ALL), rates.persons(books, workspace, ALL, "alpha")),
        "exchange rates": fx.latest(books, workspace, "USD", most=1000),
        "rates of days": fx.typed(books, workspace, "EUR", "USD", days_standing(facts.TODAY)),
    }


def _read_rest(books: Connection, workspace: Workspace) -> View:
    repeating = repeats.every(books, workspace.id)
    listed = [entry.id for entry in ledger.history(books, workspace.id, None, most=1000)]
    running = [schedule for kind in Kind for schedule in schedules.every(books, workspace.id, kind)]
    return {
        "schedules": running,
        "schedule": [schedules.find(books, workspace.id, schedule.id) for schedule in running],
        "alerted": [alerts.alerted(books, workspace.id, schedule.id) for schedule in running],
        "repeats": repeating,
        "repeat": [repeats.find(books, workspace.id, repeat.id) for repeat in repeating],
        "of entry": [repeats.of_entry(books, workspace.id, repeat.entry) for repeat in repeating],
        "logged by repeats": [repeats.logged(books, repeat, date.min) for repeat in repeating],
        "rhythms": repeats.rhythms(books, workspace.id, listed),
        "divided": _divided(books, workspace.id),
        "deliveries": [deliveries.of_schedule(books, schedule.id) for schedule in running],
        "workspace": workspaces.load(books, workspace.id),
        "found workspace": workspaces.find(books, workspace.enterprise_id, workspace.team_id),
        "currency": _currency_in_use(books, workspace.id),
    }


def _latest(books: Connection, workspace: int) -> Entry | None:
    try:
        return ledger.latest(books, workspace, ANNA)
    except NothingToUndo:
        return None


def _divided(books: Connection, workspace: int) -> Split | None:
    summer = Period(start=date(2026, 7, 1), end=date(2026, 9, 1))
    try:
        return splits.divide(books, workspace, SplitKey.EQUAL, summer)
    except NothingToSplitBy:
        return None


def _currency_in_use(books: Connection, workspace: int) -> bool:
    try:
        workspaces.check_currency_free(books, workspace, "EUR")
    except CurrencyInUse:
        return True
    return False


def _sorted(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(cells, key=repr)
