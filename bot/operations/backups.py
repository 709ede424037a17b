"""The words of `backup` and `restore`: of SQLite what was done, of PostgreSQL the lines that do it."""

from __future__ import annotations

import shlex
from pathlib import Path

from sqlalchemy.engine import URL

from storage.backups import Copied


def backed_up(file: Path, copied: Copied) -> str:
    return (
        f"Backed up {copied.entries} entries to {file} ({copied.bytes} bytes). `roibot restore {file}` puts them back."
    )


def restored(file: Path, copied: Copied) -> str:
    """The words after a restore.

    Answers are kept as long as the books have not moved: whoever had them open must begin anew.
    """
    text = f"Restored {copied.entries} entries from {file}. `roibot check` says whether the books balance."
    return f"{text} Something had the database open: restart it now." if copied.in_use else text


def dump_line(url: URL, file: Path) -> str:
    """The pg_dump line of one moment. The password is never in it: it comes from PGPASSWORD or a password file."""
    return shlex.join(["pg_dump", "--format=custom", "--no-owner", f"--file={file}", f"--dbname={_plain(url)}"])


def restore_line(url: URL, file: Path) -> str:
    """The pg_restore line, in one transaction, in the place of what is there."""
    kept = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    return shlex.join(["pg_restore", *kept, f"--dbname={_plain(url)}", str(file)])


def _plain(url: URL) -> str:
    """The URL as libpq reads it, without a password."""
    query = url.difference_update_query(["password"]).query
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return bare.render_as_string(hide_password=False)
