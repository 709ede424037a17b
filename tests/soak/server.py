"""A PostgreSQL server that can be ended: connection by connection, at once, and for a while."""

from __future__ import annotations

import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

ONE_OF_THE_BOTS = (
    "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1) AS one"
)


@dataclass(frozen=True, kw_only=True)
class Server:
    """The server behind ``url``, whose programs and data lie on this machine."""

    url: str
    programs: Path
    data: Path

    @classmethod
    def of(cls, url: str) -> Server:
        with _session(url) as asked:
            programs = asked.execute(text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")).scalar_one()
            data = asked.execute(text("SHOW data_directory")).scalar_one()
        return cls(url=url, programs=Path(programs), data=Path(data))

    def end_one(self) -> bool:
        """Ends one of the bot's connections; False where there is none, or no server."""
        try:
            with _session(self.url) as other:
                return other.execute(text(ONE_OF_THE_BOTS)).scalar() is True
        except OperationalError:
            return False

    def stop(self) -> None:
        """As a machine that fails: nobody is waited for."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        said = shlex.split((self.data / "postmaster.opts").read_text())[1:]
        kept = [word for at, word in enumerate(said) if word != "-D" and said[at - 1 : at] != ["-D"]]
        self._control("-w", "-l", str(self.data / "log-of-restarts"), "-o", shlex.join(kept), "start")

    def restart(self) -> None:
        self.stop()
        self.start()

    def _control(self, *words: str) -> None:
        """By the owner of the data, which the server insists on."""
        command = [str(self.programs / "pg_ctl"), "-D", str(self.data), *words]
        owner = self.data.stat()
        subprocess.run(
            command, user=owner.st_uid, group=owner.st_gid, cwd=self.data, check=True, capture_output=True, timeout=60
        )


def _session(url: str) -> Connection:
    driven = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(driven, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect()
