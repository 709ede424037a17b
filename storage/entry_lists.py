"""The ledger's entries as lists: pages of the history, those of one sale or campaign, all in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations

from sqlalchemy import Connection, bindparam, select, text

from core.ledger.entries import Entry
from core.money.money import Money
from core.setup.categories import Category
from storage import splits
from storage.entry_rows import REVERSAL, entry_of, exchange_of, selected
from storage.tables import entries, goals

FROM_NOW_BACK = 2**62
"""A place in the history before which everything lies."""

_SELECT = selected(entries)
_PAGE = _SELECT.where(entries.c.id < bindparam("before")).order_by(entries.c.id.desc()).limit(bindparam("most"))
_ONLY = {
    "campaign": (entries.c.campaign == bindparam("campaign"))
    | ((entries.c.campaign == "") & entries.c.split.contains(bindparam("part"))),
    "person": entries.c.logged_by == bindparam("person"),
    # The literal once more, so that SQLite sees that the index fits.
    "category": (entries.c.category == bindparam("category")) & text("entries.category <> ''"),
}
_HISTORY = {
    frozenset(names): _PAGE.where(*(_ONLY[name] for name in names))
    for count in range(len(_ONLY) + 1)
    for names in combinations(_ONLY, count)
}
_OWN = (
    _SELECT.where(entries.c.logged_by == bindparam("person"), entries.c.sign > 0, REVERSAL.c.id.is_(None))
    .order_by(entries.c.id.desc())
    .limit(bindparam("most"))
)
_LOGGED_AFTER = _SELECT.where(
    entries.c.logged_at > bindparam("since"), entries.c.day < bindparam("until_day")
).order_by(entries.c.id)
_REFUNDS = _SELECT.where(entries.c.refunds == bindparam("sale"), entries.c.sign > 0, REVERSAL.c.id.is_(None)).order_by(
    entries.c.id
)
_THESE = _SELECT.where(entries.c.id.in_(bindparam("listed", expanding=True)))
_COSTS_OF = (
    select(
        entries.c.amount_minor,
        entries.c.currency,
        entries.c.fx_currency,
        entries.c.fx_rate,
        entries.c.fx_day,
        entries.c.fx_source,
    )
    .select_from(
        entries.outerjoin(
            REVERSAL, (REVERSAL.c.workspace_id == entries.c.workspace_id) & (REVERSAL.c.reverses == entries.c.id)
        )
    )
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.campaign == bindparam("campaign"),
        entries.c.category != "",
        entries.c.category != bindparam("hidden"),
        entries.c.sign > 0,
        REVERSAL.c.id.is_(None),
    )
)
_SOLD_BEFORE = (
    select(entries.c.id)
    .where(
        entries.c.workspace_id == bindparam("workspace"),
        entries.c.goal_id.in_(
            select(goals.c.id).where(goals.c.workspace_id == bindparam("workspace"), goals.c.key == bindparam("goal"))
        ),
        text("entries.revenue_minor IS NOT NULL"),  # the literal, so that SQLite sees that the index fits
        entries.c.id < bindparam("before"),
    )
    .limit(1)
)
_IN_ORDER = _SELECT.order_by(entries.c.id)


def these(connection: Connection, workspace: int, listed: Iterable[int]) -> Mapping[int, Entry]:
    """Id -> entry, of those of the workspace."""
    rows = connection.execute(_THESE, {"workspace": workspace, "listed": list(listed)}).mappings()
    return {row["id"]: entry_of(row) for row in rows}


def sold_before(connection: Connection, workspace: int, goal: str, before: int) -> bool:
    """Whether real revenue of the goal, at any of its versions, was logged before the entry ``before``."""
    values = {"workspace": workspace, "goal": goal, "before": before}
    return connection.execute(_SOLD_BEFORE, values).first() is not None


def history(
    connection: Connection,
    workspace: int,
    campaign: str | None,
    before: int = FROM_NOW_BACK,
    most: int = 10,
    *,
    person: str = "",
    category: str = "",
) -> Sequence[Entry]:
    """The entries before an id, newest first, reversals among them.

    Of one campaign, logged by one person, costs of one category; or of all.
    """
    chosen = {"campaign": campaign, "person": person, "category": category}
    only = {name: value for name, value in chosen.items() if value or (name == "campaign" and value is not None)}
    where: dict[str, object] = {"workspace": workspace, "before": before, "most": most, **only}
    if campaign is not None:
        where["part"] = splits.mention(campaign)
    return [entry_of(row) for row in connection.execute(_HISTORY[frozenset(only)], where).mappings()]


def own(connection: Connection, workspace: int, person: str, most: int) -> Sequence[Entry]:
    """The latest entries that one person has logged and that stand, newest first."""
    where = {"workspace": workspace, "person": person, "most": most}
    return [entry_of(row) for row in connection.execute(_OWN, where).mappings()]


def logged_after(connection: Connection, workspace: int, since: datetime, until_day: date) -> Sequence[Entry]:
    """What was logged after ``since``, reversals among it, and stands or begins before ``until_day``; oldest first."""
    where = {"workspace": workspace, "since": since, "until_day": until_day}
    return [entry_of(row) for row in connection.execute(_LOGGED_AFTER, where).mappings()]


def refunds(connection: Connection, workspace: int, sale: int) -> Sequence[Entry]:
    """The standing refunds of a sale that was first saved as entry ``sale``, oldest first."""
    return [entry_of(row) for row in connection.execute(_REFUNDS, {"workspace": workspace, "sale": sale}).mappings()]


def costs_of(connection: Connection, workspace: int, campaign: str, *, people: bool) -> list[Money]:
    """The whole bills that stand in a campaign, in the reporting currency; without ``people``, but those of people."""
    where = {"workspace": workspace, "campaign": campaign, "hidden": "" if people else Category.PEOPLE.value}
    costs = []
    for row in connection.execute(_COSTS_OF, where).mappings():
        amount, exchange = Money(minor=row["amount_minor"], currency=row["currency"]), exchange_of(row)
        costs.append(exchange.convert(amount) if exchange else amount)
    return costs


def in_order(connection: Connection, workspace: int) -> Sequence[Entry]:
    """Every entry, in the order they were logged."""
    return [entry_of(row) for row in connection.execute(_IN_ORDER, {"workspace": workspace}).mappings()]
