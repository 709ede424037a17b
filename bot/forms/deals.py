"""The deal form, and the form of the stages."""

from __future__ import annotations

from datetime import date as day_type
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from bot.forms.fields import Amount, Currency, Day, Form, LaterDay, day_of
from bot.forms.plans import Name
from core.ledger.entry_fields import check_first_contact
from core.money.money import Money, parse_money


class DealForm(Form):
    """``campaign`` and ``channel`` are keys, or ``+Name`` for a new one.

    ``goal`` is what a won deal is booked under. For any other deal it need only exist.
    """

    name: Name
    currency: Currency
    amount: Amount
    stage: str
    date: Day
    campaign: str = ""
    channel: str = ""
    goal: str = ""
    first_contact: LaterDay = None

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        check_first_contact(self.first_contact, self.date)
        return self

    @property
    def money(self) -> Money:
        return parse_money(self.amount, self.currency)


class StagesForm(Form):
    """``stages`` has a line each, as `core.sales.stages` reads it. ``start`` is ``from``, a word of Python's own."""

    stages: str
    start: Annotated[day_type, BeforeValidator(lambda text, info: day_of(text, info, "from")), Field(alias="from")]
