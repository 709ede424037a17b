"""What CRMs say of their deals beside their steps: under which numbers they are known, and where they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, text

from core.setup.acts import Act
from storage.tables import deal_sources

_KEEP = text(
    "INSERT INTO deal_sources (workspace_id, deal, external_id, order_id, source, medium) "
    "VALUES (:workspace, :deal, :external_id, :order_id, :source, :medium) "
    "ON CONFLICT (workspace_id, deal) DO UPDATE SET external_id = excluded.external_id, "
    "order_id = excluded.order_id, source = excluded.source, medium = excluded.medium"
)
_EVERY = select(deal_sources).where(deal_sources.c.workspace_id == bindparam("workspace")).order_by(deal_sources.c.deal)


@dataclass(frozen=True, kw_only=True, slots=True)
class DealSource:
    """``deal``: its key. ``order_id``: the number under which other files know the sale; empty where none is said."""

    deal: str
    external_id: str
    order_id: str = ""
    source: str = ""
    medium: str = ""

    @property
    def number(self) -> str:
        """The number that names the sale in every file."""
        return self.order_id or self.external_id


def keep(connection: Connection, act: Act, sources: Iterable[DealSource]) -> None:
    """Keeps them in the place of what was known of the same deals."""
    rows = [
        {
            "workspace": act.workspace,
            "deal": one.deal,
            "external_id": one.external_id,
            "order_id": one.order_id,
            "source": one.source,
            "medium": one.medium,
        }
        for one in sources
    ]
    if rows:
        connection.execute(_KEEP, rows)


def every(connection: Connection, workspace: int) -> Sequence[DealSource]:
    rows = connection.execute(_EVERY, {"workspace": workspace}).mappings()
    return [
        DealSource(
            deal=row["deal"],
            external_id=row["external_id"],
            order_id=row["order_id"],
            source=row["source"],
            medium=row["medium"],
        )
        for row in rows
    ]
