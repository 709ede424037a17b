"""The audit behind `roibot check`: every derived table is recomputed from the entries and compared with what stands.

Those are ``daily_totals``, ``monthly_totals``, ``place_totals``, ``currency_totals``, ``dearest_sales``,
``cohort_totals`` and ``person_totals``; everything else is said by somebody, or keeps what was.
What an entry posts must also add up to what it is booked as, so that no part of it gets
lost on the way. The sums are put together in storage/recomputing.py. Of each workspace the chain of seals is followed
as well (storage/seals.py). A row that cannot be read is told, and the others are checked (storage/spoiled.py). What no
seal holds is recomputed where it can be (storage/bookings.py), and what deals have booked is compared with their steps
(storage/deal_audit.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Table, select

from core.ledger.weights import whole
from core.money.exchange import Published
from storage import spoiled
from storage.bookings import Bookings
from storage.flaws import Flaw, FlawKind
from storage.recomputing import Difference, Keys, Recomputing, Sums, plus
from storage.seals import Chain
from storage.spoiled import SPOILED, Row, Spoiled
from storage.tables import derived, entries, goals


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    entries: int
    totals: int
    differences: tuple[Difference, ...]
    chains: tuple[Chain, ...]
    flaws: tuple[Flaw, ...] = ()

    @property
    def balances(self) -> bool:
        """Every sum agrees, every chain holds, and nothing is what the bot cannot have written."""
        return not self.differences and not self.flaws and all(chain.holds for chain in self.chains)

    @property
    def mendable(self) -> tuple[Chain, ...]:
        """The workspaces whose sums do not agree, though their entries are as they were logged (storage/mending.py)."""
        wrong = {one.keys[0] for one in self.differences if one.grain in derived}
        wrong |= {one.workspace for one in self.flaws if one.grain in derived}
        doubted = {one.workspace for one in self.flaws if one.grain not in derived and one.kind is not FlawKind.DEAL}
        own = (chain for chain in self.chains if not doubted & {chain.workspace, chain.team})
        return tuple(chain for chain in own if chain.holds and chain.workspace in wrong)


def probe(connection: Connection) -> None:
    """Reads a row of each table that costs and answers rest on. Raises ``SQLAlchemyError`` where one is held."""
    for table in (entries, *derived.values(), goals):
        connection.execute(select(table.c.workspace_id).limit(1))


def check(connection: Connection, published: Published | None = None) -> Audit:
    """Every workspace's daily, monthly and currency totals against its entries, and these as a chain.

    ``published``: the rates the bot came with; without them no rate is looked at.
    """
    recomputed = Recomputing(Bookings(connection, published))
    recomputed.go_through(connection)
    by_grain = {
        "day": recomputed.days,
        "month": _by_month(recomputed.days),
        "place": _by_place(recomputed.days),
        "currency": recomputed.own,
        "dearest": recomputed.dearest,
        "cohort": recomputed.cohorts,
        "person": recomputed.persons,
    }
    wrong, totals = list[Difference](), 0
    flaws = [*recomputed.flaws, *recomputed.bookings.apart, *recomputed.deals.flaws(connection)]
    for grain, sums in by_grain.items():
        stands, unread = _standing(connection, grain, derived[grain])
        wrong, flaws, totals = wrong + _compare(grain, stands, sums), flaws + unread, totals + len(stands)
    return Audit(
        entries=recomputed.count,
        totals=totals,
        differences=(*wrong, *recomputed.lost),
        chains=recomputed.walk.chains(connection),
        flaws=tuple(flaws),
    )


def _by_month(days: dict[Keys, Sums]) -> dict[Keys, Sums]:
    months: dict[Keys, Sums] = {}
    for keys, sums in days.items():
        month = (keys[0], keys[1], keys[2].replace(day=1), *keys[3:])
        months[month] = plus(months.get(month, ()), sums)
    return months


def _by_place(days: dict[Keys, Sums]) -> dict[Keys, Sums]:
    """Whatever the category: of the day, and of its ISO week."""
    places: dict[Keys, Sums] = {}
    for (workspace, campaign, day, channel, content, _, goal), sums in days.items():
        for length, start in ((1, day), (7, day - timedelta(days=day.weekday()))):
            keys = (workspace, length, start, campaign, channel, content, goal)
            places[keys] = plus(places.get(keys, ()), sums)
    return places


def _standing(connection: Connection, grain: str, table: Table) -> tuple[dict[Keys, Sums], list[Flaw]]:
    """Reads the sums that stand in the table, and the rows of it that cannot be read."""
    keys = len(table.primary_key.columns)
    stands: dict[Keys, Sums] = {}
    flaws: list[Flaw] = []
    for row in spoiled.read(connection, table, select(table), {}):
        try:
            values = tuple(spoiled.whole(row).values())
            stands[values[:keys]] = _sums(table, tuple(map(int, values[keys:])))
        except SPOILED:
            flaws.append(_unreadable_total(grain, row))
    return stands, flaws


def _sums(table: Table, values: Sums) -> Sums:
    """The two halves of a sum of squares are one sum."""
    if "squares_low" not in table.c:
        return values
    *sums, high, low = values
    return (*sums, whole(high, low))


def _unreadable_total(grain: str, row: Row | Spoiled) -> Flaw:
    column = row.column if isinstance(row, Spoiled) else ""
    values = row.row if isinstance(row, Spoiled) else row
    return Flaw(kind=FlawKind.UNREADABLE, workspace=values["workspace_id"], grain=grain, stands=column)


def _compare(grain: str, stands: dict[Keys, Sums], recomputed: dict[Keys, Sums]) -> list[Difference]:
    """Compares two sets of sums; a missing row counts as sums of zero."""
    flaws = []
    for keys in sorted(stands.keys() | recomputed.keys(), key=_in_order):
        one, other = stands.get(keys, ()), recomputed.get(keys, ())
        nothing = (0,) * max(len(one), len(other))
        if (one or nothing) != (other or nothing):
            flaws.append(Difference(grain=grain, keys=keys, stands=one or nothing, recomputed=other or nothing))
    return flaws


def _in_order(keys: Keys) -> tuple[str, ...]:
    """A sort key that compares as text: a key that somebody altered may be of any type."""
    return tuple(f"{key:>19}" if isinstance(key, int) else str(key) for key in keys)
