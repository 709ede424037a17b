"""The bot in the process of the tests, where its work can be counted and its parts can be asked one by one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from slack_bolt import BoltRequest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.app import create_app, create_office
from bot.clock import Clock, StoppedClock
from bot.jobs.tick import tick
from bot.settings import Settings
from storage.database import Database
from tests.answers import Answer
from tests.program import SECRET
from tests.requests import Client
from tests.slack import FakeSlack


class Inside(Client):
    """The same requests, answered in this process, where work can be counted."""

    def __init__(self, slack: FakeSlack, database: Database) -> None:
        super().__init__("", SECRET, slack)
        self.bot = create_app(settings(slack), database, Clock())

    def rest(self, seconds: float = 10) -> None:
        """Waits for the work behind the answers: it would go on in the emptied books of the next test."""
        until = time.monotonic() + seconds
        while self.bot.office.background.busy and time.monotonic() < until:
            time.sleep(0.01)

    def raw(self, body: bytes, headers: Mapping[str, str] | None = None, *, method: str = "POST") -> Answer:
        lower = {name.lower(): value for name, value in (headers or {}).items()}
        answer = self.bot.bolt.dispatch(BoltRequest(body=body.decode(), headers=dict[str, Any](lower)))
        told = json.loads(answer.body) if answer.body else None
        return Answer(status=answer.status, raw=answer.body or "", body=told, headers={}, took=0)


def settings(slack: FakeSlack) -> Settings:
    """What the bot is told where it is not told more."""
    return Settings.model_validate({"bot_token": slack.token, "signing_secret": SECRET, "slack_api_url": slack.url})


def ticked(slack: FakeSlack, database: Database, at: datetime) -> str:
    """What `roibot tick --at` does and prints, by an office of its own as there."""
    return f"{tick(create_office(settings(slack), database, StoppedClock(at)))} sent."


@contextmanager
def statements() -> Iterator[list[str]]:
    """Those sent through SQLAlchemy while the block runs; not what every request and entry runs, which is worded once
    (P-05).
    """
    sent: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
