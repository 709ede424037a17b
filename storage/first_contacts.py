"""First contacts of deals: when the buyer of each was first met, by the steps that stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, Date, bindparam, func, select

from core.sales.deals import FirstContact
from storage.tables import deal_steps

_REVERSAL = deal_steps.alias("reversal")
_PLACE = func.coalesce(deal_steps.c.first_id, deal_steps.c.id)
_OF_DEAL = (
    select(
        deal_steps.c.deal,
        deal_steps.c.first_contact.label("said"),
        func.min(deal_steps.c.day).over(partition_by=deal_steps.c.deal).label("opened"),
        func.row_number().over(partition_by=deal_steps.c.deal, order_by=_PLACE.desc()).label("rank"),
    )
    .select_from(
        deal_steps.outerjoin(
            _REVERSAL,
            (_REVERSAL.c.workspace_id == deal_steps.c.workspace_id) & (_REVERSAL.c.reverses == deal_steps.c.id),
        )
    )
    .where(deal_steps.c.workspace_id == bindparam("workspace"), deal_steps.c.sign > 0, _REVERSAL.c.id.is_(None))
)
_UNTIL = _OF_DEAL.where(deal_steps.c.day <= bindparam("day", type_=Date)).subquery("ranked")
_BEGUN = select(_UNTIL.c.deal, func.coalesce(_UNTIL.c.said, _UNTIL.c.opened)).where(_UNTIL.c.rank == 1)
_ONE = _OF_DEAL.where(deal_steps.c.deal == bindparam("key")).order_by(_PLACE.desc()).limit(1)


def begun(connection: Connection, workspace: int, day: date) -> Mapping[str, date]:
    """Deal -> when its buyer was first met, as its steps up to ``day`` say."""
    rows = connection.execute(_BEGUN, {"workspace": workspace, "day": day})
    return dict(tuple(row) for row in rows)


def of_deal(connection: Connection, workspace: int, deal: str) -> FirstContact | None:
    """The first contact of one deal, days ahead included; None where no step of it stands."""
    row = connection.execute(_ONE, {"workspace": workspace, "key": deal}).first()
    return FirstContact(opened=row.opened, said=row.said) if row else None
