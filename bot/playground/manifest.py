"""The app's manifest: what Slack offers people to type and to press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, kw_only=True)
class Command:
    """A slash command. ``name`` with its slash; ``hint``: what may follow it."""

    name: str
    description: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """A global shortcut, or one of messages."""

    name: str
    callback_id: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The manifest.

    ``scopes``: of the app's token; ``events``: those it is told of; ``read_only``: whether people cannot write to the
    app in its Messages tab.
    """

    app_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    message_shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: tuple[str, ...]
    read_only: bool


def read(path: Path) -> Manifest:
    """Reads the manifest of a file."""
    document = yaml.safe_load(path.read_text("utf-8"))
    features = document["features"]
    commands = [
        Command(name=c["command"], description=c["description"], hint=c.get("usage_hint", ""))
        for c in features["slash_commands"]
    ]
    return Manifest(
        app_name=features["bot_user"]["display_name"],
        commands=tuple(commands),
        shortcuts=_shortcuts(features, "global"),
        message_shortcuts=_shortcuts(features, "message"),
        scopes=tuple(document["oauth_config"]["scopes"]["bot"]),
        events=tuple(document["settings"]["event_subscriptions"]["bot_events"]),
        read_only=features["app_home"]["messages_tab_read_only_enabled"],
    )


def _shortcuts(features: Mapping[str, Any], kind: str) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(name=one["name"], callback_id=one["callback_id"], description=one["description"])
        for one in features["shortcuts"]
        if one["type"] == kind
    )
