"""The door: who comes in at the level of connections, before there is a request.

uvicorn waits for ever for the first request of a connection. It takes any number of connections, headers of any size,
and further requests before one is answered. Here a request has to be let in or answered within seconds of connecting,
its headers are bounded, and the next may come only after its answer. When the place is full, the connection that has
waited longest without being let in makes room.
"""

from __future__ import annotations

import asyncio
import resource
from functools import partial
from typing import Any, Self

from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, ASGISendEvent
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from bot.monitoring.metrics import Metrics

LONGEST_SECONDS = 5
"""Seconds from connecting, or from the first byte of a later request, until it is let in or answered.

Slack's comes at once.
"""
MOST_BESIDE = 32 * 1024
"""The most bytes of a request that are not its body: its headers, and what stands between the chunks and after them."""

KEPT_BACK = 300
"""The open files that are no connections of others: the database's, those to Slack, and the program's own."""
MOST_CONNECTIONS = 2000
SMALL = 64 * 1024
"""The bytes up to which a body is small: nearly all that Slack sends is smaller."""
MOST_BYTES = 8 * 1024 * 1024
"""The most bytes of bodies being read at once, of small and of large ones each: a stranger's leave room for Slack's."""
LET_IN = "roibot.let_in"
"""The ASGI extension to call once a request is known to be Slack's."""


class Hall:
    """The connections of one server. ``waiting``: those not let in, who has waited longest first."""

    def __init__(self, metrics: Metrics, most: int | None = None) -> None:
        self.metrics = metrics
        self.most = most or most_connections()
        self.waiting: dict[Door, None] = {}

    def door(self, **told: Any) -> Door:
        """A protocol for one more connection, as uvicorn asks for it."""
        return Door(self, **told)

    def make_room(self) -> bool:
        """Closes the connection that has waited longest; False where everybody has been let in."""
        longest = next(iter(self.waiting), None)
        if longest is None:
            return False
        longest.turn_away("full")
        return True


class Door(HttpToolsProtocol):
    """The protocol of one connection."""

    def __init__(self, hall: Hall, **told: Any) -> None:
        super().__init__(**told)
        self._hall = hall
        self._timer: asyncio.TimerHandle | None = None
        self._beside = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # reason: as uvicorn's
        super().connection_made(transport)
        self._hall.metrics.connections.inc()
        # Who has waited longest goes first: Slack signs and sends at once, a stranger who holds places does not.
        if len(self.connections) > self._hall.most and not self._hall.make_room():
            self.turn_away("full")
            return
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._hall.metrics.connections.dec()
        self._leave_the_line()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        # In pieces no larger than the bound, so that the headers in one read cannot be far beyond it before they are
        # counted.
        for start in range(0, len(data), MOST_BESIDE):
            if self.transport.is_closing():
                return
            self._read(data[start : start + MOST_BESIDE])
        if self._timer is None and (self.cycle is None or self.cycle.response_complete):
            self._wait()

    def on_message_begin(self) -> None:
        """Begins a request. One that does not wait for the answer to the last is neither Slack's nor a proxy's."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.turn_away("pipelined")
            raise ConnectionAbortedError  # ends the parsing of what has come
        if self._timer is None:
            self._wait()
        super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        self._beside -= len(body)
        super().on_body(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            return  # the timer stays: it ends the connection also where the other side does not read the answer
        self._leave_the_line()
        self._beside = 0
        self.cycle.body = bytearray()  # what had come of a body that nobody read
        self._hall.waiting[self] = None

    def turn_away(self, cause: str) -> None:
        """Closes the connection at once."""
        self._hall.metrics.closed.labels(cause).inc()
        self._leave_the_line()
        self.connections.discard(self)  # at once: the next is counted before the loss of this one is told
        self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP, unless it has been turned away."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def _read(self, data: bytes) -> None:
        self._beside += len(data)
        super().data_received(data)
        if self._beside > MOST_BESIDE and not self.transport.is_closing():
            self.turn_away("headers")

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        super()._start_asgi_task(cycle, partial(self._answer, cycle, app))

    async def _answer(
        self, cycle: RequestResponseCycle, app: Any, scope: Any, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Runs the app. To a connection that is closing nothing is written: that would be an error in the log."""

        async def send_if_open(message: ASGISendEvent) -> None:
            cycle.disconnected = cycle.disconnected or self.transport.is_closing()
            await send(message)

        await app({**scope, "extensions": {LET_IN: self._leave_the_line}}, receive, send_if_open)

    def _wait(self) -> None:
        """Starts the time of a request, which waits behind whoever waits already."""
        self._leave_the_line()
        self._hall.waiting[self] = None
        self._timer = self.loop.call_later(LONGEST_SECONDS, self.turn_away, "slow")

    def _leave_the_line(self) -> None:
        self._hall.waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Bodies:
    """The room for the bodies being read, by the bytes that have come. The oldest makes room for what comes."""

    def __init__(self) -> None:
        self.left = MOST_BYTES
        self.reading: dict[Room, None] = {}

    def make_room(self) -> None:
        """Gives up the body that has been waited for longest."""
        next(iter(self.reading)).give_up()


class Room:
    """The room of one body, given back at the end. ``taken``: bytes; ``lost``: whether it had to make room."""

    def __init__(self, bodies: Bodies, deadline: asyncio.Timeout) -> None:
        self._bodies = bodies
        self._deadline = deadline
        self.taken = 0
        self.lost = False

    def __enter__(self) -> Self:
        self._bodies.reading[self] = None
        return self

    def __exit__(self, *_: object) -> None:
        self._give_back()

    def take(self, size: int) -> None:
        """Takes room for ``size`` bytes more, unless it is lost."""
        while not self.lost and self._bodies.left < size:
            self._bodies.make_room()
        if not self.lost:
            self._bodies.left -= size
            self.taken += size

    def give_up(self) -> None:
        """Gives the room up; whoever reads the body stops at once, as if its time were over."""
        self.lost = True
        self._give_back()
        if not self._deadline.expired():
            self._deadline.reschedule(0)

    def _give_back(self) -> None:
        self._bodies.reading.pop(self, None)
        self._bodies.left += self.taken
        self.taken = 0


def most_connections() -> int:
    """The most connections to keep: what the system lets the program have open, less what it needs itself."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if files == resource.RLIM_INFINITY else max(64, min(MOST_CONNECTIONS, files - KEPT_BACK))
