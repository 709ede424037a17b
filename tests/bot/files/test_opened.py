"""Files of any kind become tables, or are refused in words within seconds and in bounded memory."""

from __future__ import annotations

import resource
from datetime import date, datetime
from io import BytesIO
from time import monotonic
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
import xlsxwriter

from bot.files import opened, workbooks
from core.imports.readings import FileEmpty, FileLocked, FileNotATable, FileProblem, FileTooLarge

MEGABYTE = 1_000_000
PLENTY_SECONDS = 20
"""Within which everything is answered on a busy machine; five is what is promised on a quiet one."""


def workbook(*sheets: list[list[object]], hidden: tuple[int, ...] = ()) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
            if number in hidden:
                sheet.hide()
    return held.getvalue()


def zipped(**members: bytes) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return held.getvalue()


def refusal(content: bytes, name: str = "spend.xlsx") -> FileProblem:
    began = monotonic()
    with pytest.raises(FileProblem) as refused:
        opened.sheets_of(name, content)
    assert monotonic() - began < PLENTY_SECONDS
    return refused.value


def test_a_workbook_gives_its_cells_as_plain_text() -> None:
    """Numbers are plain decimals, days ISO dates, and no float's binary neighbour is ever seen."""
    rows: list[list[object]] = [
        ["Campaign", "Day", "Cost"],
        ["Spring", date(2026, 10, 1), 12.3],
        ["Spring", datetime.fromisoformat("2026-10-02T07:30"), 1e-7],
        ["Spring", None, 1200],
        ["Spring", None, 123456789.01],
    ]
    [sheet] = opened.sheets_of("spend.xlsx", workbook(rows))
    assert sheet.exact
    assert [list(row) for row in sheet.rows] == [
        ["Campaign", "Day", "Cost"],
        ["Spring", "2026-10-01", "12.3"],
        ["Spring", "2026-10-02 07:30:00", "0.0000001"],
        ["Spring", "", "1200"],
        ["Spring", "", "123456789.01"],
    ]


def test_lines_are_counted_as_people_see_them_in_the_workbook() -> None:
    [sheet] = opened.sheets_of("spend.xlsx", workbook([[], [], ["Campaign", "Cost"], ["Spring", 1]]))
    assert [sheet.line(row) for row in range(len(sheet.rows)) if any(sheet.rows[row])] == [3, 4]


def test_hidden_sheets_are_left_out_but_for_their_names() -> None:
    sheets = opened.sheets_of("spend.xlsx", workbook([["seen", 1]], [["hidden", 2]], hidden=(1,)))
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in sheets] == [
        ("Sheet1", False, 1),
        ("Sheet2", True, 0),
    ]


def test_a_text_file_is_one_whatever_it_is_called() -> None:
    [sheet] = opened.sheets_of("spend.xlsx", b"Campaign,Cost\nSpring,12.30\n")
    assert [list(row) for row in sheet.rows] == [["Campaign", "Cost"], ["Spring", "12.30"]]
    assert not sheet.exact


def test_each_file_of_a_zip_is_read() -> None:
    """Those that a Mac puts beside them are no files of anybody's."""
    held = zipped(one__csv=b"Campaign,Cost\nA,1\n", two__xlsx=workbook([["Campaign", "Cost"], ["B", 2]]))
    sheets = opened.sheets_of("all.zip", held)
    assert [sheet.name for sheet in sheets] == ["one.csv", "two.xlsx · Sheet1"]


def test_an_empty_workbook_says_so() -> None:
    assert isinstance(refusal(workbook([[]])), FileEmpty)
    assert isinstance(refusal(zipped()), FileNotATable | FileEmpty)


def test_what_is_no_table_is_refused() -> None:
    for content in (
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"PK\x03\x04 broken",
        opened.OLE + b"\0" * 4096,
    ):
        assert isinstance(refusal(content), FileNotATable)


def test_a_workbook_with_a_password_is_refused() -> None:
    assert isinstance(refusal(opened.OLE + b"\0" * 2048 + opened.ENCRYPTED + b"\0" * 2048), FileLocked)


def test_a_workbook_with_macros_is_refused() -> None:
    held = BytesIO(workbook([["Campaign", "Cost"]]))
    with ZipFile(held, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    problem = refusal(held.getvalue())
    assert isinstance(problem, FileNotATable)
    assert problem.why == "macros"


def test_formulas_that_nobody_has_reckoned_are_refused() -> None:
    """A program that writes a workbook may leave the value to whoever opens it; summed, it would count as nothing."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Campaign", "Cost"])
        sheet.write_row(1, 0, ["Spring"])
        sheet.write_formula(1, 1, "=1+1", value="")
    written = held.getvalue()
    packed = BytesIO()
    with ZipFile(BytesIO(written)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, old.read(member).replace(b"</f><v></v>", b"</f>"))
    problem = refusal(packed.getvalue())
    assert isinstance(problem, FileNotATable)
    assert problem.why == "formulas"


@pytest.mark.parametrize("value", ["<v/>", "<v></v>", "<v />", ""])
@pytest.mark.parametrize("formula", ["<f>1+1</f>", '<f t="shared" si="0"/>'])
def test_an_empty_value_is_none_however_it_is_written(formula: str, value: str) -> None:
    """Left out in silence, the row's spend would be missing from the books."""
    problem = refusal(_with_cell(f"{formula}{value}", kind=""))
    assert isinstance(problem, FileNotATable)
    assert problem.why == "formulas"


def test_a_formula_that_was_reckoned_to_an_empty_text_is_read() -> None:
    [sheet] = opened.sheets_of("spend.xlsx", _with_cell('<f>IF(1,"","")</f><v></v>', kind=' t="str"'))
    assert [list(row) for row in sheet.rows] == [["Campaign", "Cost"], ["Spring", ""]]


def _with_cell(inner: str, *, kind: str) -> bytes:
    """A workbook whose last cell holds ``inner`` and is of the type ``kind``."""
    packed = BytesIO()
    with ZipFile(BytesIO(workbook([["Campaign", "Cost"], ["Spring", 7]]))) as old, ZipFile(packed, "w") as new:
        for member in old.namelist():
            cell = f'<c r="B2"{kind}>{inner}</c>'.encode()
            new.writestr(member, old.read(member).replace(b'<c r="B2"><v>7</v></c>', cell))
    return packed.getvalue()


def test_a_zip_in_a_zip_is_refused_whatever_it_calls_its_files() -> None:
    """A file that names what makes a workbook made each of them be opened in turn: nine kilobytes took 22 seconds."""
    inner = zipped(**{"a[Content_Types].xml.csv": b"Campaign,Cost\nA,1\n"})
    for _ in range(3):
        inner = zipped(**{"a[Content_Types].xml.csv": b"Campaign,Cost\nA,1\n", "b__zip": inner})
        problem = refusal(inner)
        assert isinstance(problem, FileNotATable)
        assert problem.why == "nested"


def test_a_file_larger_than_taken_is_refused() -> None:
    assert isinstance(refusal(b"a,b\n" * 50 * MEGABYTE), FileTooLarge)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_millions_of_short_lines_are_refused_in_bounded_memory(end: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    problem = refusal(f"ab{end}".encode() * 4_900_000)
    assert isinstance(problem, FileTooLarge)
    assert problem.what == "rows"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000, "kilobytes"


def test_zip_bombs_are_refused_in_bounded_memory() -> None:
    """In a zip, in a workbook, and one that says less of itself than it holds."""
    bomb = zipped(spend__csv=b"0" * 250 * MEGABYTE)
    in_workbook = BytesIO(workbook([["Campaign"]]))
    with ZipFile(in_workbook, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 250 * MEGABYTE)
    lying = bomb.replace((250 * MEGABYTE).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in (bomb, in_workbook.getvalue(), lying):
        assert isinstance(refusal(content), FileTooLarge | FileNotATable)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000, "kilobytes"


def test_a_workbook_whose_reading_was_ended_is_refused_and_never_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended at every tenth of its time: the rows that were read by then would be booked as if they were all."""
    content = workbook([[f"Campaign {number}", number] for number in range(20_000)])
    began = monotonic()
    opened.sheets_of("spend.xlsx", content)
    took = monotonic() - began
    for tenth in range(1, 10):
        monkeypatch.setattr(workbooks, "SECONDS", took * tenth / 10)
        assert _outcome(content) in ("slow", 20_000)


def _outcome(content: bytes) -> str | int:
    """Why the workbook was refused, or how many rows were read."""
    try:
        [sheet] = opened.sheets_of("spend.xlsx", content)
    except FileNotATable as problem:
        return problem.why
    return len(sheet.rows)


def test_a_damaged_file_is_refused() -> None:
    """In a zip and in a workbook: the names are there, what stands under them cannot be unpacked."""
    text = zipped(spend__csv=b"day,spend\n" + b"2026-10-01,3\n" * 5000)
    book = workbook([[f"Campaign {number}", number] for number in range(500)])
    for content, member in ((text, "spend.csv"), (book, "xl/worksheets/sheet1.xml")):
        problem = refusal(_damaged(content, member))
        assert isinstance(problem, FileNotATable)
        assert problem.why != "slow"


def _damaged(content: bytes, member: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        begins = archive.getinfo(member).header_offset + 30 + len(member) + 10
    return content[:begins] + b"\xff" * 20 + content[begins + 20 :]


def test_a_zip_in_a_zip_is_refused() -> None:
    problem = refusal(zipped(inner__zip=zipped(spend__csv=b"a,b\n")))
    assert isinstance(problem, FileNotATable)
    assert problem.why == "nested"


@pytest.mark.parametrize("depth", [1, 3, 1200])
def test_a_zip_in_a_zip_that_passes_for_a_workbook_is_refused(depth: int) -> None:
    """By the name of what it holds: unpacked, twenty kilobytes of such zips are as many files as one likes."""
    held = b"a,b\n1,2\n"
    for _ in range(depth + 1):
        held = zipped(**{"[Content_Types].xml1": held})
    problem = refusal(held)
    assert isinstance(problem, FileNotATable)
    assert problem.why == "nested"


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_a_zip_that_is_packed_as_no_program_packs_tables_is_refused(method: int) -> None:
    """Its memory is what it says it needs, and what is broken in it is told in other ways."""
    held = BytesIO()
    with ZipFile(held, "w", method) as archive:
        archive.writestr("spend.csv", b"a,b\n1,2\n")
    assert isinstance(refusal(held.getvalue()), FileNotATable)


def test_too_many_files_in_a_zip_are_refused() -> None:
    assert isinstance(refusal(zipped(**{f"f{number}__csv": b"a,b\n1,2\n" for number in range(101)})), FileTooLarge)


def test_a_sheet_of_too_many_columns_is_refused() -> None:
    problem = refusal(workbook([["x"] * 1001]))
    assert isinstance(problem, FileTooLarge)
    assert problem.what == "columns"
