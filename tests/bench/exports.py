"""A hundred thousand entries exported, beside `csv.writer` alone on the same cells, which lie in memory already.

Ours reads them from the database, writes names for keys and amounts for minor units, and makes text harmless.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from subprocess import run
from time import perf_counter

from bot.files.exported import ENCODING, read_csv
from bot.language import Languages
from bot.services import exports
from bot.services.exports import Order
from core.reports.privacy import OPEN
from storage.database import Database
from tests.bench import books
from tests.bench.figures import Figure, figure, show

ENTRIES = 100_000
KILOBYTES = 1024


def measure(folder: Path, rounds: int) -> None:
    """Prints what the entries take as CSV, the workbook beside them, and the most memory of the whole export."""
    file = folder / "exported.db"
    books.many(file, ENTRIES)
    with closing(Database(books.url(file))) as database:
        entries = _entries(database, folder, rounds)
    seconds, most = _whole(file, folder)
    memory = Figure(name="most memory of the whole export", ours=most, floor=200, ratio=most / 200, unit="MB", most=1)
    whole = Figure(name="the whole export, workbook and all", ours=seconds, floor=0, ratio=float("nan"), unit="s")
    show(f"{ENTRIES:,} entries exported beside csv.writer alone", [entries, whole, memory])


def _entries(database: Database, folder: Path, rounds: int) -> Figure:
    file, wanted = folder / "entries.csv", order()
    _write(database, wanted, file)
    rows = list(read_csv(file, wanted.language))
    pairs = [
        (_seconds(lambda: _write(database, wanted, file)), _seconds(lambda: _plainly(file, rows)))
        for _ in range(rounds)
    ]
    ours, theirs = zip(*pairs, strict=True)
    return figure("the entries as CSV / csv.writer alone", ours, theirs, 3, unit="s")


def _write(database: Database, wanted: Order, file: Path) -> None:
    with database.reading() as connection:
        by = exports.spelling_for(connection, wanted, {})
        exports.write_entries(connection, wanted, by, file, lambda _: None)


def order() -> Order:
    """All there is, as admins see it."""
    return Order(workspace=1, currency="USD", language=Languages().get("en"), today=date(2026, 12, 1), veil=OPEN)


def _plainly(file: Path, rows: Sequence[Sequence[str]]) -> None:
    with file.open("w", encoding=ENCODING, newline="") as out:
        csv.writer(out).writerows(rows)


def _seconds(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return perf_counter() - start


def _whole(file: Path, folder: Path) -> tuple[float, float]:
    """Seconds and megabytes of an export in a process of its own."""
    done = run(
        [sys.executable, "-m", "tests.bench.exports", str(file), str(folder)],
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def _most_memory() -> float:
    """Megabytes of this process since its program began; the usual figure would be that of who started it."""
    line = next(line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / KILOBYTES


if __name__ == "__main__":
    with closing(Database(books.url(Path(sys.argv[1])))) as opened:
        took = _seconds(lambda: exports.write(opened, order(), Path(sys.argv[2])))
    print(took, _most_memory())
