"""Health: what ``/readyz`` and ``/metrics`` say, looked at once for all who ask at the same moment.

A problem makes requests fail, and is answered with 503. A warning is for somebody to look at although requests are
answered. docs/running.md says what to do about each.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk.office import Office
from bot.reference.ecb import Shipped
from bot.slack.guard import SCOPES
from core.posts.deliveries import Counts
from storage import attempts, audit, deliveries, exchange, schema, workspaces
from storage.outages import Outage

LONGEST_SECONDS = 2.5
"""Seconds for a look: whoever watches wants an answer, and taking longer is the answer."""
WRITE_EVERY_SECONDS = 5.0
OWED_SECONDS = 600.0
"""Seconds for which a post may be owed before anybody need look."""
LOOKED_BACK = timedelta(days=7)
OLD_RATES = timedelta(days=7)
"""The age at which rates are old.

Holidays included the bank is silent for five days at most; after fourteen, entries would be refused.
"""
LITTLE_SPACE = 256 * 1024 * 1024
NO_SPACE = 16 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Report:
    """The state of the program.

    ``problem``: why requests fail, or nothing; ``warnings``: what else is not as it should be.
    """

    problem: str = ""
    warnings: tuple[str, ...] = ()


class Health:
    """The looks at the program. ``connected``: whether Socket Mode is; without one, requests come over HTTP."""

    def __init__(self, office: Office, connected: Callable[[], bool] | None = None) -> None:
        self.office = office
        self._connected = connected
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")
        self._looking: asyncio.Future[Report] | None = None
        self._wrote: float | None = None
        self._shipped: date | None = None

    async def look(self) -> Report:
        """Looks at the program. A look under way is shared; one that hangs is told as the problem."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().run_in_executor(self._thread, self._look)
        try:
            # Shielded: others may wait for the same look, and the thread cannot be stopped anyway.
            report = await asyncio.wait_for(asyncio.shield(self._looking), LONGEST_SECONDS)
        except TimeoutError:
            report = Report(problem=f"the database does not answer within {LONGEST_SECONDS} seconds")
        self.office.metrics.ready.set(not report.problem)
        self.office.metrics.warnings.set(len(report.warnings))
        return report

    def _look(self) -> Report:
        """Looks as requests do: in their time, over the connections they use."""
        with attempts.attempting(attempts.within(self.office.database.limits.seconds)):
            try:
                problem, warnings = (
                    self._twice(),
                    self._all_warnings(),
                )  # which count for /metrics, also where it is red
                return Report(problem=problem) if problem else Report(warnings=warnings)
            except SQLAlchemyError as error:
                reason = error.reason if isinstance(error, Outage) else type(error).__name__
                return Report(problem=f"the database does not answer ({reason})")

    def _twice(self) -> str:
        """Asks once more after an error, as requests do: a connection that ends while it is asked is no outage."""
        try:
            return self._problem()
        except SQLAlchemyError:
            return self._problem()

    def _problem(self) -> str:
        workspaces.glance(self.office.database, "", "")
        if not schema.current(self.office.database):
            return "the database's schema is not the newest"
        with self.office.database.reading() as connection:
            audit.probe(connection)
        if self._space() < NO_SPACE:
            return "the disk is full"
        self._write()
        if self._connected and not self._connected():
            return "Socket Mode is not connected to Slack"
        return ""

    def _write(self) -> None:
        """Writes to the database, at most once in five seconds, whoever asks."""
        now = self.office.clock.monotonic()
        if self._wrote is None or now - self._wrote >= WRITE_EVERY_SECONDS:
            schema.rewrite(self.office.database)
            self._wrote = now

    def _space(self) -> float:
        """Bytes left where an SQLite file lies."""
        folder = self.office.database.folder
        return shutil.disk_usage(folder).free if folder else float("inf")

    def _all_warnings(self) -> tuple[str, ...]:
        """The warnings.

        Most requests do not need what they are read from: where it does not answer, that is one of them.
        """
        try:
            return tuple(self._warnings())
        except SQLAlchemyError as error:
            reason = error.reason if isinstance(error, Outage) else type(error).__name__
            return (f"posts and rates cannot be looked at ({reason})",)

    def _warnings(self) -> Iterator[str]:
        with self.office.database.reading() as connection:
            counts = deliveries.counts(connection, self.office.clock.now() - LOOKED_BACK)
            newest = exchange.newest(connection)
        if late := self.office.pulse.late(self.office.clock.monotonic()):
            yield f"the last tick ended {late:.0f} seconds ago"
        yield from self._posts(counts)
        granted = self.office.slack.scopes
        if granted and (missing := [scope for scope in SCOPES if scope not in granted]):
            yield f"scopes are missing: {', '.join(missing)}"
        yield from self._rates(newest)
        if self._space() < LITTLE_SPACE:
            yield "the disk is nearly full"

    def _posts(self, counts: Counts) -> Iterator[str]:
        lag = max(0.0, (self.office.clock.now() - counts.oldest).total_seconds()) if counts.oldest else 0.0
        self.office.metrics.counted(counts, lag)
        if lag > OWED_SECONDS:
            yield f"posts are owed: {counts.owed}, the oldest for {lag / 60:.0f} minutes"
        if counts.failed:
            yield f"posts have failed within a week: {counts.failed}"
        if counts.unconfirmed:
            yield f"posts stand unconfirmed within a week: {counts.unconfirmed}"

    def _rates(self, newest: date | None) -> Iterator[str]:
        self._shipped = self._shipped or Shipped().last
        age = self.office.clock.now().date() - max(newest or self._shipped, self._shipped)
        self.office.metrics.rates_age.set(age.days)
        if age > OLD_RATES:
            yield f"the newest exchange rates are {age.days} days old"


def health_routes(health: Health, *, full: bool) -> Sequence[BaseRoute]:
    """The routes ``/healthz`` and ``/readyz``; ``full`` also has ``/metrics``."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"ok": True})

    async def readyz(_: Request) -> Response:
        report = await health.look()
        if report.problem:
            return JSONResponse({"ok": False, "problem": report.problem}, 503)
        return JSONResponse({"ok": True} | ({"warnings": list(report.warnings)} if report.warnings else {}))

    async def metrics(_: Request) -> Response:
        await health.look()
        return Response(health.office.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz)]
    return [*routes, Route("/metrics", metrics)] if full else routes
