"""Attempts: one request's work on the books, until when it may wait, and what has become of it.

The attempt of a thread is what `storage.deadlines` measures every wait by: for a place, a lock, a statement. Where
there is none (ticks, the command line) only the longer limits of the database itself hold.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf


class Outcome(StrEnum):
    """The fate of a change: none of it is on the books, all of it is, or nobody knows."""

    NOTHING = "nothing"
    SAVED = "saved"
    UNKNOWN = "unknown"


class TooLate(Exception):
    """Raised when somebody was already told that nothing was saved."""


@dataclass
class Attempt:
    """One request's work, shared by the thread that does it and the event loop that waits for it.

    ``ends``: the monotonic clock's reading at which the time is over.
    """

    ends: float
    unsettled: str = ""
    """The number of a transaction whose commit was cut off; empty where there is none."""
    _saved: int = 0
    _changing: int = 0
    _over: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def left(self) -> float:
        """The seconds that are left; below zero once the time is over."""
        return self.ends - time.monotonic()

    @property
    def outcome(self) -> Outcome:
        """The outcome of all changes of the attempt, as far as it is known at this moment."""
        with self._lock:
            return self._outcome()

    def give_up(self) -> Outcome:
        """Ends the attempt and returns its `outcome`. No change can begin afterwards, so *nothing saved* stays true."""
        with self._lock:
            self._over = True
            return self._outcome()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Wraps one change: saved when the block ends, not when it raises.

        Raises `TooLate` where the attempt was given up.
        """
        with self._lock:
            if self._over:
                raise TooLate
            self._changing += 1
        saved = 0
        try:
            yield
            saved = 1
        finally:
            with self._lock:
                self._changing -= 1
                self._saved += saved

    def _outcome(self) -> Outcome:
        if self.unsettled or self._changing:
            return Outcome.UNKNOWN
        return Outcome.SAVED if self._saved else Outcome.NOTHING


_current: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


def within(seconds: float) -> Attempt:
    """Begins an attempt that ends in ``seconds`` from now."""
    return Attempt(ends=time.monotonic() + seconds)


def current() -> Attempt | None:
    """The attempt of this thread; None outside of requests."""
    return _current.get()


@contextmanager
def attempting(attempt: Attempt) -> Iterator[None]:
    """Counts what this thread does in the block as part of ``attempt``."""
    before = _current.set(attempt)
    try:
        yield
    finally:
        _current.reset(before)


@contextmanager
def unhurried() -> Iterator[None]:
    """Lifts the time limit for work that may take long though somebody waits: a change of the reporting currency."""
    attempt = current()
    if attempt is None:
        yield
        return
    ends, attempt.ends = attempt.ends, inf
    try:
        yield
    finally:
        attempt.ends = ends
