"""The buttons of a receipt: take it back, correct it, refund it, log another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.language import Language
from bot.views.blocks import Block, button, option
from bot.views.inputs import MARK
from bot.views.line_commands import CONVERSION, COST
from bot.views.refunds import refund_button
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.quick_entry import written_another
from core.sales.deals import SOURCE


def receipt_buttons(language: Language, entry: Entry, today: date, *, another: bool) -> tuple[Block, ...]:
    """All that a receipt offers. ``another``: whether it asks for the next one."""
    next_one = _another_button(language, entry, today) if another else ()
    refund = refund_button(language, entry)
    if refund and next_one:
        return _of_sale(language, entry, refund)
    return (*entry_buttons(language, entry), *next_one)


def entry_buttons(language: Language, entry: Entry) -> tuple[Block, ...]:
    """What can be done with an entry that stands."""
    return (
        undo_button(language, entry),
        *correct_buttons(language, entry),
        *refund_button(language, entry),
    )


def undo_button(language: Language, entry: Entry) -> Block:
    """The button *Undo*."""
    return button(language.say("Undo"), "undo", str(entry.id))


def correct_buttons(language: Language, entry: Entry) -> tuple[Block, ...]:
    """The button *Correct*. A refund is taken back and made anew, and what a deal booked goes with the deal."""
    if entry.source == SOURCE or (isinstance(entry.fact, Conversion) and entry.fact.refund):
        return ()
    return (button(language.say("Correct"), "correct", str(entry.id)),)


def _of_sale(language: Language, entry: Entry, refund: Sequence[Block]) -> tuple[Block, ...]:
    """The buttons of a sale that can be refunded: four do not fit a phone, so the rest is in a menu."""
    choices = {"correct": language.say("Correct"), "another": language.say("Log another")}
    menu = [option(text, f"{choice}:{entry.id}") for choice, text in choices.items()]
    return (undo_button(language, entry), *refund, {"type": "overflow", "action_id": "more", "options": menu})


def _another_button(language: Language, entry: Entry, today: date) -> tuple[Block, ...]:
    """*Log another*, which opens the form for the same place; nothing under a refund or what a deal has booked."""
    if not correct_buttons(language, entry):
        return ()
    command = COST if isinstance(entry.fact, Cost) else CONVERSION
    value = f"{today.isoformat()} {written_another(entry.fact)}"
    return (button(language.say("Log another"), f"{command.open_form}{MARK}another", value),)
