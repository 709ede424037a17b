"""What a file brings per campaign and channel, in a table and as text, with the ROI before and after."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import shorten
from bot.views.line_breaks import UNBROKEN
from bot.views.tables import LONGEST_CELL, Table
from bot.views.unit_tables import MOST_ROWS, whole_units
from core.imports.plans import Plan
from core.imports.previews import FilePreview
from core.imports.sums import Line
from core.money.money import Money, half_up
from core.performance.performance import Performance
from core.reports.effect import Effect

MOST_TOLD = 20
"""Rows that the text names."""


def sums(language: Language, file: FilePreview, plan: Plan) -> Table:
    """The largest first, seven and one of the rest where there are more than eight."""
    columns = _columns(file, plan)
    lines = plan.lines if len(plan.lines) <= MOST_ROWS else plan.lines[: MOST_ROWS - 1]
    rows = [(_name(language, file, line), *_figures(language, file, line, columns)) for line in lines]
    return Table(
        head=(language.say("Campaign"), *(language.say(HEADS[one]) for one in columns)),
        rows=(*rows, *_rest(language, plan.lines[len(lines) :], columns)),
    )


class Column(StrEnum):
    """What a column holds, besides the campaign."""

    ROWS = "rows"
    WAS = "was"
    SPEND = "spend"
    BEFORE = "before"
    AFTER = "after"


HEADS = {
    Column.ROWS: mark("Rows read"),
    Column.WAS: mark("Was"),
    Column.SPEND: mark("Spend"),
    Column.BEFORE: mark("ROI %"),
    Column.AFTER: mark("Then"),
}


def _columns(file: FilePreview, plan: Plan) -> tuple[Column, ...]:
    """The three that fit a phone: where earlier imports are replaced, what stood of them; the ROI where it moves."""
    if any(line.was.minor for line in plan.lines):
        return (Column.WAS, Column.SPEND)
    return (Column.SPEND, Column.BEFORE, Column.AFTER) if file.effects else (Column.ROWS, Column.SPEND)


def _figures(language: Language, file: FilePreview, line: Line, columns: Sequence[Column]) -> list[str]:
    effect = _effect(file, line)
    figures = {
        Column.ROWS: language.count(line.rows),
        Column.WAS: whole_units(language, line.was),
        Column.SPEND: whole_units(language, line.amount),
        Column.BEFORE: _roi(language, effect.before) if effect else UNBROKEN,
        Column.AFTER: _roi(language, effect.now) if effect else UNBROKEN,
    }
    return [figures[column] for column in columns]


def _name(language: Language, file: FilePreview, line: Line) -> str:
    """The campaign and its channel; a campaign still to be made is marked as new."""
    campaign = file.names.get(line.campaign, line.campaign) or language.say("No campaign")
    new = {one.key for one in file.plan.campaigns if one.is_new} if file.plan else set()
    parts = [campaign, *([words.channel(language, line.channel, file.names)] if line.channel else [])]
    name = " · ".join([*parts, *([language.say("new")] if line.campaign in new else [])])
    return shorten(name, LONGEST_CELL)


def _effect(file: FilePreview, line: Line) -> Effect | None:
    """The effect on the line's campaign, told at the first line of it."""
    lines = file.plan.lines if file.plan else ()
    first = next((one for one in lines if one.campaign == line.campaign), None)
    effects = [one for one in file.effects if one.campaign.key == line.campaign]
    return effects[0] if effects and first is line else None


def _roi(language: Language, total: Performance | None) -> str:
    return "–" if total is None or total.roi is None else language.count(half_up(total.roi))


def _rest(language: Language, rest: Sequence[Line], columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """One row for the lines that have none."""
    if not rest:
        return []
    figures = {
        Column.ROWS: language.count(sum(line.rows for line in rest)),
        Column.WAS: whole_units(language, _added([line.was for line in rest])),
        Column.SPEND: whole_units(language, _added([line.amount for line in rest])),
    }
    name = language.say_n("{n} more", "{n} more", len(rest))
    return [(name, *(figures.get(column, UNBROKEN) for column in columns))]


def _added(amounts: Sequence[Money]) -> Money:
    return sum(amounts[1:], amounts[0])


def told(language: Language, file: FilePreview, plan: Plan) -> list[str]:
    """The same as lines of text, exact to the cent."""
    rows = [_told(language, file, line) for line in plan.lines[:MOST_TOLD]]
    rows += words.more(language, len(plan.lines) - MOST_TOLD)
    return [*rows, *effects_told(language, file.effects)]


def _told(language: Language, file: FilePreview, line: Line) -> str:
    rows = language.say_n("{n} row", "{n} rows", line.rows)
    text = f"{_name(language, file, line)}: {language.money(line.amount)}, {rows}"
    return f"{text} · {language.say('was {amount}', amount=language.money(line.was))}" if line.was.minor else text


def effects_told(language: Language, effects: Sequence[Effect], *, saved: bool = False) -> list[str]:
    """The ROI lines of each campaign, before and after. ``saved``: what comes after is so already."""
    lines = []
    for effect in effects:
        name, after = effect.campaign.name, words.roi_line(language, effect.now)
        before = effect.before and not effect.before.empty and words.roi_line(language, effect.before)
        if before:
            lines.append(_before(language, name, before, saved=saved))
        lines.append(_after(language, name, after, saved=saved))
    return lines


def _before(language: Language, name: str, line: str, *, saved: bool) -> str:
    if saved:
        return language.say("{campaign} before: {line}", campaign=name, line=line)
    return language.say("{campaign} now: {line}", campaign=name, line=line)


def _after(language: Language, name: str, line: str, *, saved: bool) -> str:
    if saved:
        return language.say("{campaign} now: {line}", campaign=name, line=line)
    return language.say("{campaign} then: {line}", campaign=name, line=line)
