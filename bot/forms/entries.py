"""The cost and the conversion form."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from bot.forms.fields import Amount, AmountOrZero, Currency, Day, FieldMissing, Form, LaterDay, Note, world
from core.categories import Category
from core.entries import WHOLE, Cost, parse_count, parse_hours, parse_share, people_amount
from core.money import Money, parse_money
from core.repeats import Every
from core.schedules import UnknownChoice
from core.splits import Split, SplitHasCampaign, SplitKey, WeightsMissing
from core.spreads import service_period


def _category(text: object) -> Category:
    if text not in Category.__members__.values():
        raise UnknownChoice(text=str(text), field="category")
    return Category(str(text))


def _split(text: object) -> SplitKey:
    if text not in SplitKey.__members__.values():
        raise UnknownChoice(text=str(text), field="split")
    return SplitKey(str(text))


def _every(text: object) -> Every:
    if text not in Every.__members__.values():
        raise UnknownChoice(text=str(text), field="repeat")
    return Every(str(text))


class CostForm(Form):
    """``campaign``, ``channel`` and ``content`` are keys, or ``+Name`` for a new one."""

    category: Annotated[Category, BeforeValidator(_category)]
    currency: Currency
    date: Day
    amount: Amount = ""
    hours: str = ""
    rate: Amount = ""
    campaign: str = ""
    channel: str = ""
    content: str = ""
    note: Note = ""
    until: LaterDay = None
    share: str = ""
    repeat: Annotated[Every, BeforeValidator(_every)] = Every.NEVER
    split: Annotated[SplitKey, BeforeValidator(_split)] = SplitKey.NONE
    weights: str = ""

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        made = self.cost("", "")
        if self.spreads:
            service_period(made.day, made.until)
            self._split_is_good()
        return self

    @property
    def spreads(self) -> bool:
        """Whether its category can be shared, spread and split: hours and ad spend stand on their own day (D-17)."""
        return self.category not in (Category.ADS, Category.PEOPLE)

    @property
    def rhythm(self) -> Every:
        """How often it comes again; hours and ad spend never do by themselves."""
        return self.repeat if self.spreads else Every.NEVER

    def cost(self, campaign: str, channel: str, split: Split | None = None, content: str = "") -> Cost:
        """The cost, with the keys its campaign, channel and content type have, in the form's currency."""
        hours = parse_hours(self.hours) if self.category is Category.PEOPLE and self.hours else None
        rate = parse_money(self.rate, self.currency, "rate") if hours and self._needs("rate") else None
        return Cost(
            day=self.date,
            category=self.category,
            amount=people_amount(hours, rate) if hours and rate else self._plain_amount(),
            campaign=campaign,
            channel=channel,
            content=content,
            hours=hours,
            rate=rate,
            note=self.note,
            until=self.until if self.spreads and self.until != self.date else None,
            share=parse_share(self.share) if self.spreads and self.share else WHOLE,
            split=split,
        )

    def _split_is_good(self) -> None:
        if self.split is not SplitKey.NONE and self.campaign:
            raise SplitHasCampaign
        if (self.split is SplitKey.WEIGHTS) != bool(self.weights.strip()):
            raise WeightsMissing

    def _plain_amount(self) -> Money:
        if self.category is Category.PEOPLE and not self.amount:
            self._needs("hours")
        self._needs("amount")
        return parse_money(self.amount, self.currency)

    def _needs(self, field: str) -> bool:
        if not getattr(self, field):
            raise FieldMissing(field=field)
        return True


class ConversionForm(Form):
    """``goal``, ``campaign``, ``channel`` and ``content`` are keys, or ``+Name`` for a new one."""

    goal: str
    count: Annotated[int, BeforeValidator(lambda text: parse_count(str(text)))]
    date: Day
    currency: Currency | None = None
    revenue: AmountOrZero = ""
    campaign: str = ""
    channel: str = ""
    content: str = ""
    note: Note = ""

    @model_validator(mode="after")
    def _revenue_is_good(self, info: ValidationInfo) -> Self:
        self.real_revenue(world(info).currency)
        return self

    def real_revenue(self, reporting: str) -> Money | None:
        """The real total for all of them, where it was given, in the form's currency or else the reporting one."""
        currency = self.currency or reporting
        return parse_money(self.revenue, currency, "revenue", zero=True) if self.revenue else None
