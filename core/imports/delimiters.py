"""Delimiters: what stands between the cells of a text file, by the evidence of its header and of even rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import groupby

from core.imports.catalogue import header_names
from core.imports.headers import spellings

DELIMITERS = ",;\t|"


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter of a file that begins with these lines: the comma where there is none."""
    names = header_names()
    return max(DELIMITERS, key=lambda sign: _evidence(_rows(lines, sign), names))


def _rows(lines: Sequence[str], sign: str) -> list[list[str]]:
    """The rows as far as quotes stand where they may with this delimiter: behind another they do not."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(csv.reader(lines, delimiter=sign, strict=True))
    return rows


def _evidence(rows: Iterable[Sequence[str]], names: frozenset[str]) -> tuple[int, int]:
    """How many cells of a row are known headers, and how large the largest even block of rows is."""
    listed = [row for row in rows if len(row) > 1]
    headers = max((sum(not names.isdisjoint(spellings(cell)) for cell in row[:200]) for row in listed), default=0)
    return headers, max((_even(width, block) for width, block in _blocks(listed).items()), default=0)


def _blocks(rows: Iterable[Sequence[str]]) -> Mapping[int, int]:
    """The width of rows -> how many of that width follow one another, at most."""
    blocks: dict[int, int] = {}
    for width, run in groupby(map(len, rows)):
        blocks[width] = max(blocks.get(width, 0), sum(1 for _ in run))
    return blocks


def _even(width: int, count: int) -> int:
    return (width - 1) * count
