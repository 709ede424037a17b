"""Booked: the costs that a file's spend becomes, one a day (or period), campaign, channel and category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.imports.choices import LEFT_OUT, Choices
from core.imports.naming import Named
from core.imports.readings import Reading, Spend
from core.ledger.entries import Cost
from core.money.exchange import ExchangeRate
from core.money.money import Money

Counted = tuple[Cost, int]
"""A cost, and how many rows of the file it is the sum of."""


def costs_of(
    reading: Reading,
    choices: Choices,
    campaigns: Mapping[str, Named],
    rate: Callable[[str, date], ExchangeRate | None],
) -> list[Counted]:
    """The costs of a file, VAT taken off, those that were left out aside. ``campaigns``: by name in the file."""
    kept = [spend for spend in reading.spends if campaigns[spend.campaign].decision != LEFT_OUT]
    together = _together(kept, campaigns)
    return [(_exchanged(_net(cost, choices.tax), rate), rows) for cost, rows in together if cost.amount.minor]


def net(amount: Money, tax: Decimal | None) -> Money:
    """The amount without ``tax`` percent of VAT, half up to the minor unit."""
    return amount.times(Fraction(100) / (100 + Fraction(tax))) if tax else amount


def _together(spends: Iterable[Spend], campaigns: Mapping[str, Named]) -> list[Counted]:
    """Spends of one campaign may stand under several names; what has a note or an id of its own stays apart."""
    alone: list[Counted] = []
    sums: dict[tuple[object, ...], Counted] = {}
    for spend in spends:
        cost = _cost(spend, campaigns[spend.campaign].key)
        if spend.note or spend.external_id:
            alone.append((cost, spend.rows))
            continue
        key = (cost.day, cost.until, cost.campaign, cost.channel, cost.category)
        before = sums.get(key)
        sums[key] = _added(before, cost, spend.rows) if before else (cost, spend.rows)
    return [*sums.values(), *alone]


def _added(before: Counted, cost: Cost, rows: int) -> Counted:
    return replace(before[0], amount=before[0].amount + cost.amount), before[1] + rows


def _cost(spend: Spend, campaign: str) -> Cost:
    return Cost(
        day=spend.day,
        until=spend.until,
        category=spend.category,
        amount=spend.amount,
        campaign=campaign,
        channel=spend.channel,
        note=spend.note,
    )


def _net(cost: Cost, tax: Decimal | None) -> Cost:
    return replace(cost, amount=net(cost.amount, tax)) if tax else cost


def _exchanged(cost: Cost, rate: Callable[[str, date], ExchangeRate | None]) -> Cost:
    exchange = rate(cost.amount.currency, cost.day)
    return replace(cost, exchange=exchange) if exchange else cost
