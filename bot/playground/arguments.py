"""The arguments of a Web API call, in each of the ways Slack takes them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.workspace import Payload


def parsed(body: bytes, content_type: str, query: str) -> Payload:
    """The arguments of a call, whether they came as JSON, as a form or in the address."""
    if "json" in content_type:
        fields = json.loads(body or b"{}")
        arguments = dict(fields) if isinstance(fields, dict) else {}
    else:
        arguments = {**dict(parse_qsl(query)), **dict(parse_qsl(body.decode(), keep_blank_values=True))}
        arguments = {key: _SWITCH.get(value, value) if key in SWITCHES else value for key, value in arguments.items()}
    return {key: _decoded(value) if key in STRUCTURES else value for key, value in arguments.items()}


# A form carries lists and objects as JSON in a string, and booleans as digits or words.
STRUCTURES = ("view", "blocks", "metadata", "attachments")
SWITCHES = (
    "as_user",
    "include_all_metadata",
    "include_locale",
    "include_num_members",
    "inclusive",
    "link_names",
    "mrkdwn",
    "reply_broadcast",
    "unfurl_links",
    "unfurl_media",
)
_SWITCH: dict[Any, bool] = {"1": True, "0": False, "true": True, "false": False, "True": True, "False": False}


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
