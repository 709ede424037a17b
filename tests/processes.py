"""The program as a process: by an interpreter of its own, or forked from a process that has imported it already.

To import the program takes a second of a processor, to fork it takes milliseconds, and the tests start it four hundred
times. A fork runs ``main()`` as the interpreter does, with arguments, environment, folder and output of its own; the
tests of the start itself use an interpreter.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import TextIO

PYTHON = (sys.executable,)
"""An interpreter, and its options."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A process at work. ``poll`` answers with its exit status once it has one, ``join`` waits some seconds for that.

    What it prints and what it complains of goes into files: a pipe that nobody reads would fill, and stop it.
    """

    pid: int
    poll: Callable[[], int | None]
    join: Callable[[float], object]
    printed: Path
    complained: Path

    def first_line(self) -> str:
        """The first line that it prints, waited for; empty where it ends without one."""
        while self.poll() is None:
            line, end, _ = self.printed.read_text("utf-8").partition("\n")
            if end:
                return line
            time.sleep(0.02)
        return ""

    def send(self, number: signal.Signals) -> None:
        """Sends a signal; nothing where it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def wait(self, seconds: float) -> int:
        """Its exit status. Raises ``TimeoutError`` where it does not end."""
        self.join(seconds)
        status = self.poll()
        if status is None:
            self.send(signal.SIGKILL)
            raise TimeoutError(f"{self.pid} did not end within {seconds} seconds")
        return status


def begin(
    arguments: Sequence[str], env: Mapping[str, str], folder: Path, *, cwd: Path, python: Sequence[str] = ()
) -> Begun:
    """Starts ``roibot arguments`` in ``cwd``, forked where no ``python`` is named; its output goes into ``folder``."""
    printed, complained = folder / "printed", folder / "complained"
    for file in (printed, complained):
        file.touch()
    if python:
        return _interpreted([*python, "-m", "bot", *arguments], env, cwd, printed, complained)
    return _forked(_program, arguments, env, cwd, printed, complained)


def forked(main: Callable[..., object], arguments: Sequence[str], env: Mapping[str, str], folder: Path) -> Begun:
    """Starts ``main(*arguments)`` of a module of the tests as a process, with the program imported; else as `begin`."""
    printed, complained = folder / "printed", folder / "complained"
    for file in (printed, complained):
        file.touch()
    return _forked(main, arguments, env, Path.cwd(), printed, complained)


def forks() -> ForkServerContext:
    """Makes processes that have the whole program imported from the start."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["bot.__main__", __name__, "tests.warmed"])
    return context


def _interpreted(command: Sequence[str], env: Mapping[str, str], cwd: Path, printed: Path, complained: Path) -> Begun:
    with printed.open("w") as out, complained.open("w") as errors:
        process = subprocess.Popen(command, env=dict(env), cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=errors)

    def join(seconds: float) -> None:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    return Begun(pid=process.pid, poll=process.poll, join=join, printed=printed, complained=complained)


def _forked(
    main: Callable[..., object],
    arguments: Sequence[str],
    env: Mapping[str, str],
    cwd: Path,
    printed: Path,
    complained: Path,
) -> Begun:
    surroundings = (list(arguments), dict(env), cwd, printed, complained)
    process = forks().Process(target=_run, args=(main, *surroundings), daemon=True)
    process.start()
    assert process.pid is not None
    return Begun(
        pid=process.pid,
        poll=lambda: process.exitcode,
        join=process.join,
        printed=printed,
        complained=complained,
    )


def _run(
    main: Callable[..., object], arguments: list[str], env: dict[str, str], cwd: Path, printed: Path, complained: Path
) -> None:
    """What the fork does: ``main(*arguments)``, its surroundings being those of a new process."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.stdout, sys.stderr = _open(printed, 1), _open(complained, 2)
    main(*arguments)


def _program(*arguments: str) -> None:
    """``python -m bot arguments``."""
    sys.argv = ["roibot", *arguments]
    # Imported here: the process that asks for a fork need not import the program; the one that is forked has.
    from bot.__main__ import main

    main()


def _open(file: Path, number: int) -> TextIO:
    opened = os.open(file, os.O_WRONLY | os.O_APPEND)
    os.dup2(opened, number)
    os.close(opened)
    return os.fdopen(number, "w", buffering=1, encoding="utf-8", closefd=False)
