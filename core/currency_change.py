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
from hashlib import sha256

from core.ledger.entries import Conversion, Cost, Entry, Refund
from core.ledger.refunds import left_of, refund
from core.ledger.reporting_currency import booked, in_currency, typed_amount
from core.money.cross_rates import RatesInto
from core.money.exchange import ExchangeRate, RateUnknown
from core.money.money import Money, TooLarge, within_reason
from core.performance.performance import Performance
from core.sales.deals import DealStep


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
        """A hash that stays the same as long as the books and the rates do."""
        entries = [booked(entry.fact).minor for entry in self.entries]
        steps = [step.fact.booked.minor for step in self.steps]
        plans = [plan.amount.minor for plan in self.plans]
        content = repr((self.currency, self.reporting, entries + steps, plans))
        return sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The rates of what was booked in the same currency before, by entry, and by the place of a deal's step."""

    entries: Mapping[int, ExchangeRate] = field(default_factory=dict)
    steps: Mapping[int, ExchangeRate] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyChange:
    """A change from ``currency`` to ``reporting``, as it was carried out."""

    currency: str
    reporting: str
    by: str
    at: datetime


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
        try:
            changed = replace(step.fact, exchange=self._step_rate(step))
            within_reason(changed.booked)
        except RateUnknown as problem:
            self._count_unknown(problem)
        except TooLarge:
            self.too_large += 1
        else:
            return replace(step, fact=changed)
        return step

    def plan(self, plan: Plan, rate: ExchangeRate | None) -> Plan:
        """The plan as it was said to be, where that was in this currency; else as it is, at the ``rate``."""
        typed = plan.said or plan.amount
        if typed.currency == self.rates.reporting:
            return replace(plan, amount=typed, said=typed)
        try:
            amount = _exchanged(plan.amount, self.rates.reporting, rate)
        except TooLarge:
            self.too_large += 1
            return plan
        return replace(plan, amount=amount, said=typed)

    def _anew(self, entry: Entry) -> Cost | Conversion:
        fact = entry.fact
        if isinstance(fact, Conversion) and fact.refund and fact.revenue:
            sale = self._facts.get(fact.refund.entry)
            if isinstance(sale, Conversion):
                return self._refunded(sale, fact.refund, -fact.revenue, fact.note)
        return in_currency(fact, self.rates.reporting, self._rate(entry))

    def _refunded(self, sale: Conversion, given: Refund, amount: Money, note: str) -> Conversion:
        """A refund of what the sale brings in this currency."""
        earlier = self._given.get(given.entry, {})
        left = left_of(sale, earlier.values())
        return refund(sale, given.entry, left, amount, given.day, note)

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
        kept = self.kept.entries.get(entry.id)
        return kept or self.rates.find(amount.currency, entry.fact.day, entry.fact.exchange)

    def _step_rate(self, step: DealStep) -> ExchangeRate | None:
        currency = step.fact.amount.currency
        if currency == self.rates.reporting:
            return None
        kept = self.kept.steps.get(step.place)
        return kept or self.rates.find(currency, step.fact.day, step.fact.exchange)


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
    before = list(entries)
    work = _Rebuilding(rates, kept)
    after = tuple(map(work.entry, before))
    moved = tuple(map(work.step, steps))
    rate, lacking = _plan_rate(plans, rates, currency, today)
    planned = () if lacking else tuple(work.plan(plan, rate) for plan in plans)
    return Rebuild(
        currency=currency,
        reporting=rates.reporting,
        entries=after,
        plans=planned,
        rate=rate,
        unknown=_unknown_days(work.unknown, lacking),
        too_large=work.too_large,
        before=_performance(before, currency),
        after=_performance(after, rates.reporting),
        steps=moved,
    )


def _unknown_days(counts: Mapping[tuple[str, date], int], lacking: Unknown | None) -> tuple[Unknown, ...]:
    """In order of days. ``counts``: (currency, day) -> entries; ``lacking``: what the plans wait for."""
    unknown = {
        (currency, day): Unknown(currency=currency, day=day, entries=entries)
        for (currency, day), entries in counts.items()
    }
    if lacking:
        place = (lacking.currency, lacking.day)
        unknown[place] = replace(unknown.get(place, lacking), plans=True)
    in_order = sorted(unknown.values(), key=lambda one: (one.day, one.currency))
    return tuple(in_order)


def _plan_rate(
    plans: Sequence[Plan], rates: RatesInto, currency: str, today: date
) -> tuple[ExchangeRate | None, Unknown | None]:
    """The rate of today, only where a plan needs one; or what is not known."""
    if not any(_needs_rate(plan, rates.reporting) for plan in plans):
        return None, None
    try:
        return rates.find(currency, today), None
    except RateUnknown:
        return None, Unknown(currency=currency, day=today, plans=True)


def _needs_rate(plan: Plan, reporting: str) -> bool:
    typed = plan.said or plan.amount
    return typed.currency != reporting and plan.amount.minor != 0


def _exchanged(amount: Money, reporting: str, rate: ExchangeRate | None) -> Money:
    if rate is None or not amount.minor:
        return Money(minor=0, currency=reporting)
    return rate.convert(amount)


def _performance(entries: Iterable[Entry], currency: str) -> Performance:
    cost = value = costs = results = 0
    for entry in entries:
        minor = entry.sign * booked(entry.fact).minor
        if isinstance(entry.fact, Cost):
            cost, costs = cost + minor, costs + entry.sign
        else:
            value, results = value + minor, results + entry.sign
    return Performance(currency=currency, cost=cost, value=value, costs=costs, results=results)
