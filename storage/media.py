"""Media left out of agency invoices, as the entries say."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.engine import RowMapping

from core.calendar.periods import Period
from core.ledger.media import ads_of
from core.money.money import Money
from storage import entry_rows
from storage.tables import entries
from storage.totals import WorkspaceBooks

_LEFT_OUT = select(
    entries.c.sign,
    entries.c.left_out_minor,
    entries.c.currency,
    entries.c.fx_currency,
    entries.c.fx_rate,
    entries.c.fx_day,
    entries.c.fx_source,
).where(
    entries.c.workspace_id == bindparam("workspace"),
    text("entries.left_out_minor IS NOT NULL"),  # in words, so that SQLite sees that the index fits
    func.coalesce(entries.c.media_from, entries.c.day) >= bindparam("start"),
    func.coalesce(entries.c.media_from, entries.c.day) < bindparam("end"),
)
_LEFT_OUT_OF = _LEFT_OUT.where(entries.c.campaign == bindparam("campaign"), entries.c.channel == bindparam("channel"))


def unclaimed(connection: Connection, workspace: int, period: Period, campaign: str, channel: str) -> int:
    """Ads of the period, of this campaign and channel where they are named, that no invoice has left out yet.

    Minor units. Never more than is unclaimed in the whole workspace: an invoice for all campaigns may hold these ads.
    """
    return min(free(connection, workspace, period, campaign, channel))


def free(connection: Connection, workspace: int, period: Period, campaign: str, channel: str) -> tuple[int, int]:
    """Ads of the period that no invoice has left out yet: of this campaign and channel where they are named, and all.

    Minor units of the reporting currency.
    """
    own = WorkspaceBooks(connection, workspace, "")
    everything = own.by_channel(period)
    own_cells = [cell for cell in everything if campaign in ("", cell.campaign)]
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    left = _sum(connection.execute(_LEFT_OUT, where).mappings())
    if not (campaign or channel):
        return ads_of(everything, "") - left, ads_of(everything, "") - left
    left_here = _sum(connection.execute(_LEFT_OUT_OF, where | {"campaign": campaign, "channel": channel}).mappings())
    return ads_of(own_cells, channel) - left_here, ads_of(everything, "") - left


def _sum(rows: Iterable[RowMapping]) -> int:
    """The sum in minor units of the reporting currency, each invoice at its own rate."""
    return sum(row["sign"] * _left_out(row).minor for row in rows)


def _left_out(row: RowMapping) -> Money:
    own, exchange = Money(minor=row["left_out_minor"], currency=row["currency"]), entry_rows.exchange_of(row)
    return exchange.convert(own) if exchange else own
