"""Tables, as Slack's own block: a name and right-aligned figures, so narrow that a phone shows all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views.blocks import Block, shorten
from bot.views.line_breaks import UNBROKEN, kept_together

LONGEST_CELL = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """``head``: what each column holds; ``rows``: as many cells each. The first column holds names and may wrap.

    ``wide_heads``: the heads of the others are names, too, and may wrap as well; figures never do.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide_heads: bool = False


def table_block(table: Table) -> Block:
    """The table as Slack draws it. A message takes one, and no modal or Home any."""
    figures = [{"align": "right", "is_wrapped": table.wide_heads}] * (len(table.head) - 1)
    return {
        "type": "table",
        "column_settings": [{"align": "left", "is_wrapped": True}, *figures],
        "rows": [_cells(row) for row in (table.head, *table.rows)],
    }


def _cells(row: Sequence[str]) -> list[Block]:
    """Slack takes no empty cell."""
    return [{"type": "raw_text", "text": kept_together(shorten(cell, LONGEST_CELL)) or UNBROKEN} for cell in row]
