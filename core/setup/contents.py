"""Content types: what was published. They are optional on every entry and freely named; these are where a team starts.

A starting word is only offered, not reserved: a team may call a goal or a campaign *Webinar*.
"""

from __future__ import annotations

STARTING = ("reel", "story", "carousel", "video", "article", "webinar", "influencer", "ugc")
"""Keys of the content types every workspace starts with; a team adds its own."""

_WORDS = {
    "reel": "reels rolka rolki",
    "story": "stories relacja relacje",
    "carousel": "carousels karuzela karuzele",
    "video": "videos wideo film filmy filmik filmiki",
    "article": "articles artykul artykuly",
    "webinar": "webinars webinary",
    "influencer": "influencers influencerzy",
}
_MEANT = {word: key for key, words in _WORDS.items() for word in words.split()}
"""The starting content types in the plural and in Polish, as keys."""


def content_of(key: str) -> str:
    """The starting content type a key means in English or in Polish: ``rolka`` is ``reel``. Empty for any other."""
    return key if key in STARTING else _MEANT.get(key, "")


def words() -> dict[str, str]:
    """Every word for a starting content type, as a key -> the type; its own word comes first."""
    return {**{key: key for key in STARTING}, **_MEANT}
