"""The fields that say which column of a table nobody knows is what, each proposed from what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.views import import_words
from bot.views.blocks import Block, shorten
from bot.views.inputs import field, select
from core.imports.form_fields import COLUMNS, NONE, column_field
from core.imports.meanings import Meaning
from core.imports.plans import Plan

MOST_COLUMNS = 99
"""Columns that a menu offers, beside that there is none."""
EXAMPLES = 2
"""Cells of a column that stand beside its header."""
NEEDED = (Meaning.SPEND,)
USUAL = (Meaning.DAY, Meaning.SPEND, Meaning.CAMPAIGN, Meaning.CHANNEL)
"""What nearly every table says; the other columns stand at the end of the form."""


def column_fields(language: Language, plan: Plan, meanings: Sequence[Meaning] = COLUMNS) -> Iterator[Block]:
    """A menu for each meaning, of all columns with what stands in them."""
    headers = plan.reading.headers
    options = [(str(number), _column(plan, header)) for number, header in enumerate(headers[:MOST_COLUMNS])]
    for meaning in meanings:
        yield _column_field(language, plan, meaning, options)


def _column_field(language: Language, plan: Plan, meaning: Meaning, options: list[tuple[str, str]]) -> Block:
    header = plan.choices.columns.get(meaning) or plan.reading.proposed.get(meaning, "")
    chosen = str(plan.reading.headers.index(header)) if header in plan.reading.headers[:MOST_COLUMNS] else None
    needed = meaning in NEEDED
    none = [] if needed else [(NONE, language.say("Not in this file"))]
    label = language.say(import_words.MEANINGS[meaning])
    menu = select([*none, *options], chosen or (None if needed else NONE))
    return field(column_field(meaning), label, menu, optional=not needed)


def _column(plan: Plan, header: str) -> str:
    return of_column(header, *plan.reading.examples.get(header, ()))


def of_column(header: str, *cells: str) -> str:
    """``Amount · 120.00, 64.50``: a column and what stands in it."""
    return shorten(" · ".join(filter(None, (header or "–", ", ".join(cells[:EXAMPLES])))), 75)
