"""manifest.yml, the Slack app as it is installed, has the least that the bot needs and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8")))


def test_the_three_commands_each_say_what_they_do_and_how(manifest: dict[str, Any]) -> None:
    """Each command has a description and a hint, and receives what was typed as it was typed."""
    commands = {command["command"]: command for command in manifest["features"]["slash_commands"]}
    assert set(commands) == {"/roi", "/roi-cost", "/roi-conversion"}
    assert all(command["description"] and command["usage_hint"] for command in commands.values())
    assert not any(command["should_escape"] for command in commands.values())


def test_both_forms_can_be_opened_from_anywhere(manifest: dict[str, Any]) -> None:
    """The names of the shortcuts begin with a verb and fit; two are offered for messages."""
    shortcuts = {shortcut["callback_id"]: shortcut for shortcut in manifest["features"]["shortcuts"]}
    assert {name: (shortcut["type"], shortcut["name"]) for name, shortcut in shortcuts.items()} == {
        "log_cost": ("global", "Log a cost"),
        "log_conversions": ("global", "Log conversions"),
        "log_cost_from_message": ("message", "Log cost from message"),
        "import_from_message": ("message", "Import into ROI"),
    }
    assert all(len(shortcut["name"]) <= 24 for shortcut in shortcuts.values())


def test_no_scope_is_asked_for_that_the_bot_can_do_without(manifest: dict[str, Any]) -> None:
    """The bot asks for the five scopes it needs, for two of files that may be left out, and for none of a person's."""
    wanted, optional = (
        ["chat:write", "commands", "users:read", "channels:read", "groups:read"],
        ["files:read", "files:write"],
    )
    assert manifest["oauth_config"]["scopes"] == {"bot": [*wanted, *optional], "bot_optional": optional}


def test_slack_tells_the_bot_when_it_is_opened_and_when_it_is_removed(manifest: dict[str, Any]) -> None:
    """The events that the Home tab and a clean farewell need are subscribed."""
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {"app_home_opened", "app_uninstalled", "tokens_revoked"} <= set(events)


def test_slack_tells_the_bot_when_a_conversation_is_shared_and_no_longer(manifest: dict[str, Any]) -> None:
    """Both events come to who may read public and private conversations."""
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {"channel_shared", "channel_unshared"} <= set(events)


def test_buttons_forms_and_selects_reach_the_bot(manifest: dict[str, Any]) -> None:
    """Interactivity is on, with an address for submissions and one for the options of selects."""
    interactivity = manifest["settings"]["interactivity"]
    assert interactivity["is_enabled"] is True
    assert {"request_url", "message_menu_options_url"} <= set(interactivity)


def test_every_address_is_the_one_endpoint_of_one_host(manifest: dict[str, Any]) -> None:
    """Whoever fills in a host fills in one, and Slack always calls /slack/events over TLS."""
    addresses = [urlsplit(text) for text in _texts(manifest) if text.startswith(("http://", "https://"))]
    assert len(addresses) == 6
    assert {(address.scheme, address.netloc, address.path) for address in addresses} == {
        ("https", "roibot.example.com", "/slack/events")
    }


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
