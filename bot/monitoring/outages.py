"""Outages in the log: one line a minute for each kind, with how often it came, however many requests it hits."""

from __future__ import annotations

import threading
from collections import Counter

import structlog

EVERY_SECONDS = 60.0


class OutageLog:
    """A log of outages, safe between threads.

    The first of a kind is a line at once; those of the next minute are one line together.
    """

    def __init__(self, every: float = EVERY_SECONDS) -> None:
        self._every = every
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def tell(self, cause: str, error: str) -> None:
        """Notes an outage. ``error``: the name of what was raised, which holds nothing of anybody's."""
        kind = (cause, error)
        with self._lock:
            first = kind not in self._counts
            self._counts[kind] += 0 if first else 1
        if first:
            _write(cause, error, 1)
            self._later(kind)

    def _later(self, kind: tuple[str, str]) -> None:
        timer = threading.Timer(self._every, self._sum_up, [kind])
        timer.daemon = True
        timer.start()

    def _sum_up(self, kind: tuple[str, str]) -> None:
        """Writes the line of a minute.

        Without any outage in it nothing is written, and the next one is a first again.
        """
        with self._lock:
            count = self._counts[kind]
            if count:
                self._counts[kind] = 0
            else:
                del self._counts[kind]
        if count:
            _write(*kind, count)
            self._later(kind)


def _write(cause: str, error: str, count: int) -> None:
    structlog.get_logger().error("database_outage", cause=cause, error=error, count=count)
