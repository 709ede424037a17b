"""Attribution: how the value of one conversion is divided over the touches that led to it (docs/domain.md#attribution).

Parts sum to the whole, by largest remainder. The bot's own rule is the last touch that was not direct.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.ledger.splits import largest_remainder
from core.money.money import Money

HALF_LIFE = 7
"""Days after which a touch counts half as much (Google's definition)."""


class Model(StrEnum):
    LAST = "last"
    FIRST = "first"
    LINEAR = "linear"
    POSITION = "position"
    TIME_DECAY = "time_decay"


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """A contact ``days`` before the conversion. ``direct``: typed in or bookmarked, so that no channel brought it."""

    channel: str
    days: int
    direct: bool = False


def attributed(value: Money, touches: Sequence[Touch], model: Model = Model.LAST) -> tuple[Money, ...]:
    """The part of each touch, in their order; ``touches``: the earliest first, at least one."""
    parts = largest_remainder(value.minor, _weights(touches, model))
    return tuple(Money(minor=part, currency=value.currency) for part in parts)


def last_touch(touches: Sequence[Touch]) -> int:
    """The place of the last touch that was not direct; the last of all, where all were. At least one is given."""
    named = [place for place, touch in enumerate(touches) if not touch.direct]
    return named[-1] if named else len(touches) - 1


def _weights(touches: Sequence[Touch], model: Model) -> Sequence[Decimal | int]:
    places = range(len(touches))
    match model:
        case Model.FIRST:
            return [int(place == 0) for place in places]
        case Model.LINEAR:
            return [1 for _ in places]
        case Model.POSITION:
            return _by_position(len(touches))
        case Model.TIME_DECAY:
            return [Decimal(2) ** (Decimal(-touch.days) / HALF_LIFE) for touch in touches]
    return [int(place == last_touch(touches)) for place in places]


def _by_position(count: int) -> list[int]:
    """The parts by position: 40 % to the first and the last, 20 % to all between; of two half each, of one all."""
    if count <= 2:
        return [1] * count
    return [2 * (count - 2), *[1] * (count - 2), 2 * (count - 2)]
