"""Old receipts: what stands today where one stood, with buttons of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.language import Language
from bot.views.blocks import Block, Paragraph, message, paragraph
from bot.views.fact_details import fact_details
from bot.views.facts import fact_parts
from bot.views.history import Reader
from bot.views.receipt_buttons import correct_buttons, undo_button
from bot.views.receipts import (
    Corrected,
    closed_lines,
    instead_lines,
    label,
    saved_words,
)
from bot.views.refunds import refund_button, refunded_state
from bot.views.ticked import ticked
from core.ledger.entries import Conversion, Entry
from core.ledger.refunds import Left


def receipt(
    language: Language,
    entry: Entry,
    names: Mapping[str, str],
    reader: Reader,
    today: date,
    *,
    corrected: Corrected | None = None,
    left: Left | None = None,
    closed: Sequence[date] = (),
    meanwhile: bool = False,
) -> Block:
    """The receipt of what stands today. ``corrected``, ``closed``: as in `receipts.receipt`. ``left``: by refunds.

    ``meanwhile``: the button said something else. A correction of people's cost by somebody else is an admin's to see.
    """
    begun, above = label(language, entry.fact, corrected), [_meanwhile(language)] if meanwhile else []
    if not reader.may_see(entry):
        hidden = language.say("People and other: only admins see the amount")
        return message("", [*above, paragraph(f"{begun}: {hidden}", bold=True)])
    parts = fact_parts(language, entry.fact, names)
    details = [
        *instead_lines(language, corrected, names),
        *fact_details(language, entry.fact, today),
        *_refunded(language, entry, left),
        *closed_lines(language, closed),
    ]
    buttons = _buttons(language, entry, left, reader) if reader.may_change(entry) else ()
    saved = saved_words(language, entry.fact, parts[0], corrected)
    return ticked(begun, saved, parts, details, (), buttons, above=above)


def _meanwhile(language: Language) -> Paragraph:
    return paragraph(language.say("This entry has been corrected since, so nothing was changed now. It reads:"))


def _refunded(language: Language, entry: Entry, left: Left | None) -> list[str]:
    """The lines on what has been given back of a sale."""
    text = refunded_state(language, entry.fact, left) if isinstance(entry.fact, Conversion) else ""
    return [text[:1].upper() + text[1:]] if text else []


def _buttons(language: Language, entry: Entry, left: Left | None, reader: Reader) -> tuple[Block, ...]:
    """The buttons of the receipt. What a deal has booked goes with the deal, and is only refunded here."""
    undo = (undo_button(language, entry),) if reader.may_undo(entry) else ()
    refund = refund_button(language, entry) if left and left.amount.minor > 0 else ()
    return (*undo, *correct_buttons(language, entry), *refund)
