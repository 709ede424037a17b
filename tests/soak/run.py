"""A soak: eight people log costs while PostgreSQL's connections, and PostgreSQL, are ended; and what is found after."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from storage import audit
from storage.database import Database
from storage.tables import entries
from tests.answers import Answer
from tests.bot.conftest import ADA, DAY, Team
from tests.bot.test_start import get
from tests.soak.server import Server

CLIENTS = 8
IN_TIME = {"ROIBOT_DATABASE_TIMEOUT_SECONDS": "2.3"}
"""As it is where nothing is said."""

SLACKS_SECONDS = 3.0
MENDED_SECONDS = 1.0
"""After an end of the server, for what had begun before it was back."""

SAVED, REFUSED, UNKNOWN, ASKED = "saved", "refused", "unknown", "asked"
WORDS = {
    "Logged: ": SAVED,
    "It was saved": SAVED,
    "The same was saved after all": ASKED,
    "When you typed the same": ASKED,
    "I couldn’t find out": UNKNOWN,
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """``seconds`` in all; ``outage`` of them without a server; a connection is ended each ``every``.

    ``longest``: an answer may take, as it arrives.
    """

    seconds: float
    outage: float
    every: float
    longest: float = SLACKS_SECONDS


@dataclass(frozen=True, kw_only=True)
class Said:
    """What became of the ``number``-th cost; begun at ``at``, by the monotonic clock."""

    number: int
    what: str
    at: float
    took: float
    text: str


@dataclass(kw_only=True)
class Soak:
    """One run against the bot of ``team``. ``away``: from when to when there was no server; ``ended``: when one
    connection was.
    """

    team: Team
    server: Server
    plan: Plan
    said: list[Said] = field(default_factory=list)
    away: list[tuple[float, float]] = field(default_factory=list)
    ready: list[tuple[float, bool]] = field(default_factory=list)
    ended: list[tuple[float, float]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        works = list(self._works())
        with ThreadPoolExecutor(len(works)) as pool:
            working = [pool.submit(self._until_over, *work) for work in works]
            try:
                self._trouble()
            finally:
                self._over.set()
            for work in working:
                work.result()

    def faults(self) -> list[str]:
        """What should not have happened; empty where all is as promised."""
        times = self._on_the_books()
        found = [f"lost: {one}" for one in self.said if one.what == SAVED and times[one.number] == 0]
        found += [f"doubled: {one}" for one in self.said if times[one.number] > 1]
        found += [
            f"refused and saved: {one}" for one in self._last_words() if one.what == REFUSED and times[one.number]
        ]
        found += [f"late: {one}" for one in self.said if one.took > self.plan.longest]
        found += [f"not a true sentence: {one}" for one in self.said if not one.what]
        found += [f"refused though mended: {one}" for one in self.said if one.what == REFUSED and self._was_calm(one)]
        return found + self._wrongly_red()

    def tell(self) -> str:
        """One line."""
        counted = Counter(one.what for one in self.said)
        longest = max(one.took for one in self.said)
        return f"{dict(counted)}, {len(self.ended)} connections ended, longest answer {longest:.2f} s"

    def _works(self) -> Iterator[tuple[Callable[[], None], float]]:
        """What is done again and again at the same time, and the pause before each, in seconds."""
        yield from [(self._log, 0)] * CLIENTS
        yield self._look_whether_ready, 0.2
        yield self._end_one, self.plan.every

    def _until_over(self, work: Callable[[], None], pause: float) -> None:
        while not self._over.wait(pause):
            work()

    def _log(self) -> None:
        """A cost whose amount is its number; what nobody knows is typed again until somebody does."""
        number = next(self._numbers)
        while not self._over.is_set():
            at = time.monotonic()
            answer = self.team.client.command("/roi-cost", f"{number}.07 ads linkedin {DAY}", user=ADA)
            told = Said(number=number, what=_what(answer), at=at, took=answer.took, text=answer.text[:120])
            self.said.append(told)
            if told.what != UNKNOWN:
                return
            time.sleep(0.2)

    def _look_whether_ready(self) -> None:
        at = time.monotonic()
        self.ready.append((at, get(self.team, "/readyz")[0] == 200))

    def _end_one(self) -> None:
        at = time.monotonic()
        if self.server.end_one():
            self.ended.append((at, time.monotonic()))

    def _trouble(self) -> None:
        """A restart after a quarter, an outage at the half, a restart after three quarters."""
        quarter = (self.plan.seconds - self.plan.outage) / 4
        for outage in (0.0, self.plan.outage, 0.0):
            time.sleep(quarter)
            with self._without_a_server():
                time.sleep(outage)
        time.sleep(quarter)

    @contextmanager
    def _without_a_server(self) -> Iterator[None]:
        begun = time.monotonic()
        self.server.stop()
        yield
        self.server.start()
        self.away.append((begun, time.monotonic()))

    def _on_the_books(self) -> Counter[int]:
        """Number of a cost -> how many entries there are of it."""
        database = Database(self.team.url)
        with database.reading() as connection:
            amounts = connection.execute(select(entries.c.amount_minor)).scalars().all()
            assert audit.check(connection).differences == ()
        database.close()
        return Counter(amount // 100 for amount in amounts)

    def _last_words(self) -> list[Said]:
        return list({one.number: one for one in self.said}.values())

    def _was_calm(self, one: Said) -> bool:
        """No connection was ended in its time, and there was a server."""
        over = one.at + one.took
        return not self._near_an_end(one.at, over) and not any(
            begun < over and one.at < ended for begun, ended in self.ended
        )

    def _wrongly_red(self) -> list[str]:
        """Red where it should not be; and not once in an outage."""
        red = [at for at, ready in self.ready if not ready]
        found = [f"red at {at:.1f}" for at in red if not self._near_an_end(at, at + SLACKS_SECONDS)]
        long = [(begun, ended) for begun, ended in self.away if ended - begun > 2 * SLACKS_SECONDS]
        return found + [f"green from {begun:.1f}" for begun, ended in long if not any(begun < at < ended for at in red)]

    def _near_an_end(self, begun: float, ended: float) -> bool:
        return any(begun < back + MENDED_SECONDS and ended > gone for gone, back in self.away)


def _what(answer: Answer) -> str:
    if answer.status == 200 and "nothing was saved" in answer.text:
        return REFUSED
    return next((what for words, what in WORDS.items() if answer.text.startswith(words)), "")
