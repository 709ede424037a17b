"""A hundred thousand entries exported, beside `csv.writer` and xlsxwriter alone on the same cells, which lie in memory.

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

from xlsxwriter import Workbook

from bot.files.exported import ENCODING, read_csv, write_workbook
from bot.language import Languages
from bot.services import exports
from bot.services.exports import Order
from core.exports.columns import COLUMNS, Column, Shape, Table
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
        entries, workbook = _entries(database, folder, rounds), _workbook(database, folder, rounds)
    seconds, most = _whole(file, folder)
    memory = Figure(name="most memory of the whole export", ours=most, floor=200, ratio=most / 200, unit="MB", most=1)
    whole = Figure(name="the whole export, workbook and all", ours=seconds, floor=0, ratio=float("nan"), unit="s")
    show(f"{ENTRIES:,} entries exported beside the writers alone", [entries, workbook, whole, memory])


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


def _workbook(database: Database, folder: Path, rounds: int) -> Figure:
    """From the database to the workbook's sheet, beside xlsxwriter on cells whose types are known already."""
    file, wanted, plain = folder / "entries.csv", order(), folder / "entries.xlsx"

    def ours() -> None:
        _write(database, wanted, file)
        write_workbook(plain, {Table.ENTRIES: file}, wanted.language)

    ours()
    rows = [_typed(row) for row in read_csv(file, wanted.language)]
    pairs = [(_seconds(ours), _seconds(lambda: _barely(plain, rows))) for _ in range(rounds)]
    took, theirs = zip(*pairs, strict=True)
    return figure("the entries as XLSX / xlsxwriter alone", took, theirs, 3, unit="s")


def _typed(row: Sequence[str]) -> list[tuple[int, str | float | date]]:
    """The cells that hold something, by their place."""
    pairs = zip(COLUMNS[Table.ENTRIES], row, strict=True)
    return [(place, _value(column, cell)) for place, (column, cell) in enumerate(pairs) if cell]


def _value(column: Column, cell: str) -> str | float | date:
    if column.is_number:
        return float(cell)
    return date.fromisoformat(cell) if column.shape is Shape.DAY else cell


def _barely(file: Path, rows: Sequence[Sequence[tuple[int, str | float | date]]]) -> None:
    with Workbook(str(file), {"constant_memory": True, "tmpdir": str(file.parent)}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": 14})
        for at, row in enumerate(rows):
            for place, value in row:
                if isinstance(value, str):
                    sheet.write_string(at, place, value)
                elif isinstance(value, float):
                    sheet.write_number(at, place, value)
                else:
                    sheet.write_datetime(at, place, value, day)


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
