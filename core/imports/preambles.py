"""Preambles: the lines above a table, which may say what period it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.imports.dates import dated
from core.imports.sheets import Cells

_BETWEEN = re.compile(r"(?<!\s)\s+(?:[-–—]|to|do|bis|au|al|a|até)\s+|(?<=[0-9]{8})-(?=[0-9]{8})", re.IGNORECASE)
_LABEL = re.compile(r"^[^0-9:]{1,60}:\s*")
_COMMENT = re.compile(r"^[#\s]+")


def dates_above(rows: Sequence[Cells]) -> tuple[str, str] | None:
    """The first and the last day, as written, that the lines above a table name; None where they name none."""
    singles: list[str] = []
    for text in _texts(rows):
        parts = [part.strip() for part in _BETWEEN.split(text)]
        if len(parts) == 2 and all(map(dated, parts)):
            return parts[0], parts[1]
        if len(parts) == 1 and dated(text):
            singles.append(text)
    return (singles[0], singles[1]) if len(singles) > 1 else None


def _texts(rows: Sequence[Cells]) -> Iterator[str]:
    """Each line as it may have stood before it was divided, and else each of its cells, without their labels."""
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        whole = ", ".join(cells)
        if len(cells) > 1 and (dated(_bare(whole)) or len(_BETWEEN.split(whole)) == 2):
            yield _bare(whole)
        else:
            yield from map(_bare, cells)


def _bare(text: str) -> str:
    return _LABEL.sub("", _COMMENT.sub("", text)).strip()
