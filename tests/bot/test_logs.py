"""Logs: what the program writes on standard error holds no amount, no note, no name of a secret, at any level."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import pytest

from bot.language import Languages
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Team, at_work, said
from tests.bot.test_stopping import until
from tests.databases import Copies
from tests.program import ROOT, SECRET
from tests.program import at_work as program_at_work
from tests.slack import FakeSlack

AMOUNT, NOTE, NAME, GOAL, RATE = "918273.64", "canarynote", "Canaryname", "canarygoal", "73.19"
CANARIES = ("918273", "918,273", "918\u00a0273", NOTE, NAME.lower(), GOAL, RATE, "73,19", "canaryword")
REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")
SECRETS = (SECRET, "xoxb-test", "xoxb-", "/commands/R")
WRONG = "Something went wrong and nothing was saved. Please try again. Reference: {ref}."


@dataclass(kw_only=True)
class Log:
    """What a program wrote, once it has ended."""

    text: str = ""

    def lines(self) -> list[dict[str, object]]:
        """The structured ones."""
        return [json.loads(line) for line in self.text.splitlines() if line.startswith("{")]

    def holds(self, *words: str) -> list[str]:
        return [word for word in words if word.lower() in self.text.lower()]


@contextlib.contextmanager
def logged(copies: Copies, log: Log, level: str = "DEBUG", engine: str = "sqlite", **more: str) -> Iterator[Team]:
    """A team of this test's own, its program as talkative as it can be; ``log`` is filled when it has ended."""
    written = io.StringIO()
    try:
        with contextlib.redirect_stderr(written), at_work(copies.url(engine), ROIBOT_LOG_LEVEL=level, **more) as team:
            yield team
    finally:
        log.text = written.getvalue()


def session(team: Team) -> None:
    """Everything a team does in a day, with canaries in all of it."""
    team.goal(GOAL, AMOUNT)
    team.campaign(NAME, budget=AMOUNT)
    receipt = team.cost(f'{AMOUNT} ads linkedin {NAME.lower()} {DAY} "{NOTE}"')
    team.cost(f"40h {RATE} people {NAME.lower()} {DAY}", user=MAX)
    team.cost_form("tools", amount=AMOUNT, note=NOTE, date=DAY)
    team.conversions(f'3 {GOAL} {NAME.lower()} {DAY} "{NOTE}"')
    for user, text in (
        (ADA, NAME),
        (ANNA, NAME),
        (MAX, "channels all"),
        (MAX, "history"),
        (GUEST, NAME),
        (ADA, "help"),
    ):
        team.ask(text, user)
    answer = team.ask(f"{NAME} all")
    team.client.press("share", None, message=answer.body, user=ADA)
    taken = team.press("undo", receipt.body or {})
    team.press("redo", taken)
    team.client.event("app_home_opened", user=ADA, tab="home")
    team.fill("/roi", {"conversation": "C1"}, "digest")
    messages(team)


def messages(team: Team) -> None:
    """What is written to the bot, and the message of somebody that a cost is logged from."""
    team.slack.scopes += ",im:history"
    line = f'{AMOUNT} ads {NAME.lower()} {DAY} "{NOTE}"'
    for text in (NAME, line, f"{line}\n{line}x\n{NOTE}", f"{AMOUNT} canaryword", f"canaryword {NOTE}"):
        for user in (ADA, ANNA, GUEST):
            team.client.message(text, user=user)
    team.slack.fail_next("chat.postMessage", "error:fatal_error")
    team.client.message(line, user=ADA)
    team.client.message(line, user=ADA, subtype="message_changed")
    for user in (ADA, GUEST):
        team.client.message_shortcut("log_cost_from_message", f"{NOTE}: {AMOUNT} USD, {NAME}", user)


def bad_input(team: Team) -> None:
    """What is refused, with canaries in it."""
    for text in (f"{AMOUNT}x ads", f"{AMOUNT} ads canaryword", f'5 ads "{NOTE * 80}"', f"{AMOUNT}{AMOUNT} ads"):
        team.client.command("/roi-cost", text, user=ADA)
    team.client.submit(team.form("/roi-cost"), {"amount": AMOUNT, "currency": "UAH", "note": NOTE}, user=ADA)
    body = f"command=/roi-cost&text={AMOUNT}+{NOTE}&token=canaryword".encode()
    for headers in ({}, {"X-Slack-Signature": "v0=canaryword", "X-Slack-Request-Timestamp": "1"}):
        assert team.client.raw(body, headers).status == 401
    team.client.signed(f"payload={{{NOTE}".encode())
    team.client.command("/roi", NAME, user="UNOBODY")
    team.client.command("/roi", NAME, team_id="T9")


def test_a_days_work_leaves_no_trace_in_the_log(copies: Copies) -> None:
    """At DEBUG, a session in both languages, good input and bad: no amount, note, name, token or address in the log."""
    log = Log()
    with logged(copies, log) as team:
        session(team)
        bad_input(team)
    assert "ROI Bot listens" in log.text
    assert log.holds(*CANARIES, *SECRETS) == []
    assert "request_failed" not in log.text


def test_what_is_refused_at_the_gate_is_not_logged(copies: Copies) -> None:
    """Forged, stale and oversized requests leave the log as it was: whoever knocks cannot fill the disk."""
    log = Log()
    with logged(copies, log) as team:
        for _ in range(50):
            team.client.raw(b"command=/roi-cost&text=canaryword", {"X-Slack-Signature": "v0=0"})
            team.client.raw(b"", {})
    assert [line for line in log.text.splitlines() if "ROI Bot listens" not in line] == []


def test_a_row_that_the_database_refuses_is_not_in_the_log(copies: Copies) -> None:
    """PostgreSQL says in its error what the row would have held; of that the log has the first line only."""
    log = Log()
    with logged(copies, log, engine="postgresql") as team:
        database = Database(team.url)
        with database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE entries ADD CONSTRAINT cheap CHECK (amount_minor < 10)")
        database.close()
        assert "Something went wrong" in team.client.command("/roi-cost", f'{AMOUNT} ads "{NOTE}"', user=ADA).text
    assert log.holds("request_failed", 'violates check constraint \\"cheap\\"') != []
    assert log.holds(*CANARIES, *SECRETS) == []


def broken(team: Team) -> None:
    """The books are gone from under the program."""
    with contextlib.closing(sqlite3.connect(team.url.removeprefix("sqlite:///"))) as books:
        books.execute("ALTER TABLE entries RENAME TO gone")
        books.commit()


@pytest.mark.parametrize(("user", "code"), [(MAX, "en"), (ANNA, "pl")])
def test_an_unexpected_failure_shows_a_reference_that_is_in_the_log(copies: Copies, user: str, code: str) -> None:
    """Command, form and button: a sentence with a reference; the log has the same, with where it happened."""
    log = Log()
    with logged(copies, log) as team:
        team.goal(GOAL, AMOUNT)
        form = team.form("/roi-cost", user=user)
        broken(team)
        told = [unescape(team.client.command("/roi-cost", f'{AMOUNT} ads "{NOTE}"', user=user).text)]
        refused = team.client.submit(form, {"amount": AMOUNT, "note": NOTE}, user=user)
        told += list(refused.errors.values())
        team.client.press("undo", "1", user=user)
        told.append(unescape(team.slack.responses[-1][1]["text"]))
    references = [REFERENCE.findall(sentence) for sentence in told]
    assert [Languages().get(code).say(WRONG, ref=found[0]) for found in references] == told
    entries = {str(line["reference"]): line for line in log.lines() if line["event"] == "request_failed"}
    assert [[ref] for ref in entries] == references
    assert all(line["level"] == "error" and line["exception"] for line in entries.values())
    assert log.holds(*CANARIES, *SECRETS) == []


def test_a_database_that_cannot_be_written_saves_nothing_and_says_so(copies: Copies) -> None:
    """Another process keeps the books locked for good: a sentence, no receipt, and afterwards the books are whole."""
    log = Log()
    with logged(copies, log, ROIBOT_DATABASE_TIMEOUT_SECONDS="2") as team:
        team.cost(f"1 ads {DAY}")
        with contextlib.closing(sqlite3.connect(team.url.removeprefix("sqlite:///"))) as books:
            books.execute("BEGIN EXCLUSIVE")
            answer = team.client.command("/roi-cost", f'{AMOUNT} ads "{NOTE}"', user=ADA)
            books.rollback()
        assert answer.text.startswith("My database is busy just now, and nothing was saved.")
        assert AMOUNT not in said(answer.blocks)
        assert "$1.00" in team.ask("history").text
        assert "918,273" not in team.ask("history").text
    assert [line["cause"] for line in log.lines() if line["event"] == "database_outage"] == ["busy"]
    assert log.holds(*CANARIES) == []


def test_what_slack_answers_is_not_logged_with_what_was_sent(copies: Copies) -> None:
    """A form or a post that Slack refuses is logged with a reference, never with its content."""
    log = Log()
    references = []
    with logged(copies, log) as team:
        team.campaign(NAME, budget=AMOUNT)
        for how in ("error:fatal_error", "500", "drop", "429:30"):
            team.slack.fail_next("views.open", how)
            references += REFERENCE.findall(team.client.command("/roi", "new", user=ADA).text)
        for how in ("500", "drop"):
            team.slack.fail_next("response_url", how)
            team.client.press("share", f"{NAME} all", user=ADA)
    assert len(references) == 4
    assert set(references) <= {line.get("reference") for line in log.lines()}
    assert log.holds(*CANARIES, *SECRETS) == []


@pytest.mark.parametrize("level", ["DEBUG", "ERROR"])
def test_every_line_is_json(copies: Copies, level: str) -> None:
    """A log collector reads each line by itself, the greeting and traces too."""
    log = Log()
    with logged(copies, log, level) as team:
        broken(team)
        team.client.command("/roi-cost", "5 ads", user=ADA)
    assert [line for line in log.text.splitlines() if line and not line.startswith("{")] == []
    assert all({"event", "level", "timestamp"} <= line.keys() for line in log.lines())


def test_what_a_library_says_is_json_as_well() -> None:
    """With who says it and when, its trace included."""
    said = "import logging; from bot import logs; logs.configure('INFO')\ntry: 1 / 0\nexcept ZeroDivisionError: "
    said += "logging.getLogger('some.library').exception('could not divide %d', 1)"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    line = json.loads(done.stderr)
    assert (line["event"], line["level"], line["logger"]) == ("could not divide 1", "error", "some.library")
    assert line["exception"][0]["exc_type"] == "ZeroDivisionError"
    assert "timestamp" in line


def test_a_tick_that_is_not_over_when_the_next_is_due_is_no_line(copies: Copies) -> None:
    """Slack hangs at each tick: the log says what failed, and nothing in a library's words."""
    with FakeSlack() as slack:
        slack.rule = lambda method, *_: "slow:2.2" if method == "auth.test" else None
        with program_at_work(slack, copies.url("sqlite"), ROIBOT_TICK_SECONDS="0.3") as program:
            until(lambda: "tick_failed" in {line["event"] for line in program.log()})
            said = {line["event"] for line in program.log() if not line["event"].startswith("ROI Bot listens")}
    assert said == {"slack_not_reached", "tick_failed"}
