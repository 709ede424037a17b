"""Attribution: the last touch that was not direct has brought a sale."""

from __future__ import annotations

import pytest

from core.imports.attribution import last_touch


@pytest.mark.parametrize(
    ("direct", "place"),
    [
        ([False], 0),
        ([True], 0),
        ([False, False, False], 2),
        ([False, False, False, True], 2),
        ([False, True, True], 0),
        ([True, True], 1),
    ],
)
def test_the_last_that_was_not_direct(direct: list[bool], place: int) -> None:
    """Direct visits are passed over, unless there is nothing else."""
    assert last_touch(direct) == place
