"""Workbooks, .xlsx and .xls: read in a child process, so that no file takes the bot's own memory or time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Timer
from typing import IO, Any

from bot.files import workbook_child
from core.imports.readings import FileEmpty, FileLocked, FileNotATable, FileProblem, FileTooLarge
from core.imports.sheets import Sheet

SECONDS = 10.0
"""The time that a workbook may take by the clock, on a machine that is busy; its child has less of a processor."""
CHILD = Path(workbook_child.__file__)
MOST_UNPACKED = 200_000_000


@dataclass(kw_only=True, slots=True)
class Allowance:
    """What the workbooks of one file may still take together: seconds of a processor, and rows."""

    seconds: float = workbook_child.CPU_SECONDS
    rows: int = workbook_child.MOST_ROWS

    def less(self, seconds: float, rows: int) -> None:
        """Takes off what one of them took. Raises `FileTooLarge` where they have too many rows."""
        self.seconds -= seconds
        self.rows -= rows
        if self.rows < 0:
            raise FileTooLarge(most=workbook_child.MOST_ROWS - 1, what="rows")


def sheets_of(content: bytes, allowance: Allowance | None = None) -> Sequence[Sheet]:
    """The visible sheets that hold anything, and the names of the hidden ones.

    ``allowance``: of a file that holds several workbooks. Raises `FileProblem`.
    """
    allowed = allowance or Allowance()
    if allowed.seconds <= 0:
        raise FileNotATable(why="slow")
    with NamedTemporaryFile(prefix="roibot-workbook-") as file:
        file.write(content)
        file.flush()
        with _child(file.name, ceil(allowed.seconds)) as child:
            late = Timer(SECONDS, child.kill)
            late.start()
            try:
                sheets = list(_read(child.stdout, allowed)) if child.stdout else []
            finally:
                late.cancel()
                child.kill()
    if all(sheet.hidden for sheet in sheets):
        raise FileEmpty
    return sheets


def _child(path: str, seconds: int) -> subprocess.Popen[str]:
    # -I: nothing of the folder it runs in, and no environment, is imported. The path is of a file of ours.
    command = [sys.executable, "-I", str(CHILD), path, str(seconds)]
    return subprocess.Popen(  # noqa: S603 - nothing in it is anybody else's
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )


def _read(lines: IO[str], allowed: Allowance) -> Iterator[Sheet]:
    """The sheets as the child tells them. Cells that are alike are kept once: most of a file is names and dates.

    Raises `FileProblem`, also where the child was ended before it had told everything.
    """
    alike: dict[str, str] = {}
    name, rows, count = "", list[tuple[str, ...]](), 0
    for line in lines:
        if not line.endswith("\n"):
            break
        message: Any = json.loads(line)
        if isinstance(message, list):
            rows.append(tuple(alike.setdefault(cell, cell) for cell in message))
            continue
        if "error" in message:
            raise _problem(message["error"])
        count += len(rows)
        yield from _sheet(name, rows)
        if "end" in message:
            allowed.less(message["end"], count)
            return
        if "hidden" in message:
            yield Sheet(rows=(), name=message["hidden"], exact=True, hidden=True)
        name, rows = message.get("sheet", ""), []
    raise FileNotATable(why="slow")


def _sheet(name: str, rows: Sequence[tuple[str, ...]]) -> Iterator[Sheet]:
    if any(any(row) for row in rows):
        yield Sheet(rows=rows, name=name, exact=True)


def _problem(word: str) -> FileProblem:
    match word:
        case "locked":
            return FileLocked()
        case "unpacked":
            return FileTooLarge(most=MOST_UNPACKED, what="unpacked")
        case "rows":
            return FileTooLarge(most=workbook_child.MOST_ROWS - 1, what="rows")
        case "columns":
            return FileTooLarge(most=workbook_child.MOST_COLUMNS, what="columns")
    return FileNotATable(why=word)
