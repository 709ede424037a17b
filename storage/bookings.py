"""Bookings: what no seal holds, because a change of the reporting currency rewrites it, recomputed where it can be.

That is the workspace's currency, the value of conversions, and the rate of the day they are booked at. A value stays
unchecked where the goal's worth of that time is not kept any more (its version was made by a change of the currency and
logged with since), and for refunds, which take from their sale; a rate, where it was typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection, select

from core.money.exchange import Published, RateSource, cross
from core.money.money import Money
from core.setup.goals import Basis, Goal
from storage import entry_rows, spoiled
from storage.flaws import Flaw, FlawKind
from storage.spoiled import SPOILED, Row, Spoiled
from storage.tables import goals, kept_amounts, published_rates, workspaces

_WORKSPACES = select(workspaces.c.id, workspaces.c.team_id, workspaces.c.currency)
_SAID = select(kept_amounts.c.workspace_id, kept_amounts.c.key, kept_amounts.c.currency, kept_amounts.c.minor).where(
    kept_amounts.c.plan == "goal"
)


class Bookings:
    """Checks entries one by one. ``published``: the rates the bot came with; those taken in since are read here."""

    def __init__(self, connection: Connection, published: Published | None = None) -> None:
        self.spoiled: list[Flaw] = []
        self._teams = {row.id: row.team_id for row in connection.execute(_WORKSPACES)}
        self._currencies = {row.id: row.currency for row in connection.execute(_WORKSPACES)}
        self._goals = dict(self._versions(connection))
        self._typed_goals = {(row.workspace_id, row.key): row for row in connection.execute(_SAID)}
        self._rates = _Rates(published, self._taken_in(connection)) if published else None
        self._apart: dict[tuple[object, ...], Flaw] = {}

    @property
    def counting(self) -> set[int]:
        """The ids of the versions of goals that count towards return."""
        return {number for number, goal in self._goals.items() if goal["counts"]}

    @property
    def apart(self) -> list[Flaw]:
        """The flaws, collected so far, of entries whose workspace does not exist or counts in another currency."""
        return list(self._apart.values())

    def place(self, row: Row) -> None:
        """Notes whether the entry's workspace exists and counts in the currency the entry is booked in."""
        workspace, booked = row["workspace_id"], row["fx_currency"] or row["currency"]
        if workspace not in self._currencies:
            self._count(Flaw(kind=FlawKind.HOMELESS, workspace=workspace, entry=row["id"], count=0))
        elif (counts_in := self._currencies[workspace] or "") != booked:
            team = self._teams[workspace]
            flaw = Flaw(kind=FlawKind.CURRENCY, workspace=team, entry=row["id"], count=0, stands=booked)
            self._count(replace(flaw, expected=counts_in))

    def flaws(self, row: Row) -> Iterator[Flaw]:
        """Each figure the entry is booked at that differs from what it should be.

        Raises what `spoiled.SPOILED` names.
        """
        flaw = Flaw(
            kind=FlawKind.VALUE,
            workspace=self._teams.get(row["workspace_id"], row["workspace_id"]),
            entry=row["id"],
            day=row["day"],
            stands=str(row["value_minor"]),
        )
        if row["goal_id"] and row["goal_id"] not in self._goals:
            yield replace(flaw, kind=FlawKind.GOAL)
        elif row["goal_id"] and (value := self._value(row, self._goals[row["goal_id"]])) not in (
            None,
            row["value_minor"],
        ):
            yield replace(flaw, expected=str(value))
        if self._rates and (rate := self._rates.instead(row)):
            yield replace(flaw, kind=FlawKind.RATE, stands=str(row["fx_rate"]), expected=rate)

    def _versions(self, connection: Connection) -> Iterator[tuple[int, Row]]:
        for row in spoiled.read(connection, goals, select(goals), {}):
            if isinstance(row, Spoiled):
                where = row.row["workspace_id"]
                flaw = Flaw(kind=FlawKind.UNREADABLE, workspace=where, grain="goal", entry=row.row["id"])
                self.spoiled.append(replace(flaw, stands=row.column))
            else:
                yield row["id"], row

    def _taken_in(self, connection: Connection) -> dict[date, dict[str, Decimal]]:
        by_day: dict[date, dict[str, Decimal]] = {}
        for row in spoiled.read(connection, published_rates, select(published_rates), {}):
            try:
                day, currency, rate = (spoiled.whole(row)[name] for name in ("day", "currency", "rate"))
                by_day.setdefault(day, {})[currency] = Decimal(rate)
            except SPOILED:
                self.spoiled.append(Flaw(kind=FlawKind.UNREADABLE, workspace="", grain="rate"))
        return by_day

    def _count(self, one: Flaw) -> None:
        place = (one.kind, one.workspace, one.stands)
        counted = self._apart.setdefault(place, one)
        self._apart[place] = replace(counted, count=counted.count + 1)

    def _value(self, row: Row, goal: Row) -> int | None:
        """The value that the entry should be booked at, in minor units; None where it cannot be told."""
        if row["refunds"] is not None:
            return None
        if not goal["counts"]:
            return 0
        typed = row["frozen_minor"] if row["revenue_minor"] is None else row["revenue_minor"]
        if typed is None:
            return None if row["fx_rate"] else self._worth(row, goal)
        exchange = entry_rows.exchange_of(row)
        return exchange.convert(Money(minor=typed, currency=row["currency"])).minor if exchange else int(typed)

    def _worth(self, row: Row, goal: Row) -> int | None:
        """The count × what one was worth when the entry was logged, in minor units."""
        typed = self._typed_goals.get((row["workspace_id"], str(goal["id"])))
        currency, minor = (typed.currency, typed.minor) if typed else (goal["currency"], goal["value_minor"])
        if currency != row["currency"] or (typed and row["replaces"] is not None):  # a correction keeps a rounded worth
            return None
        version = Goal(
            key=goal["key"],
            name="",
            basis=Basis(goal["basis"]),
            value=Money(minor=minor, currency=currency),
            rate=None if goal["rate"] is None else Decimal(goal["rate"]),
        )
        return version.return_of(row["count"], None).minor


class _Rates:
    """The rates that the bank has published."""

    def __init__(self, shipped: Published, taken_in: Mapping[date, Mapping[str, Decimal]]) -> None:
        self._shipped = shipped
        self._taken_in = taken_in
        self._crossed: dict[tuple[str, str, date], tuple[Fraction, ...]] = {}

    def instead(self, row: Row) -> str | None:
        """The published rate of its day, where an entry claims to be booked at that and is not."""
        if not row["fx_rate"] or row["fx_source"] != RateSource.ECB:
            return None
        published = self._of(row["currency"], row["fx_currency"], row["fx_day"])
        return str(published[0]) if published and Fraction(row["fx_rate"]) not in published else None

    def _of(self, currency: str, reporting: str, day: date) -> tuple[Fraction, ...]:
        """The rates of a day as shipped and as taken in since: the bank may have mended one, and both were right."""
        place = (currency, reporting, day)
        if place not in self._crossed:
            every: list[Mapping[str, Decimal]] = [self._shipped(day), self._taken_in.get(day, {})]
            self._crossed[place] = tuple(rate for quotes in every if (rate := cross(currency, reporting, quotes)))
        return self._crossed[place]
