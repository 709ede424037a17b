"""Stopping: asked to end, the program begins nothing new, ends or gives back what is in flight, and is out in time."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.calendar.weekly import Weekday
from core.posts.deliveries import Kind, Schedule, State
from storage import deliveries, schedules
from storage.database import Database
from tests.bot.conftest import ADA
from tests.databases import Copies, add_workspace
from tests.processes import PYTHON, begin
from tests.program import ROOT, Program, at_work, environment
from tests.slack import FakeSlack

pytestmark = pytest.mark.timeout(120)

OUT_SECONDS = 8
OWED = 12
FIRST_PROCESS = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child")
"""In a namespace of its own, where what is started is process 1."""


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """Slack, with an admin."""
    with FakeSlack() as slack:
        slack.person(ADA, name="Ada Admin", is_admin=True)
        yield slack


def test_a_backlog_waits_for_the_next_start(slack: FakeSlack, copies: Copies) -> None:
    """Asked to end while a dozen posts are owed, it ends the one in flight; the others stay owed, once each."""
    url = copies.url("sqlite")
    owe(url)
    slack.rule = slow_posts(0.5)
    with at_work(slack, url, ROIBOT_TICK_SECONDS="0.2") as program:
        until(lambda: len(slack.messages) >= 2)
        assert program.stop() < OUT_SECONDS
        sent = len(slack.messages)
    assert 2 <= sent < OWED
    assert states(url) == {State.SENT: sent, State.PENDING: OWED - sent}
    slack.rule = None
    with at_work(slack, url, ROIBOT_TICK_SECONDS="0.2") as program:
        until(lambda: len(slack.messages) == OWED)
        program.stop()
    assert states(url) == {State.SENT: OWED}


def test_cron_s_tick_stops_as_well(slack: FakeSlack, copies: Copies) -> None:
    """So does `tick`: what it was not asked to wait for stays owed."""
    url = copies.url("sqlite")
    owe(url)
    slack.rule = slow_posts(0.5)
    with ticking(slack, url) as begun:
        until(lambda: len(slack.messages) >= 1)
        begun.send(signal.SIGTERM)
        assert begun.wait(OUT_SECONDS) == 0
    assert states(url) == {State.SENT: len(slack.messages), State.PENDING: OWED - len(slack.messages)}


def test_a_post_without_an_answer_is_looked_up_later(slack: FakeSlack, copies: Copies) -> None:
    """Slack takes the post and says nothing: five seconds are waited, it stays as being sent, none is doubled."""
    url = copies.url("sqlite")
    owe(url, 1)
    slack.rule = slow_posts(30)
    with at_work(slack, url, ROIBOT_TICK_SECONDS="0.2") as program:
        until(lambda: "chat.postMessage" in methods(slack))
        assert program.stop() < OUT_SECONDS
    assert states(url) == {State.SENDING: 1}
    assert methods(slack).count("chat.postMessage") == 1


def test_a_request_in_flight_is_answered(slack: FakeSlack, copies: Copies) -> None:
    """The person gets the receipt, and the cost is on the books; who asks afterwards finds nobody."""
    url = copies.url("sqlite")
    with at_work(slack, url) as program, ThreadPoolExecutor(1) as person:
        slack.rule = lambda method, *_: "slow:1.5" if method == "users.info" else None
        answer = person.submit(program.client.command, "/roi-cost", "250 ads", user=ADA)
        until(lambda: "users.info" in methods(slack))
        assert program.stop() < OUT_SECONDS
        assert "Logged: " in answer.result().text
    assert entries(url) == 1


def test_a_lock_holds_up_nobody_s_end(slack: FakeSlack, copies: Copies, engine: str) -> None:
    """Another program holds the books: `serve` with a command that waits, and `tick`, are out all the same."""
    url = copies.url(engine)
    with at_work(slack, url, ROIBOT_TICK_SECONDS="600") as program, ThreadPoolExecutor(1) as person:
        assert program.client.command("/roi-cost", "250 ads", user=ADA).status == 200
        with locked(url), ticking(slack, url) as begun:
            person.submit(program.client.command, "/roi-cost", "260 ads", user=ADA)
            time.sleep(0.7)
            begun.send(signal.SIGTERM)
            assert program.stop() < OUT_SECONDS
            assert begun.wait(OUT_SECONDS) == 0
    assert entries(url) == 1
    copies.empty(url)


def test_the_first_process_of_a_container_hears_it(slack: FakeSlack, copies: Copies) -> None:
    """Process 1 hears no signal that it has not asked for: ours waits for it, and ends with status 0."""
    first = FIRST_PROCESS if namespaces() else ()
    with at_work(slack, copies.url("sqlite"), python=(*first, *PYTHON)) as program:
        pid = inner(program) if first else program.begun.pid
        [blocked] = re.findall(r"^SigBlk:\s*([0-9a-f]+)$", Path(f"/proc/{pid}/status").read_text(), re.M)
        assert int(blocked, 16) >> (signal.SIGTERM - 1) & 1
        assert program.stop(pid) < OUT_SECONDS


def namespaces() -> bool:
    """Whether this machine lets us make one."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*FIRST_PROCESS, "true"], capture_output=True, check=False).returncode == 0


def inner(program: Program) -> int:
    """The process inside of `unshare`."""
    [pid] = Path(f"/proc/{program.begun.pid}/task/{program.begun.pid}/children").read_text().split()
    return int(pid)


@contextmanager
def ticking(slack: FakeSlack, url: str) -> Iterator[Any]:
    """`python -m bot tick`, at work."""
    with tempfile.TemporaryDirectory() as folder:
        yield begin(("tick",), environment(slack, url), Path(folder), cwd=ROOT)


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another program holds the books."""
    other = Database(url)
    with other.writing() as connection:
        if not other.sqlite:
            connection.execute(text("LOCK TABLE workspaces, entries, schedules IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()
    other.close()


def owe(url: str, many: int = OWED) -> None:
    """So many posts that fall due now."""
    database = Database(url)
    now = datetime.now(UTC)
    usual = Schedule(
        workspace=add_workspace(database).id,
        kind=Kind.DIGEST,
        conversation="C1",
        weekday=list(Weekday)[now.weekday() - 2],
        at=time_of_day(9),
        timezone="UTC",
        created_by=ADA,
        next_run=now,
    )
    with database.writing() as connection:
        schedule = schedules.save(connection, usual, "UTC", now)
        for number in range(many):
            deliveries.add(connection, schedule, Kind.INTRO, f"intro:{number}", "C1", now)
    database.close()


def states(url: str) -> dict[State, int]:
    """How many deliveries are in which state."""
    database = Database(url)
    with database.reading() as connection:
        found = connection.execute(text("SELECT state, count(*) FROM deliveries GROUP BY state")).all()
    database.close()
    return {State(state): many for state, many in found}


def entries(url: str) -> int:
    database = Database(url)
    with database.reading() as connection:
        found = connection.execute(text("SELECT count(*) FROM entries")).scalar_one()
    database.close()
    return int(found)


def slow_posts(seconds: float) -> Any:
    return lambda method, *_: f"slow:{seconds}" if method == "chat.postMessage" else None


def methods(slack: FakeSlack) -> Sequence[str]:
    return [method for method, _ in slack.calls]


def until(come: Any, seconds: float = 20) -> None:
    """Waits for it. Fails where it does not come."""
    end = time.monotonic() + seconds
    while not come():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
