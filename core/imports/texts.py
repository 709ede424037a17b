"""Texts: the tables of a text file, whatever its encoding, line ends and delimiter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from itertools import islice, pairwise

from core.imports.delimiters import delimiter_of
from core.imports.encodings import encoding_of
from core.imports.readings import FileEmpty, FileTooLarge
from core.imports.sheets import Sheet
from core.imports.stacked import starts_of_tables
from core.imports.text_rows import Lines, Rows, Text

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 300_000
MOST_COLUMNS = 1_000
_LONGEST_LINE = 1_000_000
"""Bytes: of a longer line it is not even counted how many columns it has."""
_LINES_LOOKED_AT = 80
_LOOKED_AT = 16_384
"""Characters of a line that are looked at to find the delimiter."""
_GAP = re.compile(rb"\n\0?[\s,;|#\0]|\r\0?[\r,;|#]")
"""What has to be in a file of several tables: a line that is blank, a comment, or begins with an empty cell."""


def sheets_of(content: bytes) -> Sequence[Sheet]:
    """The tables of a text file, those that stand one below the other apart from each other.

    Raises `FileEmpty`, `FileNotATable` and `FileTooLarge`.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(most=MOST_BYTES, what="bytes")
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xfe\xff"):
        raise FileEmpty
    encoding = encoding_of(content)
    if _has_too_long_a_line(content):
        raise FileTooLarge(most=MOST_COLUMNS, what="columns")
    text = Text(content=content, encoding=encoding, delimiter=_delimiter(content, encoding))
    _check_size(text, _lines(content))
    return _sheets(text)


def _has_too_long_a_line(content: bytes) -> bool:
    """Goes from line end to line end, the last one within reach each time."""
    at = -1
    while len(content) - at > _LONGEST_LINE + 1:
        reach = at + 1, at + 2 + _LONGEST_LINE
        at = max(content.rfind(b"\n", *reach), content.rfind(b"\r", *reach))
        if at < 0:
            return True
    return False


def _lines(content: bytes) -> int:
    """How many lines there are, without a copy of each: twenty megabytes may be millions."""
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n") + 1


def _delimiter(content: bytes, encoding: str) -> str:
    with TextIOWrapper(BytesIO(content), encoding=encoding, newline="") as lines:
        return delimiter_of([line[:_LOOKED_AT] for line in islice(lines, _LINES_LOOKED_AT)])


def _check_size(text: Text, lines: int) -> None:
    if any(len(row) > MOST_COLUMNS for row in islice(Rows(text), _LINES_LOOKED_AT)):
        raise FileTooLarge(most=MOST_COLUMNS, what="columns")
    if lines > MOST_ROWS and len(Rows(text)) > MOST_ROWS + 1:
        raise FileTooLarge(most=MOST_ROWS, what="rows")


def _sheets(text: Text) -> list[Sheet]:
    rows = Rows(text)
    starts = starts_of_tables(rows) if _GAP.search(text.content.strip()) else [0]
    lines = Lines(text) if b'"' in text.content else ()
    if len(starts) == 1:
        return [Sheet(rows=rows, lines=lines)]
    edges = [*starts, len(rows)]
    return [
        Sheet(rows=Rows(text, start, end), lines=(lines or range(1, len(rows) + 1))[start:end])
        for start, end in pairwise(edges)
    ]
