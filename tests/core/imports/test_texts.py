"""Texts: whatever the encoding, the line ends and the delimiter, the cells are the same."""

from __future__ import annotations

import pytest

from core.imports.readings import FileEmpty, FileNotATable, FileTooLarge
from core.imports.texts import MOST_BYTES, MOST_ROWS, sheets_of

ROWS = [["Nazwa kampanii", "Wydana kwota (PLN)"], ["Żółta łódź", "12,50"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_cells_of_every_writing(encoding: str, end: str, delimiter: str) -> None:
    """The header's words and even rows tell the delimiter; a decimal comma is none."""
    content = end.join(delimiter.join(row) for row in ROWS).encode(encoding)
    assert [list(row) for row in sheets_of(content)[0].rows] == ROWS


@pytest.mark.parametrize(
    "text", ["Día;Importe gastado\n1;2 €", "Jour;Montant dépensé\nÉté à Nîmes;2", "x;y\n2 £;Größe"]
)
def test_western_letters(text: str) -> None:
    """Letters that the code page of the east reads as others are read as they were meant."""
    assert ["\n".join(";".join(row) for row in sheets_of(text.encode("cp1252"))[0].rows)] == [text]


def test_a_cell_may_hold_line_ends() -> None:
    """The line of a row is that of the file, not how many rows were before it."""
    (sheet,) = sheets_of(b'a,b\n"one\ntwo",1\n"x, y",2\n')
    assert [list(row) for row in sheet.rows] == [["a", "b"], ["one\ntwo", "1"], ["x, y", "2"]]
    assert [sheet.line(row) for row in range(3)] == [1, 2, 4]


def test_rows_are_counted_and_taken_from_the_middle() -> None:
    """A sheet is a sequence, though its rows are read anew each time."""
    (sheet,) = sheets_of(b"a,b\n1,2\n3,4\n")
    assert (len(sheet.rows), sheet.rows[1], sheet.rows[-1], sheet.rows[1:]) == (
        3,
        ["1", "2"],
        ["3", "4"],
        [["1", "2"], ["3", "4"]],
    )


def test_tables_one_below_the_other_are_sheets_of_their_own() -> None:
    """With the comments above each, and the lines of the file."""
    content = (
        b"# Account: A\n# Start date: 20260101\nCampaign,Users\nA,1\n\n# Start date: 20260102\nNth day,Users\n0,1\n"
    )
    first, second = sheets_of(content)
    assert [len(first.rows), len(second.rows)] == [4, 4]
    assert (list(second.rows)[2], second.line(2)) == (["Nth day", "Users"], 7)


def test_a_blank_line_does_not_end_a_table() -> None:
    """What comes after it and is as wide is a row still, even without a number in it."""
    (sheet,) = sheets_of(b"Campaign,Cost,Status\nA,1,on\n\nB,--,off\nC,2,on\n")
    assert len(sheet.rows) == 5


@pytest.mark.parametrize("content", [b"", b" \n\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_in_it(content: bytes) -> None:
    """A file without a character is empty, whatever mark it begins with."""
    with pytest.raises(FileEmpty):
        sheets_of(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\n1,\x002\n", "nul"),
        (b'a,b\n"1,2\n' + b"3,4\n" * 100_000, "quote"),
        (b'a,b\n"1,2\n', "quote"),
        (b"%PDF-1.7", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"a,b\n\x01\x02,2", "binary"),
        (b"\xff\xfea\x00b", "encoding"),
    ],
)
def test_what_is_no_table(content: bytes, why: str) -> None:
    """Each with a word for what is wrong."""
    with pytest.raises(FileNotATable) as problem:
        [list(sheet.rows) for sheet in sheets_of(content)]
    assert problem.value.why == why


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"a," * 1_000_000, "columns"),
        (b"a," * 2_000 + b"\n1,2\n", "columns"),
        (b"a,b\n" * (MOST_ROWS + 2), "rows"),
        (b"a" * (MOST_BYTES + 1), "bytes"),
    ],
)
def test_too_much(content: bytes, what: str) -> None:
    """Columns, rows and bytes have each their limit, and it is said which was too many."""
    with pytest.raises(FileTooLarge) as problem:
        sheets_of(content)
    assert problem.value.what == what
