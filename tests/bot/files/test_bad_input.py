"""Whatever is brought in: one clear sentence within seconds, in bounded memory, and nothing saved.

Each file goes through `roibot import --yes` to its refusal, in a process that says what it took.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import xlsxwriter

from bot.files import opened
from storage.database import Database
from tests.bot.files import measured
from tests.bot.files.test_opened import workbook, zipped
from tests.databases import add_workspace, mostly_on_sqlite
from tests.processes import forked
from tests.program import environment
from tests.slack import FakeSlack

SECONDS, PLENTY_SECONDS = 5.0, 40.0
"""Of a processor; by the clock, on a machine that has other things to do."""
MEGABYTES = 300
HEAD = "Campaign name,Day,Amount spent (USD),Platform\n"
ROW = "Spring,2026-01-13,5,facebook\n"
MILLION = 1_000_000


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this."""
    packed = BytesIO()
    with ZipFile(BytesIO(workbook([["Campaign"]]))) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, xml if member == "xl/worksheets/sheet1.xml" else old.read(member))
    return packed.getvalue()


def sheet(rows: bytes) -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet " + space + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def from_first_to(place: bytes, row: bytes) -> bytes:
    """A sheet with two cells that lie far apart."""
    last = b'<c r="' + place + b'"><v>1</v></c></row>'
    between = b"" if row == b"1" else b'</row><row r="' + row + b'">'
    return with_sheet(sheet(b'<row r="1"><c r="A1"><v>1</v></c>' + between + last))


def of_rows(number: int) -> bytes:
    return with_sheet(sheet(b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, number))))


def macros() -> bytes:
    held = BytesIO(workbook([["Campaign", "Cost"]]))
    with ZipFile(held, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return held.getvalue()


def bomb_in_workbook() -> bytes:
    held = BytesIO(workbook([["Campaign"]]))
    with ZipFile(held, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 250 * MILLION)
    return held.getvalue()


def formulas() -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Campaign name", "Day", "Amount spent (USD)", "Platform"])
        page.write_row(1, 0, ["Spring", "2026-01-13"])
        page.write_formula(1, 2, "=1+1", value="")
    return held.getvalue()


def merged_head() -> bytes:
    """What the head of the spend says stands in the cell before it."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Campaign name", "Day", "Platform", "Reporting starts"])
        page.merge_range(0, 4, 0, 5, "Impressions and spend")
        page.write_row(1, 0, ["Spring", "2026-01-13", "facebook", "2026-01-13", 90, 5])
    return held.getvalue()


def many_workbooks() -> bytes:
    """A hundred in a zip, each of which might be taken alone."""
    held, one = BytesIO(), of_rows(20_000)
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for number in range(100):
            archive.writestr(f"{number}.xlsx", one)
    return held.getvalue()


def hidden_only() -> bytes:
    """A workbook shows at least one sheet, which is empty here."""
    return workbook([[]], [["Campaign name", "Day", "Cost"], ["Spring", date(2026, 1, 13), 5]], hidden=(1,))


TOO_MUCH_WORK = "This workbook takes too much time or memory to open"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "wrong type": (partial(bytes, b"%PDF-1.7 a page"), "I can’t read this as a table"),
    "picture": (partial(bytes, b"\x89PNG\r\n\x1a\n" + b"\0" * 100), "I can’t read this as a table"),
    "empty": (bytes, "There is no data in this file"),
    "no spend column": (lambda: b"Reporting starts,Ad set name,Impressions\n2026-01-13,A,5\n", "what was spent"),
    "only totals": (lambda: f"{HEAD}Total,,5,\n".encode(), "only totals"),
    "no data available": (lambda: b"No data available.\n", "There is no data in this file"),
    "header without rows": (HEAD.encode, "There is no data in this file"),
    "mixed date orders": (
        lambda: f"{HEAD}A,11/16/2024,5,facebook\nA,20/11/2024,5,facebook\n".encode(),
        "line 2 has the day first, line 3 the month",
    ),
    "200 MB": (lambda: HEAD.encode() + b"\0" * 200 * MILLION, "larger than 20 MB"),
    "zip bomb": (lambda: zipped(spend__csv=b"0" * 250 * MILLION), "larger than 200 MB"),
    "bomb in a workbook": (bomb_in_workbook, "larger than 200 MB"),
    "a hundred workbooks": (many_workbooks, "more than 300,000 rows"),
    "rows of a workbook": (lambda: of_rows(400_000), "more than 300,000 rows"),
    "rows of a text": (lambda: HEAD.encode() + b"a,b\n" * 4_900_000, "more than 300,000 rows"),
    "password": (lambda: opened.OLE + b"\0" * 2048 + opened.ENCRYPTED + b"\0" * 2048, "password"),
    "macros": (macros, "I don’t open workbooks with macros"),
    "NUL byte": (lambda: f"{HEAD}Spr\0ing,2026-01-13,5,facebook\n{ROW}".encode(), "This file is damaged"),
    "quote never closed": (lambda: f'{HEAD}"Spring,2026-01-13,5,facebook\n{ROW}'.encode(), "is never closed"),
    "quote never closed in a large file": (lambda: f'{HEAD}"{ROW * 600_000}'.encode(), "is never closed"),
    "a million columns": (lambda: b"a," * MILLION + b"a\n" + b"1," * MILLION + b"1\n", "more than 1,000 columns"),
    "all columns of a workbook": (lambda: from_first_to(b"XFD1", b"1"), "more than 1,000 columns"),
    "the last cell of a workbook": (lambda: from_first_to(b"XFD1048576", b"1048576"), TOO_MUCH_WORK),
    "a long cell": (lambda: f'{HEAD}"{"x" * 140_000}",2026-01-13,5,facebook\n'.encode(), "longer than 131,072 char"),
    "merged header cell": (merged_head, "the meaning of the columns is not certain"),
    "hidden sheets": (hidden_only, "There is no data in this file"),
    "formulas without values": (formulas, "formulas that were never reckoned"),
}


@mostly_on_sqlite("name", [*BAD])
def test_a_bad_file_gets_one_sentence_soon_in_bounded_memory_and_saves_nothing(
    name: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    made, sentence = BAD[name]
    add_workspace(database)
    file, report = tmp_path / "spend.csv", tmp_path / "took"
    file.write_bytes(made())
    words = [str(report), "import", str(file), "--workspace", "T1", "--yes"]
    with FakeSlack() as slack:
        process = forked(measured.main, words, environment(slack, database_url), tmp_path)
        assert process.wait(PLENTY_SECONDS) == 1, process.printed.read_text("utf-8")
    refusal, took = process.complained.read_text("utf-8"), json.loads(report.read_text("utf-8"))
    assert sentence in refusal
    assert re.fullmatch(r"[^\n]+\n", refusal)
    assert took["processor"] < SECONDS + 1, took
    assert max(took["memory"]) < MEGABYTES, took
