"""The door: who comes in at the level of connections, before there is a request.

uvicorn waits without an end for the first request of a connection and takes any number of them. Here a request has to
arrive within seconds, from the moment of connecting on; and where the place is full, who has waited longest without
having asked anything makes room.
"""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.metrics import Metrics

HEADERS_SECONDS = 5
"""From connecting, or from the first byte of a later request, until its headers are complete: Slack's come at once."""

KEPT_BACK = 300
"""Open files that are no connections of others: the database's, those to Slack, and the program's own."""
MOST_CONNECTIONS = 2000
SMALL = 64 * 1024
"""Bytes: nearly all that Slack sends is smaller."""
MOST_BYTES = 8 * 1024 * 1024
"""Of bodies being read at once, small and large ones each: the large ones of a stranger leave room for Slack's."""


class Hall:
    """The connections of one server. ``waiting``: those that have not asked yet, who has waited longest first."""

    def __init__(self, metrics: Metrics, most: int | None = None) -> None:
        self.metrics = metrics
        self.most = most or most_connections()
        self.waiting: dict[Door, None] = {}

    def door(self, **told: Any) -> Door:
        """A protocol for one more connection, as uvicorn asks for it."""
        return Door(self, **told)

    def make_room(self) -> bool:
        """Closes who has waited longest; False where everybody is being answered."""
        longest = next(iter(self.waiting), None)
        if longest is None:
            return False
        longest.turn_away("full")
        return True


class Door(HttpToolsProtocol):
    """One connection."""

    def __init__(self, hall: Hall, **told: Any) -> None:
        super().__init__(**told)
        self._hall = hall
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # reason: as uvicorn's
        super().connection_made(transport)
        self._hall.metrics.connections.inc()
        if len(self.connections) > self._hall.most and not self._hall.make_room():
            self.turn_away("full")
            return
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._hall.metrics.connections.dec()
        self._leave_the_line()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_headers()

    def on_headers_complete(self) -> None:
        self._leave_the_line()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self.cycle.body = bytearray()  # what had come of a body that nobody read
            self._hall.waiting[self] = None

    def turn_away(self, cause: str) -> None:
        """Closes the connection at once."""
        self._hall.metrics.closed.labels(cause).inc()
        self._leave_the_line()
        self.connections.discard(self)  # at once, for it is counted again before it is lost
        self.transport.abort()

    def _await_headers(self) -> None:
        self._hall.waiting[self] = None
        self._timer = self.loop.call_later(HEADERS_SECONDS, self.turn_away, "slow")

    def _leave_the_line(self) -> None:
        self._hall.waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Bodies:
    """Room for the bodies that are being read: what has no room is not read."""

    def __init__(self) -> None:
        self._left = {True: MOST_BYTES, False: MOST_BYTES}

    @contextmanager
    def room(self, size: int) -> Iterator[bool]:
        """Whether there was room for ``size`` bytes; it is given back at the end."""
        small = size <= SMALL
        fits = size <= self._left[small]
        taken = size if fits else 0
        self._left[small] -= taken
        try:
            yield fits
        finally:
            self._left[small] += taken


def most_connections() -> int:
    """As many as the system lets the program have open, less those it needs itself."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if files == resource.RLIM_INFINITY else max(64, min(MOST_CONNECTIONS, files - KEPT_BACK))
