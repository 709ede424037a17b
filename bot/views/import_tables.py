"""What a file brings per campaign and channel, in a table and as text, with the ROI before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import shorten
from bot.views.effects import roi_line
from bot.views.line_breaks import UNBROKEN, breakable
from bot.views.tables import LONGEST_CELL, Table
from bot.views.unit_tables import MOST_ROWS, whole_units
from core.imports.kind import Brings
from core.imports.plans import Plan
from core.imports.previews import FilePreview
from core.imports.readings import Ask
from core.imports.sums import Line
from core.money.rounding import half_up
from core.performance.performance import Performance
from core.reports.effect import Effect
from core.setup.campaigns import Campaign

MOST_NAMED = 3
"""Campaigns that are named in one line."""
MOST_TOLD = 20
"""Rows that the text names."""


def lines_of(plan: Plan) -> Sequence[Line]:
    """What is worth telling, campaign by campaign: nothing of a file that is imported already, nor of a whole bank
    statement, of which people choose the lines that are spend, nor before it is known whether VAT is in the amounts.
    """
    choosing = any(asked.ask in (Ask.LINES, Ask.TAX) for asked in plan.asks)
    return () if plan.same_file or choosing else plan.lines


def sums(language: Language, file: FilePreview, plan: Plan) -> Table:
    """The largest first, seven and one of the rest where there are more than eight."""
    columns = _columns(file, plan)
    every = lines_of(plan)
    lines = every if len(every) <= MOST_ROWS else every[: MOST_ROWS - 1]
    rows = [(breakable(_name(language, file, line)), *_figures(language, file, line, columns)) for line in lines]
    return Table(
        head=(language.say("Campaign"), *(language.say(HEADS[one]) for one in columns)),
        rows=(*rows, *_rest(language, every[len(lines) :], columns)),
        wide_heads=True,
    )


class Column(StrEnum):
    """What a column holds, besides the campaign."""

    ROWS = "rows"
    WAS = "was"
    SPEND = "spend"
    BEFORE = "before"
    AFTER = "after"
    RESULTS = "results"
    REVENUE = "revenue"
    DEALS = "deals"
    WORTH = "worth"


HEADS = {
    Column.ROWS: mark("Rows read"),
    Column.WAS: mark("Was"),
    Column.SPEND: mark("Spend"),
    Column.BEFORE: mark("ROI % now"),
    Column.AFTER: mark("ROI % after"),
    Column.RESULTS: mark("Conversions"),
    Column.REVENUE: mark("Revenue"),
    Column.DEALS: mark("Deals"),
    Column.WORTH: mark("Worth"),
}


def _columns(file: FilePreview, plan: Plan) -> tuple[Column, ...]:
    """The three that fit a phone: where earlier imports are replaced, what stood of them; the ROI where it moves."""
    if plan.reading.brings is Brings.DEALS:
        return (Column.DEALS, Column.WORTH)
    if plan.reading.brings is Brings.RESULTS:
        return (Column.RESULTS, Column.REVENUE)
    if any(line.was.minor for line in plan.lines):
        return (Column.WAS, Column.SPEND, *([Column.AFTER] if file.effects else []))
    return (Column.SPEND, Column.BEFORE, Column.AFTER) if file.effects else (Column.ROWS, Column.SPEND)


def _figures(language: Language, file: FilePreview, line: Line, columns: Sequence[Column]) -> list[str]:
    effect = _effect(file, line)
    figures = {
        **_sums(language, line),
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
    figures = _sums(language, _joined(rest))
    name = language.say_n("{n} more", "{n} more", len(rest))
    return [(name, *(figures.get(column, UNBROKEN) for column in columns))]


def _joined(lines: Sequence[Line]) -> Line:
    """All lines as one."""
    first, *others = lines
    for one in others:
        first = replace(
            first,
            amount=first.amount + one.amount,
            was=first.was + one.was,
            rows=first.rows + one.rows,
            results=first.results + one.results,
        )
    return first


def _sums(language: Language, line: Line) -> dict[Column, str]:
    """What can be summed of lines."""
    amount, results = whole_units(language, line.amount), language.count(line.results)
    return {
        Column.ROWS: language.count(line.rows),
        Column.WAS: whole_units(language, line.was),
        Column.SPEND: amount,
        Column.RESULTS: results,
        Column.REVENUE: amount,
        Column.DEALS: results,
        Column.WORTH: amount,
    }


def in_words(language: Language, file: FilePreview, plan: Plan) -> list[str]:
    """The same as lines of text, exact to the cent."""
    every = lines_of(plan)
    rows = [_line_in_words(language, file, plan, line) for line in every[:MOST_TOLD]]
    rows += words.more(language, len(every) - MOST_TOLD)
    return [*rows, *effects_told(language, file.effects), *outside(language, file.outside)]


def _line_in_words(language: Language, file: FilePreview, plan: Plan, line: Line) -> str:
    text = f"{_name(language, file, line)}: {language.money(line.amount)}, {_count(language, plan, line)}"
    if not line.was.minor:
        return text
    was = language.say("was {amount}", amount=language.money(line.was))
    return f"{text} · {was}"


def _count(language: Language, plan: Plan, line: Line) -> str:
    """What the amount is of: rows, conversions or deals."""
    match plan.reading.brings:
        case Brings.RESULTS:
            return language.say_n("{n} conversion", "{n} conversions", line.results)
        case Brings.DEALS:
            return language.say_n("{n} deal", "{n} deals", line.results)
    return language.say_n("{n} row", "{n} rows", line.rows)


def effects_told(language: Language, effects: Sequence[Effect], *, saved: bool = False) -> list[str]:
    """The ROI lines of each campaign, before and after. ``saved``: what comes after is so already."""
    lines = []
    for effect in effects:
        campaign, before = effect.campaign, effect.before
        if before and not before.empty:
            lines.append(_before(language, campaign.name, roi_line(language, campaign, before), saved=saved))
        lines.append(_after(language, campaign.name, roi_line(language, campaign, effect.now), saved=saved))
    return [*lines, *without_conversions(language, effects)]


def without_conversions(language: Language, effects: Sequence[Effect]) -> list[str]:
    """Why the ROI of campaigns is -100%, which is no verdict on them (J-03); nothing where it is of none."""
    names = [one.campaign.name for one in effects if one.now.cost > 0 and not one.now.results]
    if not names:
        return []
    named = words.cut(language, names[:MOST_NAMED], len(names) - MOST_NAMED)
    return [language.say("ROI -100%: no conversions logged yet ({names})", names=named)]


def _before(language: Language, name: str, line: str, *, saved: bool) -> str:
    if saved:
        return language.say("{campaign} before: {line}", campaign=name, line=line)
    return language.say("{campaign} now: {line}", campaign=name, line=line)


def _after(language: Language, name: str, line: str, *, saved: bool) -> str:
    if saved:
        return language.say("{campaign} now: {line}", campaign=name, line=line)
    return language.say("{campaign} after saving: {line}", campaign=name, line=line)


def outside(language: Language, campaigns: Sequence[Campaign]) -> list[str]:
    """Why the ROI of campaigns leaves some of it out: their own days; nothing where it is of none."""
    if not campaigns:
        return []
    names = [f"{one.name} ({_own_days(language, one)})" for one in campaigns[:MOST_NAMED]]
    return [
        language.say_n(
            "Some of it is outside the campaign’s days and not in its ROI: {names}",
            "Some of it is outside the campaigns’ days and not in their ROI: {names}",
            len(campaigns),
            names=words.cut(language, names, len(campaigns) - MOST_NAMED),
        )
    ]


def _own_days(language: Language, campaign: Campaign) -> str:
    if campaign.start and campaign.end:
        return language.period(campaign.period)
    if campaign.start:
        return language.say("from {day}", day=language.day(campaign.start))
    return language.say("until {day}", day=language.day(campaign.period.last))
