"""Sheets: what in an exported file is a row and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FOOTER = re.compile(r"^total\s+of\s+\d+", re.IGNORECASE)


def is_footer(row: Sequence[str]) -> bool:
    """Whether a row is the footer ``Total of 33 results`` of a TikTok sheet.

    Summed with the rows, everything would count twice.
    """
    return bool(row) and _FOOTER.match(row[0].strip()) is not None
