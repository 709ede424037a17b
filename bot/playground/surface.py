"""Surfaces: where blocks are drawn, and the names that stand behind the ids in them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

DIRECT, CLOSED = "direct message", "private conversation"
"""The words for a conversation that has no name for the viewer."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names that the viewer sees in place of ids.

    ``people``: user id -> display name; ``conversations``: id -> name without ``#``, of those one is in; ``elsewhere``:
    the same of public ones, whether one is in them or not; ``here``: the conversation one is in; ``kinds``: id ->
    ``public`` or ``private``, and ``external`` where another organisation is in it; ``zone``: the viewer's IANA zone,
    for dates; ``locale``: as Slack writes it, ``pl-PL``.
    """

    people: Mapping[str, str]
    conversations: Mapping[str, str]
    kinds: Mapping[str, Set[str]] = field(default_factory=dict)
    here: str = ""
    zone: str = "UTC"
    locale: str = "en-US"
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def conversation(self, channel: str) -> str:
        """The name of a conversation, never an id."""
        if channel.startswith("D"):
            return DIRECT
        return self.conversations.get(channel) or self.elsewhere.get(channel, CLOSED)


@dataclass(frozen=True, kw_only=True)
class Surface:
    """A message, a modal or a Home tab on the page.

    ``kind``: ``message``, ``modal`` or ``home``; ``id``: prefix of every DOM id, unique on the page; ``url``: its own
    address, which takes ``POST {url}/act`` and ``GET {url}/suggest``; ``values``: ``state.values`` typed so far, which
    win over initial values; ``errors``: block id -> the sentence shown under that field.
    """

    kind: str
    id: str
    url: str
    names: Names
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
