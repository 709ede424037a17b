"""Whatever is logged, refunded, taken back and closed between digests: what was first posted and the restatements told
since are together what the books say, month by month, for all channels and for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from core.calendar.periods import ALL, week_of
from core.ledger.closings import MonthClosed, month_of
from core.ledger.entries import Conversion, Cost, Entry
from core.money.money import Money
from core.performance.performance import Performance, performance
from core.problems import Problem
from core.reports.restatements import Restatement, Since, horizon, restatements
from core.setup.categories import Category
from storage import audit, closings, entry_lists, goals, ledger, refunds
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import NOW, act

TODAY = date(2026, 8, 10)
WEEK = week_of(TODAY).before()
MONTHS = [date(2026, month, 1) for month in (5, 6, 7)]
CHANNELS = ("", "linkedin")
HOUR = timedelta(hours=1)
KINDS = ("cost", "cost", "sell", "sell", "refund", "refund", "undo", "redo", "close", "reopen", "due", "due", "compose")

Figures = tuple[int, int, int, int]
State = Mapping[tuple[str, date], Figures]

steps = st.tuples(
    st.sampled_from(KINDS),
    st.dates(date(2026, 5, 1), date(2026, 6, 30)) | st.dates(date(2026, 7, 1), date(2026, 8, 9)),
    st.integers(1, 500),
    st.integers(0, 100),
    st.sampled_from(("linkedin", "x")),
    st.integers(0, 70),
)


class Reader:
    """Somebody who knows what was posted: months grow in silence until they are closed, but for refunds."""

    def __init__(self, database: Database, team: str) -> None:
        self.database = database
        self.workspace = add_workspace(database, team).id
        self.clock = NOW
        self.entries: list[Entry] = []
        self.closed: set[date] = set()
        self.known: dict[tuple[str, date], Figures] = {}
        self.last: datetime | None = None
        self.pending: tuple[datetime, datetime, State, State] | None = None
        with database.writing() as connection:
            self.goal = goals.save(connection, act(self.workspace), facts.goal("sale", 700))

    def do(self, kind: str, day: date, minor: int, pick: int, channel: str, spread: int) -> None:
        """One step; what the rules refuse is left undone."""
        self.clock += HOUR
        if kind in ("due", "compose"):
            return self.compose() if kind == "compose" else self.due()
        before = self.state()
        try:
            with self.database.writing() as connection:
                silent = self.act(connection, kind, day, minor, pick, channel, spread)
        except Problem:
            return None
        for key, figures in self.state().items():
            if silent and key in self.known and key[1] not in self.closed:
                self.known[key] = _moved(self.known[key], before[key], figures)
        return None

    def act(
        self, connection: Connection, kind: str, day: date, minor: int, pick: int, channel: str, spread: int
    ) -> bool:
        """Does it, and says whether an open month takes it in silence."""
        amount = Money(minor=minor, currency="USD")
        if kind == "cost":
            until = day + timedelta(days=spread) if spread else None
            what = Cost(day=day, category=Category.TOOLS, amount=amount, channel=channel, until=until)
            return self.log(connection, what)
        if kind == "sell":
            sale = Conversion(day=day, goal=self.goal, count=1, value=amount, revenue=amount, channel=channel)
            return self.log(connection, sale)
        if kind == "close":
            which = MONTHS[pick % len(MONTHS)]
            closings.close(connection, act(self.workspace, at=self.clock), which, request="")
            self.closed.add(which)
            return True
        if kind == "reopen":
            closings.reopen(connection, act(self.workspace, at=self.clock), MONTHS[pick % len(MONTHS)])
            return True
        if not self.entries:
            return True
        return self.turn(connection, kind, self.entries[pick % len(self.entries)], amount)

    def log(self, connection: Connection, what: Cost | Conversion) -> bool:
        made = ledger.log(connection, act(self.workspace, at=self.clock), what, source="form", request="")
        self.entries.append(made)
        return True

    def turn(self, connection: Connection, kind: str, entry: Entry, amount: Money) -> bool:
        if kind == "refund":
            made = refunds.save(
                connection,
                act(self.workspace, at=self.clock, admin=True, today=TODAY),
                entry.id,
                amount,
                day=TODAY,
                note="u",
                request="",
            )
        else:
            turn = ledger.undo if kind == "undo" else ledger.redo
            made = turn(connection, act(self.workspace, at=self.clock, admin=True), entry.id)
        self.entries.append(made)
        return not (isinstance(made.fact, Conversion) and made.fact.refund)

    def due(self) -> None:
        """A digest falls due: from now on its readers know what stands."""
        self.compose()
        now = self.state()
        if self.last is not None:
            self.pending = (self.last, self.clock, dict(self.known), now)
        self.last, self.known = self.clock, dict(now)

    def compose(self) -> None:
        """It is written, at once or after more has happened: exactly what moved is told, exactly as it did."""
        if self.pending is None:
            return
        since, until, before, after = self.pending
        self.pending = None
        for channel in CHANNELS:
            told = {one.month.start: one for one in self.told(channel, since, until)}
            moved = {month for month in MONTHS if before[channel, month] != after[channel, month]}
            assert set(told) == moved
            for month, one in told.items():
                assert _figures(one.before) == before[channel, month]
                assert _figures(one.after) == after[channel, month]

    def told(self, channel: str, since: datetime, until: datetime) -> tuple[Restatement, ...]:
        with self.database.reading() as connection:
            own = WorkspaceBooks(connection, self.workspace, "USD")
            found = Since(
                due=since,
                until=until,
                day=TODAY,
                told=WEEK.before(),
                closed=closings.first_closed(connection, self.workspace),
                logged=entry_lists.logged_after(connection, self.workspace, since, horizon(TODAY, WEEK)),
            )
            return restatements(own, found, channel)

    def state(self) -> dict[tuple[str, date], Figures]:
        """What the books say, by channel and month."""
        with self.database.reading() as connection:
            own = WorkspaceBooks(connection, self.workspace, "USD")
            return {(channel, month): _of(own, channel, month) for channel in CHANNELS for month in MONTHS}

    def undo_everything(self) -> None:
        """Newest first, so that refunds go before their sales."""
        with self.database.writing() as connection:
            for entry in entry_lists.history(connection, self.workspace, None, most=1000):
                if entry.stands:
                    ledger.undo(connection, act(self.workspace, at=self.clock, admin=True), entry.id)
            cells = WorkspaceBooks(connection, self.workspace, "USD").by_channel(ALL)
            assert all((cell.cost, cell.count, cell.value, cell.revenue) == (0, 0, 0, 0) for cell in cells)


def test_what_was_posted_and_what_was_told_since_are_the_books(database: Database, engine: str) -> None:
    """In any order of events, however late a digest is composed; and undoing everything leaves nothing."""
    teams = count(1)

    @given(st.lists(steps, min_size=12, max_size=40))
    @examples(6, engine=engine)
    def holds(story: list[tuple[str, date, int, int, str, int]]) -> None:
        reader = Reader(database, f"T{next(teams)}")
        reader.do("close", MONTHS[0], 1, 0, "", 0)
        reader.due()
        for step in story:
            reader.do(*step)
        reader.due()
        reader.compose()
        with database.reading() as connection:
            assert audit.check(connection).balances
        reader.undo_everything()

    holds()


def test_a_month_closed_twice_is_closed_once(database: Database) -> None:
    """Open again in between, the first time is remembered."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        closings.close(connection, act(workspace), MONTHS[0], request="R1")
        assert closings.close(connection, act(workspace, at=NOW + HOUR), MONTHS[0], request="R1").at == NOW
        with pytest.raises(MonthClosed):
            closings.close(connection, act(workspace), MONTHS[0], request="R2")
        assert closings.reopen(connection, act(workspace, at=NOW + HOUR), MONTHS[0])
        assert not closings.reopen(connection, act(workspace, at=NOW + HOUR), MONTHS[0])
        assert closings.closed(connection, workspace) == {}
        again = closings.close(connection, act(workspace, at=NOW + 2 * HOUR), MONTHS[0], request="")
        assert closings.closed(connection, workspace) == {MONTHS[0]: again}
        assert closings.first_closed(connection, workspace) == {MONTHS[0]: NOW}


def _of(own: WorkspaceBooks, channel: str, month: date) -> Figures:
    cells = [cell for cell in own.by_channel(month_of(month)) if not channel or cell.channel == channel]
    return _figures(performance(cells, own.goals(), own.currency))


def _figures(done: Performance) -> Figures:
    return done.cost, done.value, done.counting, done.not_counting


def _moved(known: Figures, before: Figures, now: Figures) -> Figures:
    a, b, c, d = (k + n - o for k, o, n in zip(known, before, now, strict=True))
    return a, b, c, d
