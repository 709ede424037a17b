"""Reads a file: the sheet that holds the table, its kind, its rows, and what has to be asked before they are booked."""

from __future__ import annotations

from collections.abc import Sequence

from core.imports.choices import Choices
from core.imports.readings import FileEmpty, Reading
from core.imports.sheets import Sheet
from core.imports.worlds import World


def read(sheets: Sequence[Sheet], choices: Choices, world: World, file: str = "") -> Reading:
    """What a file says, as far as it is beyond doubt; what is not, as questions. ``file``: its name.

    Raises the `FileProblem` of a file that cannot be read at all.
    """
    del choices, world, sheets
    raise FileEmpty(file=file)
