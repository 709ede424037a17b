"""`python -m bot demo` as a process of its own, and the Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.program import ROOT, started

NAMES = ("chromium", "chromium-browser", "google-chrome")
NAMED_BY = "ROIBOT_CHROMIUM"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STOP_SECONDS = 20
MISSING = "No Chromium is installed, and the tests need one: apt-get install chromium, or name one in ROIBOT_CHROMIUM."


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
def demo(year: Path | None = None, python: Sequence[str] = ()) -> Iterator[str]:
    """The address of a demo of its own, on a free port; Ctrl-C ends it, and it must end well.

    ``year``: what `sample_year` has left, to go on from in a copy, at the minute it began, however long ago that was;
    without it the demo begins anew.
    """
    with tempfile.TemporaryDirectory() as folder:
        if year:
            shutil.copytree(year, folder, ignore=shutil.ignore_patterns("clock-*"), dirs_exist_ok=True)
        with _demo(Path(folder), python) as address:
            yield address


def sample_year(folder: Path) -> Path:
    """Leaves in ``folder`` what a demo keeps that has just begun."""
    with _demo(folder):
        return folder


@contextmanager
def _demo(folder: Path, python: Sequence[str] = ()) -> Iterator[str]:
    with started(("demo", "--no-browser", "--keep", str(folder)), _environment(), python) as begun:
        address = begun.first_line().partition(" ")[0]
        assert address.startswith("http://127.0.0.1:"), f"the demo did not start: {address!r}"
        yield address
        begun.send(signal.SIGINT)
        assert begun.wait(STOP_SECONDS) == 0


def _environment() -> dict[str, str]:
    """Nothing of this machine's proxies or Slack secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    kept = {name: value for name, value in kept.items() if not name.startswith(("SLACK_", "ROIBOT_"))}
    return kept | {"PYTHONPATH": str(ROOT)}
