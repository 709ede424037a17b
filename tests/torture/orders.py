"""What the test tells its workers through a file, and what they tell back of how they died."""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Point(StrEnum):
    """Where a worker kills itself: each gap between two steps of a delivery, and within a transaction."""

    COMMITTING = "committing"
    CLAIMED = "claimed"
    BEGUN = "begun"
    POSTED = "posted"
    MARKED = "marked"
    UNCLEAR = "unclear"
    FOUND = "found"


ANYWHERE = "anywhere"
"""Killed from outside, at no particular point."""

CRASHED = "crashed"
"""Ended by itself, which none may."""

LOOKING_UP = (Point.UNCLEAR, Point.FOUND)


@dataclass(frozen=True, kw_only=True)
class Orders:
    """``at``: the moment to tick for. ``progress``: the share of the kills allowed so far. ``calm``: no more kills."""

    at: datetime
    progress: float = 0.0
    calm: bool = False
    stop: bool = False


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The folder the orders and the deaths lie in."""

    folder: Path

    def order(self, orders: Orders) -> None:
        """Replaces the orders at once, so that nobody reads half of them."""
        said = {**vars(orders), "at": orders.at.isoformat()}
        fresh = self.folder / "fresh"
        fresh.write_text(json.dumps(said))
        fresh.replace(self.folder / "orders")

    def orders(self) -> Orders:
        said = json.loads((self.folder / "orders").read_text())
        return Orders(**{**said, "at": datetime.fromisoformat(said["at"])})

    def warrant(self, number: int, point: Point) -> None:
        """Whoever comes to ``point`` next is to die there. A worker chosen beforehand might wait for it in vain."""
        (self.folder / f"warrant-{point}-{number}").touch()

    def take_warrant(self, point: Point) -> bool:
        """Whether there was a warrant for ``point``; it is used up now, and no other worker gets it."""
        for warrant in self.folder.glob(f"warrant-{point}-*"):
            with suppress(FileNotFoundError):
                warrant.unlink()
                return True
        return False

    def died(self, how: str) -> None:
        """One line, written in one go: the writer may be gone right after."""
        deaths = os.open(self.folder / "deaths", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(deaths, f"{how}\n".encode())
        os.close(deaths)

    def deaths(self) -> Counter[str]:
        file = self.folder / "deaths"
        return Counter(file.read_text().split()) if file.exists() else Counter()
