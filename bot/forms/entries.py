"""The cost and the conversion form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as day_type
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
    choice,
    world,
)
from core.ledger.entries import WHOLE, Cost, people_amount, work_amount
from core.ledger.entry_fields import check_credit, check_first_contact, parse_count, parse_share
from core.ledger.hourly_rates import PeopleAndHours, Work, parse_work
from core.ledger.media import Media, MediaTooHigh, check_media_days
from core.ledger.repeats import Every
from core.ledger.splits import Split, SplitHasCampaign, SplitKey, WeightsMissing
from core.ledger.spreads import may_spread, service_period
from core.money.money import Money, parse_money
from core.setup.categories import Category


def _people(text: object, info: ValidationInfo) -> tuple[Work, ...]:
    """The work of each person, a line each. Only the category people has any.

    A line without a rate takes the rate that is kept for the person on that day.
    """
    if info.data.get("category") is not Category.PEOPLE:
        return ()
    context = world(info)
    currency = str(info.data.get("currency") or context.currency)
    return parse_work(str(text), currency, context.people, comma=context.comma)


class CostForm(Form):
    """``campaign``, ``channel`` and ``content`` are keys, or ``+Name`` for a new one."""

    category: Annotated[Category, choice(Category, "category")]
    currency: Currency
    date: Day
    amount: AmountOrCredit = ""
    hours: Hours = ""
    rate: Amount = ""
    people: Annotated[tuple[Work, ...], BeforeValidator(_people)] = ()
    media: Amount = ""
    media_from: LaterDay = None
    media_until: LaterDay = None
    campaign: str = ""
    channel: str = ""
    content: str = ""
    note: Note = ""
    until: LaterDay = None
    share: Percentage = ""
    repeat: Annotated[Every, choice(Every, "repeat")] = Every.NEVER
    split: Annotated[SplitKey, choice(SplitKey, "split")] = SplitKey.NONE
    weights: str = ""

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        if self.people:
            return self._hours_are_typed_once()
        cost = self.cost("", "")
        if self.typed_media and self.typed_media.minor > cost.amount.minor:
            raise MediaTooHigh
        self._media_days_are_good()
        if self.spreads:
            service_period(cost.day, cost.until)
            self._split_is_good()
        return self

    @property
    def spreads(self) -> bool:
        """Whether its category may be shared in part, spread, split or repeated."""
        return may_spread(self.category)

    @property
    def typed_media(self) -> Money | None:
        """The part of an agency's invoice that it names as media; None where it names none."""
        if self.category is not Category.AGENCY or not self.media:
            return None
        return parse_money(self.media, self.currency, "media")

    @property
    def media_days(self) -> tuple[day_type | None, day_type | None]:
        """The days that the media are of, where the invoice names them: May's, billed in June."""
        return (self.media_from, self.media_until) if self.typed_media else (None, None)

    @property
    def rhythm(self) -> Every:
        """The rhythm in which the cost repeats. Hours and ad spend never repeat by themselves."""
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
        """The cost in the form's currency, with the keys of its campaign, channel and content type.

        ``work`` is the form's own, completed with rates.
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

    def _media_days_are_good(self) -> None:
        """Raises `FieldMissing` where one of the two is, `EndBeforeStart`, `SpreadTooLong`."""
        start, until = self.media_days
        if bool(start) != bool(until):
            raise FieldMissing(field="media_until" if start else "media_from")
        if start and until:
            check_media_days(start, until)

    def _of_work(self, work: Sequence[Work]) -> tuple[Decimal | None, Money | None, Money]:
        """The hours of all, no common rate, and the sum."""
        hours = sum((one.hours for one in work), Decimal())
        return hours, None, work_amount(work)

    def _of_one(self) -> tuple[Decimal | None, Money | None, Money]:
        """Hours and rate where the cost has them, and the amount."""
        hours = Decimal(self.hours) if self.category is Category.PEOPLE and self.hours else None
        if not hours:
            return None, None, self._plain_amount()
        self._require("rate")
        rate = parse_money(self.rate, self.currency, "rate")
        return hours, rate, people_amount(hours, rate)

    def _hours_are_typed_once(self) -> Self:
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
            self._require("hours")
        self._require("amount")
        amount = parse_money(self.amount, self.currency, credit=self.category is not Category.PEOPLE)
        return check_credit(amount, self.note)

    def _require(self, field: str) -> None:
        if not getattr(self, field):
            raise FieldMissing(field=field)


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
    first_contact: LaterDay = None

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.real_revenue(world(info).currency)
        check_first_contact(self.first_contact, self.date)
        return self

    def real_revenue(self, reporting: str) -> Money | None:
        """The real total of all conversions of the entry; None where it was not given.

        It is in the form's currency, or else in the ``reporting`` one.
        """
        currency = self.currency or reporting
        return parse_money(self.revenue, currency, "revenue", zero=True) if self.revenue else None
