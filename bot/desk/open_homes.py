"""Open Homes: whose Home tab was opened of late, and with which period; it is drawn anew once they change something.

Slack says when a Home is opened and never when it is closed; what is pressed on one shows that it is open. All of it is
kept in this process: who opened theirs through another one, and presses nothing on it, sees the change when they open
it again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock

KEPT_SECONDS = 3600
MOST_KEPT = 1000

Key = tuple[str, str]
"""A workspace's id, as Slack has it, and a person's."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """``at``: a reading of the monotonic clock."""

    at: float
    period: str


class OpenHomes:
    """A bounded memory, safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[Key, _Opened] = OrderedDict()
        self._drawing: dict[Key, bool] = {}
        self._lock = threading.Lock()

    def remember(self, key: Key, period: str) -> None:
        """Keeps that it is open, with this ``period`` chosen."""
        with self._lock:
            self._kept[key] = _Opened(self._clock.monotonic(), period)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def period_of(self, key: Key) -> str | None:
        """The period chosen in it; None where it was not opened of late."""
        opened = self._kept.get(key)
        return opened.period if opened and self._clock.monotonic() - opened.at <= KEPT_SECONDS else None

    def draw(self, key: Key, work: Callable[[], None]) -> None:
        """Does ``work``, one after the other for each person, so that an older picture never covers a newer one.

        Where it is being done already it is done once more, by whoever does it.
        """
        if self._begin(key):
            self._draw_while_wanted(key, work)

    def _draw_while_wanted(self, key: Key, work: Callable[[], None]) -> None:
        is_wanted = True
        try:
            while is_wanted:
                work()
                is_wanted = self._again(key)
        finally:
            # Still wanted means that it has raised. Whoever has asked meanwhile relies on us, so it is tried for them.
            if is_wanted and self._again(key):
                self._draw_while_wanted(key, work)

    def _begin(self, key: Key) -> bool:
        with self._lock:
            is_free = key not in self._drawing
            self._drawing[key] = not is_free
            return is_free

    def _again(self, key: Key) -> bool:
        """Whether it is wanted again; where it is not, somebody else may begin from now on."""
        with self._lock:
            is_wanted = self._drawing.pop(key)
            if is_wanted:
                self._drawing[key] = False
            return is_wanted
