"""Databases of the tests: an SQLite file or a PostgreSQL database of one's own, migrated beforehand and copied."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from core.setup.workspaces import Workspace
from storage import workspaces
from storage.database import Database
from storage.schema import migrate

EMPTIED = """
DO $$
DECLARE
    one record;
    filled boolean;
BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    PERFORM set_config('session_replication_role', 'replica', true);  -- without it, keys of others would be in the way
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || quote_ident(one.tablename) || ')' INTO filled;
        IF filled THEN
            EXECUTE 'DELETE FROM ' || quote_ident(one.tablename);
        END IF;
    END LOOP;
    PERFORM setval(seqrelid, seqstart, false) FROM pg_sequence;
END $$
"""
"""Nobody is connected, no table has a row, and ids count from the start again."""

ENGINES = ("sqlite", "postgresql")
TORTURE = os.environ.get("ROIBOT_TORTURE") == "full"
"""The long form of the tests: hours instead of seconds."""

HOUR = 3600


def mostly_on_sqlite(name: str, values: Sequence[object]) -> pytest.MarkDecorator:
    """Every value on SQLite and the first on PostgreSQL as well: for values that never reach the database."""
    both = [*(("sqlite", value) for value in values), ("postgresql", values[0])]
    return pytest.mark.parametrize(("engine", name), both, indirect=["engine"])


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A running server, reached at ``url``."""

    url: str

    def create(self, name: str, template: str = "template1") -> str:
        """Makes a database and answers with its URL."""
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, statement: str, name: str = "") -> None:
        """Runs ``statement`` outside any transaction, in the database ``name``, else in the server's own."""
        url = make_url(self.url)
        url = url.set(database=name) if name else url
        with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(statement.encode())


@dataclass(frozen=True, kw_only=True)
class Copies:
    """Makes databases, migrated or empty; ``numbers`` keeps their names apart.

    ``spare``: engine -> URLs of migrated ones that nobody uses: to empty one takes a fifth of making one.
    ``databases``: URL and who has it open -> the database there, which has compiled its statements once for all tests
    that get it.
    """

    folder: Path
    postgres: Callable[[], Postgres]
    numbers: count[int]
    spare: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    databases: dict[tuple[str, str], Database] = field(default_factory=dict)

    def url(self, engine: str, *, empty: bool = False) -> str:
        """The URL of a new database on ``engine``."""
        if self.spare[engine] and not empty:
            return self.spare[engine].pop()
        name = f"roibot_{next(self.numbers)}"
        if engine == "postgresql":
            return self.postgres().create(name, "template1" if empty else "migrated")
        file = self.folder / f"{name}.db"
        if not empty:
            shutil.copy(self.folder / "migrated.db", file)
        return f"sqlite:///{file}"

    @contextmanager
    def opened(self, url: str, by: str = "") -> Iterator[Database]:
        """The database at ``url``, which nobody listens to any more at the end, and which is closed.

        ``by``: who opens it, where another has it open as well, as another process would.
        """
        database = self.databases.setdefault((url, by), Database(url))
        listener = database.waited
        yield database
        database.waited = listener
        database.close()

    def empty(self, url: str) -> None:
        """Takes a migrated one back for the next test."""
        parsed = make_url(url)
        name = str(parsed.database)
        if _on_postgres(url):
            self.postgres().execute(EMPTIED, name)
        else:
            self._copy_anew(Path(name))
        self.spare[parsed.get_backend_name()].append(url)

    def remove(self, url: str) -> None:
        """Drops it, as one whose tables are others now; an SQLite file goes with its folder."""
        self.databases.pop((url, ""), None)
        name = _on_postgres(url)
        if name:
            self.postgres().drop(name)

    def _copy_anew(self, file: Path) -> None:
        """The old file is unlinked, not written over: who still has it open keeps it, and sees nothing of the new."""
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        shutil.copy(self.folder / "migrated.db", file)


def _on_postgres(url: str) -> str | None:
    parsed = make_url(url)
    return parsed.database if parsed.get_backend_name() == "postgresql" else None


def migrated(url: str) -> None:
    """Brings an empty database to today's schema and lets go of it, so that it can be copied."""
    database = Database(url)
    migrate(database)
    database.close()


def examples(usual: int, steps: int = 50, engine: str = "sqlite") -> settings:
    """How much hypothesis tries: ``usual`` examples, forty times as many under torture.

    PostgreSQL gets a fifth of them: what is tried is the same there, and each statement goes to another process.
    """
    number = usual if engine == "sqlite" else -(-usual // 5)
    return settings(max_examples=number * (40 if TORTURE else 1), stateful_step_count=steps)


def add_workspace(database: Database, team: str = "T1") -> Workspace:
    """The workspace ``team``, made now if it is new."""
    with database.writing() as connection:
        return workspaces.add(connection, "", team)
