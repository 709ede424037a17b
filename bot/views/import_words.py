"""The words for what a file is: its kind, its level, what is left out of it, and what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.language import Language, mark
from core.imports.catalogue import KINDS
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Left, Question, Refused, Wrong
from core.money.money import Money

BRANDS: Mapping[str, str] = {kind.key: kind.name for kind in KINDS if kind.name}
TITLES = {
    "statement": mark("Bank statement"),
    "neutral_costs": mark("Costs from a file"),
    "neutral_conversions": mark("Conversions from a file"),
    "neutral_deals": mark("Deals from a file"),
}
"""The kinds that no brand names."""

MEANINGS = {
    Meaning.DAY: mark("Day"),
    Meaning.START: mark("First day"),
    Meaning.END: mark("Last day"),
    Meaning.CAMPAIGN: mark("Campaign"),
    Meaning.CHANNEL: mark("Channel"),
    Meaning.PLATFORM: mark("Channel"),
    Meaning.CURRENCY: mark("Currency"),
    Meaning.SPEND: mark("Amount spent"),
    Meaning.AMOUNT: mark("Amount"),
    Meaning.RESULTS: mark("Conversions"),
    Meaning.COUNT: mark("Conversions"),
    Meaning.REVENUE: mark("Revenue"),
    Meaning.CATEGORY: mark("Category"),
    Meaning.GOAL: mark("Goal"),
    Meaning.NOTE: mark("Note"),
    Meaning.EXTERNAL_ID: mark("Number of the order or invoice"),
}

DECIDE = {
    Ask.COLUMNS: mark("Name the columns"),
    Ask.DATE_ORDER: mark("Choose the date order"),
    Ask.DECIMAL: mark("Choose the decimal sign"),
    Ask.CURRENCY: mark("Choose the currency"),
    Ask.MICROS: mark("Choose the unit"),
    Ask.LEVEL: mark("Choose the column"),
    Ask.CHANNEL: mark("Choose the channel"),
    Ask.TAX: mark("Net or gross?"),
    Ask.LINES: mark("Choose the lines"),
    Ask.YEAR: mark("Choose the year"),
    Ask.PERIOD: mark("Choose the days"),
    Ask.SHEET: mark("Choose the sheet"),
}
"""The button that answers a question: it opens the form where the answer is given."""

QUESTIONS = {
    Ask.COLUMNS: mark("I don’t know this table: which column is what?"),
    Ask.DATE_ORDER: mark("“{example}” can be read day first or month first. Which is it?"),
    Ask.DECIMAL: mark("“{example}” can be read in two ways. Which sign comes before the decimals?"),
    Ask.CURRENCY: mark("The file doesn’t say clearly which currency it is in."),
    Ask.MICROS: mark("“{example}” may be in millionths of the currency. Is it?"),
    Ask.LEVEL: mark("Which column names your campaigns? ({options})"),
    Ask.CHANNEL: mark("Which channel is this spend for?"),
    Ask.TAX: mark("Do these amounts include VAT?"),
    Ask.LINES: mark("Which lines are marketing costs?"),
    Ask.YEAR: mark("“{example}” has no year. Which is it?"),
    Ask.PERIOD: mark("The file doesn’t say which days it covers."),
    Ask.SHEET: mark("Several sheets could be meant: {options}. Which is it?"),
}

WRONG = {
    Wrong.DATE: mark("I can’t read “{cell}” as a date"),
    Wrong.FUTURE: mark("“{cell}” is in the future"),
    Wrong.AMOUNT: mark("I can’t read “{cell}” as an amount"),
    Wrong.NEGATIVE: mark("{cell} is below zero"),
    Wrong.TOO_LARGE: mark("{cell} is too large"),
    Wrong.CURRENCY: mark("“{cell}” is another currency"),
    Wrong.SHORT: mark("cells are missing"),
    Wrong.PERIOD: mark("the period “{cell}” can’t be read"),
    Wrong.COUNT: mark("I can’t read “{cell}” as a number of results"),
    Wrong.NAME: mark("I can’t read “{cell}” as a campaign’s name"),
    Wrong.NO_ID: mark("the number of the deal is missing"),
    Wrong.TWICE: mark("{cell} is in the file above, with other figures"),
}

UNTOLD = {
    **WRONG,
    Wrong.DATE: mark("it has no date I can read"),
    Wrong.FUTURE: mark("its date is in the future"),
    Wrong.AMOUNT: mark("it has no amount I can read"),
    Wrong.NEGATIVE: mark("a number in it is below zero"),
    Wrong.TOO_LARGE: mark("a number in it is too large"),
    Wrong.CURRENCY: mark("it is in another currency"),
    Wrong.PERIOD: mark("its last day comes before its first"),
    Wrong.COUNT: mark("it has no whole number of results"),
    Wrong.NAME: mark("its stage or channel is missing or not known"),
    Wrong.TWICE: mark("the same number is in the file above, with other figures"),
}
"""The same of rows whose cells are not told again: they may hold people."""

LONGEST_CELL = 40
"""Characters of a cell that are told again."""
BETWEEN, NO_MEDIUM = " / ", "(none)"
_CODE = re.compile(r"(?:actions|conversions):(?:\w+\.)*(?:fb_pixel_|omni_)?(\w+?)(?:_grouped)?$", re.ASCII)
MOST_OPTIONS = 5
"""Choices that a question names."""


def is_known(key: str) -> bool:
    """Whether it is of a kind that has a name: what people map themselves has none."""
    return key in BRANDS or key in TITLES


def kind(language: Language, key: str) -> str:
    """How a kind of file is called: by its brand, or in words; any other table is one."""
    if key in BRANDS:
        return BRANDS[key]
    return language.say(TITLES[key]) if is_known(key) else language.say("Table")


def question(language: Language, asked: Question) -> str:
    columns = [head[0] for head in asked.heads if head]
    options = ", ".join((columns or asked.options)[:MOST_OPTIONS])
    return language.say(QUESTIONS[asked.ask], example=asked.example[:LONGEST_CELL], options=options)


def wrong(language: Language, refused: Refused) -> str:
    """Why a row is refused."""
    if not refused.cell:
        return language.say(UNTOLD[refused.why])
    return language.say(WRONG[refused.why], cell=refused.cell[:LONGEST_CELL])


def result(written: str) -> str:
    """What results are called: in the file's words, of Meta's codes (``actions:offsite_conversion.fb_pixel_lead``) what
    people know them by, ``Lead``.
    """
    code = _CODE.match(written)
    return code[1].replace("_", " ").capitalize() if code else written


def with_window(results: str, window: str) -> str:
    """``Purchases (7-day click)``: what is claimed, with the attribution setting of the file, if it names one."""
    return f"{results} ({window})" if window else results


def source(key: str) -> str:
    """A source and medium as people know them: of a CRM, which names no medium, the source alone."""
    return key.removesuffix(f"{BETWEEN}{NO_MEDIUM}")


def left_out(language: Language, left: Mapping[Left, int]) -> list[str]:
    """How many rows are left out, by why: ``3 totals``."""
    return [_left(language, why, count) for why, count in left.items() if count]


def _left(language: Language, why: Left, count: int) -> str:
    match why:
        case Left.TOTAL:
            return language.say_n("{n} total", "{n} totals", count)
        case Left.EMPTY:
            return language.say_n("{n} empty row", "{n} empty rows", count)
        case Left.NO_SPEND:
            return language.say_n("{n} row without spend", "{n} rows without spend", count)
        case Left.NOT_CHOSEN:
            return language.say_n("{n} line not chosen", "{n} lines not chosen", count)


def sums(language: Language, amounts: Sequence[Money]) -> str:
    """``€100.00 + $50.00``: what is in several currencies has no one sum."""
    return " + ".join(map(language.money, amounts))
