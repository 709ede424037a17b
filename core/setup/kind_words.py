"""Kind words: what stands before a colon and says of which kind the name behind it is, ``channel:linkedin``."""

from __future__ import annotations

from collections.abc import Mapping

KIND_OF_WORD: Mapping[str, str] = {
    "channel": "channel",
    "kanał": "channel",
    "kanal": "channel",
    "campaign": "campaign",
    "kampania": "campaign",
    "kampanii": "campaign",
    "category": "category",
    "kategoria": "category",
    "goal": "goal",
    "cel": "goal",
    "content": "content",
    "treść": "content",
    "tresc": "content",
}
"""Word before a colon, in any language -> the kind of what stands behind it."""


def words_for(*kinds: str) -> str:
    """The words for these kinds, as alternatives of a regular expression: ``goal|cel``."""
    return "|".join(word for word, kind in KIND_OF_WORD.items() if kind in kinds)
