"""The Slack manifest as `manifest` prints it: with the bot's own address, or for Socket Mode without any."""

from __future__ import annotations

from pathlib import Path

from bot.desk.messages import SCOPE

EXAMPLE_ADDRESS = "https://roibot.example.com"
"""The address in manifest.yml."""

MANIFEST = Path(__file__).parent.parent.parent / "manifest.yml"


WITH_MESSAGES = {
    "messages_tab_read_only_enabled: true": "messages_tab_read_only_enabled: false",
    "      - groups:read ": f"      - {SCOPE} # what people write to the bot in its Messages tab\n      - groups:read ",
    "      - tokens_revoked": "      - message.im\n      - tokens_revoked",
}
"""What stands in manifest.yml -> what takes its place where people may write to the bot."""


def for_address(url: str, *, messages: bool = False) -> str:
    """The manifest of a bot at ``url``; people also paste the whole address of its events."""
    return _manifest(messages=messages).replace(EXAMPLE_ADDRESS, url.rstrip("/").removesuffix("/slack/events"))


def for_socket_mode(*, messages: bool = False) -> str:
    """The manifest of a bot without a public address."""
    lines = _manifest(messages=messages).splitlines(keepends=True)
    kept = "".join(line for line in lines if EXAMPLE_ADDRESS not in line)
    return kept.replace("socket_mode_enabled: false", "socket_mode_enabled: true")


def _manifest(*, messages: bool) -> str:
    """The manifest as it is; with ``messages`` the bot may be written to, and is told of it."""
    text = MANIFEST.read_text("utf-8")
    for closed, opened in WITH_MESSAGES.items() if messages else ():
        text = text.replace(closed, opened)
    return text
