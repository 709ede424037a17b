"""Stopping: a signal asks the program to end. Nothing new is begun from then on, and it ends within eight seconds.

A thread of its own waits for the signals. A handler would run in the main thread, which may hang behind a lock of the
database; and process 1 of a container does not even hear a signal that it has no handler for.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

import structlog

SIGNALS = (signal.SIGINT, signal.SIGTERM)

LONGEST_SECONDS = 7.0
"""Seconds for what is in flight.

What has not ended by then is cut off: a transaction is rolled back by the database, a post without an answer is looked
up later.
"""


class Stopping:
    """The wish that the program end. A signal makes it only where `listen` was called; `ask` makes it too."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._acts: list[Callable[[], None]] = []

    @property
    def asked(self) -> bool:
        return self._asked.is_set()

    def wait(self, seconds: float) -> bool:
        """Whether the end is asked for within so many seconds; waits no longer than it must."""
        return self._asked.wait(seconds)

    def then(self, act: Callable[[], None]) -> None:
        """Does ``act``, which must not wait for anything, once the end is asked for: at once where it is already."""
        self._acts.append(act)
        if self.asked:
            act()

    def listen(self) -> None:
        """Begins to wait for signals. To be called before any thread is made: each takes over what is blocked."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        threading.Thread(target=self._hear, name="signals", daemon=True).start()

    def ask(self) -> None:
        """Asks for the end, as a signal does."""
        self._asked.set()
        for act in list(self._acts):
            act()

    def _hear(self) -> None:
        """Waits for a signal, and then for a second, which does not wait for what is in flight."""
        signal.sigwait(SIGNALS)
        last = threading.Timer(LONGEST_SECONDS, _cut_off)
        last.daemon = True
        last.start()
        self.ask()
        signal.sigwait(SIGNALS)
        _cut_off()


def _cut_off() -> None:
    """Ends the process. Threads cannot be ended, and the interpreter would wait for each."""
    structlog.get_logger().warning("stopped_before_all_had_ended")
    os._exit(0)
