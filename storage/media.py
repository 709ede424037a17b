"""Media left out of agency invoices, as the entries say."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from core.media import ads_of
from core.periods import Period
from storage.tables import entries
from storage.totals import WorkspaceBooks

_LEFT_OUT = select(func.sum(entries.c.sign * entries.c.left_out_minor)).where(
    entries.c.workspace_id == bindparam("workspace"),
    entries.c.left_out_minor.is_not(None),
    entries.c.day >= bindparam("start"),
    entries.c.day < bindparam("end"),
)
_LEFT_OUT_OF = _LEFT_OUT.where(entries.c.campaign == bindparam("campaign"), entries.c.channel == bindparam("channel"))


def unclaimed(books: Connection, workspace: int, period: Period, campaign: str, channel: str) -> int:
    """Ads of the period, of this campaign and channel where they are named, that no invoice has left out yet.

    Minor units. Never more than is unclaimed in the whole workspace: an invoice for all campaigns may hold these ads.
    """
    own = WorkspaceBooks(books, workspace, "")
    everything = own.by_channel(period)
    mine = [cell for cell in everything if campaign in ("", cell.campaign)]
    where = {"workspace": workspace, "start": period.start, "end": period.end}
    left = books.execute(_LEFT_OUT, where).scalar() or 0
    if not (campaign or channel):
        return ads_of(everything, "") - int(left)
    left_here = books.execute(_LEFT_OUT_OF, where | {"campaign": campaign, "channel": channel}).scalar() or 0
    return min(ads_of(mine, channel) - int(left_here), ads_of(everything, "") - int(left))
