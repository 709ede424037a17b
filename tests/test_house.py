"""The rules that no single feature can keep: who imports what, who may ask for the time, what is committed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import pytest

from core.setup.command_words import WORDS
from core.setup.names import slug
from tests import mutants
from tests.documents import ROOT, committed

Node = TypeVar("Node", bound=ast.AST)

FLOORS = ("core", "storage", "bot")
DEVELOPMENT, RUN, DEMO = (
    ROOT / "requirements.txt",
    ROOT / "requirements" / "run.txt",
    ROOT / "requirements" / "demo.txt",
)

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))
MACHINE_PATH = re.compile(r"(?<![\w.~}])/(?:" + "|".join(("home", "opt", "root", "tmp", "Users", "work")) + r")/\w")

PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)(\[[a-z,]+\])?==[\w.]+( ; [^\\]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\\n|\n))+"
)


# --- who imports what ---


def test_the_floors_stand_as_drawn(tmp_path: Path) -> None:
    """Import-linter keeps every contract of pyproject.toml."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--cache-dir", str(tmp_path)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_core_imports_the_standard_library_only() -> None:
    """No module of core imports anything that has to be installed, known by name or not."""
    allowed = {"core", *sys.stdlib_module_names}
    assert _where(_modules("core"), lambda tree: _imports_any_but(allowed, tree)) == set()


def test_views_import_core_and_the_language_only() -> None:
    """A view formats: beside the standard library it sees core, the language and other views."""
    allowed = {"core", "bot.language", "bot.views", *sys.stdlib_module_names}
    assert _where(_views(), lambda tree: _imports_any_but(allowed, tree)) == set()


def test_only_the_schedule_knows_the_scheduler() -> None:
    """One module of bot imports apscheduler."""
    importers = _where(_modules(*FLOORS), lambda tree: any(_inside(name, {"apscheduler"}) for name in _imports(tree)))
    assert importers <= {"bot/jobs/scheduler.py"}


# --- who may ask ---


def test_a_request_changes_something_in_one_place() -> None:
    """Whatever a request changes goes through `Desk.changing`, so that it takes effect once.

    The others write what is no change of a request: what is being typed and answered, what is due, what is shipped.
    """
    others = {"delivery/records", "desk/desk", "desk/submissions", "desk/unpicked", "__main__", "demo/seed"}
    others |= {"jobs/refresh_rates", "jobs/tick", "operations/restoring"}
    # An import's own state says whether it is begun, however often it is asked for, and steps are taken behind answers.
    others |= {"services/imports", "services/import_plans", "services/import_booking"}
    others |= {"listeners/reports", "listeners/uninstall"}  # each keeps its own request: a shared answer, a removal
    writes = re.compile(r"\bdatabase\.writing\(")
    found = {path for path in (ROOT / "bot").rglob("*.py") if writes.search(path.read_text("utf-8"))}
    assert {path.relative_to(ROOT / "bot").with_suffix("").as_posix() for path in found} <= others


def test_only_the_veil_masks() -> None:
    """No report takes a person's rights, and one module makes what rows and categories are made of: the type checker
    refuses a report that shows the books' own cells.

    Rights stand in the act alone, by which storage writes; nothing else of core knows it, the reports least of all.
    """
    rights = re.compile(r"\b(admin|anyone): bool\b")
    making = re.compile(r"\b(Masked|Categories)\(")
    sources = {path: path.read_text("utf-8") for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}
    named = {path.relative_to(ROOT).as_posix() for path, text in sources.items() if rights.search(text)}
    assert {path for path in named if not path.startswith("bot/")} == {"core/setup/acts.py"}
    assert not _where(_modules("core"), lambda tree: any(_inside(name, {"core.setup.acts"}) for name in _imports(tree)))
    makers = {path.relative_to(ROOT).as_posix() for path, text in sources.items() if making.search(text)}
    assert makers == {"core/reports/privacy.py"}


def test_command_words_stand_in_one_list() -> None:
    """No module repeats the words of commands in other languages than English. Those of files are no commands."""
    words = {word for language in WORDS.values() for word in language.values()}
    keys = {*words, *map(slug, words)} - {"plan", "cel"}  # an English word; a goal in a line
    repeats = _where(
        _modules(*FLOORS), lambda tree: any(_says_one_of(keys, node) for node in _nodes(tree, ast.Constant))
    )
    others = {path for path in repeats if "/demo/" not in path and not path.startswith("core/imports/")}
    assert others == {"core/setup/command_words.py"}


def test_a_second_list_of_command_words_is_noticed() -> None:
    """The rule sees a word by itself and a list that is split later."""
    for line in ('WORDS = {"kanaly"}', 'WORDS = "help pomoc undo".split()'):
        assert any(_says_one_of({"kanaly", "pomoc"}, node) for node in ast.walk(ast.parse(line)))


def test_costs_and_conversions_are_saved_through_one_door() -> None:
    """Forms, lines, repeats, refunds, deals and the demo save with `storage.log_entry`; nothing else calls the ledger.

    So a rule for everything that is saved is written once.
    """
    assert _where(_modules(*FLOORS), _logs_in_the_ledger) == {"storage/log_entry.py"}


@pytest.mark.parametrize("line", ["ledger.log(connection)", "from storage.ledger import log", "partial(ledger.log, 1)"])
def test_logging_past_the_door_is_noticed(line: str) -> None:
    """The rule sees each way to the ledger's `log`, called at once or handed on."""
    assert _logs_in_the_ledger(ast.parse(line))


def test_only_the_settings_read_the_environment() -> None:
    """Everybody else receives settings as an argument."""
    assert _where(_modules(*FLOORS), _reads_environment) <= {"bot/settings.py"}


def test_only_the_clock_asks_for_the_time() -> None:
    """Today and now are arguments everywhere else."""
    assert _where(_modules(*FLOORS), _asks_for_the_time) <= {"bot/clock.py"}


def test_nothing_in_the_books_becomes_a_float() -> None:
    """Neither core nor storage turns anything into a binary fraction."""
    assert _where(_modules("core", "storage"), _makes_floats) == set()


@pytest.mark.parametrize(
    "line",
    [
        "import os\nos.environ['A']",
        "import os\nos.getenv('A')",
        "from os import environ",
        "import os as system\nsystem.environb",
    ],
)
def test_reading_the_environment_is_noticed(line: str) -> None:
    """The rule sees each way to the environment."""
    assert _reads_environment(ast.parse(line))


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "datetime.date.today()",
        "time.time()",
        "from time import time",
        "field(default_factory=datetime.now)",
    ],
)
def test_asking_for_the_time_is_noticed(line: str) -> None:
    """The rule sees each way to the time, called at once or handed on."""
    assert _asks_for_the_time(ast.parse(line))


@pytest.mark.parametrize("line", ["clock.now()", "time.monotonic()", "from time import sleep", "period.today"])
def test_what_is_not_the_time_is_left_alone(line: str) -> None:
    """A clock handed in and a stopwatch are no breach."""
    assert not _asks_for_the_time(ast.parse(line))


# --- what is committed ---


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    """A clone works anywhere: no package registry's host and no absolute path of a machine is in it."""
    breaches = {path.relative_to(ROOT).as_posix(): found for path in committed() if (found := _tied_to_a_machine(path))}
    assert breaches == {}


@pytest.mark.parametrize("file", [RUN, DEMO, DEVELOPMENT])
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_is_said(file: Path) -> None:
    """Pins with their hashes, and the names of the other files: no index, no option, no path."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    others = {f"-r {other.relative_to(ROOT).as_posix()}\n" for other in (RUN, DEMO)}
    assert PIN.sub("", "".join(line for line in lines if not line.startswith("#") and line not in others)) == ""


def test_every_planted_bug_fits_the_code() -> None:
    """`make mutants` finds what it replaces, and the tests that ought to notice it."""
    assert [mutant.id for mutant in mutants.every() if not mutants.fits(ROOT, mutant)] == []


def test_every_dependency_of_the_project_is_pinned_once() -> None:
    """What pyproject.toml asks for to run, for the demo and to develop is each in the file that is installed for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    more = project["optional-dependencies"]
    assert {_name(line) for line in project["dependencies"]} <= _pinned(RUN)
    assert {_name(line) for line in more["demo"]} <= _pinned(RUN) | _pinned(DEMO)
    assert {_name(line) for line in more["dev"]} <= _pinned(DEVELOPMENT)
    assert not _pinned(RUN) & _pinned(DEMO) | _pinned(RUN) & _pinned(DEVELOPMENT) | _pinned(DEMO) & _pinned(DEVELOPMENT)


# --- how it is found out ---


def _modules(*floors: str) -> Iterator[Path]:
    """The modules of these floors. The playground speaks Slack's protocol only and keeps no books: left out."""
    for floor in floors:
        yield from (path for path in sorted((ROOT / floor).rglob("*.py")) if "playground" not in path.parts)


def _views() -> Iterator[Path]:
    return (path for path in _modules("bot") if path.is_relative_to(ROOT / "bot" / "views"))


def _where(paths: Iterator[Path], rule: Callable[[ast.AST], bool]) -> set[str]:
    """The paths, relative to the repository, of the modules for which the rule is true."""
    return {path.relative_to(ROOT).as_posix() for path in paths if rule(_tree(path))}


@cache
def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def _nodes(tree: ast.AST, kind: type[Node]) -> Sequence[Node]:
    return cast(Sequence[Node], _by_kind(tree).get(kind, ()))


@cache
def _by_kind(tree: ast.AST) -> Mapping[type[ast.AST], Sequence[ast.AST]]:
    """Every node, walked to once for all rules."""
    kinds = defaultdict[type[ast.AST], list[ast.AST]](list)
    for node in ast.walk(tree):
        kinds[type(node)].append(node)
    return kinds


def _imports_any_but(allowed: Set[str], tree: ast.AST) -> bool:
    return any(not _inside(name, allowed) for name in _imports(tree))


def _imports(tree: ast.AST) -> Iterator[str]:
    """The full name of all that is imported: ``bot.language.money`` for ``from bot.language import money``."""
    for node in _nodes(tree, ast.Import):
        yield from (alias.name for alias in node.names)
    for one in _nodes(tree, ast.ImportFrom):
        yield from (f"{one.module}.{alias.name}" for alias in one.names)


def _inside(name: str, packages: Set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _reads_environment(tree: ast.AST) -> bool:
    ways = {"environ", "environb", "getenv", "getenvb"}
    attributes = {node.attr for node in _nodes(tree, ast.Attribute)}
    return bool(attributes & ways or {name.removeprefix("os.") for name in _imports(tree)} & ways)


def _says_one_of(words: Set[str], node: ast.AST) -> bool:
    """Whether a text in the code, which is no docstring's sentence, has one of these words."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return bool(words & set(re.findall(r"[\w-]+", text)))


def _asks_for_the_time(tree: ast.AST) -> bool:
    ways = {f"{kind}.{way}" for kind in ("date", "datetime") for way in ("now", "today", "utcnow")}
    ways |= {"time.time", "time.time_ns"}
    asked = {_last_two(node) for node in _nodes(tree, ast.Attribute)}
    return bool(asked & ways or set(_imports(tree)) & ways)


def _logs_in_the_ledger(tree: ast.AST) -> bool:
    named = {_last_two(node) for node in _nodes(tree, ast.Attribute)}
    return "ledger.log" in named or "storage.ledger.log" in set(_imports(tree))


def _last_two(node: ast.Attribute) -> str:
    """``date.today`` for ``datetime.date.today`` and for ``date.today``."""
    match node.value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return f"{name}.{node.attr}"
    return node.attr


def _makes_floats(tree: ast.AST) -> bool:
    calls = (node.func for node in _nodes(tree, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "float" for called in calls)


def _tied_to_a_machine(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [name for name in REGISTRIES if name in text] + [found.group() for found in MACHINE_PATH.finditer(text)]


def _pinned(file: Path) -> set[str]:
    return {pin["name"] for pin in PIN.finditer(file.read_text(encoding="utf-8"))}


def _name(requirement: str) -> str:
    """The normalised name: ``slack-sdk`` for ``slack_sdk>=3.47``."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name.group()).lower()
