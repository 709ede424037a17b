"""Changes of the reporting currency as stored: what a preview reads and a change writes, in the caller's transaction.

This is the only place where a saved entry changes: what it is booked as, never what was typed. The rates it had stay in
``kept_exchanges``, those of deals in ``kept_steps``, and what plans were said to be in ``kept_amounts``, so that
changing back restores the same books.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Date,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import RowMapping

from core.currency_change import CurrencyChange, Kept, Plan, PlanKind, Rebuild
from core.imports.records import ImportRunning
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.acts import Act
from storage import deals, entry_rows, postings, workspaces
from storage.tables import (
    campaigns,
    company_figures,
    currency_changes,
    deal_steps,
    entries,
    goals,
    kept_amounts,
    kept_exchanges,
    kept_steps,
    rates,
    schedules,
    targets,
)


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """The place where amounts of one kind are kept: the column, its key, and the column of the currency, if any."""

    table: Table
    key: Column[int] | Column[str]
    minor: Column[int]
    currency: Column[str] | None = None
    current: Column[bool] | None = None
    name: str = ""
    """A prefix of the key, where one row keeps several amounts."""

    @property
    def every(self) -> Select[*tuple[Any, ...]]:
        columns: list[ColumnElement[Any]] = [self.key.label("key"), self.minor.label("minor")]
        if self.current is not None:
            columns.append(self.current.label("current"))
        any_money = self.minor.is_not(None) if self.currency is not None else self.minor > 0
        return select(*columns).where(self.table.c.workspace_id == bindparam("workspace"), any_money)

    @property
    def change(self) -> Update:
        named: dict[str, BindParameter[Any]] = {self.minor.name: bindparam("amount")}
        if self.currency is not None:
            named |= {self.currency.name: bindparam("reporting")}
        return (
            update(self.table)
            .where(self.table.c.workspace_id == bindparam("workspace"), self.key == bindparam("kept_under"))
            .values(named)
        )


def _of_company(name: str) -> _Kept:
    figures = company_figures.c
    return _Kept(
        table=company_figures,
        key=figures.id,
        minor=figures[f"{name}_minor"],
        currency=figures.currency,
        name=f"{name} ",
    )


_ONE_EACH = {
    PlanKind.GOAL: _Kept(
        table=goals, key=goals.c.id, minor=goals.c.value_minor, currency=goals.c.currency, current=goals.c.current
    ),
    PlanKind.AVERAGE: _Kept(table=goals, key=goals.c.id, minor=goals.c.average_minor, current=goals.c.current),
    PlanKind.TARGET: _Kept(table=targets, key=targets.c.id, minor=targets.c.cost_minor, currency=targets.c.currency),
    PlanKind.BUDGET: _Kept(
        table=campaigns, key=campaigns.c.key, minor=campaigns.c.budget_minor, currency=campaigns.c.budget_currency
    ),
    PlanKind.FLOOR: _Kept(
        table=schedules, key=schedules.c.id, minor=schedules.c.floor_minor, current=schedules.c.active
    ),
    PlanKind.RATE: _Kept(table=rates, key=rates.c.id, minor=rates.c.rate_minor, currency=rates.c.currency),
}
_PLANS = (
    *_ONE_EACH.items(),
    *((PlanKind.COMPANY, _of_company(name)) for name in ("revenue", "marketing", "sales", "arpa")),
)
_STATEMENTS = tuple((kind, kept.name, kept.every, kept.change) for kind, kept in _PLANS)
_SAID = select(kept_amounts).where(kept_amounts.c.workspace_id == bindparam("workspace"))
_KEEP_AMOUNT = text(
    "INSERT INTO kept_amounts (workspace_id, plan, key, currency, minor, became) "
    "VALUES (:workspace, :plan, :key, :currency, :minor, :became) ON CONFLICT (workspace_id, plan, key) "
    "DO UPDATE SET currency = excluded.currency, minor = excluded.minor, became = excluded.became"
)
_KEPT = select(kept_exchanges, entries.c.currency).join_from(
    kept_exchanges,
    entries,
    (entries.c.id == kept_exchanges.c.entry_id) & (entries.c.workspace_id == kept_exchanges.c.workspace_id),
)
_KEPT_IN = _KEPT.where(
    kept_exchanges.c.workspace_id == bindparam("workspace"), kept_exchanges.c.reporting == bindparam("reporting")
)
_KEEP_EXCHANGES = text(
    "INSERT INTO kept_exchanges (workspace_id, entry_id, reporting, rate, day, source) "
    "SELECT workspace_id, id, fx_currency, fx_rate, fx_day, fx_source FROM entries "
    "WHERE workspace_id = :workspace AND fx_rate IS NOT NULL AND reverses IS NULL "
    "ON CONFLICT (workspace_id, entry_id, reporting) DO NOTHING"
)
_KEPT_STEPS = (
    select(kept_steps, deal_steps.c.currency)
    .join_from(
        kept_steps,
        deal_steps,
        (deal_steps.c.id == kept_steps.c.step_id) & (deal_steps.c.workspace_id == kept_steps.c.workspace_id),
    )
    .where(kept_steps.c.workspace_id == bindparam("workspace"), kept_steps.c.reporting == bindparam("reporting"))
)
_KEEP_STEPS = text(
    "INSERT INTO kept_steps (workspace_id, step_id, reporting, rate, day, source) "
    "SELECT workspace_id, id, fx_currency, fx_rate, fx_day, fx_source FROM deal_steps "
    "WHERE workspace_id = :workspace AND fx_rate IS NOT NULL AND first_id IS NULL "
    "ON CONFLICT (workspace_id, step_id, reporting) DO NOTHING"
)
_BOOK = text(
    "UPDATE entries SET currency = :currency, value_minor = :value_minor, frozen_minor = :frozen_minor, "
    "fx_currency = :fx_currency, fx_rate = :fx_rate, fx_day = :fx_day, fx_source = :fx_source "
    "WHERE workspace_id = :workspace_id AND id = :entry"
).bindparams(bindparam("fx_day", type_=Date))
_ADD_CHANGE = insert(currency_changes)
_CHANGES = (
    select(currency_changes)
    .where(currency_changes.c.workspace_id == bindparam("workspace"))
    .order_by(currency_changes.c.id.desc())
    .limit(bindparam("most"))
)


def kept_in(connection: Connection, workspace: int, reporting: str) -> Kept:
    """The rates of what was booked in ``reporting`` before."""
    where = {"workspace": workspace, "reporting": reporting}
    rows = connection.execute(_KEPT_IN, where).mappings()
    of_deals = connection.execute(_KEPT_STEPS, where).mappings()
    return Kept(
        entries={row["entry_id"]: _exchange(row) for row in rows},
        steps={row["step_id"]: _exchange(row) for row in of_deals},
    )


def plans(connection: Connection, workspace: int, currency: str) -> Sequence[Plan]:
    """All amounts kept in the reporting ``currency`` that are no entries, retired versions among them."""
    typed = {(row["plan"], row["key"]): row for row in connection.execute(_SAID, {"workspace": workspace}).mappings()}
    return [
        _plan(kind, f"{name}{row['key']}", row, currency, typed.get((kind.value, f"{name}{row['key']}")))
        for kind, name, every, _ in _STATEMENTS
        for row in connection.execute(every, {"workspace": workspace}).mappings()
    ]


def apply(connection: Connection, act: Act, rebuilt: Rebuild) -> None:
    """Puts the books into the new currency; the caller has touched the workspace and read them since.

    Raises `ImportRunning`: what is still to be booked of an import is in the old one.
    """
    if workspaces.load(connection, act.workspace).importing:
        raise ImportRunning
    connection.execute(_KEEP_EXCHANGES, {"workspace": act.workspace})
    connection.execute(_KEEP_STEPS, {"workspace": act.workspace})
    _book_entries(connection, act.workspace, rebuilt)
    _change_plans(connection, act.workspace, rebuilt)
    deals.exchange(connection, act.workspace, rebuilt.steps)
    workspaces.save_currency(connection, act.workspace, rebuilt.reporting)
    change = {"currency": rebuilt.currency, "reporting": rebuilt.reporting, "changed_by": act.by, "changed_at": act.at}
    connection.execute(_ADD_CHANGE, {"workspace_id": act.workspace} | change)


def changes(connection: Connection, workspace: int, most: int = 5) -> Sequence[CurrencyChange]:
    """The last changes, newest first."""
    return [
        CurrencyChange(currency=row["currency"], reporting=row["reporting"], by=row["changed_by"], at=row["changed_at"])
        for row in connection.execute(_CHANGES, {"workspace": workspace, "most": most}).mappings()
    ]


def _book_entries(connection: Connection, workspace: int, rebuilt: Rebuild) -> None:
    rows = [{**entry_rows.row_of(workspace, entry, ""), "entry": entry.id} for entry in rebuilt.entries]
    if rows:
        connection.execute(_BOOK, rows)
    # Every posting changes at once, so deltas would save nothing.
    postings.post_anew(connection, workspace, rebuilt.entries)


def _change_plans(connection: Connection, workspace: int, rebuilt: Rebuild) -> None:
    for kind, name, _, change in _STATEMENTS:
        own = [plan for plan in rebuilt.plans if plan.kind is kind and plan.key.startswith(name)]
        if own:
            connection.execute(change, [_changed(workspace, plan, plan.key.removeprefix(name)) for plan in own])
            connection.execute(_KEEP_AMOUNT, [_said(workspace, plan) for plan in own])


def _plan(kind: PlanKind, key: str, row: RowMapping, currency: str, typed: RowMapping | None) -> Plan:
    """A plan with the amount it was first said to be, which holds as long as nobody has changed what became of it."""
    holds = typed is not None and typed["became"] == row["minor"]
    return Plan(
        kind=kind,
        key=key,
        amount=Money(minor=row["minor"], currency=currency),
        said=Money(minor=typed["minor"], currency=typed["currency"]) if typed is not None and holds else None,
        current=row.get("current", True),
    )


def _changed(workspace: int, plan: Plan, key: str) -> dict[str, object]:
    return {
        "workspace": workspace,
        "kept_under": key if plan.kind is PlanKind.BUDGET else int(key),
        "amount": plan.amount.minor,
        "reporting": plan.amount.currency,
    }


def _said(workspace: int, plan: Plan) -> dict[str, object]:
    typed = plan.said or plan.amount
    return {
        "workspace": workspace,
        "plan": plan.kind.value,
        "key": plan.key,
        "currency": typed.currency,
        "minor": typed.minor,
        "became": plan.amount.minor,
    }


def _exchange(row: RowMapping) -> ExchangeRate:
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["reporting"],
        value=Fraction(row["rate"]),
        day=row["day"],
        source=RateSource(row["source"]),
    )
