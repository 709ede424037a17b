"""Banners: what the comments above a table say of it.

Analytics tools write lines that begin with ``#``: the account, and the first and last day of the table that follows:
``# Start date: 20230923`` or ``# 20150416-20150416``, in whatever language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from core.imports.sheets import Sheet
from core.imports.stacked import is_comment

_RANGE = re.compile(r"(?<!\d)(\d{8})\s*[-–]\s*(\d{8})(?!\d)")
_DAY = re.compile(r":\s*(\d{8})\s*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Banner:
    """``start`` and ``end``: the first and last day, both included, where they are said. ``account``: or property."""

    start: date | None = None
    end: date | None = None
    account: str = ""


def banners(sheets: Iterable[Sheet]) -> Sequence[Banner]:
    """What stands above each table of a file; above one without comments holds what was said before it."""
    comments: list[str] = []
    every: list[Banner] = []
    for sheet in sheets:
        comments += _comments(sheet)
        every.append(_banner(comments))
    return every


def _comments(sheet: Sheet) -> Iterator[str]:
    """The comments above the first row of the table."""
    above = takewhile(lambda row: is_comment(row) or not any(map(str.strip, row)), sheet.rows)
    return (",".join(cell for cell in row if cell.strip()).lstrip("\ufeff# ") for row in above if is_comment(row))


def _banner(comments: Sequence[str]) -> Banner:
    start, end = _days(comments)
    return Banner(start=start, end=end, account=_account(comments))


def _days(comments: Sequence[str]) -> tuple[date | None, date | None]:
    """The last range said, or the last two days said one after the other."""
    ranges = [(match[1], match[2]) for comment in comments if (match := _RANGE.search(comment))]
    singles = [match[1] for comment in comments if (match := _DAY.search(comment))]
    pairs = ranges or ([(singles[-2], singles[-1])] if len(singles) > 1 else [])
    return (_day(pairs[-1][0]), _day(pairs[-1][1])) if pairs else (None, None)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _account(comments: Sequence[str]) -> str:
    """The property, or else the account: what stands last behind a colon, in any language, and is no day."""
    named = [comment.partition(":")[2].strip() for comment in comments if ":" in comment and not _DAY.search(comment)]
    return next((name for name in reversed(named) if name), "")
