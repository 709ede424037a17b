"""Marketing channels. A conversation in Slack is never called a channel here (docs/architecture.md#vocabulary)."""

from __future__ import annotations

STARTING = (
    "linkedin",
    "instagram",
    "facebook",
    "x",
    "youtube",
    "tiktok",
    "pinterest",
    "reddit",
    "google",
    "microsoft",
    "snapchat",
    "email",
    "website",
    "other",
)
"""Keys of the channels every workspace starts with; a team adds its own."""

NAMES = {
    "linkedin": "LinkedIn",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "x": "X",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "pinterest": "Pinterest",
    "reddit": "Reddit",
    "google": "Google",
    "microsoft": "Microsoft Ads",
    "snapchat": "Snapchat",
}
"""The brands' own spelling of their names; email, website and other are words, and translated."""

_PRINTED = {
    "e-mail": "email",
    "strona-internetowa": "website",
    "other-channel": "other",
    "inny-kanal": "other",
}
"""The words of the other channels as printed in English and in Polish, as keys."""

_SHORT = {
    "linkedin": "linked-in linkedina linkedinie linkedinem",
    "instagram": "ig insta instagrama instagramie instagramem",
    "facebook": "fb meta facebooka facebooku facebookiem",
    "x": "twitter twittera twitterze twitterem",
    "youtube": "yt you-tube youtubea youtube-a youtubie youtube-ie youtubem youtube-em",
    "tiktok": "tt tik-tok tiktoka tiktoku tiktokiem",
    "pinterest": "pinteresta pinterescie pinterestem",
    "reddit": "reddita reddicie redditem",
    "google": "google-ads googleads adwords googla googlu",
    "microsoft": "bing microsoft-ads bing-ads bingads",
    "snapchat": "snap snapa snapie snapchata snapchacie",
    "email": "mail mailing e-maile maile mailem e-mailem maila e-maila mailingu mailingiem",
    "website": "www site web strona strona-www witryna stronie strony",
}
_MEANT = {word: key for key, words in _SHORT.items() for word in words.split()}
"""What people call them for short, or as Polish inflects them; a team may call something of its own so."""


def channel_of(key: str) -> str:
    """The starting channel a key means in either language: ``e-mail`` is ``email``. Empty for any other."""
    return key if key in STARTING else _PRINTED.get(key, "")


def words() -> dict[str, str]:
    """Every word for a starting channel, as a key -> the channel; its own word comes first."""
    return {**{key: key for key in STARTING}, **_MEANT}


def short_channel_of(key: str) -> str:
    """The starting channel that is called so for short, ``fb``; empty for any other key."""
    return _MEANT.get(key, "")
