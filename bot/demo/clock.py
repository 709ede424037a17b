"""The clock of the demo: ahead of the real one by an offset kept in the data directory.

``clock-wanted.json`` says where it shall go; it walks there, from one due moment to the next, so that nothing that
falls due on the way is left out or comes late. ``clock-reached.json`` tells how far it has come. Leases and signatures
keep to the real time.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.desk.office import Office
from bot.jobs.tick import next_due, tick_and_log

WANTED, REACHED = "clock-wanted.json", "clock-reached.json"


class DemoClock(Clock):
    """A clock that starts where the folder's file says; a folder without one begins at ``begins``."""

    def __init__(self, folder: Path, begins: datetime) -> None:
        self._folder = folder
        if not (folder / WANTED).exists():
            self._write(WANTED, begins - self.real())
        self._ahead = self.wanted()
        self._write(REACHED, self._ahead)

    def now(self) -> datetime:
        return self.real() + self._ahead

    def wanted(self) -> timedelta:
        """The span by which it shall be ahead of the real time."""
        written = json.loads((self._folder / WANTED).read_text("utf-8"))
        return timedelta(seconds=written["offset_seconds"])

    def go(self, ahead: timedelta) -> None:
        """Sets the clock so far ahead from now on."""
        if ahead != self._ahead:
            self._ahead = ahead
            self._write(REACHED, ahead)

    def _write(self, name: str, ahead: timedelta) -> None:
        path = self._folder / f"{name}.new"
        path.write_text(json.dumps({"offset_seconds": ahead.total_seconds()}), "utf-8")
        path.replace(self._folder / name)


def walk(office: Office, clock: DemoClock) -> None:
    """Ticks at every moment something falls due on the way to where the clock shall be, in order, and there.

    A tick that fails stops it, to go on at the next call: nothing due is jumped over.
    """
    wanted = clock.wanted()
    before: datetime | None = None
    while (due := next_due(office)) and due <= clock.real() + wanted:
        if due == before:
            return
        clock.go(max(due, clock.now()) - clock.real())
        tick_and_log(office)
        before = due
    clock.go(wanted)
    tick_and_log(office)
