"""`python -m tests.faults [WORDS]`: the table of all faults, or of those whose name has these words."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr
from pathlib import Path

from storage import backups
from tests.bot.conftest import MAX, ZONE, at_work
from tests.databases import migrated
from tests.faults.house import PLACE
from tests.faults.lives import Life, lived
from tests.faults.matrix import Fault, faults
from tests.faults.table import table

AT_ONCE = 6


def main() -> None:
    """Exit status 1 where a promise was broken."""
    wanted = " ".join(sys.argv[1:])
    chosen = [fault for fault in faults() if wanted in fault.name]
    with tempfile.TemporaryDirectory(prefix="roibot-faults-") as folder, redirect_stderr(io.StringIO()):
        lives, broken = _lives(Path(folder), chosen)
    print("\n".join(table(lives)))
    broken += [line for life in lives for line in life.faults()]
    print("\n" + ("\n".join(broken) or f"Every promise was kept, in {len(lives)} lives."))
    raise SystemExit(bool(broken))


def _lives(folder: Path, wanted: Sequence[Fault]) -> tuple[list[Life], list[str]]:
    """All lives, and of each that came to no end why."""
    books = with_a_digest(folder)
    lives: list[Life] = []
    broken: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        each = [(fault, process) for fault in wanted for process in fault.processes]
        begun = [pool.submit(lived, *one, a_copy(books, folder / f"{n}.db")) for n, one in enumerate(each)]
        for (fault, process), life in zip(each, begun, strict=True):
            if error := life.exception():
                broken.append(f"{fault.name} ({fault.word}), {process}: {error!r}")
            else:
                lives.append(life.result())
    return lives, broken


def with_a_digest(folder: Path) -> Path:
    """A database in which Max has set up a digest."""
    file = folder / "digest.db"
    migrated(f"sqlite:///{file}")
    with at_work(f"sqlite:///{file}") as team:
        team.fill("/roi", {"conversation": PLACE, "weekday": "mon", "time": "09:00", "timezone": ZONE}, "digest", MAX)
    return file


def a_copy(books: Path, file: Path) -> str:
    backups.back_up(books, file, over=False)
    return f"sqlite:///{file}"


if __name__ == "__main__":
    main()
