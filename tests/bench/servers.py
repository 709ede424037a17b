"""Servers as processes of their own, and what they use: CPU time and memory, as the kernel counts them (Linux)."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import Letter, post

START_SECONDS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """``cold``: seconds from its start to its first signed 200."""

    port: int
    pid: int
    cold: float

    def cpu(self) -> float:
        """Microseconds of CPU time all its threads have used so far; not a number where this machine cannot tell."""
        if sys.platform != "linux":
            return float("nan")
        return time.clock_gettime_ns(_cpu_clock(self.pid)) / 1000

    def memory(self) -> float:
        """Resident MiB."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except FileNotFoundError:
            return float("nan")
        kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kib) / 1024


@contextmanager
def running(*module: str, env: Mapping[str, str], first: Letter) -> Iterator[Server]:
    """`python -m module… --port …`, once it has answered ``first``. Raises `RuntimeError` if it never does."""
    port = _free_port()
    command = [sys.executable, "-m", *module, "--port", str(port)]
    start = time.perf_counter()
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, first, process)
        yield Server(port=port, pid=process.pid, cold=time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _cpu_clock(pid: int) -> int:
    """The clock of another process's CPU time, in nanoseconds, as the kernel numbers it (clock_getcpuclockid)."""
    return (~pid << 3) | 2


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int, first: Letter, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            status, _ = post(http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS), first)
        except OSError:
            time.sleep(0.005)
            continue
        if status == http.client.OK:
            return
        raise RuntimeError(f"the server answered its first request with {status}")
    raise RuntimeError(f"the server did not start: {process.poll()}")
