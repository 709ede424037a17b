"""Rows of a text file, parsed anew each time they are gone through: never is the whole file in memory cell by cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import overload

from core.imports.readings import FileNotATable, FileProblem, FileTooLarge
from core.imports.sheets import Cells


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text file, and how it is written."""

    content: bytes
    encoding: str
    delimiter: str

    def opened(self) -> TextIOWrapper:
        """Its lines, their ends as they stand in the file: a cell may hold one."""
        return TextIOWrapper(BytesIO(self.content), encoding=self.encoding, newline="")

    def broken(self, error: csv.Error) -> FileProblem:
        """What is wrong where its rows cannot be told apart: behind a quote left open all that follows is one cell."""
        even = self.content.count(b'"') % 2 == 0
        if even and "field larger" in str(error):
            return FileTooLarge(most=csv.field_size_limit(), what="cell")
        return FileNotATable(why="quote")


class Rows(Sequence[Cells]):
    """The rows from ``start`` to before ``end``; going through them may raise what `Text.broken` says."""

    def __init__(self, text: Text, start: int = 0, end: int | None = None) -> None:
        self._text, self._start, self._end = text, start, end

    def __iter__(self) -> Iterator[Cells]:
        reader = csv.reader(self._text.opened(), delimiter=self._text.delimiter, strict=True)
        try:
            yield from islice(reader, self._start, self._end)
        except csv.Error as error:
            raise self._text.broken(error) from None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Cells: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Cells]: ...
    def __getitem__(self, place: int | slice) -> Cells | Sequence[Cells]:
        if isinstance(place, slice):
            return list(islice(self, *place.indices(len(self))))
        return next(islice(self, range(len(self))[place], None))

    @cached_property
    def _count(self) -> int:
        return sum(1 for _ in self)


class Lines(Sequence[int]):
    """The line each row begins on, from 1, counted only when it is asked for: a quoted cell may hold line ends."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __len__(self) -> int:
        return len(self._every)

    def __bool__(self) -> bool:
        return True

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        return self._every[place]

    @cached_property
    def _every(self) -> list[int]:
        reader = csv.reader(self._text.opened(), delimiter=self._text.delimiter)
        begins = [1]
        begins += [reader.line_num + 1 for _ in reader]
        return begins
