"""Four processes that tick, and the one that replaces them: ``main(FOLDER, PROTOCOL, SEED, KILLS, *POINTS)``, forked.

The office is made once, as the program makes it, before any connection; workers are forked from there, so that a kill
costs milliseconds and killing faster than starting is not a danger. KILLS workers die at each POINT, spread over the
run, and others in between are killed from outside. Whoever dies is replaced until the orders say stop.
"""

from __future__ import annotations

import logging
import math
import os
import random
import signal
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot import logs, settings
from bot.app import create_office
from bot.clock import Clock, StoppedClock
from bot.delivery import courier
from bot.desk.office import Office
from bot.jobs.tick import tick
from bot.slack.errors import SlackError
from tests.torture.orders import ANYWHERE, CRASHED, LOOKING_UP, Desk, Orders, Point
from tests.torture.protocols import Fate, MortalDatabase, mortal

WORKERS = 4
LEASE_SECONDS = 2.5
POST_SECONDS = 1.0
MARGIN = timedelta(seconds=0.3)
"""Shorter than anybody could set them: a lease has to end many times in a minute.

What is left of a lease for the way to Slack, a second, is more than a worker is kept waiting on a full machine.
"""

IDLE_SECONDS = 0.6
"""Between two ticks that find nothing to do: what the dead held becomes free. Other orders are followed at once."""
KILL_EVERY = (1.0, 2.5)
"""Seconds between two kills from outside, at least and at most."""


@dataclass(kw_only=True)
class Nursery:
    """``dooms``: where workers are to die, in this order. ``signed``: for how many of them there was a warrant."""

    desk: Desk
    office: Office
    chance: random.Random
    dooms: list[Point]
    living: set[int] = field(default_factory=set)
    signed: int = 0
    next_kill: float = 0.0

    def run(self) -> None:
        parent = os.getppid()
        while not self.desk.orders().stop and os.getppid() == parent:
            self._bury()
            while len(self.living) < WORKERS:
                self._bear()
            self._sign()
            self._kill()
            time.sleep(0.02)
        for worker in self.living if os.getppid() != parent else ():
            os.kill(worker, signal.SIGKILL)
        while self.living:
            self._bury()
            time.sleep(0.02)

    def _bear(self) -> None:
        worker = os.fork()
        if worker == 0:
            _live(self.desk, self.office)
        self.living.add(worker)

    def _sign(self) -> None:
        """Warrants for the share of the deaths that is allowed so far."""
        orders = self.desk.orders()
        if orders.calm:
            return
        for number in range(self.signed, math.ceil(orders.progress * len(self.dooms))):
            self.desk.warrant(number, self.dooms[number])
            self.signed = number + 1

    def _kill(self) -> None:
        if time.monotonic() < self.next_kill or self.desk.orders().calm:
            return
        os.kill(self.chance.choice(sorted(self.living)), signal.SIGKILL)
        self.desk.died(ANYWHERE)
        self.next_kill = time.monotonic() + self.chance.uniform(*KILL_EVERY)

    def _bury(self) -> None:
        for worker in list(self.living):
            gone, status = os.waitpid(worker, os.WNOHANG)
            if gone:
                self.living.remove(worker)
            if gone and os.waitstatus_to_exitcode(status) > 0:
                self.desk.died(CRASHED)


def _live(desk: Desk, office: Office) -> None:
    """A worker's life, in a process of its own: it must not run on into its parent's code, whatever goes wrong."""
    status = 1
    try:
        while not (orders := desk.orders()).stop:
            if not _work(_at(office, StoppedClock(orders.at))):
                _rest(desk, orders)
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def _work(office: Office) -> int:
    """One tick; that Slack fails is part of the test, that anything else does is not."""
    try:
        return tick(office)
    except SlackError:
        return 0


def _rest(desk: Desk, orders: Orders) -> None:
    end = time.monotonic() + IDLE_SECONDS
    while desk.orders() == orders and time.monotonic() < end:
        time.sleep(0.05)


def _at(office: Office, clock: Clock) -> Office:
    return replace(office, clock=clock, courier=replace(office.courier, clock=clock))


def _dooms(points: Sequence[Point], kills: int, chance: random.Random) -> list[Point]:
    """Each point once a round, in any order, but look-ups first: they are rare, and some have to be left to come to."""
    rounds = ([*chance.sample(points, len(points))] for _ in range(kills))
    return [point for each in rounds for point in sorted(each, key=lambda point: point not in LOOKING_UP)]


def main(folder: str, protocol: str, seed: str, kills: str, *points: str) -> None:
    loaded = settings.load().model_copy(update={"lease_seconds": LEASE_SECONDS, "post_timeout_seconds": POST_SECONDS})
    logs.configure("ERROR")
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    courier.MARGIN = MARGIN
    desk, chance = Desk(folder=Path(folder)), random.Random(int(seed))
    fate = Fate(desk)
    office = create_office(loaded, MortalDatabase(loaded.database_url, fate), Clock())
    office = replace(office, courier=mortal(office.courier, protocol, fate))
    office.languages.get("en")
    dooms = _dooms([Point(point) for point in points], int(kills), chance)
    Nursery(desk=desk, office=office, chance=chance, dooms=dooms).run()
