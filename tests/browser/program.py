"""`python -m bot demo` as a process of its own, and the Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
NAMED_BY = "ROIBOT_CHROMIUM"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STOP_SECONDS = 20


def chromium() -> str | None:
    """Where the browser is: what ROIBOT_CHROMIUM names, else the one that is installed; ``None`` without any."""
    wanted = os.environ.get(NAMED_BY)
    found = [shutil.which(name) for name in ([wanted] if wanted else NAMES)]
    return next((path for path in found if path), None)


@contextmanager
def browsing(path: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo of its own, on a free port; Ctrl-C ends it, and it must end well."""
    with tempfile.TemporaryFile("w+") as errors:
        process = _started(errors.fileno())
        try:
            assert process.stdout is not None
            address = process.stdout.readline().partition(" ")[0]
            assert address.startswith("http://127.0.0.1:"), f"the demo did not start: {address!r}"
            yield address
        finally:
            status = _stopped(process)
            errors.seek(0)
            sys.stderr.write(errors.read())
    assert status == 0, f"the demo ended with {status}"


def _started(errors: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bot", "demo", "--no-browser"]
    return subprocess.Popen(
        command, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True
    )


def _environment() -> dict[str, str]:
    """Nothing of this machine's proxies or Slack secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    kept = {name: value for name, value in kept.items() if not name.startswith(("SLACK_", "ROIBOT_"))}
    return kept | {"PYTHONPATH": str(ROOT)}


def _stopped(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return process.returncode
