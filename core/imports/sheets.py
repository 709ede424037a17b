"""Sheets: tables as they stand in a file, cell by cell, before anybody knows what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Cells = Sequence[str]

_FOOTER = re.compile(r"^total\s+of\s+\d+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """``rows``: from the first line of the file on, so that row 0 is what people call line 1.

    ``name``: of a workbook's sheet or of a file in a zip; empty where there is only one. ``exact``: the cells come from
    a workbook, whose numbers are plain decimals with a dot and whose dates are ISO; text in it may still be anything.
    ``lines``: where a row may span lines, the line of the file each row begins on, from 1; empty where row and line
    agree. ``hidden``: nobody sees it in the workbook, and nothing of it is read but its name.
    """

    rows: Sequence[Cells]
    name: str = ""
    exact: bool = False
    lines: Sequence[int] = ()
    hidden: bool = False

    def line(self, row: int) -> int:
        """The line of the file, from 1, on which a row begins."""
        return self.lines[row] if self.lines else row + 1


def is_footer(row: Cells) -> bool:
    """Whether a row is the footer ``Total of 33 results`` of a TikTok sheet.

    Summed with the rows, everything would count twice.
    """
    return bool(row) and _FOOTER.match(row[0].strip()) is not None
