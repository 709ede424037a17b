"""Refunds: the button that asks for one, the form, and what the receipt says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.language import Language
from bot.views.blocks import Block, button, context
from bot.views.facts import fact_line
from bot.views.inputs import amount_input, date_input, field, text_input
from bot.views.modals import form
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.entry_fields import LONGEST_NOTE
from core.ledger.refunds import Left, refundable
from core.money.money import Money, decimals


def refund_button(language: Language, entry: Entry) -> tuple[Block, ...]:
    """The button *Refund* of a sale with real revenue that stands; empty for any other entry."""
    if not entry.stands or not refundable(entry.fact):
        return ()
    return (button(language.say("Refund"), "refund", str(entry.id)),)


def refund_form(
    language: Language, sale: Entry, left: Left, names: Mapping[str, str], today: date, metadata: str
) -> Block:
    """What is left, ready to be given back whole; in the currency it was taken in."""
    blocks = [
        context(fact_line(language, sale.fact, names)),
        _amount_field(language, left),
        _date_field(language, sale, today),
        field("note", language.say("Reason"), text_input(longest=LONGEST_NOTE)),
    ]
    return form(language, "refund", language.say("Refund a sale"), blocks, metadata)


def _amount_field(language: Language, left: Left) -> Block:
    currency = left.amount.currency
    amount = amount_input(language.number(left.amount.units, decimals(currency)))
    hint = language.say(
        "Left of the sale: {amount}. Refunding all of it takes the conversion back too.",
        amount=_shown(language, left),
    )
    return field("amount", language.say("Amount in {currency}", currency=currency), amount, hint=hint)


def _date_field(language: Language, sale: Entry, today: date) -> Block:
    hint = language.say(
        "It counts on {day}, the day of the sale. If that month is over, the digest shows it as changed.",
        day=language.day(sale.fact.day),
    )
    return field("date", language.say("Date of the refund"), date_input(today.isoformat()), hint=hint)


def refunded_lines(language: Language, fact: Cost | Conversion, left: Left | None) -> list[str]:
    """The lines on where a refund counts, and what it leaves of the sale; empty for any other entry."""
    if not isinstance(fact, Conversion) or not fact.refund:
        return []
    lines = [
        language.say(
            "It counts on {day}, the day of the sale, so that day’s figures change.", day=language.day(fact.day)
        )
    ]
    if left is None or left.amount.minor <= 0:
        return [*lines, language.say("Nothing is left of the sale, so it is no longer counted as a conversion.")]
    return [
        *lines,
        language.say("Left of the sale: {amount}. It still counts as a conversion.", amount=_shown(language, left)),
    ]


def refunded_state(language: Language, sale: Conversion, left: Left | None) -> str:
    """The words on what has been given back of a sale; empty where nothing has."""
    if left is None or sale.revenue is None or left.amount == sale.revenue:
        return ""
    if left.amount.minor <= 0:
        return language.say("refunded in full")
    return language.say("refunded: {amount}", amount=_money(language, sale.revenue - left.amount, left.value.currency))


def _shown(language: Language, left: Left) -> str:
    return _money(language, left.amount, left.value.currency)


def _money(language: Language, amount: Money, reporting: str) -> str:
    return language.money(amount) if amount.currency == reporting else language.amount(amount)
