"""What this Slack does not take of its newer blocks, as some workspaces do not: a switch for each kind and way out.

The words are Slack's own. What an acknowledgement carries is refused without a word: nobody ever sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.limits_data import CHART, TABLES
from bot.playground.limits_shapes import Fault

KINDS = (*TABLES, CHART)
RESPONSE_URL, POST, ACKNOWLEDGEMENT = "response_url", "chat.postMessage", "acknowledgement"
WAYS = (RESPONSE_URL, POST, ACKNOWLEDGEMENT)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A message that is not taken: Slack's ``word``, and the blocks it names."""

    word: str
    faults: list[Fault]


@dataclass
class Refusals:
    """Empty at first: everything is taken."""

    _words: dict[tuple[str, str], str] = field(default_factory=dict)

    def refuse(self, kind: str, *ways: str, word: str = "invalid_blocks") -> None:
        """From here on blocks of this kind are refused on these ways, on all where none is named."""
        self._words.update({(way, kind): word for way in ways or WAYS})

    def take(self, kind: str) -> None:
        """From here on blocks of this kind are taken on every way."""
        for way in WAYS:
            self._words.pop((way, kind), None)

    def refuse_only(self, kinds: Collection[str]) -> None:
        """From here on these kinds are refused on every way, and all others taken."""
        for kind in KINDS:
            (self.refuse if kind in kinds else self.take)(kind)

    def refuses(self, kind: str) -> bool:
        """Whether blocks of this kind are refused on any way."""
        return any((way, kind) in self._words for way in WAYS)

    def of(self, way: str, message: Mapping[str, Any]) -> Refusal | None:
        """How the message is refused; None where it is taken."""
        types = [block.get("type") for block in message.get("blocks") or ()]
        places = {place: kind for place, kind in enumerate(types) if (way, kind) in self._words}
        if not places:
            return None
        faults = [
            Fault(pointer=f"/blocks/{at}/type", reason=f"unsupported type: {kind}") for at, kind in places.items()
        ]
        return Refusal(word=self._words[way, str(next(iter(places.values())))], faults=faults)
