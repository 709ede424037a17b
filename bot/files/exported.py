"""Exported tables as files: each as CSV that the reader's spreadsheet opens, and all of them as one workbook.

CSV: UTF-8 with a byte order mark, by which Excel knows it; semicolons and decimal commas where the language writes
these, else commas and points, as a spreadsheet set to the language expects. Its headers are those that other programs
read; the workbook's are in the language. The workbook is made of the CSV files, so that both say the same.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.language import Language
from bot.views.exports import category_label, column_label, row_label, sheet_label
from core.exports.cells import as_written, harmless
from core.exports.columns import COLUMNS, Column, Shape, Table

ENCODING = "utf-8-sig"
MOST_ROWS = 1_000_000
"""Rows of a sheet; Excel takes 1,048,576. What is more goes on in another sheet."""
AT_ONCE = 200
DATE_FORMAT = 14
"""The spreadsheet's own short date, which it writes as its user does."""
NUMBERED = "{label} {number}"

WORDS: Mapping[str, Callable[[Language, str], str]] = {"category": category_label, "by": row_label}
"""Columns of our own words, which a workbook has in the reader's language."""

Rows = Iterable[Sequence[str]]


def delimiter(language: Language) -> str:
    """What parts the cells: where decimals have a comma, a spreadsheet expects semicolons."""
    return ";" if language.comma else ","


def write_csv(
    file: Path, table: Table, rows: Rows, language: Language, tell: Callable[[int], None] = lambda _: None
) -> int:
    """Writes a table and answers with the number of its rows. ``tell``: told now and then how many are written.

    The cells are quoted already (`core.exports.cells`).
    """
    between, number = delimiter(language), 0
    with file.open("w", encoding=ENCODING, newline="") as out:
        out.write(between.join(column.name for column in COLUMNS[table]) + "\r\n")
        for batch in _batches(rows):
            out.write("".join([f"{between.join(row)}\r\n" for row in batch]))
            number += len(batch)
            tell(number)
    return number


def read_csv(file: Path, language: Language) -> Iterator[list[str]]:
    """The rows of a table that `write_csv` wrote, without their header."""
    with file.open(encoding=ENCODING, newline="") as written:
        rows = csv.reader(written, delimiter=delimiter(language))
        next(rows)
        yield from rows


def write_workbook(file: Path, tables: Mapping[Table, Path], language: Language) -> None:
    """Writes a workbook with a sheet for each table, a row at a time, so that no more than one is in memory."""
    options = {"constant_memory": True, "tmpdir": str(file.parent), "strings_to_urls": False}
    with Workbook(str(file), options | {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        book.set_properties({"author": "ROI Bot"})
        formats = _Formats(book)
        for table, written in tables.items():
            _write_sheets(book, formats, table, read_csv(written, language), language)


def _batches(rows: Rows) -> Iterator[list[Sequence[str]]]:
    left = iter(rows)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


class _Formats:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._money: dict[int, Format] = {}
        self.header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8eef1"})
        self.day = book.add_format({"num_format": DATE_FORMAT, "align": "left"})
        self.text = book.add_format({"quote_prefix": True})

    def money(self, places: int) -> Format:
        """With the thousands set apart and so many decimals; the spreadsheet writes them in its user's signs."""
        if places not in self._money:
            decimals = f".{'0' * places}" if places else ""
            self._money[places] = self._book.add_format({"num_format": f"#,##0{decimals}"})
        return self._money[places]


def _write_sheets(
    book: Workbook, formats: _Formats, table: Table, rows: Iterator[list[str]], language: Language
) -> None:
    """One sheet, and another for each million of rows."""
    number, row = 1, next(rows, None)
    while number == 1 or row is not None:
        label = sheet_label(language, table)
        sheet = _begun(
            book, formats, label if number == 1 else NUMBERED.format(label=label, number=number), table, language
        )
        last = 0
        while row is not None and last < MOST_ROWS:
            last += 1
            _write_row(sheet, formats, last, COLUMNS[table], row, language)
            row = next(rows, None)
        sheet.autofilter(0, 0, last, len(COLUMNS[table]) - 1)
        number += 1


def _begun(book: Workbook, formats: _Formats, label: str, table: Table, language: Language) -> Worksheet:
    """A sheet with its header, which stays in sight."""
    sheet = book.add_worksheet(label)
    for at, column in enumerate(COLUMNS[table]):
        name = column_label(language, column.name)
        sheet.set_column(at, at, max(column.width, len(name) + 3))
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(COLUMNS[table]):
        sheet.write_string(0, at, column_label(language, column.name), formats.header)
    return sheet


def _write_row(
    sheet: Worksheet, formats: _Formats, at: int, columns: Sequence[Column], row: Sequence[str], language: Language
) -> None:
    for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if not cell:
            continue
        if column.is_number:
            number = cell.replace(",", ".")
            sheet.write_number(at, place, float(number), _number_format(formats, column, number))
        elif column.shape is Shape.DAY:
            _write_day(sheet, at, place, cell, formats)
        elif column.name in WORDS:
            sheet.write_string(at, place, WORDS[column.name](language, cell))
        else:
            _write_text(sheet, at, place, cell, formats)


def _number_format(formats: _Formats, column: Column, number: str) -> Format | None:
    if column.shape is Shape.MONEY:
        return formats.money(len(number.partition(".")[2]))
    return formats.money(0) if column.shape is Shape.COUNT else None


FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel's calendar is a day off: such days stay text."""


def _write_day(sheet: Worksheet, at: int, place: int, cell: str, formats: _Formats) -> None:
    day = date.fromisoformat(cell)
    if day < FIRST_DAY:
        sheet.write_string(at, place, cell)
    else:
        sheet.write_datetime(at, place, day, formats.day)


def _write_text(sheet: Worksheet, at: int, place: int, cell: str, formats: _Formats) -> None:
    """As text, whatever it looks like: without a CSV file's apostrophe, but marked so that editing it runs nothing."""
    text = as_written(cell)
    sheet.write_string(at, place, text, formats.text if harmless(text) != text else None)
