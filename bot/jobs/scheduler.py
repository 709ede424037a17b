"""The schedule: one tick every few seconds. The database knows who is due, and that it is sent once."""

from __future__ import annotations

from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler


class Ticking:
    """Ticks from `start` to `stop`, each job in a thread of its own: a late one is still run, no two of it overlap."""

    def __init__(self, seconds: float, *jobs: Callable[[], None]) -> None:
        self._scheduler = BackgroundScheduler(timezone="UTC")
        for job in jobs:
            self._scheduler.add_job(
                job,
                "interval",
                seconds=seconds,
                # A tick that is late is run all the same: by default APScheduler drops it after a second.
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """Waits for a tick under way: a message being posted is marked."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
