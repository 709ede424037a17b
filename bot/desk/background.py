"""Background: work that takes longer than an answer may, in a few threads of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import structlog

from bot.monitoring.stopping import Stopping

THREADS = 3
"""Pieces of work at once: reading a file need not wait for an export."""


class Background:
    """Safe to share between threads. What has not begun when the end of the program is asked for never will."""

    def __init__(self, stopping: Stopping) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="background")
        self._lock = threading.Lock()
        self._waiting: set[str] = set()
        self._again: dict[str, Callable[[], None]] = {}
        stopping.then(self._stop)

    def begin(self, key: str, work: Callable[[], None]) -> bool:
        """Has ``work`` run soon; False where work of the same ``key`` is waiting or running."""
        with self._lock:
            if key in self._waiting:
                return False
            self._waiting.add(key)
        self._threads.submit(work).add_done_callback(partial(self._ended, key))
        return True

    def begin_or_repeat(self, key: str, work: Callable[[], None]) -> None:
        """Has ``work`` run soon; where work of the same ``key`` is running, once more after it.

        So nothing is left lying that came while that was about to end.
        """
        with self._lock:
            if key in self._waiting:
                self._again[key] = work
                return
        self.begin(key, work)

    @property
    def busy(self) -> bool:
        """Whether any work waits or runs."""
        with self._lock:
            return bool(self._waiting)

    def _ended(self, key: str, work: Future[None]) -> None:
        with self._lock:
            self._waiting.discard(key)
            again = self._again.pop(key, None)
        if again and not work.cancelled():
            self.begin(key, again)
        if not work.cancelled() and (error := work.exception()):
            structlog.get_logger().error("background_failed", error=type(error).__name__, exc_info=error)

    def _stop(self) -> None:
        with self._lock:
            self._again.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)
