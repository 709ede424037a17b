"""A workbook is read here, in a process of its own whose memory and time are bounded: the file may be anybody's.

Run as a script with the name of the file and the seconds of a processor that it may take; it imports nothing of the
bot. Each line of the output is JSON: an object for a sheet, and below it a list for each of its rows; of a hidden sheet
only its name. What goes wrong is an object with ``error``. Only what ends with an object ``end``, which holds the
seconds it took, is whole: a process that was ended in the middle has told a part, and a part of a file is never booked.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from time import process_time
from zipfile import BadZipFile, ZipFile

import python_calamine

MEMORY_BYTES = 340_000_000
"""Of address space, of which at most some 290 MB are in use: enough for 20 MB and 300,000 rows of eleven columns."""
CPU_SECONDS = 5
"""Of a processor; the largest workbooks that are taken need about three."""
MOST_ROWS, MOST_COLUMNS = 300_001, 1_000
UNREAD = re.compile(
    rb"""<c(?=\s)(?![^>]*\st=["']str["'])[^>]*>\s*(?:<f[^>]*/>|<f(?:\s[^>]*)?>[^<]*</f>)"""
    rb"""\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
"""A formula whose value nobody has stored: programs that write workbooks do not reckon.

One that Excel has reckoned to an empty text is of the type ``str``.
"""
FORMULA, ROW = b"<f", b"<row "
PIECE, LONGEST_CELL = 1 << 18, 1 << 15
"""Bytes: a formula has at most 8,192 characters."""


def main(path: str, seconds: int = CPU_SECONDS) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        for line in lines(path):
            sys.stdout.write(line + "\n")
        sys.stdout.write(json.dumps({"end": process_time()}) + "\n")
    except python_calamine.PasswordError:
        _error("locked")
    except MemoryError:
        _error("unpacked")
    except (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError, OSError, zlib.error):
        _error("broken")


def lines(path: str) -> Iterator[str]:
    """What is in the workbook, line by line."""
    if wrong := _wrong_in_sheets(path):
        yield json.dumps({"error": wrong})
        return
    book = python_calamine.CalamineWorkbook.from_path(path)
    for described in book.sheets_metadata:
        if described.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        if described.visible == python_calamine.SheetVisibleEnum.Visible:
            yield from _sheet(book.get_sheet_by_name(described.name))
        else:
            yield json.dumps({"hidden": described.name})


def _sheet(sheet: python_calamine.CalamineSheet) -> Iterator[str]:
    too_much = "columns" if sheet.width > MOST_COLUMNS else "rows" if sheet.height > MOST_ROWS else ""
    if too_much:
        yield json.dumps({"error": too_much})
        return
    yield json.dumps({"sheet": sheet.name})
    written = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    for row in sheet.iter_rows():
        yield written([cell if type(cell) is str else _text(cell) for cell in row])


def _text(cell: object) -> str:
    """A cell as text: numbers as plain decimals, days as ISO."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return _plain(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None or isinstance(cell, timedelta) else str(cell)


def _plain(number: float) -> str:
    """The shortest decimal that is this number: what the workbook shows of 12.3 is 12.3, not its binary neighbour."""
    text = repr(number)
    return (format(Decimal(text), "f") if "e" in text else text).removesuffix(".0")


def _wrong_in_sheets(path: str) -> str:
    """What is wrong in the sheets of a newer workbook, seen before all of them are in memory; else nothing."""
    try:
        with ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
            return next(filter(None, (_wrong_in(archive, name) for name in names)), "")
    except BadZipFile:
        return ""


def _wrong_in(archive: ZipFile, name: str) -> str:
    before, rows = b"", 0
    with archive.open(name) as sheet:
        while piece := sheet.read(PIECE):
            if (FORMULA in piece or FORMULA in before) and UNREAD.search(before + piece):
                return "formulas"
            rows += (before[-len(ROW) + 1 :] + piece).count(ROW)
            if rows > MOST_ROWS:
                return "rows"
            before = (before + piece)[-LONGEST_CELL:]
    return ""


def _error(word: str) -> None:
    sys.stdout.write(json.dumps({"error": word}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
