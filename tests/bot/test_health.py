"""Health: red is what makes requests fail, a warning is what somebody should look at, metrics count what is done."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from bot.monitoring.pulse import Pulse
from bot.slack.guard import SCOPES
from core.calendar.weekly import Weekday
from core.posts.deliveries import Kind, Schedule, State
from storage import claims, deliveries, schedules
from storage.database import Database
from tests.bot.conftest import ADA
from tests.databases import Copies, add_workspace
from tests.program import ROOT, SECRET, Program, at_work, free_port
from tests.requests import Client
from tests.slack import FakeSlack

pytestmark = pytest.mark.timeout(120)

IN_TIME = {"ROIBOT_DATABASE_TIMEOUT_SECONDS": "2.3"}
SCARCE = "commands,chat:write,users:read"


@pytest.fixture(scope="module")
def url(copies: Copies) -> str:
    """A database in which a post has failed, one stands unconfirmed, and one is owed for an hour."""
    made = copies.url("sqlite")
    database = Database(made)
    hour = datetime.now(UTC) - timedelta(hours=1)
    usual = Schedule(
        workspace=add_workspace(database).id,
        kind=Kind.DIGEST,
        conversation="C1",
        weekday=Weekday.MON,
        at=hour.time(),
        timezone="UTC",
        created_by=ADA,
        next_run=hour,
    )
    with database.writing() as connection:
        schedule = schedules.save(connection, usual, "UTC", hour)
        for number, state in enumerate((State.FAILED, State.UNCONFIRMED, State.PENDING)):
            deliveries.add(connection, schedule, Kind.INTRO, f"intro:{number}", "C1", hour)
            if state is not State.PENDING:
                held = claims.claim(connection, schedule.workspace, hour, timedelta(minutes=3))
                assert held is not None
                assert claims.settle(connection, held, state)
    database.close()
    return made


@pytest.fixture(scope="module")
def program(url: str) -> Iterator[Program]:
    """The bot with a port of its own for health, and with two scopes too few."""
    with FakeSlack(scopes=SCARCE) as slack:
        slack.person(ADA, name="Ada Admin", is_admin=True)
        own = {"ROIBOT_HEALTH_PORT": str(free_port()), "ROIBOT_TICK_SECONDS": "600", **IN_TIME}
        with at_work(slack, url, **own) as program:
            yield program


def test_warnings_leave_it_ready(program: Program) -> None:
    """Posts that are owed, failed or unconfirmed, and scopes that are missing: each is said, and requests go on."""
    status, told = program.get("/readyz")
    said = [re.sub(r"\d+", "…", warning) for warning in json.loads(told)["warnings"]]
    assert (status, json.loads(told)["ok"]) == (200, True)
    assert set(said) >= {
        "posts are owed: …, the oldest for … minutes",
        "posts have failed within a week: …",
        "posts stand unconfirmed within a week: …",
        "scopes are missing: channels:read, groups:read",
    }


def test_the_port_of_its_own_tells_all_and_takes_no_request(program: Program) -> None:
    """Where there is one, metrics are there only: the other port is Slack's."""
    aside = program.health_port
    assert program.get("/healthz", aside) == (200, '{"ok":true}')
    assert program.get("/readyz", aside)[0] == 200
    assert program.get("/metrics")[0] == 404
    assert Client(f"http://127.0.0.1:{aside}", SECRET, program.client.slack).command("/roi", "help").status == 404


def test_what_is_done_is_counted(program: Program) -> None:
    """By kind and outcome; what is owed and what has failed stands beside it."""
    client = program.client
    receipt = client.command("/roi-cost", "250 ads", user=ADA)
    client.press("undo", message=receipt.body, user=ADA)
    client.raw(b"command=%2Froi", {"X-Slack-Signature": "v0=no", "X-Slack-Request-Timestamp": "1"})
    client.signed(b"payload=4711", "application/x-www-form-urlencoded")
    client.slack.fail_next("views.open", "500")
    client.command("/roi", "new", user=ADA)
    counted = metrics(program)
    assert counted['roibot_requests_total{kind="command",outcome="answered"}'] == 1
    assert counted['roibot_requests_total{kind="command",outcome="failed"}'] == 1
    assert counted['roibot_requests_total{kind="button",outcome="answered"}'] == 1
    assert counted['roibot_requests_total{kind="other",outcome="not_understood"}'] == 1
    assert counted['roibot_requests_refused_total{cause="unsigned"}'] == 1
    assert counted['roibot_request_seconds_count{kind="command"}'] == 2
    assert counted["roibot_deliveries_owed"] == 1
    assert counted["roibot_delivery_lag_seconds"] > 3500
    assert counted['roibot_deliveries_standing{state="failed"}'] == 1
    assert counted["roibot_database_wait_seconds_count"] > 0
    assert counted["roibot_ready"] == 1
    assert "roibot_socket_connected" not in counted


def test_a_lock_makes_it_red_and_its_end_green(program: Program, url: str) -> None:
    """Who holds the books lets no cost be saved: 503 within three seconds, however many ask; then ready by itself."""
    until_status(program, 200)
    with contextlib.closing(sqlite3.connect(file(url), isolation_level=None)) as books, ThreadPoolExecutor(10) as many:
        books.execute("BEGIN IMMEDIATE")
        until_status(program, 503)
        began = time.monotonic()
        assert {status for status, _ in many.map(program.get, ["/readyz"] * 10)} == {503}
        assert time.monotonic() - began < 4
        assert program.get("/healthz")[0] == 200
        assert metrics(program)["roibot_ready"] == 0
        books.execute("ROLLBACK")
    until_status(program, 200)


def test_asking_often_writes_seldom(program: Program, url: str) -> None:
    """Whoever asks, the disk is written to once in five seconds."""
    until_status(program, 200)
    with contextlib.closing(sqlite3.connect(file(url))) as books, ThreadPoolExecutor(8) as many:
        before = version(books)
        list(many.map(program.get, ["/readyz"] * 40))
        assert version(books) - before <= 1


def test_another_schema_makes_it_red(program: Program, url: str) -> None:
    """A database that another version has changed under it is named."""
    with contextlib.closing(sqlite3.connect(file(url))) as books:
        [newest] = books.execute("SELECT version_num FROM alembic_version").fetchone()
        for number, status in (("0001", 503), (newest, 200)):
            books.execute("UPDATE alembic_version SET version_num = ?", [number])
            books.commit()
            assert program.get("/readyz")[0] == status


def test_the_scopes_are_those_of_the_manifest() -> None:
    """A scope that the manifest asks for, and not as an optional one, is missed where it is not granted."""
    scopes = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))["oauth_config"]["scopes"]
    assert set(scopes["bot"]) - set(scopes["bot_optional"]) == set(SCOPES)


@pytest.mark.parametrize(("every", "patience"), [(20.0, 60.0), (600.0, 1800.0)])
def test_a_tick_is_late_after_three_and_never_before_a_minute(every: float, patience: float) -> None:
    """What the clock of the wall says does not matter, only what has passed."""
    pulse = Pulse(every, 1000.0)
    pulse.beat(2000.0)
    assert pulse.late(2000.0 + patience) == 0
    assert pulse.late(2001.0 + patience) == patience + 1


def until_status(program: Program, status: int) -> None:
    """Waits for it: a write is tried every five seconds."""
    end = time.monotonic() + 15
    while program.get("/readyz")[0] != status:
        assert time.monotonic() < end, program.get("/readyz")
        time.sleep(0.1)


def metrics(program: Program) -> dict[str, float]:
    """Sample -> value."""
    status, told = program.get("/metrics", program.health_port)
    assert status == 200
    lines = [line.rpartition(" ") for line in told.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def version(books: sqlite3.Connection) -> int:
    """Grows with each commit of another connection."""
    return int(books.execute("PRAGMA data_version").fetchone()[0])


def file(url: str) -> str:
    return url.removeprefix("sqlite:///")
