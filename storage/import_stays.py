"""What would stay of an import that is taken back, beside what would come back in its place: both would count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from core.imports.scopes import days_of, meets
from core.ledger.entries import Conversion, Entry
from core.sales.deals import DealStep
from storage import deal_returns, deal_sources, deals, entry_sources, held_entries, import_steps, ledger, many_entries
from storage.import_steps import Made


def stays_beside(connection: Connection, workspace: int, number: int) -> bool:
    """Whether people have changed by hand, or a newer file has moved on, what took the place of something else."""
    additions = import_steps.made(connection, workspace, number)
    if not additions.reversals:
        return False
    held = held_entries.held(connection, workspace, additions.entries).values()
    if not held and not additions.deals:
        return False
    back = many_entries.these(connection, workspace, additions.reversals).values()
    return _meet(held, back) or (_any_sale(back) and _deals_stay(connection, workspace, additions))


def _meet(held: Iterable[Entry], back: Iterable[Entry]) -> bool:
    """Whether an entry that stays may be of the same spend or sale as one that comes back."""
    coming = list(back)
    return any(_is_of_the_same(one, other) for one in held for other in coming)


def _is_of_the_same(one: Entry, other: Entry) -> bool:
    if isinstance(one.fact, Conversion) or isinstance(other.fact, Conversion):
        return type(one.fact) is type(other.fact)  # one order may be of two days, as two files say it
    return meets(days_of(one), days_of(other))


def sold_since(connection: Connection, workspace: int, number: int) -> bool:
    """Whether another file has brought a sale, by its number, that would come back when an import is taken back."""
    additions = import_steps.made(connection, workspace, number)
    coming = {*_orders_back(connection, workspace, additions), *_deals_back(connection, workspace, additions)}
    others = entry_sources.numbered(connection, workspace) if coming else ()
    return any(one.entry.stands and one.number != number and one.origin.external_id in coming for one in others)


def _orders_back(connection: Connection, workspace: int, additions: Made) -> Iterator[str]:
    """The numbers of the sales that an import has taken off the books."""
    back = many_entries.these(connection, workspace, additions.reversals).values()
    sales = [one for one in back if isinstance(one.fact, Conversion)]
    firsts = [ledger.first(connection, workspace, one).id for one in sales]
    for origin in entry_sources.of(connection, workspace, firsts).values():
        yield from filter(None, [origin.external_id])


def _deals_back(connection: Connection, workspace: int, additions: Made) -> Iterator[str]:
    """The numbers of the deals that are won once more when the steps of an import are gone."""
    if not additions.deals:
        return
    steps = [step for step in deals.in_order(connection, workspace) if step.stands]
    own = {step.fact.key for step in steps if step.place in additions.deals}
    before = {step.fact.key: step for step in sorted(steps, key=_in_time) if step.place not in additions.deals}
    won = {key for key, step in before.items() if key in own and step.fact.won}
    yield from (one.number for one in deal_sources.every(connection, workspace) if one.deal in won)


def _in_time(step: DealStep) -> tuple[date, int]:
    return (step.fact.day, step.place)


def _any_sale(back: Iterable[Entry]) -> bool:
    return any(isinstance(one.fact, Conversion) for one in back)


def _deals_stay(connection: Connection, workspace: int, additions: Made) -> bool:
    """Whether a deal of the import has a sale that does not go with it: won once more since, or refunded."""
    own = _own(connection, workspace, additions.deals)
    refunded = deal_returns.refunded(connection, workspace) if own else frozenset()
    last = deals.last_steps(connection, workspace) if own else ()
    return any(
        step.fact.won and step.fact.key in own and (step.fact.key in refunded or step.place not in additions.deals)
        for step in last
    )


def _own(connection: Connection, workspace: int, steps: Sequence[int]) -> frozenset[str]:
    """The keys of the deals that the steps have won."""
    every = {step.id: step.fact for step in deals.in_order(connection, workspace)} if steps else {}
    return frozenset(every[step].key for step in steps if every[step].won)
