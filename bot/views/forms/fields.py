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
    """The input of an amount, which stands there as the bot prints it. ``currency``: where the form says no other."""
    places = decimals(typed.get("currency") or currency)
    return amount_input(language.figure(typed.get(name), places))


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


def first_contact_field(language: Language, typed: Typed) -> Block:
    contact = date_input(typed.get("first_contact"))
    hint = language.say("Where it began earlier: the day they were first met.")
    return field("first_contact", language.say("First contact"), contact, hint=hint, optional=True)


def note_field(language: Language, typed: Typed) -> Block:
    note = text_input(typed.get("note"), longest=LONGEST_NOTE)
    return field("note", language.say("Note"), note, optional=True)


def where_fields(language: Language, typed: Typed) -> list[Block]:
    """What an entry belongs to, each left out where there is none: campaign, channel, content type."""
    return [*campaign_and_channel_fields(language, typed), _content_field(language, typed)]


def campaign_and_channel_fields(language: Language, typed: Typed) -> list[Block]:
    campaign = search(language.say("Choose or type a campaign"), chosen(typed, "campaign"))
    channel = search(language.say("Choose or type a channel"), chosen(typed, "channel"))
    return [
        field("campaign", language.say("Campaign"), campaign, optional=True),
        field("channel", language.say("Channel"), channel, optional=True),
    ]


def _content_field(language: Language, typed: Typed) -> Block:
    content = search(language.say("Choose or type: reel, article"), chosen(typed, "content"))
    return field("content", language.say("Content type"), content, optional=True)


def chosen(typed: Typed, name: str) -> tuple[str, str] | None:
    """The option a menu opens with; None where nothing was chosen."""
    if not typed.get(name):
        return None
    return typed[name], typed.get(f"{name}_text") or typed[name]


def yes_no(language: Language) -> list[tuple[str, str]]:
    return [("yes", language.say("Yes")), ("no", language.say("No"))]


def known_lines(text: str) -> list[Block]:
    return [context(text)] if text else []
