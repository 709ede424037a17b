"""The program as it runs: `python -m bot …` as a process of its own, against a fake Slack and a real database."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from tests.processes import Begun, begin
from tests.requests import Client
from tests.slack import FakeSlack

ROOT = Path(__file__).parent.parent
SECRET = "8f742231b10e8888abcd99eeefff85a5"
START_SECONDS, RUN_SECONDS, STOP_SECONDS = 30, 60, 20


def environment(slack: FakeSlack, database_url: str, **more: str) -> dict[str, str]:
    """What the program is told; nothing of this machine's proxies or Slack secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    kept = {name: value for name, value in kept.items() if not name.startswith(("SLACK_", "ROIBOT_"))}
    said = {
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": database_url,
        "ROIBOT_RATES_URL": "",
        "ROIBOT_DATABASE_TIMEOUT_SECONDS": "20",  # a busy machine is no fault of the bot's; tests of the time set it
    }
    return kept | said | more


def run(
    *arguments: str, env: Mapping[str, str], cwd: Path = ROOT, python: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """`python -m bot arguments`, to its end."""
    with tempfile.TemporaryDirectory() as folder:
        begun = begin(arguments, env, Path(folder), cwd=cwd, python=python)
        status = begun.wait(RUN_SECONDS)
        printed, complained = (file.read_text("utf-8") for file in (begun.printed, begun.complained))
    return subprocess.CompletedProcess(arguments, status, printed, complained)


@contextmanager
def started(arguments: Sequence[str], env: Mapping[str, str], python: Sequence[str] = ()) -> Iterator[Begun]:
    """The program at work; at the end it is told to stop, and what it complained of is repeated."""
    with tempfile.TemporaryDirectory() as folder:
        begun = begin(arguments, env, Path(folder), cwd=ROOT, python=python)
        try:
            yield begun
        finally:
            begun.send(signal.SIGTERM)
            begun.wait(STOP_SECONDS)
            sys.stderr.write(begun.complained.read_text("utf-8"))


@contextmanager
def serving(slack: FakeSlack, database_url: str, *, python: Sequence[str] = (), **more: str) -> Iterator[Client]:
    """`python -m bot serve` on a free port; a client that signs as Slack does."""
    with at_work(slack, database_url, python=python, **more) as program:
        yield program.client


@dataclass(frozen=True, kw_only=True)
class Program:
    """`python -m bot serve` or `socket` as a process, and a client that signs as Slack does."""

    begun: Begun
    client: Client
    health_port: int = 0

    def stop(self, pid: int | None = None) -> float:
        """Asks it to end, as an operator does; how many seconds that took. It ends with status 0."""
        asked = time.monotonic()
        os.kill(pid or self.begun.pid, signal.SIGTERM)
        assert self.begun.wait(STOP_SECONDS) == 0
        return time.monotonic() - asked

    def get(self, path: str, port: int | None = None) -> tuple[int, str]:
        """Status and body of a plain GET."""
        address = urlsplit(self.client.base_url)
        connection = HTTPConnection(address.hostname or "", port or address.port, timeout=10)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, body

    def log(self) -> list[dict[str, Any]]:
        """What it wrote to standard error, a line of JSON each."""
        return [json.loads(line) for line in self.begun.complained.read_text("utf-8").splitlines()]


@contextmanager
def at_work(
    slack: FakeSlack, database_url: str, *, command: Sequence[str] = ("serve",), python: Sequence[str] = (), **more: str
) -> Iterator[Program]:
    """`python -m bot serve` or `socket` on a free port, once it says that it lives."""
    port = free_port()
    arguments, env = (*command, "--port", str(port)), environment(slack, database_url, **more)
    with started(arguments, env, python) as begun:
        _wait(f"http://127.0.0.1:{port}/healthz", begun)
        client = Client(f"http://127.0.0.1:{port}", SECRET, slack, pid=begun.pid)
        yield Program(begun=begun, client=client, health_port=int(more.get("ROIBOT_HEALTH_PORT", port)))


def mentions(log: str, figure: str) -> bool:
    """Whether the figure stands in the log as itself, and not inside a port, a time or another number."""
    return re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", log) is not None


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, begun: Begun) -> None:
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and begun.poll() is None:
        try:
            opener.open(address, timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the program did not start: {begun.poll()}")
