"""What became of a digest in one process before one fault, and each promise that it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from core.posts.deliveries import State
from storage.database import Database
from storage.tables import deliveries
from tests.bot.test_stopping import until
from tests.faults.house import SOCKET, TICK, House, a_slack, house
from tests.faults.matrix import MINUTE, POSTING, Fault

RETRIES = 15 * MINUTE
"""The longest pause between two tries."""

NAMED = ("error", "reason", "cause")
AS_USUAL = ("ROI Bot listens", "socket_connected")
LISTED = {
    State.SENT: "posted.",
    State.SKIPPED: "skipped. ",
    State.FAILED: "failed. ",
    State.UNCONFIRMED: "unconfirmed. Look in the conversation",
}


@dataclass(frozen=True, kw_only=True)
class Life:
    """``meanwhile`` and ``afterwards``: what `/roi digest` says. ``owed``: of /metrics, in the fault. ``states``: of
    all digests in the books.
    """

    fault: Fault
    process: str
    digests: tuple[str, ...]
    posted: tuple[timedelta, ...]
    told: tuple[str, ...]
    ticks: tuple[tuple[int, str], ...]
    log: tuple[str, ...]
    owed: int
    counts: str
    meanwhile: str
    afterwards: str
    states: tuple[str, ...]

    def faults(self) -> Iterator[str]:
        """What should not have happened, a line each; nothing where every promise was kept."""
        for broken, what in self._broken():
            if broken:
                yield f"{self.fault.name} ({self.fault.word}), {self.process}: {what}"

    def _broken(self) -> Iterator[tuple[bool, str]]:
        fault, delayed = self.fault, [digest for digest in self.digests if "Late: " in digest]
        yield len(self.digests) < fault.posted, "lost"
        yield len(self.digests) > fault.posted, "posted twice, or though it should not"
        yield len(delayed) != (fault.delayed and fault.posted), f"says {len(delayed)} times that it is delayed"
        yield self.states != (fault.ends.value,), f"stands as {self.states}"
        yield self.told != fault.told, f"its owner was told {self.told}"
        yield not self.afterwards.startswith(LISTED[fault.ends]), f"`/roi digest` says {self.afterwards}"
        yield "Something went wrong" in self.meanwhile, "`/roi digest` went wrong"
        yield self.owed != (fault.lasts > timedelta()), f"owed in the fault: {self.owed}"
        yield not any(self._word in line for line in self._said()), f"{self._word} is not named"
        if self.process == TICK:
            bad = sum(status != 0 for status, _ in self.ticks)
            yield bad != fault.bad_ticks, f"{bad} ticks ended with 1"

    @property
    def _word(self) -> str:
        """What says why: to cron each tick by itself, else the log."""
        return self.fault.word if self.process == TICK else self.fault.logged or self.fault.word

    def _said(self) -> Iterator[str]:
        yield from (said for _, said in self.ticks) if self.process == TICK else self.log or [""]


def lived(fault: Fault, process: str, url: str) -> Life:
    """Runs ``process`` through the fault, with a database that knows the digest."""
    with a_slack(fault.scopes) as slack:
        if fault.start:
            _begins(fault, slack)
        with house(process, slack, url) as home:
            if process == SOCKET and not (fault.away and fault.start):
                until(lambda: bool(slack.wires))
            if not fault.start:
                _begins(fault, slack)
            return _through(fault, home)


def _begins(fault: Fault, slack: Any) -> None:
    slack.rule = fault.rule
    if fault.once:
        slack.fail_next(POSTING, fault.once)
    if fault.dropped:
        slack.wires[-1].drop()
    if fault.away:
        slack.leave()


def _through(fault: Fault, home: House) -> Life:
    home.falls_due()
    if fault.dropped and not fault.away:
        until(lambda: len(home.slack.wires) > 1)
    unheard = fault.away and home.process == SOCKET and (fault.dropped or fault.start)
    meanwhile = "(cannot be asked)" if unheard else home.listed()
    owed = int(home.metric("deliveries_owed"))
    if fault.real:
        home.lives(fault.lasts.total_seconds())
    for _ in range(0 if fault.real or not fault.lasts else fault.steps):
        home.goes_by(fault.lasts / fault.steps)
    home.slack.rule = None
    if fault.away:
        home.slack.come_back()
    if home.process == SOCKET:
        until(lambda: home.program.get("/readyz")[0] == 200)
    if fault.real:
        home.lives(fault.lasts.total_seconds())
    else:
        home.goes_by(RETRIES)
    return _life(fault, home, meanwhile, owed)


def _life(fault: Fault, home: House, meanwhile: str, owed: int) -> Life:
    return Life(
        fault=fault,
        process=home.process,
        digests=tuple(home.digests()),
        posted=tuple(home.posted),
        told=tuple(text.partition("\n")[0] for text in home.told()),
        ticks=tuple((done.returncode, _plain(done.stderr + done.stdout)) for done in home.ticks),
        log=tuple(_logged(home)),
        owed=owed,
        counts=_counts(home),
        meanwhile=meanwhile,
        afterwards=home.listed(),
        states=_states(home.url),
    )


def _plain(said: str) -> str:
    return " / ".join(line for line in said.splitlines() if line and not line.startswith("{"))


def _logged(home: House) -> Iterator[str]:
    """Each event once, with the word it names."""
    seen = set()
    for line in home.log():
        named = " ".join([line["event"], *(str(line[name]) for name in ("method", *NAMED) if name in line)])
        if named not in seen and not named.startswith(AS_USUAL):
            seen.add(named)
            yield named


def _counts(home: House) -> str:
    """What /metrics counts in the end, of this and of all that is not 0."""
    text = home.program.get("/metrics")[1]
    names = ("roibot_deliveries_total", "roibot_deliveries_standing", 'roibot_ticks_total{outcome="failed"')
    lines = [line.removeprefix("roibot_") for line in text.splitlines() if line.startswith(names)]
    return ", ".join(line.replace(".0", "") for line in lines if not line.endswith(" 0.0"))


def _states(url: str) -> tuple[str, ...]:
    database = Database(url)
    with database.reading() as connection:
        found = connection.execute(select(deliveries.c.state).where(deliveries.c.kind == "digest")).scalars().all()
    database.close()
    return tuple(found)
