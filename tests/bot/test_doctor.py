"""`roibot doctor`: each way an installation can be broken is named in a sentence that says how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from core.posts.deliveries import Kind, State
from storage import claims, deliveries, exchange, schedules
from storage.database import Database
from tests.bot.conftest import PUBLISHED
from tests.databases import Copies, add_workspace
from tests.program import environment, run
from tests.slack import SCOPES, FakeSlack
from tests.storage import facts

BOT, SIGNING, APP = "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"
REAL_SECRET = "8f742231b10e8888abcd99d15e85a5aa"
NOW = datetime.now(UTC)


class Clinic:
    """An installation in which nothing is wrong, until a test breaks it."""

    def __init__(self, slack: FakeSlack, url: str, database: Database) -> None:
        self.slack = slack
        self.url = url
        self.env = {**environment(slack, url), SIGNING: REAL_SECRET, "ROIBOT_DATABASE_TIMEOUT_SECONDS": "2.3"}
        self.database = database
        self.remarks: list[str] = []
        self.of_files: list[str] = []
        self.workspace = add_workspace(self.database).id
        with self.database.writing() as connection:
            exchange.publish(connection, {NOW.date(): PUBLISHED(PUBLISHED.last)})

    def asks(self, **changed: str) -> list[str]:
        """What the doctor finds, in this environment with ``changed`` settings."""
        answer = run("doctor", env={**self.env, **changed})
        assert answer.stderr == ""
        lines = answer.stdout.splitlines()
        self.remarks = [line for line in lines if line.startswith("Messages tab: ")]
        self.of_files = [line for line in lines if line.startswith("Files: ")]
        found = [line for line in lines if line not in (*self.remarks, *self.of_files)]
        assert answer.returncode == (found != ["Nothing is wrong."])
        return found

    def owes(self, state: State, reason: str, due: datetime = NOW) -> None:
        """A digest in C1 that was due and has come to this end."""
        with self.database.writing() as connection:
            runs = schedules.save(connection, facts.schedule(self.workspace), "UTC", due, "USD")
            deliveries.add(connection, runs, Kind.DIGEST, "2026-W32", "C1", due)
            owed = claims.claim_one(connection, runs, "2026-W32", NOW, timedelta(minutes=3))
            assert owed is not None
            claims.settle(connection, owed, state, reason=reason)


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def clinic(slack: FakeSlack, copies: Copies) -> Iterator[Clinic]:
    slack.scopes = SCOPES
    slack.set_ahead(0)
    url = copies.url("sqlite")
    with copies.opened(url) as database:
        yield Clinic(slack, url, database)
    copies.empty(url)


def one(findings: list[str]) -> str:
    assert len(findings) == 1, findings
    return findings[0]


def test_of_what_is_in_order_nothing_is_said(clinic: Clinic) -> None:
    """Exit status 0 and one line; nothing is posted and nothing stays in the database."""
    posted = len(clinic.slack.messages)
    assert clinic.asks() == ["Nothing is wrong."]
    assert len(clinic.slack.messages) == posted
    with clinic.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name LIKE '%doctor%'")).scalar() == 0


def test_whether_people_may_write_to_the_bot_is_said_and_is_no_fault(clinic: Clinic) -> None:
    """Without the scope the doctor says how to open the Messages tab, with it where the event is subscribed."""
    assert clinic.asks() == ["Nothing is wrong."]
    assert one(clinic.remarks).startswith("Messages tab: closed, as the token lacks im:history.")
    assert "`roibot manifest --messages`" in one(clinic.remarks)
    clinic.slack.scopes = f"{SCOPES},im:history"
    assert clinic.asks() == ["Nothing is wrong."]
    assert one(clinic.remarks).startswith("Messages tab: the token has im:history.")


def test_whether_files_can_be_imported_and_exported_is_said_and_is_no_fault(clinic: Clinic) -> None:
    """The two scopes are optional: without one the doctor says what does not work, and how to grant it."""
    assert clinic.asks() == ["Nothing is wrong."]
    assert one(clinic.of_files) == "Files: the token has files:read (imports) and files:write (exports)."
    clinic.slack.scopes = SCOPES.replace("files:read", "chat:write")
    assert clinic.asks() == ["Nothing is wrong."]
    assert one(clinic.of_files).startswith("Files: the token lacks files:read, so that")


@pytest.mark.parametrize(
    ("changed", "named", "mend"),
    [
        ({BOT: ""}, "SLACK_BOT_TOKEN is missing or empty", "copy it from *OAuth & Permissions*"),
        ({BOT: "xoxp-1-2"}, "SLACK_BOT_TOKEN begins with xoxb-", "copy it from"),
        ({BOT: "xoxe.xoxb-1-2"}, "token rotation is on", "has to be off"),
        ({BOT: "xoxb-of-yesterday"}, "SLACK_BOT_TOKEN is refused by Slack (invalid_auth)", "copy it anew"),
        ({SIGNING: ""}, "Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN", "`serve` needs the first"),
        ({SIGNING: "Gq3p3t1cZ"}, "SLACK_SIGNING_SECRET cannot be right", "copy it from *Basic Information*"),
        ({APP: "xoxb-test"}, "SLACK_APP_TOKEN begins with xapp-", "*App-Level Tokens*"),
        ({APP: "xapp-of-yesterday"}, "SLACK_APP_TOKEN is refused by Slack", "connections:write"),
        ({"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "127.0.0.1 cannot be reached", "HTTPS_PROXY"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_a_wrong_secret_is_named(clinic: Clinic, changed: dict[str, str], named: str, mend: str) -> None:
    """Which, why, and where the right one stands; never the value itself."""
    findings = clinic.asks(**changed)
    finding = next(line for line in findings if named in line)
    assert mend.lower() in finding.lower()
    assert not [line for line in findings for value in changed.values() if value and f"{value} " in f"{line} "]


def test_a_missing_scope_is_named(clinic: Clinic) -> None:
    clinic.slack.scopes = "chat:write,commands,users:read,channels:read"
    assert "lacks groups:read: add what is missing at *OAuth & Permissions*" in one(clinic.asks())


@pytest.mark.parametrize(("ahead", "which"), [(400, "behind"), (-400, "ahead of")])
def test_a_clock_that_is_off_is_named(clinic: Clinic, ahead: float, which: str) -> None:
    clinic.slack.set_ahead(ahead)
    finding = one(clinic.asks())
    assert f"seconds {which} Slack's" in finding
    assert "time service (NTP)" in finding


def test_a_senseless_setting_is_named(clinic: Clinic) -> None:
    """And hides nothing else."""
    assert clinic.asks(ROIBOT_TIMEZONE="Mars/Olympus") == ["ROIBOT_TIMEZONE is no IANA time zone: Mars/Olympus."]
    named, token = clinic.asks(DATABASE_URL="mysql://books", SLACK_BOT_TOKEN="xoxb-of-yesterday")
    assert named.startswith("DATABASE_URL must begin with sqlite:///path or postgresql://")
    assert token.startswith("SLACK_BOT_TOKEN is refused by Slack")


def test_a_database_that_is_not_there_is_named(clinic: Clinic) -> None:
    """Without its password."""
    finding = one(clinic.asks(DATABASE_URL="postgresql://nobody:pw-of-nobody@127.0.0.1:1/none"))
    assert finding.startswith("PostgreSQL at 127.0.0.1 cannot be used (")
    assert "see that it runs" in finding
    assert "pw-of-nobody" not in finding


def test_postgresql_that_is_in_order(clinic: Clinic, copies: Copies) -> None:
    """Books of another engine, and no rates but the ones that were shipped."""
    url = copies.url("postgresql")
    database = Database(url)
    with database.writing() as connection:
        exchange.publish(connection, {NOW.date(): PUBLISHED(PUBLISHED.last)})
    database.close()
    assert clinic.asks(DATABASE_URL=url) == ["Nothing is wrong."]
    copies.empty(url)


def test_a_user_that_postgresql_does_not_know_is_named(clinic: Clinic, copies: Copies) -> None:
    finding = one(clinic.asks(DATABASE_URL=copies.url("postgresql").replace("postgres:", "nobody:")))
    assert "nobody" in finding
    assert "DATABASE_URL has its port, user, password and database" in finding


def test_a_file_that_is_no_database_is_named(clinic: Clinic, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Ada, " * 200)
    finding = one(clinic.asks(DATABASE_URL=f"sqlite:///{tmp_path / 'letter.db'}"))
    assert "letter.db cannot be used as a database (file is not a database)" in finding


def test_an_empty_database_is_named(clinic: Clinic, tmp_path: Path) -> None:
    finding = one(clinic.asks(DATABASE_URL=f"sqlite:///{tmp_path / 'deep' / 'new.db'}"))
    assert finding.startswith("There is no database at ")
    assert not (tmp_path / "deep").exists()
    (tmp_path / "new.db").touch()
    assert one(clinic.asks(DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")).startswith("The database is empty: type")


@pytest.mark.parametrize(
    ("version", "named"),
    [("0001", "The database is of an older version: make a backup"), ("9999", "of a newer version than this program")],
)
def test_a_database_of_another_version_is_named(clinic: Clinic, version: str, named: str) -> None:
    with clinic.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    assert named in one(clinic.asks())


def test_a_database_that_is_locked_is_named(clinic: Clinic) -> None:
    with closing(sqlite3.connect(clinic.url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN EXCLUSIVE")
        finding = one(clinic.asks())
    assert "is locked by another program: find it" in finding


def test_books_of_another_workspace_are_named(clinic: Clinic) -> None:
    with clinic.database.writing() as connection:
        connection.execute(text("UPDATE workspaces SET team_id = 'T9'"))
    assert "The token belongs to workspace T1, the books to T9" in one(clinic.asks())


@pytest.mark.parametrize(
    ("address", "mend"),
    [("", "give the bank's file to `roibot rates`"), ("https://bank.test/", "connect to it, then type `roibot rates`")],
)
def test_old_rates_are_named(clinic: Clinic, address: str, mend: str) -> None:
    with clinic.database.writing() as connection:
        connection.execute(text("DELETE FROM published_rates"))
        exchange.publish(connection, {(NOW - timedelta(days=30)).date(): PUBLISHED(PUBLISHED.last)})
    finding = one(clinic.asks(ROIBOT_RATES_URL=address))
    assert "The newest exchange rates are of" in finding
    assert mend in finding


@pytest.mark.parametrize(
    ("state", "reason", "named"),
    [
        (State.FAILED, "is_archived", "the digest for 2026-W32 in C1 was refused by Slack (is_archived)"),
        (State.UNCONFIRMED, "unclear", "the digest for 2026-W32 in C1 may or may not have been posted (unclear)"),
    ],
)
def test_a_post_that_ended_badly_is_named(clinic: Clinic, state: State, reason: str, named: str) -> None:
    clinic.owes(state, reason)
    finding = one(clinic.asks())
    assert named in finding
    assert "*Send again*" in finding


def test_a_post_that_went_well_is_not(clinic: Clinic) -> None:
    clinic.owes(State.SENT, "")
    assert clinic.asks() == ["Nothing is wrong."]


def test_that_nobody_ticks_is_named(clinic: Clinic) -> None:
    """A digest was due an hour ago and is not even planned."""
    with clinic.database.writing() as connection:
        runs = schedules.save(connection, facts.schedule(clinic.workspace), "UTC", NOW, "USD")
        schedules.advance(connection, replace(runs), NOW - timedelta(hours=1))
    assert "nobody looks for it: start `serve` or `socket`" in one(clinic.asks())


def test_a_zone_that_the_machine_does_not_know_is_named(clinic: Clinic) -> None:
    with clinic.database.writing() as connection:
        connection.execute(text("UPDATE workspaces SET timezone = 'Mars/Olympus'"))
    assert "does not know the time zone Mars/Olympus: bring the package tzdata" in one(clinic.asks())
