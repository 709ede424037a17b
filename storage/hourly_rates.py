"""Hourly rates as stored, each change a row; and the people of an entry as it keeps them: ``[[name, hours, rate]]``.

The rate in an entry is in minor units of the entry's currency, frozen when it was logged.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from sqlalchemy import Connection, bindparam, func, insert, select, text

from core.ledger.hourly_rates import Rate, Work
from core.money.money import Money
from core.reports.cover import SOMEBODY
from core.setup.acts import Act
from core.setup.names import slug
from storage import workspaces
from storage.tables import entries, rates

_EVERY = (
    select(rates.c.name, rates.c.rate_minor, rates.c.currency, rates.c.start)
    .where(rates.c.workspace_id == bindparam("workspace"))
    .order_by(rates.c.id)
)
_ADD = insert(rates)
_NAMES = (
    select(entries.c.people)
    .where(
        entries.c.workspace_id == bindparam("workspace"), text("entries.category = 'people'"), entries.c.people != ""
    )
    .group_by(entries.c.people)
    .having(func.sum(entries.c.sign) != 0)
)


def every(connection: Connection, workspace: int) -> Sequence[Rate]:
    """All rates ever said, in the order they were said."""
    return [
        Rate(person=row["name"], rate=Money(minor=row["rate_minor"], currency=row["currency"]), start=row["start"])
        for row in connection.execute(_EVERY, {"workspace": workspace}).mappings()
    ]


def save(connection: Connection, act: Act, rate: Rate) -> None:
    """Adds it; what was said before stays, and entries keep the rate they have."""
    workspaces.touch(connection, act.workspace, rate.rate.currency)
    row = {
        "workspace_id": act.workspace,
        "person": rate.key,
        "name": rate.person,
        "rate_minor": rate.rate.minor,
        "currency": rate.rate.currency,
        "start": rate.start,
        "created_by": act.by,
        "created_at": act.at,
    }
    connection.execute(_ADD, row)


def known(connection: Connection, workspace: int, *, rated: bool) -> frozenset[str]:
    """The keys of all whose hours stand somewhere; with ``rated``, for admins only, of those who also have a rate."""
    named_there = (named(people) for people in connection.execute(_NAMES, {"workspace": workspace}).scalars())
    kept = (rate.key for rate in every(connection, workspace)) if rated else ()
    return frozenset(chain(kept, *named_there))


@lru_cache(maxsize=4096)
def named(people: str) -> frozenset[str]:
    """The keys of those whom an entry names."""
    return frozenset(slug(name) for name, _, _ in json.loads(people)) if people else frozenset({SOMEBODY})


def written(people: Sequence[Work]) -> str:
    """The people of an entry as text; empty for none."""
    rows = [[one.person, str(one.hours), one.rate.minor] for one in people if one.rate]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read(text: str, currency: str) -> tuple[Work, ...]:
    """The people in a text that `written` wrote; their rates in ``currency``."""
    return tuple(
        Work(person=person, hours=Decimal(hours), rate=Money(minor=minor, currency=currency))
        for person, hours, minor in (json.loads(text) if text else ())
    )
