"""What the documentation names exists, and what exists is named; what code and tests cite is in the repository."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from typer.main import get_command

from bot.__main__ import cli
from bot.commands import COMMANDS
from bot.monitoring.metrics import PREFIX, Metrics
from bot.settings import Settings
from core.setup.command_words import Command
from tests.documents import (
    ROOT,
    RULE,
    anchors,
    committed,
    dead_citations,
    dead_links,
    definitions,
    documents,
    missing_files,
)

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


def test_every_metric_is_documented_and_every_documented_one_exists() -> None:
    """docs/running.md lists exactly the metrics that Prometheus reads, as they are called there."""
    counting = Metrics()
    counting.with_socket()
    families = [family for family in counting.registry.collect() if family.name.startswith(PREFIX)]
    known = {f"{family.name}_total" if family.type == "counter" else family.name for family in families}
    assert set(re.findall(rf"^\| `({PREFIX}\w+)`", RUNNING, re.M)) == known


def test_every_light_is_documented() -> None:
    """Each problem and each warning of `bot/http/health.py` has its row in docs/running.md, figures left out."""
    code = (ROOT / "bot" / "http" / "health.py").read_text("utf-8")
    said = re.findall(r'f?"((?:the|posts|scopes|Socket)\b[^"]{8,})"', code)
    rows = re.sub(r"…|\d+(\.\d+)?", "", "".join(re.findall(r"^\| (`.+?) \|", RUNNING, re.M)))
    assert len(said) > 10
    assert [light for light in said if _beginning(light) not in rows] == []


def _beginning(light: str) -> str:
    """Up to its first figure."""
    return light.partition("{")[0].rstrip(" (")


def test_every_slack_command_is_in_the_readme() -> None:
    """The README's table names every word `/roi` takes (in English) and every other command."""
    for word in Command:
        assert f"/roi {word}" in README
    for command in COMMANDS:
        assert f"`{command}" in README


def test_every_make_target_named_exists() -> None:
    """A reader who types what a document says finds the target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {_named(path): set(re.findall(r"`make ([a-z]+)", path.read_text("utf-8"))) for path in documents()}
    assert {name: words - targets for name, words in named.items() if words - targets} == {}
    assert "demo" in named["README.md"] | named["CONTRIBUTING.md"]


# --- nothing that is cited lies elsewhere ---


def test_no_link_of_a_document_leads_nowhere() -> None:
    """Each link within the repository leads to a file, and to a heading where it names one."""
    found = {_named(path): dead_links(path, path.read_text("utf-8")) for path in documents()}
    assert {name: links for name, links in found.items() if links} == {}


def test_every_file_a_document_names_exists() -> None:
    """A path in backticks is a file or folder of this repository."""
    found = {_named(path): missing_files(path.read_text("utf-8")) for path in documents()}
    assert {name: files for name, files in found.items() if files} == {}


def test_every_document_that_code_cites_is_here() -> None:
    """A docstring that says where something is explained names a document of this repository, and its heading."""
    found = {_named(path): dead_citations(text) for path, text in _code()}
    assert {name: cited for name, cited in found.items() if cited} == {}


def test_every_rule_is_defined_once_and_every_rule_cited_is_defined() -> None:
    """Numbers like D-17 are explained in docs/, wherever in code, tests or documents they are cited."""
    defined = Counter(definitions())
    assert [rule for rule, times in defined.items() if times > 1] == []
    texts = [*_code(), *((path, path.read_text("utf-8")) for path in documents())]
    cited = {rule: _named(path) for path, text in texts for rule in RULE.findall(text)}
    assert {rule: name for rule, name in cited.items() if rule not in defined} == {}


def _named(path: Path) -> str:
    """By its place: there are several of one name."""
    return path.relative_to(ROOT).as_posix()


def _code() -> list[tuple[Path, str]]:
    """All texts but the documents."""
    kinds = {".py", ".toml", ".yml", ".yaml", ".cfg", ".sh", ".css", ".js", ".html", ".csv", ""}
    made = ROOT / "tests" / "data" / "imports"
    paths = [path for path in committed() if path.suffix in kinds and path.name != "LICENSE" and path.parent != made]
    return [(path, path.read_text("utf-8")) for path in paths]


GONE = "gone"
"""Put into names here, so that this file does not cite what is not there."""


@pytest.mark.parametrize(
    ("target", "dead"),
    [
        ("docs/figures.md", False),
        ("docs/running.md#settings", False),
        (f"docs/{GONE}.md", True),
        (f"docs/running.md#{GONE}", True),
        (f"#{GONE}", True),
        (f"https://roibot.example.org/{GONE}", False),
    ],
)
def test_a_dead_link_is_noticed(target: str, dead: bool) -> None:
    """The negative control: a file or a heading that is gone, and nothing else."""
    assert dead_links(ROOT / "README.md", f"Read [this]({target}).") == [target] * dead


def test_what_is_cited_and_gone_is_noticed() -> None:
    """The negative control of the others: a document that code cites, a file that a document names, a rule."""
    assert dead_citations(f"Explained in docs/{GONE}.md, in {GONE}.md and README.md.") == [
        f"docs/{GONE}.md",
        f"{GONE}.md",
    ]
    assert dead_citations(f"As in docs/running.md#{GONE}") == [f"docs/running.md#{GONE}"]
    assert missing_files(f"It stands in `core/{GONE}.py` and `core/money/money.py`.") == [f"core/{GONE}.py"]
    assert RULE.findall(f"As D-{99} says, and UTF-16 and D-123 do not.") == [f"D-{99}"]
    assert f"D-{99}" not in definitions()


def test_headings_have_the_anchors_that_github_gives_them() -> None:
    """Lower case, hyphens for blanks, no other signs; a second one that is alike is numbered; code has none."""
    text = "# The *one* table\n\n## D-17 · Accrual (days)\n\n```\n# no heading\n```\n\n## Notes\n\n## Notes\n"
    assert anchors(text) == {"the-one-table", "d-17--accrual-days", "notes", "notes-1"}


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
