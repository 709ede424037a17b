"""Work in the background: the same is done once at a time, and once more where it was asked for meanwhile."""

from __future__ import annotations

from collections import Counter
from threading import Event

from bot.desk.background import Background
from bot.monitoring.stopping import Stopping


def test_what_is_asked_for_while_the_same_is_under_way_is_done_once_more() -> None:
    """It may have read already what it is to do: what came since would be left lying."""
    stopping = Stopping()
    background = Background(stopping)
    runs: Counter[str] = Counter()
    under_way, may_end, twice = Event(), Event(), Event()

    def work() -> None:
        runs["work"] += 1
        under_way.set()
        may_end.wait(10)
        if runs["work"] == 2:
            twice.set()

    background.begin_or_repeat("book", work)
    assert under_way.wait(10)
    for _ in range(3):
        background.begin_or_repeat("book", work)
    assert not background.begin("book", work)
    may_end.set()
    assert twice.wait(10)
    assert runs["work"] == 2
    stopping.ask()


def test_what_comes_once_the_end_is_asked_for_never_begins_and_fails_nobody() -> None:
    """A request that is being answered while the program stops is answered; the next process carries its work out."""
    stopping = Stopping()
    background = Background(stopping)
    runs: list[str] = []
    stopping.ask()
    background.begin("read", lambda: runs.append("read"))
    background.begin_or_repeat("book", lambda: runs.append("book"))
    background.begin_or_repeat("book", lambda: runs.append("book"))
    background.join()
    assert runs == []
