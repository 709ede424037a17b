"""The one door through which a cost or a conversion comes onto the books, whatever it comes from.

The forms, the line, repeats, refunds, won deals and the demo all save here, and nothing else calls `ledger.log`
(tests/test_house.py). A rule for everything that is saved, an approval say, belongs here.
"""

from __future__ import annotations

from sqlalchemy import Connection

from core.ledger.entries import Conversion, Cost, Entry
from core.setup.acts import Act
from storage import ledger


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
