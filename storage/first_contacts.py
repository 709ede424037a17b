"""First contacts of deals: when the buyer of each was first met, by the deal's first step that stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, Date, bindparam, func, select

from storage.tables import deal_steps

_REVERSAL = deal_steps.alias("reversal")
_PLACE = func.coalesce(deal_steps.c.first_id, deal_steps.c.id)
_RANK = func.row_number().over(partition_by=deal_steps.c.deal, order_by=(deal_steps.c.day, _PLACE))
_RANKED = (
    select(deal_steps.c.deal, deal_steps.c.day, deal_steps.c.first_contact, _RANK.label("rank"))
    .select_from(
        deal_steps.outerjoin(
            _REVERSAL,
            (_REVERSAL.c.workspace_id == deal_steps.c.workspace_id) & (_REVERSAL.c.reverses == deal_steps.c.id),
        )
    )
    .where(
        deal_steps.c.workspace_id == bindparam("workspace"),
        deal_steps.c.day <= bindparam("day", type_=Date),
        deal_steps.c.sign > 0,
        _REVERSAL.c.id.is_(None),
    )
    .subquery("ranked")
)
_FIRST = select(_RANKED.c.deal, func.coalesce(_RANKED.c.first_contact, _RANKED.c.day)).where(_RANKED.c.rank == 1)


def begun(connection: Connection, workspace: int, day: date) -> Mapping[str, date]:
    """Deal -> the first contact that its first step up to ``day`` says, else that step's day."""
    rows = connection.execute(_FIRST, {"workspace": workspace, "day": day})
    return dict(tuple(row) for row in rows)
