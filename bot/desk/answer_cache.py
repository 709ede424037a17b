"""The cache of answers, each kept as long as the books have not moved.

The same books on the same day give the same answer (docs/architecture.md#the-same-books-give-the-same-answer), so the
key holds the workspace, the day, the reader's language and rights and the text of the question. The revision says
whether the books are the same.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.views.plain_blocks import without
from core.posts.native_blocks import Kinds, kinds_in

MOST_KEPT, MOST_DETAILS = 2048, 256
"""Answers, and answers with all that is behind *Details*, which are several times as long."""


@dataclass(frozen=True)
class Answer:
    """A message as worked out at one ``revision`` of the books."""

    revision: int
    message: dict[str, Any]

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of native blocks in it."""
        return kinds_in(self.message)

    def json(self, left_out: Kinds) -> str:
        """The acknowledgement that carries it to the person who asked, some kinds of native blocks in plain form.

        Written once for each of them, since that costs most.
        """
        if left_out not in self._written:
            form = without(self.message, left_out)
            self._written[left_out] = json.dumps({"response_type": "ephemeral", **form})
        return self._written[left_out]

    @cached_property
    def _written(self) -> dict[Kinds, str]:
        return {}


class Answers:
    """A bounded memory of answers, safe to share between threads. ``most``: how many it keeps, the latest ones."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, revision: int, work_out: Callable[[], dict[str, Any]]) -> Answer:
        """The kept answer if it was worked out at this ``revision``, else a fresh one."""
        kept = self._kept.get(key)
        if kept and kept.revision == revision:
            return kept
        # Worked out outside the lock: two may do the same work at once, but nobody waits for another's database.
        answer = Answer(revision, work_out())
        with self._lock:
            self._kept[key] = answer
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer
