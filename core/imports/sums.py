"""Sums: what a file brings per campaign and channel, and what of it stood before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from core.sales.deals import Deal


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The sum of a campaign and channel (keys; empty: none), in the file's currency.

    ``was``: what of it stands from earlier imports that are replaced. ``rows``: of the file; ``results``: in it.
    """

    campaign: str
    channel: str
    amount: Money
    was: Money
    rows: int = 0
    results: int = 0


Lines = dict[tuple[str, str, str], Line]


def lines_of(
    facts: Iterable[tuple[Cost | Conversion, int]], were: Iterable[Cost | Conversion], currency: str
) -> list[Line]:
    """A line for each campaign and channel, the largest first. ``were``: facts that the others take the place of.

    ``currency``: the file's, of conversions without a revenue.
    """
    lines: Lines = {}
    for fact, rows in facts:
        line = _line(lines, fact, _amount(fact, currency))
        results = line.results + (fact.count if isinstance(fact, Conversion) else 0)
        amount = line.amount + _amount(fact, currency)
        lines[_key(fact, amount)] = replace(line, amount=amount, rows=line.rows + rows, results=results)
    for fact in were:
        line = _line(lines, fact, _amount(fact, currency))
        lines[_key(fact, line.amount)] = replace(line, was=line.was + _amount(fact, currency))
    return _largest_first(lines)


def by_currency(lines: Iterable[Line]) -> list[Money]:
    """The sum of each currency in which there is any, in the order they first come: a file may hold several."""
    sums: dict[str, Money] = {}
    for line in lines:
        before = sums.get(line.amount.currency)
        sums[line.amount.currency] = before + line.amount if before else line.amount
    return [one for one in sums.values() if one.minor]


def lines_of_deals(deals: Iterable[Deal]) -> list[Line]:
    """A line for each campaign and channel: how many deals, and what they are worth whole, whatever their stage."""
    lines: Lines = {}
    for deal in deals:
        line = _line(lines, deal, deal.amount)
        amount = line.amount + deal.amount
        lines[_key(deal, amount)] = replace(line, amount=amount, rows=line.rows + 1, results=line.results + 1)
    return _largest_first(lines)


def _largest_first(lines: Lines) -> list[Line]:
    def place(line: Line) -> tuple[int, int, str]:
        return -max(line.amount.minor, line.was.minor), -line.results, line.campaign

    return sorted(lines.values(), key=place)


def _amount(fact: Cost | Conversion, currency: str) -> Money:
    if isinstance(fact, Cost):
        return fact.amount
    return fact.revenue or Money(minor=0, currency=currency)


def _line(lines: Lines, fact: Cost | Conversion | Deal, amount: Money) -> Line:
    nothing = Money(minor=0, currency=amount.currency)
    new = Line(campaign=fact.campaign, channel=fact.channel, amount=nothing, was=nothing)
    return lines.get(_key(fact, amount)) or new


def _key(fact: Cost | Conversion | Deal, amount: Money) -> tuple[str, str, str]:
    return fact.campaign, fact.channel, amount.currency
