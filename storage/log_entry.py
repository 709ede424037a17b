"""The one door through which a cost or a conversion comes onto the books, whatever it comes from.

The forms, the line, repeats, refunds, won deals, imports and the demo all save here, and nothing else calls
`ledger.log` (tests/test_house.py). A rule for everything that is saved, an approval say, belongs here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.postings import currency_of
from core.setup.acts import Act
from storage import ledger, many_entries, workspaces


def log(
    connection: Connection,
    act: Act,
    fact: Cost | Conversion,
    *,
    source: str,
    request: str = "",
    replaces: int | None = None,
) -> Entry:
    """Saves ``fact`` in the name of ``act.by``; a ``request`` seen before answers with the entry it made.

    ``source``: the way it came. ``replaces``: the entry it corrects, which `ledger.give_way` has taken off the books.
    Raises `OtherCurrency` where the workspace no longer counts in the currency it is booked in.
    """
    return ledger.log(connection, act, fact, source=source, request=request, replaces=replaces)


def log_all(connection: Connection, act: Act, facts: Sequence[Cost | Conversion], *, source: str) -> list[int]:
    """Saves many facts at once in the name of ``act.by``, no refund among them; answers with their ids.

    Raises `OtherCurrency`.
    """
    head = ""
    for currency in {currency_of(fact) for fact in facts}:
        head = workspaces.touch(connection, act.workspace, currency)
    new = [Entry(id=0, fact=fact, logged_by=act.by, logged_at=act.at, source=source) for fact in facts]
    return [entry.id for entry in many_entries.add(connection, act.workspace, new, head)]


def take_back_all(connection: Connection, act: Act, listed: Sequence[int]) -> list[int]:
    """Reverses many entries at once: what was taken back comes back. Answers with the reversals, in the same order.

    0 stands for an entry that is left as it is: turned by somebody since, of a deal, or a sale with a refund.
    """
    head = workspaces.touch(connection, act.workspace)
    return many_entries.turn(connection, act, listed, head)
