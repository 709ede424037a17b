"""Sums: what a file brings per campaign and channel, and what of it stood before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.ledger.entries import Conversion, Cost
from core.money.money import Money


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


def lines_of(costs: Iterable[tuple[Cost, int]], were: Iterable[Cost | Conversion]) -> list[Line]:
    """A line for each campaign and channel, the largest first. ``were``: facts that the costs take the place of."""
    lines: dict[tuple[str, str, str], Line] = {}
    for cost, rows in costs:
        line = _line(lines, cost)
        lines[_key(cost)] = replace(line, amount=line.amount + cost.amount, rows=line.rows + rows)
    for fact in were:
        if isinstance(fact, Cost):
            line = _line(lines, fact)
            lines[_key(fact)] = replace(line, was=line.was + fact.amount)
    return sorted(lines.values(), key=lambda line: (-max(line.amount.minor, line.was.minor), line.campaign))


def _line(lines: dict[tuple[str, str, str], Line], cost: Cost) -> Line:
    nothing = Money(minor=0, currency=cost.amount.currency)
    return lines.get(_key(cost)) or Line(campaign=cost.campaign, channel=cost.channel, amount=nothing, was=nothing)


def _key(cost: Cost) -> tuple[str, str, str]:
    return cost.campaign, cost.channel, cost.amount.currency
