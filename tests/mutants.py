"""`python -m tests.mutants`: bugs that somebody may write one day, put into a copy one by one, and who notices them.

What is planted stands in mutants.toml, beside the test files that ought to notice it. The exit status is 1 where one
was not noticed, or could not be tried. So a suite that was cut can be shown to be as strong as it was before.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".toml")
LONGEST_SECONDS = 900
"""For the tests of one mutant: no loop that never ends holds up the others."""

MADE_HERE = {".git", ".venv", "__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
ALL_PASSED, SOME_FAILED = 0, 1
"""How pytest ends."""

PLUGIN = "first_failure"
FIRST_FAILURE = """
import pytest
from hypothesis import Phase, settings

@pytest.hookimpl(trylast=True)
def pytest_configure():
    settings.register_profile(
        "first failure", phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False, database=None
    )
    settings.load_profile("first failure")
"""
"""One failure is enough: hypothesis looks for no smaller one, and keeps none to help against the next mutant."""

OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-p", PLUGIN, "--timeout", "0")
"""No test fails for being slow on a busy machine."""

_NOTICED = re.compile(r"^(?:FAILED|ERROR) (tests/\S+?::.+?)(?: - .*)?$", re.MULTILINE)


class Verdict(StrEnum):
    """``broken``: the mutant does not fit the code any more, or the tests ended in another way than by failing."""

    KILLED = "killed"
    SURVIVED = "survived"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """``new`` in the place of ``old``, which stands once in ``file``; ``breaks``: what is wrong then.

    ``tests``: the files of the suite that ought to notice.
    """

    id: str
    file: str
    old: str
    new: str
    breaks: str
    tests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """``told``: the first test that failed, with its parameters; of what is broken, why."""

    mutant: Mutant
    verdict: Verdict
    seconds: float = 0
    told: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """A run of pytest: its exit status, or that it took too long; and the first test that failed."""

    status: int | str
    failed: str


def main() -> int:
    """Tries the mutants, a line each in the order of the table; some minutes for all of them."""
    wanted = _arguments()
    mutants = _chosen(every(), wanted.only)
    if wanted.list:
        _tell(*map(_listed, mutants))
        return 0
    found = [_told(outcome) for outcome in outcomes(wanted.tree.resolve(), mutants, wanted.jobs)]
    killed = sum(outcome.verdict is Verdict.KILLED for outcome in found)
    _tell(f"{killed} of {len(mutants)} killed")
    return int(killed < len(mutants))


def every() -> list[Mutant]:
    """All of the table, in its order."""
    said = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [Mutant(id=name, **{**row, "tests": tuple(row["tests"])}) for name, row in said.items()]


def fits(tree: Path, mutant: Mutant) -> bool:
    """Whether what it replaces stands once in its file, and its tests are there."""
    file = tree / mutant.file
    tests = (tree / test for test in mutant.tests)
    return file.is_file() and file.read_text(encoding="utf-8").count(mutant.old) == 1 and all(map(Path.exists, tests))


def outcomes(tree: Path, mutants: Sequence[Mutant], jobs: int) -> Iterator[Outcome]:
    """Of each mutant in turn, as soon as it is known; so many are tried at a time, each in a copy of its own."""
    with _copies(tree, jobs) as copies, ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(_in_one_of(copies), mutants)


def tried(copy: Path, mutant: Mutant) -> Outcome:
    """What the tests say of a copy with the mutant in it; the copy is left as it was."""
    file, start = copy / mutant.file, time.monotonic()
    right = file.read_text(encoding="utf-8") if file.is_file() else ""
    if (times := right.count(mutant.old)) != 1:
        return Outcome(mutant=mutant, verdict=Verdict.BROKEN, told=f"old text found {times} times in {mutant.file}")
    file.write_text(right.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        ended = _pytest(copy, *mutant.tests)
    finally:
        file.write_text(right, encoding="utf-8")
    verdict, told = _judged(ended, copy)
    return Outcome(mutant=mutant, verdict=verdict, seconds=time.monotonic() - start, told=told)


def _judged(ended: Ended, right: Path) -> tuple[Verdict, str]:
    """``right``: the copy without the mutant, where the test that failed must pass, or it has noticed nothing."""
    if ended.status == ALL_PASSED:
        return Verdict.SURVIVED, ""
    if ended.status != SOME_FAILED or not ended.failed:
        return Verdict.BROKEN, f"pytest ended with {ended.status}"
    if _pytest(right, ended.failed).status != ALL_PASSED:
        return Verdict.BROKEN, f"fails without the mutant as well: {ended.failed}"
    return Verdict.KILLED, ended.failed


def _pytest(copy: Path, *tests: str) -> Ended:
    command = [sys.executable, "-m", "pytest", *OPTIONS, *tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Ended(status="no end", failed="")
    failed = _NOTICED.search(done.stdout)
    return Ended(status=done.returncode, failed=failed[1] if failed else "")


# --- copies ---


@contextmanager
def _copies(tree: Path, number: int) -> Iterator[SimpleQueue[Path]]:
    """So many copies of a checkout, free to be taken and given back."""
    free = SimpleQueue[Path]()
    with tempfile.TemporaryDirectory(prefix="roibot-mutants-") as folder:
        for name in map(str, range(number)):
            _copy(tree, Path(folder) / name / "roibot")
            free.put(Path(folder) / name / "roibot")
        yield free


def _in_one_of(copies: SimpleQueue[Path]) -> Callable[[Mutant], Outcome]:
    def take(mutant: Mutant) -> Outcome:
        copy = copies.get()
        try:
            return tried(copy, mutant)
        finally:
            copies.put(copy)

    return take


def _copy(tree: Path, to: Path) -> None:
    for path in _kept(tree):
        target = to / path.relative_to(tree)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    (to / f"{PLUGIN}.py").write_text(FIRST_FAILURE, encoding="utf-8")


def _kept(tree: Path) -> Iterator[Path]:
    """What git keeps or would keep next; in a tree without git, what was not made by a tool."""
    return (path for path in _listed_by_git(tree) or _not_made_here(tree) if path.is_file())


def _not_made_here(tree: Path) -> list[Path]:
    return [path for path in tree.rglob("*") if not MADE_HERE & {*path.relative_to(tree).parts}]


def _listed_by_git(tree: Path) -> list[Path]:
    git = shutil.which("git")
    if git is None or not (tree / ".git").exists():
        return []
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=60, check=False)
    return [tree / name for name in answer.stdout.split("\0") if name]


# --- what is asked and told ---


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="ID", default=[], help="these alone")
    parser.add_argument("--jobs", type=int, metavar="N", default=2, help="how many are tried at a time (2)")
    parser.add_argument("--tree", type=Path, default=ROOT, metavar="DIR", help="the checkout that is tried; this one")
    parser.add_argument("--list", action="store_true", help="say what there is and try nothing")
    return parser.parse_args()


def _chosen(known: Sequence[Mutant], only: Sequence[str]) -> list[Mutant]:
    """Those with these ids, or all. Exits where there is no such id."""
    if unknown := set(only) - {mutant.id for mutant in known}:
        sys.exit(f"no such mutant: {', '.join(sorted(unknown))}")
    return [mutant for mutant in known if not only or mutant.id in only]


def _told(outcome: Outcome) -> Outcome:
    """The same, once it is told."""
    by = f"by {outcome.told.partition('[')[0]}" if outcome.verdict is Verdict.KILLED else outcome.told
    mutant = outcome.mutant
    _tell(f"{mutant.id:<10}  {outcome.verdict:<8} in {outcome.seconds:5.1f} s  {by:<96}  {mutant.breaks}")
    return outcome


def _listed(mutant: Mutant) -> str:
    return f"{mutant.id:<10}  {mutant.file:<28}  {' '.join(mutant.tests):<75}  {mutant.breaks}"


def _tell(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
