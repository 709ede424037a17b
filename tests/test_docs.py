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
    polish = set(
        "pomoc historia cofnij nowa cel plan kurs metryka firma szansa podsumowanie alerty zamknij stawka ustawienia "
        "powtarzalne".split()
    )
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


def test_every_statement_of_the_article_has_its_test_or_says_later() -> None:
    """docs/article.md lists A-01 to A-37, and each test it names exists."""
    table = (ROOT / "docs" / "article.md").read_text("utf-8")
    rows = re.findall(r"^\| (A-\d\d) \|.*\| (.+) \|$", table, re.M)
    assert [number for number, _ in rows] == [f"A-{number:02}" for number in range(1, 38)]
    written = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for number, told in rows:
        named = re.findall(r"`(test_\w+)`", told)
        assert all(f"def {name}(" in written for name in named), number
        assert named or "later" in told or number in ("A-09", "A-23"), number
