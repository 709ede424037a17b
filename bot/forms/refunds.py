"""The refund form."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from bot.forms.fields import Amount, Day, FieldMissing, Form, Note
from core.money.money import Money, parse_money


class RefundForm(Form):
    """``amount`` is in the currency of the sale, which the form is read with as its reporting currency."""

    amount: Amount
    date: Day
    note: Note

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        if not self.note:
            raise FieldMissing(field="note")
        return self

    def money(self, currency: str) -> Money:
        return parse_money(self.amount, currency)
