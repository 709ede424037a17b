"""Stacked tables: several in one text file, one below the other, each under blank lines or comments of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.imports.sheets import Cells

_COMMENT = re.compile(r"#(?:$|[\s-])")
_NUMBER = re.compile(r"[0-9]")


def starts_of_tables(rows: Iterable[Cells]) -> list[int]:
    """The row each table begins on, the comments above its header included; the first is row 0.

    What stands below blank lines is a table of its own only if it has a header with a word in every cell, and another
    number of cells or comments above it: nothing that may be a row of the table before is taken from it.
    """
    starts, width, gap, commented = [0], 0, -1, False
    for place, row in enumerate(rows):
        if is_comment(row) or not any(map(str.strip, row)):
            gap = place if gap < 0 else gap
            commented = commented or is_comment(row)
            continue
        if not width:
            width = len(row) if _heads(row) else 0
        elif gap >= 0 and _heads(row) and all(map(str.strip, row)) and (commented or len(row) != width):
            starts.append(gap)
            width = len(row)
        gap, commented = -1, False
    return starts


def is_comment(row: Cells) -> bool:
    """Whether a row is a remark of the program that wrote the file: ``# Start date: 20260101``."""
    return bool(row) and _COMMENT.match(row[0].lstrip("\ufeff ")) is not None and len(_filled(row)) <= 2


def _heads(row: Cells) -> bool:
    """Whether a row may be the head of a table: two words and more, and no number among them."""
    filled = _filled(row)
    return len(filled) > 1 and not any(cell.endswith(":") or _NUMBER.search(cell) for cell in filled)


def _filled(row: Cells) -> list[str]:
    return [cell for cell in map(str.strip, row) if cell]
