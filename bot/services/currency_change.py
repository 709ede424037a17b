"""Changes of the reporting currency: the books in another one, worked out from all there is, and put into force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from bot.desk.desk import Desk
from core.calendar.periods import Period
from core.currency_change import Rebuild, rebuild
from core.ledger.entries import Conversion, Cost
from core.money.cross_rates import RatesInto
from core.money.exchange import EURO, LONGEST_GAP, Published
from core.sales.deals import Deal
from storage import currency_change, deals, entry_lists, exchange, workspaces


def worked_out(connection: Connection, desk: Desk, reporting: str) -> Rebuild:
    """Works out the books in ``reporting``; nothing is changed. In a snapshot, or after a touch."""
    workspace = workspaces.load(connection, desk.workspace.id)
    currency = workspace.reporting_currency(desk.office.defaults)
    entries, steps = entry_lists.in_order(connection, workspace.id), deals.in_order(connection, workspace.id)
    facts = [*(entry.fact for entry in entries), *(step.fact for step in steps)]
    published = _published(connection, desk, facts, {currency, reporting})
    rates = RatesInto(reporting, currency, exchange.every(connection, workspace.id), published)
    return rebuild(
        entries,
        currency_change.plans(connection, workspace.id, currency),
        currency_change.kept_in(connection, workspace.id, reporting),
        rates,
        currency,
        desk.today,
        steps,
    )


def carried_out(connection: Connection, desk: Desk, reporting: str, seen: str) -> tuple[Rebuild, bool]:
    """Carries out the change whose fingerprint was ``seen``; False where it is another one now, or cannot be."""
    workspaces.touch(connection, desk.workspace.id)  # first: nobody logs while the books are read and written
    change = worked_out(connection, desk, reporting)
    if change.currency == reporting or change.fingerprint != seen or not change.possible:
        return change, False
    currency_change.apply(connection, desk.act, change)
    return change, True


def _published(
    connection: Connection, desk: Desk, facts: Sequence[Cost | Conversion | Deal], more: set[str]
) -> Published:
    """The published rates, shipped and taken in since, read once for all days there are."""
    days = [fact.day for fact in facts] + [desk.today]
    period = Period(start=min(days) - timedelta(days=LONGEST_GAP), end=max(days) + timedelta(days=1))
    own = {fact.exchange.currency for fact in facts if fact.exchange}
    taken_in = exchange.published(connection, sorted(own | more | {EURO}), period)

    def published(day: date) -> Mapping[str, Decimal]:
        return desk.office.published(day) or taken_in.get(day, {})

    return published
