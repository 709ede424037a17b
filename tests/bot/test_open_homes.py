"""Whose Home is open: it is drawn one after the other for each person, also where a drawing fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from bot.clock import Clock
from bot.desk.open_homes import OpenHomes
from bot.slack.errors import Unclear

KEY = ("T1", "UADA")
ENOUGH_SECONDS = 10
"""Within which a thread does what it is told, on a busy machine."""


class Slack:
    """Draws when it is let, and fails as often as it is told to."""

    def __init__(self, failures: int) -> None:
        self.begun, self.let = threading.Semaphore(0), threading.Semaphore(0)
        self.drawn, self._failures = 0, failures

    def draw(self) -> None:
        self.begun.release()
        assert self.let.acquire(timeout=ENOUGH_SECONDS)
        if self._failures:
            self._failures -= 1
            raise Unclear("timeout")
        self.drawn += 1


def drawing(homes: OpenHomes, slack: Slack, meanwhile: Callable[[], None]) -> Future[None]:
    """A drawing in a thread of its own, which has begun; ``meanwhile`` happens before it ends."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(homes.draw, KEY, slack.draw)
        assert slack.begun.acquire(timeout=ENOUGH_SECONDS)
        meanwhile()
        slack.let.release(3)
    return future


def test_what_is_wanted_while_a_drawing_fails_is_drawn_all_the_same() -> None:
    """By whoever drew, though the first raises; and the next one finds nobody at it."""
    homes, slack = OpenHomes(Clock()), Slack(failures=1)
    first = drawing(homes, slack, lambda: homes.draw(KEY, slack.draw))
    assert isinstance(first.exception(), Unclear)
    assert slack.drawn == 1
    homes.draw(KEY, slack.draw)
    assert slack.drawn == 2


@pytest.mark.parametrize("wanted", [0, 1])
def test_drawings_that_fail_keep_nobody_from_the_next(wanted: int) -> None:
    """Whether or not another one was wanted meanwhile, which fails as well."""
    homes, slack = OpenHomes(Clock()), Slack(failures=1 + wanted)

    def want() -> None:
        for _ in range(wanted):
            homes.draw(KEY, slack.draw)

    first = drawing(homes, slack, want)
    assert isinstance(first.exception(), Unclear)
    assert slack.drawn == 0
    homes.draw(KEY, slack.draw)
    assert slack.drawn == 1
