"""The container holds the program and nothing else, and the program needs nothing more."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from pathspec import PathSpec

from bot.__main__ import serve, socket
from tests.bot.conftest import ADA
from tests.databases import Copies
from tests.processes import PYTHON
from tests.program import ROOT, environment, serving
from tests.slack import FakeSlack

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
KEPT_OUT = PathSpec.from_lines("gitignore", (ROOT / ".dockerignore").read_text("utf-8").splitlines())
BARE = (*PYTHON, "-S")
"""Python without the packages of the tests."""

ENDED = " is how it ended\n"
ONE_AFTER_THE_OTHER = f"""
import os, sys
from bot.__main__ import main
for line in sys.argv[1:]:
    if os.fork() == 0:
        sys.argv = ["roibot", *line.split()]
        main()
        sys.exit("it goes on")
    print("\\n" + str(os.waitstatus_to_exitcode(os.wait()[1])), end={ENDED!r}, flush=True)
"""
"""Each command as a process of its own, of one interpreter: to import the program takes longer than most of them."""


@dataclass(frozen=True, kw_only=True)
class Image:
    """What a build would make: the program, and the packages it may import.

    ``built``: all that is in ``app`` before anything has been started, for what starts leaves its bytecode there.
    """

    app: Path
    packages: Path
    built: frozenset[Path] = frozenset()

    @property
    def settings(self) -> dict[str, str]:
        """Nothing is imported from the repository, nor from the folder the program is started in."""
        return {"PYTHONPATH": os.pathsep.join(map(str, (self.app, self.packages))), "PYTHONSAFEPATH": "1"}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The image as Dockerfile and .dockerignore describe it; no Docker is needed."""
    made = Image(app=tmp_path_factory.mktemp("app"), packages=tmp_path_factory.mktemp("packages"))
    for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M):
        *sources, target = line.split()
        for source in sources:
            _copy(ROOT / source, made.app / target)
    for name in _installed():
        _link(name, made.packages)
    made = replace(made, built=frozenset(made.app.rglob("*")))
    for folder in ("bot", "core", "storage"):
        _compiled(ROOT / folder, made.app / folder)
    return made


def test_only_the_program_is_in_it(image: Image) -> None:
    """No test, demo, playground or tool; no package that only tests, the demo or development need."""
    assert {path.name for path in image.built if path.parent == image.app} == {
        *("bot", "core", "storage"),
        *("LICENSE", "manifest.yml", "requirements"),
    }
    assert not {"demo", "playground"} & {path.name for path in image.built if path.parent == image.app / "bot"}
    assert not [path for path in image.built if path.name == "__pycache__"]
    assert not {"pytest", "playwright", "jinja2", "hypothesis"} & {path.name for path in image.packages.iterdir()}


def test_the_program_in_it_answers_slack(image: Image, copies: Copies) -> None:
    """It starts with what the image installs, and a signed command is answered."""
    with FakeSlack() as slack:
        slack.person(ADA, name="Ada Admin", is_admin=True)
        with serving(slack, copies.url("sqlite"), python=BARE, **image.settings) as client:
            assert "/roi-cost" in client.command("/roi", "help", user=ADA).text


def test_its_health_is_asked_where_it_listens() -> None:
    """The check asks the port that is exposed, which is the one the program listens on by itself."""
    [asked] = re.findall(r"http://127\.0\.0\.1:(\d+)/readyz", DOCKERFILE)
    assert re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.M) == [asked]
    assert "--port" not in DOCKERFILE
    for command in (serve, socket):
        assert str(inspect.signature(command).parameters["port"].default) == asked


def test_its_other_commands_work(image: Image, copies: Copies) -> None:
    """What the operator types into the container needs nothing that was left out.

    But for the demo, which says where it is to be had: one line, and no traceback of what is missing.
    """
    typed = ("migrate", "check", "manifest --url https://roibot.example.org", "demo")
    with FakeSlack() as slack:
        env = environment(slack, copies.url("sqlite"), **image.settings)
        command = [*BARE, "-c", ONE_AFTER_THE_OTHER, *typed]
        ended = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    *printed, last = ended.stdout.split(ENDED)
    assert [each.rpartition("\n")[2] for each in printed] == ["0", "0", "0", "1"]
    assert [bool(each.rpartition("\n")[0]) for each in printed] == [True, True, True, False]
    assert ended.stderr == ("The demo is not part of this installation: clone the repository and type `make demo`.\n")
    assert (ended.returncode, last) == (0, "")


def _copy(source: Path, target: Path) -> None:
    """As COPY does: a folder's content, or a file into a folder."""
    for file in source.rglob("*") if source.is_dir() else [source]:
        if file.is_file() and not KEPT_OUT.match_file(file.relative_to(ROOT)):
            there = target / (file.relative_to(source) if source.is_dir() else file.name)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, there)


def _compiled(source: Path, target: Path) -> None:
    """What Python has made of the same files here already, so that it need not again."""
    for file in source.rglob("__pycache__/*.pyc"):
        if (target / file.relative_to(source).parent.parent).is_dir():
            there = target / file.relative_to(source)
            there.parent.mkdir(exist_ok=True)
            shutil.copy2(file, there)


def _installed() -> list[str]:
    """The packages that the Dockerfile installs."""
    [file] = re.findall(r"pip install .*-r (\S+)$", DOCKERFILE, re.M)
    return re.findall(r"^([a-z0-9-]+)==", (ROOT / file).read_text("utf-8"), re.M)


def _link(name: str, folder: Path) -> None:
    """Makes a package importable from ``folder``; one that another system needs is not installed here."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return
    for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
        place = folder / top
        if not place.exists():
            place.symlink_to(str(distribution(name).locate_file(top)))
