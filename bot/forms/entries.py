"""The cost and the conversion form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from bot.forms.fields import (
    Amount,
    AmountOrCredit,
    AmountOrZero,
    Currency,
    Day,
    FieldMissing,
    Form,
    Hours,
    LaterDay,
    Note,
    Percentage,
    world,
)
from core.calendar.weekly import UnknownChoice
from core.ledger.entries import (
    WHOLE,
    Cost,
    check_credit,
    parse_count,
    parse_hours,
    parse_share,
    people_amount,
    work_amount,
)
from core.ledger.hourly_rates import PeopleAndHours, Work, parse_work
from core.ledger.media import Media, MediaTooHigh
from core.ledger.repeats import Every
from core.ledger.splits import Split, SplitHasCampaign, SplitKey, WeightsMissing
from core.ledger.spreads import service_period
from core.money.money import Money, parse_money
from core.setup.categories import Category


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


def _people(text: object, info: ValidationInfo) -> tuple[Work, ...]:
    """Who worked how long, a line each; those without a rate take the one kept for the day. Of people's cost only."""
    if info.data.get("category") is not Category.PEOPLE:
        return ()
    known = world(info)
    return parse_work(str(text), str(info.data.get("currency") or known.currency), known.people, comma=known.comma)


class CostForm(Form):
    """``campaign``, ``channel`` and ``content`` are keys, or ``+Name`` for a new one."""

    category: Annotated[Category, BeforeValidator(_category)]
    currency: Currency
    date: Day
    amount: AmountOrCredit = ""
    hours: Hours = ""
    rate: Amount = ""
    people: Annotated[tuple[Work, ...], BeforeValidator(_people)] = ()
    media: Amount = ""
    campaign: str = ""
    channel: str = ""
    content: str = ""
    note: Note = ""
    until: LaterDay = None
    share: Percentage = ""
    repeat: Annotated[Every, BeforeValidator(_every)] = Every.NEVER
    split: Annotated[SplitKey, BeforeValidator(_split)] = SplitKey.NONE
    weights: str = ""

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        if self.people:
            return self._hours_are_said_once()
        made = self.cost("", "")
        if self.said_media and self.said_media.minor > made.amount.minor:
            raise MediaTooHigh
        if self.spreads:
            service_period(made.day, made.until)
            self._split_is_good()
        return self

    @property
    def spreads(self) -> bool:
        """Whether its category can be shared, spread and split: hours and ad spend stand on their own day (D-17)."""
        return self.category not in (Category.ADS, Category.PEOPLE)

    @property
    def said_media(self) -> Money | None:
        """What an agency's invoice names as media."""
        if self.category is not Category.AGENCY or not self.media:
            return None
        return parse_money(self.media, self.currency, "media")

    @property
    def rhythm(self) -> Every:
        """How often it comes again; hours and ad spend never do by themselves."""
        return self.repeat if self.spreads else Every.NEVER

    def cost(
        self,
        campaign: str,
        channel: str,
        split: Split | None = None,
        content: str = "",
        work: Sequence[Work] = (),
        media: Media | None = None,
    ) -> Cost:
        """The cost, with the keys its campaign, channel and content type have, in the form's currency.

        ``work``: the form's own, each with its rate.
        """
        hours, rate, amount = self._of_work(work) if work else self._of_one()
        return Cost(
            day=self.date,
            category=self.category,
            amount=amount,
            campaign=campaign,
            channel=channel,
            content=content,
            hours=hours,
            rate=rate,
            note=self.note,
            until=self.until if self.spreads and self.until != self.date else None,
            share=parse_share(self.share) if self.spreads and self.share else WHOLE,
            split=split,
            people=tuple(work),
            media=media,
        )

    def _of_work(self, work: Sequence[Work]) -> tuple[Decimal | None, Money | None, Money]:
        """The hours of all, no rate that were everybody's, and the sum."""
        return sum((one.hours for one in work), Decimal()), None, work_amount(work)

    def _of_one(self) -> tuple[Decimal | None, Money | None, Money]:
        hours = parse_hours(self.hours) if self.category is Category.PEOPLE and self.hours else None
        rate = parse_money(self.rate, self.currency, "rate") if hours and self._needs("rate") else None
        return hours, rate, people_amount(hours, rate) if hours and rate else self._plain_amount()

    def _hours_are_said_once(self) -> Self:
        if self.hours or self.rate:
            raise PeopleAndHours
        return self

    def _split_is_good(self) -> None:
        if self.split is not SplitKey.NONE and self.campaign:
            raise SplitHasCampaign
        if (self.split is SplitKey.WEIGHTS) != bool(self.weights.strip()):
            raise WeightsMissing

    def _plain_amount(self) -> Money:
        if self.category is Category.PEOPLE and not self.amount:
            self._needs("hours")
        self._needs("amount")
        amount = parse_money(self.amount, self.currency, credit=self.category is not Category.PEOPLE)
        return check_credit(amount, self.note)

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
