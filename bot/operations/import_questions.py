"""What `roibot import` cannot decide by itself: each question in a line, with the option that decides it."""

from __future__ import annotations

from collections.abc import Mapping

from core.imports.plans import Plan
from core.imports.readings import Ask, Question
from core.imports.scopes import Clash, Overlapping
from core.sales.deals import WON

OPTIONS: Mapping[Ask, str] = {
    Ask.CHANNEL: "--channel linkedin",
    Ask.COLUMNS: '--column "day=HEADER" --column "spend=HEADER"',
    Ask.CURRENCY: "--currency EUR",
    Ask.DATE_ORDER: "--day-first or --month-first",
    Ask.DECIMAL: "--decimal , or --decimal .",
    Ask.LEVEL: "--level campaign",
    Ask.LINES: "--lines 3,5-9 with the lines of the file that are marketing costs",
    Ask.MICROS: "--micros or --whole-units",
    Ask.PERIOD: "--days 2026-07-01..2026-07-31",
    Ask.SHEET: "--sheet NAME",
    Ask.TAX: "--vat 23, or --vat 0",
    Ask.YEAR: "--year 2026",
}
"""What is asked -> the option that decides it."""

MOST_NAMED = 12
"""Headers or sheets that are named."""

CLASHES: Mapping[Clash, str] = {
    Clash.OLDER: "the file is older than import {id} ({file}): add --newer where it is not, or --keep-both",
    Clash.LEVEL: "import {id} ({file}) has the same days at another level: add --replace or --keep-both",
    Clash.PERIOD: "import {id} ({file}) has some of these days: add --replace or --keep-both",
    Clash.STRANGER: "import {id} ({file}) may be of the same account: add --replace or --keep-both",
    Clash.SAME: "import {id} ({file}) has the same days: add --replace or --keep-both",
}


def open_question(plan: Plan) -> str:
    """The first that is open, of a plan that has one."""
    if plan.asks:
        return _asked(plan.asks[0])
    for name in plan.unnamed:
        near = name.near[0].key if name.near else name.key
        return f"is the campaign “{name.written}” the one called {near}? Add --campaign “{name.written}={near}”, or =+."
    if plan.clashes:
        return _clash(plan.clashes[0])
    return _of_results(plan)


def _asked(question: Question) -> str:
    what = question.ask.value.replace("_", " ")
    named = [f"“{question.example}”"] if question.example else question.options[:MOST_NAMED]
    shown = f" ({', '.join(named)})" if named else ""
    option = f'--column "{question.meaning}=HEADER"' if question.meaning else OPTIONS[question.ask]
    return f"the {what} is not certain{shown}: add {option}."


def _clash(one: Overlapping) -> str:
    return CLASHES[one.clash].format(id=one.earlier.id, file=one.earlier.file) + "."


def _of_results(plan: Plan) -> str:
    for stage in plan.booked.stages:
        return f"the stage “{stage}” of its deals is none of yours: add --stage “{stage}=KEY”."
    for one in plan.booked.clashes:
        return f"“{one.name}” is counted by another source in the same months: add --one-source or --both-sources."
    return f"which goal its won deals count for is not certain: add --goal “{WON}=KEY”."
