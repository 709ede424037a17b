"""Files imported, from their bytes to committed books on SQLite, beside `csv.reader` or calamine alone on them.

Each import runs in a process of its own, so that its peak of memory is that of the import: `python -m
tests.bench.imports FILE DATABASE`. A campaign's ads of one day are one entry; the second file has one ad each.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from bot.clock import Clock
from bot.language import Language, Languages
from bot.services import import_booking, imports
from bot.services.import_plans import Brought
from core.imports.records import ImportRecord
from core.money.exchange import Published
from core.setup.acts import Act
from core.setup.workspaces import Workspace
from storage import workspaces
from storage.database import Database
from storage.schema import migrate
from tests.bench.figures import Figure, figure, show, tell
from tests.storage.facts import act

HEADER = ("Day", "Campaign name", "Ad name", "Platform", "Amount spent (USD)", "Impressions")
DAYS = 250
ADS = 4
MOST_SECONDS, MOST_MEGABYTES, LEAST_ROWS = 0.3, 300, 25_000


def measure(folder: Path, rows: int, rounds: int) -> None:
    """Prints what an import costs, and whether it keeps to its limits."""
    files = [
        _csv(folder / "ads.csv", rows, ADS),
        _csv(folder / "campaigns.csv", rows, 1),
        _xlsx(folder / "ads.xlsx", rows, ADS),
    ]
    taken = [[_imported(file, folder / f"{file.name}-{turn}.db") for turn in range(rounds)] for file in files]
    show(f"{rows:,} rows imported, beside reading the file alone", map(_figure, files, taken))
    for file, each in zip(files, taken, strict=True):
        _tell_limits(file.name, each, rows)


def _figure(file: Path, taken: list[dict[str, float]]) -> Figure:
    floors = [_alone(file) for _ in taken]
    ours = [one["seconds"] * 1000 for one in taken]
    return figure(file.name, ours, floors, 6 if file.suffix == ".csv" else None, "ms")


def _tell_limits(name: str, taken: list[dict[str, float]], rows: int) -> None:
    speed = rows / min(one["seconds"] for one in taken)
    longest, memory = (max(one[what] for one in taken) for what in ("longest", "megabytes"))
    tell(
        f"{name}: {speed:,.0f} rows a second (at least {LEAST_ROWS:,}), {taken[0]['entries']:,.0f} entries, "
        f"at most {longest:.2f} s at a time ({MOST_SECONDS}), {memory:.0f} MB ({MOST_MEGABYTES})"
    )


def _alone(file: Path) -> float:
    """Milliseconds that reading the file alone takes."""
    began = time.perf_counter()
    if file.suffix == ".csv":
        with file.open(newline="", encoding="utf-8") as lines:
            for _ in csv.reader(lines):
                pass
    else:
        CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    return (time.perf_counter() - began) * 1000


def _imported(file: Path, books: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.imports", str(file), str(books)]
    finished = subprocess.run(command, capture_output=True, check=False, text=True)  # reason: ourselves
    if finished.returncode:
        raise RuntimeError(finished.stderr[-2000:])
    told: dict[str, float] = json.loads(finished.stdout)
    return told


def _rows(rows: int, ads: int) -> list[tuple[str, str, str, str, str, str]]:
    first = date(2025, 1, 1)
    return [
        (
            (first + timedelta(days=number // ads % DAYS)).isoformat(),
            f"Campaign {number // ads // DAYS // 2}",
            f"Ad {number % ads}",
            ("facebook", "instagram")[number // ads // DAYS % 2],
            f"{number % 977}.{number % 100:02}",
            str(number % 10_007),
        )
        for number in range(rows)
    ]


def _csv(file: Path, rows: int, ads: int) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *_rows(rows, ads)])
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    return file


def _xlsx(file: Path, rows: int, ads: int) -> Path:
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, (*words, spent, seen) in enumerate([HEADER, *_rows(rows, ads)]):
            sheet.write_row(place, 0, [*words, *((float(spent), int(seen)) if place else (spent, seen))])
    return file


@dataclass(frozen=True, kw_only=True)
class _Importer:
    """Somebody of the command line, without an office."""

    database: Database
    workspace: Workspace
    currency: str = "USD"
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    published: Published = lambda _: {}
    language: Language = field(default_factory=lambda: Languages().get("en"))

    @property
    def act(self) -> Act:
        return act(self.workspace.id, "cli", datetime.now(UTC), admin=True)


def _book(database: Database, workspace: int, record: ImportRecord) -> tuple[ImportRecord, float]:
    """The import booked to its end, paced as in the background, and the seconds that the longest transaction took."""
    ended = [time.perf_counter()]

    def goes_on(_: ImportRecord) -> bool:
        ended.append(time.perf_counter())
        return True

    record = import_booking.carried_out(database, Clock(), workspace, record.id, goes_on)
    ended.append(time.perf_counter())
    return record, max(after - before for before, after in pairwise(ended))


def main(file: str, books: str) -> None:
    """Imports one file into new books, and prints what it took as JSON."""
    database = Database(f"sqlite:///{books}")
    migrate(database)
    with database.writing() as connection:
        workspace = workspaces.add(connection, "", "T1")
    importer = _Importer(database=database, workspace=workspace)
    began = time.perf_counter()
    shown = imports.preview(importer, [Brought(name=Path(file).name, content=Path(file).read_bytes())])
    [begun] = imports.save(importer, shown.ready)
    record, longest = _book(database, workspace.id, begun)
    taken = {
        "seconds": time.perf_counter() - began,
        "longest": longest,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "entries": record.facts,
    }
    print(json.dumps(taken))
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
