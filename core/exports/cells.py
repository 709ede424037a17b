"""Cells of text, harmless and quoted: text that a spreadsheet would run gets an apostrophe, and loses it again.

Formulas begin with ``=``, ``+``, ``-``, ``@``, a tab or a return; wide forms of the signs count, and what follows
spaces. Text of ours that begins so after apostrophes gets one more, so that the way back is exact.
Cells are quoted here and not by ``csv.writer``: a name is then quoted once and not in each row.
"""

from __future__ import annotations

import re

STARTERS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
QUOTE = "'"
_SPACES = " \u00a0\u2007\u202f\u3000"
_WATCHED = frozenset(f"{STARTERS}{QUOTE}{_SPACES}")
_QUOTED = re.compile(r"""[",;'\r\n\t]|^\s|\s$""")
"""What a cell is put into quotation marks for, whichever sign parts the cells."""


def cell(text: str) -> str:
    """``text`` as a harmless cell of a CSV file."""
    written = harmless(text)
    return f'"{written.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(written) else written


def harmless(text: str) -> str:
    """``text`` as a cell that nothing runs."""
    return f"{QUOTE}{text}" if text and text[0] in _WATCHED and _runs(text.lstrip(QUOTE)) else text


def as_written(cell: str) -> str:
    """The text that `harmless` made ``cell`` of."""
    return cell[1:] if cell.startswith(QUOTE) and _runs(cell.lstrip(QUOTE)) else cell


def _runs(text: str) -> bool:
    return text.lstrip(_SPACES).startswith(tuple(STARTERS))
