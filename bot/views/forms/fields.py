"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Language
from bot.views.blocks import Block, context
from bot.views.inputs import (
    amount_input,
    date_input,
    field,
    number_input,
    search,
    text_input,
)
from core.ledger.entry_fields import LONGEST_NOTE
from core.money.money import decimals

Typed = Mapping[str, str]
"""The texts that were typed already, by field, so that a form drawn anew loses nothing."""


def amount_of(language: Language, typed: Typed, name: str, currency: str) -> Block:
    """The input of an amount, as the bot prints it. ``currency``: where the form says no other."""
    return amount_input(language.figure(typed.get(name), decimals(typed.get("currency") or currency)))


def count_of(language: Language, typed: Typed) -> Block:
    """The input of a count, as the bot prints it."""
    return number_input(language.figure(typed.get("count"), 0))


def number_of(language: Language, typed: Typed, name: str) -> Block:
    """The input of hours or a percentage, as the bot prints it."""
    return number_input(language.plain(typed.get(name, "")))


def currency_field(language: Language, initial: str, *, label: str = "", optional: bool = False) -> Block:
    chosen = search(language.say("Choose or type a currency"), (initial, initial))
    return field("currency", label or language.say("Currency"), chosen, optional=optional)


def timezone_field(language: Language, initial: str) -> Block:
    chosen = search(language.say("Type a city: Warsaw"), (initial, initial))
    return field("timezone", language.say("Time zone"), chosen)


def date_field(language: Language, initial: str) -> Block:
    return field("date", language.say("Date"), date_input(initial))


def note_field(language: Language, typed: Typed) -> Block:
    return field("note", language.say("Note"), text_input(typed.get("note"), longest=LONGEST_NOTE), optional=True)


def where_fields(language: Language, typed: Typed) -> list[Block]:
    return [
        field(
            "campaign",
            language.say("Campaign"),
            search(language.say("Choose or type a campaign"), chosen(typed, "campaign")),
            optional=True,
        ),
        field(
            "channel",
            language.say("Channel"),
            search(language.say("Choose or type a channel"), chosen(typed, "channel")),
            optional=True,
        ),
        field(
            "content",
            language.say("Content type"),
            search(language.say("Choose or type: reel, article"), chosen(typed, "content")),
            optional=True,
        ),
    ]


def chosen(typed: Typed, name: str) -> tuple[str, str] | None:
    """The option a menu opens with; None where nothing was chosen."""
    return (typed[name], typed.get(f"{name}_text") or typed[name]) if typed.get(name) else None


def yes_no(language: Language) -> list[tuple[str, str]]:
    return [("yes", language.say("Yes")), ("no", language.say("No"))]


def known_lines(text: str) -> list[Block]:
    return [context(text)] if text else []
