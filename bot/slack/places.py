"""Places: where a message of the bot stands, so that it can be told anew."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """``conversation``: its id. ``ts``: that of the message in it."""

    conversation: str
    ts: str

    @property
    def written(self) -> str:
        """The place as it is kept: `read_place` reads it back."""
        return f"{self.conversation}:{self.ts}"


def read_place(text: str) -> Place | None:
    """The place that `Place.written` wrote; None where nothing stands there."""
    conversation, _, ts = text.partition(":")
    return Place(conversation=conversation, ts=ts) if ts else None
