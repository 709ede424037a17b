"""Sections: the tables of one sheet that are set apart by empty lines, and what the comments above each say.

Analytics tools write so: lines that begin with ``#``, a table, an empty line, the next. The first and the last day of a
table stand in the comments, ``# Start date: 20230923`` or ``# 20150416-20150416``, in whatever language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.imports.sheets import Cells, Sheet

_RANGE = re.compile(r"(?<!\d)(\d{8})\s*[-–]\s*(\d{8})(?!\d)")
_DAY = re.compile(r":\s*(\d{8})\s*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One table. ``start`` and ``end``: its first and last day, both included, where the comments above it say them.

    ``account``: what the comments call the account or property, where they do.
    """

    sheet: Sheet
    start: date | None = None
    end: date | None = None
    account: str = ""


def has_comments(sheet: Sheet) -> bool:
    """Whether the first line that is not empty is a comment."""
    first = next((row for row in sheet.rows if not _is_empty(row)), ())
    return _is_comment(first)


def sections(sheet: Sheet) -> Sequence[Section]:
    """The tables of a sheet, in their order; one without a comment above keeps what was said before."""
    comments: list[str] = []
    parts: list[Section] = []
    for rows, above in _blocks(sheet):
        comments += above
        if rows:
            parts.append(_section(sheet, rows, comments))
    return parts


def _blocks(sheet: Sheet) -> Iterator[tuple[list[int], list[str]]]:
    """The rows of each table, with the comments that stand right before it; the last may be comments alone."""
    rows: list[int] = []
    comments: list[str] = []
    for place, row in enumerate(sheet.rows):
        if rows and (_is_empty(row) or _is_comment(row)):
            yield rows, comments
            rows, comments = [], []
        if _is_comment(row):
            comments.append(",".join(cell for cell in row if cell.strip()).lstrip("# "))
        elif not _is_empty(row):
            rows.append(place)
    yield rows, comments


def _section(sheet: Sheet, rows: Sequence[int], comments: Sequence[str]) -> Section:
    start, end = _days(comments)
    table = Sheet(
        rows=[sheet.rows[row] for row in rows],
        name=sheet.name,
        exact=sheet.exact,
        lines=[sheet.line(row) for row in rows],
    )
    return Section(sheet=table, start=start, end=end, account=_account(comments))


def _days(comments: Sequence[str]) -> tuple[date | None, date | None]:
    """The last range said, or the last two days said one after the other."""
    ranges = [(match[1], match[2]) for comment in comments if (match := _RANGE.search(comment))]
    singles = [match[1] for comment in comments if (match := _DAY.search(comment))]
    pairs = ranges or [(singles[-2], singles[-1])] if len(singles) > 1 or ranges else []
    return (_day(pairs[-1][0]), _day(pairs[-1][1])) if pairs else (None, None)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _account(comments: Sequence[str]) -> str:
    """What stands behind ``Property:``, or else ``Account:``, in any language: the last of two such lines."""
    named = [comment.partition(":")[2].strip() for comment in comments if ":" in comment and not _DAY.search(comment)]
    return next((name for name in reversed(named) if name), "")


def _is_comment(row: Cells) -> bool:
    return bool(row) and row[0].lstrip("\ufeff ").startswith("#")


def _is_empty(row: Cells) -> bool:
    return not any(cell.strip() for cell in row)
