"""Rebuilds: the books in another reporting currency (D-22). Only what is booked changes, never what was typed.

Each entry and each step of a deal is exchanged at the rate of its own day, or at the one it once had in that currency:
so going there and back restores the books. Refunds take from their sale what they would had it been booked so from the
first. Goals, targets, budgets, floors, hourly rates and company figures are exchanged at one rate, or are what they
once were said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.refunds import left_of, refund
from core.money.exchange import ExchangeRate, Published, RateSource, RateUnknown, exchange_rate
from core.money.money import Money, TooLarge, within_reason
from core.performance.performance import Performance
from core.sales.deals import DealStep

Typed = Mapping[tuple[str, str], Mapping[date, Fraction]]
"""By hand: (currency, reporting) -> day -> one unit of it."""


class PlanKind(StrEnum):
    """What is kept in the reporting currency and is no entry."""

    GOAL = "goal"
    TARGET = "target"
    BUDGET = "budget"
    FLOOR = "floor"
    RATE = "rate"
    COMPANY = "company"
    AVERAGE = "average"
    """What a sale of a goal brings on average; told with its goal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """An amount in the reporting currency. ``said``: what it was before rebuilds made it this one; None: this is it.

    ``current``: it is today's version.
    """

    kind: PlanKind
    key: str
    amount: Money
    said: Money | None = None
    current: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """A day for which no rate is known, and how many entries wait for it; ``plans``: the rest does as well."""

    currency: str
    day: date
    entries: int = 0
    plans: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Rebuild:
    """The books as they would be. ``rate``: of plans, where one is needed; ``unknown`` in order of days.

    ``steps``: of deals, each like an entry at the rate of its own day.

    ``too_large``: entries and plans that would be larger than any amount taken.
    """

    currency: str
    reporting: str
    entries: tuple[Entry, ...]
    plans: tuple[Plan, ...]
    rate: ExchangeRate | None
    unknown: tuple[Unknown, ...]
    too_large: int
    before: Performance
    after: Performance
    steps: tuple[DealStep, ...] = ()

    @property
    def possible(self) -> bool:
        return not self.unknown and not self.too_large

    @property
    def fingerprint(self) -> str:
        """The same as long as the books and the rates are."""
        booked = [_booked(entry.fact).minor for entry in self.entries]
        booked += [step.fact.booked.minor for step in self.steps]
        planned = [plan.amount.minor for plan in self.plans]
        return sha256(repr((self.currency, self.reporting, booked, planned)).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The rates of what was booked in the same currency before, by entry, and by the place of a deal's step."""

    entries: Mapping[int, ExchangeRate] = field(default_factory=dict)
    steps: Mapping[int, ExchangeRate] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyChange:
    """From ``currency`` to ``reporting``."""

    currency: str
    reporting: str
    by: str
    at: datetime


class RatesInto:
    """Rates from any currency into ``reporting``, each looked up once. ``old``: the reporting currency of before.

    Typed rates count as well where they were typed the other way round, into the old one. What has no rate of its own
    goes through the old currency, at the rate it is booked at.
    """

    def __init__(self, reporting: str, old: str, typed: Typed, published: Published) -> None:
        self.reporting = reporting
        self._old = old
        self._typed = typed
        self._published = published
        self._known: dict[tuple[str, date], ExchangeRate | None] = {}

    def find(self, currency: str, day: date, booked: ExchangeRate | None = None) -> ExchangeRate:
        """Raises `RateUnknown`."""
        if rate := self._find(currency, day):
            return rate
        step = self._find(self._old, day) if booked and booked.reporting == self._old else None
        if booked is None or step is None:
            raise RateUnknown(currency=self._old if booked else currency, reporting=self.reporting, day=day)
        source = RateSource.TYPED if RateSource.TYPED in (step.source, booked.source) else RateSource.ECB
        value, oldest = booked.value * step.value, min(booked.day, step.day)
        return ExchangeRate(currency=currency, reporting=self.reporting, value=value, day=oldest, source=source)

    def _find(self, currency: str, day: date) -> ExchangeRate | None:
        if (currency, day) not in self._known:
            self._known[currency, day] = self._look_up(currency, day)
        return self._known[currency, day]

    def _look_up(self, currency: str, day: date) -> ExchangeRate | None:
        other_way = {on: 1 / rate for on, rate in self._typed.get((self.reporting, currency), {}).items()}
        typed = other_way | dict(self._typed.get((currency, self.reporting), {}))
        try:
            return exchange_rate(currency, self.reporting, day, typed, self._published)
        except RateUnknown:
            return None


class _Rebuilding:
    """What does not fit is counted, so that all of it can be told at once. Entries come in the order of the ledger."""

    def __init__(self, rates: RatesInto, kept: Kept) -> None:
        self.rates = rates
        self.kept = kept
        self.unknown: dict[tuple[str, date], int] = {}
        self.too_large = 0
        self._facts: dict[int, Cost | Conversion] = {}
        self._given: dict[int, dict[int, Conversion]] = {}

    def entry(self, entry: Entry) -> Entry:
        """A reversal says what the entry says that it reverses: their sum is nothing."""
        try:
            fact = self._facts.get(entry.reverses or 0) or self._anew(entry)
        except RateUnknown as problem:
            self._count_unknown(problem)
        except TooLarge:
            self.too_large += 1
        else:
            self._facts[entry.id] = fact
            self._note_refund(entry, fact)
            return replace(entry, fact=fact)
        return entry

    def step(self, step: DealStep) -> DealStep:
        """A step of a deal; what takes it back, and puts it back, has its place and so its rate."""
        fact = step.fact
        try:
            rate = None
            if fact.amount.currency != self.rates.reporting:
                kept_step = self.kept.steps.get(step.place)
                rate = kept_step or self.rates.find(fact.amount.currency, fact.day, fact.exchange)
            changed = replace(fact, exchange=rate)
            within_reason(changed.booked)
            return replace(step, fact=changed)
        except RateUnknown as problem:
            self._count_unknown(problem)
        except TooLarge:
            self.too_large += 1
        return step

    def plan(self, plan: Plan, rate: ExchangeRate | None) -> Plan:
        """What it was said to be, where that was in this currency; else what it is, at the ``rate``."""
        typed = plan.said or plan.amount
        try:
            amount = typed if typed.currency == self.rates.reporting else _exchanged(plan.amount, self.rates, rate)
        except TooLarge:
            self.too_large += 1
            return plan
        return replace(plan, amount=amount, said=typed)

    def _anew(self, entry: Entry) -> Cost | Conversion:
        fact = entry.fact
        if isinstance(fact, Conversion) and fact.refund and fact.revenue:
            sale, number = self._facts.get(fact.refund.entry), fact.refund.entry
            if isinstance(sale, Conversion):
                left = left_of(sale, self._given.get(number, {}).values())
                return refund(sale, number, left, -fact.revenue, fact.refund.day, fact.note)
        return in_currency(fact, self.rates.reporting, self._rate(entry))

    def _note_refund(self, entry: Entry, fact: Cost | Conversion) -> None:
        """Which refunds of its sale stand after it, as they did when the next was made."""
        if isinstance(fact, Conversion) and fact.refund:
            standing = self._given.setdefault(fact.refund.entry, {})
            if entry.sign > 0:
                standing[entry.id] = fact
            else:
                standing.pop(entry.reverses or 0, None)

    def _count_unknown(self, problem: RateUnknown) -> None:
        place = (problem.currency, problem.day)
        self.unknown[place] = self.unknown.get(place, 0) + 1

    def _rate(self, entry: Entry) -> ExchangeRate | None:
        amount = typed_amount(entry.fact)
        if amount is None or amount.currency == self.rates.reporting:
            return None
        return self.kept.entries.get(entry.id) or self.rates.find(amount.currency, entry.fact.day, entry.fact.exchange)


def rebuild(
    entries: Iterable[Entry],
    plans: Sequence[Plan],
    kept: Kept,
    rates: RatesInto,
    currency: str,
    today: date,
    steps: Iterable[DealStep] = (),
) -> Rebuild:
    """All of it in the currency of ``rates``. ``entries`` in the order they were logged; ``steps``: of deals."""
    old, work = list(entries), _Rebuilding(rates, kept)
    new = tuple(work.entry(entry) for entry in old)
    moved = tuple(map(work.step, steps))
    rate, lacking = _plan_rate(plans, rates, currency, today)
    planned = () if lacking else tuple(work.plan(plan, rate) for plan in plans)
    unknown = {place: Unknown(currency=place[0], day=place[1], entries=n) for place, n in work.unknown.items()}
    for one in lacking:
        place = (one.currency, one.day)
        unknown[place] = replace(unknown.get(place, one), plans=True)
    return Rebuild(
        currency=currency,
        reporting=rates.reporting,
        entries=new,
        plans=planned,
        rate=rate,
        unknown=tuple(sorted(unknown.values(), key=lambda one: (one.day, one.currency))),
        too_large=work.too_large,
        before=_performance(old, currency),
        after=_performance(new, rates.reporting),
        steps=moved,
    )


def in_currency(fact: Cost | Conversion, reporting: str, rate: ExchangeRate | None) -> Cost | Conversion:
    """``fact`` booked in ``reporting``; ``rate`` None where it needs none. Raises `TooLarge`."""
    if isinstance(fact, Cost):
        within_reason(rate.convert(fact.social) if rate else fact.social)
        return replace(fact, exchange=rate)
    typed = typed_amount(fact)
    if typed is None or not fact.goal.counts:
        value = Money(minor=0, currency=reporting)
    else:
        value = rate.convert(typed) if rate else typed
    frozen = typed if rate and fact.revenue is None else None
    return replace(fact, value=value, exchange=rate, frozen=frozen)


def typed_amount(fact: Cost | Conversion) -> Money | None:
    """What was typed, or frozen when it was logged; None of conversions that bring nothing, which need no rate."""
    if isinstance(fact, Cost):
        return fact.amount
    if fact.revenue is None and not fact.goal.counts:
        return None
    return fact.revenue or fact.frozen or fact.value


def _plan_rate(
    plans: Sequence[Plan], rates: RatesInto, currency: str, today: date
) -> tuple[ExchangeRate | None, tuple[Unknown, ...]]:
    """Of today, and only where a plan needs one."""
    if all((plan.said or plan.amount).currency == rates.reporting or not plan.amount.minor for plan in plans):
        return None, ()
    try:
        return rates.find(currency, today), ()
    except RateUnknown:
        return None, (Unknown(currency=currency, day=today, plans=True),)


def _exchanged(amount: Money, rates: RatesInto, rate: ExchangeRate | None) -> Money:
    return rate.convert(amount) if rate and amount.minor else Money(minor=0, currency=rates.reporting)


def _performance(entries: Iterable[Entry], currency: str) -> Performance:
    cost = value = costs = results = 0
    for entry in entries:
        minor = entry.sign * _booked(entry.fact).minor
        if isinstance(entry.fact, Cost):
            cost, costs = cost + minor, costs + entry.sign
        else:
            value, results = value + minor, results + entry.sign
    return Performance(currency=currency, cost=cost, value=value, costs=costs, results=results)


def _booked(fact: Cost | Conversion) -> Money:
    return fact.booked if isinstance(fact, Cost) else fact.value
