"""Mending: the derived tables of a workspace put together anew, where they are not what its entries say.

An older program that went on writing beside a newer one has fed only those it knew.
"""

from __future__ import annotations

from collections.abc import Iterator

from storage import entry_lists, postings, workspaces
from storage.audit import Audit
from storage.database import Database
from storage.spoiled import SPOILED

PATIENCE_SECONDS = 600
"""Seconds to wait for whoever writes at the moment."""


def mend(database: Database, flaws: Audit) -> Iterator[str]:
    """Mends each workspace of an audit that can be, in a transaction of its own, and names its team."""
    for chain in flaws.mendable:
        with database.writing(PATIENCE_SECONDS) as connection:
            workspaces.touch(connection, chain.workspace)  # first: nobody logs while the entries are read
            try:
                entries = entry_lists.in_order(connection, chain.workspace)
            except SPOILED:  # its sums are the only witness of what the entry said
                continue
            postings.post_anew(connection, chain.workspace, entries)
        yield chain.team
