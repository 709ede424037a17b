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
}
"""How the brands write themselves; email, website and other are words, and translated."""
