"""Schedules and deliveries: owed once a week, held by one, and never sent by who has lost hold of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import count
from threading import Barrier

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from core.calendar.weekly import CATCH_UP, ON_TIME, Weekday
from core.posts.deliveries import AGAIN, Delivery, Kind, Schedule, State, UnknownDelivery, UnknownSchedule
from core.setup.workspaces import Workspace
from storage import claims, deliveries, schedules
from storage.database import Database
from tests.databases import add_workspace, examples
from tests.storage import facts
from tests.storage.facts import ANNA, NOW

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

LEASE = timedelta(minutes=3)
ENDS = (State.SENT, State.SKIPPED, State.FAILED, State.UNCONFIRMED)
MONDAY = datetime(2026, 8, 10, 7, tzinfo=UTC)
"""The first run of a schedule saved at NOW: nine o'clock in Warsaw."""


@dataclass(kw_only=True)
class Owed:
    """What a delivery should be. ``free_at``: when it can be claimed, or looked up if ``state`` is sending."""

    schedule: int
    period: str
    due: datetime
    delayed: bool
    state: State
    free_at: datetime
    reason: str = ""
    ts: str | None = None
    attempts: int = 0
    absences: int = 0


class Deliveries(RuleBasedStateMachine):
    """Everything that happens to schedules and deliveries, in any order, by one sender after the other."""

    def __init__(self, database: Database, teams: count[int]) -> None:
        super().__init__()
        self.database = database
        number = next(teams)
        self.workspace, self.other = (add_workspace(database, f"{side}{number}").id for side in "MT")
        self.now = NOW
        self.schedules: dict[int, Schedule] = {}
        self.owed: dict[int, Owed] = {}
        self.held: list[Delivery] = []

    @initialize()
    def begin(self) -> None:
        self.save("C1", Weekday.MON, time(9), "")

    @rule(
        conversation=st.sampled_from(["C1", "C2"]),
        weekday=st.sampled_from(Weekday),
        at=st.sampled_from([time(0, 15), time(2, 30), time(9), time(23, 45)]),
        timezone=st.sampled_from(["", "Europe/Warsaw", "America/New_York", "Pacific/Apia"]),
    )
    def save(self, conversation: str, weekday: Weekday, at: time, timezone: str) -> None:
        """The next run comes, and in a week that has had none."""
        wanted = replace(facts.schedule(self.workspace, conversation), weekday=weekday, at=at, timezone=timezone)
        with self.database.writing() as connection:
            saved = schedules.save(connection, wanted, "Europe/Warsaw", self.now)
        assert saved == replace(wanted, id=saved.id, next_run=saved.next_run)
        weekly = saved.weekly("Europe/Warsaw")
        had = {owed.period for owed in self.owed.values() if owed.schedule == saved.id}
        runs = [weekly.next_after(self.now)]
        while weekly.week(runs[-1]) in had:
            runs.append(weekly.next_after(runs[-1]))
        assert saved.next_run == runs[-1]
        self.schedules[saved.id] = saved

    @precondition(lambda self: self.schedules)
    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        """Nothing more becomes due; a second time there is nothing to stop."""
        stopped = data.draw(st.sampled_from(sorted(self.schedules)))
        with self.database.writing() as connection:
            assert schedules.stop(connection, self.workspace, stopped) == self.schedules.pop(stopped)
            with pytest.raises(UnknownSchedule):
                schedules.stop(connection, self.workspace, stopped)
        for owed in self.owed.values():
            if owed.schedule == stopped and owed.state in (State.PENDING, State.CLAIMED):
                owed.state, owed.reason = State.SKIPPED, "stopped"

    @rule(minutes=st.integers(0, 7))
    def pass_time(self, minutes: int) -> None:
        """About as long as a lease."""
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.schedules)
    @rule(data=st.data(), late=st.integers(-1, 20) | st.integers(-1, 24 * 60 * 20), ticks=st.integers(1, 3))
    def a_run_comes(self, data: st.DataObject, late: int, ticks: int) -> None:
        """Some minutes after a run there is a tick, or some weeks after, or just before."""
        run = self.schedules[data.draw(st.sampled_from(sorted(self.schedules)))].next_run
        self.now = max(self.now, run + timedelta(minutes=late))
        self.tick(ticks)

    @rule(ticks=st.integers(1, 3))
    def tick(self, ticks: int) -> None:
        """However many processes tick: one delivery a local week, on time, delayed, or skipped with its reason."""
        with self.database.writing() as connection:
            for _ in range(ticks):
                deliveries.plan(connection, lambda _: "Europe/Warsaw", self.now, self.now)
        self._plan()
        self._take_over_new_ids()

    @precondition(lambda self: self.owed)
    @rule()
    def claim(self) -> None:
        """The oldest that is free, held until the lease ends."""
        free = self._free(State.PENDING, State.CLAIMED)
        with self.database.writing() as connection:
            assert claims.claim(connection, self.other, self.now, LEASE) is None
            claimed = claims.claim(connection, self.workspace, self.now, LEASE)
        assert (claimed.id if claimed else None) == min(free, default=None)
        if claimed:
            owed = self.owed[claimed.id]
            owed.state, owed.free_at, owed.attempts = State.CLAIMED, self.now + LEASE, owed.attempts + 1
            self.held.append(claimed)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def begin_sending(self, data: st.DataObject) -> None:
        """Only who holds the lease that stands; whoever held an earlier one may not post."""
        held = data.draw(st.just(self.held[-1]) | st.sampled_from(self.held))
        owed = self.owed[held.id]
        mine = owed.state is State.CLAIMED and owed.free_at == held.lease_until
        with self.database.writing() as connection:
            assert claims.begin_sending(connection, held, "about") == mine
        owed.state = State.SENDING if mine else owed.state

    @precondition(lambda self: self._in(State.SENDING))
    @rule()
    def look_up(self) -> None:
        """The oldest whose sending ended without an answer is held for a look; nobody else gets it meanwhile."""
        unclear = self._free(State.SENDING)
        with self.database.writing() as connection:
            assert claims.claim_unclear(connection, self.other, self.now, LEASE) is None
            found = claims.claim_unclear(connection, self.workspace, self.now, LEASE)
        assert (found.id if found else None) == min(unclear, default=None)
        if found:
            assert found.state is State.SENDING
            self.owed[found.id].free_at = self.now + LEASE

    @precondition(lambda self: self._in(State.SENDING))
    @rule(data=st.data())
    def absent(self, data: st.DataObject) -> None:
        """Each look in vain is counted, of who holds the lease; none of who has lost it."""
        number = data.draw(st.sampled_from(self._in(State.SENDING)))
        self.owed[number].absences += 1
        held = self._find(number)
        lost = replace(held, lease_until=self.now - timedelta(days=1))
        with self.database.writing() as connection:
            assert claims.absent(connection, held) == self.owed[number].absences
            assert claims.absent(connection, lost) == 0

    @precondition(lambda self: self._in(State.SENDING))
    @rule(data=st.data(), end=st.sampled_from(ENDS))
    def settle(self, data: st.DataObject, end: State) -> None:
        number = data.draw(st.sampled_from(self._in(State.SENDING)))
        owed = self.owed[number]
        owed.state, owed.reason = end, f"because {number}"
        owed.ts = f"17.{number}" if end is State.SENT else None
        with self.database.writing() as connection:
            claims.settle(connection, self._find(number), end, ts=owed.ts, reason=owed.reason)

    @precondition(lambda self: self._in(State.SENDING))
    @rule(data=st.data(), minutes=st.integers(0, 9))
    def postpone(self, data: st.DataObject, minutes: int) -> None:
        number = data.draw(st.sampled_from(self._in(State.SENDING)))
        self.owed[number].state, self.owed[number].free_at = State.PENDING, self.now + timedelta(minutes=minutes)
        with self.database.writing() as connection:
            claims.postpone(connection, self._find(number), self.now + timedelta(minutes=minutes))

    @precondition(lambda self: self.owed)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        """Only what stands as unconfirmed or failed, and only in its own workspace."""
        wanting = self._in(State.UNCONFIRMED, State.FAILED) or sorted(self.owed)
        number = data.draw(st.sampled_from(wanting) | st.sampled_from(sorted(self.owed)))
        owed = self.owed[number]
        with self.database.writing() as connection:
            with pytest.raises(UnknownDelivery):
                deliveries.send_again(connection, self.other, number, self.now)
            if owed.state not in (State.UNCONFIRMED, State.FAILED):
                with pytest.raises(UnknownDelivery):
                    deliveries.send_again(connection, self.workspace, number, self.now)
                return
            assert deliveries.send_again(connection, self.workspace, number, self.now).id == number
        owed.state, owed.free_at, owed.reason, owed.absences = State.PENDING, self.now, AGAIN, 0

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        with self.database.reading() as connection:
            running = schedules.every(connection, self.workspace, Kind.DIGEST)
            found = {
                d.id: d for s in {o.schedule for o in self.owed.values()} for d in deliveries.of_schedule(connection, s)
            }
            assert schedules.every(connection, self.other, Kind.DIGEST) == []
        assert {schedule.id: schedule for schedule in running} == self.schedules
        assert {number: _as_owed(delivery) for number, delivery in found.items()} == {
            number: replace(owed, free_at=NOW) for number, owed in self.owed.items()
        }
        assert len({(owed.schedule, owed.period) for owed in self.owed.values()}) == len(self.owed)

    def teardown(self) -> None:
        """The next example finds nothing due."""
        where = {"workspace": self.workspace}
        with self.database.writing() as connection:
            connection.execute(text("DELETE FROM deliveries WHERE workspace_id = :workspace"), where)
            connection.execute(text("DELETE FROM schedules WHERE workspace_id = :workspace"), where)

    def _plan(self) -> None:
        for number, schedule in self.schedules.items():
            weekly, run = schedule.weekly("Europe/Warsaw"), schedule.next_run
            while run <= self.now:
                self._owe(number, weekly.week(run), run)
                run = weekly.next_after(run)
            self.schedules[number] = replace(schedule, next_run=run)

    def _owe(self, schedule: int, week: str, run: datetime) -> None:
        """Under a number of ours until the database has given it one; a week that has had its own gets no other."""
        if any((owed.schedule, owed.period) == (schedule, week) for owed in self.owed.values()):
            return
        late = self.now - run
        state, reason = (State.PENDING, "") if late <= CATCH_UP else (State.SKIPPED, deliveries.TOO_LATE)
        self.owed[-len(self.owed) - 1] = Owed(
            schedule=schedule,
            period=week,
            due=run,
            delayed=late > ON_TIME,
            state=state,
            free_at=self.now,
            reason=reason,
        )

    def _take_over_new_ids(self) -> None:
        with self.database.reading() as connection:
            found = [d for schedule in self.schedules for d in deliveries.of_schedule(connection, schedule)]
        given = {(delivery.schedule.id, delivery.period): delivery.id for delivery in found}
        self.owed = {n if n > 0 else given[owed.schedule, owed.period]: owed for n, owed in self.owed.items()}

    def _free(self, *states: State) -> list[int]:
        return [number for number in self._in(*states) if self.owed[number].free_at <= self.now]

    def _in(self, *states: State) -> list[int]:
        return sorted(number for number, owed in self.owed.items() if owed.state in states)

    def _find(self, number: int) -> Delivery:
        with self.database.reading() as connection:
            return deliveries.find(connection, number)


def _as_owed(delivery: Delivery) -> Owed:
    return Owed(
        schedule=delivery.schedule.id,
        period=delivery.period,
        due=delivery.due,
        delayed=delivery.delayed,
        state=delivery.state,
        free_at=NOW,
        reason=delivery.reason,
        ts=delivery.ts,
        attempts=delivery.attempts,
        absences=delivery.absences,
    )


def test_schedules_and_deliveries_in_any_order(database: Database, engine: str) -> None:
    """Whatever is scheduled, missed, claimed, lost, sent, postponed and sent again: each is as it should be."""
    machine = partial(Deliveries, database, count(1))
    run_state_machine_as_test(machine, settings=examples(10, steps=60, engine=engine))  # type: ignore[arg-type]  # reason: any maker


@pytest.mark.parametrize(
    ("late", "state", "delayed", "reason"),
    [
        (timedelta(), State.PENDING, False, ""),
        (timedelta(minutes=5), State.PENDING, False, ""),
        (timedelta(minutes=5, seconds=1), State.PENDING, True, ""),
        (timedelta(hours=24), State.PENDING, True, ""),
        (timedelta(hours=24, seconds=1), State.SKIPPED, True, "too_late"),
    ],
)
def test_a_late_run_is_delayed_and_a_later_one_skipped(
    database: Database, workspace: Workspace, late: timedelta, state: State, delayed: bool, reason: str
) -> None:
    """Up to a day late it is still owed; after that it is written down as skipped, with why."""
    schedule = _saved(database, workspace)
    assert schedule.next_run == MONDAY
    (owed,) = _planned(database, schedule, MONDAY + late)
    assert (owed.state, owed.delayed, owed.reason, owed.due) == (state, delayed, reason, MONDAY)
    assert (owed.period, owed.kind, owed.conversation) == ("2026-W33", Kind.DIGEST, "C1")


def test_every_missed_week_is_written_down(database: Database, workspace: Workspace) -> None:
    """After five weeks without a tick four are skipped and the one of today is owed; the next run is next week's."""
    schedule = _saved(database, workspace)
    found = _planned(database, schedule, MONDAY + timedelta(weeks=4, hours=1))
    assert [owed.state for owed in found] == [State.PENDING] + [State.SKIPPED] * 4
    assert [owed.period for owed in found] == [f"2026-W{week}" for week in (37, 36, 35, 34, 33)]
    with database.reading() as connection:
        assert schedules.find(connection, workspace.id, schedule.id).next_run == MONDAY + timedelta(weeks=5)


def test_sixteen_ticks_at_once_owe_one_delivery(database: Database, workspace: Workspace) -> None:
    """Any number of processes may tick at the same moment."""
    made = [_saved(database, workspace, f"C{number}") for number in range(4)]

    def tick(_: int) -> int:
        with database.writing() as connection:
            return deliveries.plan(connection, lambda _: "UTC", MONDAY, MONDAY)

    assert sum(_at_once(tick)) == len(made)
    with database.reading() as connection:
        assert [len(deliveries.of_schedule(connection, schedule.id)) for schedule in made] == [1] * len(made)


def test_sixteen_claimers_get_one_each(database: Database, workspace: Workspace) -> None:
    """Twelve deliveries and sixteen who want one: twelve get one of their own, four get none."""
    for number in range(12):
        schedule = _saved(database, workspace, f"C{number}")
        _planned(database, schedule, MONDAY)

    def claim(_: int) -> int:
        with database.writing() as connection:
            claimed = claims.claim(connection, workspace.id, MONDAY, LEASE)
        return claimed.id if claimed else 0

    got = _at_once(claim)
    assert (len(set(got) - {0}), got.count(0)) == (12, 4)


def test_one_delivery_wanted_by_all_goes_to_one(database: Database, workspace: Workspace) -> None:
    """Of sixteen that press *Send now* one claims it and one begins to send."""
    schedule = _saved(database, workspace)
    (owed,) = _planned(database, schedule, MONDAY)

    def claim(_: int) -> bool:
        with database.writing() as connection:
            claimed = claims.claim_one(connection, schedule, owed.period, MONDAY, LEASE)
        with database.writing() as connection:
            return claimed is not None and claims.begin_sending(connection, claimed, "")

    assert sum(_at_once(claim)) == 1


def test_who_lost_the_lease_may_not_send(database: Database, workspace: Workspace) -> None:
    """A lease that ended is another's; the first holder cannot begin, the second can, once."""
    _planned(database, _saved(database, workspace), MONDAY)
    first, second = _claimed(database, workspace, MONDAY), _claimed(database, workspace, MONDAY + LEASE)
    assert (first.id, first.attempts, second.attempts) == (second.id, 1, 2)
    assert first.first_try == second.first_try == MONDAY
    with database.writing() as connection:
        assert not claims.begin_sending(connection, first, "")
        assert claims.begin_sending(connection, second, "")
        assert not claims.begin_sending(connection, second, "")


def test_what_was_sent_stays_sent(database: Database, workspace: Workspace) -> None:
    """One who was frozen while another sent changes nothing: not by postponing, nor by failing, nor by skipping."""
    _planned(database, _saved(database, workspace), MONDAY)
    frozen, sender = _claimed(database, workspace, MONDAY), _claimed(database, workspace, MONDAY + LEASE)
    with database.writing() as connection:
        claims.begin_sending(connection, sender, "")
        claims.settle(connection, sender, State.SENT, ts="17.1")
    with database.writing() as connection:
        claims.settle(connection, frozen, State.FAILED, reason="late")
        claims.postpone(connection, frozen, MONDAY)
    assert (_found(database, sender).state, _found(database, sender).ts) == (State.SENT, "17.1")


@pytest.mark.parametrize("late", ["settle", "postpone"])
def test_who_lost_the_lease_does_not_end_what_another_is_sending(
    database: Database, workspace: Workspace, late: str
) -> None:
    """While the new holder sends, the old one's word counts for nothing: the delivery ends as sent, with its ts."""
    _planned(database, _saved(database, workspace), MONDAY)
    frozen, sender = _claimed(database, workspace, MONDAY), _claimed(database, workspace, MONDAY + LEASE)
    with database.writing() as connection:
        claims.begin_sending(connection, sender, "")
    with database.writing() as connection:
        if late == "settle":
            claims.settle(connection, frozen, State.FAILED, reason="late")
        else:
            claims.postpone(connection, frozen, MONDAY)
    with database.writing() as connection:
        assert claims.claim(connection, workspace.id, MONDAY + LEASE, LEASE) is None
        claims.settle(connection, sender, State.SENT, ts="17.1")
    assert (_found(database, sender).state, _found(database, sender).ts) == (State.SENT, "17.1")


@pytest.mark.parametrize("meanwhile", ["looked up", "given up", "sent again"])
def test_a_late_word_that_it_was_sent_is_believed(database: Database, workspace: Workspace, meanwhile: str) -> None:
    """Slack's answer came after the lease: it is out, whatever others have thought meanwhile, and is not sent again."""
    _planned(database, _saved(database, workspace), MONDAY)
    slow, later = _claimed(database, workspace, MONDAY), MONDAY + LEASE
    with database.writing() as connection:
        claims.begin_sending(connection, slow, "")
        unclear = claims.claim_unclear(connection, workspace.id, later, LEASE)
        assert unclear is not None
        if meanwhile != "looked up":
            claims.settle(connection, deliveries.find(connection, unclear.id), State.UNCONFIRMED, reason="unclear")
        if meanwhile == "sent again":
            deliveries.send_again(connection, workspace.id, unclear.id, later)
    with database.writing() as connection:
        claims.settle(connection, slow, State.SENT, ts="17.1")
        assert claims.claim(connection, workspace.id, later, LEASE) is None
    assert (_found(database, slow).state, _found(database, slow).ts) == (State.SENT, "17.1")


def test_who_looks_an_unclear_one_up_holds_it(database: Database, workspace: Workspace) -> None:
    """The delivery handed out for a look-up carries the lease it is held under."""
    _planned(database, _saved(database, workspace), MONDAY)
    claimed = _claimed(database, workspace, MONDAY)
    with database.writing() as connection:
        claims.begin_sending(connection, claimed, "")
        assert claims.claim_unclear(connection, workspace.id, MONDAY, LEASE) is None
        found = claims.claim_unclear(connection, workspace.id, MONDAY + LEASE, LEASE)
        assert claims.claim_unclear(connection, workspace.id, MONDAY + LEASE, LEASE) is None
    assert found == _found(database, claimed)


def test_a_postponed_delivery_waits(database: Database, workspace: Workspace) -> None:
    """What Slack asks to wait for is not claimed a second before its time."""
    _planned(database, _saved(database, workspace), MONDAY)
    claimed = _claimed(database, workspace, MONDAY)
    until = MONDAY + timedelta(seconds=30)
    with database.writing() as connection:
        claims.begin_sending(connection, claimed, "")
        claims.postpone(connection, claimed, until)
        assert claims.claim(connection, workspace.id, until - timedelta(seconds=1), LEASE) is None
        assert claims.claim(connection, workspace.id, until, LEASE) is not None


def test_a_new_weekday_after_this_weeks_delivery_begins_next_week(database: Database, workspace: Workspace) -> None:
    """Monday's digest is out, then Friday is chosen: the next one comes on the Friday after."""
    schedule = _saved(database, workspace)
    _planned(database, schedule, MONDAY)
    friday = replace(facts.schedule(workspace.id), weekday=Weekday.FRI)
    with database.writing() as connection:
        moved = schedules.save(connection, friday, "UTC", MONDAY + timedelta(hours=1))
    assert (moved.id, moved.next_run) == (schedule.id, MONDAY + timedelta(days=11))
    assert len(_planned(database, schedule, MONDAY + timedelta(days=6))) == 1
    assert [owed.period for owed in _planned(database, schedule, moved.next_run)] == ["2026-W34", "2026-W33"]


def test_a_stopped_schedule_owes_nothing_more(database: Database, workspace: Workspace) -> None:
    """Stopped, nothing becomes due; saved again it is the same one and goes on."""
    schedule = _saved(database, workspace)
    with database.writing() as connection:
        assert schedules.stop(connection, workspace.id, schedule.id) == schedule
    assert _planned(database, schedule, MONDAY) == []
    with database.reading() as connection:
        assert schedules.every(connection, workspace.id, Kind.DIGEST) == []
    assert _saved(database, workspace) == schedule


def test_a_workspace_that_removes_the_bot_stops_all_of_its_own(database: Database, workspace: Workspace) -> None:
    """Every schedule of the one, none of the other."""
    other = add_workspace(database, "T2")
    for team in (workspace, other):
        _saved(database, team, "C1")
        _saved(database, team, "C2")
    with database.writing() as connection:
        schedules.stop_all(connection, workspace.id)
        assert [len(schedules.every(connection, team.id, Kind.DIGEST)) for team in (workspace, other)] == [0, 2]


def test_a_schedule_of_another_workspace_is_unknown(database: Database, workspace: Workspace) -> None:
    """It can be neither found nor stopped, and goes on."""
    schedule, other = _saved(database, workspace), add_workspace(database, "T2")
    with database.writing() as connection:
        for turn in (schedules.find, schedules.stop):
            with pytest.raises(UnknownSchedule):
                turn(connection, other.id, schedule.id)
        assert schedules.find(connection, workspace.id, schedule.id) == schedule


def test_a_notice_is_owed_once(database: Database, workspace: Workspace) -> None:
    """The same thing to tell, found twice, is told once, with what it is about."""
    schedule = _saved(database, workspace)
    with database.writing() as connection:
        for _ in range(2):
            deliveries.add(connection, schedule, Kind.NOTICE, "unconfirmed-2026-W33", "UANNA", NOW, "17")
        claimed = claims.claim(connection, workspace.id, NOW, LEASE)
        assert claims.claim(connection, workspace.id, NOW, LEASE) is None
    assert claimed is not None
    assert (claimed.kind, claimed.conversation, claimed.subject) == (Kind.NOTICE, ANNA, "17")


def _saved(database: Database, workspace: Workspace, conversation: str = "C1") -> Schedule:
    with database.writing() as connection:
        return schedules.save(connection, facts.schedule(workspace.id, conversation), "UTC", NOW)


def _planned(database: Database, schedule: Schedule, now: datetime) -> list[Delivery]:
    """What the schedule owes after a tick, newest first."""
    with database.writing() as connection:
        deliveries.plan(connection, lambda _: "UTC", now, now)
        return list(deliveries.of_schedule(connection, schedule.id))


def _claimed(database: Database, workspace: Workspace, real: datetime) -> Delivery:
    with database.writing() as connection:
        claimed = claims.claim(connection, workspace.id, real, LEASE)
    assert claimed is not None
    return claimed


def _found(database: Database, delivery: Delivery) -> Delivery:
    with database.reading() as connection:
        return deliveries.find(connection, delivery.id)


def _at_once(work: Callable[[int], int]) -> list[int]:
    """Sixteen threads, started together; raises what any of them has raised."""
    together = Barrier(16, timeout=30)

    def start(number: int) -> int:
        together.wait()
        return work(number)

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(start, range(16)))
