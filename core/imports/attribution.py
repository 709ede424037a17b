"""Attribution: which of the touches that led to one conversion has brought it (docs/domain.md#attribution)."""

from __future__ import annotations

from collections.abc import Sequence


def last_touch(direct: Sequence[bool]) -> int:
    """The place of the last touch that was not direct; the last of all, where all were.

    ``direct``: of each touch, the earliest first, at least one: whether somebody typed in the address or had it
    bookmarked, so that no channel brought it.
    """
    named = [place for place, is_direct in enumerate(direct) if not is_direct]
    return named[-1] if named else len(direct) - 1
