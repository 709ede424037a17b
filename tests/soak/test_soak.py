"""The soak in short: every command is answered in time and truly while PostgreSQL is ended again and again."""

from __future__ import annotations

from tests.bot.conftest import at_work
from tests.databases import Copies, Postgres
from tests.soak.run import IN_TIME, Plan, Soak
from tests.soak.server import Server

SHORT = Plan(seconds=10, outage=2.5, every=0.3, longest=4)
"""The machine that runs all tests is busy, and sends some answers late; `make soak` allows Slack's three seconds."""


def test_nothing_acknowledged_is_lost_and_nothing_doubled(copies: Copies, postgres: Postgres) -> None:
    """Eight people, a connection ended three times a second, two restarts and an outage (`make soak`: ten minutes)."""
    with at_work(copies.url("postgresql"), **IN_TIME) as team:
        team.ask("all")
        soak = Soak(team=team, server=Server.of(team.url), plan=SHORT)
        soak.run()
        assert soak.faults() == []
        assert len(soak.ended) > 3, soak.tell()
