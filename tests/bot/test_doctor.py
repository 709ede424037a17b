"""The doctor: whatever part of an installation is broken is named in a sentence, with what mends it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot import doctor
from bot.clock import Clock
from bot.settings import Settings
from storage import fx
from storage.database import Database
from tests.databases import ENGINES, Copies, add_workspace
from tests.program import SECRET, environment, run
from tests.slack import SCOPES, FakeSlack


@dataclass(frozen=True)
class OffClock(Clock):
    """A clock that is off by some seconds."""

    seconds: int = 0

    def real(self) -> datetime:
        return super().real() + timedelta(seconds=self.seconds)


@dataclass(kw_only=True)
class House:
    """An installation in order, to be broken in one place. ``file``: its SQLite database."""

    slack: FakeSlack
    file: Path
    changed: dict[str, Any] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)

    def told(self) -> list[str]:
        """What the doctor says of it."""
        right: dict[str, Any] = {
            "bot_token": self.slack.token,
            "signing_secret": SECRET,
            "slack_api_url": self.slack.url,
            "database_url": f"sqlite:///{self.file}",
        }
        return list(doctor.examine(Settings(**{**right, **self.changed}), self.clock))

    def sql(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.file)) as books, books:
            for statement in statements:
                books.execute(statement)


@pytest.fixture(scope="module")
def healthy(copies: Copies) -> Path:
    """A database in order, with rates of yesterday."""
    url = copies.url("sqlite")
    _fill(url)
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
def house(healthy: Path, tmp_path: Path) -> Iterator[House]:
    file = tmp_path / "roibot.db"
    shutil.copy(healthy, file)
    with FakeSlack() as slack:
        yield House(slack=slack, file=file)


def _fill(url: str) -> None:
    database = Database(url)
    add_workspace(database)
    with database.writing() as books:
        fx.publish(books, {(datetime.now(UTC) - timedelta(days=1)).date(): {"USD": Decimal("1.1")}})
    database.close()


def setting(**changed: Any) -> Callable[[House], None]:
    return lambda house: house.changed.update(changed)


def sql(*statements: str) -> Callable[[House], None]:
    return lambda house: house.sql(*statements)


def slack_says(how: str) -> Callable[[House], None]:
    return lambda house: house.slack.fail_next("auth.test", how)


def fewer_scopes(house: House) -> None:
    house.slack.scopes = SCOPES.replace(",groups:read", "").replace("groups:read,", "")


def clock(seconds: int) -> Callable[[House], None]:
    def turn(house: House) -> None:
        house.clock = OffClock(seconds)

    return turn


def no_database(house: House) -> None:
    house.file.unlink()


def no_books(house: House) -> None:
    house.file.write_bytes(b"something else entirely" * 500)


def a_run(next_run: str, state: str = "", reason: str = "") -> Callable[[House], None]:
    """A digest that runs next at that moment, and how its last post ended, if there was one."""

    def plan(house: House) -> None:
        with closing(sqlite3.connect(house.file)) as books, books:
            books.execute(RUN, [next_run])
            books.executemany(POST, [(state, reason)] if state else [])

    return plan


RUN = (
    "INSERT INTO schedules (id, workspace_id, kind, conversation, weekday, at, timezone, active, next_run, created_by, "
    "created_at) VALUES (1, 1, 'digest', 'C1', 'mon', '09:00', '', 1, ?, 'U1', '2026-01-01 00:00:00')"
)
POST = (
    "INSERT INTO deliveries (workspace_id, schedule_id, kind, period, conversation, due, delayed, state, not_before, "
    "reason) VALUES (1, 1, 'digest', '2026-W31', 'C1', '2026-08-03 07:00:00', 0, ?, '2026-08-03 07:00:00', ?)"
)
FUTURE = "2999-01-01 00:00:00"
NOWHERE = "http://127.0.0.1:9/api/"

BROKEN: dict[str, tuple[Callable[[House], None], str, str]] = {
    "no token": (setting(bot_token=""), "SLACK_BOT_TOKEN is missing", "OAuth & Permissions"),
    "a person's token": (setting(bot_token="xoxp-1"), "SLACK_BOT_TOKEN is no bot token", "begins with xoxb-"),
    "no secret at all": (setting(signing_secret=""), "Neither SLACK_SIGNING_SECRET", "Basic Information"),
    "half a signing secret": (setting(signing_secret=SECRET[:16]), "SLACK_SIGNING_SECRET cannot", "32 letters"),
    "a bot token as app token": (setting(app_token="xoxb-1"), "SLACK_APP_TOKEN is no app-level", "xapp-"),
    "a token taken back": (slack_says("error:token_revoked"), "(token_revoked)", "install the app"),
    "Slack out of reach": (setting(slack_api_url=NOWHERE), "did not answer at 127.0.0.1:9", "look at the way out"),
    "Slack out of order": (slack_says("500"), "did not answer at", "look at the way out"),
    "a scope missing": (fewer_scopes, "lacks the scopes groups:read:", "add them under OAuth"),
    "a clock ahead": (clock(600), "seconds ahead of Slack's", "let NTP set it"),
    "a clock behind": (clock(-90), "seconds behind Slack's", "From 60 seconds on"),
    "no PostgreSQL": (
        setting(database_url="postgresql://nobody:pw-of-nobody@127.0.0.1:9/none"),
        "The database cannot be used",
        "see that it runs",
    ),
    "an address with a bad port": (
        setting(database_url="postgresql://nobody:pw-of-nobody@127.0.0.1:port/none"),
        "The database cannot be used",
        "that DATABASE_URL is right",
    ),
    "no database yet": (no_database, "There is no database at", "`roibot migrate`"),
    "a file that is no database": (no_books, "cannot be used (file is not a database)", "DATABASE_URL is right"),
    "an empty database": (sql("DROP TABLE alembic_version"), "The database is empty", "`roibot migrate`"),
    "an old schema": (sql("UPDATE alembic_version SET version_num = '0019'"), "version 0019", "`roibot migrate`"),
    "a newer schema": (sql("UPDATE alembic_version SET version_num = '9999'"), "9999", "install the newer"),
    "a table taken out": (sql("DROP TABLE kept_steps"), "The database lacks kept_steps", "newest backup"),
    "old rates": (sql("DELETE FROM published_rates"), "The newest exchange rates are of", "`roibot rates`"),
    "an unknown zone": (sql("UPDATE workspaces SET timezone = 'Mars/Olympus'"), "zone Mars/Olympus", "/roi settings"),
    "nobody ticks": (a_run("2026-08-03 07:00:00"), "nobody ticks", "start `serve`"),
    "a digest that failed": (a_run(FUTURE, "failed", "not_in_channel"), "(not_in_channel)", "Send again"),
    "a digest in doubt": (a_run(FUTURE, "unconfirmed", ""), "digest for C1 is unconfirmed", "Send again"),
    "a digest that waits": (a_run(FUTURE, "pending", "missing_scope"), "(missing_scope)", "mend that"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_named_with_its_mend(house: House, what: str) -> None:
    """One sentence, and nothing that is secret in it; all else is still looked at and found in order."""
    spoil, named, mend = BROKEN[what]
    spoil(house)
    told = house.told()
    assert len(told) == 1, told
    assert named in told[0]
    assert mend in told[0]
    assert not {"pw-of-nobody", "xoxp-1", SECRET[:16]} & set(told[0].split())
    assert "pw-of-nobody" not in told[0]


def test_all_that_is_broken_is_named_at_once(house: House) -> None:
    """No part waits for another to be mended."""
    house.slack.fail_next("auth.test", "error:invalid_auth")
    house.changed["signing_secret"] = "short"
    house.sql("UPDATE alembic_version SET version_num = '0001'")
    house.clock = OffClock(3600)
    told = "\n".join(house.told())
    for words in ("SLACK_SIGNING_SECRET cannot", "(invalid_auth)", "seconds ahead of Slack's", "version 0001"):
        assert words in told


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_in_order_is_said_to_be(engine: str, copies: Copies) -> None:
    """Exit status 0 and one line; nothing is changed in the database."""
    url = copies.url(engine)
    _fill(url)
    with FakeSlack() as slack:
        done = run("doctor", env=environment(slack, url))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing is wrong with ")
    copies.empty(url)


def test_a_setting_that_is_not_understood_does_not_hide_the_rest(house: House) -> None:
    """Exit status 1, a line for each."""
    house.slack.fail_next("auth.test", "error:account_inactive")
    env = environment(house.slack, f"sqlite:///{house.file}", ROIBOT_CURRENCY="EURO", SLACK_SIGNING_SECRET="")
    done = run("doctor", env=env)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert all(line.startswith("- ") for line in lines)
    for words, line in zip(("ROIBOT_CURRENCY", "Neither SLACK_SIGNING_SECRET", "account_inactive"), lines, strict=True):
        assert words in line


def test_a_database_that_cannot_be_written_is_named(copies: Copies) -> None:
    """On PostgreSQL, where whoever owns the machine may still not write; and commits that do not wait for the disk."""
    url = copies.url("postgresql")
    _fill(url)
    wrong = {
        "default_transaction_read_only=on": "Nothing can be written",
        "synchronous_commit=off": "synchronous_commit is off",
    }
    with FakeSlack() as slack:
        right: dict[str, Any] = {"bot_token": slack.token, "signing_secret": SECRET, "slack_api_url": slack.url}
        for how, words in wrong.items():
            told = list(doctor.examine(Settings(**right, database_url=_with(url, how)), Clock()))
            assert (len(told), words in told[0]) == (1, True), told
    copies.empty(url)


def _with(url: str, option: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}options=-c%20{option}"
