"""The files of the snapshots: what should stand in them, how what is kept differs, and how they are written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from bot.language import Language, Languages
from core.setup.languages import LANGUAGES
from tests import gallery
from tests.snapshots.transcript import message, view

FOLDER = Path(__file__).parent


def pictures() -> dict[str, str]:
    """``en/messages/overview.txt`` -> what it should say, for all of the gallery in all languages.

    Raises ``AssertionError`` where two have the same file.
    """
    languages = Languages()
    found: dict[str, str] = {}
    for code in LANGUAGES:
        for name, text in _pictures(languages.get(code)):
            assert name not in found, f"two of the gallery are called {name}"
            found[name] = text
    return found


def faults(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """How what is kept in ``folder`` differs from what should: a diff a file; one that is missing or left over."""
    told = [_difference(folder, name, text) for name, text in sorted(wanted.items())]
    left_over = [f"left over: {name}" for name in sorted(_kept(folder) - set(wanted))]
    return [fault for fault in told if fault] + left_over


def rewrite(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Writes what differs and removes what is left over; answers with the names of both."""
    left_over = _kept(folder) - set(wanted)
    changed = {name for name, text in wanted.items() if _difference(folder, name, text)}
    for name in left_over:
        (folder / name).unlink()
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(wanted[name], encoding="utf-8")
    return sorted(changed | left_over)


def _pictures(language: Language) -> Iterator[tuple[str, str]]:
    code = language.code
    for name, made in gallery.messages(language).items():
        yield f"{code}/messages/{_file(name)}.txt", message(made)
    for name, made in gallery.views(language).items():
        yield f"{code}/views/{_file(name)}.txt", view(made)
    named = zip(gallery.PROBLEMS, gallery.sentences(language), strict=True)
    yield f"{code}/sentences.txt", "\n".join(f"{type(problem).__name__}: {said}\n" for problem, said in named)


def _file(name: str) -> str:
    """``campaign with a target: ahead`` -> ``campaign-with-a-target-ahead``: fit for any file system."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _kept(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")}


def _difference(folder: Path, name: str, text: str) -> str:
    file = folder / name
    if not file.is_file():
        return f"missing: {name}"
    kept = file.read_text(encoding="utf-8")
    return "\n".join(unified_diff(kept.splitlines(), text.splitlines(), f"kept {name}", f"now {name}", lineterm=""))
