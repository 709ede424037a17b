"""The pulse: when the last tick of this process ended well, and whether that is too long ago."""

from __future__ import annotations

PATIENCE = 3
"""Ticks that may fail or take long before anybody need look."""
LEAST_SECONDS = 60.0


class Pulse:
    """The pulse of the ticks. ``every``: seconds between two ticks; ``now``, here and below: seconds that only grow."""

    def __init__(self, every: float, now: float) -> None:
        self._patience = max(LEAST_SECONDS, PATIENCE * every)
        self._last = now

    def beat(self, now: float) -> None:
        self._last = now

    def late(self, now: float) -> float:
        """The seconds since the last tick, where that is too long; else None."""
        since = now - self._last
        return since if since > self._patience else 0
