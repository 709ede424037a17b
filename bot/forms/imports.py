"""The form that changes an import, as choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from bot.forms.fields import FormErrors
from core.calendar.periods import EndBeforeStart, Period
from core.calendar.weekly import UnknownChoice
from core.imports.choices import CLAIMED, NO_CAMPAIGN, Choices, Double, Overlap
from core.imports.dates import EARLIEST, LATEST
from core.imports.form_fields import (
    COLUMNS,
    NONE,
    campaign_field,
    column_field,
    double_field,
    goal_field,
    overlap_field,
    source_field,
    stage_field,
)
from core.imports.meanings import Level, Meaning
from core.imports.plans import Plan
from core.imports.readings import Ask
from core.imports.utm import NO_CHANNEL
from core.money.money import parse_currency, parse_percent
from core.problems import Problem
from core.sales.deals import WON

T = TypeVar("T")


def import_choices(typed: Mapping[str, str]) -> Choices:
    """What the form that takes files says of all of them. Raises `FormErrors`."""
    return Choices(channel=typed.get("channel", ""), currency=_read("currency", typed, parse_currency) or "")


def changed_choices(typed: Mapping[str, str], plan: Plan, *, comma: bool = False) -> Choices:
    """The choices of a file with what the form says. ``plan``: the one that the form was drawn of.

    ``comma``: whether the person's language writes decimals with one. Raises `FormErrors` with the problem of a field.
    """
    before = plan.choices
    columns = dict(_columns(typed, plan)) or before.columns
    return replace(
        before,
        columns=columns,
        day_first=_of_column(_yes(typed, "day_first", before.day_first), Meaning.DAY, columns, plan),
        decimal=_of_column(typed.get("decimal", before.decimal), Meaning.SPEND, columns, plan) or "",
        currency=_read("currency", typed, parse_currency) or before.currency,
        level=_read("level", typed, _level) or before.level,
        channel=typed.get("channel", before.channel),
        micros=_of_column(_yes(typed, "micros", before.micros), Meaning.SPEND, columns, plan),
        tax=_tax(typed, before.tax, comma=comma),
        campaigns={**before.campaigns, **dict(_campaigns(typed, plan))},
        goals={**before.goals, **dict(_goals(typed, plan))},
        stages={**before.stages, **dict(_stages(typed, plan))},
        sources={**before.sources, **dict(_sources(typed, plan))},
        sheet=typed.get("sheet", before.sheet),
        year=_of_column(_year(typed, before.year), Meaning.DAY, columns, plan) or 0,
        period=_period(typed) or before.period,
        lines=_lines(typed, before.lines),
        overlaps={**before.overlaps, **dict(_overlaps(typed, plan))},
        doubles={**before.doubles, **dict(_doubles(typed, plan))},
    )


def check_changes(typed: Mapping[str, str], *, comma: bool = False) -> None:
    """Raises `FormErrors` where a field of the form cannot be read, whatever file it is about."""
    _read("currency", typed, parse_currency)
    _read("level", typed, _level)
    _tax(typed, None, comma=comma)
    _period(typed)


def _columns(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[Meaning, str]]:
    headers = {str(number): header for number, header in enumerate(plan.reading.headers)}
    for meaning in COLUMNS:
        if (chosen := typed.get(column_field(meaning), NONE)) in headers:
            yield meaning, headers[chosen]


def _of_column(answer: T, meaning: Meaning, columns: Mapping[Meaning, str], plan: Plan) -> T | None:
    """How a column's cells are read; not decided where the form drew its question of another column than was chosen."""
    asked = any(question.ask is Ask.COLUMNS for question in plan.asks)
    other = columns.get(meaning) != plan.reading.proposed.get(meaning)
    return None if asked and other else answer


def _campaigns(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[str, str]]:
    for one in plan.campaigns:
        if chosen := typed.get(campaign_field(one.written)):
            yield one.written, NO_CAMPAIGN if chosen == NONE else chosen


def _goals(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[str, str]]:
    types = {result.type for result in (*plan.reading.claims, *plan.reading.results)}
    for written in types | ({WON} if plan.reading.deals else set()):
        if chosen := typed.get(goal_field(written)):
            yield written, CLAIMED if chosen == NONE else chosen


def _stages(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[str, str]]:
    for words in {deal.stage for deal in plan.reading.deals}:
        if chosen := typed.get(stage_field(words)):
            yield words, chosen


def _sources(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[str, str]]:
    for key in {*plan.booked.unlinked, *plan.choices.sources}:
        if chosen := typed.get(source_field(key)):
            yield key, NO_CHANNEL if chosen == NONE else chosen


def _period(typed: Mapping[str, str]) -> Period | None:
    """The days of a table that names none. Raises `FormErrors`."""
    if not (typed.get("start") and typed.get("end")):
        return None
    try:
        start, last = date.fromisoformat(typed["start"]), date.fromisoformat(typed["end"])
        return Period(start=start, end=last + timedelta(days=1))
    except EndBeforeStart as problem:
        raise FormErrors(problems={"end": EndBeforeStart(start=start, end=last)}) from problem


def _overlaps(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[int, Overlap]]:
    for one in plan.overlaps:
        if (chosen := typed.get(overlap_field(one.earlier.id), "")) in Overlap.__members__.values():
            yield one.earlier.id, Overlap(chosen)


def _doubles(typed: Mapping[str, str], plan: Plan) -> Iterator[tuple[str, Double]]:
    for one in plan.booked.doubled:
        if (chosen := typed.get(double_field(one.goal), "")) in Double.__members__.values():
            yield one.goal, Double(chosen)


def _lines(typed: Mapping[str, str], before: frozenset[int] | None) -> frozenset[int] | None:
    """The numbers of the lines that were chosen; a form without that field leaves them as they are."""
    if "lines" not in typed:
        return before
    return frozenset(int(number) for number in typed["lines"].split(",") if number.isdigit())


def _tax(typed: Mapping[str, str], before: Decimal | None, *, comma: bool) -> Decimal | None:
    text = typed.get("tax", "")
    if not text.strip():
        return before
    return _read("tax", typed, lambda percent: parse_percent(percent, 2, "tax", zero=True, comma=comma))


def _year(typed: Mapping[str, str], before: int) -> int:
    text = typed.get("year", "")
    return int(text) if text.isdecimal() and EARLIEST <= int(text) <= LATEST else before


def _yes(typed: Mapping[str, str], name: str, before: bool | None) -> bool | None:
    return typed[name] == "yes" if name in typed else before


def _level(text: str) -> Level:
    if text not in Level.__members__.values():
        raise UnknownChoice(text=text, field="level")
    return Level(text)


def _read(name: str, typed: Mapping[str, str], parsed: Callable[[str], T]) -> T | None:
    """What a field says; None where it is empty. Raises `FormErrors`."""
    if not typed.get(name, "").strip():
        return None
    try:
        return parsed(typed[name])
    except Problem as problem:
        raise FormErrors(problems={name: problem}) from problem
