"""The tables of channels, campaigns and content types: whole units and percents, and each row's verdict at its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.language import Language, mark
from bot.views import marks
from bot.views.blocks import shorten
from bot.views.tables import LONGEST_CELL, Table
from core.money.money import Money, decimals
from core.money.rounding import half_up
from core.performance.performance import Performance, Row

MOST_ROWS = 8
"""Rows of a table in a first view; *Details* has the others."""


def unit_table(language: Language, head: str, rows: Sequence[Row], names: Mapping[str, str]) -> Table:
    """Rows that are tied to a unit, the greatest loss first; what is not tied to one stands below the table.

    ``head``: what the rows are of; ``names``: key -> name of each row.
    """
    own = [row for row in rows if not row.overhead][:MOST_ROWS]
    if any(row.margin_set for row in own):
        return _on_margin(language, head, own, names)
    return Table(
        head=figure_heads(language, head),
        rows=tuple((_name(language, names[row.key], row), *figures(language, row.performance)) for row in own),
    )


def _on_margin(language: Language, head: str, rows: Sequence[Row], names: Mapping[str, str]) -> Table:
    """With the ROI on margin, which verdicts, order and losses are of (J-08)."""
    *heads, _roi = figure_heads(language, head)
    return Table(
        head=(*heads, language.say("Margin ROI %")),
        rows=tuple(
            (_name(language, names[row.key], row), *figures(language, row.performance)[:2], _margin_roi(language, row))
            for row in rows
        ),
        wide_heads=True,
    )


def _margin_roi(language: Language, row: Row) -> str:
    cost = row.performance.cost
    return language.count(half_up(-row.excess * 100 / cost)) if cost > 0 else "–"


UNTIED = {
    "channel": mark("Not tied to a channel: {cost}"),
    "campaign": mark("Not tied to a campaign: {cost}"),
    "content": mark("Without a content type: {cost}"),
}
"""By what the rows are of, the words for cost that belongs to none of them."""


def table_notes(language: Language, rows: Sequence[Row], currency: str, names: Mapping[str, str], by: str) -> list[str]:
    """The small print of the table: its currency, what it leaves out, and what is not tied to a unit.

    ``names``: of campaigns, for those whose cost serves all; ``by``: what the rows are of. Nothing where there is no
    row.
    """
    if not rows:
        return []
    hidden = left_out(rows)
    return [
        language.say("Amounts in {currency}, rounded", currency=currency),
        *([language.say_n("{n} more row in Details", "{n} more rows in Details", hidden)] if hidden else []),
        *(_overhead(language, row, names, by) for row in rows if row.overhead),
    ]


def _overhead(language: Language, row: Row, names: Mapping[str, str], by: str) -> str:
    cost = language.money(row.performance.invested)
    if row.key in names:
        return language.say("{name} (serves all): {cost}", name=names[row.key], cost=cost)
    return language.say(UNTIED[by], cost=cost)


def figure_heads(language: Language, head: str) -> tuple[str, ...]:
    return (head, language.say("Cost"), language.say("Return"), language.say("ROI %"))


def figures(language: Language, total: Performance) -> tuple[str, str, str]:
    """Cost, return and ROI as bare whole numbers, halves away from zero: what they are in stands in the head."""
    roi = "–" if total.roi is None else language.count(half_up(total.roi))
    return whole_units(language, total.invested), whole_units(language, total.returned), roi


def whole_units(language: Language, amount: Money) -> str:
    return language.count(half_up(Fraction(amount.minor, 10 ** decimals(amount.currency))))


def left_out(rows: Sequence[Row]) -> int:
    """How many rows the table leaves to *Details*."""
    return max(0, sum(not row.overhead for row in rows) - MOST_ROWS)


def _name(language: Language, name: str, row: Row) -> str:
    """The name, cut before its mark is: a mark never stands without its word."""
    sign = marks.in_cell(language, row)
    return f"{shorten(name, LONGEST_CELL - len(sign) - 1)} {sign}" if sign else name
