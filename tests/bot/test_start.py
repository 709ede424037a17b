"""The start: what is missing is named in one line, what is right begins to serve; and the log keeps its mouth shut."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from http.client import HTTPConnection
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import urlsplit

import pytest
import yaml

from core.ledger.hourly_rates import Rate
from core.money.money import Money
from storage import hourly_rates, ledger
from storage.database import Database
from tests.bot.conftest import ADA, DAY, GUEST, MAX, Team
from tests.bot.conftest import at_work as team_at_work
from tests.databases import Copies, add_workspace
from tests.processes import PYTHON
from tests.program import ROOT, SECRET, at_work, environment, mentions, run
from tests.requests import Client
from tests.slack import FakeSlack
from tests.storage import facts
from tests.storage.facts import act

pytestmark = pytest.mark.timeout(300)  # all starts come before the first test, also on a busy machine

EVENTS = "/slack/events"
SIGNING, BOT, APP = "SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
BROKEN = {
    "serve without a signing secret": (SIGNING, None, ("serve", "--port", "0")),
    "serve with an empty signing secret": (SIGNING, "", ("serve", "--port", "0")),
    "serve without a bot token": (BOT, None, ("serve", "--port", "0")),
    "serve with a blank bot token": (BOT, "  ", ("serve", "--port", "0")),
    "serve with a refused token": (BOT, "xoxb-of-yesterday", ("serve", "--port", "0")),
    "socket without an app token": (APP, None, ("socket",)),
    "socket with an empty app token": (APP, "", ("socket",)),
    "socket with an empty bot token": (BOT, "", ("socket",)),
    "tick without a token": (BOT, None, ("tick",)),
    "serve with an unknown currency": ("ROIBOT_CURRENCY", "EURO", ("serve",)),
    "serve with an unknown zone": ("ROIBOT_TIMEZONE", "Mars/Olympus", ("serve",)),
    "serve with a tick of nothing": ("ROIBOT_TICK_SECONDS", "often", ("serve",)),
    "check with a port that is no number": ("DATABASE_URL", "postgresql://u:pw-of-nobody@host:many/none", ("check",)),
    "serve with too many seconds": ("ROIBOT_DATABASE_TIMEOUT_SECONDS", "500", ("serve",)),
    "check in memory": ("DATABASE_URL", "sqlite:///:memory:", ("check",)),
    "backup of what is in memory": ("DATABASE_URL", "sqlite:///books?mode=memory", ("backup", "/nowhere/b")),
    "check without a database": ("DATABASE_URL", "postgresql://nobody:pw-of-nobody@127.0.0.1:1/none", ("check",)),
}
WRONG_USAGE = {
    "unknown command": ("dance",),
    "unknown option": ("serve", "--volume", "11"),
    "a port that is no number": ("serve", "--port", "abc"),
    "a moment that is none": ("tick", "--at", "tomorrow"),
    "a manifest without an address": ("manifest",),
    "a manifest for an address that Slack refuses": ("manifest", "--url", "http://roibot.example.org"),
}

BY_AN_INTERPRETER = "serve without a signing secret"
"""Ended by `python -m bot`, which has to hand on the status; the others by forks, which run the same `main()`."""

RATES_AGE = re.compile(r"the newest exchange rates are \d+ days old")
"""True of the rates that this version came with, some day."""

Starts = dict[str, CompletedProcess[str]]


@pytest.fixture(scope="module")
def starts(copies: Copies) -> Iterator[Starts]:
    """How each start that cannot succeed ended; two at a time."""
    with FakeSlack() as slack, ThreadPoolExecutor(2) as pool:
        right = {**environment(slack, copies.url("sqlite")), APP: "xapp-test"}
        begun = {}
        for what, (name, value, arguments) in BROKEN.items():
            env = {key: text for key, text in {**right, name: value}.items() if text is not None}
            begun[what] = pool.submit(run, *arguments, env=env, python=_interpreter(what))
        for what, arguments in WRONG_USAGE.items():
            begun[what] = pool.submit(run, *arguments, env=right, python=_interpreter(what))
        yield {what: done.result() for what, done in begun.items()}


def _interpreter(what: str) -> tuple[str, ...]:
    return PYTHON if what == BY_AN_INTERPRETER else ()


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_missing_stops_the_start_and_is_named(starts: Starts, what: str) -> None:
    """Exit status 1 and one line on standard error that names the setting."""
    done = starts[what]
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert BROKEN[what][0] in done.stderr
    assert "pw-of-nobody" not in done.stderr
    assert "xoxb-of-yesterday" not in done.stderr


@pytest.mark.parametrize("what", WRONG_USAGE)
def test_wrong_usage_has_a_status_of_its_own(starts: Starts, what: str) -> None:
    """Exit status 2, and nothing on standard output that a script could take for an answer."""
    assert starts[what].returncode == 2
    assert starts[what].stdout == ""
    assert "Traceback" not in starts[what].stderr


def test_it_lives_and_is_ready(team: Team) -> None:
    """Two addresses for whoever watches; Slack's own takes POST only."""
    assert get(team, "/healthz") == (200, {"ok": True})
    status, told = get(team, "/readyz")
    assert status == 200
    assert isinstance(told, dict)
    assert told["ok"]
    assert [warning for warning in told.get("warnings", []) if not RATES_AGE.fullmatch(warning)] == []
    assert get(team, "/slack/events")[0] == 405
    assert get(team, "/nothing")[0] == 404


def test_blanks_around_what_is_set_are_no_part_of_it(copies: Copies) -> None:
    """A secret copied with its line break, and a database's address: the bot answers, on IPv6 as on IPv4."""
    with FakeSlack() as slack:
        slack.person(ADA, name="Ada Admin", is_admin=True)
        told = {BOT: f" {slack.token}\n", SIGNING: f"\t{SECRET}\r\n"}
        with at_work(slack, f" {copies.url('sqlite')}\n", command=("serve", "--host", "::"), **told) as program:
            assert "Logged: " in program.client.command("/roi-cost", "250 ads", user=ADA).text
            sixth = program.client.base_url.replace("127.0.0.1", "[::1]")
            assert "250" in Client(sixth, SECRET, slack).command("/roi", "history", user=ADA).text
            assert [line["event"] for line in program.log()] == [
                f"ROI Bot listens on http://[::]:{_port(sixth)}{EVENTS}"
            ]


def test_a_secret_that_cannot_be_right_is_said(copies: Copies) -> None:
    """At the start; and once a minute, how many were refused for their signature, and why that may be."""
    with FakeSlack() as slack, at_work(slack, copies.url("sqlite"), SLACK_SIGNING_SECRET="xoxb-of-another") as program:
        assert [program.client.command("/roi").status for _ in range(3)] == [401] * 3
        said = {line["event"]: line for line in program.log()}
    assert "not 32 hexadecimal digits" in said["signing_secret_odd"]["likely"]
    assert said["requests_refused"]["refused"] == 1
    assert "SLACK_SIGNING_SECRET is not that of the app" in said["requests_refused"]["likely"]
    assert "xoxb-of-another" not in json.dumps(said)


def test_a_clock_that_is_off_is_said(copies: Copies) -> None:
    """What Slack signed 400 seconds ago by our clock is refused, and the log says by how much the clock may be off."""
    with FakeSlack() as slack, at_work(slack, copies.url("sqlite")) as program:
        stamp, proof = str(int(time.time()) - 400), "0" * 64
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={proof}"}
        assert program.client.raw(b"command=%2Froi", headers).status == 401
        [said] = [line["likely"] for line in program.log() if line["event"] == "requests_refused"]
    assert re.fullmatch(r"this machine's clock is 40\d s ahead, or old requests are sent again", said)


def test_it_migrates_an_empty_database_and_then_balances(copies: Copies, tmp_path: Path) -> None:
    """From any directory, without being installed: migrate, migrate again, check; none needs a secret of Slack."""
    env = {"PYTHONPATH": str(ROOT), "DATABASE_URL": copies.url("sqlite", empty=True), "PATH": ""}
    first = run("migrate", env=env, cwd=tmp_path, python=PYTHON)
    second, check = (run(command, env=env, cwd=tmp_path) for command in ("migrate", "check"))
    assert (first.returncode, first.stdout, first.stderr) == (0, "The schema is now the newest.\n", "")
    assert (second.returncode, second.stdout, second.stderr) == (0, "The schema was the newest already.\n", "")
    assert (check.returncode, check.stdout, check.stderr) == (0, "The books balance: 0 entries, 0 totals.\n", "")


def test_a_check_goes_on_past_an_entry_that_cannot_be_read(copies: Copies) -> None:
    """It names the entry in a sentence, and whatever else is wrong, and ends with 1."""
    url = copies.url("sqlite")
    database = Database(url)
    workspace = add_workspace(database)
    with database.writing() as connection:
        for number in range(2):
            ledger.log(connection, act(workspace.id, "UADA"), facts.cost(), source="form", request=str(number))
        connection.exec_driver_sql("UPDATE entries SET day = 'abc' WHERE id = 1")
        connection.exec_driver_sql("UPDATE entries SET note = 'mine' WHERE id = 2")
    database.close()
    done = run("check", env={"PYTHONPATH": str(ROOT), "DATABASE_URL": url, "PATH": ""})
    assert (done.returncode, done.stdout) == (1, "")
    assert "entry 1 cannot be read: its day is not as the bot writes it.\n" in done.stderr
    assert "entry 2 of 2026-08-03 is the first that does not follow" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "serve", "migrate", "tick"])
def test_a_database_of_a_newer_version_is_left_alone(copies: Copies, command: str) -> None:
    """One sentence that says what to start, and exit status 1."""
    url = copies.url("sqlite")
    database = Database(url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with FakeSlack() as slack:
        done = run(command, env=environment(slack, url))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "The database is of a newer version of ROI Bot (schema 9999): start that version, or a newer one.\n"
    )


def test_migrating_tells_which_names_to_look_at(copies: Copies, tmp_path: Path) -> None:
    """Every time, for a server that starts migrates as well and tells nobody; names only, and of which workspace."""
    url = copies.url("sqlite")
    database = Database(url)
    workspace = add_workspace(database)
    with database.writing() as connection:
        for person in ("मीना", "मोना 10", "मोना"):
            rate = Rate(person=person, rate=Money(minor=40_00, currency="USD"), start=date(2026, 1, 1))
            hourly_rates.save(connection, act(workspace.id, "UADA", datetime(2026, 1, 1, tzinfo=UTC)), rate)
    database.close()
    done = run("migrate", env={"PYTHONPATH": str(ROOT), "DATABASE_URL": url, "PATH": ""}, cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "The schema was the newest already.",
        "T1: “मीना”, “मोना” were one person by the keys of 0.2.0: see whether each has the right rates.",
        "T1: names of people with a digit stay valid: “मोना 10”.",
    ]


def test_the_manifest_gets_ones_own_address(tmp_path: Path) -> None:
    """Every address in it is the one given, and it needs neither secret nor database."""
    env = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = run("manifest", "--url", "https://roi.example.org/", env=env, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    made = yaml.safe_load(done.stdout)
    assert made["settings"]["interactivity"]["request_url"] == "https://roi.example.org/slack/events"
    assert done.stdout.count("https://roi.example.org/slack/events") == 6
    assert "roibot.example.com" not in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", [("--url", "https://roi.example.org"), ("--socket",)])
def test_the_manifest_opens_the_messages_tab_only_where_that_is_asked_for(way: tuple[str, ...]) -> None:
    """With --messages it has the scope, the event and a tab one can write in; without, it is as it ever was."""
    env = {"PYTHONPATH": str(ROOT), "PATH": ""}
    closed, opened = (yaml.safe_load(run("manifest", *way, *more, env=env).stdout) for more in ((), ("--messages",)))
    tab, events = opened["features"]["app_home"], opened["settings"]["event_subscriptions"]["bot_events"]
    assert (tab["messages_tab_enabled"], tab["messages_tab_read_only_enabled"]) == (True, False)
    assert closed["features"]["app_home"]["messages_tab_read_only_enabled"] is True
    scopes, before = (made["oauth_config"]["scopes"]["bot"] for made in (opened, closed))
    assert set(scopes) - set(before) == {"im:history"}
    assert set(events) - set(closed["settings"]["event_subscriptions"]["bot_events"]) == {"message.im"}


def test_the_log_tells_neither_secrets_nor_figures(copies: Copies, capfd: pytest.CaptureFixture[str]) -> None:
    """Over a whole session, refusals and failures of Slack included, at the most talkative level."""
    with team_at_work(copies.url("sqlite"), ROIBOT_LOG_LEVEL="DEBUG") as team:
        busy_session(team)
        token, addresses = team.slack.token, [f"/commands/R{number}" for number in range(1, 9)]
    log = capfd.readouterr().err
    assert "request_failed" in log
    for secret in (token, SECRET, *addresses):
        assert secret not in log
    words = ("Whisper", "hushed", "secret note", "Ada Admin")
    for figure in ("4711", "4,711", "471125", "1234567", "31.07", "3107", *words):
        assert not mentions(log, figure), figure


def busy_session(team: Team) -> None:
    """Logs, asks, fails and is refused; Slack breaks down in every way."""
    team.goal("Whisper goal", "31.07")
    team.campaign("Whisper")
    receipt = team.cost(f'4711.25 ads linkedin whisper {DAY} "secret note"').body or {}
    team.conversions(f"1234567 whisper-goal linkedin whisper {DAY}", MAX)
    team.ask("whisper")
    team.ask("whisper", GUEST)
    team.client.command("/roi-cost", "4711 hushed ads", user=MAX)
    team.client.submit(team.form("/roi-cost"), {"amount": "4711.999"}, user=ADA)
    for how in ("500", "drop", "error:fatal_error", "429:30"):
        team.slack.fail_next("views.open", how)
        team.client.command("/roi-cost", "", user=ADA)
        team.slack.fail_next("response_url", how)
        team.client.press("undo", message=receipt, user=ADA)
        team.slack.fail_next("chat.postMessage", how)
        team.fill("/roi", {"conversation": team.conversation()}, "alerts")
    team.client.raw(b"command=%2Froi&text=4711", {"X-Slack-Signature": "v0=no", "X-Slack-Request-Timestamp": "1"})
    team.client.signed(b"payload=4711", "application/x-www-form-urlencoded")
    team.client.signed(b'{"secret": 4711', "application/json")


def _port(address: str) -> int:
    return urlsplit(address).port or 0


def get(team: Team, path: str) -> tuple[int, object]:
    """Status and JSON body of a plain GET."""
    address = urlsplit(team.client.base_url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, json.loads(body) if body.startswith(b"{") else None
