"""Backups of an SQLite database: a copy of one moment, taken while others write, and put back whole or not at all.

Copying the file makes no backup (R-04). SQLite's own online backup does: it needs no other program, and stops no
writer. The copy lies beside its place under another name until it is checked and on the disk.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from storage import schema
from storage.tables import metadata

OPEN_SECONDS = 1
"""Seconds to try for sole access to a database before it counts as open elsewhere."""

PATIENCE = 30
"""Seconds to wait for a program that holds the database locked."""

OWN = stat.S_IRUSR | stat.S_IWUSR
"""The rights of a new file: its owner may read and write it, and nobody else."""


BESIDE = ("-wal", "-shm", "-journal")
"""The endings of the files that SQLite keeps beside a database."""

TABLES = frozenset(metadata.tables) | {"alembic_version"}


class BackupError(Exception):
    """Raised when there is no backup, or nothing was restored. Its text is a sentence that says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """The outcome of a copy.

    ``entries``: of all workspaces. ``in_use``: it was put into a database that others have open.
    """

    entries: int
    bytes: int
    in_use: bool = False


def back_up(database: Path, target: Path, *, over: bool, patience: float = PATIENCE) -> Copied:
    """Writes the state of ``database`` at this moment to ``target``.

    ``over``: in the place of what is there. ``patience``: seconds to wait for a lock. Raises `BackupError`, and what
    was at ``target`` is still there.
    """
    if not database.is_file():
        raise BackupError(f"{database} does not exist: DATABASE_URL must name the database to back up.")
    _check_apart(target, database, "name another file")
    target = _led_to(target, over=over)
    _check_place(target, "name another file")
    if target.exists() and not over:
        raise BackupError(f"{target} exists: name another file, or add --yes to write in its place.")
    with _beside(target) as written, _told(f"{target} could not be written"):
        _copy(database, written, patience)
        copied = _checked(written, database)
        _put(written, target)
    return copied


def restore(source: Path, database: Path, *, over: bool, patience: float = PATIENCE) -> Copied:
    """Puts the backup ``source`` in the place of ``database``, once it proves whole and of a version known here.

    ``over``: in the place of what is there, also while others have it open. ``patience``: seconds to wait for a lock.
    Raises `BackupError`, and nothing is changed.
    """
    if not source.exists():
        raise BackupError(f"{source} does not exist: name a file that `backup` has written.")
    _check_regular(source, "name one that `backup` has written")
    _check_apart(source, database, "name the backup")
    database = _led_to(database, over=over)
    _check_place(database, "let DATABASE_URL name another")
    if database.exists() and not over:
        raise BackupError(f"{database} exists: stop whatever has it open, and add --yes to put {source} in its place.")
    with _beside(database) as written, _told(f"{database} could not be restored"):
        _copy(source, written, patience)
        copied = _checked(written, source)
        if in_use := _is_open(database):
            # Others hold the file open: a new file under its name would not reach them, so its pages are replaced
            # instead.
            _copy(written, database, patience)
        else:
            _put(written, database)
    return Copied(entries=copied.entries, bytes=copied.bytes, in_use=in_use)


def _check_apart(path: Path, database: Path, instead: str) -> None:
    """Raises `BackupError` where ``path`` is the database, by any name, or a file that SQLite keeps beside it."""
    for one in (database, Path(os.path.realpath(database))):
        if _same(path, one):
            raise BackupError(f"{path} is the database itself: {instead}.")
        if any(_same(path, one.with_name(one.name + end)) for end in BESIDE):
            raise BackupError(f"{path} belongs to the database, which keeps it beside itself: {instead}.")


def _same(path: Path, other: Path) -> bool:
    both = path.exists() and other.exists()
    return path.samefile(other) if both else os.path.realpath(path) == os.path.realpath(other)


def _led_to(path: Path, *, over: bool) -> Path:
    """Follows a symbolic link, so that the link itself stays. Raises `BackupError` where it leads to nothing."""
    if not path.is_symlink():
        return path
    end = Path(os.path.realpath(path))
    if end.is_symlink():
        raise BackupError(f"{path} is a link that leads round in a circle: name a file.")
    if not end.exists() and not over:
        raise BackupError(f"{path} is a link to {end}, which does not exist: add --yes to make it.")
    return end


def _check_place(path: Path, instead: str) -> None:
    """Raises `BackupError` unless ``path`` is a file, or a free name in a folder that exists."""
    if path.exists():
        _check_regular(path, instead)
    elif not path.parent.is_dir():
        raise BackupError(f"The folder {path.parent} does not exist: make it, or {instead}.")


def _check_regular(path: Path, instead: str) -> None:
    """Raises `BackupError` where ``path`` is a device, a pipe or a folder."""
    if not path.is_file():
        raise BackupError(f"{path} is no file: {instead}.")


def _copy(source: Path, target: Path, patience: float) -> None:
    """Copies all pages in one step, so that they are one moment of the source and one transaction of the target."""
    with closing(_reading(source)) as one, closing(sqlite3.connect(target, timeout=min(patience, 1))) as other:
        try:
            one.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError(f"{source} cannot be read as a database ({error}). Nothing was changed.") from error
        one.backup(other, progress=_Patience(target, patience))


class _Patience:
    """Ends the wait for a lock: SQLite would try for ever, and calls this after each try."""

    def __init__(self, target: Path, seconds: float) -> None:
        self._target = target
        self._end = time.monotonic() + seconds

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > self._end:
            raise BackupError(f"{self._target} is locked by another program: end it first. Nothing was changed.")


def _checked(copy: Path, source: Path) -> Copied:
    """Counts the entries of a copy.

    Raises `BackupError` where it is damaged, or holds no books of a version known here.
    """
    with closing(sqlite3.connect(copy)) as books, _told(f"{source} is damaged"):
        books.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        complaints = [row[0] for row in books.execute("PRAGMA integrity_check(3)")]
        if complaints != ["ok"]:
            raise BackupError(f"{source} is damaged ({'; '.join(complaints)}). Nothing was changed.")
        _check_tables(books, source)
        _check_version(books, source)
        (entries,) = books.execute("SELECT count(*) FROM entries").fetchone()
    return Copied(entries=entries, bytes=copy.stat().st_size)


def _check_tables(books: sqlite3.Connection, source: Path) -> None:
    """Raises `BackupError` where a view stands in place of a table: it could say anything.

    Other views are the operator's own.
    """
    for kind, name, page in books.execute("SELECT type, name, rootpage FROM sqlite_master"):
        if name.lower() in TABLES and (kind != "table" or not page):
            raise BackupError(f"{source} is no backup of ROI Bot: its {name} is no table. Nothing was changed.")


def _check_version(books: sqlite3.Connection, source: Path) -> None:
    if not books.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        raise BackupError(f"{source} holds no books of ROI Bot. Nothing was changed.")
    (version,) = books.execute("SELECT version_num FROM alembic_version").fetchone() or ("none",)
    if version not in schema.versions():
        raise BackupError(
            f"{source} is of version {version}, which this program does not know: use the ROI Bot that wrote it, or a "
            "newer one. Nothing was changed."
        )


def _is_open(database: Path) -> bool:
    """Whether other programs have it open.

    If none has, the database is a single file afterwards: its log is merged, or gone.
    """
    if not database.exists():
        return False
    with closing(sqlite3.connect(database, timeout=OPEN_SECONDS)) as alone:
        try:
            alone.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:  # damaged, which may be why it is restored; its log must not meet the new file
            pass
    # A log left behind by the old file would be replayed into the new one.
    for name in BESIDE:
        database.with_name(database.name + name).unlink(missing_ok=True)
    return False


def _put(written: Path, target: Path) -> None:
    """Moves ``written`` into place in one step and onto the disk; the file keeps the rights of the one it replaces."""
    if target.exists():
        written.chmod(stat.S_IMODE(target.stat().st_mode))
    # The file must be on the disk before its name points to it, and the folder after: else a loss of power between the
    # two leaves the name with an empty file.
    _sync(written)
    written.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _reading(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Makes an empty file in the folder of ``target``, for its owner alone; gone at the end, unless put in place."""
    written = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN))
    except OSError as error:
        folder = target.absolute().parent
        raise BackupError(f"Nothing can be written to the folder {folder}: {error.strerror}.") from error
    try:
        yield written
    finally:
        for name in ("", "-journal"):
            written.with_name(written.name + name).unlink(missing_ok=True)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turns an error of SQLite into a `BackupError` whose sentence begins with ``what``."""
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(f"{what} ({error}). Nothing was changed.") from error
