"""The program as it runs: `python -m bot …` as a process of its own, against a fake Slack and a real database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.requests import Client
from tests.slack import FakeSlack

ROOT = Path(__file__).parent.parent
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
START_SECONDS = 30


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
    }
    return kept | said | more


def run(*arguments: str, env: Mapping[str, str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m bot arguments`, to its end."""
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, env=dict(env), cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def serving(slack: FakeSlack, database_url: str, **more: str) -> Iterator[Client]:
    """`python -m bot serve` on a free port; a client that signs as Slack does."""
    port = _free_port()
    env = environment(slack, database_url, **more)
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
    with tempfile.TemporaryFile("w+") as log:  # a pipe that nobody reads would fill, and stop whoever writes into it
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=log, text=True)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process)
            yield Client(f"http://127.0.0.1:{port}", SECRET, slack)
        finally:
            process.terminate()
            process.wait(timeout=20)
            log.seek(0)
            sys.stderr.write(log.read())


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[str]) -> None:
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(address, timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the program did not start: {process.poll()}")
