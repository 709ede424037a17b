"""Typed currency: a sign or code beside an amount chooses the form's currency, where nobody has chosen another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.desk.desk import Desk
from bot.forms.state import typed
from core.money.amounts import written
from core.money.money import currency_of
from core.problems import Problem

AMOUNTS = ("amount", "rate", "revenue", "media")


def with_typed_currency(desk: Desk, view: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a form; its currency is that of its amounts, while it stands as the form was opened.

    Where somebody has chosen a currency, or two amounts name two, the form asks: `CurrencyDiffers`.
    """
    values = typed(view)
    codes = {code for name in AMOUNTS if (code := _currency_beside(values.get(name, ""), desk.currency))}
    if len(codes) != 1 or values.get("currency", desk.currency) != desk.currency:
        return values
    (code,) = codes
    # A form that was drawn again for it still shows the other one: Slack keeps what stood in a field.
    return {**values, "currency": code} if _opened_with(view) in ("", desk.currency, code) else values


def _currency_beside(text: str, currency: str) -> str:
    """The code that the text of an amount says; empty where it says none, or may mean several."""
    amount = written(text)
    if amount is None or not amount.marks:
        return ""
    try:
        return currency_of(amount.marks, currency, text)
    except Problem:
        return ""


def _opened_with(view: Mapping[str, Any]) -> str:
    """The currency that the form was opened with."""
    block: Mapping[str, Any] = next((one for one in view.get("blocks", ()) if one.get("block_id") == "currency"), {})
    return str(((block.get("element") or {}).get("initial_option") or {}).get("value", ""))
