"""Native blocks: Slack's newer kinds of block, which a workspace may refuse, and then the whole message with them.

What is known of each kind rests on what came of messages that were sent. An acknowledgement tells nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.posts.refusals import ONE_TABLE

KNOWN_FOR = timedelta(days=7)
"""How long Slack's answer counts: then a refused kind is tried again, and a taken one asked about again."""


class NativeBlock(StrEnum):
    """The kinds, by the ``type`` of their blocks; in this order they are left out of a message that is refused."""

    CHART = "data_visualization"
    DATA_TABLE = "data_table"
    TABLE = "table"


class WayOut(StrEnum):
    """The ways to Slack on which a refusal comes back."""

    RESPONSE_URL = "response_url"
    POST = "chat.postMessage"


TABLES = frozenset({NativeBlock.TABLE, NativeBlock.DATA_TABLE})
Kinds = frozenset[NativeBlock]


@dataclass(frozen=True, kw_only=True, slots=True)
class Experience:
    """What came of a kind of block on one way out: ``taken`` or refused, at that moment."""

    way: WayOut
    kind: NativeBlock
    taken: bool
    at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it still counts. Were a taken kind refused one day, its acknowledgements would be lost unseen."""
        return now - self.at < KNOWN_FOR


def kinds_in(message: Mapping[str, Any]) -> Kinds:
    """The kinds of native blocks in a message."""
    types = {block.get("type") for block in message.get("blocks") or ()}
    return frozenset(kind for kind in NativeBlock if kind in types)


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One message on its way: which kinds it still holds, and which were left out for what Slack has answered.

    ``last``: those left out last. ``blamed``: those that Slack is known to refuse, if it takes the message without.
    """

    kinds: Kinds
    last: Kinds = frozenset()
    blamed: Kinds = frozenset()

    def refused(self, reason: str, places: Iterable[int], message: Mapping[str, Any]) -> Trial:
        """The next try, without the kinds that Slack names by ``places`` in the message; else without the first."""
        named = self._named(reason, places, message)
        alone = self.kinds if len(self.kinds) == 1 else frozenset[NativeBlock]()
        left_out = named or frozenset([next(kind for kind in NativeBlock if kind in self.kinds)])
        return replace(self, kinds=self.kinds - left_out, last=left_out, blamed=self.blamed | named | alone)

    def plain(self) -> Trial:
        """The last try, without any. Of kinds left out together those alone are to blame that were so before."""
        return replace(self, kinds=frozenset(), last=self.last & self.blamed) if self.kinds else self

    @property
    def to_blame(self) -> Kinds:
        """The kinds that were refused, once the message has been taken without those left out last."""
        return self.blamed | self.last

    def _named(self, reason: str, places: Iterable[int], message: Mapping[str, Any]) -> Kinds:
        blocks = message["blocks"]
        types = {blocks[place].get("type") for place in places if place < len(blocks)}
        tables = TABLES if reason == ONE_TABLE else frozenset[NativeBlock]()
        return frozenset(kind for kind in self.kinds if kind in types or kind in tables)
