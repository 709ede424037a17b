"""The one place that asks for the time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime


class Clock:
    """The clock.

    ``now``: the moment schedules and periods live in. ``real``: the wall clock, for leases and signatures.
    """

    def now(self) -> datetime:
        return self.real()

    def real(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """The seconds of a clock that only ever goes forward, for measuring how long something took."""
        return time.monotonic()


@dataclass(frozen=True)
class StoppedClock(Clock):
    """A clock told what time it is, as by `roibot tick --at`; its wall clock goes on."""

    at: datetime

    def now(self) -> datetime:
        return self.at
