"""Whatever the bot draws, against Slack's own published types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.language import Languages
from core.setup.languages import LANGUAGES
from tests import gallery
from tests.outside.conftest import SLACK_TYPES

NEWER = frozenset({"data_visualization"})
"""Blocks that Slack draws and these types do not know yet; `bot.playground.limits` checks them."""


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((SLACK_TYPES / f"{name}.json").read_text(encoding="utf-8")))


def messages() -> Iterator[tuple[str, dict[str, Any]]]:
    for code in LANGUAGES:
        yield from gallery.messages(Languages().get(code)).items()


def views() -> Iterator[tuple[str, dict[str, Any]]]:
    for code in LANGUAGES:
        yield from gallery.views(Languages().get(code)).items()


def test_every_block_of_every_message_is_one_that_slack_names() -> None:
    known = validator("blocks")
    refused = [
        (name, block["type"])
        for name, message in messages()
        for block in message.get("blocks", ())
        if block["type"] not in NEWER and not known.is_valid(block)
    ]
    assert refused == []


def test_every_modal_and_home_is_one_that_slack_names() -> None:
    known = validator("view")
    assert [name for name, view in views() if not known.is_valid(view)] == []


@pytest.mark.parametrize("wrong", [{"type": "table", "rows": "none"}, {"type": "header"}, {"type": "unheard_of"}])
def test_the_types_would_refuse_what_is_wrong(wrong: dict[str, Any]) -> None:
    assert not validator("blocks").is_valid(wrong)
