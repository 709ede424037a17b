"""What the documentation names exists, and what exists is named."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from bot.__main__ import cli
from bot.registry import COMMANDS, ROI_WORDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
RUNNING = (ROOT / "docs" / "running.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    """docs/running.md lists exactly the settings the program reads."""
    known = {field.alias for field in Settings.model_fields.values()}
    assert set(re.findall(r"^\| `((?:SLACK|ROIBOT|DATABASE)_\w+)`", RUNNING, re.M)) == known


def test_every_command_of_the_program_is_documented() -> None:
    """docs/running.md lists exactly the commands of the command line."""
    commands = set(getattr(get_command(cli), "commands"))  # noqa: B009 - a group's own attribute
    assert set(re.findall(r"^\| `([a-z]+)` \|", RUNNING, re.M)) == commands


def test_every_slack_command_is_in_the_readme() -> None:
    """The README's table names every word `/roi` takes (in English) and every other command."""
    polish = {"pomoc", "historia", "cofnij", "nowa", "cel", "kurs", "metryka", "stawka", "ustawienia", "powtarzalne"}
    for word in set(ROI_WORDS) - polish:
        assert f"/roi {word}" in README
    for command in COMMANDS:
        assert f"`{command}" in README


def test_every_make_target_named_exists() -> None:
    """A reader who types what the README says finds the target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z]+)\b", README + RUNNING))
    assert named <= targets
    assert {"test", "serve"} <= named


def test_the_files_linked_exist() -> None:
    """No link of the README leads nowhere."""
    for target in re.findall(r"\]\(([^)h][^)]*)\)", README):
        assert (ROOT / target).is_file(), target
