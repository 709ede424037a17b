"""The Slack manifest as `manifest` prints it: with the bot's own address, or for Socket Mode without any."""

from __future__ import annotations

from pathlib import Path

EXAMPLE_ADDRESS = "https://roibot.example.com"
"""The address in manifest.yml."""

MANIFEST = Path(__file__).parent.parent.parent / "manifest.yml"


def for_address(url: str) -> str:
    """The manifest of a bot at ``url``; people also paste the whole address of its events."""
    return MANIFEST.read_text("utf-8").replace(EXAMPLE_ADDRESS, url.rstrip("/").removesuffix("/slack/events"))


def for_socket_mode() -> str:
    """The manifest of a bot without a public address."""
    lines = MANIFEST.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if EXAMPLE_ADDRESS not in line)
    return kept.replace("socket_mode_enabled: false", "socket_mode_enabled: true")
