"""A person's own latest entries on Home, a line each, with what can be done about it in a menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Strong, beside, divider, option, paragraph, rich_text, shorten
from bot.views.links import without_link
from bot.views.receipt_buttons import correct_buttons, undo_button
from core.ledger.entries import Conversion, Cost, Entry
from core.sales.deals import SOURCE

LONGEST_LABEL = 16
"""Characters of what an entry is known by: with amount, day and menu it fits one line of a phone."""


def own_entries(language: Language, entries: Sequence[Entry], names: Mapping[str, str], today: date) -> list[Block]:
    """The entries, the latest first; nothing where there are none."""
    if not entries:
        return []
    lines = [_line(language, entry, names, today) for entry in entries]
    return [divider(), rich_text(paragraph(Strong(language.say("Your last entries")))), *lines]


def _line(language: Language, entry: Entry, names: Mapping[str, str], today: date) -> Block:
    """``$520.00 · Planning and repo… · 2 Oct``"""
    label = shorten(_label(language, entry.fact, names), LONGEST_LABEL)
    day = language.deadline(entry.fact.day, today)
    return beside(_menu(language, entry), _amount(language, entry.fact), f" · {label} · {day}")


def _amount(language: Language, fact: Cost | Conversion) -> str:
    """The amount as it was typed, or how many of what."""
    if isinstance(fact, Cost):
        return language.money(fact.amount)
    if fact.refund and fact.revenue:
        return language.say("Refund of {amount}", amount=language.money(-fact.revenue))
    return f"{language.count(fact.count)} × {shorten(fact.goal.name, LONGEST_LABEL)}"


def _label(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> str:
    """What people know it by: its note, else its campaign, its channel or its category."""
    note = without_link(fact.note)[0]
    if note or fact.campaign:
        return note or words.campaign(language, fact.campaign, names)
    if fact.channel or isinstance(fact, Conversion):
        return words.channel(language, fact.channel, names)
    return words.category(language, fact.category.value)


def _menu(language: Language, entry: Entry) -> Block:
    """*Undo* and *Correct*, as far as either can be done; what a deal has booked goes with the deal."""
    if entry.source == SOURCE:
        return {}
    able = [undo_button(language, entry), *correct_buttons(language, entry)]
    if len(able) == 1:
        return able[0]
    options = [option(one["text"]["text"], f"{one['action_id']} {one['value']}") for one in able]
    return {"type": "overflow", "action_id": "own_entry", "options": options}
