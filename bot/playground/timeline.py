"""The clock of the demo: how far the app's time is ahead of the real one, in a file both sides can read.

The playground writes how far it shall be (``wanted``); the app walks there, doing on its way what falls due, and writes
how far it has come (``reached``). Signatures, trigger ids and response_urls keep to the real time.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

WANTED, REACHED = "clock-wanted.json", "clock-reached.json"
FARTHEST = timedelta(days=2 * 365)
"""The farthest move at once."""

SAME_SECONDS = 0.001
"""Seconds by which two times may differ and be the same: each side rounds in its own way."""


class TooFar(Exception):
    """Raised for a move of more than two years."""


class Timeline:
    """Reads and moves the clock kept in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def wanted(self) -> datetime:
        return self._moment(WANTED)

    def reached(self) -> datetime:
        """The app's time now."""
        return self._moment(REACHED)

    def moving(self) -> bool:
        """Whether the app is still on its way."""
        return abs(self._offset(WANTED) - self._offset(REACHED)) > SAME_SECONDS

    def move_to(self, moment: datetime) -> None:
        """Sets the time the app shall go to. Raises `TooFar`."""
        if abs(moment - self.wanted()) > FARTHEST:
            raise TooFar
        ahead = moment.timestamp() - time.time()
        path = self._folder / f"{WANTED}.new"
        path.write_text(json.dumps({"offset_seconds": ahead}), "utf-8")
        path.replace(self._folder / WANTED)

    def _moment(self, name: str) -> datetime:
        return datetime.fromtimestamp(time.time() + self._offset(name), UTC)

    def _offset(self, name: str) -> float:
        try:
            return float(json.loads((self._folder / name).read_text("utf-8"))["offset_seconds"])
        except FileNotFoundError:
            return 0.0
