"""manifest.yml against Slack's own manifest schema, version 2 (slackapi/manifest-schema, MIT)."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.outside.conftest import OTHERS, ROOT


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return dict(json.loads((OTHERS / "slack-manifest.schema.2.0.0.json").read_text(encoding="utf-8")))


def test_slacks_own_schema_accepts_the_manifest(manifest: dict[str, Any], schema: dict[str, Any]) -> None:
    """Slack's manifest schema finds nothing wrong."""
    problems = [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(manifest)]
    assert problems == []


def test_slacks_own_schema_would_refuse_a_command_without_its_slash(
    manifest: dict[str, Any], schema: dict[str, Any]
) -> None:
    """The schema is read for what it says: a broken command is found."""
    manifest["features"]["slash_commands"][0]["command"] = "roi"
    assert not Draft7Validator(schema).is_valid(manifest)
