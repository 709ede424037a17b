"""The forms that set things up: campaign, goal, target, hourly and exchange rates, digest, alerts, settings."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from bot.forms.fields import (
    Currency,
    Day,
    Form,
    Percentage,
    ReportingAmount,
    ReportingAmountOrZero,
    ReportingCurrency,
    choice,
    day_of,
    world,
    yes_or_no,
)
from core.calendar.weekly import UnknownChoice, Weekday, parse_time, zone
from core.ledger.entry_fields import parse_count
from core.ledger.hourly_rates import Rate
from core.ledger.splits import SplitKey
from core.money.exchange import ExchangeRate, parse_exchange, typed_rate
from core.money.money import Money, decimals, parse_money
from core.posts.alerts import DEFAULT_FLOOR
from core.setup.campaigns import Campaign, parse_margin
from core.setup.goals import Basis, Goal, Stage, parse_delay, parse_rate
from core.setup.languages import AS_SLACK, LANGUAGES
from core.setup.names import clean_name, one_line, slug
from core.setup.workspaces import DEFAULT_COMPLETENESS, parse_completeness


def _zone(text: object) -> str:
    return zone(str(text).strip()).key


def _language(text: object) -> str:
    if text not in LANGUAGES:
        raise UnknownChoice(text=str(text), field="language")
    return str(text)


def _answer_language(text: object) -> str | None:
    """None for each person's own, as Slack says it."""
    return None if text == AS_SLACK else _language(text)


def _fiscal_month(text: object) -> int | None:
    number = str(text)
    if number not in MONTHS_OF_A_YEAR:
        raise UnknownChoice(text=number, field="fiscal_month")
    return int(number) if number != "1" else None


def _name(text: object) -> str:
    return clean_name(str(text))


MONTHS_OF_A_YEAR = frozenset(map(str, range(1, 13)))
Name = Annotated[str, BeforeValidator(_name)]
Timezone = Annotated[str, BeforeValidator(_zone)]


class CampaignForm(Form):
    """``goal`` is the key of a goal that there is, or empty."""

    name: Name
    start: Day | None = None
    end: Day | None = None
    budget: ReportingAmount = ""
    currency: ReportingCurrency | None = None
    margin: Percentage = ""
    kind: str = ""
    goal: str = ""
    serves_all: Annotated[bool, yes_or_no("serves_all")] = False

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.campaign(world(info).currency)
        return self

    def campaign(self, reporting: str) -> Campaign:
        return Campaign(
            key=slug(self.name),
            name=self.name,
            start=self.start,
            end=self.end,
            budget=parse_money(self.budget, reporting, "budget") if self.budget else None,
            margin=parse_margin(self.margin),
            kind=one_line(self.kind)[:60],
            goal=self.goal,
            serves_all=self.serves_all,
        )


class GoalForm(Form):
    name: Name
    basis: Annotated[Basis, choice(Basis, "basis")]
    value: ReportingAmountOrZero
    currency: ReportingCurrency
    rate: Percentage = ""
    stage: Annotated[Stage, choice(Stage, "stage")] = Stage.OTHER
    counts: Annotated[bool, yes_or_no("counts")] = True
    delay: Annotated[int, BeforeValidator(lambda text: parse_delay(str(text)))] = 0
    average: ReportingAmount = ""
    source: str = ""

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        self.goal()
        return self

    def goal(self) -> Goal:
        return Goal(
            key=slug(self.name),
            name=self.name,
            basis=self.basis,
            value=parse_money(self.value, self.currency, "value", zero=True),
            rate=parse_rate(self.rate, self.basis),
            stage=self.stage,
            counts=self.counts,
            source=one_line(self.source)[:100],
            delay=self.delay,
            average=parse_money(self.average, self.currency, "average") if self.average else None,
        )


class TargetForm(Form):
    campaign: str
    goal: str
    count: Annotated[int, BeforeValidator(lambda text: parse_count(str(text)))]
    cost_per_conversion: ReportingAmount
    currency: ReportingCurrency | None = None
    start: Day
    end: Day

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.cost(world(info).currency)
        return self

    def cost(self, reporting: str) -> Money:
        """The price of one conversion that the team aims for."""
        return parse_money(self.cost_per_conversion, reporting, "cost_per_conversion")


class RateForm(Form):
    """``start`` is the field ``from``, which Python reserves."""

    person: Annotated[str, BeforeValidator(lambda text: clean_name(str(text), "person"))]
    rate: ReportingAmount
    currency: ReportingCurrency
    start: Annotated[date, BeforeValidator(lambda text, info: day_of(text, info, "from")), Field(alias="from")]

    @model_validator(mode="after")
    def _is_good(self) -> Self:
        self.hourly()
        return self

    def hourly(self) -> Rate:
        """The rate of the person, who is named as typed."""
        return Rate(person=self.person, rate=parse_money(self.rate, self.currency, "rate"), start=self.start)


class DigestForm(Form):
    conversation: str
    weekday: Annotated[Weekday, choice(Weekday, "weekday")]
    time: Annotated[time, BeforeValidator(lambda text: parse_time(str(text)))]
    timezone: Timezone
    channel: str = ""


class AlertsForm(Form):
    conversation: str
    floor: ReportingAmountOrZero = ""

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.floor_minor(world(info).currency)
        return self

    def floor_minor(self, reporting: str) -> int:
        """The floor in minor units of the reporting currency."""
        if not self.floor:
            return int(DEFAULT_FLOOR * 10 ** decimals(reporting))
        return parse_money(self.floor, reporting, "floor", zero=True).minor


def _exchange(text: object, info: ValidationInfo) -> Decimal:
    return parse_exchange(str(text), reporting=world(info).currency, comma=world(info).comma)


class FxForm(Form):
    currency: Currency
    rate: Annotated[Decimal, BeforeValidator(_exchange)]
    date: Day

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.typed(world(info).currency)
        return self

    def typed(self, reporting: str) -> ExchangeRate:
        """The rate as typed: units of the reporting currency for one of ``currency``."""
        return typed_rate(self.currency, reporting, self.rate, self.date)


def _no_weights(key: SplitKey) -> SplitKey:
    """Fixed weights belong to a single cost, so reports cannot spread by them."""
    if key is SplitKey.WEIGHTS:
        raise UnknownChoice(text=key.value, field="shared")
    return key


class SettingsForm(Form):
    """``completeness`` is in percent. By the key ``shared`` reports spread costs of no campaign; it may be ``none``.

    ``fiscal_month``: the first of the fiscal year, as a number; None for January.
    """

    currency: Currency
    timezone: Timezone
    language: Annotated[str, BeforeValidator(_language)]
    answer_language: Annotated[str | None, BeforeValidator(_answer_language)] = None
    fiscal_month: Annotated[int | None, BeforeValidator(_fiscal_month)] = None
    completeness: Annotated[int, BeforeValidator(lambda text: parse_completeness(str(text)))] = DEFAULT_COMPLETENESS
    shared: Annotated[SplitKey, choice(SplitKey, "shared"), AfterValidator(_no_weights)] = SplitKey.NONE
