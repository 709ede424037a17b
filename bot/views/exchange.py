"""Exchange rates in words: the form, what is kept, and the line under a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.language import Language, mark
from bot.views.blocks import Block, Paragraph, context, message, paragraph
from bot.views.forms.fields import Typed, currency_field, date_field
from bot.views.inputs import amount_input, field
from bot.views.modals import form
from core.money.exchange import EURO, ExchangeRate, RateSource
from core.money.money import Money

SOURCES = {RateSource.ECB: mark("ECB"), RateSource.TYPED: mark("by hand")}


def fx_form(
    language: Language, text: str, reporting: str, today: date, metadata: str, filled: Typed | None = None
) -> Block:
    """The form. ``text``: the rates typed before, in words. ``filled``: with one of them, or with a currency alone."""
    other = EURO if reporting != EURO else "USD"
    old = {"currency": other, "date": today.isoformat(), **(filled or {})}
    hint = language.say("What one unit is in {currency}.", currency=reporting)
    blocks = [
        *([context(text)] if text else []),
        currency_field(language, old["currency"]),
        field("rate", language.say("Exchange rate"), amount_input(language.rate_of(old.get("rate"))), hint=hint),
        date_field(language, old["date"]),
    ]
    return form(language, "fx", language.say("Exchange rate"), blocks, metadata)


def fx_saved(
    language: Language, rate: ExchangeRate, before: Sequence[Paragraph] = (), undo: Sequence[Block] = ()
) -> Block:
    """The words in the form's place. ``before``: what it replaced; ``undo``: the button that takes it back."""
    text = language.say(
        "For this day and those after it, until a newer exchange rate. What is logged already keeps the one it has."
    )
    parts = [paragraph(fx_words(language, rate), bold=True), *before, paragraph(text)]
    return message(language.say("Exchange rate saved"), parts, undo)


def fx_words(language: Language, rate: ExchangeRate) -> str:
    """A rate as ``1 EUR = 1.0950 USD · 7 Aug 2026``."""
    return f"1 {rate.currency} = {language.rate(rate.value)} {rate.reporting} · {language.day(rate.day)}"


def exchange_line(language: Language, rate: ExchangeRate, amount: Money, booked: Money | None = None) -> str:
    """The arithmetic of a rate, ``100.00 EUR × 1.0950 (ECB, 7 Aug 2026) = $109.50``.

    ``booked``, where it is not just that: of a refund.
    """
    exact = rate.convert(amount)
    values = {
        "amount": language.amount(amount),
        "rate": language.rate(rate.value),
        "source": language.say(SOURCES[rate.source]),
        "day": language.day(rate.day),
        "booked": language.money(booked or exact),
    }
    if booked in (None, exact):
        return language.say("{amount} × {rate} ({source}, {day}) = {booked}", **values)
    return language.say("{amount} × {rate} ({source}, {day}): {booked}, rounded with the rest of the sale", **values)
