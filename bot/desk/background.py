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
        self._stopped = False
        stopping.then(self._stop)

    def begin(self, key: str, work: Callable[[], None]) -> bool:
        """Has ``work`` run soon; False where work of the same ``key`` is waiting or running."""
        with self._lock:
            if key in self._waiting:
                return False
            future = self._submitted(key, work)
        self._follow(key, future)
        return True

    def begin_or_repeat(self, key: str, work: Callable[[], None]) -> None:
        """Has ``work`` run soon; where work of the same ``key`` is running, once more after it.

        So nothing is left lying that came while that was about to end.
        """
        with self._lock:
            if key in self._waiting:
                self._again[key] = work
                return
            future = self._submitted(key, work)
        self._follow(key, future)

    def join(self) -> None:
        """Waits for all that has begun; nothing else begins any more."""
        with self._lock:
            self._stopped = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _submitted(self, key: str, work: Callable[[], None]) -> Future[None] | None:
        """None once the end of the program is asked for. To be called with the lock held."""
        if self._stopped:
            return None
        self._waiting.add(key)
        return self._threads.submit(work)

    def _follow(self, key: str, future: Future[None] | None) -> None:
        """Without the lock: work that has ended already is followed up at once, in this thread."""
        if future:
            future.add_done_callback(partial(self._ended, key))

    def _ended(self, key: str, work: Future[None]) -> None:
        with self._lock:
            self._waiting.discard(key)
            again = self._again.pop(key, None)
        if again and not work.cancelled():
            self.begin_or_repeat(key, again)
        if not work.cancelled() and (error := work.exception()):
            structlog.get_logger().error("background_failed", error=type(error).__name__, exc_info=error)

    def _stop(self) -> None:
        with self._lock:
            self._stopped = True
            self._again.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)
