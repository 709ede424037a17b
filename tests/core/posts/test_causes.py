"""What made a week better or worse: told where it is one clear thing, and kept back where it is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from core.performance.performance import Performance
from core.posts.causes import Cause, cause

Sides = Mapping[str, tuple[int, int]]


def told(now: Sides, before: Sides) -> Cause | None:
    """Of these costs and returns by channel, in minor units."""
    sides = (
        {key: Performance(currency="USD", cost=c, value=v) for key, (c, v) in one.items()} for one in (now, before)
    )
    return cause(*sides)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ({"linkedin": (900, 500)}, {"linkedin": (100, 500)}, Cause(key="linkedin", of_cost=True, more=800)),
        ({"linkedin": (100, 500)}, {"linkedin": (100, 900)}, Cause(key="linkedin", of_cost=False, more=-400)),
        ({"": (900, 0)}, {"": (100, 0)}, Cause(key="", of_cost=True, more=800)),
        ({"facebook": (0, 700)}, {}, Cause(key="facebook", of_cost=False, more=700)),
        ({}, {"facebook": (700, 0)}, Cause(key="facebook", of_cost=True, more=-700)),
    ],
)
def test_one_clear_thing_is_told(now: Sides, before: Sides, expected: Cause) -> None:
    """A cost or a return that moved, also of a channel that came or went."""
    assert told(now, before) == expected


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({"linkedin": (100, 500)}, {"linkedin": (100, 500)}),
        ({"linkedin": (150, 0), "facebook": (150, 0)}, {"linkedin": (100, 0), "facebook": (100, 0)}),
        ({"linkedin": (500, 0), "facebook": (301, 0)}, {"linkedin": (100, 0), "facebook": (100, 0)}),
        ({"linkedin": (900, 800)}, {"linkedin": (100, 0)}),
    ],
)
def test_several_things_are_no_cause(now: Sides, before: Sides) -> None:
    """Nothing moved, two moved alike, the second is more than half of the first, or all of it came back."""
    assert told(now, before) is None


def test_what_moved_the_other_way_is_no_cause() -> None:
    """The week is worse by the cost of LinkedIn, though Facebook earned more than before."""
    now, before = {"linkedin": (900, 0), "facebook": (0, 300)}, {"linkedin": (100, 0), "facebook": (0, 100)}
    assert told(now, before) == Cause(key="linkedin", of_cost=True, more=800)
