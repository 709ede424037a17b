"""Answers already worked out, kept as long as the books have not moved.

The same books on the same day give the same answer (design.md §5), so the key holds the workspace, the day, the
reader's language and rights and what was typed; the revision says whether the books are the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

MOST_KEPT = 2048


class Answers:
    """A bounded memory of answers, safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[int, dict[str, Any]]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, revision: int, work_out: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The kept answer if it was worked out at this ``revision``, else a fresh one."""
        kept = self._kept.get(key)
        if kept and kept[0] == revision:
            return kept[1]
        answer = work_out()
        with self._lock:
            self._kept[key] = (revision, answer)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return answer
