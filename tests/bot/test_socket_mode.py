"""Socket Mode lives as HTTP does: it waits for Slack, notices a dead connection, tells of its health, ends in order."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest

from bot.playground import payloads
from tests.bot.conftest import ADA
from tests.bot.test_stopping import OUT_SECONDS, OWED, entries, methods, owe, until
from tests.databases import Copies
from tests.program import Program, at_work, environment, run
from tests.socket_slack import TEXT, SocketSlack

pytestmark = pytest.mark.timeout(120)

NOTICED_SECONDS = 10


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    """Slack with Socket Mode, and an admin."""
    with a_slack() as slack:
        yield slack


@contextmanager
def a_slack() -> Iterator[SocketSlack]:
    with SocketSlack() as slack:
        slack.person(ADA, name="Ada Admin", is_admin=True)
        yield slack
    assert slack.faults == []


@contextmanager
def connected(slack: SocketSlack, copies: Copies, url: str = "", **more: str) -> Iterator[Program]:
    """`python -m bot socket` at work, and connected."""
    told = {"SLACK_APP_TOKEN": slack.app_token, "SLACK_SIGNING_SECRET": "", **more}
    with at_work(slack, url or copies.url("sqlite"), command=("socket",), **told) as program:
        until(lambda: bool(slack.wires))
        yield program


def test_what_comes_over_the_socket_is_answered_and_its_health_told(slack: SocketSlack, copies: Copies) -> None:
    """A cost is logged; the port tells of health and metrics and takes no request; the log is lines of JSON."""
    url = copies.url("sqlite")
    with connected(slack, copies, url) as program:
        receipt = slack.answer(slack.command("/roi-cost", "250 ads", user=ADA))
        assert "Logged: " in json.dumps(receipt)
        slack.envelope("slash_commands", {"command": 5})
        assert program.get("/healthz") == (200, '{"ok":true}')
        assert program.get("/readyz")[0] == 200
        status, told = program.get("/metrics")
        assert status == 200
        assert 'roibot_requests_total{kind="command",outcome="answered"} 1.0' in told
        assert "roibot_socket_connected 1.0" in told
        assert program.client.command("/roi", "help").status == 404
        assert program.stop() < OUT_SECONDS
        assert {"event", "level", "timestamp"} <= set.intersection(*(set(line) for line in program.log()))
    assert entries(url) == 1


def test_a_message_that_comes_over_the_socket_twice_is_logged_and_answered_once(
    slack: SocketSlack, copies: Copies
) -> None:
    """What is written to the bot is answered in Socket Mode as over HTTP, and so is what Slack sends again."""
    url = copies.url("sqlite")
    slack.scopes += ",im:history"
    with connected(slack, copies, url):
        slack.answer(slack.command("/roi", "all", user=ADA))
        fields = payloads.message(slack, ADA, "250 ads", ts="1760000000.000001")
        told = payloads.event(slack, "message", fields, event_id="Ev1", stamp="1760000000.000001")
        for _ in range(2):
            slack.answer(slack.envelope("events_api", told))
        posted = [message for message in slack.messages if message["channel"] == slack.direct(ADA)]
        assert [message["text"][:15] for message in posted] == ["Logged: $250.00"]
    assert entries(url) == 1


def test_a_request_in_flight_is_answered_over_the_socket(slack: SocketSlack, copies: Copies) -> None:
    """Asked to end, it answers what it has begun, leaves alone what comes afterwards, and closes the connection."""
    url = copies.url("sqlite")
    with connected(slack, copies, url) as program, ThreadPoolExecutor(1) as operator:
        slack.rule = lambda method, *_: "slow:1.5" if method == "users.info" else None
        begun = slack.command("/roi-cost", "250 ads", user=ADA)
        until(lambda: "users.info" in methods(slack))
        stopped = operator.submit(program.stop)
        time.sleep(0.3)
        late = slack.command("/roi-cost", "260 ads", user=ADA)
        assert "Logged: " in json.dumps(slack.answer(begun))
        assert stopped.result() < OUT_SECONDS
    assert late not in slack.wires[-1].answers
    assert entries(url) == 1


def test_who_holds_the_books_silences_nobody(slack: SocketSlack, copies: Copies) -> None:
    """More costs than there are threads are each refused in time, and help is given at once."""
    url = copies.url("sqlite")
    with connected(slack, copies, url, ROIBOT_DATABASE_TIMEOUT_SECONDS="2") as program:
        slack.answer(slack.command("/roi", "all", user=ADA))
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN EXCLUSIVE")
            asked = time.monotonic()
            waiting = [slack.command("/roi-cost", "250 ads", user=ADA) for _ in range(60)]
            helped = slack.answer(slack.command("/roi", "help", user=ADA))
            assert time.monotonic() - asked < 2
            told = [json.dumps(slack.answer(one)) for one in waiting]
        assert "Eight things to type" in json.dumps(helped)
        assert [one for one in told if "nothing was saved" not in one] == []
        assert sum(counted(program, outcome) for outcome in ("failed", "late")) == len(waiting)
    assert entries(url) == 0


def counted(program: Program, outcome: str) -> int:
    """How many commands ended so, as the metrics tell it; whether one is refused by its thread or late is chance."""
    number = re.search(f'requests_total{{kind="command",outcome="{outcome}"}} (\\d+)', program.get("/metrics")[1])
    return int(number[1]) if number else 0


def test_a_dead_connection_is_noticed(copies: Copies) -> None:
    """A network that is gone, a connection closed without a word, Slack's wish for a new one: in seconds."""
    with ThreadPoolExecutor(3) as each:
        for took in each.map(lambda how: reconnects(copies, how), ("silent", "dropped", "told")):
            assert took < NOTICED_SECONDS


def reconnects(copies: Copies, how: str) -> float:
    """Seconds until a command is answered again."""
    with a_slack() as slack, connected(slack, copies):
        slack.answer(slack.command("/roi", "help", user=ADA))
        began, wire = time.monotonic(), slack.wires[-1]
        if how == "silent":
            wire.silent = True
        elif how == "dropped":
            wire.drop()
        else:
            wire.send(TEXT, b'{"type":"disconnect","reason":"refresh_requested"}')
        until(lambda: len(slack.wires) == 2, 2 * NOTICED_SECONDS)
        slack.answer(slack.command("/roi", "help", user=ADA))
        return time.monotonic() - began


def test_it_waits_for_a_slack_that_cannot_be_reached(slack: SocketSlack, copies: Copies) -> None:
    """It lives and says that it is not ready; once Slack answers it connects, without a restart."""
    slack.rule = lambda _method, _payload, attempt: ("drop", "500")[attempt % 2]
    told = {"SLACK_APP_TOKEN": slack.app_token, "ROIBOT_TICK_SECONDS": "0.5"}
    with at_work(slack, copies.url("sqlite"), command=("socket",), **told) as program:
        assert program.get("/readyz") == (503, '{"ok":false,"problem":"Socket Mode is not connected to Slack"}')
        slack.rule = None
        until(lambda: program.get("/readyz")[0] == 200)
        assert slack.answer(slack.command("/roi", "help", user=ADA))
        assert program.stop() < OUT_SECONDS


def test_what_is_owed_is_counted_while_nothing_is_connected(slack: SocketSlack, copies: Copies) -> None:
    """/readyz is red for want of a connection, and /metrics says how many posts wait for it to end."""
    url = copies.url("sqlite")
    owe(url)
    slack.rule = lambda *_: "500"
    told = {"SLACK_APP_TOKEN": slack.app_token, "ROIBOT_TICK_SECONDS": "0.5"}
    with at_work(slack, url, command=("socket",), **told) as program:
        assert program.get("/readyz")[0] == 503
        assert f"roibot_deliveries_owed {OWED}.0" in program.get("/metrics")[1]


def test_an_app_token_that_slack_refuses_ends_the_start(slack: SocketSlack, copies: Copies) -> None:
    """Exit status 1 and one line that names the setting."""
    told = environment(slack, copies.url("sqlite"), SLACK_APP_TOKEN="xapp-of-yesterday")
    ended = run("socket", "--port", "0", env=told)
    assert (ended.returncode, ended.stderr) == (1, "SLACK_APP_TOKEN is refused by Slack: invalid_auth.\n")
