"""What the documents of the repository define and name: headings, links, rules, files, targets."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE_HERE = {".git", ".venv", "__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

RULES = {"domain.md": "ADT", "judgements.md": "J", "reliability.md": "R", "performance.md": "P"}
"""Which letters of rule numbers each document of docs/ defines."""

RULE = re.compile(r"(?<![\w-])[ADTJRP]-[0-9]{2}(?![\w-])")
DEFINITION = re.compile(r"^(?:#+ |\| )([ADTJRP]-[0-9]{2})(?= )", re.M)
HEADING = re.compile(r"^#+ +(.+?) *$", re.M)
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CITED = re.compile(r"(?<![\w/.])((?:docs/)?[\w-]+\.md)(#[\w-]+)?")
CODE = re.compile(r"`([^`\n]+)`")
FOLDERS = ("bot", "core", "docs", "requirements", "storage", "tests", ".ci", ".github")
NAMED = re.compile(rf"^(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./-]*[\w/]$")


def committed() -> list[Path]:
    """What git keeps or would keep next; in a tree without git, what was not made by a tool."""
    listed = _listed_by_git() or [path for path in ROOT.rglob("*") if not MADE_HERE & set(path.parts)]
    return [path for path in listed if path.is_file()]


def documents() -> list[Path]:
    """Every Markdown file."""
    return [path for path in committed() if path.suffix == ".md"]


def anchors(text: str) -> set[str]:
    """The anchors GitHub gives the headings of a Markdown text; of two that are alike the second gets ``-1``."""
    seen: Counter[str] = Counter()
    made = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        slug = re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)", "", heading)).lower().replace(" ", "-")
        made.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return made


def dead_links(document: Path, text: str) -> list[str]:
    """The links of ``text``, which stands in ``document``, that lead to no file or to no heading of one."""
    inside = [target for target in LINK.findall(FENCE.sub("", text)) if not re.match(r"[a-z]+:", target)]
    return [target for target in inside if not _leads_somewhere(document, target)]


def dead_citations(text: str) -> list[str]:
    """The documents named in code, as ``docs/domain.md#refunds`` or by name, that are gone or lack the heading."""
    cited = ["".join(parts) for parts in CITED.findall(text)]
    places = (ROOT / "README.md", ROOT / "docs" / "running.md")
    return [target for target in cited if not any(_leads_somewhere(place, target) for place in places)]


def missing_files(text: str) -> list[str]:
    """The paths of this repository that ``text`` names in backticks and that do not exist."""
    return [name for name in CODE.findall(text) if NAMED.match(name) and not (ROOT / name).exists()]


def definitions() -> list[str]:
    """Each rule number as often as it is defined."""
    found = []
    for name, letters in RULES.items():
        defined = DEFINITION.findall((ROOT / "docs" / name).read_text("utf-8"))
        found += [rule for rule in defined if rule[0] in letters]
    return found


def _leads_somewhere(document: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    file = document.parent / name if name else document
    if not anchor or file.suffix != ".md":
        return file.exists()
    return file.is_file() and anchor in anchors(file.read_text("utf-8"))


def _listed_by_git() -> list[Path]:
    git = shutil.which("git")
    if git is None:
        return []
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return [ROOT / name for name in answer.stdout.split("\0") if name]
