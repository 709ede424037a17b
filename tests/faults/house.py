"""A house: one process of the program before a Slack that fails, a digest that falls due in it, and time that passes.

No process has its clock moved: all moments in the database are moved back instead, which is the same to whoever reads
them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from subprocess import CompletedProcess
from time import monotonic, sleep
from typing import Any, cast
from urllib.parse import parse_qsl

from sqlalchemy import select, update

from storage.database import Database
from storage.tables import deliveries, schedules
from tests.answers import Answer
from tests.bot.conftest import MAX, Team, said, settle_in
from tests.bot.test_stopping import until
from tests.program import Program, at_work, environment, run
from tests.requests import Client
from tests.socket_slack import SocketSlack

SERVE, SOCKET, TICK = "serve", "socket", "tick"
PROCESSES = (SERVE, SOCKET, TICK)
PLACE = "C1"
"""The conversation the digest is for."""

QUICK = {"ROIBOT_POST_TIMEOUT_SECONDS": "1"}
SELDOM = {"ROIBOT_TICK_SECONDS": "3600"}
EACH_SECOND = {"ROIBOT_TICK_SECONDS": "1"}
CRON_SECONDS = 10
FAR = timedelta(days=300)
MOMENTS = ("due", "not_before", "lease_until", "first_try")


class OverTheSocket(Client):
    """People whose requests come over Socket Mode's connection."""

    def signed(
        self,
        body: bytes,
        content_type: str = "application/x-www-form-urlencoded",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Sends what would have been a form over HTTP, in an envelope."""
        assert (content_type, headers) == ("application/x-www-form-urlencoded", None)
        slack, form = cast(SocketSlack, self.slack), dict(parse_qsl(body.decode(), keep_blank_values=True))
        kind, payload = ("interactive", json.loads(form["payload"])) if "payload" in form else ("slash_commands", form)
        asked = monotonic()
        answered = slack.answer(slack.envelope(kind, payload))
        raw = json.dumps(answered)
        return Answer(status=200, raw=raw, body=answered or None, headers={}, took=monotonic() - asked)


@dataclass(kw_only=True)
class House:
    """``process`` posts what is due; ``program`` is what people reach: the same, or beside ``tick`` one that posts
    nothing.

    ``passed``: how long ago the digest fell due. ``posted``: of each digest in Slack, how long it had been due then.
    """

    process: str
    slack: SocketSlack
    url: str
    program: Program
    team: Team
    passed: timedelta = timedelta()
    posted: list[timedelta] = field(default_factory=list)
    ticks: list[CompletedProcess[str]] = field(default_factory=list)

    def falls_due(self) -> None:
        """Now."""
        _write(self.url, update(schedules).values(next_run=datetime.now(UTC)))
        self._at_work()

    def goes_by(self, span: timedelta) -> None:
        """Time, to whatever is written in the database, and the process at its work afterwards."""
        move_back(self.url, span)
        self.passed += span
        self._at_work()

    def lives(self, seconds: float) -> None:
        """Really so long, at its work."""
        began, passed = monotonic(), self.passed
        while (lived := monotonic() - began) < seconds:
            sleep(min(CRON_SECONDS, seconds - lived))
            self.passed = passed + timedelta(seconds=monotonic() - began)
            self._at_work()

    def digests(self) -> list[str]:
        return self.team.posts(PLACE)

    def told(self) -> list[str]:
        """What the person who set it up was told, title first."""
        return self.team.posts(self.slack.direct(MAX))

    def listed(self) -> str:
        """What `/roi digest` says of the digest: the sentence above the form, or the answer where none opens."""
        opened = len(self.slack.opened)
        answer = self.team.client.command("/roi", "digest", user=MAX)
        assert answer.status == 200, answer
        if len(self.slack.opened) == opened:
            return answer.text
        lines = said(self.slack.opened[-1]).splitlines()
        return next((line.partition(": ")[2] for line in lines if line.startswith("Last run ")), "no run so far")

    def metric(self, name: str) -> float:
        """Of the program's /metrics, all labels together."""
        values = re.findall(rf"^roibot_{name}(?:{{.*}})? (\S+)$", self.program.get("/metrics")[1], re.MULTILINE)
        return sum(map(float, values))

    def log(self) -> list[dict[str, Any]]:
        """The lines of the process that posts."""
        if self.process != TICK:
            return self.program.log()
        return [json.loads(line) for done in self.ticks for line in done.stderr.splitlines() if line.startswith("{")]

    def _at_work(self) -> None:
        """Two ticks end, so that one has begun after all that has just changed; of cron one."""
        if self.process == TICK:
            self.ticks.append(run("tick", env=environment(self.slack, self.url, **QUICK)))
        else:
            ticked = self.metric("ticks_total")
            until(lambda: self.metric("ticks_total") >= ticked + 2, 60)
        self.posted += [self.passed] * (len(self.digests()) - len(self.posted))


@contextmanager
def house(process: str, slack: SocketSlack, url: str) -> Iterator[House]:
    """``process`` at work against ``slack`` with the database at ``url``; at the end it stops with status 0."""
    told = QUICK | (SELDOM if process == TICK else EACH_SECOND) | {"SLACK_APP_TOKEN": slack.app_token}
    with at_work(slack, url, command=(SOCKET if process == SOCKET else SERVE,), **told) as program:
        client = program.client
        if process == SOCKET:
            client = OverTheSocket(client.base_url, client.signing_secret, slack, pid=client.pid)
        with closing(Database(url)) as beside:
            team = Team(slack=slack, client=client, url=url, beside=beside)
            yield House(process=process, slack=slack, url=url, program=program, team=team)
        program.stop()


@contextmanager
def a_slack(scopes: str) -> Iterator[SocketSlack]:
    """Slack with Socket Mode and the team's people; nothing it is sent may be anything it would refuse."""
    with SocketSlack() as slack:
        slack.scopes = scopes
        settle_in(slack)
        yield slack
    assert slack.faults == []


def move_back(url: str, span: timedelta) -> None:
    """All that is written of deliveries lies so much longer ago, and what is claimed for now is waited for.

    The next week's digest does not come nearer: a table of two days shows one digest.
    """
    database = Database(url)
    until(lambda: not _held(database))
    with database.writing() as connection:
        connection.execute(
            update(schedules).where(schedules.c.next_run > datetime.now(UTC)).values(next_run=datetime.now(UTC) + FAR)
        )
        for row in connection.execute(select(deliveries)).mappings().all():
            moved = {name: row[name] - span for name in MOMENTS if row[name]}
            connection.execute(update(deliveries).where(deliveries.c.id == row["id"]).values(moved))
    database.close()


def _held(database: Database) -> bool:
    with database.reading() as connection:
        claimed = select(deliveries.c.id).where(deliveries.c.state == "claimed")
        return connection.execute(claimed).first() is not None


def _write(url: str, statement: Any) -> None:
    database = Database(url)
    with database.writing() as connection:
        connection.execute(statement)
    database.close()
