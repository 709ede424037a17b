"""The clock of the demo: wherever it is sent, what falls due on the way is done in order, on time and once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import settings
from bot.app import create_office
from bot.demo.calendar import ZONE
from bot.demo.clock import DemoClock, walk
from bot.desk.office import Office
from bot.playground.timeline import Timeline
from core.calendar.weekly import Weekday, beginning_of, parse_time
from core.ledger.entries import Cost
from core.ledger.repeats import SOURCE, Every, first_repeat
from core.money.money import Money
from core.posts.deliveries import Delivery, Kind, Schedule, State
from core.setup.categories import Category
from storage import deliveries, entry_lists, ledger, repeats, schedules
from storage.database import Database
from tests.databases import Copies, add_workspace, examples
from tests.slack import FakeSlack
from tests.storage.facts import act

BEGUN = datetime(2026, 10, 5, 8, 55, tzinfo=ZONE)
RHYTHMS = [(Weekday.MON, "09:00"), (Weekday.WED, "17:30"), (Weekday.SUN, "02:30")]
MOVES = st.lists(st.integers(-10 * 24, 24 * 24), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as answering:
        yield answering


def test_a_new_folder_begins_where_it_is_told(tmp_path: Path) -> None:
    """And goes on with the real time; what it has reached stands where the playground reads it."""
    clock = DemoClock(tmp_path, BEGUN)
    assert timedelta() <= clock.now() - BEGUN < timedelta(seconds=5)
    assert abs(Timeline(tmp_path).reached() - clock.now()) < timedelta(seconds=5)
    assert not Timeline(tmp_path).moving()


def test_a_known_folder_goes_on_where_it_was(tmp_path: Path) -> None:
    """Whatever the beginning it is told, and with a move that was asked for meanwhile."""
    DemoClock(tmp_path, BEGUN)
    Timeline(tmp_path).move_to(BEGUN + timedelta(days=9))
    again = DemoClock(tmp_path, BEGUN)
    assert timedelta() <= again.now() - BEGUN - timedelta(days=9) < timedelta(seconds=5)


def test_the_real_time_is_left_alone(tmp_path: Path) -> None:
    """Leases and signatures keep to it wherever the clock goes."""
    clock = DemoClock(tmp_path, BEGUN)
    clock.go(timedelta(days=300))
    assert abs(clock.real() - datetime.now(UTC)) < timedelta(seconds=5)
    assert abs(clock.now() - clock.real() - timedelta(days=300)) < timedelta(seconds=5)


@examples(12)
@given(hours=MOVES)
@example(hours=[24 * 24, -10 * 24, 24 * 24])
@example(hours=[1, 1])
@example(hours=[-10 * 24, 24 * 24])
def test_every_run_on_the_way_is_sent_once_and_in_order(copies: Copies, slack: FakeSlack, hours: list[int]) -> None:
    """However the clock is moved, to and fro: what fell due up to the farthest moment came, on time, and only that.

    ``hours``: where it is sent, each counted from the beginning.
    """
    with _walking(copies, slack) as (office, go):
        for hour in hours:
            go(BEGUN + timedelta(hours=hour))
        farthest = max([BEGUN, *(BEGUN + timedelta(hours=hour) for hour in hours)])
        sent = _sent(office)
    assert [(d.schedule.conversation, d.due) for d in sent] == sorted(_owed(farthest), key=lambda run: run[::-1])
    assert all((d.state, d.delayed) == (State.SENT, False) for d in sent)
    keys = [m["metadata"]["event_payload"]["key"] for m in slack.messages]
    assert len(keys) == len(set(keys)) == len(sent)
    assert [m["ts"] for m in slack.messages] == [d.ts for d in sent]


def test_what_repeats_is_logged_on_its_way(copies: Copies, slack: FakeSlack) -> None:
    """Sent months ahead at once, the clock stops at the beginning of each of its days, and the cost is logged there."""
    with _walking(copies, slack) as (office, go):
        workspace = add_workspace(office.database).id
        amount = Money(minor=49_00, currency="USD")
        cost = Cost(day=date(2026, 8, 31), category=Category.TOOLS, amount=amount)
        with office.database.writing() as connection:
            entry = ledger.log(connection, act(workspace, "U1", office.clock.now()), cost, source="form", request="F1")
            repeats.add(connection, first_repeat(workspace, entry.id, cost, Every.MONTHLY, "U1"), office.clock.now())
        go(BEGUN + timedelta(days=60))
        with office.database.reading() as connection:
            found = [e for e in entry_lists.history(connection, workspace, None) if e.source == SOURCE]
    assert [e.fact.day for e in found] == [date(2026, 11, 30), date(2026, 10, 31), date(2026, 9, 30)]
    late = [e.logged_at - beginning_of(e.fact.day, "UTC") for e in found[:2]]
    assert all(timedelta() <= passed < timedelta(minutes=1) for passed in late), late


@contextmanager
def _walking(copies: Copies, slack: FakeSlack) -> Iterator[tuple[Office, Callable[[datetime], None]]]:
    """A bot with a digest of each rhythm, and how to send its clock somewhere, as the playground does."""
    slack.messages.clear()
    slack.conversations.update({f"C{number}": {"member": True} for number in range(len(RHYTHMS))})
    with tempfile.TemporaryDirectory() as name:
        folder, url = Path(name), copies.url("sqlite")
        database = Database(url)
        clock = DemoClock(folder, BEGUN)
        own = settings.for_demo(slack.url, url, slack.token, "secret")
        office = create_office(own, database, clock)
        _promise(database, clock.now())

        def go(moment: datetime) -> None:
            Timeline(folder).move_to(moment)
            walk(office, clock)

        yield office, go
        database.close()


def _promise(database: Database, at: datetime) -> None:
    workspace = add_workspace(database)
    for number, (weekday, hour) in enumerate(RHYTHMS):
        schedule = Schedule(
            workspace=workspace.id,
            kind=Kind.DIGEST,
            conversation=f"C{number}",
            weekday=weekday,
            at=parse_time(hour),
            timezone="Europe/Warsaw",
            created_by="U1",
            next_run=at,
        )
        with database.writing() as connection:
            schedules.save(connection, schedule, "Europe/Warsaw", at)


def _sent(office: Office) -> list[Delivery]:
    """Every delivery, in the order in which they came to be."""
    with office.database.reading() as connection:
        known = schedules.every(connection, add_workspace(office.database).id, Kind.DIGEST)
        return sorted((d for s in known for d in deliveries.of_schedule(connection, s.id)), key=lambda d: d.id)


def _owed(farthest: datetime) -> list[tuple[str, datetime]]:
    """Conversation and moment of each run after the beginning."""
    days = [BEGUN.date() + timedelta(days=ahead) for ahead in range(40)]
    runs = [
        (f"C{number}", datetime.combine(day, parse_time(hour), ZONE).astimezone(UTC))
        for number, (weekday, hour) in enumerate(RHYTHMS)
        for day in days
        if list(Weekday)[day.weekday()] is weekday
    ]
    return [(conversation, run) for conversation, run in runs if BEGUN < run <= farthest]
