"""Content types: what was published. They are optional on every entry and freely named; these are where a team starts.

A starting word is only offered, not reserved: a team may call a goal or a campaign *Webinar*.
"""

from __future__ import annotations

STARTING = ("reel", "story", "carousel", "video", "article", "webinar", "influencer", "ugc")
"""Keys of the content types every workspace starts with; a team adds its own."""

_WORDS = {
    "rolka": "reel",
    "relacja": "story",
    "karuzela": "carousel",
    "wideo": "video",
    "film": "video",
    "artykul": "article",
}
"""The starting content types in Polish, as keys."""


def content_of(key: str) -> str:
    """The starting content type a key means in English or in Polish: ``rolka`` is ``reel``. Empty for any other."""
    return key if key in STARTING else _WORDS.get(key, "")
