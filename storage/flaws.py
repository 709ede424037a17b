"""Flaws: rows that cannot be what the bot wrote, though every sum agrees and every seal follows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from core.money.exchange import RateSource
from core.setup.categories import Category
from storage.spoiled import SPOILED, Row


class FlawKind(StrEnum):
    """The kinds of flaw: it cannot be read; its workspace, or its goal, does not exist; it is booked in another
    currency than its workspace counts in, at another value, or at another rate; or a deal has booked something else
    than its steps say.
    """

    UNREADABLE = "unreadable"
    HOMELESS = "homeless"
    CURRENCY = "currency"
    GOAL = "goal"
    VALUE = "value"
    RATE = "rate"
    DEAL = "deal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Flaw:
    """A row that the bot cannot have written. ``grain``: ``entry``, ``goal``, ``rate``, ``step``, or of which total.
    ``workspace``: its team, or its id.

    ``entry``: the id, of several entries the first, and ``count`` how many. ``stands`` and ``expected``: what is said
    and what it should be, where that is known; of one that cannot be read the column, empty where none is to blame.
    ``deal``: its key, and ``column`` what the entry says otherwise than the deal's steps.
    """

    kind: FlawKind
    workspace: object
    grain: str = "entry"
    entry: int = 0
    day: date | None = None
    count: int = 1
    stands: str = ""
    expected: str = ""
    deal: str = ""
    column: str = ""


def blamed(row: Row) -> str:
    """The first column of an entry that holds what the bot never writes there; empty where each could be ours."""
    readable = ((name, reader) for name, reader in _READERS.items() if name in row)
    return next((name for name, reader in readable if not _readable(reader, row[name])), "")


def _readable(reader: Callable[[Any], object], value: object) -> bool:
    try:
        reader(value)
    except SPOILED:
        return False
    return True


def _whole(value: object) -> None:
    if not isinstance(value, int):
        raise TypeError(type(value).__name__)


def _perhaps(reader: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda value: None if value in (None, "") else reader(value)


_READERS: Mapping[str, Callable[[Any], object]] = {
    "category": _perhaps(Category),
    **dict.fromkeys(("sign", "goal_id", "amount_minor", "count", "value_minor"), _whole),
    **dict.fromkeys(("revenue_minor", "rate_minor", "media_minor", "left_out_minor", "frozen_minor"), _perhaps(_whole)),
    **dict.fromkeys(("hours", "share"), _perhaps(Decimal)),
    **dict.fromkeys(("split", "people"), _perhaps(json.loads)),
    "fx_rate": _perhaps(Fraction),
    "fx_source": _perhaps(RateSource),
}
