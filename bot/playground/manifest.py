"""The app's manifest: what Slack offers people to type and to press."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, kw_only=True)
class Command:
    """A slash command. ``name`` with its slash; ``hint``: what may follow it."""

    name: str
    description: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """A global shortcut."""

    name: str
    callback_id: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The manifest.

    ``scopes``: of the app's token; ``read_only``: whether people cannot write to the app in its Messages tab.
    """

    app_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    read_only: bool


def read(path: Path) -> Manifest:
    """Reads the manifest of a file."""
    document = yaml.safe_load(path.read_text("utf-8"))
    features = document["features"]
    commands = [
        Command(name=c["command"], description=c["description"], hint=c.get("usage_hint", ""))
        for c in features["slash_commands"]
    ]
    shortcuts = [
        Shortcut(name=s["name"], callback_id=s["callback_id"], description=s["description"])
        for s in features["shortcuts"]
        if s["type"] == "global"
    ]
    return Manifest(
        app_name=features["bot_user"]["display_name"],
        commands=tuple(commands),
        shortcuts=tuple(shortcuts),
        scopes=tuple(document["oauth_config"]["scopes"]["bot"]),
        read_only=features["app_home"]["messages_tab_read_only_enabled"],
    )
