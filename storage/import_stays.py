"""What would stay of an import that is taken back, beside what would come back in its place: both would count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from core.imports.scopes import days_of, meets
from core.ledger.entries import Conversion, Entry
from storage import deal_returns, deals, held_entries, import_steps, many_entries
from storage.import_steps import Made


def stays_beside(connection: Connection, workspace: int, number: int) -> bool:
    """Whether people have changed by hand, or a newer file has moved on, what took the place of something else."""
    made = import_steps.made(connection, workspace, number)
    if not made.reversals:
        return False
    held = held_entries.held(connection, workspace, made.entries).values()
    if not held and not made.deals:
        return False
    back = many_entries.these(connection, workspace, made.reversals).values()
    return _meet(held, back) or (_any_sale(back) and _deals_stay(connection, workspace, made))


def _meet(held: Iterable[Entry], back: Iterable[Entry]) -> bool:
    """Whether an entry that stays may be of the same spend or sale as one that comes back."""
    coming = list(back)
    return any(_is_of_the_same(one, other) for one in held for other in coming)


def _is_of_the_same(one: Entry, other: Entry) -> bool:
    if isinstance(one.fact, Conversion) or isinstance(other.fact, Conversion):
        return type(one.fact) is type(other.fact)  # one order may be of two days, as two files say it
    return meets(days_of(one), days_of(other))


def _any_sale(back: Iterable[Entry]) -> bool:
    return any(isinstance(one.fact, Conversion) for one in back)


def _deals_stay(connection: Connection, workspace: int, made: Made) -> bool:
    """Whether a deal of the import has a sale that does not go with it: won once more since, or refunded."""
    own = _own(connection, workspace, made.deals)
    refunded = deal_returns.refunded(connection, workspace) if own else frozenset()
    last = deals.last_steps(connection, workspace) if own else ()
    return any(
        step.fact.won and step.fact.key in own and (step.fact.key in refunded or step.place not in made.deals)
        for step in last
    )


def _own(connection: Connection, workspace: int, steps: Sequence[int]) -> frozenset[str]:
    """The keys of the deals that the steps have won."""
    every = {step.id: step.fact for step in deals.in_order(connection, workspace)} if steps else {}
    return frozenset(every[step].key for step in steps if every[step].won)
