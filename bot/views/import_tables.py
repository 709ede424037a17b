"""What a file brings per campaign and channel, in a table and as text, with the ROI before and after."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
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
    """The largest first; where earlier imports are replaced, what stood of them beside."""
    lines = plan.lines[:MOST_ROWS]
    replaces = any(line.was.minor for line in plan.lines)
    rows = [_row(language, file, line, lines, replaces=replaces) for line in lines]
    return Table(head=_heads(language, replaces=replaces), rows=(*rows, *_rest(language, plan, replaces=replaces)))


def _heads(language: Language, *, replaces: bool) -> tuple[str, ...]:
    spend = language.say("Spend")
    if replaces:
        return language.say("Campaign"), language.say("Was"), spend, language.say("ROI % then")
    return language.say("Campaign"), spend, language.say("ROI %"), language.say("Then")


def _row(
    language: Language, file: FilePreview, line: Line, lines: Sequence[Line], *, replaces: bool
) -> tuple[str, ...]:
    name = shorten(_name(language, file, line), LONGEST_CELL)
    before, after = _rois(language, file.effects, line, lines)
    if replaces:
        return name, whole_units(language, line.was), whole_units(language, line.amount), after
    return name, whole_units(language, line.amount), before, after


def _name(language: Language, file: FilePreview, line: Line) -> str:
    """The campaign and its channel; a campaign still to be made is marked as new."""
    campaign = file.names.get(line.campaign, line.campaign) or language.say("No campaign")
    new = {one.key for one in file.plan.campaigns if one.is_new} if file.plan else set()
    parts = [campaign, *([words.channel(language, line.channel, file.names)] if line.channel else [])]
    return " · ".join([*parts, *([language.say("new")] if line.campaign in new else [])])


def _rois(language: Language, effects: Sequence[Effect], line: Line, lines: Sequence[Line]) -> tuple[str, str]:
    """The ROI of the line's campaign before and after, in whole percents, at the first line of it."""
    first = next(one for one in lines if one.campaign == line.campaign)
    effect = _effect(effects, line.campaign)
    if effect is None or first is not line:
        return UNBROKEN, UNBROKEN
    return _roi(language, effect.before), _roi(language, effect.now)


def _effect(effects: Sequence[Effect], campaign: str) -> Effect | None:
    return next((one for one in effects if one.campaign.key == campaign), None)


def _roi(language: Language, total: Performance | None) -> str:
    return "–" if total is None or total.roi is None else language.count(half_up(total.roi))


def _rest(language: Language, plan: Plan, *, replaces: bool) -> list[tuple[str, ...]]:
    """One row for the lines that have none."""
    rest = plan.lines[MOST_ROWS:]
    if not rest:
        return []
    name = language.say_n("{n} more", "{n} more", len(rest))
    was, amount = (
        whole_units(language, _added(parts)) for parts in zip(*((one.was, one.amount) for one in rest), strict=True)
    )
    return [(name, was, amount, UNBROKEN) if replaces else (name, amount, UNBROKEN, UNBROKEN)]


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


def effects_told(language: Language, effects: Sequence[Effect]) -> list[str]:
    """The ROI lines of each campaign, before and after."""
    lines = []
    for effect in effects:
        if effect.before is not None and not effect.before.empty:
            before = words.roi_line(language, effect.before)
            lines.append(language.say("{campaign} now: {line}", campaign=effect.campaign.name, line=before))
        after = words.roi_line(language, effect.now)
        lines.append(language.say("{campaign} then: {line}", campaign=effect.campaign.name, line=after))
    return lines
