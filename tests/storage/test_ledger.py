"""The ledger against books kept by hand: whatever is logged, taken back and put back, the sums agree to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Connection, text

from core.calendar.periods import ALL, Period
from core.ledger.entries import Conversion, Cost, Entry, NothingToUndo, NotYours, UnknownEntry
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.performance.cells import Cell
from core.setup.categories import Category
from core.setup.goals import Goal
from core.setup.workspaces import Workspace
from storage import audit, entry_lists, goals, ledger, names, totals, workspaces
from storage.database import Database
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.books import Fact, HandKept, Keys, Sums
from tests.storage.facts import ANNA, BEN, NOW, act

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

NOTHING = (0, 0, 0, 0)


class Ledger(RuleBasedStateMachine):
    """Everything that can be done to one workspace's books, in any order; each example has a workspace of its own."""

    def __init__(self, database: Database, teams: count[int]) -> None:
        super().__init__()
        self.database = database
        self.workspace = add_workspace(database, f"T{next(teams)}").id
        self.kept = HandKept()
        self.goals: dict[str, Goal] = {}
        self.clock = NOW

    @rule(
        day=facts.days,
        category=st.sampled_from(Category),
        minor=facts.minors,
        campaign=facts.campaigns,
        channel=facts.channels,
        content=facts.contents,
        hours=st.none() | st.decimals("0.25", "99", places=2),
        exchange=facts.exchanges,
        by=facts.people,
    )
    def log_a_cost(
        self,
        day: date,
        category: Category,
        minor: int,
        campaign: str,
        channel: str,
        content: str,
        hours: Decimal | None,
        exchange: ExchangeRate | None,
        by: str,
    ) -> None:
        currency = exchange.currency if exchange else "USD"
        rate = None if hours is None else Money(minor=4_050, currency=currency)
        self._log(
            Cost(
                day=day,
                category=category,
                amount=Money(minor=minor, currency=currency),
                campaign=campaign,
                channel=channel,
                content=content,
                hours=hours,
                rate=rate,
                note="'; DROP TABLE entries; -- ż",
                exchange=exchange,
            ),
            by,
        )

    @rule(key=st.sampled_from(["lead", "sale"]), value=facts.minors, rate=facts.rates, counts=st.booleans())
    def change_a_goal(self, key: str, value: int, rate: Decimal | None, counts: bool) -> None:
        """A new version: what was logged before keeps the old one."""
        with self.database.writing() as connection:
            goal = facts.goal(key, value % 10**9, rate, counts=counts)
            self.goals[key] = goals.save(connection, act(self.workspace, at=self._now()), goal)

    @precondition(lambda self: self.goals)
    @rule(
        data=st.data(),
        day=facts.days,
        number=st.integers(1, 40),
        revenue=st.none() | st.integers(1, 10**9),
        campaign=facts.campaigns,
        channel=facts.channels,
        exchange=facts.exchanges,
        by=facts.people,
    )
    def log_a_conversion(
        self,
        data: st.DataObject,
        day: date,
        number: int,
        revenue: int | None,
        campaign: str,
        channel: str,
        exchange: ExchangeRate | None,
        by: str,
    ) -> None:
        goal = self.goals[data.draw(st.sampled_from(sorted(self.goals)))]
        exchange = None if revenue is None else exchange
        currency = exchange.currency if exchange else "USD"
        real = None if revenue is None else Money(minor=revenue, currency=currency)
        what = facts.conversion(goal, number, real, exchange=exchange)
        self._log(replace(what, day=day, campaign=campaign, channel=channel), by)

    @precondition(lambda self: self.kept.facts)
    @rule(data=st.data(), by=facts.people)
    def send_the_same_request_again(self, data: st.DataObject, by: str) -> None:
        """Even with other contents it answers with what it made."""
        fact = data.draw(st.sampled_from(self.kept.facts))
        with self.database.writing() as connection:
            again = ledger.log(
                connection, act(self.workspace, by, self._now()), facts.cost(), source="form", request=fact.request
            )
        assert (again.id, again.fact) == (fact.chain[0], fact.what)

    @rule(by=facts.people)
    def undo_the_latest(self, by: str) -> None:
        expected = self.kept.latest(by)
        with self.database.reading() as connection:
            if expected is None:
                with pytest.raises(NothingToUndo):
                    ledger.latest(connection, self.workspace, by)
                return
            found = ledger.latest(connection, self.workspace, by)
        assert (found.id, found.stands, found.logged_by) == (expected, True, by)
        self._reverse(found.id, by, anyone=False)

    @precondition(lambda self: self.kept.facts)
    @rule(data=st.data(), by=facts.people, anyone=st.booleans())
    def undo_or_redo_any(self, data: st.DataObject, by: str, anyone: bool) -> None:
        """By its id, whoever logged it, whether it has been reversed already or not."""
        self._reverse(data.draw(st.sampled_from(self.kept.ids())), by, anyone=anyone)

    @rule(period=facts.periods(), campaign=facts.campaigns)
    def report(self, period: Period, campaign: str) -> None:
        with self.database.reading() as snapshot:
            books = totals.WorkspaceBooks(snapshot, self.workspace, "USD")
            of_campaign = books.of_campaign(campaign, period)
            assert _sums(of_campaign) == {
                key: sums for key, sums in self.kept.sums(period, _all_keys).items() if key[0] == campaign
            }
            assert _sums(books.by_campaign(period)) == self.kept.sums(period, _campaign_keys)
            assert _sums(books.by_channel(period)) == self.kept.sums(period, _channel_keys)
            assert _sums(books.by_content(period)) == self.kept.sums(period, _content_keys)
            assert books.days() == self.kept.days()
            assert books.days(campaign) == self.kept.days(campaign)

    @rule(campaign=st.none() | facts.campaigns, most=st.integers(1, 5))
    def read_the_history(self, campaign: str | None, most: int) -> None:
        """Page by page, newest first, every entry of every chain."""
        expected = [e for e in reversed(self.kept.ids()) if campaign in (None, self.kept.place(e)[0].what.campaign)]
        found: list[Entry] = []
        with self.database.reading() as connection:
            while page := entry_lists.history(
                connection, self.workspace, campaign, found[-1].id if found else 2**62, most
            ):
                assert len(page) <= most
                found += page
        assert [entry.id for entry in found] == expected
        for entry in found:
            self._agrees(entry)

    def teardown(self) -> None:
        self.report(ALL, "alpha")
        self.read_the_history(None, 10)
        with self.database.reading() as connection:
            assert audit.check(connection).balances

    def _log(self, what: Cost | Conversion, by: str) -> None:
        request = f"V{len(self.kept.facts)}"
        with self.database.writing() as connection:
            at = self._now()
            saved = ledger.log(connection, act(self.workspace, by, at), what, source="form", request=request)
        with self.database.reading() as connection:
            assert ledger.find(connection, self.workspace, saved.id) == saved
            assert ledger.seen(connection, self.workspace, request) == saved
        assert (saved.fact, saved.logged_by, saved.logged_at, saved.sign) == (what, by, at, 1)
        self.kept.log(what, by, saved.id, request)

    def _reverse(self, entry: int, by: str, *, anyone: bool) -> None:
        """An old id means the newest entry of its chain that says the same."""
        fact, place = self.kept.place(entry)
        place = max(newer for newer in range(len(fact.chain)) if newer % 2 == place % 2)
        turn, wrong = (ledger.redo, ledger.undo) if place % 2 else (ledger.undo, ledger.redo)
        with self.database.writing() as connection:
            with pytest.raises(UnknownEntry):
                wrong(connection, act(self.workspace, by, self._now(), admin=True), entry)
            if fact.authors[place] != by and not anyone:
                with pytest.raises(NotYours):
                    turn(connection, act(self.workspace, by, self._now(), admin=anyone), entry)
                return
            answer = turn(connection, act(self.workspace, by, self._now(), admin=anyone), entry)
        if place + 1 < len(fact.chain):
            assert answer.id == fact.chain[place + 1]
            return
        fact.chain.append(answer.id)
        fact.authors.append(by if place % 2 == 0 else fact.authors[0])

    def _agrees(self, entry: Entry) -> None:
        fact, place = self.kept.place(entry.id)
        chain = [None, *fact.chain, None]
        assert (entry.reverses, entry.id, entry.reversed_by) == tuple(chain[place : place + 3])
        assert (entry.sign, entry.logged_by, entry.fact) == ((-1) ** place, fact.authors[place], fact.what)
        assert entry.stands == (place % 2 == 0 and place + 1 == len(fact.chain))

    def _now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock


def _all_keys(fact: Fact) -> Keys:
    what = fact.what
    if isinstance(what, Cost):
        return what.campaign, what.channel, what.content, what.category.value, 0
    return what.campaign, what.channel, what.content, "", what.goal.id


def _campaign_keys(fact: Fact) -> Keys:
    campaign, _, _, category, goal = _all_keys(fact)
    return campaign, "", "", category, goal


def _channel_keys(fact: Fact) -> Keys:
    campaign, channel, _, category, goal = _all_keys(fact)
    return campaign, channel, "", category, goal


def _content_keys(fact: Fact) -> Keys:
    campaign, _, content, category, goal = _all_keys(fact)
    return campaign, "", content, category, goal


def _sums(cells: Sequence[Cell]) -> dict[Keys, Sums]:
    found: dict[Keys, Sums] = {
        (c.campaign, c.channel, c.content, c.category, c.goal): (c.cost, c.count, c.value, c.revenue) for c in cells
    }
    assert len(found) == len(cells)
    return {key: sums for key, sums in found.items() if sums != NOTHING}


def test_the_ledger_agrees_with_books_kept_by_hand(database: Database, engine: str) -> None:
    """Any sequence of logging, changing goals, undoing, redoing and reporting gives the same sums, to the cent."""
    machine = partial(Ledger, database, count(1))
    run_state_machine_as_test(machine, settings=examples(12, steps=30, engine=engine))  # type: ignore[arg-type]  # reason: any maker


def test_the_same_request_saves_once(database: Database, workspace: Workspace) -> None:
    """A request sent three times is one entry, counted once; without a key each is one of its own."""
    made = {_log(database, workspace, request="V1").id for _ in range(3)}
    assert len(made) == 1
    assert _cost(database, workspace) == 100
    assert len({_log(database, workspace, request="").id for _ in range(3)}) == 3
    assert _cost(database, workspace) == 400


def test_the_same_request_of_another_workspace_is_another(database: Database, workspace: Workspace) -> None:
    """Request keys are a workspace's own."""
    other = add_workspace(database, "T2")
    assert _log(database, workspace, request="V1").id != _log(database, other, request="V1").id
    assert (_cost(database, workspace), _cost(database, other)) == (100, 100)


def test_a_stranger_takes_nothing_back(database: Database, workspace: Workspace) -> None:
    """Neither the entry of somebody else nor somebody else's reversal; who may do so for anyone, may."""
    entry = _log(database, workspace)
    with database.writing() as connection, pytest.raises(NotYours):
        ledger.undo(connection, act(workspace.id, BEN), entry.id)
    assert _cost(database, workspace) == 100
    with database.writing() as connection:
        reversal = ledger.undo(connection, act(workspace.id), entry.id)
    with database.writing() as connection, pytest.raises(NotYours):
        ledger.redo(connection, act(workspace.id, BEN), reversal.id)
    assert _cost(database, workspace) == 0
    with database.writing() as connection:
        ledger.redo(connection, act(workspace.id, BEN, admin=True), reversal.id)
    assert _cost(database, workspace) == 100


def test_an_undo_is_found_again_by_its_request(database: Database, workspace: Workspace) -> None:
    """The same request to undo, sent twice, is one reversal, and `seen` knows it."""
    entry = _log(database, workspace)
    with database.writing() as connection:
        made = [ledger.undo(connection, act(workspace.id), entry.id, request="B1") for _ in range(2)]
        assert ledger.seen(connection, workspace.id, "B1") == made[0] == made[1]
    assert _cost(database, workspace) == 0


def test_an_entry_of_another_workspace_is_unknown(database: Database, workspace: Workspace) -> None:
    """Its id opens nothing: not to find, not to undo, not to redo, also for an admin."""
    entry, other = _log(database, workspace), add_workspace(database, "T2")
    with database.writing() as connection:
        reversal = ledger.undo(connection, act(workspace.id), entry.id)
        for turn, known in ((ledger.undo, entry), (ledger.redo, reversal)):
            with pytest.raises(UnknownEntry):
                turn(connection, act(other.id, admin=True), known.id)
            with pytest.raises(UnknownEntry):
                ledger.find(connection, other.id, known.id)
        with pytest.raises(NothingToUndo):
            ledger.latest(connection, other.id, ANNA)


def test_back_and_forth_ends_where_it_should(database: Database, workspace: Workspace) -> None:
    """Undo, redo, undo, redo: the books are empty after each undo, whole after each redo; history shows the chain."""
    chain = [_log(database, workspace)]
    for expected in (0, 100, 0, 100, 0):
        turn = ledger.undo if expected == 0 else ledger.redo
        with database.writing() as connection:
            chain.append(turn(connection, act(workspace.id), chain[-1].id))
        assert _cost(database, workspace) == expected
    with database.reading() as connection:
        history = entry_lists.history(connection, workspace.id, "alpha")
        assert audit.check(connection).balances
    assert [entry.id for entry in history] == [entry.id for entry in reversed(chain)]
    assert [entry.reverses for entry in reversed(history)] == [None, *(entry.id for entry in chain[:-1])]
    assert [entry.sign for entry in reversed(history)] == [1, -1, 1, -1, 1, -1]


def test_undoing_until_nothing_is_left(database: Database, workspace: Workspace) -> None:
    """Repeating an undo of the latest walks back through one's own entries and ends with nothing to undo."""
    mine = [_log(database, workspace).id for _ in range(3)]
    _log(database, workspace, by=BEN)
    for expected in reversed(mine):
        with database.writing() as connection:
            latest = ledger.latest(connection, workspace.id, ANNA)
            ledger.undo(connection, act(workspace.id), latest.id)
        assert latest.id == expected
    with database.reading() as connection, pytest.raises(NothingToUndo):
        ledger.latest(connection, workspace.id, ANNA)
    assert _cost(database, workspace) == 100


def test_what_was_logged_with_an_old_goal_stays(database: Database, workspace: Workspace) -> None:
    """A goal that becomes worth more, or counts no longer, moves no past figure; its new name shows everywhere."""
    with database.writing() as connection:
        old = goals.save(connection, act(workspace.id), facts.goal("lead", 500))
        saved = _save(connection, workspace.id, facts.conversion(old, 3))
        names.rename(connection, workspace.id, "lead", "Led")
        new = goals.save(connection, act(workspace.id), replace(facts.goal("lead", 9_000, counts=False), name="Led"))
    with database.reading() as connection:
        fact = ledger.find(connection, workspace.id, saved.id).fact
        cells = totals.WorkspaceBooks(connection, workspace.id, "USD").by_campaign(ALL)
    assert isinstance(fact, Conversion)
    assert (fact.goal, fact.value) == (replace(old, name="Led"), Money(minor=1_500, currency="USD"))
    assert _sums(cells) == {("alpha", "", "", "", old.id): (0, 3, 1_500, 0)}
    assert new.id != old.id


def test_every_change_of_the_books_counts_the_revision_up(database: Database, workspace: Workspace) -> None:
    """Logging, undoing and redoing each move it, and only this workspace's."""
    other = add_workspace(database, "T2")
    seen = [_revision(database, workspace)]
    entry = _log(database, workspace)
    seen.append(_revision(database, workspace))
    with database.writing() as connection:
        ledger.undo(connection, act(workspace.id), entry.id)
    seen.append(_revision(database, workspace))
    assert seen == sorted(set(seen))
    assert _revision(database, other) == other.revision


def test_what_breaks_halfway_saves_nothing(database: Database, workspace: Workspace) -> None:
    """An entry whose transaction fails after it is neither in the history nor in the totals."""

    def log_and_break() -> None:
        with database.writing() as connection:
            _save(connection, workspace.id, facts.cost())
            raise InterruptedError

    with pytest.raises(InterruptedError):
        log_and_break()
    with database.reading() as connection:
        assert entry_lists.history(connection, workspace.id, None) == []
        found = audit.check(connection)
        assert (found.entries, found.totals, found.balances) == (0, 0, True)


@pytest.mark.parametrize(
    ("breach", "grains"),
    [
        ("UPDATE daily_totals SET cost = cost + 1 WHERE workspace_id = :workspace", {"day"}),
        ("UPDATE monthly_totals SET revenue = revenue - 1 WHERE workspace_id = :workspace", {"month"}),
        ("DELETE FROM entries WHERE workspace_id = :workspace", {"day", "month", "place"}),
        ("DELETE FROM daily_totals WHERE workspace_id = :workspace", {"day"}),
    ],
)
def test_the_audit_sees_books_that_do_not_balance(
    database: Database, workspace: Workspace, breach: str, grains: set[str]
) -> None:
    """A cent moved in either grain of the totals, or something gone missing, is reported."""
    _log(database, workspace)
    with database.writing() as connection:
        connection.execute(text(breach), {"workspace": workspace.id})
    with database.reading() as connection:
        assert {found.grain for found in audit.check(connection).differences} == grains


def _log(database: Database, workspace: Workspace, *, by: str = ANNA, request: str = "") -> Entry:
    with database.writing() as connection:
        return ledger.log(connection, act(workspace.id, by), facts.cost(), source="form", request=request)


def _save(connection: Connection, workspace: int, what: Cost | Conversion) -> Entry:
    return ledger.log(connection, act(workspace), what, source="form", request="")


def _cost(database: Database, workspace: Workspace) -> int:
    with database.reading() as connection:
        return sum(cell.cost for cell in totals.WorkspaceBooks(connection, workspace.id, "USD").by_campaign(ALL))


def _revision(database: Database, workspace: Workspace) -> int:
    with database.reading() as connection:
        return workspaces.load(connection, workspace.id).revision
