"""A table of PostgreSQL in somebody else's hand, for as long as twenty seconds, under eight people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import text

from tests.bot.conftest import MAX
from tests.bot.test_database_outages import other_session
from tests.bot.test_start import get
from tests.soak.run import REFUSED, Plan, Said, Soak

TABLES = ("entries", "workspaces", "deliveries")
NOT_NEEDED = "deliveries"
"""Of posts only: commands are carried out meanwhile."""

LOCKED = Plan(seconds=30, outage=20, every=0)
AT_ONCE_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at /readyz, from ``at`` to ``over`` by the monotonic clock."""

    at: float
    over: float
    green: bool


@dataclass(kw_only=True)
class Locked(Soak):
    """``table`` is locked after a third of the rest of the time. ``helped``: how long `/roi help` took, whenever."""

    table: str
    looks: list[Look] = field(default_factory=list)
    helped: list[float] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Those of any soak, and of the lights, of the help and of what came first after the lock."""
        [(begun, ended)] = self.away
        found = [fault for fault in super().faults() if not (self._needless and fault.startswith("green"))]
        found += [f"refused though not locked: {one}" for one in self._refused() if not begun < one.at < ended]
        found += [f"refused without need: {one}" for one in self._refused() if self._needless]
        found += [f"help took {took:.2f} s" for took in self.helped if took > AT_ONCE_SECONDS]
        return [f"{self.table}: {fault}" for fault in found + list(self._wrong_lights(begun, ended))]

    def tell(self) -> str:
        """Two lines."""
        [(begun, ended)] = self.away
        red = [look for look in self.looks if not look.green]
        first = min((one for one in self.said if one.at > ended), key=lambda one: one.at)
        between = f"red from {red[0].at - begun:.1f} to {red[-1].over - begun:.1f} s" if red else "green throughout"
        return (
            f"{self.table} locked for {ended - begun:.1f} s: {super().tell()}\n"
            f"  /readyz {between} in {len(self.looks)} looks; /roi help {len(self.helped)} times, "
            f"{max(self.helped):.2f} s at most; the first command afterwards: {first.what} in {first.took:.2f} s"
        )

    @property
    def _needless(self) -> bool:
        return self.table == NOT_NEEDED

    def _refused(self) -> Iterator[Said]:
        return (one for one in self.said if one.what == REFUSED)

    def _wrong_lights(self, begun: float, ended: float) -> Iterator[str]:
        """Red exactly while requests fail: in the lock of a table they need, and not a moment longer."""
        for look in self.looks:
            within = begun < look.at and look.over < ended
            if look.green and within and not self._needless:
                yield f"green {look.at - begun:.1f} s after it was locked"
            if not look.green and (self._needless or not begun - (look.over - look.at) < look.at < ended):
                yield f"red {look.at - ended:.1f} s after it was free"

    def _works(self) -> Iterator[tuple[Callable[[], None], float]]:
        yield from (work for work in super()._works() if work[0] != self._end_one)
        yield self._ask_for_help, 0.5

    def _trouble(self) -> None:
        calm = (self.plan.seconds - self.plan.outage) / 2
        time.sleep(calm)
        begun = time.monotonic()
        with other_session(self.team.url) as other:
            other.execute(text(f"LOCK TABLE {self.table} IN ACCESS EXCLUSIVE MODE"))
            time.sleep(self.plan.outage)
            other.rollback()
            self.away.append((begun, time.monotonic()))
        time.sleep(calm)

    def _look_whether_ready(self) -> None:
        at = time.monotonic()
        green = get(self.team, "/readyz")[0] == 200
        self.looks.append(Look(at=at, over=time.monotonic(), green=green))
        self.ready.append((at, green))

    def _ask_for_help(self) -> None:
        answer = self.team.ask("help", MAX)
        assert answer.text.startswith("Eight things to type"), answer.text
        self.helped.append(answer.took)
