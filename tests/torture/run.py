"""A run of the torture: four mortal workers, one forgetful Slack, a year of weeks; and what is found afterwards."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, update

from bot.playground.workspace import Payload
from core.calendar.weekly import Weekday
from core.posts.deliveries import Kind, Schedule, State
from storage import schedules
from storage.database import Database
from storage.tables import deliveries
from tests.databases import add_workspace
from tests.processes import forked
from tests.program import environment
from tests.slack import SCOPES, FakeSlack
from tests.torture import worker
from tests.torture.orders import Desk, Orders, Point
from tests.torture.weeks import PLANS, START, looks, runs
from tests.torture.worker import LEASE_SECONDS

OWNERS = ("U1", "U2")
LOOK_UP_SCOPES = f"{SCOPES},channels:history,groups:history"
STEP_SECONDS = 30
"""How long a moment is held for what was claimed by the dead, or by who is starved; then the weeks go on without it."""

CALM_SECONDS = 60
KILLED_BY = 1.5
"""All kills are allowed when two thirds of the looks are over: who is to die still has to come to the point."""
UNSETTLED = tuple(state.value for state in (State.PENDING, State.CLAIMED, State.SENDING))

FAULTS = (("drop-after", 0.10), ("500-after", 0.13), ("500", 0.15), ("drop", 0.17), ("429:1", 0.19))
"""What happens to a post, and below which number between 0 and 1: one answer in ten is lost after it was stored."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """``kills``: how many workers die at each point."""

    weeks: int
    kills: int


@dataclass(kw_only=True)
class Torture:
    """One run. ``folder`` is where it talks with its workers; ``said`` is what those have complained of."""

    database: Database
    url: str
    folder: Path
    size: Size
    points: Sequence[Point]
    protocol: str = "lease-and-look-up"
    scopes: str = SCOPES
    seed: int = 1
    saved: dict[str, Schedule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(folder=self.folder)
        self.slack = FakeSlack(scopes=self.scopes)
        self.slack.conversations |= {plan.conversation: {"member": True} for plan in PLANS}
        for owner in OWNERS:
            self.slack.person(owner)
            self.slack.direct(owner)
        self.owed = runs(self.size.weeks)
        self.seen = looks(self.owed)
        self.said = ""

    def go(self) -> None:
        """The weeks, then a calm in which leases run out and nobody is killed, then the end."""
        self._set_up()
        self.slack.rule = _forgetful(random.Random(self.seed))
        with self.slack, self._workers() as alive:
            for number, look in enumerate(self.seen, start=1):
                self._look(look, min(1.0, KILLED_BY * number / len(self.seen)))
                assert alive(), "the workers are gone before their time"
            self.slack.rule = None
            self.desk.order(Orders(at=self.seen[-1], calm=True))
            _until(lambda: self._passed() and not self._unsettled(), CALM_SECONDS)
            time.sleep(LEASE_SECONDS + 0.5)

    def _set_up(self) -> None:
        workspace = add_workspace(self.database).id
        for number, plan in enumerate(PLANS):
            wanted = Schedule(
                workspace=workspace,
                kind=Kind.DIGEST,
                conversation=plan.conversation,
                weekday=list(Weekday)[plan.day],
                at=plan.at,
                timezone=plan.timezone,
                created_by=OWNERS[number % len(OWNERS)],
                next_run=START,
            )
            with self.database.writing() as connection:
                self.saved[plan.conversation] = schedules.save(connection, wanted, "UTC", START)

    def _look(self, look: datetime, progress: float) -> None:
        """Ticks for this moment until all it owes is planned and nothing waits or is held, or too long has passed."""
        self.desk.order(Orders(at=look, progress=progress))
        come = sum(run.at <= look for run in self.owed)
        _until(lambda: self._passed() and self._planned() == come and not self._waiting(), STEP_SECONDS)

    def _passed(self) -> bool:
        """What Slack did not take may be tried again at once: only for leases does the wall clock have to go on."""
        with self.database.writing() as connection:
            put_off = update(deliveries).where(deliveries.c.state == State.PENDING.value)
            connection.execute(put_off.values(not_before=START))
        return True

    def _planned(self) -> int:
        return self._count(deliveries.c.kind == Kind.DIGEST.value)

    def _waiting(self) -> int:
        """Digests that would be too late at the next look; a lost answer can be looked up then as well."""
        held = deliveries.c.state.in_([State.PENDING.value, State.CLAIMED.value])
        return self._count(deliveries.c.kind == Kind.DIGEST.value, held)

    def _unsettled(self) -> int:
        return self._count(deliveries.c.state.in_(UNSETTLED))

    def _count(self, *where: object) -> int:
        with self.database.reading() as connection:
            asked = select(func.count()).select_from(deliveries)
            return int(connection.execute(asked.where(*where)).scalar_one())  # type: ignore[arg-type]  # reason: any condition

    @contextmanager
    def _workers(self) -> Iterator[Callable[[], bool]]:
        self.desk.order(Orders(at=START))
        told = [str(self.folder), self.protocol, str(self.seed), str(self.size.kills), *self.points]
        nursery = forked(worker.main, told, environment(self.slack, self.url), self.folder)
        try:
            yield lambda: nursery.poll() is None
        finally:
            self.desk.order(Orders(at=self.seen[-1], calm=True, stop=True))
            nursery.wait(30)
            self.said = nursery.complained.read_text("utf-8")


def _forgetful(chance: random.Random) -> Callable[[str, Payload, int], str | None]:
    """What goes wrong with a call. People are not always told of either; look-ups are answered."""

    def rule(method: str, _: Payload, __: int) -> str | None:
        drawn = chance.random()
        if method == "chat.postMessage":
            return next((how for how, below in FAULTS if drawn < below), None)
        return "500" if method in ("users.info", "auth.test") and drawn < 0.05 else None

    return rule


def _until(done: Callable[[], bool], seconds: float) -> None:
    """Waits until it is done, or too long."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.2)
